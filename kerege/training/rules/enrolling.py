"""Who may come to a course, who moves up when a place becomes free, and what somebody lacks for it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime

from kerege.lib.refusal import Called, Refusal
from kerege.training.words import Status, enrolling
from kerege.training.words.delivery import ENROLMENT_STATES, EnrolmentState, Entry
from kerege.training.words.enrolling import Needs

STEPS: Mapping[EnrolmentState, frozenset[EnrolmentState]] = {
    EnrolmentState.ENROLLED: frozenset({EnrolmentState.NOMINATED, EnrolmentState.WAITING, EnrolmentState.REFUSED}),
    EnrolmentState.WAITING: frozenset({EnrolmentState.NOMINATED, EnrolmentState.REFUSED}),
    EnrolmentState.REFUSED: frozenset({EnrolmentState.NOMINATED, EnrolmentState.WAITING, EnrolmentState.ENROLLED}),
    EnrolmentState.WITHDRAWN: frozenset({EnrolmentState.NOMINATED, EnrolmentState.WAITING, EnrolmentState.ENROLLED}),
    EnrolmentState.NOMINATED: frozenset({EnrolmentState.WITHDRAWN, EnrolmentState.REFUSED}),
    EnrolmentState.COMPLETED: frozenset({EnrolmentState.ENROLLED}),
    EnrolmentState.NOT_COMPLETED: frozenset({EnrolmentState.ENROLLED}),
}
"""From which states each state is reached."""


@dataclass(frozen=True)
class Offer:
    """A course as whoever wants to come to it finds it."""

    status: str
    last_day: date | None = None
    enrol_from: date | None = None
    enrol_until: date | None = None
    entry: str = Entry.NOMINATION
    most: int | None = None
    closed: bool = False

    def over(self, today: date) -> bool:
        """Whether nobody can come any more: it was held, its register is closed, or its last day has passed."""
        ended = self.last_day is not None and self.last_day < today
        return ended or self.closed or self.status == Status.HELD

    def takes(self, today: date) -> bool:
        """Whether places are given on a day; the last one counts."""
        try:
            check_open(self, today=today)
        except Refusal:
            return False
        return True


@dataclass(frozen=True)
class Need:
    """What a course asks for. `level` is the level of a certificate, or a competence and the level of it."""

    kind: str
    key: str
    level: str = ""

    def __str__(self) -> str:
        return " ".join(part for part in (self.key, self.level) if part)


@dataclass(frozen=True)
class Waiting:
    """Somebody who waits: since when, and by which number, for two who began in the same moment."""

    number: int
    since: datetime


def check_open(offer: Offer, *, today: date) -> None:
    """Refuse training.course_cancelled, .course_over, .enrolment_not_yet and .enrolment_ended. The last day on which
    places are given counts.
    """
    check_going(offer, today=today)
    if offer.enrol_from is not None and today < offer.enrol_from:
        raise Refusal(enrolling.ENROLMENT_NOT_YET, since=offer.enrol_from.isoformat())
    if offer.enrol_until is not None and today > offer.enrol_until:
        raise Refusal(enrolling.ENROLMENT_ENDED, until=offer.enrol_until.isoformat())


def check_going(offer: Offer, *, today: date) -> None:
    """Refuse training.course_cancelled and .course_over: for the organiser, who gives places after the last day too."""
    if offer.status == Status.CANCELLED:
        raise Refusal(enrolling.COURSE_CANCELLED)
    if offer.over(today):
        raise Refusal(enrolling.COURSE_OVER)


def check_entry(offer: Offer, *, oneself: bool) -> None:
    """Refuse training.by_nomination and .by_invitation to whoever comes by another way than the course has."""
    if offer.entry == Entry.CLOSED:
        raise Refusal(enrolling.BY_INVITATION)
    if oneself and offer.entry != Entry.OPEN:
        raise Refusal(enrolling.BY_NOMINATION)


def check_promise(*, time: str, place: str, material: str, teaches: bool) -> None:
    """Refuse training.promise_incomplete at the first part that the employer does not promise, and .not_teaching."""
    for field, text in (("time", time), ("place", place), ("material", material)):
        if not text.strip():
            raise Refusal(enrolling.PROMISE_INCOMPLETE, field=field)
    if not teaches:
        raise Refusal(enrolling.NOT_TEACHING, field="teaches")


def check_step(now: EnrolmentState, then: EnrolmentState) -> None:
    """Refuse training.not_now: a state that is not reached from this one."""
    if now not in STEPS[then]:
        raise Refusal(enrolling.NOT_NOW, field="do", state=Called(now.value, ENROLMENT_STATES[now]))


def free(most: int | None, taken: int) -> int | None:
    """How many places are left; None where the course has no limit."""
    return None if most is None else max(most - taken, 0)


def placed(most: int | None, taken: int, waiting: int) -> EnrolmentState:
    """What becomes of whoever is accepted: a place, unless none is left or others wait for it already."""
    left = free(most, taken)
    return EnrolmentState.ENROLLED if left is None or left > waiting else EnrolmentState.WAITING


def moving_up(waiting: Iterable[Waiting], *, most: int | None, taken: int) -> list[int]:
    """The numbers of those who get the places that are free: whoever has waited longest first."""
    order = sorted(waiting, key=lambda each: (each.since, each.number))
    return [each.number for each in order[: free(most, taken)]]


def lacking(needs: Iterable[Need], has: Mapping[str, frozenset[tuple[str, str]]]) -> list[Need]:
    """What somebody has not shown of what a course needs. `has` says by kind what they have as (key, level); of
    a competence the level is the competence and the whole levels that were reached.
    """
    return [each for each in needs if (each.key, each.level) not in has.get(each.kind, frozenset())]


def need_of(kind: Needs, key: str, level: str) -> Need:
    """What a course asks for, as it is kept. Refuses training.need_level: a competence names a number from 1 to 5."""
    told = " ".join(level.split())
    if kind == Needs.COMPETENCE:
        code, _, number = told.rpartition(" ")
        if not code or number not in {"1", "2", "3", "4", "5"}:
            raise Refusal(enrolling.NEED_LEVEL, field="level")
    elif (kind == Needs.CURRICULUM) == bool(told):
        raise Refusal(enrolling.NEED_LEVEL, field="level")
    return Need(kind.value, key, told)
