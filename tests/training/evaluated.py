"""A course of ten people of whom everything may be asked, for the tests of evaluation."""

from datetime import date
from typing import Any

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people.queries import account, actor_for
from kerege.people.rules import SYSTEM, Actor
from kerege.training import actions
from kerege.training.actions import evaluation
from kerege.training.models import Course, CourseStaff
from kerege.worlds.forms_loader import load_forms
from tests import ground

DAY, LAST = date(2026, 3, 6), date(2026, 3, 20)
ALL_FIVE = dict.fromkeys(("useful", "fit", "practice", "answers", "clear", "recommend", "sure", "will"), "5")


class Laid:
    """A course that was held in Kazakhstan, its trainer, an observer, and ten people in its register."""

    def __init__(self, people_in_it: int = 10) -> None:
        load_forms(by=SYSTEM)
        self.focal = ground.FOCAL_KAZ
        self.course: Any = actions.record_course(
            by=SYSTEM,
            owner="KAZ",
            key="KAZ-2026-01",
            title="Course of five days",
            kind="tot_part1",
            status="held",
            sources=["S1"],
            dates="2026-03-02/2026-03-06",
            venue="KAZ",
            trainees_from="KAZ",
            project_key="P53",
            generation=1,
        )
        self.uid = str(self.course.uid)
        self.keys = ground.persons(people_in_it)
        entries = [actions.Entry(person=key) for key in self.keys]
        actions.register_participants(by=SYSTEM, course=self.course.key, entries=entries, registered_on=DAY)
        self.trainer, self.observer = self.staff("lead"), self.staff("observer")

    def staff(self, part: str) -> Actor:
        """Somebody with an account and a part in the course, without a role for its owner."""
        key, address = f"STAFF-{part.upper()}", f"{part}@example.org"
        people.record_person(by=SYSTEM, owner="KAZ", key=key, name=f"Staff {part}")
        opened = people.open_account(by=SYSTEM, email=address, name=f"Staff {part}", password="", demo=True)
        people.link_person(by=SYSTEM, account=opened, person=key)
        with act("tests.staff.laid", by=SYSTEM, about=key):
            person = CourseStaff._meta.get_field("person").related_model.objects.inside_action().get(key=key)
            told = {"owner": "KAZ", "course": Course.objects.inside_action().get(id=self.course.id), "person": person}
            CourseStaff.objects.create(**told, part=part, since=DAY, answer="confirmed", noted_by="nobody")
        return actor_for(account(address), on=DAY, strong=True)

    def ask(self, participants: int = 10, **more: Any) -> Any:
        told = {"by": self.focal, "course": self.uid, "participants": participants, "today": DAY, **more}
        return evaluation.ask_participants(**told)

    def links(self, number: int, by: Actor | None = None, today: date = DAY) -> list[str]:
        return evaluation.hand_out_links(by=by or self.focal, course=self.uid, links=number, today=today)


def code_of(action: Any, *args: Any, **told: Any) -> str:
    """The code with which an action refuses."""
    try:
        action(*args, **told)
    except Refusal as refusal:
        return refusal.code
    return ""
