"""Tests of a course, shaped for pages. Single results are read by the focal point of their owner, by whoever entered
them, and by the person; everybody else reads what at least the least cell of people reached together, once the results
are closed.
"""

from dataclasses import dataclass, replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from django.conf import settings

from kerege.journal.rules import known_as
from kerege.lib import statistics
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.models import Course, CourseTest, Exam, TestResult
from kerege.training.queries.evaluation import Allowed
from kerege.training.queries.scope import COUNTING
from kerege.training.rules.evaluation_tests import (
    Gain,
    ItemLine,
    alpha_of,
    gain,
    item_lines,
    pairs_of,
    percent,
    points_of,
)
from kerege.training.words.evaluation import TestKind
from kerege.training.words.exams import ShownAfter


@dataclass(frozen=True)
class ResultLine:
    """One result, for whoever may read it. `person` is a row number; `corrected_for` says why a score was changed."""

    uid: str
    person: int | None
    code: str
    score: Decimal
    percent: float
    corrected_for: str
    noted_on: date


@dataclass(frozen=True)
class TestLine:
    """One test. `results` are empty for whoever may not read them; so are `mean`, `spread` and `n` while they are not
    told (None).
    """

    __test__ = False

    uid: str
    kind: TestKind
    on: date
    title: str
    most: Decimal
    items: tuple[dict[str, Any], ...]
    closed_on: date | None
    n: int | None
    mean: float | None
    spread: float | None
    results: tuple[ResultLine, ...]

    @property
    def items_asked(self) -> bool:
        return bool(self.items)


@dataclass(frozen=True)
class Learning:
    """What was learnt: the tests of a course and the gains. `pairs` are percents before and after of those who wrote
    both, for a reader of single results, and `gain` is None while it is not told to this reader.
    """

    tests: tuple[TestLine, ...]
    gain: Gain | None
    retained: Gain | None
    pairs: tuple[tuple[float, float], ...]
    reads_single: bool
    least: int


def reads_single(viewer: Viewer, course: Any) -> bool:
    """Whether somebody reads every single result by clearance."""
    return viewer.may_see(Sensitivity.RESTRICTED, course.owner)


def learning(viewer: Viewer, course: Any, rights: Allowed, *, by: Actor, on: date) -> Learning:
    """The tests of a course as on the day, as far as the reader may read them."""
    least, single = int(settings.KEREGE_MIN_CELL), reads_single(viewer, course)
    reader = COUNTING if rights.grades or rights.reads else viewer
    rows = CourseTest.objects.seen_by(reader).filter(course_id=course.id, on__lte=on).order_by("on", "id").seen()
    results: dict[int, list[Any]] = {row.id: [] for row in rows}
    for each in TestResult.objects.seen_by(COUNTING).filter(test_id__in=list(results), noted_on__lte=on).seen():
        results[each.test_id].append(each)
    me = known_as(by.uid) if by.uid else ""
    lines = tuple(_line(row, results[row.id], me, single, rights.grades, least, on) for row in rows)
    own = all(each.noted_by == me for of in results.values() for each in of) and bool(me)
    inside = single or own
    wide = rows if inside else [row for row in rows if len(results[row.id]) >= least]  # few who wrote one later
    values = {kind: _percents(wide, results, kind) for kind in TestKind}
    closed = {kind: _closed(rows, kind, on) for kind in TestKind}

    def between(first: TestKind, last: TestKind) -> Gain | None:
        pairs = pairs_of(values[first], values[last])
        told = inside or (len(pairs) >= least and closed[first] and closed[last])
        return gain(pairs) if told and values[first] and values[last] else None

    if not inside:
        lines = tuple(_kept_apart(line, values, least) for line in lines)
    return Learning(
        lines,
        between(TestKind.PRE, TestKind.POST),
        between(TestKind.POST, TestKind.DELAYED),
        tuple(pairs_of(values[TestKind.PRE], values[TestKind.POST])) if inside else (),
        inside,
        least,
    )


def _line(row: Any, results: list[Any], me: str, single: bool, grades: bool, least: int, on: date) -> TestLine:
    shown = [each for each in results if single or (me and each.noted_by == me)]
    values = [percent(each.score, row.most) for each in results]
    closed = row.closed_on is not None and row.closed_on <= on
    told = single or (len(shown) == len(results) and bool(shown)) or (closed and len(values) >= least)
    return TestLine(
        str(row.uid),
        TestKind(row.kind),
        row.on,
        row.title,
        row.most,
        tuple(row.items) if single or grades else (),
        row.closed_on if closed else None,
        len(values) if told or grades else None,
        statistics.mean(values) if told else None,
        statistics.spread(values) if told else None,
        tuple(
            ResultLine(
                str(each.uid),
                each.person_id,
                each.code,
                each.score,
                percent(each.score, row.most),
                each.corrected_for,
                each.noted_on,
            )
            for each in shown
        ),
    )


