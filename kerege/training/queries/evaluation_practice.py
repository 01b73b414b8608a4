"""What is seen of participants' practice months after a course, as rates of at least the least cell of people."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.conf import settings

from kerege.lib.figures import SourceRef
from kerege.records.citing import cited
from kerege.records.viewers import Viewer
from kerege.training.models import BehaviourObservation, CourseSource, CurriculumVersion
from kerege.training.queries.curricula import programme_of
from kerege.training.queries.evaluation import Allowed, form_of, newest_form
from kerege.training.queries.scope import COUNTING, TRAINEES, asked
from kerege.training.rules.evaluation_forms import Question
from kerege.training.rules.evaluation_practice import (
    WINDOWS,
    Rate,
    is_over,
    months_later,
    practices_of,
    rates,
    share_done,
)
from kerege.training.words.evaluation import FormKind


@dataclass(frozen=True)
class Asked:
    """What is looked at after a course. `form` is a row number; `by_curriculum` says where the practices are from."""

    form: int
    practices: tuple[Question, ...]
    conditions: tuple[Question, ...]
    by_curriculum: bool


def asked_in(course: Any, *, on: date) -> Asked | None:
    """What an observer is asked about participants of a course; None where no form is published."""
    row = newest_form(FormKind.BEHAVIOUR, on=on)
    if row is None:
        return None
    form = form_of(row)
    version = (
        CurriculumVersion.objects.seen_by(COUNTING).filter(id=course.teaches_id).one() if course.teaches_id else None
    )
    practices = practices_of(programme_of(version) if version is not None else None, form.questions)
    return Asked(row.id, practices, form.conditions, practices != form.questions)


@dataclass(frozen=True)
class Looked:
    """What was seen so many months after a course. `people` is how many were looked at; rates are empty while they are
    not told: of fewer people than the least cell, and before the window is over, after which nothing is added.
    """

    after: int
    begins: date
    ends: date
    over: bool
    people: int
    practices: tuple[Rate, ...]
    conditions: tuple[Rate, ...]


def looked(course: Any, rights: Allowed, *, on: date, lang: str) -> tuple[Looked, ...]:
    """Both times of a course that ended on a known day, as far as they may be told."""
    asked = asked_in(course, on=on)
    if course.last_day is None or asked is None:
        return ()
    rows = BehaviourObservation.objects.seen_by(COUNTING).filter(course_id=course.id, noted_on__lte=on).order_by("id")
    seen = rows.seen()
    found = []
    for after, (begins, ends) in WINDOWS.items():
        last = {row.person_id: row for row in seen if row.after == after}
        over = is_over(course.last_day, after, on=on)
        told = over and len(last) >= int(settings.KEREGE_MIN_CELL)
        found.append(
            Looked(
                after,
                months_later(course.last_day, begins),
                months_later(course.last_day, ends),
                over,
                len(last),
                rates(asked.practices, [row.seen for row in last.values()], lang) if told else (),
                rates(asked.conditions, [row.drivers for row in last.values()], lang) if told and rights.reads else (),
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class CoursePractice:
    """What was seen six months after one course: `done` of `of` practices that could be seen, in so many people."""

    uid: str
    key: str
    title: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    venue: str
    trainees_from: str
    people: int
    done: int
    of: int
    sources: tuple[SourceRef, ...]
    synthetic: bool


def practised(
    viewer: Viewer,
    *,
    on: date,
    project: str = "",
    territories: Collection[str] = (),
    by: str = TRAINEES,
    kinds: Collection[str] = (),
) -> list[CoursePractice]:
    """Courses of which it may be told: their time is over and at least the least cell of people was looked at. One
    query where nobody was.
    """
    rows = BehaviourObservation.objects.seen_by(COUNTING).filter(after=6, noted_on__lte=on).order_by("id").seen()
    of_course: dict[int, dict[int, Any]] = {}
    for row in rows:
        of_course.setdefault(row.course_id, {})[row.person_id] = row
    least = int(settings.KEREGE_MIN_CELL)
    enough = [number for number, of in of_course.items() if len(of) >= least]
    if not enough:
        return []
    held = asked(viewer, on=on, project=project, territories=territories, by=by, kinds=kinds).held()
    courses = held.filter(id__in=enough).order_by("-done_by", "key").seen()
    sources = cited(CourseSource, "course", [course.id for course in courses])
    found = []
    for course in courses:
        done, whole = share_done([row.seen for row in of_course[course.id].values()])
        if whole and course.last_day is not None and is_over(course.last_day, 6, on=on):
            found.append(_line(course, len(of_course[course.id]), done, whole, sources.get(course.id, ())))
    return found


def _line(row: Any, people: int, done: int, whole: int, sources: tuple[SourceRef, ...]) -> CoursePractice:
    return CoursePractice(
        uid=str(row.uid),
        key=row.key,
        title=row.title,
        first_day=row.first_day,
        last_day=row.last_day,
        precision=row.precision,
        date_text=row.date_text,
        venue=row.venue_id or "",
        trainees_from=row.trainees_from_id or "",
        people=people,
        done=done,
        of=whole,
        sources=sources,
        synthetic=row.synthetic,
    )
