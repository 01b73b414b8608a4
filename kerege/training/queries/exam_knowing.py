"""Who knows the questions of an exam, or could read what is right: they sit it as a trial that counts for nothing."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.people import queries as people
from kerege.people.queries import HeldOnce
from kerege.training.models import BankVersion, CourseStaff, CurriculumExam, Exam, ExamAttempt
from kerege.training.queries.bank import authors_of as authors_in_bank
from kerege.training.queries.exam_doors import authors_of
from kerege.training.queries.staff import DOOR
from kerege.training.rules.exam_knowing import opens_keys
from kerege.training.words.delivery import TEACHING


def knows_questions(exam: Any, person: int, *, on: date) -> bool:
    """Whether somebody knows the questions of an exam on a day, or could read what is right: whoever wrote in a version
    of it or released one, or wrote, reviewed or released one of its questions; whoever teaches its course, or did; who
    held a role that opens its questions or their bank since the first of them was written; and whoever sat it as a
    trial before.
    """
    return bool(knowing(exam, {person: on}) or _tried(exam, [person]))


def known_to(exams: Iterable[Any], person: int, *, on: date) -> set[int]:
    """Those of the exams (row numbers) whose questions somebody knows on a day, trials aside. Four queries for whoever
    never held a role that opens one of them and was never asked to teach.
    """
    asked = list(exams)
    roles = people.held_ever([person]).get(person, ())
    staff = CourseStaff.objects.seen_by(DOOR).filter(person_id=person, part__in=TEACHING)
    courses = set(staff.values_list("course_id", flat=True))
    maybe = [each for each in asked if each.taken_from_id or each.course_id in courses or _opening(roles, each.owner)]
    return {each.id for each in maybe if knowing(each, {person: on})}


def knowing(exam: Any, on: Mapping[int, date]) -> set[int]:
    """Those of the persons who knew the questions on the day that is said for each; of trials only those of the same
    exam of a curriculum in other courses. Five queries for any number of persons who never held a role and never taught
    the course.
    """
    taught = _taught(exam, on) | _tried_elsewhere(exam, on)
    held = {
        person: opening for person, roles in people.held_ever(on).items() if (opening := _opening(roles, exam.owner))
    }
    if not taught and not held:
        return set()
    named, since = _named(exam, taught | set(held)), _since(exam)
    could = {person for person, roles in held.items() if any(each.between(since, on[person]) for each in roles)}
    return taught | named | could


def _opening(roles: Iterable[HeldOnce], owner: str) -> tuple[HeldOnce, ...]:
    return tuple(each for each in roles if opens_keys(each.role, each.owner, of=owner))


def _taught(exam: Any, on: Mapping[int, date]) -> set[int]:
    """Who was asked to teach the course by the day, also who declined later: the exam stood open to them."""
    rows = CourseStaff.objects.seen_by(DOOR).filter(course_id=exam.course_id, person_id__in=list(on), part__in=TEACHING)
    return {person for person, since in rows.values_list("person_id", "since") if since <= on[person]}


def _tried(exam: Any, persons: Collection[int]) -> bool:
    versions = Exam.objects.seen_by(DOOR).filter(key=exam.key).values("id")
    rows = ExamAttempt.objects.seen_by(DOOR).filter(exam_id__in=versions, person_id__in=persons, trial=True)
    return bool(rows.exists())


def _tried_elsewhere(exam: Any, persons: Collection[int]) -> set[int]:
    """Who sat the same exam of a curriculum as a trial in another course."""
    if exam.taken_from_id is None:
        return set()
    same = CurriculumExam.objects.seen_by(DOOR).filter(id=exam.taken_from_id).values("key")
    written = CurriculumExam.objects.seen_by(DOOR).filter(key__in=same).values("id")
    exams = Exam.objects.seen_by(DOOR).filter(taken_from_id__in=written).exclude(key=exam.key).values("id")
    rows = ExamAttempt.objects.seen_by(DOOR).filter(exam_id__in=exams, person_id__in=list(persons), trial=True)
    return set(rows.values_list("person_id", flat=True))


def _named(exam: Any, persons: Collection[int]) -> set[int]:
    """Those who stand in an exam or in its questions by their pseudonyms."""
    names = {name for each in Exam.objects.seen_by(DOOR).filter(key=exam.key).seen() for name in _of_exam(each)}
    names |= {name for each in _versions(exam) for name in (*authors_in_bank(each), each.reviewed_by, each.released_by)}
    accounts = people.accounts_of_persons(persons)
    return {person for person, found in accounts.items() if known_as(str(found.uid)) in names}


def _of_exam(exam: Any) -> set[str]:
    return {*authors_of(exam), exam.released_by} - {""}


def _versions(exam: Any) -> list[Any]:
    """All versions of the questions of which forms are drawn."""
    uids = [number for each in exam.drawn if (number := uid_or_none(each["ref"]))]
    of = BankVersion.objects.seen_by(DOOR).filter(uid__in=uids).values("entry_id")
    return list(BankVersion.objects.seen_by(DOOR).filter(entry_id__in=of).seen())


def _since(exam: Any) -> date:
    """The first day on which somebody could read one of the questions; where the bank does not know, ever."""
    uids = [number for each in exam.drawn if (number := uid_or_none(each["ref"]))]
    rows = BankVersion.objects.seen_by(DOOR).filter(uid__in=uids).order_by("written_on")
    found: date | None = rows.values_list("written_on", flat=True).first()
    return found or date.min
