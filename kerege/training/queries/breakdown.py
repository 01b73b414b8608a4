"""Registers by sex, type of institution and administrative unit, as far as the viewer may know."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Count

from kerege.lib.sensitivity import Sensitivity
from kerege.lib.small_cells import BreakdownSum, add_up, open_cells, protect
from kerege.records.keeping import kept_until_written
from kerege.records.viewers import Viewer
from kerege.training.models import Participation
from kerege.training.queries.scope import COUNTING, TRAINEES, Asked, asked
from kerege.training.words import FIGURES, Dimension, Part


@dataclass(frozen=True)
class Breakdown:
    """Attendances of closed registers by one dimension.

    `cells` pairs each value (empty for a unit that is not stated) with its published figure; a value in `partly` has
    more people than its figure. `withheld` is how many are in cells that may not be shown; `left_out` courses are too
    small to be broken down at all. `least_cell` is the size below which a cell is withheld.
    """

    dimension: str
    cells: tuple[tuple[str, int], ...]
    partly: frozenset[str]
    withheld: int
    left_out: int
    courses: int
    least_cell: int

    @property
    def total(self) -> int:
        return sum(n for _, n in self.cells) + self.withheld


def breakdown(
    viewer: Viewer,
    *,
    on: date,
    dimension: str,
    project: str = "",
    territories: Collection[str] = (),
    by: str = TRAINEES,
    kinds: Collection[str] = (),
) -> Breakdown:
    """The registers of the courses held by `on`, broken down by a Dimension.

    A register counts only once it is closed, and a course only as a whole, so that no two days differ by one person.
    For owners above whose records the viewer has national clearance the cells are whole; for all others each course
    is protected by itself (lib.small_cells.protect) before anything is added up.
    """
    question = asked(viewer, on=on, project=project, territories=territories, by=by, kinds=kinds)
    column = {Dimension.UNIT: "unit__code"}.get(Dimension(dimension), dimension)
    least = int(settings.KEREGE_MIN_CELL)
    summed, courses = kept_until_written(
        f"breakdown {question.signature} {column} {least}", lambda: _summed(question, column, least), by=FIGURES
    )
    return Breakdown(
        str(dimension),
        tuple(summed.cells.items()),
        summed.partly,
        summed.withheld,
        summed.left_out,
        courses,
        least,
    )


def _summed(question: Asked, column: str, least: int) -> tuple[BreakdownSum, int]:
    closed = question.held().filter(register_closed_on__isnull=False).order_by()
    owners = dict(closed.values_list("id", "owner"))
    rows = Participation.objects.seen_by(COUNTING).filter(role=Part.TRAINEE, course__in=closed.values("id"))
    courses: dict[int, dict[str, int]] = {}
    for row in rows.order_by().values("course_id", column).annotate(n=Count("id")).iterator(chunk_size=5000):
        courses.setdefault(row["course_id"], {})[row[column] or ""] = row["n"]
    protected = (
        open_cells(cells)
        if question.viewer.clearance_for(owners[course]) >= Sensitivity.NATIONAL
        else protect(cells, k=least)
        for course, cells in courses.items()
    )
    return add_up(protected), len(courses)
