"""An attempt at an exam: when it may begin and ends, which answers stand, and what it brought. Clocks of browsers count
nowhere; every moment is the server's.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.exam_blueprint import Placed
from kerege.training.words import exams as words
from kerege.training.words import exams_refused as refused
from kerege.training.words.exams import Round, ShownAfter, Way

HUNDREDTH = Decimal("0.01")


@dataclass(frozen=True)
class Terms:
    """Under what somebody sits an exam: that of everybody, with what was granted to this person."""

    opens: datetime
    closes: datetime
    minutes: int
    tries: int
    wait: timedelta
    languages: tuple[str, ...]
    reader: bool = False


@dataclass(frozen=True)
class Granted:
    """What was granted to one person: more time in percent, more attempts, other times, a language, a reader."""

    extra_time: int = 0
    extra_tries: int = 0
    opens: datetime | None = None
    closes: datetime | None = None
    language: str = ""
    reader: bool = False


def with_granted(terms: Terms, granted: Iterable[Granted]) -> Terms:
    """The terms of one person. Of several times more the largest holds, attempts add up, and a window only widens."""
    grants = list(granted)
    share = max((each.extra_time for each in grants), default=0)
    added = tuple(each.language for each in grants if each.language and each.language not in terms.languages)
    return Terms(
        min([terms.opens, *(each.opens for each in grants if each.opens)]),
        max([terms.closes, *(each.closes for each in grants if each.closes)]),
        -(-terms.minutes * (100 + share) // 100),
        terms.tries + sum(each.extra_tries for each in grants),
        terms.wait,
        (*terms.languages, *dict.fromkeys(added)),
        any(each.reader for each in grants),
    )


def ends_at(terms: Terms, began: datetime) -> datetime:
    """When an attempt that begins now ends: after its minutes, and with the window at the latest."""
    return min(began + timedelta(minutes=terms.minutes), terms.closes)


def check_begin(terms: Terms, before: Sequence[datetime], now: datetime) -> None:
    """Whether an attempt may begin; `before` is when those before it ended.

    Refuses training.exam_not_open, .exam_no_more_tries and .exam_wait.
    """
    if not terms.opens <= now < terms.closes:
        raise Refusal(refused.EXAM_NOT_OPEN, opens=terms.opens, closes=terms.closes)
    if len(before) >= terms.tries:
        raise Refusal(refused.EXAM_NO_MORE_TRIES, most=terms.tries)
    if before and now < (when := max(before) + terms.wait):
        raise Refusal(refused.EXAM_WAIT, when=when)


def in_time(ends: datetime, now: datetime) -> bool:
    """Whether what arrives now still counts: until the end, and what the line may take."""
    return now <= ends + words.GRACE


@dataclass(frozen=True)
class Saved:
    """One answer as it arrived. `place` counts from 1; `number` counts what one device sent."""

    place: int
    device: str
    number: int
    given: Mapping[str, Any]
    at: datetime
    late: bool = False


def standing(saved: Iterable[Saved]) -> dict[int, Saved]:
    """The answer that stands at each place: the one that arrived last in time, over all devices. Of one device the one
    that it sent last, in whatever order a bad line brought them.
    """
    found: dict[int, Saved] = {}
    newest: dict[tuple[int, str], int] = {}
    for each in saved:
        key = (each.place, each.device)
        if each.late or each.number < newest.get(key, 0):
            continue
        newest[key], found[each.place] = each.number, each
    return found


# -- what it brought ---------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Marked:
    """A mark that a person gave: the points of a place, in its points."""

    place: int
    points: Decimal
    round: Round
    by: str = ""


@dataclass(frozen=True)
class PlaceResult:
    """What one place brought. `waits` for whom: the round of the mark that is wanted next; None where none is."""

    points: Decimal
    of: Decimal
    waits: Round | None = None
    void: Way | None = None


@dataclass(frozen=True)
class Grade:
    """What an attempt brought. Points are those so far while a place waits."""

    points: Decimal
    of: Decimal
    places: tuple[PlaceResult, ...]

    @property
    def waits(self) -> bool:
        return any(each.waits for each in self.places)

    def by_program(self) -> "Grade":
        """The same without the places that wait for a person: they count neither for nor against."""
        none = Decimal(0)
        places = tuple(PlaceResult(none, none, None, each.void) if each.waits else each for each in self.places)
        return Grade(sum((each.points for each in places), none), sum((each.of for each in places), none), places)

    @property
    def percent(self) -> Decimal:
        """Of a hundred, to a hundredth; 0 where every question was removed."""
        return (100 * self.points / self.of).quantize(HUNDREDTH, ROUND_HALF_UP) if self.of else Decimal(0)

    def passed(self, mark: int) -> bool:
        """Whether it reaches the pass mark, by points and not by the rounded percent: 69.996 % is not 70."""
        return bool(self.of) and 100 * self.points >= mark * self.of


def grade(
    form: Sequence[Placed],
    auto: Mapping[int, tuple[Decimal, bool]],
    marks: Iterable[Marked],
    voids: Mapping[str, Way],
    *,
    markers: int,
    gap: int,
) -> Grade:
    """What an attempt brought: `auto` is what the program gave by place and whether a person has to mark it; `voids`
    are items that count otherwise for everybody.

    With two markers the mean of both holds where they differ by at most `gap` percent of the points; else a third
    decides. What an appeal changed holds before all of them.
    """
    by_place: dict[int, list[Marked]] = {}
    for mark in marks:
        by_place.setdefault(mark.place, []).append(mark)
    places = []
    for number, placed in enumerate(form, start=1):
        most, void = Decimal(placed.points), voids.get(placed.ref)
        points, waits = auto.get(number, (Decimal(0), False))
        if void is not None:
            removed = void == Way.REMOVED
            places.append(PlaceResult(Decimal(0) if removed else most, Decimal(0) if removed else most, None, void))
            continue
        there = by_place.get(number, [])
        if waits or there:
            found, wanted = _of_people(there, most, markers=markers, gap=gap, waits=waits)
            places.append(PlaceResult(points if found is None else found, most, wanted))
        else:
            places.append(PlaceResult(points, most))
    return Grade(
        sum((each.points for each in places), Decimal(0)), sum((each.of for each in places), Decimal(0)), tuple(places)
    )


def _of_people(
    marks: Sequence[Marked], most: Decimal, *, markers: int, gap: int, waits: bool
) -> tuple[Decimal | None, Round | None]:
    """The points that persons gave, and the round of the mark that is still wanted."""
    by_round = {mark.round: mark.points for mark in marks}
    for last in (Round.APPEAL, Round.DECIDING):
        if last in by_round:
            return by_round[last], None
    first, second = by_round.get(Round.FIRST), by_round.get(Round.SECOND)
    if first is None:
        return None, Round.FIRST if waits else None
    if markers < 2:
        return first, None
    if second is None:
        return first, Round.SECOND
    if 100 * abs(first - second) > gap * most:
        return min(first, second), Round.DECIDING
    return ((first + second) / 2).quantize(HUNDREDTH, ROUND_HALF_UP), None


def best_of(attempts: Iterable[Any]) -> Any:
    """The attempt that counts: the best of those that are graded; of equal ones the first. None where none is."""
    done = [each for each in attempts if each.graded_at is not None and each.most]
    return max(done, key=lambda each: (each.points / each.most, -each.number), default=None)


def percent_of(attempt: Any) -> Decimal:
    """What a graded attempt brought, of a hundred."""
    return Grade(attempt.points, attempt.most, ()).percent


def shows_answers(shown: str, *, closes: datetime, now: datetime) -> bool:
    """Whether a learner is shown what was right: never while others may still sit the exam."""
    return shown == ShownAfter.ANSWERS and now > closes + words.GRACE


def shows_score(shown: str) -> bool:
    return shown != ShownAfter.NOTHING


def read_mark(value: str, *, most: Decimal) -> Decimal:
    """A mark as it is kept. Refuses training.exam_mark_wrong."""
    try:
        found = Decimal(str(value).strip().replace(",", ".")).quantize(Decimal("0.01"))
    except InvalidOperation:
        found = Decimal(-1)
    if not found.is_finite() or not 0 <= found <= most:
        raise Refusal(refused.EXAM_MARK_WRONG, field="points", value=str(value)[:20], most=f"{most.normalize():f}")
    return found
