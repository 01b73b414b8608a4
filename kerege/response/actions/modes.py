"""The mode of a country: switched by a body that may by law, and by which act."""

from datetime import datetime
from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.journal.rules import known_as
from kerege.law import queries as law
from kerege.law.queries import InformationDutyLine
from kerege.law.words.duties import Mode
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.lib.zones import zone_or_none
from kerege.people.rules import Actor, check_may, choice
from kerege.people.words import Deed
from kerege.response.actions.duty_clocks import begin, note
from kerege.response.actions.signals import AHEAD
from kerege.response.models import DutyClock, ModeSwitch, Occasion
from kerege.response.rules.clocks import Row, check_agree, switched, triple
from kerege.response.words import clocks_refused as words
from kerege.response.words import health_events_refused as refused
from kerege.response.words.clocks import Ended, Step
from kerege.response.words.health_events import EventState
from kerege.sharing.queries import viewer_of_actor


def switch_mode(
    *,
    by: Actor,
    owner: str,
    mode: str,
    body: str,
    act_name: str,
    at: datetime,
    zone: str,
    synthetic: bool = False,
    now: datetime | None = None,
) -> ModeSwitch:
    """Record that a body which may by law switched the mode of a country, by which act and when. What open occasions
    had started goes on in the form in which it holds in that mode, and its clocks run on from when they began.

    Refuses people.not_yours, people.unknown_choice, response.no_mode_authority, .no_mode_act, .same_mode, .in_future,
    .mode_before, .unknown_zone, .duties_contradict and text.*.
    """
    check_may(by, Deed.SWITCH_MODE, owner)
    moment, then = now or timezone.now(), choice(mode, Mode, "mode")
    if at > moment + AHEAD:
        raise Refusal(refused.IN_FUTURE, field="at")
    viewer = viewer_of_actor(by, on=moment.date())
    if body not in law.who_switches(viewer, on=at.date(), country=owner):
        raise Refusal(words.NO_MODE_AUTHORITY, field="body", body=body[:60])
    if not act_name.strip():
        raise Refusal(words.NO_MODE_ACT, field="act_name")
    if not zone_or_none(zone):
        raise Refusal(refused.UNKNOWN_ZONE, field="zone", zone=zone[:40])
    told = clean_line(act_name, field="act_name", max_length=200)
    holding = {line.key: line for line in law.information_duties(viewer, on=moment.date(), country=owner, mode=then)}
    with act("response.mode.switched", by=by, owner=owner) as done:
        before = _last_switch(owner)
        if (before.mode if before is not None else Mode.NORMAL) == then:
            raise Refusal(words.SAME_MODE, field="mode")
        if before is not None and at <= before.at:
            raise Refusal(words.MODE_BEFORE, field="at")
        row = ModeSwitch(owner=owner, mode=then, at=at, zone=zone, body=body, act=told, synthetic=synthetic)
        row.recorded_by, row.recorded_at = known_as(by.uid), moment
        row.save()
        rows = Occasion.objects.inside_action().select_for_update(of=("self",))
        for occasion in rows.filter(owner=owner, state=EventState.OPEN).order_by("id"):
            _switch(occasion, holding, by, moment, told)
        done.about = row.uid
        done.note(mode=then, body=body)
    return row


def _last_switch(owner: str) -> ModeSwitch | None:
    rows: Any = ModeSwitch.objects.inside_action().filter(owner=owner)
    found: ModeSwitch | None = rows.order_by("-at").first()
    return found


def _switch(
    occasion: Occasion, holding: dict[str, InformationDutyLine], by: Actor, moment: datetime, told: str
) -> None:
    """Bring the duties of one occasion into the mode that begins."""
    every = DutyClock.objects.inside_action().select_for_update(of=("self",)).filter(occasion=occasion).order_by("id")
    rows = sorted(every, key=lambda row: (row.settled_at is None, row.settled_at or moment, row.id))
    plan = switched(
        [
            Row(
                row.duty,
                triple(row),
                open=row.settled_at is None,
                done=row.done_at is not None,
                by_mode=row.why_ended == Ended.MODE,
            )
            for row in rows
        ],
        {key: triple(line) for key, line in holding.items()},
    )
    if not plan.ends and not plan.begins:
        return
    check_agree(holding[key] for key in plan.begins)
    note(by=by, occasion=occasion, step=Step.MODE, moment=moment, text=told)
    for row in rows:
        if row.settled_at is None and row.duty in plan.ends:
            row.ended_at, row.why_ended, row.settled_at = moment, Ended.MODE, moment
            row.save()
            note(by=by, occasion=occasion, step=Step.ENDED, moment=moment, clock=row)
    for key in plan.begins:
        line = holding[key]
        began = [r.started_at for r in rows if triple(r) == triple(line) and r.clock == line.clock and r.started_at]
        begin(by=by, occasion=occasion, line=line, moment=moment, started=min(began) if began else None)
