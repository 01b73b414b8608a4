"""Getting in again after the second factor is lost: asked by its owner, proved to one person, confirmed by another."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.utils import timezone

from kerege.journal.actions import act
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people import words
from kerege.people.actions.guarding import _check_not_oneself, _check_over
from kerege.people.models import Account, LostFactor
from kerege.people.queries import actor_for
from kerege.people.rules import Actor, choice
from kerege.people.words import IdentityProof


def ask_without_factor(*, by: Actor, account: Account) -> LostFactor:
    """Ask to get in without the second factor; a request that is open already stays the one.

    Refuses people.not_to_others for anybody but the account's own owner.
    """
    if by.uid != str(account.uid):
        raise Refusal(words.NOT_TO_OTHERS)
    known = LostFactor.objects.filter(account=account, done_at=None, refused_at=None).first()
    if known:
        return known
    with act("people.factor.lost", by=by) as done:
        request = LostFactor.objects.create(account=account, asked_at=timezone.now())
        done.about = request.uid
    return request


def prove_identity(*, by: Actor, request: str, how: str, note: str) -> LostFactor:
    """Say how the person proved who they are; the proof itself is kept nowhere.

    For a role that wants a second factor another person has to confirm; for others the factors are removed now. Refuses
    people.unknown_key, people.not_to_yourself, people.not_yours, people.role_not_yours, people.unknown_choice and the
    text refusals.
    """
    found, owner = _open_one(by, request)
    choice(how, IdentityProof, "how")
    told = clean_line(note, field="note", max_length=400)
    with act("people.identity.proved", by=by, owner=owner, about=found.uid, how=how):
        found.how, found.note, found.proved_at = how, told, timezone.now()
        found.proved_by = _account_of(by)
        found.save(update_fields=["how", "note", "proved_at", "proved_by"])
    if not actor_for(found.account, on=timezone.localdate(), strong=False).owes_factor:
        _remove_factors(by, found, owner)
    return found


def confirm_identity(*, by: Actor, request: str) -> LostFactor:
    """As a second person: factors and links with providers are removed and all sessions end.

    A new factor is set up at the next sign-in.

    Refuses people.unknown_key, people.not_to_yourself, people.not_yours, people.role_not_yours, people.not_proved_yet
    and people.same_person_twice.
    """
    found, owner = _open_one(by, request)
    if found.proved_at is None:
        raise Refusal(words.NOT_PROVED_YET)
    if found.proved_by is not None and by.uid == str(found.proved_by.uid):
        raise Refusal(words.SAME_PERSON_TWICE)
    found.confirmed_by = _account_of(by)
    _remove_factors(by, found, owner)
    return found


def refuse_request(*, by: Actor, request: str) -> LostFactor:
    """Close a request: nothing changes for the account.

    Refuses people.unknown_key, people.not_to_yourself, people.not_yours and people.role_not_yours.
    """
    found, owner = _open_one(by, request)
    with act("people.factor.kept", by=by, owner=owner, about=found.uid):
        found.refused_at = timezone.now()
        found.save(update_fields=["refused_at"])
    return found


def _open_one(by: Actor, uid: str) -> tuple[LostFactor, str]:
    known = uid_or_none(uid)
    rows = LostFactor.objects.filter(uid=known, done_at=None, refused_at=None) if known else LostFactor.objects.none()
    found = rows.select_related("account", "proved_by").first()
    if found is None:
        raise Refusal(words.UNKNOWN_KEY, field="request", what="request", key=uid[:60])
    _check_not_oneself(by, found.account)
    return found, _check_over(by, found.account, on=timezone.localdate())


def _account_of(by: Actor) -> Account | None:
    uid = uid_or_none(by.uid)
    return Account.objects.filter(uid=uid).first() if uid else None


def _remove_factors(by: Actor, found: LostFactor, owner: str) -> None:
    account = found.account
    with act("people.factor.reset", by=by, owner=owner, about=found.uid, account=account.uid):
        Authenticator.objects.filter(user=account).delete()
        SocialAccount.objects.filter(user=account).delete()  # else whoever linked one would set up the next factor
        account.session_round += 1
        account.save(update_fields=["session_round"])
        found.done_at = timezone.now()
        found.save(update_fields=["done_at", "confirmed_by"])
