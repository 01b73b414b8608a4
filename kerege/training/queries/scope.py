"""Which courses a question is about."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.lib.sensitivity import Sensitivity
from kerege.records.keeping import clearance
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseGroup
from kerege.training.words import Status

TRAINEES = "trainees"
VENUE = "venue"

# Counts the rows of registers that no reader may list. What it counts leaves this room only as a number of people per
# course, or through lib.small_cells.protect; its rows never do.
COUNTING = Viewer(uid="counting", name="counting", everywhere=Sensitivity.RESTRICTED)


@dataclass(frozen=True)
class Asked:
    """A project (all when empty), countries by trainees or by venue (all when empty), kinds of course (all
    when empty).
    """

    viewer: Viewer
    on: date
    project: str = ""
    territories: tuple[str, ...] = ()
    by: str = TRAINEES
    kinds: tuple[str, ...] = ()

    @property
    def country_column(self) -> str:
        return "venue_id" if self.by == VENUE else "trainees_from_id"

    @property
    def signature(self) -> str:
        """What an answer depends on, the same for all viewers of one clearance."""
        who = clearance(self.viewer)
        return repr((who, self.on, self.project, sorted(self.territories), self.by, sorted(map(str, self.kinds))))

    def _here(self) -> Q:
        here = Q()
        if self.project:
            here &= Q(project_key=self.project)
        if self.territories:
            here &= Q(**{f"{self.country_column}__in": self.territories})
        if self.kinds:
            here &= Q(kind__in=self.kinds)
        return here

    def held(self) -> Any:
        """Courses that were held by the day, of those that the viewer may see."""
        return Course.objects.seen_by(self.viewer).filter(self._here(), status=Status.HELD, done_by__lte=self.on)

    def groups_held(self) -> Any:
        return CourseGroup.objects.seen_by(self.viewer).filter(self._here(), status=Status.HELD, done_by__lte=self.on)

    def not_known_held(self) -> Any:
        """Courses that are planned, or of which nobody knows whether they were held."""
        return Course.objects.seen_by(self.viewer).filter(self._here(), status__in=(Status.PLANNED, Status.UNKNOWN))


def asked(
    viewer: Viewer,
    *,
    on: date,
    project: str = "",
    territories: Collection[str] = (),
    by: str = TRAINEES,
    kinds: Collection[str] = (),
) -> Asked:
    return Asked(viewer, on, project, tuple(territories), by, tuple(kinds))
