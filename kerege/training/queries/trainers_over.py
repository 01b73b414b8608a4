"""Trained trainers of many courses together: how long they were taught, who teaches, who is still in post. Sums alone
leave here, each as exactly as the reader may know it.
"""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date

from django.conf import settings
from django.db.models import Q

from kerege.capacity.queries import certified as certificates
from kerege.capacity.queries.certified import Counted
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseSession, FollowUp, Participation
from kerege.training.queries import cascade_followup
from kerege.training.queries.cascade import Chosen, _used, selected
from kerege.training.queries.cascade_fabric import Fabric, fabric
from kerege.training.queries.courses import CourseLine, lines_of
from kerege.training.queries.scope import COUNTING, TRAINEES, asked
from kerege.training.rules.followup import COUNTED_AFTER, Followed
from kerege.training.rules.sessions import Slot, minutes_of
from kerege.training.words import CourseKind, Part
from kerege.training.words.followup import Outcome

IN_POST = frozenset({Outcome.TEACHES, Outcome.STOPPED})
"""Who answered to work where they worked when they were trained, whether they teach or not."""


@dataclass(frozen=True)
class CourseHours:
    """A course for trainers with the minutes of its sessions; parallel ones count once."""

    course: CourseLine
    minutes: int

    @property
    def hours(self) -> float:
        return round(self.minutes / 60, 1)


@dataclass(frozen=True)
class Hours:
    """Courses for trainers that were held: those whose sessions are recorded, and how many others there are."""

    told: tuple[CourseHours, ...]
    without: int


def contact_hours(
    viewer: Viewer, *, on: date, project: str = "", territories: Collection[str] = (), by: str = TRAINEES
) -> Hours:
    """How long courses for trainers were, by their sessions over by the day. What was called off is no hour."""
    kinds = (CourseKind.TOT_PART1,)
    held = asked(viewer, on=on, project=project, territories=territories, by=by, kinds=kinds).held()
    courses = list(held.select_related("host").order_by("-done_by", "key").seen())
    standing = Q(called_off__isnull=True) | Q(called_off__gt=on)
    rows = CourseSession.objects.seen_by(viewer).filter(standing, course__in=[c.id for c in courses])
    slots: dict[int, list[Slot]] = {}
    for number, course, starts, ends in rows.order_by("id").values_list("id", "course_id", "starts", "ends"):
        if ends.date() <= on:
            slots.setdefault(course, []).append(Slot(str(number), starts, ends))
    lines = zip(courses, lines_of(viewer, courses, on=on), strict=True)
    told = tuple(CourseHours(line, minutes_of(slots[row.id])) for row, line in lines if row.id in slots)
    return Hours(told, len(courses) - len(told))


@dataclass(frozen=True)
class Share:
    """So many of `of` people, at least and at most; None where it is withheld. `courses` are those that are read, and
    `left_out` how many of them are too small to be told of. `exact`: the reader may know who they are.
    """

    low: int | None
    high: int | None
    of: int
    courses: tuple[CourseLine, ...]
    exact: bool
    left_out: int = 0


def active(
    viewer: Viewer, *, on: date, project: str = "", territories: Collection[str] = (), by: str = TRAINEES
) -> Share:
    """People in closed registers of trainings of trainers who taught a course that was over in the last twelve months.
    Whoever may not know who sat there gets whole multiples of the least cell, and nothing of fewer.
    """
    woven, least = fabric(viewer, on=on), int(settings.KEREGE_MIN_CELL)
    here = [n for n in _chosen(woven, project, territories, by) if woven.knots[n].trains and woven.facts[n].closed]
    found, exact = _used(woven, here, on, least), woven.exact(here)
    lines = _lines(viewer, here, on)
    if found.active is None:
        return Share(None, None, found.trained, lines, exact)
    step = 0 if exact else least - 1
    return Share(found.active, min(found.trained, found.active + step + found.nameless), found.trained, lines, exact)


def in_post(
    viewer: Viewer, months: int, *, on: date, project: str = "", territories: Collection[str] = (), by: str = TRAINEES
) -> Share:
    """Trained trainers who said so many months later that they work where they worked: at least those who said so, at
    most those and everybody who was silent, not asked yet, or is withheld.
    """
    woven = fabric(viewer, on=on)
    asked_for = [Chosen(project, code, by) for code in sorted(set(territories)) or [""]]
    sums = [each for c in asked_for for each in cascade_followup.sums(viewer, on=on, chosen=c) if each.months == months]
    low, unknown = sum(map(_stayed, sums)), sum(map(_unsaid, sums))
    numbers = [n for n in _chosen(woven, project, territories, by) if woven.knots[n].trains]
    mine = [n for n in numbers if cascade_followup.lists_of(viewer, woven.facts[n].owner)]
    others = [n for n in numbers if n not in mine]
    rows = FollowUp.objects.seen_by(COUNTING).filter(months=months)
    due = rows.filter(Q(course__in=mine, due_on__lte=on) | Q(course__in=others, due_on__lte=on - COUNTED_AFTER))
    courses = _lines(viewer, due.order_by().values_list("course_id", flat=True).distinct(), on)
    people, left_out = sum(each.people for each in sums), sum(each.left_out for each in sums)
    return Share(low, low + unknown, people, courses, not others, left_out)


def _stayed(found: Followed) -> int:
    return sum(found.cells.get(outcome, 0) for outcome in IN_POST)


def _unsaid(found: Followed) -> int:
    return found.unsaid + found.withheld


def _chosen(woven: Fabric, project: str, territories: Collection[str], by: str) -> list[int]:
    codes = sorted(set(territories)) or [""]
    return [n for code in codes for n in selected(woven, Chosen(project, code, by))]


def certified(viewer: Viewer, *, on: date, project: str = "", territories: Collection[str] = ()) -> Counted | None:
    """People with part 2 complete by the day; of a project those in closed registers of its trainings of trainers, and
    None where it has no such register.
    """
    persons = _trained(viewer, on, project) if project else None
    return None if persons == set() else certificates.certified(viewer, on=on, owners=territories, persons=persons)


def overdue(viewer: Viewer, *, on: date, project: str = "", territories: Collection[str] = ()) -> Counted | None:
    """People whose part 2 was overdue on the day; of a project as `certified`."""
    persons = _trained(viewer, on, project) if project else None
    return None if persons == set() else certificates.overdue(viewer, on=on, owners=territories, persons=persons)


def _trained(viewer: Viewer, on: date, project: str) -> set[int]:
    held = asked(viewer, on=on, project=project, kinds=(CourseKind.TOT_PART1,)).held()
    rows = Participation.objects.seen_by(COUNTING).filter(role=Part.TRAINEE, person__isnull=False)
    closed = held.filter(register_closed_on__isnull=False).order_by().values("id")
    return set(rows.filter(course__in=closed).values_list("person_id", flat=True))


def _lines(viewer: Viewer, numbers: Iterable[int], on: date) -> tuple[CourseLine, ...]:
    """Courses with these row numbers, the newest first."""
    rows = Course.objects.seen_by(viewer).filter(id__in=list(numbers)).select_related("host")
    return tuple(lines_of(viewer, rows.order_by("-done_by", "key").seen(), on=on))
