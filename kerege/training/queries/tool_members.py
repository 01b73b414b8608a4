"""Who is in a course, as far as a tool is told it: accounts of people with a place, and of its staff."""

from typing import Any

from kerege.people import queries as people
from kerege.training.models import CourseStaff, Enrolment
from kerege.training.queries.cohort import KEEPING
from kerege.training.queries.staff import DOOR
from kerege.training.words.delivery import Answer, EnrolmentState


def members(place: Any) -> list[tuple[Any, bool]]:
    """Active accounts of people in the course of a place, each with whether they keep it. Nobody for a lesson, which
    has no list; who has no account here opens no tool, and is left out.
    """
    if place.course_id is None:
        return []
    rows = Enrolment.objects.seen_by(DOOR).filter(course_id=place.course_id, state=EnrolmentState.ENROLLED)
    learn = set(rows.values_list("person_id", flat=True))
    staff = CourseStaff.objects.seen_by(DOOR).filter(course_id=place.course_id, until__isnull=True)
    staff = staff.exclude(answer=Answer.DECLINED).filter(part__in=[str(each) for each in KEEPING])
    teach = set(staff.values_list("person_id", flat=True))
    found = people.accounts_of_persons(learn | teach)
    return [(account, person in teach) for person, account in found.items() if account.is_active]
