"""What courses ask their participants to take alone: for the participants, and for the staff who took it.

Answers to lessons and data of packages are the learner's own (decisions 67, 74). Of them the staff of a course is told
one thing, and only of what the course asked for: on which day somebody with a place took it, after being asked
(decision 82). Not with which answers, with what result, or how often.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any

from kerege.lib.versions import text_in
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import PUBLIC, Viewer
from kerege.training.models import (
    AssignedLearning,
    Course,
    ElearningPackage,
    ElearningRegistration,
    Enrolment,
    LessonAttempt,
    Reaction,
)
from kerege.training.queries.cohort import course_row, enrolments_of, keeps_list
from kerege.training.queries.curricula import curricula, curriculum
from kerege.training.queries.staff import DOOR
from kerege.training.rules.elearning.results import progress
from kerege.training.rules.elearning.shapes import recognised
from kerege.training.rules.evaluation_reaction import stage
from kerege.training.rules.lessons import lessons_of
from kerege.training.words.delivery import IN_COHORT
from kerege.training.words.elearning import Completion, PackageState
from kerege.training.words.evaluation import Stage
from kerege.training.words.learning import Learnt


@dataclass(frozen=True)
class Assigned:
    """What a course asks for. `title` is empty where it can be opened no more; `done_on` is the reader's own day, None
    where they have not taken it since they were asked.
    """

    uid: str
    course: str
    course_title: str
    kind: Learnt
    curriculum: str
    module: str
    package: str
    title: str
    until: date
    note: str
    since: datetime
    synthetic: bool
    done_on: date | None = None

    def late(self, on: date) -> bool:
        return self.done_on is None and self.until < on


@dataclass(frozen=True)
class TakenBy:
    """Somebody with a place in a course, and when they took each of what it asks for (by its uid). `account`: they have
    one; without it nothing can be told of them.
    """

    enrolment: str
    name: str
    account: bool
    days: Mapping[str, date]


@dataclass(frozen=True)
class CourseLearning:
    """What a course asks for, with who took it, for those who keep its list."""

    uid: str
    key: str
    title: str
    owner: str
    synthetic: bool
    assigned: tuple[Assigned, ...]
    people: tuple[TakenBy, ...]

    def done(self, uid: str) -> int:
        return sum(uid in each.days for each in self.people)


def assigned_to(by: Actor, *, on: date, lang: str) -> list[Assigned]:
    """What the courses in which the reader has a place ask for, by its day: what is not done first."""
    me = people.person_number(by.uid) if by.uid and not by.is_system else None
    if me is None:
        return []
    places = Enrolment.objects.seen_by(DOOR).filter(person_id=me, state__in=IN_COHORT).seen()
    rows = _standing({each.course_id for each in places})
    since = {each.course_id: _from(each) for each in places}
    courses = {row.id: row for row in Course.objects.seen_by(DOOR).filter(id__in=list(since)).seen()}
    titles, found = _titles(rows, on, lang), []
    for row in rows:
        days = _days(row, {me: max(row.since, since[row.course_id])})
        found.append(_line(row, courses[row.course_id], titles, days.get(me)))
    return sorted(found, key=lambda each: (each.done_on is not None, each.until, each.title))


@dataclass(frozen=True)
class FeedbackOpen:
    """A course of the reader that asks its participants what they think, until a day. Nobody knows who answered."""

    course: str
    title: str
    until: date


def feedback_open(by: Actor, *, on: date) -> list[FeedbackOpen]:
    """The courses in which the reader has a place and whose asking is open on the day."""
    me = people.person_number(by.uid) if by.uid and not by.is_system else None
    if me is None:
        return []
    places = (
        Enrolment.objects.seen_by(DOOR).filter(person_id=me, state__in=IN_COHORT).values_list("course_id", flat=True)
    )
    asked = Reaction.objects.seen_by(DOOR).filter(course_id__in=list(places), opened_on__lte=on).seen()
    open_ones = [
        row for row in asked if stage(until=row.until, closed_on=row.closed_on, answers=0, on=on, k=1) == Stage.OPEN
    ]
    courses = Course.objects.seen_by(DOOR).filter(id__in=[row.course_id for row in open_ones]).seen()
    named = {row.id: row for row in courses}
    return [FeedbackOpen(str(named[r.course_id].uid), named[r.course_id].title, r.until) for r in open_ones]


def course_learning(viewer: Viewer, uid: object, *, by: Actor, on: date, lang: str) -> CourseLearning | None:
    """What a course asks for, for whoever organises it, teaches or supports it; None for everybody else."""
    row = course_row(viewer, by, uid)
    if row is None or not keeps_list(by, row):
        return None
    rows = _standing({row.id})
    titles = _titles(rows, on, lang)
    cohort = [each for each in enrolments_of(row.id) if each.state in IN_COHORT]
    began = {each.person_id: _from(each) for each in cohort}
    days = {str(one.uid): _days(one, {who: max(one.since, at) for who, at in began.items()}) for one in rows}
    numbers = list(began)
    names, there = people.called(DOOR, numbers), people.with_accounts(numbers)
    told = [
        TakenBy(
            str(each.uid),
            next(iter(names.get(each.person_id, ("", []))[1]), ""),
            each.person_id in there,
            {name: by_person[each.person_id] for name, by_person in days.items() if each.person_id in by_person},
        )
        for each in cohort
    ]
    lines = tuple(_line(one, row, titles, None) for one in rows)
    told.sort(key=lambda each: (each.name == "", each.name.casefold()))
    return CourseLearning(str(row.uid), row.key, row.title, row.owner, row.synthetic, lines, tuple(told))


def to_assign(*, on: date, lang: str) -> list[tuple[str, Learnt, str]]:
    """The lessons and packages that everybody may open, as assign_learning takes them, with their titles."""
    found = []
    for each in curricula(PUBLIC, on=on, lang=lang):
        page = curriculum(PUBLIC, each.key, on=on, lang=lang, version=each.version) if each.version else None
        for part in lessons_of(page.programme) if page else ():
            title = f"{each.title}: {text_in(part.title, lang, page.programme.source)}" if page else ""
            found.append((f"{Learnt.LESSON}:{each.key}:{part.id}", Learnt.LESSON, title))
    rows = ElearningPackage.objects.seen_by(PUBLIC).filter(state=PackageState.PUBLISHED).order_by("title", "id").seen()
    return [*found, *((f"{Learnt.PACKAGE}:{row.uid}", Learnt.PACKAGE, row.title) for row in rows)]


def _standing(courses: Collection[int]) -> list[Any]:
    rows = AssignedLearning.objects.seen_by(DOOR).filter(course_id__in=courses, taken_off__isnull=True)
    return list(rows.order_by("until", "id").seen()) if courses else []


def _from(place: Any) -> datetime:
    """From when somebody with a place is told of what their course asks for."""
    return datetime.combine(place.decided_on or place.nominated_on, time(), UTC)


def _days(row: Any, since: Mapping[int, datetime]) -> dict[int, date]:
    """By person the first day on which they took it, at or after their moment."""
    if row.kind == Learnt.LESSON:
        taken = LessonAttempt.objects.filter(curriculum=row.curriculum, module=row.module, finished_at__isnull=False)
        mine = taken.filter(account__person_id__in=list(since)).values_list("account__person_id", "finished_at")
    else:
        package: Any = ElearningPackage.objects.seen_by(DOOR).filter(id=row.package_id).one()
        what = recognised(package.told)
        played = ElearningRegistration.objects.filter(package_id=row.package_id, kept_at__isnull=False)
        kept = played.filter(account__person_id__in=list(since)).values_list("account__person_id", "kept_at", "data")
        mine = [
            (who, at) for who, at, data in kept if progress(what.parts, data).outcome.completion == Completion.COMPLETED
        ]
    found: dict[int, date] = {}
    for who, at in mine:
        if at >= since[who] and (who not in found or at.date() < found[who]):
            found[who] = at.date()
    return found


def _titles(rows: list[Any], on: date, lang: str) -> dict[tuple[str, object], str]:
    """By lesson or package what it is called now, without those that nobody can open."""
    found: dict[tuple[str, object], str] = {}
    for key in {row.curriculum for row in rows if row.kind == Learnt.LESSON}:
        page = curriculum(PUBLIC, key, on=on, lang=lang)
        for part in lessons_of(page.programme) if page and page.shown.published_on else ():
            found[key, part.id] = text_in(part.title, lang, page.programme.source) if page else ""
    packages = {row.package_id for row in rows if row.package_id}
    seen = ElearningPackage.objects.seen_by(PUBLIC).filter(id__in=packages, state=PackageState.PUBLISHED).seen()
    return found | {(str(row.uid), row.id): row.title for row in seen}


def _line(row: Any, course: Any, titles: Mapping[tuple[str, object], str], done: date | None) -> Assigned:
    package = next((uid for uid, number in titles if number == row.package_id and row.package_id), "")
    name: tuple[str, object] = (package, row.package_id) if row.package_id else (row.curriculum, row.module)
    return Assigned(
        uid=str(row.uid),
        course=str(course.uid),
        course_title=course.title,
        kind=Learnt(row.kind),
        curriculum=row.curriculum,
        module=row.module,
        package=package,
        title=titles.get(name, ""),
        until=row.until,
        note=row.note,
        since=row.since,
        synthetic=row.synthetic,
        done_on=done,
    )
