"""Letters about alerts: asked for, ended, and put into the outgoing mail, each once.

Whoever acknowledges alerts for a country that is warned is written to without having asked. Everybody else asks, and
ends it when they like, also by the link in a letter.
"""

from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone

from kerege.atlas import queries as atlas
from kerege.journal.actions import act
from kerege.journal.rules import checking, gated
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import ANONYMOUS, REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.records.viewers import PUBLIC
from kerege.response.models import Alert, AlertMailing, AlertSubscription
from kerege.response.queries import alert_mail as reading
from kerege.response.rules.alerts import mailing as rules
from kerege.response.words import alert_mail as words
from kerege.response.words.alert_mail import Why
from kerege.response.words.alerts import AlertState
from kerege.sharing.queries import viewer_for

BATCH = 500
"""How many subscriptions are looked at in one transaction."""


@dataclass(frozen=True)
class Letter:
    """One letter to write. `stop` is the token that ends such letters; empty where they are a duty."""

    to: str
    language: str
    alert: str
    why: Why
    stop: str = ""


Send = Callable[[Letter], None]


def subscribe_to_alerts(
    *, by: Actor, countries: Collection[str], drills: bool, now: datetime | None = None
) -> AlertSubscription:
    """Ask for letters about alerts, or ask for others than before; the same again changes nothing. They go to the
    account of whoever acts.

    Refuses response.mail_sign_in and atlas.unknown_code.
    """
    number = _account(by)
    content = {"countries": sorted({atlas.territory(code).code for code in countries}), "drills": bool(drills)}
    row = AlertSubscription.objects.filter(account_id=number).first()
    if row is not None and all(getattr(row, name) == value for name, value in content.items()):
        return row  # type: ignore[no-any-return]
    with act("response.mail.asked", by=by) as done:
        row = row or AlertSubscription(account_id=number, since=now or timezone.now())
        for name, value in content.items():
            setattr(row, name, value)
        row.save()
        done.about = row.uid
    return row


def end_alert_mail(*, by: Actor) -> None:
    """End the own letters. Refuses response.mail_sign_in, and response.no_alert_mail where none are asked for."""
    row = AlertSubscription.objects.filter(account_id=_account(by)).first()
    if row is None:
        raise Refusal(words.NO_ALERT_MAIL)
    _ended(row, by)


def end_alert_mail_by_link(*, by: Actor, token: str) -> None:
    """End the letters in one of which this link stood. `by` is not looked at: the link says whose they are. Refuses
    response.stop_link_over.
    """
    uid = reading.ended_by(token)
    row = AlertSubscription.objects.filter(uid=uid).first() if uid else None
    if row is None:
        raise Refusal(words.STOP_LINK_OVER)
    _ended(row, ANONYMOUS)


def _ended(row: AlertSubscription, by: Actor) -> None:
    with act("response.mail.ended", by=by, about=row.uid):
        row.delete()


def _account(by: Actor) -> int:
    number = people.account_number(by.uid)
    if number is None:
        raise Refusal(words.MAIL_SIGN_IN)
    return number


def mail_alerts(*, by: Actor, at: datetime, send: Send) -> int:
    """Write about every alert that was issued within a day, has not ended, and of which not everybody was told yet; how
    many letters. Of examples (`synthetic`) nobody is told. A batch of letters and the note how far they came are one
    transaction: who stops in between goes on there, and nobody is written to twice.

    Refuses people.not_yours to everybody but the node and who manages the accounts of the region.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    with checking():
        rows = Alert.objects.inside_action().filter(state=AlertState.ISSUED, synthetic=False, sent__lte=at)
        rows = rows.filter(sent__gt=at - rules.LATEST, expires__gt=at).exclude(mailing__ended_at__isnull=False)
        waiting = list(rows.order_by("sent", "id"))
    return sum(_mailed(by, row, at, send) for row in waiting)


def _mailed(by: Actor, alert: Alert, at: datetime, send: Send) -> int:
    warned = {each.pk: each for code in alert.recipients for each in _answering(code, at)}
    told, more = 0, True
    while more:
        with gated(), transaction.atomic():
            letters, more = _batch(by, alert, warned, at, send)
            told += letters
    return told


def _batch(by: Actor, alert: Alert, warned: dict[int, Any], at: datetime, send: Send) -> tuple[int, bool]:
    """The next letters of one alert, and whether there may be more."""
    with act("response.mail.sent", by=by, owner=alert.owner, about=alert.uid) as done:
        row, new = AlertMailing.objects.get_or_create(alert_id=alert.pk, defaults={"begun_at": at})
        row = AlertMailing.objects.select_for_update().get(pk=row.pk)
        if row.ended_at is not None:
            return 0, False
        letters = list(_warned(alert, warned.values(), at)) if new else []
        row.warned += len(letters)
        asked = list(AlertSubscription.objects.filter(id__gt=row.reached).order_by("id")[:BATCH])
        told = list(_asked_for(alert, asked, warned, at))
        row.subscribed, row.reached = row.subscribed + len(told), asked[-1].id if asked else row.reached
        row.ended_at = at if len(asked) < BATCH else None
        row.save()
        for letter in (*letters, *told):
            send(letter)
        done.note(letters=len(letters) + len(told))
    return len(letters) + len(told), row.ended_at is None


def _answering(code: str, at: datetime) -> list[Any]:
    return people.who_may(Deed.ACKNOWLEDGE_ALERT, code, on=at.date())


def _warned(alert: Alert, accounts: Iterable[Any], at: datetime) -> Iterable[Letter]:
    """The letters to those who answer for a country that is warned, as far as they may read the alert."""
    for account in accounts:
        if _reads(alert, viewer_for(account, on=at.date(), strong=True)):
            yield Letter(account.email, account.language, str(alert.uid), Why.WARNED)


def _asked_for(
    alert: Alert, asked: Iterable[AlertSubscription], warned: Collection[int], at: datetime
) -> Iterable[Letter]:
    """The letters to those who asked for them, may read the alert, and are not written to as warned ones."""
    about = {alert.owner, *alert.recipients}
    wanting = {row.account_id: row for row in asked if row.account_id not in warned and _wants(row, about, alert)}
    everybody = _reads(alert, PUBLIC)
    for account in people.accounts_numbered(wanting):
        if everybody or _reads(alert, viewer_for(account, on=at.date(), strong=True)):
            stop = reading.stop_token(wanting[account.pk].uid)
            yield Letter(account.email, account.language, str(alert.uid), Why.SUBSCRIBED, stop)


def _wants(row: AlertSubscription, about: Collection[str], alert: Alert) -> bool:
    asked = {"countries": row.countries, "drills": row.drills, "since": row.since}
    return alert.sent is not None and rules.wants(**asked, about=about, status=alert.status, sent=alert.sent)


def _reads(alert: Alert, viewer: Any) -> bool:
    return Alert.objects.seen_by(viewer).filter(uid=alert.uid).one() is not None
