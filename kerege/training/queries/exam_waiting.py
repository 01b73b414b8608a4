"""Papers that wait for a mark of a person, over many attempts at once."""

from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from kerege.journal.rules import pseudonyms_of
from kerege.people import queries as people
from kerege.training.models import CourseStaff, ExamMark, ExamRegrade
from kerege.training.queries.staff import DOOR
from kerege.training.rules.exam_attempts import Grade, Marked, grade
from kerege.training.rules.exam_blueprint import Placed
from kerege.training.words.delivery import TEACHING, Answer
from kerege.training.words.exams import Round, Way


def grades_of(
    exam: Any, attempts: Iterable[Any], *, voids: bool = True, autos: Mapping[int, Mapping[str, Any]] | None = None
) -> dict[int, Grade]:
    """What each of these attempts at one exam brought, with all marks, by row number. Two queries for any number of
    them; without `voids` as if no question were void; with `autos`, by row number, as if the program gave those.
    """
    rows = list(attempts)
    marks: dict[int, list[Marked]] = {}
    for mark in ExamMark.objects.seen_by(DOOR).filter(attempt_id__in=[row.id for row in rows]).order_by("id").seen():
        told = Marked(mark.place, mark.points, Round(mark.round), mark.marked_by)
        marks.setdefault(mark.attempt_id, []).append(told)
    anew = ExamRegrade.objects.seen_by(DOOR).filter(exam_id=exam.id).values_list("ref", "way") if voids else ()
    void = {ref: Way(way) for ref, way in anew}
    given = {row.id: row.auto for row in rows} if autos is None else autos
    return {row.id: _grade(row, exam, given[row.id], marks.get(row.id, []), void) for row in rows}


def _grade(row: Any, exam: Any, given: Mapping[str, Any], marks: list[Marked], voids: Mapping[str, Way]) -> Grade:
    auto = {int(place): (Decimal(points), waits) for place, (points, waits) in given.items()}
    return grade([Placed(**each) for each in row.form], auto, marks, voids, markers=exam.markers, gap=exam.gap)


def papers_waiting(attempts: Iterable[Any]) -> list[Any]:
    """Those that are ended and wait for a person."""
    return [row for row in attempts if row.ended_at is not None and row.graded_at is None and not row.trial]


def markers_waiting(exam: Any, attempts: Iterable[Any]) -> set[int]:
    """The persons who teach the course and have an answer to mark: not their own, and none that they marked already."""
    papers = papers_waiting(attempts)
    if not papers:
        return set()
    staff = CourseStaff.objects.seen_by(DOOR).filter(course_id=exam.course_id, part__in=TEACHING, until__isnull=True)
    persons = set(staff.exclude(answer=Answer.DECLINED).values_list("person_id", flat=True))
    accounts = people.accounts_of_persons(persons)
    names = pseudonyms_of(str(each.uid) for each in accounts.values())
    known = {person: names.get(str(each.uid), str(each.uid)) for person, each in accounts.items()}
    graded = grades_of(exam, papers)
    open_ = {row.id: {n for n, each in enumerate(graded[row.id].places, 1) if each.waits} for row in papers}
    marked = ExamMark.objects.seen_by(DOOR).filter(attempt_id__in=list(open_))
    by = {(each[0], each[1], each[2]) for each in marked.values_list("attempt_id", "place", "marked_by")}
    return {
        person
        for person, name in known.items()
        for row in papers
        if row.person_id != person and any((row.id, place, name) not in by for place in open_[row.id])
    }
