"""Setting the clock of a class right: once, by a person, for all its records that cannot have been when they say."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any

from django.utils import timezone

from kerege.inventory.rules.bookings import moment_of
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import Actor
from kerege.records.recording import NOTHING_THERE
from kerege.training.actions.class_judging import _judge, _own_course, _shift_of, _shifted_event
from kerege.training.actions.turns import _hold_persons, _turn
from kerege.training.models import ClassClock, ClassEvent, ClassList, Course, Enrolment
from kerege.training.rules.classes import Event
from kerege.training.words import classes as words
from kerege.training.words.classes import Came, Happened
from kerege.training.words.delivery import IN_COHORT

MOST = timedelta(days=20 * 366)


@dataclass(frozen=True)
class Looked:
    """What would become of the records of a class: by how many seconds they move, and how many of each kind, by the
    session to which they would belong (its uid, empty for none).
    """

    shift: int
    came: dict[Came, int]
    sessions: dict[str, int] = field(default_factory=dict)


def look_at_class_clock(*, by: Actor, course: str, held: str, really: str, now: datetime | None = None) -> Looked:
    """What would come of it if the first record of a class with a wrong clock had really been at this moment, by the
    clock of the venue. Nothing is written.

    Refuses records.nothing_there for a class without such records, people.not_yours, training.class_clock_stands and
    training.class_clock_right for a moment that changes nothing or is too far off.
    """
    row, at = _own_course(by, course), now or timezone.now()
    waiting, shift = _waiting(row, held, really)
    came: Counter[Came] = Counter()
    sessions: Counter[str] = Counter()
    for each in waiting.rows:
        event = waiting.event(each)
        found, _, _ = _judge(
            by, row, event, known=waiting.known, issued=waiting.issued, now=at, shift=shift, count=False
        )
        came[found] += 1
        if found != Came.CLOCK and event.what == Happened.CAME:
            sessions[_shifted_event(row, event, shift).about] += 1
    return Looked(shift, dict(came), dict(sessions))


def set_class_clock(
    *, by: Actor, course: str, held: str, really: str, reason: str, now: datetime | None = None
) -> ClassClock:
    """Say when, by the clock of the venue, the first record of a class with a wrong clock really was. Its records that
    cannot have been when they say move by as much, those that come later too, and count if they can. What was told
    stays beside it. Once for each class; how somebody knows it is told.

    Refuses records.nothing_there for a class without such records, people.not_yours, training.class_clock_stands,
    training.class_clock_right for a moment that changes nothing or is too far off, what is refused of moments, and
    text.*.
    """
    row, at = _own_course(by, course), now or timezone.now()
    why = clean_line(reason, field="reason", max_length=300)
    with _turn(row):
        waiting, shift = _waiting(row, held, really)
        told: dict[str, Any] = {"by": by, "owner": row.owner, "about": row.uid, "held": held[:40], "seconds": shift}
        with act("training.class.clock_set", **told) as done:
            _hold_persons(waiting.places)
            clock = ClassClock(course=row, owner=row.owner, synthetic=row.synthetic, held=held, shift=shift, reason=why)
            clock.set_on = at
            clock.save()
            done.note(came=_move(by, row, waiting, shift, at))
    return clock


@dataclass(frozen=True)
class _Waiting:
    """The records of a class that wait for its clock. `places` are the numbers of places by the person in them."""

    rows: list[ClassEvent]
    places: dict[int, str]
    issued: datetime | None

    @property
    def known(self) -> set[str]:
        return set(self.places.values())

    def event(self, row: ClassEvent) -> Event:
        place = self.places.get(row.person_id or 0, "")
        return Event(str(row.number), Happened(row.what), row.at, place, row.called, row.about, row.right, row.asked)


def _move(by: Actor, row: Course, waiting: _Waiting, shift: int, at: datetime) -> dict[str, int]:
    """Move the records that wait, inside the open act; how many came to what."""
    came: Counter[str] = Counter()
    for each in waiting.rows:
        event = waiting.event(each)
        found = _judge(by, row, event, known=waiting.known, issued=waiting.issued, now=at, shift=shift)
        each.came, each.reason, each.shift = found
        each.save()
        came[each.came] += 1
    return dict(came)


def _waiting(row: Course, held: str, really: str) -> tuple[_Waiting, int]:
    with checking():
        rows: Any = ClassEvent.objects.inside_action().filter(course=row, held=held, came=Came.CLOCK)
        found = list(rows.order_by("at", "id"))
        seats = Enrolment.objects.inside_action().filter(course=row, state__in=list(IN_COHORT))
        places = {each.person_id: str(each.uid) for each in seats}
        lists = ClassList.objects.inside_action().filter(course=row).order_by("issued")
        issued = lists.values_list("issued", flat=True).first()
    if _shift_of(row, held) is not None:
        raise Refusal(words.CLOCK_STANDS, field="held")
    if not found:
        raise Refusal(NOTHING_THERE, field="held", what="class", key=held[:40])
    told = found[0].at.replace(second=0, microsecond=0)  # people say minutes, and the seconds stay as they were
    off = moment_of(really, row.zone or "UTC", field="really") - told
    if abs(off) > MOST or not int(off.total_seconds()):
        raise Refusal(words.CLOCK_RIGHT, field="really")
    return _Waiting(found, places, issued), int(off.total_seconds())
