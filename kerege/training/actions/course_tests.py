"""Tests of a course: that one was written, its results by hand or from a sheet, a correction, and closing it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal
from typing import Any

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.sheets import Grid
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, choice
from kerege.records.recording import NOTHING_THERE
from kerege.sharing.rules import viewer_of
from kerege.training.models import Course, CourseTest, TestResult
from kerege.training.queries import evaluation, participants
from kerege.training.queries.scope import COUNTING
from kerege.training.rules.evaluation_sheet import BadRow, Entered, read_rows
from kerege.training.rules.evaluation_tests import check_day, check_most, check_order, graded, read_items, read_score
from kerege.training.words import evaluation_refused as refused
from kerege.training.words.evaluation import TestKind
from kerege.training.words.exams_refused import TEST_OF_EXAM


@dataclass(frozen=True)
class Taken:
    """What became of a sheet: how many results are new, how many stood there already, and which rows were not taken."""

    new: int
    known: int
    bad: tuple[BadRow, ...]


def record_test(
    *,
    by: Actor,
    course: str,
    kind: str,
    on: date | None,
    most: str = "",
    items: str = "",
    title: str = "",
    today: date | None = None,
) -> CourseTest:
    """Record that a test was written in a course (its uid) on a day: its highest score, or its questions, of which the
    points are the highest score then.

    Refuses records.nothing_there, training.not_organiser, .day_missing, .test_not_yet, .test_day, .test_known,
    .most_wrong, .items_wrong, people.unknown_choice and text.*.
    """
    row, today = _own(by, course, today)
    what, asked = choice(kind, TestKind, "kind"), read_items(items)
    on = check_day(on, today)
    highest = Decimal(sum(each["most"] for each in asked)) if asked else check_most(most)
    called = clean_line(title, field="title") if title.strip() else ""
    with checking():
        others = list(CourseTest.objects.inside_action().filter(course=row.id).values_list("kind", "on"))
    if (what, on) in others:
        raise Refusal(refused.TEST_KNOWN, field="on")
    check_order(what, on, others)
    with act("training.test.recorded", by=by, owner=row.owner, about=row.uid, kind=what, on=on):
        told = {"kind": what, "on": on, "title": called, "most": highest, "items": asked}
        return CourseTest.objects.create(  # type: ignore[no-any-return]
            **_kept(row) | {"label": row.label}, course_id=row.id, noted_by=known_as(by.uid), **told
        )


def record_result(
    *,
    by: Actor,
    test: str,
    person: str = "",
    code: str = "",
    score: str = "",
    answers: Mapping[str, str] | None = None,
    today: date | None = None,
) -> TestResult:
    """Record what one participant reached: a person by their key, or the code on a paper without a name. The same
    again changes nothing.

    Refuses what `record_test` refuses of the course, training.test_of_exam, .test_closed, .who_wrote, .which_one,
    .no_code, .score_wrong, .not_a_choice and .result_known.
    """
    row, found, day = _test(by, test, today)
    if not person.strip() and not code.strip():
        raise Refusal(refused.NO_CODE, field="code")
    who = participants.matcher(row.id)(person) if person.strip() else participants.as_code(code)
    if answers:
        points, kept = graded(found.items, answers)
    else:
        points, kept = read_score(score, most=found.most), {}
    _, _, bad = _write(by, row, found, [Entered(0, who, points, kept)], day)
    if bad:
        raise bad[0].refusal
    with checking():
        return TestResult.objects.inside_action().get(test=found, **_of(who))  # type: ignore[no-any-return]


def take_results(*, by: Actor, test: str, sheet: Grid, today: date | None = None) -> Taken:
    """Record the results in a sheet: what can be taken is taken, and every other row named with its reason. The same
    sheet again changes nothing.

    Refuses what `record_test` refuses of the course, training.test_of_exam, .test_closed and .sheet_columns.
    """
    row, found, day = _test(by, test, today)
    good, bad = read_rows(sheet, found.items, most=found.most, who=participants.matcher(row.id, codes=True))
    new, known, refused_rows = _write(by, row, found, good, day)
    return Taken(new, known, tuple(sorted([*bad, *refused_rows], key=lambda each: each.number)))


def correct_result(*, by: Actor, result: str, score: str, reason: str, today: date | None = None) -> TestResult:
    """Correct a score, with the reason; whoever may grade in the course. Answers by question are dropped: they brought
    another sum.

    Refuses what `record_test` refuses of the course, records.nothing_there, training.test_of_exam, .test_closed,
    .score_wrong, text.*.
    """
    number = uid_or_none(result)
    with checking():
        found = TestResult.objects.inside_action().filter(uid=number).first() if number else None
        test = CourseTest.objects.inside_action().filter(id=found.test_id).first() if found is not None else None
    if found is None or test is None:
        raise Refusal(NOTHING_THERE, field="result", what=TestResult._meta.verbose_name, key=str(result)[:40])
    row, _, day = _test(by, str(test.uid), today)
    points, why = read_score(score, most=test.most), clean_line(reason, field="reason")
    with act("training.test.corrected", by=by, owner=row.owner, about=row.uid):
        found.score, found.answers, found.corrected_for = points, {}, why
        found.noted_by, found.noted_on = known_as(by.uid), day
        found.save()
    return found  # type: ignore[no-any-return]


def close_test(*, by: Actor, test: str, today: date | None = None) -> CourseTest:
    """Say that the results of a test are complete. Figures rest on them from then on, and nobody is added: by comparing
    two readings one result could be worked out.

    Refuses what `record_test` refuses of the course, training.test_of_exam and .test_closed.
    """
    row, found, day = _test(by, test, today)
    with act("training.test.closed", by=by, owner=row.owner, about=row.uid, kind=found.kind):
        found.closed_on = day
        found.save()
    return found


def _write(by: Actor, row: Any, test: CourseTest, entered: list[Entered], day: date) -> tuple[int, int, list[BadRow]]:
    """Write what is new: how many, how many stood there already, and which rows say something else than what stands."""
    with checking():
        rows = TestResult.objects.inside_action().filter(test=test)
        standing = {_who(each): each for each in rows}
    new, known, bad = [], 0, []
    for each in entered:
        there = standing.get(each.who)
        if there is None:
            new.append(each)
        elif there.score == each.score:
            known += 1
        else:
            bad.append(BadRow(each.number, each.who.partition(":")[2], Refusal(refused.RESULT_KNOWN, field="person")))
    if new:
        told = {"noted_by": known_as(by.uid), "noted_on": day}
        with act("training.test.results_recorded", by=by, owner=row.owner, about=row.uid, results=len(new)):
            TestResult.objects.bulk_create(
                TestResult(**_kept(row), **told, test=test, **_of(e.who), score=e.score, answers=dict(e.answers))
                for e in new
            )
    return len(new), known, bad


def _who(result: TestResult) -> str:
    return f"code:{result.code}" if result.code else f"person:{result.person_id}"


def _of(who: str) -> dict[str, Any]:
    """The columns that say who it was."""
    kind, _, value = who.partition(":")
    return {"code": value} if kind == "code" else {"person_id": int(value)}


def _own(by: Actor, uid: str, today: date | None) -> tuple[Any, date]:
    """The course, for somebody who may grade in it."""
    day = today or localdate()
    viewer = COUNTING if by.is_system else viewer_of(uid=by.uid, name=by.name, grants=by.grants)
    row = evaluation.row_of(viewer, uid, by=by, on=day)
    if row is None:
        raise Refusal(NOTHING_THERE, field="course", what=Course._meta.verbose_name, key=str(uid)[:40])
    if not evaluation.allowed(viewer, by, row).grades:
        raise Refusal(refused.NOT_ORGANISER)
    return row, day


def _test(by: Actor, uid: str, today: date | None) -> tuple[Any, CourseTest, date]:
    number = uid_or_none(uid)
    with checking():
        found = CourseTest.objects.inside_action().filter(uid=number).first() if number else None
        course = Course.objects.inside_action().get(id=found.course_id) if found is not None else None
    if found is None or course is None:
        raise Refusal(NOTHING_THERE, field="test", what=CourseTest._meta.verbose_name, key=str(uid)[:40])
    row, day = _own(by, str(course.uid), today)
    if found.exam is not None:
        raise Refusal(TEST_OF_EXAM)
    if found.closed_on is not None:
        raise Refusal(refused.TEST_CLOSED, day=found.closed_on.isoformat())
    return row, found, day


def _kept(row: Any) -> dict[str, Any]:
    return {"owner": row.owner, "label": Sensitivity.RESTRICTED, "synthetic": row.synthetic}
