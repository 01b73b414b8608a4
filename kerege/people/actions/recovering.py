"""What is done at the machine where no administrator can: after an attack, or when all have lost their way in."""

from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from allauth.usersessions.models import UserSession
from django.contrib.sessions.models import Session
from django.db.models import F
from django.utils import timezone

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people.models import Account, LostFactor
from kerege.people.queries import held
from kerege.people.rules import Actor
from kerege.people.words import Role
from kerege.people.words.machine import NOT_AN_ADMINISTRATOR, ONLY_AT_THE_MACHINE


def end_all_sessions(*, by: Actor) -> int:
    """End every session of everybody and forget every known device; how many accounts there are.

    Refuses people.only_at_the_machine to all but the node itself.
    """
    if not by.is_system:
        raise Refusal(ONLY_AT_THE_MACHINE)
    with act("people.sessions.ended_for_all", by=by, about="accounts") as done:
        count = Account.objects.update(session_round=F("session_round") + 1)
        UserSession.objects.all().delete()
        Session.objects.all().delete()
        done.note(accounts=count)
    return count


def recover_account(*, by: Actor, account: Account) -> Account:
    """Take away all that signed a node administrator in, and every session, so that a new password can be chosen.

    For a node whose administrators have all lost their factors: nobody is left to make sure who asks but whoever looks
    after the machine. Refuses people.only_at_the_machine to all but the node itself, and people.not_an_administrator.
    """
    if not by.is_system:
        raise Refusal(ONLY_AT_THE_MACHINE)
    roles = {Role(grant.role) for _, grant in held(on=timezone.localdate(), account=account)}
    if Role.NODE_ADMINISTRATOR not in roles:
        raise Refusal(NOT_AN_ADMINISTRATOR, email=account.email)
    with act("people.account.recovered", by=by, about=account.uid) as done:
        removed, _ = Authenticator.objects.filter(user=account).delete()
        SocialAccount.objects.filter(user=account).delete()
        LostFactor.objects.filter(account=account, done_at=None, refused_at=None).update(done_at=timezone.now())
        account.set_unusable_password()
        account.session_round += 1
        account.save(update_fields=["password", "session_round"])
        done.note(factors=removed)
    return account
