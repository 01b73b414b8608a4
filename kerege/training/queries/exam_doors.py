"""Who keeps the exams of a course, who sits them, and under what: the doors of all that is about exams."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from kerege.lib.ids import uid_or_none
from kerege.people import queries as people
from kerege.people.rules import REGION, Actor
from kerege.training.models import Course, Enrolment, Exam, ExamAllowance
from kerege.training.queries.practice_doors import rights_in
from kerege.training.queries.staff import DOOR
from kerege.training.rules.exam_attempts import Granted, Terms, with_granted
from kerege.training.rules.exam_blueprint import Pooled
from kerege.training.words.delivery import IN_COHORT
from kerege.training.words.exams import AllowanceState


@dataclass(frozen=True)
class BankItem:
    """An item of the bank as an exam takes it: its version there, what it is about, the item as data, who wrote it."""

    tags: Pooled
    data: Mapping[str, Any]
    written_by: str = ""


def keeps_exams(by: Actor, course: Any) -> bool:
    """Whether somebody makes, releases and marks exams of a course: whoever teaches in it, and whoever organises it for
    its owner, as far as that role may know of the course. Nobody while looking with other eyes: nobody acts then.
    """
    return by.is_system or rights_in(by, course).plans


def person_of(by: Actor) -> int | None:
    """The row number of the person who acts; None for an account without a record, and until a factor is proved."""
    if not by.uid or by.is_system or by.owes_factor:
        return None
    return people.person_number(by.uid)


def may_take_from(course: Any, owner: str) -> bool:
    """Whether a course may take an exam that an owner's curriculum has: its own country's, or the region's. Exams hold
    what is right, and that is for nobody else; as with the bank.
    """
    return owner in {course.owner, REGION}


def authors_of(exam: Any) -> frozenset[str]:
    """The pseudonyms of all who wrote in a version of an exam since the one before it was released."""
    return frozenset({exam.drafted_by, *exam.authors})


def has_place(course_id: int, person: int | None) -> bool:
    """Whether somebody has a place in a course, and so may sit its exams."""
    if person is None:
        return False
    rows = Enrolment.objects.seen_by(DOOR).filter(course_id=course_id, person_id=person)
    return bool(rows.filter(state__in=list(IN_COHORT)).exists())


def course_row(number: int) -> Any:
    return Course.objects.seen_by(DOOR).filter(id=number).one()


def keeps_exams_of(by: Actor, course: object) -> bool:
    """The same of a course by its uid, for a page that was shown already."""
    number = uid_or_none(course)
    row = Course.objects.seen_by(DOOR).filter(uid=number).one() if number else None
    return row is not None and keeps_exams(by, row)


def exam_row(uid: object) -> Any:
    """The row of an exam; None where there is none. Whoever asks has to ask for its course as well."""
    number = uid_or_none(uid)
    return Exam.objects.seen_by(DOOR).filter(uid=number).one() if number else None


def terms_of(exam: Any, person: int | None) -> Terms:
    """Under what a person sits an exam, with what was granted to them; without a person that of everybody."""
    terms = Terms(
        exam.opens, exam.closes, exam.minutes, exam.tries, timedelta(minutes=exam.wait), tuple(exam.languages)
    )
    return with_granted(terms, granted_to(exam, person)) if person is not None else terms


def granted_to(exam: Any, person: int) -> list[Granted]:
    rows = ExamAllowance.objects.seen_by(DOOR).filter(
        course_id=exam.course_id, person_id=person, exam=exam.key, state=AllowanceState.GRANTED
    )
    return [granted_of(row) for row in rows.seen()]


def granted_of(row: Any) -> Granted:
    names = ("extra_time", "extra_tries", "opens", "closes", "language", "reader")
    return Granted(**{name: getattr(row, name) for name in names})


def demanded_in(course_id: int) -> bool:
    """Whether certificates ask for an exam of this course that is graded here."""
    rows = Exam.objects.seen_by(DOOR).filter(course_id=course_id, counts=True, released_at__isnull=False)
    return bool(rows.exists())
