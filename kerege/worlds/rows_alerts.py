"""Warnings of the example world, from one country to its neighbours; nothing of them happened.

Their moments are told as days before and after the day on which the world is laid, so that one is in force then.
"""

from datetime import datetime, timedelta

from django.conf import settings
from django.utils import timezone

from kerege.people import queries as people
from kerege.people.rules import SYSTEM, Actor
from kerege.response.actions import alerts, following_alerts
from kerege.response.actions.alerts import Told
from kerege.response.queries import alerts as queries
from kerege.response.rules.alerts.placing import Place
from kerege.response.rules.alerts.texts import Said
from kerege.sharing.queries import viewer_of_actor
from kerege.upkeep.actions.alert_keys import have_alert_key

TEXTS = ("event", "headline", "description", "instruction")


def issue_alert(
    *,
    by: Actor,
    owner: str,
    author: str,
    second: str,
    status: str,
    hazard: str,
    severity: str,
    urgency: str,
    label: int,
    recipients: list[str],
    area: str,
    sent_before: float,
    holds: float,
    first: str,
    synthetic: bool,
    second_text: str = "",
    third: str = "",
    follows: str = "",
    polygon: str = "",
    circle: str = "",
    unit: str = "",
    contact: str = "",
    replies: str = "",
) -> None:
    """An alert as it was written, handed in, approved by a second person and issued; with what neighbours said.

    Each text is the code of a language, event, headline, description and instruction with // between them.
    `follows` is the English headline of the alert that it updates. Each line of `replies` is an account, a country, a
    kind, and hours after the alert was sent.
    """
    now = timezone.now().replace(microsecond=0)
    sent = now - timedelta(days=sent_before)
    writer, checker = _acting(author, sent), _acting(second, sent)
    viewer = viewer_of_actor(checker, on=sent.date())
    said = tuple(_said(text) for text in (first, second_text, third) if text)
    known = {line.said("en").headline: line for line in queries.issued(viewer, at=now)}
    if said[0].headline in known:
        return
    told = Told(
        hazard=hazard,
        expires=now + timedelta(days=holds),
        texts=said,
        places=(Place(area, unit, polygon, circle),),
        recipients=recipients,
        severity=severity,
        urgency=urgency,
        contact=contact,
        label=label,
        status=status,
    )
    if follows:
        row = following_alerts.update_alert(by=writer, alert=known[follows].uid, now=sent)
        alerts.change_alert(by=writer, alert=str(row.uid), told=told, seen=row.number, now=sent)
    else:
        row = alerts.write_alert(by=writer, owner=owner, told=told, synthetic=synthetic, now=sent)
    uid = str(row.uid)
    alerts.submit_alert(by=writer, alert=uid, now=sent)
    alerts.approve_alert(by=checker, alert=uid, now=sent)
    seal = have_alert_key(by=SYSTEM, data=settings.DATA, host=settings.KEREGE_ADDRESS.partition("://")[2])
    alerts.issue_alert(by=checker, alert=uid, seal=seal, web=f"{settings.KEREGE_ADDRESS}/alerts/{uid}/", now=sent)
    for line in replies.splitlines():
        account, country, kind, hours = line.split()
        at = sent + timedelta(hours=float(hours))
        neighbour = _acting(account, at)
        following_alerts.acknowledge_alert(
            by=neighbour, viewer=viewer_of_actor(neighbour, on=at.date()), alert=uid, owner=country, kind=kind, now=at
        )


def _said(line: str) -> Said:
    language, *told = (part.strip() for part in line.split("//"))
    return Said(language, **dict(zip(TEXTS, told, strict=True)))


def _acting(account: str, at: datetime) -> Actor:
    return people.actor_for(people.account(account), on=at.date(), strong=True)
