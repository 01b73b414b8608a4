"""Who earned a badge of a course, for whoever organises it: by the closed register, or by an exam graded on the node.

What a lesson, a package or a tool reports is read nowhere here.
"""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

from kerege.capacity.queries.course_badges import BadgeLine, GivenLine, badges_of, given_of
from kerege.capacity.words.course_badges import BadgeKind
from kerege.lib.ids import uid_or_none
from kerege.lib.versions import text_in
from kerege.people import queries as people
from kerege.people.rules import Actor, is_numbered
from kerege.records.viewers import Viewer
from kerege.training.models import Exam, ExamAttempt, Participation
from kerege.training.queries.cohort import course_row, organises
from kerege.training.queries.exam_knowing import knowing
from kerege.training.queries.staff import DOOR
from kerege.training.words import Part


@dataclass(frozen=True)
class Earner:
    """Somebody who earned a badge or has one. `uid` names the person's record; `earned` is False where the ground on
    which it was given is gone, for example because a mark was corrected.
    """

    uid: str
    name: str
    earned: bool
    given: GivenLine | None


@dataclass(frozen=True)
class BadgeOfCourse:
    """A kind of badge: what it says if the course gives it, and who earned or has it."""

    kind: BadgeKind
    badge: BadgeLine | None
    exam: str
    people: tuple[Earner, ...]

    @property
    def waiting(self) -> int:
        """How many earned it and never had it."""
        return sum(each.given is None for each in self.people)

    @property
    def lost(self) -> int:
        """How many have it and would not earn it any more."""
        return sum(each.given is not None and each.given.holds and not each.earned for each in self.people)


@dataclass(frozen=True)
class CourseBadges:
    """The badges of a course. `exams` are those on which a pass can rest, by key and title."""

    uid: str
    title: str
    synthetic: bool
    closed_on: date | None
    exams: tuple[tuple[str, str], ...]
    kinds: tuple[BadgeOfCourse, ...]


def badges_of_course(viewer: Viewer, uid: object, *, by: Actor, on: date, lang: str) -> CourseBadges | None:
    """For whoever organises the course; None for everybody else."""
    number = uid_or_none(uid)
    row = course_row(viewer, by, number) if number else None
    if row is None or not organises(by, row):
        return None
    exams = tuple((str(each.key), text_in(each.title, lang, next(iter(each.title)))) for each in exams_that_count(row))
    now, held = {each.kind: each for each in badges_of(row.uid)}, given_of(row.uid, on=on)
    return CourseBadges(
        uid=str(row.uid),
        title=row.title,
        synthetic=row.synthetic,
        closed_on=row.register_closed_on,
        exams=exams,
        kinds=tuple(_kind(row, kind, now.get(kind), held, dict(exams)) for kind in BadgeKind),
    )


def exams_that_count(course: Any) -> list[Any]:
    """The released exams of a course, the newest version of each."""
    rows = Exam.objects.seen_by(DOOR).filter(course_id=course.id, released_at__isnull=False).order_by("version", "id")
    newest = {each.key: each for each in rows.seen()}
    return sorted(newest.values(), key=lambda each: each.id)


def earned(course: Any, kind: BadgeKind, basis: UUID | str | None) -> set[int]:
    """The persons (row numbers) who earned a badge: trainees of the closed register, or those of whom an attempt was
    passed that counts, by people who did not know its questions. Without those who were erased.
    """
    if kind == BadgeKind.TOOK_PART:
        rows = Participation.objects.seen_by(DOOR).filter(course_id=course.id, role=Part.TRAINEE, person__isnull=False)
        found = set(rows.values_list("person_id", flat=True)) if course.register_closed_on is not None else set()
    else:
        found = _passed(course, basis)
    return {number for number, name in _names(found).items() if name}


def _passed(course: Any, basis: UUID | str | None) -> set[int]:
    exams = list(Exam.objects.seen_by(DOOR).filter(course_id=course.id, key=basis).seen()) if basis else []
    found: set[int] = set()
    for exam in exams:
        rows = ExamAttempt.objects.seen_by(DOOR).filter(
            exam_id=exam.id, trial=False, passed=True, graded_at__isnull=False, person__isnull=False
        )
        began = {each.person_id: each.began_at.date() for each in rows.order_by("id").seen()}
        found |= set(began) - (knowing(exam, began) if began else set())
    return found


def _kind(
    course: Any, kind: BadgeKind, badge: BadgeLine | None, held: Collection[GivenLine], exams: dict[str, str]
) -> BadgeOfCourse:
    basis = badge.basis if badge is not None else None
    of = {each.person: each for each in held if each.badge.kind == kind}
    due = earned(course, kind, basis) if badge is not None else set()
    names, uids = _names(due | set(of)), people.person_uids(DOOR, list(due | set(of)))
    shown = [Earner(uids.get(who, ""), names.get(who, ""), who in due, of.get(who)) for who in due | set(of)]
    shown.sort(key=lambda each: (each.name == "", each.name.casefold(), each.uid))
    return BadgeOfCourse(kind, badge, exams.get(basis or "", ""), tuple(shown))


def _names(numbers: Collection[int]) -> dict[int, str]:
    told = people.person_names(DOOR, list(numbers))
    return {number: name if isinstance(name, str) and not is_numbered(name) else "" for number, name in told.items()}
