"""Clocks: an occasion opens, its duties start, run, are taken, passed on, done with proof, or ended with a reason."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils import timezone

from kerege.atlas import queries as atlas
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.law import queries as law
from kerege.law.queries import InformationDutyLine
from kerege.law.rules.duties import read_period
from kerege.law.words.duties import Clock, Mode, Timing
from kerege.lib.days_off import rests
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.lib.zones import zone_or_none
from kerege.people.rules import REGION, Actor, check_may, choice
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE
from kerege.response.actions.asked import own_row
from kerege.response.actions.signals import AHEAD
from kerege.response.models import ClockEntry, DutyClock, ModeSwitch, Occasion
from kerege.response.queries import alerts, duty_clocks, health_events, incidents
from kerege.response.queries.mandates import called, mandates
from kerege.response.rules.clocks import check_agree, due, triple
from kerege.response.rules.reasons import why
from kerege.response.words import clocks_refused as words
from kerege.response.words import health_events_refused as refused
from kerege.response.words.alerts import AlertState, Status
from kerege.response.words.clocks import BY_PERSON, HOLDER, Ended, OccasionKind, Step
from kerege.response.words.health_events import EventState
from kerege.sharing.queries import viewer_of_actor


@dataclass(frozen=True)
class Began:
    """What started clocks: `about` is the uid of the record, empty for what is told by hand. `at` is when it was
    detected, by the clock of `zone`; `exercise` counts for what is told by hand alone, a record says so itself.
    """

    kind: str
    title: str
    at: datetime
    zone: str
    about: str = ""
    exercise: bool = False


def open_occasion(
    *, by: Actor, owner: str, began: Began, synthetic: bool = False, now: datetime | None = None
) -> Occasion:
    """Open clocks for something. Of a record only those open clocks who read it: an event of the owner, an incident of
    a facility that they handle, an alert that was issued.

    Refuses people.not_yours, people.unknown_choice, atlas.unknown_code, records.nothing_there, text.*,
    response.unknown_zone, .in_future and .occasion_there.
    """
    check_may(by, Deed.RUN_CLOCKS, owner)
    if owner != REGION:
        atlas.territory(owner)
    moment, kind = now or timezone.now(), OccasionKind(choice(began.kind, OccasionKind, "kind"))
    zone = zone_or_none(began.zone)
    if not zone:
        raise Refusal(refused.UNKNOWN_ZONE, field="zone", zone=began.zone[:40])
    _check_past(began.at, moment)
    label, exercise, example = _record(by, owner, kind, began, moment)
    title = clean_line(began.title, field="title", max_length=140)
    with act("response.occasion.opened", by=by, owner=owner) as done:
        about = uid_or_none(began.about) if kind != OccasionKind.HAND else None
        if about is not None and Occasion.objects.inside_action().filter(owner=owner, about=about).exists():
            raise Refusal(words.OCCASION_THERE)
        row = Occasion(owner=owner, kind=kind, about=about, title=title, zone=zone, detected_at=began.at)
        row.exercise, row.synthetic, row.label = exercise, synthetic or example, label
        row.opened_by, row.opened_at = known_as(by.uid), moment
        row.save()
        note(by=by, occasion=row, step=Step.OPENED, moment=moment)
        done.about = row.uid
        done.note(kind=kind)
    return row


def _record(by: Actor, owner: str, kind: OccasionKind, began: Began, moment: datetime) -> tuple[int, bool, bool]:
    """The label of an occasion, whether it is played, and whether it is an example: as the record says."""
    viewer, national = viewer_of_actor(by, on=moment.date()), Sensitivity.NATIONAL
    if kind == OccasionKind.HAND:
        return national, began.exercise, False
    if kind == OccasionKind.EVENT:
        event = health_events.event(viewer, began.about)
        if event is not None and event.owner == owner:
            return max(national, event.label), event.exercise, event.synthetic
    elif kind == OccasionKind.INCIDENT:
        incident = incidents.incident(by, began.about, on=moment.date())
        if incident is not None and incident.owner == owner:
            return national, False, incident.synthetic
    else:
        alert = alerts.alert(viewer, by, began.about, at=moment)
        if alert is not None and alert.state == AlertState.ISSUED:
            return national, alert.status != Status.ACTUAL, alert.synthetic
    raise Refusal(NOTHING_THERE, field="about", what=kind.value, key=began.about[:40])


def start_duties(*, by: Actor, occasion: str, duties: Sequence[str], now: datetime | None = None) -> list[DutyClock]:
    """Say that an occasion starts these duties of the law, by their keys there; with each all others that tell the same
    to the same body. What counts from the detection runs from then.

    Refuses what `occasion_of` refuses, response.occasion_closed, .no_duty, .duty_runs and .duties_contradict.
    """
    row, moment = occasion_of(by=by, occasion=occasion), now or timezone.now()
    with checking():
        mode = _mode_of(row.owner, moment)
    viewer = viewer_of_actor(by, on=moment.date())
    lines = law.information_duties(viewer, on=moment.date(), country=row.owner, mode=mode)
    wanted = {triple(line) for line in lines if line.key in set(duties)}
    chosen = [line for line in lines if triple(line) in wanted]
    if not chosen:
        raise Refusal(words.NO_DUTY, field="duties")
    check_agree(chosen)
    with act("response.duty.started", by=by, owner=row.owner, about=row.uid) as done:
        locked = _open(row.id)
        there = DutyClock.objects.inside_action().filter(occasion=locked, ended_at=None)
        if there.filter(duty__in=[line.key for line in chosen]).exists():
            raise Refusal(words.DUTY_RUNS, field="duties")
        made = [begin(by=by, occasion=locked, line=line, moment=moment) for line in chosen]
        done.note(duties=[line.key for line in chosen])
    return made


def start_clock(*, by: Actor, duty: str, at: datetime, now: datetime | None = None) -> DutyClock:
    """Say when that happened from which the time of a duty counts. Once.

    Refuses what `_duty_of` refuses; response.no_limit, .started_already and .in_future.
    """
    row, moment = _duty_of(by=by, duty=duty), now or timezone.now()
    _check_past(at, moment)
    with act("response.duty.clock_started", by=by, owner=row.owner, about=row.occasion.uid) as done:
        locked = _running(row.id)
        if locked.timing != Timing.WITHIN:
            raise Refusal(words.NO_LIMIT)
        if locked.started_at is not None:
            raise Refusal(words.STARTED_ALREADY)
        _run(locked, at)
        locked.save()
        note(by=by, occasion=locked.occasion, step=Step.CLOCK, moment=moment, clock=locked)
        done.note(duty=locked.duty)
    return locked


def take_duty(*, by: Actor, duty: str, now: datetime | None = None) -> DutyClock:
    """Say that oneself does a duty. Refuses what `_duty_of` refuses."""
    row, moment = _duty_of(by=by, duty=duty), now or timezone.now()
    with act("response.duty.taken", by=by, owner=row.owner, about=row.occasion.uid) as done:
        locked = _running(row.id)
        locked.taken_by, locked.taken_at = known_as(by.uid), moment
        locked.save()
        note(by=by, occasion=locked.occasion, step=Step.TAKEN, moment=moment, clock=locked)
        done.note(duty=locked.duty)
    return locked


def pass_on(*, by: Actor, duty: str, now: datetime | None = None) -> DutyClock:
    """Pass a duty on to the next in the directory: the deputy, when the holder is not reached, then the head; nobody
    has taken it then. The node writes to them at its next round.

    Refuses what `_duty_of` refuses; response.nobody_next.
    """
    row, moment = _duty_of(by=by, duty=duty), now or timezone.now()
    lines = mandates(viewer_of_actor(by, on=moment.date()), on=moment.date(), owner=row.owner)
    levels = [each.level for each in called(lines, owner=row.owner, body=row.sender)]
    with act("response.duty.passed_on", by=by, owner=row.owner, about=row.occasion.uid) as done:
        locked = _running(row.id)
        further = sorted(level for level in levels if level > max(locked.level, locked.passed, HOLDER))
        if not further:
            raise Refusal(words.NOBODY_NEXT)
        locked.passed, locked.taken_by, locked.taken_at = further[0], "", None
        locked.save()
        note(by=by, occasion=locked.occasion, step=Step.PASSED, moment=moment, clock=locked, level=further[0])
        done.note(duty=locked.duty, level=further[0])
    return locked


def finish_duty(*, by: Actor, duty: str, at: datetime, proof: str, now: datetime | None = None) -> DutyClock:
    """Say that it was told, when, and by which channel and under which reference: a person sent it, not this node.

    Refuses what `_duty_of` refuses; response.no_proof, .in_future, .done_before_start and text.*.
    """
    row, moment = _duty_of(by=by, duty=duty), now or timezone.now()
    _check_past(at, moment)
    if not proof.strip():
        raise Refusal(words.NO_PROOF, field="proof")
    told = clean_line(proof, field="proof", max_length=300)
    with act("response.duty.done", by=by, owner=row.owner, about=row.occasion.uid) as done:
        locked = _running(row.id)
        if at < (locked.started_at or locked.occasion.detected_at):
            raise Refusal(words.DONE_BEFORE_START, field="at")
        locked.done_by, locked.done_at, locked.proof, locked.settled_at = known_as(by.uid), at, told, moment
        locked.save()
        note(by=by, occasion=locked.occasion, step=Step.DONE, moment=moment, clock=locked, text=told)
        done.note(duty=locked.duty)
    return locked


def end_duty(*, by: Actor, duty: str, because: str, reason: str, now: datetime | None = None) -> DutyClock:
    """Say that a duty was handed over to another body, does not apply or was started by mistake, and why (to whom).

    Refuses what `_duty_of` refuses; response.no_ending, people.unknown_choice, response.why_not and text.*.
    """
    row, moment = _duty_of(by=by, duty=duty), now or timezone.now()
    if not because:
        raise Refusal(words.NO_ENDING, field="because")
    ending, told = Ended(choice(because, BY_PERSON, "because")), why(reason)
    with act("response.duty.ended", by=by, owner=row.owner, about=row.occasion.uid) as done:
        locked = _running(row.id)
        locked.ended_at, locked.why_ended, locked.end_reason, locked.settled_at = moment, ending, told, moment
        locked.save()
        note(by=by, occasion=locked.occasion, step=Step.ENDED, moment=moment, clock=locked, text=told)
        done.note(duty=locked.duty, because=ending)
    return locked


def close_occasion(*, by: Actor, occasion: str, now: datetime | None = None) -> Occasion:
    """Close an occasion whose duties are all done or ended. Refuses what `occasion_of` refuses; response.clocks_run and
    .occasion_closed.
    """
    row, moment = occasion_of(by=by, occasion=occasion), now or timezone.now()
    with act("response.occasion.closed", by=by, owner=row.owner, about=row.uid):
        locked = _open(row.id)
        if DutyClock.objects.inside_action().filter(occasion=locked, settled_at=None).exists():
            raise Refusal(words.CLOCKS_RUN)
        locked.state = EventState.CLOSED
        locked.save()
        note(by=by, occasion=locked, step=Step.CLOSED, moment=moment)
    return locked


def reopen_occasion(*, by: Actor, occasion: str, now: datetime | None = None) -> Occasion:
    """Open an occasion again. Refuses what `occasion_of` refuses; response.occasion_open."""
    row, moment = occasion_of(by=by, occasion=occasion), now or timezone.now()
    with act("response.occasion.reopened", by=by, owner=row.owner, about=row.uid):
        locked: Occasion = Occasion.objects.inside_action().select_for_update(of=("self",)).get(pk=row.id)
        if locked.state == EventState.OPEN:
            raise Refusal(words.OCCASION_OPEN)
        locked.state = EventState.OPEN
        locked.save()
        note(by=by, occasion=locked, step=Step.REOPENED, moment=moment)
    return locked


# -- for the actions of this room --------------------------------------------------------------------------------------
def _mode_of(owner: str, at: datetime) -> str:
    """The mode of a country at a moment, inside an act or a check: normal, where nobody switched."""
    rows: Any = ModeSwitch.objects.inside_action().filter(owner=owner, at__lte=at)
    row = rows.order_by("-at").first()
    return str(row.mode) if row is not None else Mode.NORMAL


def begin(
    *,
    by: Actor,
    occasion: Occasion,
    line: InformationDutyLine,
    moment: datetime,
    started: datetime | None = None,
) -> DutyClock:
    """One duty of an occasion, inside an act; its clock runs from `started`, else from the detection where it counts
    from there. Refuses nothing.
    """
    plain = ("sender", "recipient", "subject", "mode", "timing", "period", "clock", "working_days", "provisional")
    copied = {name: getattr(line, name) for name in plain} | {"what": dict(line.what), "form": dict(line.form)}
    basis = " ".join(part for part in (line.basis.act or line.basis.obligation, line.basis.provision) if part)
    row = DutyClock(occasion=occasion, owner=occasion.owner, synthetic=occasion.synthetic, duty=line.key, **copied)
    row.basis, row.source, row.label = basis[:330], line.basis.source, max(occasion.label, line.label)
    row.recorded_by, row.recorded_at = known_as(by.uid), moment
    if started is None and line.clock == Clock.DETECTED:
        started = occasion.detected_at
    if started is not None and line.timing == Timing.WITHIN:
        _run(row, started)
    row.save()
    note(by=by, occasion=occasion, step=Step.STARTED, moment=moment, clock=row)
    return row


def note(
    *,
    by: Actor,
    occasion: Occasion,
    step: Step,
    moment: datetime,
    clock: DutyClock | None = None,
    level: int = 0,
    text: str = "",
) -> None:
    """One line of the timeline, inside an act. Refuses nothing."""
    ClockEntry.objects.create(
        owner=occasion.owner,
        label=clock.label if clock is not None else occasion.label,
        synthetic=occasion.synthetic,
        occasion=occasion,
        clock=clock,
        step=step,
        at=moment,
        level=level,
        note=text,
        said_by="" if by.is_system else known_as(by.uid),
    )


def occasion_of(*, by: Actor, occasion: str) -> Any:
    """Refuses records.nothing_there and people.not_yours."""
    found = duty_clocks.occasion(viewer_of_actor(by, on=timezone.localdate()), occasion)
    if found is None:
        raise Refusal(NOTHING_THERE, field="occasion", what="occasion", key=str(occasion)[:40])
    check_may(by, Deed.RUN_CLOCKS, found.owner)
    return found


def _run(row: DutyClock, at: datetime) -> None:
    off = None
    if row.working_days:
        off = rests("" if row.owner == REGION else atlas.territory(row.owner).alpha2 or "")
    row.started_at = at
    row.due_at = due(at, read_period(row.period), row.occasion.zone, off)


def _duty_of(*, by: Actor, duty: str) -> Any:
    """Refuses records.nothing_there and people.not_yours; response.occasion_closed and .duty_over."""
    row = own_row(by=by, model=DutyClock, uid=duty, what="duty", deed=Deed.RUN_CLOCKS)
    with checking():
        found: DutyClock = DutyClock.objects.inside_action().select_related("occasion").get(pk=row.id)
    occasion_of(by=by, occasion=str(found.occasion.uid))
    if found.occasion.state != EventState.OPEN:
        raise Refusal(words.OCCASION_CLOSED)
    return found


def _running(pk: int) -> DutyClock:
    rows = DutyClock.objects.inside_action().select_related("occasion")
    found: DutyClock = rows.select_for_update(of=("self",)).get(pk=pk)
    if found.settled_at is not None:
        raise Refusal(words.DUTY_OVER)
    return found


def _open(pk: int) -> Occasion:
    found: Occasion = Occasion.objects.inside_action().select_for_update(of=("self",)).get(pk=pk)
    if found.state != EventState.OPEN:
        raise Refusal(words.OCCASION_CLOSED)
    return found


def _check_past(at: datetime, moment: datetime) -> None:
    if at > moment + AHEAD:
        raise Refusal(refused.IN_FUTURE, field="at")