def _kept_apart(line: TestLine, values: dict[TestKind, dict[str, float]], least: int) -> TestLine:
    """A test without its mean where the mean of those who wrote another one too differs from it by fewer people than
    the least cell: the difference would be their results.
    """
    own = values[line.kind]
    others = [set(own) & set(values[kind]) for kind in TestKind if kind != line.kind]
    told = any(shared and 0 < len(own) - len(shared) < least for shared in others)
    return replace(line, mean=None, spread=None) if told else line


def _percents(rows: list[Any], results: dict[int, list[Any]], kind: TestKind) -> dict[str, float]:
    """The last result of each participant in tests of a kind, by who they are."""
    found = {}
    for row in (each for each in rows if each.kind == kind):
        for each in results[row.id]:
            found[f"c{each.code}" if each.code else f"p{each.person_id}"] = percent(each.score, row.most)
    return found


def _closed(rows: list[Any], kind: TestKind, on: date) -> bool:
    of_kind = [row for row in rows if row.kind == kind]
    return bool(of_kind) and all(row.closed_on is not None and row.closed_on <= on for row in of_kind)


@dataclass(frozen=True)
class Items:
    """The questions of one test with their statistics, and how far they measure one thing; none of too few papers."""

    lines: tuple[ItemLine, ...]
    papers: int
    alpha: float | None


def items_of(viewer: Viewer, course: Any, rights: Allowed, test: str, *, on: date) -> Items | None:
    """The statistics of the questions of a test, for whoever grades in the course or reads single results; None for
    others, and while fewer papers than the least cell were entered with their answers.
    """
    if not (rights.grades or reads_single(viewer, course)):
        return None
    row = CourseTest.objects.seen_by(COUNTING).filter(course_id=course.id, uid=test, on__lte=on).one()
    if row is None or not row.items:
        return None
    papers = TestResult.objects.seen_by(COUNTING).filter(test_id=row.id, noted_on__lte=on).order_by("id").seen()
    answers = [each.answers for each in papers if each.answers]
    if len(answers) < int(settings.KEREGE_MIN_CELL):
        return None
    points = [points_of(row.items, each) for each in answers]
    return Items(tuple(item_lines(row.items, answers)), len(answers), alpha_of(points))


@dataclass(frozen=True)
class OwnResult:
    """What somebody reached in a test of a course that they took."""

    course: str
    course_uid: str
    kind: TestKind
    on: date
    score: Decimal
    most: Decimal
    exam: str = ""
    title: str = ""


def own_results(by: Actor, *, on: date) -> list[OwnResult]:
    """The results of whoever reads, the newest first: everybody may know their own. That of an exam of which learners
    are shown nothing is told by the course, and not here.
    """
    person = people.person_number(by.uid) if by.uid and not by.is_system and not by.owes_factor else None
    if person is None:
        return []
    rows = TestResult.objects.seen_by(COUNTING).filter(person_id=person, noted_on__lte=on).seen()
    tests = {
        row.id: row for row in CourseTest.objects.seen_by(COUNTING).filter(id__in={r.test_id for r in rows}).seen()
    }
    courses = {
        row.id: row
        for row in Course.objects.seen_by(COUNTING).filter(id__in={t.course_id for t in tests.values()}).seen()
    }
    silent, found = _silent({test.exam for test in tests.values() if test.exam}), []
    for row in rows:
        test = tests[row.test_id]
        if test.exam in silent:
            continue
        course, exam = courses[test.course_id], str(test.exam or "")
        told = (course.title, str(course.uid), TestKind(test.kind), test.on, row.score, test.most, exam, test.title)
        found.append(OwnResult(*told))
    return sorted(found, key=lambda each: (each.on, each.kind), reverse=True)


def _silent(keys: set[UUID]) -> set[UUID]:
    """The exams of which some version shows nothing to who sat it."""
    rows = Exam.objects.seen_by(COUNTING).filter(key__in=keys, shown=ShownAfter.NOTHING, released_at__isnull=False)
    return set(rows.values_list("key", flat=True)) if keys else set()
