"""When the last one who leads something in a training centre ends, and who paid for what it held. Plain Python."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from kerege.training.rules.cascade_sums import ACTIVE_MONTHS, months_after
from kerege.training.rules.costs import Line, sums
from kerege.training.words.cascade import Alone, Ending


@dataclass(frozen=True)
class Leading:
    """A certificate of somebody who leads courses in a centre. `until` is the first day on which it holds no more,
    `taught` the last day on which its holder taught, None where that was never, as far as the reader may know.
    """

    person: str
    curriculum: str
    languages: tuple[str, ...]
    until: date
    taught: date | None


@dataclass(frozen=True)
class LastOne:
    """From `until` on nobody who teaches is left of those who lead courses of a curriculum in a language in the centre:
    the certificate of the last one ends, or all were dormant by then. None where none of them ever taught. `people` are
    those who hold a certificate for it now.
    """

    curriculum: str
    language: str
    people: frozenset[str]
    until: date | None
    why: Ending


def last_ones(leading: Iterable[Leading], *, on: date) -> list[LastOne]:
    """For each curriculum and language the day on which the last one ends, the soonest first. Who is not dormant on the
    day goes on until the certificate ends.
    """
    by_topic: dict[tuple[str, str], list[Leading]] = {}
    for each in leading:
        for language in each.languages:
            by_topic.setdefault((each.curriculum, language), []).append(each)
    found = []
    for (curriculum, language), here in by_topic.items():
        until, why = max((_end(each, on) for each in here), key=lambda end: end[0])
        people = frozenset(each.person for each in here)
        found.append(LastOne(curriculum, language, people, None if until == date.min else until, why))
    return sorted(found, key=lambda each: (each.until or date.min, each.curriculum, each.language))


def _end(each: Leading, on: date) -> tuple[date, Ending]:
    dormant = months_after(each.taught, ACTIVE_MONTHS) if each.taught is not None else date.min
    return (dormant, Ending.DORMANT) if dormant <= on else (each.until, Ending.CERTIFICATE)


def paid(budgets: Iterable[Collection[Line]]) -> Alone:
    """Whether a centre ran without money from outside, by the budgets of the courses that it held: each course has to
    say so of every amount. Where only some do, it is not said; where none has an amount, nothing is recorded.
    """
    each = [sums(lines) for lines in budgets]
    own = any(line.own for budget in each for line in budget)
    outside = any(line.outside for budget in each for line in budget)
    unsaid = any(line.unsaid for budget in each for line in budget)
    if own and outside:
        return Alone.PARTLY
    if not (own or outside or unsaid):
        return Alone.NOT_RECORDED
    empty = any(not any(line.own or line.outside or line.unsaid for line in budget) for budget in each)
    if unsaid or empty:
        return Alone.UNSAID
    return Alone.YES if own else Alone.NO
