"""A course with a session, people who have a place in it, and those who teach and observe it."""

from datetime import UTC, date, datetime, timedelta
from types import SimpleNamespace
from typing import Any
from uuid import uuid4

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.training import actions
from kerege.training.models import Course, CourseSession, CourseStaff, Enrolment, PracticeEvent
from kerege.training.words.practice import Mark
from tests import ground
from tests.capacity.given import somebody

NINE = datetime(2026, 10, 5, 9, tzinfo=UTC)
DAY = date(2026, 10, 5)
STEPS = "Put on the gown\nPut on the gloves"
POINTS = "!Gloves cover the cuffs\nChecks the size"
ROLES = {"lead": "lead", "watcher": "observer", "helper": "support"}


def person_model() -> Any:
    return Enrolment._meta.get_field("person").related_model


def laid(trainees: int = 3, owner: str = "KAZ") -> SimpleNamespace:
    """`lead`, `watcher` (an observer), `helper` (support), `trainee` and `focal` as actors; uids of all else."""
    ground.lay()
    told = {"owner": owner, "key": "C", "title": "A course", "kind": "tot_part1", "status": "planned", "venue": owner}
    actions.record_course(by=SYSTEM, **told, dates="2026-10-05/2026-10-09", sources=["S1"], today=DAY)
    who = {name: somebody(name, "trainer", "UZB") for name in (*ROLES, "trainee", "stranger")}
    who["focal"] = somebody("focal", "focal_point", owner)
    for name in (*ROLES, "trainee"):
        people.record_person(by=SYSTEM, owner=owner, key=f"P-{name}", name=name.title(), synthetic=True)
        people.link_person(by=SYSTEM, account=account(f"{name}@example.org"), person=f"P-{name}")
    keys = ["P-trainee", *ground.persons(trainees - 1, owner)]
    with act("tests.practice.laid", by=SYSTEM, about="C"):
        course = Course.objects.inside_action().get(key="C")
        persons = {each.key: each for each in person_model().objects.inside_action()}
        kept = {"owner": owner, "course": course}
        session = CourseSession.objects.create(**kept, title="Stations", starts=NINE, ends=NINE + timedelta(hours=2))
        for name, part in ROLES.items():
            CourseStaff.objects.create(**kept, person=persons[f"P-{name}"], part=part, since=DAY, noted_by="nobody")
        for key in keys:
            Enrolment.objects.create(**kept, person=persons[key], state="enrolled", nominated_on=DAY, noted_by="nobody")
    uids = [str(persons[key].uid) for key in keys]
    return SimpleNamespace(**who, course=str(course.uid), session=str(session.uid), people=uids, persons=persons)


def station(here: Any, **changes: Any) -> str:
    """An activity with two steps and a checklist of two points, the first critical."""
    told = {"kind": "skill_station", "title": "Gloves", "steps": STEPS, "checklist": POINTS, "session": here.session}
    told |= {"by": here.lead, "course": here.course, "rotation": "20"} | changes
    return str(actions.set_up_activity(**told).uid)


class Device:
    """A phone that makes events, as the page does."""

    def __init__(self, activity: str, clock: datetime = NINE) -> None:
        self.activity, self.clock, self.id, self.number = activity, clock, str(uuid4()), 0

    def event(self, kind: str = "mark", value: str = "done", **more: Any) -> dict[str, Any]:
        self.number += 1
        self.clock += timedelta(minutes=1)
        told = {"id": str(uuid4()), "activity": self.activity, "device": self.id, "number": self.number, "kind": kind}
        return told | {"at": millis(self.clock), "value": value, **more}

    def mark(self, person: str, value: str = "done", item: str = "point-1", **more: Any) -> dict[str, Any]:
        return self.event("mark", value, person=person, item=item, **more)

    def checklist(self, person: str, *values: str) -> list[dict[str, Any]]:
        """Marks of both points, and the signature under them."""
        marks = [self.mark(person, value, f"point-{n}") for n, value in enumerate(values or [Mark.DONE] * 2, 1)]
        return [*marks, self.event("sign", "signed", person=person, after=[each["id"] for each in marks])]


def millis(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def kept_events() -> list[Any]:
    with checking():
        return list(PracticeEvent.objects.inside_action().order_by("id"))
