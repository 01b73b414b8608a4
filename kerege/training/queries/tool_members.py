"""Who is in a course, as far as a tool is told it: accounts of people with a place, and of its staff."""

from dataclasses import dataclass
from typing import Any

from kerege.people import queries as people
from kerege.training.models import CourseStaff, Enrolment, ToolLearner
from kerege.training.queries.cohort import KEEPING
from kerege.training.queries.staff import DOOR
from kerege.training.words.delivery import Answer, EnrolmentState


@dataclass(frozen=True)
class Member:
    """An account in a course. `teaches`: its person keeps the course. `named`: staff that lets the tool have names may
    read theirs.
    """

    account: Any
    teaches: bool
    named: bool


def members(place: Any) -> list[Member]:
    """Active accounts of people in the course of a place. Nobody for a lesson, which has no list; who has no account
    here opens no tool, and is left out.

    Staff reads the names of its cohort whatever its clearance, and not those of colleagues: of these only who opened
    the tool is named to it, which they read before they did.
    """
    if place.course_id is None:
        return []
    rows = Enrolment.objects.seen_by(DOOR).filter(course_id=place.course_id, state=EnrolmentState.ENROLLED)
    learn = set(rows.values_list("person_id", flat=True))
    staff = CourseStaff.objects.seen_by(DOOR).filter(course_id=place.course_id, until__isnull=True)
    staff = staff.exclude(answer=Answer.DECLINED).filter(part__in=[str(each) for each in KEEPING])
    teach = set(staff.values_list("person_id", flat=True))
    found = people.accounts_of_persons(learn | teach)
    opened = ToolLearner.objects.filter(place=place, opened_at__isnull=False).values_list("account_id", flat=True)
    named = {number for number, account in found.items() if number in learn or account.id in set(opened)}
    return [Member(each, number in teach, number in named) for number, each in found.items() if each.is_active]
