"""Trained trainers one by one, for whoever may list the registers in which they stand: who taught lately, who has not
for a year, who never did; when last, and what they were asked since.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date

from kerege.people import queries as people
from kerege.records.labels import Withheld
from kerege.records.viewers import Viewer
from kerege.training.models import FollowUp, Participation
from kerege.training.queries.cascade import Chosen, days_taught, selected
from kerege.training.queries.cascade_fabric import Fabric, fabric
from kerege.training.queries.courses import Page
from kerege.training.rules.cascade_sums import standing
from kerege.training.words import Part
from kerege.training.words.cascade import Standing

FIRST = (Standing.DORMANT, Standing.NEVER, Standing.ACTIVE)
"""In this order they are listed: who could teach again comes first."""


@dataclass(frozen=True)
class TrainedLine:
    """A trained trainer. `course` is the first training of trainers in which they sat, with its generation and the
    country of its people; `taught` how many courses since, `last` when the last one was over. `asked` is the newest
    time of asking that came due: its uid while it can be asked again, what was said, and when they were asked.
    """

    name: str | Withheld
    course_uid: str
    course: str
    country: str
    generation: int | None
    trained_on: date
    taught: int
    last: date | None
    standing: Standing
    synthetic: bool
    asked: str = ""
    asked_on: date | None = None
    said: str = ""


@dataclass(frozen=True)
class Trainers:
    """A page of lines, and how many there are of each standing. `listed`: whether the reader may list any of them."""

    page: Page[TrainedLine]
    counts: Mapping[Standing, int]

    @property
    def listed(self) -> bool:
        return any(self.counts.values())


@dataclass(frozen=True)
class _Found:
    person: int
    first: int
    days: tuple[date, ...]
    standing: Standing

    @property
    def order(self) -> tuple[int, date, int]:
        return FIRST.index(self.standing), max(self.days, default=date.min), self.person


def trainers(
    viewer: Viewer, *, on: date, chosen: Chosen, only: Standing | None = None, page: int = 1, size: int = 50
) -> Trainers:
    """Who was trained in closed registers of trainings of trainers that the viewer may list, each person once: those
    who taught before and not for a year first, the longest ago first. Of courses of other owners nobody learns here
    who taught them.
    """
    woven = fabric(viewer, on=on)
    found = _found(viewer, woven, _trainings(woven, chosen), on)
    counts = {each: sum(line.standing == each for line in found) for each in Standing}
    shown = sorted((line for line in found if only in {None, line.standing}), key=lambda line: line.order)
    here = shown[(max(1, page) - 1) * size :][:size]
    return Trainers(Page(tuple(_told(viewer, woven, here, on)), len(shown), max(1, page), size), counts)


def _trainings(woven: Fabric, chosen: Chosen) -> list[int]:
    here = (n for n in selected(woven, chosen) if woven.knots[n].trains and woven.facts[n].closed)
    return [n for n in here if woven.facts[n].owner in woven.open_owners]


def _found(viewer: Viewer, woven: Fabric, trainings: list[int], on: date) -> list[_Found]:
    rows = Participation.objects.seen_by(viewer).filter(role=Part.TRAINEE, person__isnull=False)
    seats: dict[int, list[int]] = {}
    for person, course in rows.filter(course__in=trainings).order_by("id").values_list("person_id", "course_id"):
        seats.setdefault(person, []).append(course)
    found = []
    for person, courses in seats.items():
        days = tuple(days_taught(woven, person, courses, on, open_only=True))
        first = min(courses, key=lambda n: (woven.knots[n].done_by, n))
        found.append(_Found(person, first, days, standing(days, on=on)))
    return found


def _told(viewer: Viewer, woven: Fabric, found: list[_Found], on: date) -> list[TrainedLine]:
    names = people.person_names(viewer, [each.person for each in found])
    lines = {each.person: _line(woven, each, names.get(each.person, "")) for each in found}
    due = FollowUp.objects.seen_by(viewer).filter(person__in=list(lines), due_on__lte=on)
    for row in due.order_by("due_on", "id").seen():  # the newest one stays
        said = row.outcome if row.answered_on is not None and row.answered_on <= on else ""
        asked = {"asked": "" if row.answered_on else str(row.uid), "asked_on": row.asked_on, "said": said}
        lines[row.person_id] = replace(lines[row.person_id], **asked)
    return list(lines.values())


def _line(woven: Fabric, each: _Found, name: str | Withheld) -> TrainedLine:
    facts = woven.facts[each.first]
    return TrainedLine(
        name=name,
        course_uid=facts.uid,
        course=facts.title,
        country=facts.trainees_from,
        generation=woven.placed.generation.get(each.first),
        trained_on=woven.knots[each.first].done_by,
        taught=len(each.days),
        last=max(each.days, default=None),
        standing=each.standing,
        synthetic=facts.synthetic,
    )
