"""Canaries in activities of courses: what they consist of, and what was noted in them. See canaries.py."""

from datetime import UTC, datetime
from typing import Any

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.training.models import Course, CourseActivity, CourseSession, Enrolment, GroupPlace, PracticeEvent
from tests.house.canaries_of_statements import lay_statements

OWNER = "KAZ"
AT = datetime(2018, 6, 7, 5, tzinfo=UTC)


def lay_practice(level: Sensitivity, laid: Any) -> None:
    """An activity of the course that canaries_of_delivery laid, with a group and an observation, and a statement about
    learning, all of one level.
    """
    key = f"DELIVERED-{laid.mark}{level.name}"
    with act("tests.practice.laid", by=SYSTEM, about=key):
        course = Course.objects.inside_action().get(key=key)
        session = CourseSession.objects.inside_action().get(course=course)
        person = GroupPlace._meta.get_field("person").related_model.objects.inside_action().get(key=key)
        kept: dict[str, Any] = {"owner": OWNER, "label": level}
        title = str(laid.word("activity", level, shown=False))
        enrolled = Enrolment.objects.inside_action().get(course=course)
        enrolled.state = "enrolled"
        enrolled.save()
        content = {"kind": "skill_station", "title": {"en": title}}
        content |= {"checklist": [{"id": "a", "text": {"en": title}}], "roles": [{"id": "b", "text": {"en": title}}]}
        activity = CourseActivity.objects.create(**kept, course=course, session=session, source=title, content=content)
        GroupPlace.objects.create(**kept, session=session, person=person, number=1)
        PracticeEvent.objects.create(
            **kept,
            activity=activity,
            person=person,
            kind="note",
            note=str(laid.word("observation", level, shown=False)),
            device="device",
            number=1,
            device_at=AT,
            received_at=AT,
            noted_by="nobody",
        )
    lay_statements(level, laid)
    for kind, row in (("activity", activity), ("practice_session", session), ("participant", person)):
        laid.keep(kind, row)
