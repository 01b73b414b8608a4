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
from kerege.training.words.followup import NOT_ASKED, QUESTIONS, UNSAID, Confirmed, Outcome, Question, Work

MONTHS = (6, 12, 24, 36)
"""So long after the course a trainer is asked."""
REMIND_AFTER = timedelta(days=14)
MOST_REMINDERS = 2
GIVEN_UP_AFTER = timedelta(days=60)
"""After so long without an answer the trainer counts as silent; a later answer still counts."""
COUNTED_AFTER = timedelta(days=90)
"""For readers below clearance the answers for a time are counted once, so long after it came due, with what was
answered by then: a figure that grew by one answer from one day to the next would point at whoever answered."""
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


def answers(given: Mapping[str, str]) -> dict[str, str]:
    """What a trainer answered, checked: the first two questions always, why only from those who taught nothing and
    money only from those who taught. What was not to be asked is left out. Refuses training.followup_incomplete.
    """
    for question in unanswered(given):
        raise Refusal(words.FOLLOWUP_INCOMPLETE, field=question.value)
    return {q.value: given[q] for q in (*_asked(given), Question.HELP) if given.get(q)}


def unanswered(given: Mapping[str, str]) -> list[Question]:
    """The questions that have none of their answers and should."""
    told = {q: given.get(q, "") for q in Question}
    helped = [] if told[Question.HELP] == "" else [Question.HELP]
    return [q for q in (*_asked(given), *helped) if told[q] not in QUESTIONS[q].choices]


def _asked(given: Mapping[str, str]) -> tuple[Question, ...]:
    """What has to be answered, by what was answered to how often they taught."""
    taught = given.get(Question.TAUGHT, "")
    if taught not in QUESTIONS[Question.TAUGHT].choices:
        return Question.WORK, Question.TAUGHT
    return Question.WORK, Question.TAUGHT, Question.WHY if taught == "0" else Question.MONEY


def outcome(given: Mapping[str, str]) -> Outcome:
    """What became of a trainer, by what was answered: who left the field counts as such, whatever was taught before."""
    if given.get(Question.WORK) == Work.LEFT:
        return Outcome.LEFT
    taught = given.get(Question.TAUGHT, "0") != "0"
    if given.get(Question.WORK) == Work.MOVED:
        return Outcome.MOVED_TEACHES if taught else Outcome.MOVED
    return Outcome.TEACHES if taught else Outcome.STOPPED


TEACH = frozenset({Outcome.TEACHES, Outcome.MOVED_TEACHES})


def contradicts(outcome: str, confirmed: str) -> bool:
    """Whether a supervisor says otherwise than the trainer: one that they teach, the other that they do not."""
    teaches = outcome in TEACH
    return confirmed == (Confirmed.DOES_NOT if teaches else Confirmed.TEACHES)


LOW_RATE = 60
"""Below so many percent of answers a share says little, and the page says what it would be at both ends."""


@dataclass(frozen=True)
class Beside:
    """What is told beside the answers to whoever may read the rows: how many were reminded, of how many the supervisor
    spoke, how many supervisors say otherwise than the trainer, and of how many who said nothing they say that they
    teach. Nothing of it changes an answer.
    """

    reminded: int
    confirmed: int
    contradicted: int
    vouched: int


@dataclass(frozen=True)
class Followed:
    """The answers after so many months. `teaching` and `staying` (in the field) are shares of all, in percent: as if
    all who said nothing had left, and as if all of them had stayed and taught. None where they are withheld. `cells`
    are the outcomes that may be shown; `left_out` courses have too few people for any.
    """

    months: int
    people: int
    cells: Mapping[str, int]
    withheld: int
    left_out: int
    beside: Beside | None = None

    @property
    def unsaid(self) -> int:
        """How many said nothing, as far as it may be shown."""
        return sum(self.cells.get(name, 0) for name in UNSAID)

    @property
    def teaching(self) -> tuple[int, int] | None:
        return self._share(sum(self.cells.get(name, 0) for name in TEACH))

    @property
    def staying(self) -> tuple[int, int] | None:
        return self._share(self.people - self.unsaid - self.cells.get(Outcome.LEFT, 0))

    def _share(self, said: int) -> tuple[int, int] | None:
        if self.withheld or not self.people:
            return None
        return percent(said, self.people), percent(said + self.unsaid, self.people)

    @property
    def asked(self) -> int | None:
        """How many were asked; None where it would tell what is withheld."""
        return None if self.teaching is None else self.people - self.cells.get(NOT_ASKED, 0)

    @property
    def answered(self) -> int | None:
        return None if self.teaching is None else self.people - self.unsaid

    @property
    def rate(self) -> int | None:
        """Percent of those asked who answered."""
        return percent(self.answered or 0, self.asked) if self.asked else None

    @property
    def says_little(self) -> bool:
        """Whether so few answered that both ends have to be told in words."""
        return self.rate is not None and self.rate < LOW_RATE


def followed(
    months: int,
    whole: Iterable[Mapping[str, int]],
    guarded: Iterable[Mapping[str, int]] = (),
    *,
    beside: Beside | None = None,
    k: int = LEAST_CELL,
) -> Followed:
    """Outcomes of several courses (silence among them) for a reader. `guarded` are those of which the reader may not
    know who sat there: each is protected by itself before anything is added, and one with too few people is left out,
    so that no two figures differ by a person.
    """
    summed = add_up([*map(open_cells, whole), *(protect(cells, k=k) for cells in guarded)])
    cells = {name: n for name, n in summed.cells.items() if n}
    return Followed(months, sum(cells.values()) + summed.withheld, cells, summed.withheld, summed.left_out, beside)
