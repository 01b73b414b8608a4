"""What came of a course, one row for each learner and unit, for its staff; and which statements were made for it.

Each row says who claims it: the node, which graded it; a client, which played it; or a tool of others. Of lessons and
packages that a course asks for, one day is told and nothing else (decision 82); scenarios are the learner's own
(decision 67) and stand nowhere here.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import Q

from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.versions import text_in
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.models import (
    Cmi5Session,
    ElearningPackage,
    ElearningRegistration,
    Exam,
    ExamAttempt,
    ToolColumn,
    ToolLink,
    ToolScore,
)
from kerege.training.queries.cmi5 import course_line, ground_of
from kerege.training.queries.cohort import course_row, enrolments_of, keeps_list
from kerege.training.queries.elearning import DOOR as PACKAGES
from kerege.training.queries.exam_doors import keeps_exams
from kerege.training.queries.learning import course_learning
from kerege.training.queries.staff import DOOR
from kerege.training.rules.exam_attempts import Grade
from kerege.training.words.cmi5 import LaunchMode, UnitState
from kerege.training.words.delivery import IN_COHORT
from kerege.training.words.elearning import Standard
from kerege.training.words.learning import Learnt
from kerege.training.words.lti_tools import Activity
from kerege.training.words.results import Claims, ResultState, Unit


@dataclass(frozen=True)
class ResultRow:
    """One learner in one unit. `at` is a moment, or the day where only that is told; `score` is in percent. What is not
    told is None, as is what there is none of. `learner` is the uid of the person's record.
    """

    learner: str
    name: str
    kind: Unit
    unit: str
    title: str
    state: ResultState
    at: datetime | date | None
    tries: int | None
    score: float | None
    success: bool | None
    claims: Claims


@dataclass(frozen=True)
class CourseResults:
    """The results of a course, by learner and unit in an order that stays. `exams`: those of exams are told too."""

    uid: str
    key: str
    title: str
    zone: str
    synthetic: bool
    exams: bool
    rows: tuple[ResultRow, ...]


def results_of_course(viewer: Viewer, uid: object, *, by: Actor, on: date, lang: str) -> CourseResults | None:
    """For whoever organises a course, teaches or supports it; None for everybody else. Results of exams only for
    whoever keeps the exams of the course.
    """
    number = uid_or_none(uid)
    row = course_row(viewer, by, number) if number else None
    if row is None or not keeps_list(by, row):
        return None
    exams = keeps_exams(by, row)
    sat = _exams(row, lang) if exams else ()
    rows = [*_assigned(viewer, row, by, on, lang), *_units(row), *sat, *_tools(row)]
    whom = {each[0] for each in rows}
    called, uids = people.called(DOOR, whom), people.person_uids(DOOR, whom)
    told = [ResultRow(uids.get(who, ""), next(iter(called.get(who, ("", []))[1]), ""), *rest) for who, *rest in rows]
    told.sort(key=lambda each: (each.name == "", each.name.casefold(), each.learner, each.kind, each.title, each.unit))
    return CourseResults(str(row.uid), row.key, row.title, row.zone or "UTC", row.synthetic, exams, tuple(told))


def registrations_of(viewer: Viewer, uid: object, *, by: Actor) -> dict[str, list[Any]] | None:
    """By owner of its package the registrations (their uids) that were begun for a course, in their order, for whoever
    keeps its list: those of owners whose restricted records the reader may see, as statements are. None for everybody
    else. What the record store tells of them is for its own query to say.
    """
    number = uid_or_none(uid)
    row = course_row(viewer, by, number) if number else None
    if row is None or not keeps_list(by, row):
        return None
    begun = list(ElearningRegistration.objects.filter(course_id=row.id).order_by("id"))
    rows = ElearningPackage.objects.seen_by(PACKAGES).filter(id__in={each.package_id for each in begun}).seen()
    owners: dict[int, str] = {each.id: each.owner for each in rows}
    found: dict[str, list[Any]] = {}
    for each in begun:
        owner = owners.get(each.package_id)
        if owner is not None and viewer.may_see(Sensitivity.RESTRICTED, owner):
            found.setdefault(owner, []).append(each.uid)
    return found


Told = tuple[Any, ...]


def _assigned(viewer: Viewer, course: Any, by: Actor, on: date, lang: str) -> Iterator[Told]:
    page = course_learning(viewer, course.uid, by=by, on=on, lang=lang)
    if page is None:
        return
    persons = {str(each.uid): each.person_id for each in enrolments_of(course.id)}
    for each in page.people:
        for line in page.assigned:
            day = each.days.get(line.uid)
            state = ResultState.DONE if day else ResultState.NOT_YET if each.account else ResultState.NO_ACCOUNT
            kind, claims = (Unit.LESSON, Claims.NODE) if line.kind == Learnt.LESSON else (Unit.PACKAGE, Claims.CLIENT)
            yield persons[each.enrolment], kind, line.uid, line.title, state, day, None, None, None, claims


def _units(course: Any) -> Iterator[Told]:
    packages = ElearningPackage.objects.seen_by(PACKAGES).filter(standard=Standard.CMI5).values_list("id", flat=True)
    rows = ElearningRegistration.objects.filter(course_id=course.id, package_id__in=list(packages))
    begun = list(rows.select_related("account").order_by("id"))
    tries: Counter[tuple[int, str]] = Counter()
    last: dict[tuple[int, str], datetime] = {}
    sessions = Cmi5Session.objects.filter(registration_id__in=[each.id for each in begun], mode=LaunchMode.NORMAL)
    for number, part, at in sessions.values_list("registration_id", "part", "last_at"):
        tries[number, part] += 1
        last[number, part] = max(at, last.get((number, part), at))
    for row in begun:
        ground = ground_of(row)
        if row.account.person_id is None:
            continue
        for each in course_line(ground).units:
            where = (row.id, each.part.id)
            score = None if each.unit.score is None else round(100 * each.unit.score, 2)
            success = True if each.unit.passed else False if each.unit.failed else None
            told = (last.get(where), tries[where], score, success)
            waived = each.state == UnitState.WAIVED
            state, claims = UNITS[each.state], Claims.NODE if waived else Claims.CLIENT
            title = f"{ground.package.title}: {each.part.title}"
            yield row.account.person_id, Unit.CMI5, f"{row.uid}/{each.part.id}", title, state, *told, claims


UNITS = {
    UnitState.NOT_BEGUN: ResultState.NOT_YET,
    UnitState.BEGUN: ResultState.BEGUN,
    UnitState.FAILED: ResultState.BEGUN,
    UnitState.SATISFIED: ResultState.DONE,
    UnitState.WAIVED: ResultState.WAIVED,
}


def _exams(course: Any, lang: str) -> Iterator[Told]:
    """What counts of all versions of each exam: the best result that was graded. Trials count for nothing."""
    rows = Exam.objects.seen_by(DOOR).filter(course_id=course.id, released_at__isnull=False).order_by("version", "id")
    versions = {each.id: each for each in rows.seen()}
    newest = {each.key: each for each in versions.values()}
    sat: dict[tuple[Any, int], list[Any]] = {}
    attempts = ExamAttempt.objects.seen_by(DOOR).filter(exam_id__in=list(versions), trial=False, person__isnull=False)
    for one in attempts.order_by("id").seen():
        sat.setdefault((versions[one.exam_id].key, one.person_id), []).append(one)
    cohort = {each.person_id for each in enrolments_of(course.id) if each.state in IN_COHORT and each.person_id}
    for key, exam in newest.items():
        title = text_in(exam.title, lang, next(iter(exam.title)))
        for person in sorted(cohort | {who for of, who in sat if of == key}):
            yield person, Unit.EXAM, str(key), title, *_sat(sat.get((key, person), [])), Claims.NODE


def _sat(tries: list[Any]) -> Told:
    graded = [(Grade(each.points, each.most, ()).percent, each) for each in tries if each.graded_at is not None]
    if not graded:
        state = ResultState.BEGUN if any(each.ended_at is None for each in tries) else ResultState.WAITS
        return state if tries else ResultState.NOT_YET, None, len(tries), None, None
    percent, best = max(graded, key=lambda each: (each[0], -each[1].id))
    return ResultState.DONE, best.ended_at, len(tries), float(percent), any(each.passed for _, each in graded)


def _tools(course: Any) -> Iterator[Told]:
    """Of links, and of columns that the tools made themselves."""
    there = {"place__course_id": course.id, "removed_at__isnull": True}
    columns = ToolColumn.objects.filter(**there, link__removed_at__isnull=True)
    of = Q(link__in=ToolLink.objects.filter(**there)) | Q(column__in=columns)
    scores: Any = ToolScore.objects.filter(of, learner__account__person__isnull=False)
    for each in scores.select_related("link", "column", "learner__account").order_by("id"):
        person, unit = each.learner.account.person_id, each.link or each.column
        percent = round(100 * each.given / each.maximum, 2) if each.given is not None and each.maximum else None
        state = ResultState.DONE if each.activity == Activity.COMPLETED else ResultState.BEGUN
        yield person, Unit.TOOL, str(unit.uid), unit.title, state, each.at, None, percent, None, Claims.TOOL
