"""Somebody comes from another learning platform: as a guest with an account of its own, or as who they are here."""

import secrets
from dataclasses import dataclass
from datetime import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from kerege.journal.actions import act
from kerege.lib.ids import new_uid, uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people import queries as accounts
from kerege.people.rules import REGION, SYSTEM, Actor, check_may
from kerege.people.words import Deed
from kerege.training.models import LtiLaunch, LtiLearner, LtiPlatform
from kerege.training.queries.lti_platforms import check_allowed, open_row
from kerege.training.words import lti_platforms as words
from kerege.training.words.lti_platforms import Opens


@dataclass(frozen=True)
class Came:
    """A launch as it was verified: from which platform (its uid), who, and what it opens."""

    platform: str
    subject: str
    deployment: str
    resource: str
    kind: Opens
    what: str
    line: str = ""
    names: str = ""
    teaches: bool = False


def let_in_guest(*, by: Actor, came: Came, now: datetime | None = None) -> LtiLaunch:
    """Let somebody in whom a platform sends, as the account that was made for them when they came first. It has no
    password, no name and no role, and opens what was launched alone. By no one's e-mail address is anybody found. It is
    the node that lets in whom it verified.

    Refuses people.not_yours to everybody else, training.no_such_platform, .launch_platform_closed,
    .launch_not_allowed, .launch_account_wanted for an exam, .launch_other_account for whoever joined the platform to an
    account of their own, which signs in by itself, and training.launch_used to the second of two at once.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    platform, moment = open_row(came.platform), now or timezone.now()
    check_allowed(platform, came.kind, came.what)
    if came.kind == Opens.EXAM:
        raise Refusal(words.LAUNCH_ACCOUNT_WANTED)
    learner = _known(platform, came.subject)
    if learner is not None and learner.joined:
        raise Refusal(words.LAUNCH_OTHER_ACCOUNT)
    try:
        with transaction.atomic():
            return _launched(by, learner or _guest(platform, came.subject, moment), came, moment)
    except IntegrityError:  # the same person in two tabs in one moment: the other one was quicker
        raise Refusal(words.LAUNCH_USED) from None


def let_in_joined(*, by: Actor, came: Came, now: datetime | None = None) -> LtiLaunch:
    """Go on as the account that is signed in, and join it to whom the platform sends: from then on these launches want
    that account signed in, and sign nobody in by themselves. What a guest did before stays with the guest.

    Refuses training.launch_own_account, .no_such_platform, .launch_platform_closed, .launch_not_allowed, and
    .launch_other_account for whom somebody joined to another account.
    """
    account = accounts.account_number(by.uid) if by.uid else None
    if account is None or accounts.is_guest(by.uid):
        raise Refusal(words.LAUNCH_OWN_ACCOUNT)
    platform, moment = open_row(came.platform), now or timezone.now()
    check_allowed(platform, came.kind, came.what)
    learner = _known(platform, came.subject)
    if learner is not None and learner.joined and learner.account_id != account:
        raise Refusal(words.LAUNCH_OTHER_ACCOUNT)
    with transaction.atomic():
        if learner is None or not learner.joined:
            learner = _join(by, platform, learner, came.subject, account, moment)
        return _launched(by, learner, came, moment)


def part_from_platform(*, by: Actor, learner: str) -> None:
    """Take an own account off a platform: what was launched and told is forgotten here. Whoever comes from there next
    comes as a guest, until they join again. Refuses training.launch_over.
    """
    account = accounts.account_number(by.uid) if by.uid else None
    number = uid_or_none(learner)
    rows = LtiLearner.objects.filter(uid=number, account_id=account, joined=True) if account and number else None
    row = rows.first() if rows is not None else None
    if row is None:
        raise Refusal(words.LAUNCH_OVER)
    with act("training.platform.parted", by=by, about=row.uid):
        row.delete()


def _known(platform: LtiPlatform, subject: str) -> LtiLearner | None:
    found: LtiLearner | None = LtiLearner.objects.filter(platform=platform, subject=subject).first()
    return found


def _guest(platform: LtiPlatform, subject: str, now: datetime) -> LtiLearner:
    uid = new_uid()
    address = f"{uid}{words.NOBODYS}"
    account = people.open_account(by=SYSTEM, email=address, name=platform.title, password=secrets.token_urlsafe(24))
    with act("training.platform.came", by=SYSTEM, owner=platform.owner, about=uid):
        row = LtiLearner(uid=uid, platform=platform, subject=subject, account=account, began_at=now)
        row.save()
    return row


def _join(
    by: Actor, platform: LtiPlatform, learner: LtiLearner | None, subject: str, account: int, now: datetime
) -> LtiLearner:
    row = learner or LtiLearner(platform=platform, subject=subject, began_at=now)
    with act("training.platform.joined", by=by, about=row.uid):
        LtiLaunch.objects.filter(learner_id=row.id).delete()
        row.account_id, row.joined = account, True
        row.save()
    return row


def _launched(by: Actor, learner: LtiLearner, came: Came, now: datetime) -> LtiLaunch:
    named = {"deployment": came.deployment, "resource": came.resource, "kind": came.kind.value, "what": came.what}
    row = LtiLaunch.objects.filter(learner=learner, **named).first()
    row = row or LtiLaunch(learner=learner, began_at=now, **named)
    with act("training.platform.launched", by=by, about=row.uid):
        row.line, row.names, row.teaches, row.opened_at = came.line, came.names, came.teaches, now
        row.save()
    return row
