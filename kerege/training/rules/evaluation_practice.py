"""What is seen of practice months after a course. Two times are looked at, each with a window; what was seen is told
once the window is over, because nothing is added then.
"""

from calendar import monthrange
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import Programme
from kerege.training.rules.evaluation_forms import Question
from kerege.training.words import evaluation_refused as refused
from kerege.training.words.evaluation import Driver, Seen

WINDOWS = {3: (2, 5), 6: (5, 10)}
"""After how many months practice is looked at, with the months from which and before which it is done."""
MOST_PRACTICES = 12
VISIBLE = ("apply", "analyse", "evaluate", "create")
"""Outcomes of these levels can be seen at work; what somebody remembers or understands cannot."""


def months_later(day: date, months: int) -> date:
    """The same day so many months later, or the last day of a month that has no such day."""
    year, month = divmod(day.month - 1 + months, 12)
    year, month = day.year + year, month + 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def time_of(last_day: date, on: date) -> int:
    """To which time an observation on a day belongs. Refuses training.observed_too_early and .observed_too_late."""
    first = min(begins for begins, _ in WINDOWS.values())
    if on < months_later(last_day, first):
        told = {"last": last_day.isoformat(), "first": months_later(last_day, first).isoformat()}
        raise Refusal(refused.OBSERVED_TOO_EARLY, field="on", **told)
    for after, (_, ends) in WINDOWS.items():
        if on < months_later(last_day, ends):
            return after
    raise Refusal(refused.OBSERVED_TOO_LATE, field="on", last=months_later(last_day, WINDOWS[6][1]).isoformat())


def is_looked_at(last_day: date, *, on: date) -> bool:
    """Whether practice is looked at on a day: the first time has begun, and the last is not over."""
    first, last = min(WINDOWS), max(WINDOWS)
    return months_later(last_day, WINDOWS[first][0]) <= on and not is_over(last_day, last, on=on)


def is_over(last_day: date, after: int, *, on: date) -> bool:
    """Whether nothing is added any more to what was seen after so many months."""
    return on >= months_later(last_day, WINDOWS[after][1])


def practices_of(programme: Programme | None, asked: Sequence[Question]) -> tuple[Question, ...]:
    """What is looked at: the mandatory outcomes of the curriculum that can be seen at work, or what the form asks."""
    if programme is None:
        return tuple(asked)
    outcomes = (each for module in programme.modules for each in module.outcomes)
    found = [Question(each.id, each.text) for each in outcomes if each.mandatory and each.bloom in VISIBLE]
    return tuple(found[:MOST_PRACTICES]) or tuple(asked)


def read_observation(
    practices: Iterable[Question], conditions: Iterable[Question], given: Mapping[str, str]
) -> tuple[dict[str, str], dict[str, str]]:
    """What was seen, and which conditions there were. Refuses training.observation_incomplete."""
    seen = {each.key: _one_of(Seen, each, given) for each in practices}
    return seen, {each.key: _one_of(Driver, each, given) for each in conditions}


def _one_of(kind: type[Seen] | type[Driver], question: Question, given: Mapping[str, str]) -> str:
    value = str(given.get(question.key, ""))
    if value not in set(kind):
        raise Refusal(refused.OBSERVATION_INCOMPLETE, field=question.key, item=question.told("en"))
    return value


@dataclass(frozen=True)
class Rate:
    """One practice or condition over several people: `n` of whom it can be said, `fully` and `partly`."""

    key: str
    text: str
    n: int
    fully: int
    partly: int

    @property
    def share(self) -> float | None:
        """How many do it fully, of those of whom it can be said."""
        return self.fully / self.n if self.n else None


def rates(questions: Iterable[Question], observed: Sequence[Mapping[str, str]], lang: str) -> tuple[Rate, ...]:
    """Where there was no occasion to see something, nothing is said of it."""
    found = []
    for each in questions:
        values = [str(of[each.key]) for of in observed if of.get(each.key) not in {None, Seen.NO_OCCASION}]
        fully = sum(value in {Seen.FULLY, Driver.YES} for value in values)
        partly = sum(value == Seen.PARTLY for value in values)
        found.append(Rate(each.key, each.told(lang), len(values), fully, partly))
    return tuple(found)


def share_done(observed: Sequence[Mapping[str, str]]) -> tuple[int, int]:
    """How many practices were seen done fully, and of how many something could be said."""
    values = [value for of in observed for value in of.values() if value != Seen.NO_OCCASION]
    return sum(value == Seen.FULLY for value in values), len(values)
