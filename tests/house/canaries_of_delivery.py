"""Canaries in what a course is made of: sessions, staff, enrolments, costs and materials. See canaries.py."""

from datetime import UTC, date, datetime
from typing import Any

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.training.models import (
    AssignedLearning,
    Attendance,
    ClassClock,
    ClassEvent,
    ClassList,
    Course,
    CourseCost,
    CourseMaterial,
    CourseSession,
    CourseStaff,
    Enrolment,
)

OWNER = "KAZ"
DAY = date(2018, 6, 7)


def lay_delivery(level: Sensitivity, laid: Any) -> None:
    """A course for some with everything that is kept of its delivery, all of one level."""
    key = f"DELIVERED-{laid.mark}{level.name}"
    people.record_person(by=SYSTEM, owner=OWNER, key=key, name="Somebody", name_label=Sensitivity.RESTRICTED)
    with act("tests.delivery.laid", by=SYSTEM, about=key):
        person = CourseStaff._meta.get_field("person").related_model.objects.inside_action().get(key=key)
        kept: dict[str, Any] = {"owner": OWNER, "label": level}
        course = Course.objects.create(
            **kept, key=key, title=_word(laid, "delivered", level), kind="other", status="held"
        )
        session = CourseSession.objects.create(
            **kept,
            course=course,
            title=_word(laid, "session", level),
            place=_word(laid, "sessionplace", level),
            starts=datetime(2018, 6, 7, 4, tzinfo=UTC),
            ends=datetime(2018, 6, 7, 6, tzinfo=UTC),
        )
        told = {**kept, "person": person, "noted_by": "nobody"}
        reason = _word(laid, "staffreason", level)
        CourseStaff.objects.create(**told, course=course, part="lead", since=DAY, reason=reason)
        asked = {"curriculum": "asked", "module": "m", "until": DAY, "since": session.starts}
        AssignedLearning.objects.create(**kept, **asked, course=course, note=_word(laid, "learningnote", level))
        promised = _word(laid, "commitment", level)
        enrolled = Enrolment.objects.create(**told, course=course, nominated_on=DAY, commitment=promised)
        ClassEvent.objects.create(
            **kept,
            course=course,
            person=person,
            number=session.uid,
            held=_word(laid, "heldclass", level),
            what="came",
            at=session.starts,
            called=_word(laid, "typedname", level),
            came="unknown",
            digest=f"{level:064}",
            taken_on=session.ends,
        )
        ClassClock.objects.create(
            **kept,
            course=course,
            held=_word(laid, "clockclass", level),
            shift=60,
            reason=_word(laid, "clockreason", level),
            set_on=session.ends,
        )
        ClassList.objects.create(
            **kept, course=course, issued=session.starts, public=_word(laid, "publickey", level)[:44]
        )
        Attendance.objects.create(
            **told, session=session, presence="present", via="list", at=session.starts, noted_on=session.ends
        )
        named = {"course": course, "what": _word(laid, "cost", level), "funder": _word(laid, "funder", level)}
        cost = CourseCost.objects.create(**kept, **named, kind="other", currency="EUR", planned=1)
        what = _word(laid, "material", level)
        CourseMaterial.objects.create(**kept, course=course, key="gloves", what=what, number=1)
    for kind, row in (
        ("course", course),
        ("cohort", course),
        ("session", session),
        ("enrolment", enrolled),
        ("cost", cost),
    ):
        laid.keep(kind, row)


def _word(laid: Any, what: str, level: Sensitivity) -> str:
    return str(laid.word(what, level, shown=False))
