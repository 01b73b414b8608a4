"""Letters about alerts: what somebody asked for, how far those about one alert have come, and what they tell of."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.core import signing

from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.response.models import AlertMailing, AlertSubscription
from kerege.response.queries.alerts import AlertLine, alert

SALT = "kerege.response.alert_mail"
DOOR = Viewer(uid="response.alert_mail", everywhere=Sensitivity.RESTRICTED)
"""Reads an alert for letters alone; to whom they go, actions.mailing_alerts says by what each may read."""


@dataclass(frozen=True)
class Wanted:
    """What somebody asked to be written to about; no countries stand for all."""

    countries: tuple[str, ...]
    drills: bool
    since: datetime


@dataclass(frozen=True)
class MailingLine:
    """How many letters about an alert went into the outgoing mail: to people of countries that it warns, and to those
    who asked for them; `ended_at` is None while more may follow.
    """

    begun_at: datetime
    ended_at: datetime | None
    warned: int
    subscribed: int


def wanted(me: Actor) -> Wanted | None:
    """What the reader asked for; None for nobody, and for whoever asked for nothing."""
    number = people.account_number(me.uid)
    row = AlertSubscription.objects.filter(account_id=number).first() if number is not None else None
    return Wanted(tuple(row.countries), row.drills, row.since) if row is not None else None


def stop_token(uid: UUID) -> str:
    """What stands in the link that ends the letters of one subscription, and of no later one."""
    return signing.Signer(salt=SALT).sign(str(uid))


def ended_by(token: str) -> UUID | None:
    """The subscription that a link ends; None where it is over, or was never ours."""
    try:
        uid = uid_or_none(signing.Signer(salt=SALT).unsign(token))
    except signing.BadSignature:
        return None
    return uid if uid and AlertSubscription.objects.filter(uid=uid).exists() else None


def mailing(me: Actor, line: AlertLine) -> MailingLine | None:
    """The letters about an alert, for those who write or issue alerts of its owner; None for everybody else, and where
    none were begun.
    """
    if not any(may(me, deed, line.owner) for deed in (Deed.WRITE_ALERT, Deed.ISSUE_ALERT)):
        return None
    row = AlertMailing.objects.filter(alert__uid=line.uid).first()
    return MailingLine(row.begun_at, row.ended_at, row.warned, row.subscribed) if row is not None else None


def told_of(uid: str, *, at: datetime) -> AlertLine | None:
    """The issued alert of which letters tell, read for them alone."""
    return alert(DOOR, Actor(uid="", name=""), uid, at=at)
