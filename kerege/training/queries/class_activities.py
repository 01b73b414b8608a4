"""Activities in the class on this laptop: who observes, and what was recorded. Everywhere else there is none of it."""

from typing import Any

from kerege.journal.rules import known_as
from kerege.people import queries as people
from kerege.records.personal import subject_model
from kerege.training.models import ClassSeat, Course, CourseActivity, CourseStaff, Enrolment, PracticeEvent
from kerege.training.queries.staff import DOOR
from kerege.training.rules.class_activities import Recorded, person_key
from kerege.training.rules.classes import Roster


def taken_observers(roster: Roster) -> set[str]:
    """The observers of a list who have a seat in the class already."""
    rows = CourseStaff.objects.seen_by(DOOR).filter(uid__in=list(roster.taught.observers))
    return {str(uid) for uid, person in rows.values_list("uid", "person_id") if people.account_of_person(person)}


def has_place_here(place: str) -> bool:
    """Whether the class on this laptop has the course in which this number of a place is."""
    persons: Any = subject_model(Enrolment, "person")
    return bool(place) and bool(persons.objects.seen_by(DOOR).filter(key=person_key(place)).exists())


def observes_in_class(account: int) -> str:
    """The uid of the course whose activities this account observes in the class; empty for everybody else."""
    seat = ClassSeat.objects.filter(account_id=account).select_related("account").first()
    if seat is None or seat.account.person_id is None:
        return ""
    parts = CourseStaff.objects.seen_by(DOOR).filter(person_id=seat.account.person_id)
    course = Course.objects.seen_by(DOOR).filter(id__in=parts.values_list("course_id", flat=True)).one()
    return str(course.uid) if course is not None else ""


def recorded_in_class(course: str) -> list[Recorded]:
    """What observers of the course with this uid recorded in the class on this laptop, people by the number of their
    place: also those whom the newest list names no more.
    """
    rows = CourseStaff.objects.seen_by(DOOR).filter(course__uid=course)
    by_name = {}
    for uid, person in rows.values_list("uid", "person_id"):
        if account := people.account_of_person(person):
            by_name[known_as(str(account.uid))] = str(uid)
    places = dict(Enrolment.objects.seen_by(DOOR).values_list("person_id", "uid"))
    activities = dict(CourseActivity.objects.seen_by(DOOR).values_list("id", "uid"))
    events = PracticeEvent.objects.seen_by(DOOR).filter(noted_by__in=list(by_name)).order_by("id").seen()
    return [
        Recorded(
            observer=by_name[row.noted_by],
            off=row.off,
            event={
                "id": str(row.claims or row.uid),
                "activity": str(activities[row.activity_id]),
                "person": str(places[row.person_id]) if row.person_id in places else "",
                "kind": row.kind,
                "team": row.team,
                "item": row.item,
                "value": row.value,
                "note": row.note,
                "after": list(row.after),
                "device": row.device,
                "number": row.number,
                "at": round(row.device_at.timestamp() * 1000),
            },
        )
        for row in events
    ]
