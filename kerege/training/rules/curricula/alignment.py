"""Constructive alignment: each outcome beside the activities that work on it and the assessments that prove it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kerege.training.rules.curricula.films import Film, unheard
from kerege.training.rules.curricula.tree import Activity, Assessment, Module, Outcome, Programme
from kerege.training.words.curricula import Bloom, Gap

TOLERATED = 0
"""Minutes by which sums may differ: none, because minutes are typed by people who can add them up."""


@dataclass(frozen=True)
class Cell:
    """An activity or an assessment for an outcome; `lower` where it is at a lower level than the outcome."""

    part: Activity | Assessment
    lower: bool


@dataclass(frozen=True)
class Row:
    """One outcome with what belongs to it, and what is missing."""

    module: Module
    outcome: Outcome
    activities: tuple[Cell, ...]
    assessments: tuple[Cell, ...]
    gaps: tuple[Gap, ...]


@dataclass(frozen=True)
class TimeGap:
    """Minutes that do not add up: of a module (its id) and its activities, or of the programme and its modules."""

    gap: Gap
    module: str
    said: int
    found: int


@dataclass(frozen=True)
class Alignment:
    rows: tuple[Row, ...]
    times: tuple[TimeGap, ...]
    idle: tuple[Activity | Assessment, ...]
    """Activities and assessments that are for no outcome."""
    unheard: tuple[tuple[Film, tuple[str, ...]], ...] = ()
    """Films and recordings without captions, with the languages in which they have none."""

    @property
    def gaps(self) -> int:
        return sum(len(row.gaps) for row in self.rows) + len(self.times) + len(self.idle) + len(self.unheard)


def alignment(programme: Programme, exams: Sequence[Assessment] = ()) -> Alignment:
    """The whole matrix; `exams` are those that the version has beside what its content says. An activity below the
    level of its outcome is marked; it is a gap where no other reaches it, because people may begin lower. An assessment
    below it is always one: it does not prove the outcome.
    """
    activities, assessments = list(programme.activities()), [*programme.assessments(), *exams]
    rows = tuple(
        _row(module, outcome, activities, assessments) for module in programme.modules for outcome in module.outcomes
    )
    parts: list[Activity | Assessment] = [*activities, *assessments]
    idle = tuple(each for each in parts if not each.outcomes)
    silent = tuple(each for module in programme.modules for each in unheard(module, programme))
    return Alignment(rows, tuple(_times(programme)), idle, silent)


def _row(module: Module, outcome: Outcome, activities: list[Activity], assessments: list[Assessment]) -> Row:
    does = _cells(outcome, activities)
    proves = _cells(outcome, assessments)
    gaps = []
    if not does:
        gaps.append(Gap.NO_ACTIVITY)
    elif all(cell.lower for cell in does):
        gaps.append(Gap.ACTIVITY_LOWER)
    if not proves:
        gaps.append(Gap.NO_ASSESSMENT)
    elif any(cell.lower for cell in proves):
        gaps.append(Gap.ASSESSMENT_LOWER)
    return Row(module, outcome, does, proves, tuple(gaps))


def _cells(outcome: Outcome, parts: list[Activity] | list[Assessment]) -> tuple[Cell, ...]:
    level = Bloom(outcome.bloom).height
    here = [each for each in parts if outcome.id in each.outcomes]
    return tuple(Cell(each, bool(each.bloom) and Bloom(each.bloom).height < level) for each in here)


def _times(programme: Programme) -> Iterator[TimeGap]:
    for module in programme.modules:
        found = sum(each.minutes for each in module.activities)
        if module.activities and abs(found - module.minutes) > TOLERATED:
            yield TimeGap(Gap.MODULE_TIME, module.id, module.minutes, found)
    said = round(programme.hours * 60)
    if said and abs(programme.minutes - said) > TOLERATED:
        yield TimeGap(Gap.PROGRAMME_TIME, "", said, programme.minutes)
