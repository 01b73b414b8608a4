"""A course at a training centre with its people, as tests of enrolment and attendance hold it."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

import pytest

from kerege.journal.actions import act
from kerege.journal.models import Act
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people.queries import account, actor_for
from kerege.people.rules import SYSTEM, Actor
from kerege.records.viewers import Viewer
from kerege.sharing.queries import viewer_of_actor
from kerege.training import actions
from kerege.training.models import Course, CourseSession, CourseStaff
from kerege.training.queries.cohort import enrolments_of
from kerege.training.words.delivery import EnrolmentState
from tests import ground

FIRST = date(2027, 3, 15)
BEFORE = datetime(2027, 2, 1, 6, tzinfo=UTC)
NINE = datetime(2027, 3, 15, 4, tzinfo=UTC)
"""09:00 of the first day in Almaty."""
HOUR = timedelta(hours=1)
ROLES = {
    "focal": ("focal_point", "UZB"),
    "manager": ("training_centre_manager", "UZB"),
    "head": ("laboratory_head", "UZB"),
    "head2": ("laboratory_head", "UZB"),
    "neighbour": ("laboratory_head", "KGZ"),
    "lead": ("trainer", "KAZ"),
    "interpreter": ("learner", "KAZ"),
    "stranger": ("trainer", "UZB"),
    "learner": ("learner", "UZB"),
}
WITH_RECORDS = ("lead", "interpreter", "learner")
PROMISE = actions.Promise("two days a month", "the seminar room", "printing", True)


class Cohort:
    """A course of Uzbekistan, held in Almaty for `most` people of Uzbekistan, with one session of two hours a day for
    two days; everybody as an actor.
    """

    def __init__(self, *, most: int = 2, people_of: int = 4, key: str = "TOT-UZB", **course: Any) -> None:
        self.who: dict[str, Actor] = {}
        for name in WITH_RECORDS:
            self.by(name)
        self.persons = ground.persons(people_of, "UZB")
        self.course = laid(key, most=most, **course)
        self.sessions = [session(self.course, NINE + timedelta(days=day)) for day in range(2)]
        staff(self.course, "P-lead", "lead")
        staff(self.course, "P-interpreter", "interpreter")

    def by(self, name: str) -> Actor:
        """Somebody of ROLES; the account is opened when it is asked for."""
        if name not in self.who:
            self.who[name] = _account(name, *ROLES[name])
        return self.who[name]

    def reader(self, name: str) -> Viewer:
        return viewer_of_actor(self.by(name), on=FIRST)

    def nominate(self, person: int | str = 0, by: str = "head", **changes: Any) -> Any:
        key = self.persons[person] if isinstance(person, int) else person
        told = {"course": self.course.key, "person": key, "promise": PROMISE, "now": BEFORE}
        return actions.nominate_for_course(**({"by": self.by(by)} | told | changes))

    def accept(self, row: Any, by: str = "manager", **changes: Any) -> Any:
        return actions.accept_participant(**({"by": self.by(by), "enrolment": str(row.uid), "now": BEFORE} | changes))

    def enrolled(self, *numbers: int) -> list[Any]:
        """These persons nominated and accepted, in this order."""
        return [self.accept(self.nominate(n)) for n in numbers]

    def withdraw(self, row: Any, by: str = "head", **changes: Any) -> Any:
        told = {"by": self.by(by), "enrolment": str(row.uid), "reason": "Falls ill", "now": BEFORE}
        return actions.withdraw_participant(**(told | changes))

    def take(self, number: int, marks: dict[Any, tuple[str, int]], by: str = "lead", **changes: Any) -> int:
        uids = {str(row.uid): told for row, told in marks.items()}
        told = {"by": self.by(by), "session": str(self.sessions[number].uid), "marks": uids, "now": NINE + 72 * HOUR}
        return actions.take_attendance(**(told | changes))

    def states(self) -> list[str]:
        """The states of everybody in the list, in its order."""
        return [EnrolmentState(row.state).value for row in enrolments_of(self.course.id)]


def code_of(deed: Any, *args: Any, **told: Any) -> str:
    """The code of what is refused, which leaves no act; accounts that are opened on the way do not count."""
    acts = Act.objects.exclude(word__startswith="people.")
    before = acts.count()
    with pytest.raises(Refusal) as caught:
        deed(*args, **told)
    assert acts.count() == before, "what is refused leaves no trace here"
    return caught.value.code


def laid(key: str, **course: Any) -> Course:
    told: dict[str, Any] = {
        "owner": "UZB",
        "title": f"Training of trainers {key}",
        "kind": "tot_part1",
        "status": "planned",
        "venue_id": "KAZ",
        "trainees_from_id": "UZB",
        "zone": "Asia/Almaty",
        "entry": "nomination",
        "first_day": FIRST,
        "last_day": FIRST + timedelta(days=1),
        "most": 2,
        "share": 80,
    }
    with act("tests.course.laid", by=SYSTEM, about=key):
        return Course.objects.create(key=key, **(told | course))


def session(course: Course, starts: datetime, hours: int = 2, **told: Any) -> CourseSession:
    with act("tests.session.laid", by=SYSTEM, about="session"):
        kept = {"owner": course.owner, "label": course.label, "title": f"Session of {starts:%d %H:%M}"}
        return CourseSession.objects.create(course=course, starts=starts, ends=starts + hours * HOUR, **(kept | told))


def staff(course: Course, person: str, part: str, **told: Any) -> CourseStaff:
    with act("tests.staff.laid", by=SYSTEM, about="staff"):
        model = CourseStaff._meta.get_field("person").related_model
        whom = model.objects.inside_action().get(key=person)
        kept = {"owner": course.owner, "since": date(2027, 1, 1), "answer": "confirmed", "noted_by": "-"}
        return CourseStaff.objects.create(course=course, person=whom, part=part, **(kept | told))


def _account(name: str, role: str, owner: str) -> Actor:
    opened = people.open_account(by=SYSTEM, email=f"{name}@example.org", name=name.title(), password="a-long-phrase-82")
    people.grant_role(by=SYSTEM, account=opened, role=role, owner=owner, start=date(2020, 1, 1))
    if name in WITH_RECORDS:
        people.record_person(by=SYSTEM, owner=owner, key=f"P-{name}", name=f"Person {name}", synthetic=True)
        people.link_person(by=SYSTEM, account=account(f"{name}@example.org"), person=f"P-{name}")
    return actor_for(account(f"{name}@example.org"), on=FIRST, strong=True)
