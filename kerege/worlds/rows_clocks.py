"""Mandates and duties with clocks of the example world; nothing of them happened, and nobody answers at these lines."""

from datetime import date, timedelta

from django.utils import timezone

from kerege.law import actions as law
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.response.actions import duty_clocks, mandates
from kerege.response.actions.duty_clocks import Began
from kerege.response.actions.mandates import Told
from kerege.response.queries import duty_clocks as queries
from kerege.response.queries import health_events
from kerege.response.queries import mandates as directory
from kerege.sharing.queries import viewer_of_actor


def record_mandate(
    *,
    by: Actor,
    owner: str,
    officer: str,
    kind: str,
    seat: str,
    start: date,
    synthetic: bool,
    head: str = "",
    body: str = "",
    telephone: str = "",
    email: str = "",
    hours: str = "",
    checked_before: str = "",
) -> None:
    """An entry of the directory; `checked_before`: so many days ago somebody answered."""
    acting, today = _acting(officer), timezone.localdate()
    viewer = viewer_of_actor(acting, on=today)
    if any(each.kind == kind for each in directory.mandates(viewer, on=today, owner=owner)):
        return
    told = Told(kind, seat, start, None, head, body, telephone, email, hours, 90, Sensitivity.REGIONAL)
    row = mandates.record_mandate(by=acting, owner=owner, told=told, synthetic=synthetic)
    if checked_before:
        on = today - timedelta(days=int(checked_before))
        mandates.check_contact(by=acting, mandate=str(row.uid), reached=True, on=on)


def record_duty(
    *,
    by: Actor,
    owner: str,
    key: str,
    sender: str,
    recipient: str,
    subject: str,
    what_en: str,
    what_ru: str,
    mode: str,
    period: str,
    clock: str,
    act: str,
    source: str,
    synthetic: bool,
    switched_by: str = "",
    working_days: bool | None = None,
) -> None:
    """A made-up duty to inform, so that the example shows what no source says of the country: an emergency mode."""
    what = {"en": what_en, "ru": what_ru}
    informing = law.Informing(
        *(sender, recipient, subject, what),
        mode=mode,
        switched_by=switched_by,
        timing="within",
        period=period,
        clock=clock,
        working_days=working_days is True,
    )
    laid_down = law.LaidDown(act=act, provision="1", source=source)
    law.record_information_duty(
        by=by, owner=owner, key=key, informing=informing, laid_down=laid_down, synthetic=synthetic
    )


def open_clocks(
    *,
    by: Actor,
    owner: str,
    officer: str,
    title: str,
    zone: str,
    hours_before: float,
    duties: list[str],
    synthetic: bool,
    event: str = "",
    exercise: str = "",
    steps: str = "",
) -> None:
    """Clocks of an event (by its title) or told by hand. Each line of `steps` is a duty, `clock`, `take`, `done` or
    `ends`, hours before now, and the proof or the reason; `ends` names first what became of it.
    """
    now, acting = timezone.now().replace(microsecond=0), _acting(officer)
    viewer = viewer_of_actor(acting, on=now.date())
    if any(each.title == title for each in queries.occasions(viewer, owner=owner)):
        return
    about = next((e.uid for e in health_events.events(viewer, owner=owner) if e.title == event), "") if event else ""
    at = now - timedelta(hours=hours_before)
    began = Began("event" if event else "hand", title, at, zone, about, exercise == "yes")
    opened = duty_clocks.open_occasion(by=acting, owner=owner, began=began, synthetic=synthetic, now=at)
    made = duty_clocks.start_duties(by=acting, occasion=str(opened.uid), duties=duties, now=at)
    uids = {row.duty: str(row.uid) for row in made}
    for line in steps.splitlines():
        key, step, hours, rest = (line.split(maxsplit=3) + [""])[:4]
        then = now - timedelta(hours=float(hours))
        if step == "clock":
            duty_clocks.start_clock(by=acting, duty=uids[key], at=then, now=then)
        elif step == "take":
            duty_clocks.take_duty(by=acting, duty=uids[key], now=then)
        elif step == "done":
            duty_clocks.finish_duty(by=acting, duty=uids[key], at=then, proof=rest, now=then)
        else:
            because, reason = rest.split(maxsplit=1)
            duty_clocks.end_duty(by=acting, duty=uids[key], because=because, reason=reason, now=then)


def _acting(account: str) -> Actor:
    return people.actor_for(people.account(account), on=timezone.localdate(), strong=True)
