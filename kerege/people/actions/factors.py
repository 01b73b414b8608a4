"""What happens to the ways in which an account proves who signs in. The ways themselves are kept by the library."""

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people import words
from kerege.people.models import Account
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed


def note_factor(*, by: Actor, account: Account, change: str, kind: str) -> None:
    """Keep that a factor of this kind (totp, webauthn, recovery_codes) was added, removed or renewed.

    Refuses people.unknown_choice.
    """
    if change not in {"added", "removed", "renewed"}:
        raise Refusal(words.UNKNOWN_CHOICE, value=change, name="change", choices="added, removed, renewed")
    with act("people.factor.changed", by=by, about=account.uid, change=change, kind=kind):
        pass


def note_password(*, by: Actor, account: Account) -> None:
    """Keep that the password was changed. Refuses nothing: the library has changed it already."""
    with act("people.password.changed", by=by, about=account.uid):
        pass


def note_sessions(*, by: Actor, account: Account, which: str) -> None:
    """Keep that sessions of the account were ended by its owner. Refuses nothing: the library has ended them."""
    with act("people.sessions.ended_by_owner", by=by, about=account.uid, which=which):
        pass


def enrol_demo_factor(*, by: Actor, account: Account) -> None:
    """Give a demo account a code generator, whose code the demo shows; one that has a factor keeps it.

    Refuses people.not_yours, and people.not_a_demo for anybody's real account.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    if not account.demo:
        raise Refusal(words.NOT_A_DEMO)
    if Authenticator.objects.filter(user=account, type=Authenticator.Type.TOTP).exists():
        return
    with act("people.factor.changed", by=by, about=account.uid, change="added", kind="totp"):
        TOTP.activate(account, generate_totp_secret())
