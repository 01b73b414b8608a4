"""Telling participants: of a place, of the waiting list, of times that changed, of a course that begins soon."""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

from django.db import transaction

from kerege.journal import queries as journal
from kerege.journal.actions import act
from kerege.journal.rules import checking, gated
from kerege.lib.canonical import digest
from kerege.people import queries as people
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.training.actions.places import fill_places
from kerege.training.models import Course, CourseSession, CourseStaff, Enrolment
from kerege.training.queries.cohort import day_there, offer_of
from kerege.training.rules.telling import due
from kerege.training.words import Status
from kerege.training.words.delivery import Answer, EnrolmentState, StaffPart

TOLD = "training.enrolment.told"


@dataclass(frozen=True)
class Notice:
    """Who is told what of a course: words.telling.What. `begins` is the moment of its next session, by `zone`."""

    to: str
    language: str
    what: str
    course: str
    begins: datetime | None
    zone: str


def tell_participants(*, by: Actor, at: datetime, send: Callable[[Notice], None] | None = None) -> list[Notice]:
    """What participants are to be told now; each is noted, so that nobody is told the same twice and nothing is sent
    where nothing changed. Places that became free in a course that has not begun are given first. Whoever has no
    account is not told.

    Of each course what is noted and what `send` did are one transaction, and giving places is another one before it:
    a transaction over all courses would hold the journal while it waits for a course whose organiser waits for the
    journal.

    Refuses people.not_yours to everybody but the node and who manages the accounts of the region.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    told: list[Notice] = []
    for course in _going(at):
        if by.is_system and _fills(course, day_there(course, at)):
            fill_places(by=by, course=course.key, now=at)
        with gated(), transaction.atomic():
            for notice in _of_course(by, course, at):
                told.append(notice)
                if send is not None:
                    send(notice)
    return told


def _fills(course: Course, day: date) -> bool:
    """Whether places are given without anybody asking: until a course has begun; after that its organiser decides."""
    begun = course.first_day is not None and course.first_day < day
    return course.status == Status.PLANNED and not begun and not offer_of(course).over(day)


def _going(at: datetime) -> list[Course]:
    """Courses in whose list somebody stands and that are not over."""
    with checking():
        listed = set(Enrolment.objects.inside_action().values_list("course_id", flat=True))
        rows = Course.objects.inside_action().filter(id__in=listed, status__in=[Status.PLANNED, Status.CANCELLED])
        found = list(rows.order_by("id"))
    return [row for row in found if not offer_of(row).over(day_there(row, at - timedelta(days=1)))]


def _of_course(by: Actor, course: Course, at: datetime) -> Iterator[Notice]:
    with checking():
        rows = list(Enrolment.objects.inside_action().filter(course=course).order_by("id"))
        sessions = CourseSession.objects.inside_action().filter(course=course).order_by("starts", "id")
        standing = [each for each in sessions if each.called_off is None]
    times = digest([[str(each.uid), str(each.starts), str(each.ends), each.place] for each in standing])[:16]
    ahead = [each.starts for each in standing if each.starts > at]
    begins = min(ahead, default=None) if ahead else None
    first = min((each.starts for each in standing), default=None)
    for row in rows:
        account = people.account_of_person(row.person_id)
        before = _told(row)
        wanted = due(
            EnrolmentState(row.state),
            moved=row.moved,
            waited=row.waiting_since is not None,
            cancelled=course.status == Status.CANCELLED,
            times=times,
            first=first,
            at=at,
            before=before,
        )
        for what, key in wanted:
            with act(TOLD, by=by, owner=row.owner, about=row.uid, key=key, times=times):
                facts: dict[str, Any] = {
                    "what": what.value,
                    "course": course.title,
                    "begins": begins,
                    "zone": course.zone or "UTC",
                }
                if account is not None:
                    yield Notice(account.email, account.language, **facts)
                if what.organiser:
                    yield from (Notice(to, lang, **facts | {"what": what.organiser}) for to, lang in _leads(course))


def _told(row: Any) -> list[tuple[str, str]]:
    """What somebody was told of a course before, as (key, timetable then), the newest first."""
    acts: Iterable[Any] = journal.acts(owners=None, about=str(row.uid), word_prefix=TOLD, limit=50)
    return [(str(each.facts.get("key", "")), str(each.facts.get("times", ""))) for each in acts]


def _leads(course: Course) -> list[tuple[str, str]]:
    with checking():
        rows = CourseStaff.objects.inside_action().filter(course=course, part=StaffPart.LEAD, until__isnull=True)
        persons = list(rows.exclude(answer=Answer.DECLINED).values_list("person_id", flat=True))
    found = [people.account_of_person(each) for each in persons]
    return [(each.email, each.language) for each in found if each is not None]
