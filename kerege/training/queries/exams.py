"""The exams of a course for whoever keeps them: how they stand, and who sat them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import Any

from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.versions import text_in
from kerege.people.rules import Actor
from kerege.training.models import Course, CourseTest, Exam, ExamAppeal, ExamAttempt
from kerege.training.queries.exam_doors import authors_of, course_row, exam_row, keeps_exams
from kerege.training.queries.exam_knowing import knowing
from kerege.training.queries.exam_voids import Gone, gone_of
from kerege.training.queries.exam_waiting import grades_of, papers_waiting
from kerege.training.queries.staff import DOOR
from kerege.training.rules.exam_attempts import Grade
from kerege.training.rules.exam_blueprint import Row, rows_of
from kerege.training.words.exams import ExamState, Outcome, Standing
from kerege.training.words.exams_refused import NO_SUCH_EXAM


@dataclass(frozen=True)
class ExamLine:
    """An exam in the list of its course. `mine` says that the reader wrote it, and so does not release it."""

    uid: str
    version: int
    state: str
    title: str
    opens: datetime
    closes: datetime
    minutes: int
    pass_mark: int
    going: int
    ended: int
    waiting: int
    appeals: int
    drafted_by: str
    reason: str
    withdrawn_at: datetime | None
    mine: bool = False


@dataclass(frozen=True)
class AttemptLine:
    """An attempt for whoever keeps the exam. `knew` says that it counts though the person could read what is right."""

    uid: str
    person: int | None
    number: int
    standing: Standing
    language: str
    began_at: datetime
    ended_at: datetime | None
    ended: str
    points: Decimal | None
    most: Decimal | None
    percent: Decimal | None
    passed: bool | None
    trial: bool
    knew: bool = False


@dataclass(frozen=True)
class ExamPage:
    """An exam whole. `replaced` is the version that took its place; 0 where none did."""

    line: ExamLine
    row: Any
    course: Any
    zone: str
    rows: tuple[Row, ...]
    attempts: tuple[AttemptLine, ...]
    test: str = ""
    """The uid of the test of the course that the results are; empty before the release."""
    gone: tuple[Gone, ...] = ()
    """Questions that count here as before, and do not elsewhere: void in another version, or retired in the bank."""
    replaced: int = 0


def exams_of(*, by: Actor, course: object, lang: str) -> tuple[Any, list[ExamLine]]:
    """A course with its exams, the newest first. Refuses training.no_such_exam (404) to whoever does not keep them."""
    number = uid_or_none(course)
    row = Course.objects.seen_by(DOOR).filter(uid=number).one() if number else None
    if row is None or not keeps_exams(by, row):
        raise Refusal(NO_SUCH_EXAM)
    rows = list(Exam.objects.seen_by(DOOR).filter(course_id=row.id).order_by("-id").seen())
    return row, _lines(rows, lang, known_as(by.uid))


def exam_page(*, by: Actor, uid: object, lang: str) -> ExamPage:
    """An exam with its attempts. Refuses training.no_such_exam (404) to whoever does not keep it."""
    row = kept_exam(by, uid)
    course = course_row(row.course_id)
    attempts = list(ExamAttempt.objects.seen_by(DOOR).filter(exam_id=row.id).order_by("id").seen())
    counting = {each.person_id: each.began_at.date() for each in attempts if each.person_id and not each.trial}
    knew = knowing(row, counting) if counting else set()
    lines = tuple(attempt_line(each, knew=each.person_id in knew and not each.trial) for each in attempts)
    return ExamPage(
        line=_lines([row], lang, known_as(by.uid))[0],
        row=row,
        course=course,
        zone=course.zone or "UTC",
        rows=tuple(rows_of(row.blueprint)),
        attempts=lines,
        test=_test(row),
        gone=tuple(gone_of(row)),
        replaced=_replaced(row),
    )


def _replaced(exam: Any) -> int:
    rows = Exam.objects.seen_by(DOOR).filter(key=exam.key, version__gt=exam.version, released_at__isnull=False)
    first: int | None = rows.order_by("version").values_list("version", flat=True).first()
    return first or 0 if exam.state == ExamState.WITHDRAWN and not exam.reason else 0


def _test(exam: Any) -> str:
    row = CourseTest.objects.seen_by(DOOR).filter(course_id=exam.course_id, exam=exam.key).one()
    return str(row.uid) if row is not None else ""


def kept_exam(by: Actor, uid: object) -> Any:
    """The row of an exam for whoever keeps it. Refuses training.no_such_exam (404)."""
    row = exam_row(uid)
    if row is None or not keeps_exams(by, course_row(row.course_id)):
        raise Refusal(NO_SUCH_EXAM)
    return row


def attempt_line(row: Any, *, knew: bool = False) -> AttemptLine:
    state = Standing.OPEN if row.ended_at is None else Standing.GRADED if row.graded_at else Standing.MARKING
    names = ("number", "language", "began_at", "ended_at", "ended", "points", "most", "passed", "trial")
    percent = Grade(row.points, row.most, ()).percent if row.graded_at is not None else None
    told: Mapping[str, Any] = {name: getattr(row, name) for name in names}
    return AttemptLine(uid=str(row.uid), person=row.person_id, standing=state, percent=percent, knew=knew, **told)


def _lines(rows: list[Any], lang: str, me: str) -> list[ExamLine]:
    """Lines of exams, with four queries for any number of them and of their attempts, and two for each with papers that
    wait.
    """
    attempts: dict[int, list[Any]] = {row.id: [] for row in rows}
    for each in ExamAttempt.objects.seen_by(DOOR).filter(exam_id__in=list(attempts)).order_by("id").seen():
        attempts[each.exam_id].append(each)
    of = {each.id: number for number, found in attempts.items() for each in found}
    open_ = ExamAppeal.objects.seen_by(DOOR).filter(attempt_id__in=list(of), outcome=Outcome.OPEN)
    appeals = Counter(of[number] for number in open_.values_list("attempt_id", flat=True))
    return [_line(row, lang, me, attempts[row.id], appeals[row.id]) for row in rows]


def _line(row: Any, lang: str, me: str, attempts: list[Any], appeals: int) -> ExamLine:
    papers = papers_waiting(attempts)
    waiting = sum(found.waits for found in grades_of(row, papers).values()) if papers else 0
    names = ("version", "state", "opens", "closes", "minutes", "pass_mark", "drafted_by", "reason", "withdrawn_at")
    return ExamLine(
        uid=str(row.uid),
        title=text_in(row.title, lang, next(iter(row.title))),
        going=sum(each.ended_at is None for each in attempts),
        ended=sum(each.ended_at is not None for each in attempts),
        waiting=waiting,
        appeals=appeals,
        mine=me in authors_of(row),
        **{name: getattr(row, name) for name in names},
    )


def not_there() -> Refusal:
    """The refusal of an exam that is not there, the same as for one that the reader may not know of."""
    return Refusal(NO_SUCH_EXAM)
