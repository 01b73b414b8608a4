"""When trained trainers are asked what came of it, when they are reminded, and what silence means. Plain Python.

Nothing is said of those who do not answer: every figure is given with its rate and with both ends, as if all the silent
taught and as if none did.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kerege.lib.refusal import Refusal
from kerege.lib.small_cells import LEAST_CELL, add_up, open_cells, protect
from kerege.training.rules.cascade_sums import months_after, percent
from kerege.training.words import followup as words
from kerege.training.words.followup import QUESTIONS, SILENT, Outcome, Question, Work

MONTHS = (6, 12, 24, 36)
"""So long after the course a trainer is asked."""
REMIND_AFTER = timedelta(days=14)
MOST_REMINDERS = 2
GIVEN_UP_AFTER = timedelta(days=60)
"""After so long without an answer the trainer counts as silent; a later answer still counts."""
LINK_LASTS = timedelta(days=90)
LATEST = timedelta(days=180)
"""Whose course was so much longer ago than a date of asking is not asked for it any more: the next one comes."""


def dates_due(over: date, *, on: date) -> list[tuple[int, date]]:
    """For a course that was over on a day: after how many months asking has come due by `on`, and when. What came due
    long ago is left out, so that an old register does not ask for three dates at once.
    """
    each = [(months, months_after(over, months)) for months in MONTHS]
    return [(months, day) for months, day in each if day <= on < day + LATEST]


def reminds(*, asked_on: date | None, reminders: int, reminded_on: date | None, on: date) -> bool:
    """Whether somebody who was asked and is silent is reminded on the day: twice at most, two weeks apart."""
    if asked_on is None or reminders >= MOST_REMINDERS or on >= asked_on + GIVEN_UP_AFTER:
        return False
    return on >= (reminded_on or asked_on) + REMIND_AFTER


def is_silent(*, asked_on: date | None, answered: bool, on: date) -> bool:
    return not answered and asked_on is not None and on >= asked_on + GIVEN_UP_AFTER


def answers(given: Mapping[str, str]) -> dict[str, str]:
    """What a trainer answered, checked: the first two questions always, why only from those who taught nothing and
    money only from those who taught. What was not to be asked is left out. Refuses training.followup_incomplete.
    """
    told = {q.value: given.get(q.value, "") for q in Question}
    wanted = [Question.WORK, Question.TAUGHT]
    if told[Question.TAUGHT] in QUESTIONS[Question.TAUGHT].choices:
        wanted.append(Question.WHY if told[Question.TAUGHT] == "0" else Question.MONEY)
    for question in wanted:
        if told[question] not in QUESTIONS[question].choices:
            raise Refusal(words.FOLLOWUP_INCOMPLETE, field=question.value)
    if told[Question.HELP] not in ("", *QUESTIONS[Question.HELP].choices):
        raise Refusal(words.FOLLOWUP_INCOMPLETE, field=Question.HELP.value)
    return {q.value: told[q] for q in (*wanted, Question.HELP) if told[q]}


def outcome(given: Mapping[str, str]) -> Outcome:
    """What became of a trainer, by what was answered: who left the field counts as such, whatever was taught before."""
    if given.get(Question.WORK) == Work.LEFT:
        return Outcome.LEFT
    taught = given.get(Question.TAUGHT, "0") != "0"
    if given.get(Question.WORK) == Work.MOVED:
        return Outcome.MOVED_TEACHES if taught else Outcome.MOVED
    return Outcome.TEACHES if taught else Outcome.STOPPED


TEACH = frozenset({Outcome.TEACHES, Outcome.MOVED_TEACHES})


@dataclass(frozen=True)
class Followed:
    """The answers after so many months. `teaching` is the share of all who were asked, in percent: if none of the
    silent teaches, and if all do. None where it is withheld. `cells` are the outcomes that may be shown.
    """

    months: int
    asked: int
    answered: int
    reminded: int
    confirmed: int
    cells: Mapping[str, int]
    withheld: int
    teaching: tuple[int, int] | None

    @property
    def rate(self) -> int | None:
        """Percent of those asked who answered."""
        return percent(self.answered, self.asked) if self.asked else None


def followed(
    months: int,
    courses: Iterable[Mapping[str, int]],
    *,
    reminded: int = 0,
    confirmed: int = 0,
    exact: bool,
    k: int = LEAST_CELL,
) -> Followed:
    """Outcomes of several courses (silence among them) for a reader. Below clearance each course is protected by itself
    before anything is added, and one with too few people is left out, so that no two figures differ by a person.
    """
    each = [open_cells(cells) if exact else protect(cells, k=k) for cells in courses]
    summed = add_up(each)
    cells = {name: n for name, n in summed.cells.items() if n}
    whole = sum(cells.values()) + summed.withheld
    silent = summed.cells.get(SILENT, 0)
    clear = exact or (SILENT not in summed.partly and not summed.withheld)
    teach = sum(cells.get(name, 0) for name in TEACH)
    share = (percent(teach, whole), percent(teach + silent, whole)) if clear and whole else None
    answered = whole - silent if clear else 0
    return Followed(
        months, whole, answered, reminded if exact else 0, confirmed if exact else 0, cells, summed.withheld, share
    )
