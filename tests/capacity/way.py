"""Somebody's way to a certificate, step by step, as tests go it: each step by whoever takes it."""

from copy import copy
from datetime import date, timedelta
from typing import Any

from kerege.capacity import actions, queries
from kerege.people import actions as people
from kerege.people.queries import account, actor_for
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.records.viewers import Viewer
from tests.capacity.given import code_of, somebody
from tests.capacity.laid_case import published

START = date(2026, 1, 5)
PASSED = START + timedelta(days=30)
TAUGHT = PASSED + timedelta(days=40)
LATER = TAUGHT + timedelta(days=10)
ROLES = {
    "trainee": ("trainer", "KAZ"),
    "centre": ("training_centre_manager", "KAZ"),
    "coach": ("trainer", "KAZ"),
    "observer": ("master_trainer", "UZB"),
    "first": ("reviewer", "REG"),
    "second": ("reviewer", "KAZ"),
    "third": ("reviewer", "REG"),
    "focal": ("focal_point", "KAZ"),
    "stranger": ("trainer", "KAZ"),
}
SCOPE = {"scheme": "biosafety-trainer", "curriculum": "p53-train-the-trainers", "languages": "ru kk"}
RUBRIC = dict.fromkeys(("goal", "activity", "safety", "correct", "language"), "3")
ANSWERS = dict.fromkeys(("clear", "useful", "practice", "answers", "fit"), "4")
EVERY_POINT = ("hands", "cabinet", "spill", "packing", "assessment")
NOBODY = Viewer()


class Way:
    """A case of level L1 in a small world, and everybody in it as actors."""

    def __init__(self, *names: str, **scheme: Any) -> None:
        published(**scheme)
        self.who = {name: somebody(name, *ROLES[name]) for name in names or ROLES}
        for name in {"trainee", "coach", "stranger", "observer"} & set(self.who):
            people.record_person(by=SYSTEM, owner="KAZ", key=f"P-{name}", name=name.title(), synthetic=True)
            people.link_person(by=SYSTEM, account=account(f"{name}@example.org"), person=f"P-{name}")
        self.case, self.person = "", "P-trainee"

    def by(self, name: str) -> Any:
        return self.who[name]

    def again(self, name: str, on: date = LATER) -> Any:
        """The actor with the roles of the day."""
        return actor_for(account(f"{name}@example.org"), on=on, strong=True)

    def nominate(self, **changes: Any) -> str:
        told = {"person": self.person, "level": "L1", "commitment": "Two days and a room", "today": START, **SCOPE}
        self.case = str(actions.nominate(**({"by": self.by("centre")} | told | changes)).uid)
        return self.case

    def name(self, who: str, part: str, by: str = "centre", today: date = START) -> Any:
        email = f"{who}@example.org"
        return actions.name_in_case(by=self.by(by), case=self.case, email=email, part=part, today=today)

    def enrolled(self) -> "Way":
        self.nominate()
        actions.enrol(by=self.by("centre"), case=self.case, today=START)
        self.name("coach", "trainer")
        return self

    def hours(self, day: date, **told: Any) -> Any:
        given = told or {"start": "09:00", "end": "17:24"}
        kept = {"by": self.by("coach"), "case": self.case, "day": day, "zone": "Asia/Almaty", "today": LATER}
        return actions.record_hours(**(kept | given))

    def trained(self) -> "Way":
        """37 hours in five days (7 h 24 min each, after an hour's pause), test, checklist, teach-back, closed."""
        self.enrolled()
        for number in range(5):
            self.hours(START + timedelta(days=number), start="09:00", end="17:24", pause=60)
        told = {"by": self.by("coach"), "case": self.case, "on": PASSED, "today": PASSED}
        actions.record_knowledge(**told, percent="80")
        actions.sign_checklist(**told, done=EVERY_POINT)
        actions.judge_teach_back(**told, given=RUBRIC)
        actions.close_part_one(by=self.by("coach"), case=self.case, today=PASSED)
        return self

    def opened(self) -> "Way":
        self.trained()
        actions.open_part_two(by=self.by("trainee"), case=self.case, today=PASSED)
        return self

    def deliver(self, on: date = TAUGHT, **changes: Any) -> str:
        told = {"place": "Taraz", "territory": "KAZ", "language": "ru", "version": "2017", "participants": 10}
        told |= {"attendance": f"Sheet {on}", "today": LATER, "by": self.by("trainee"), "case": self.case, "on": on}
        return str(actions.record_delivery(**(told | changes)).uid)

    def of_another(self, name: str) -> "Way":
        """The same world from the side of another trainee, of whom no case was opened yet."""
        found = copy(self)
        found.case, found.person, found.who = "", f"P-{name}", self.who | {"trainee": self.who[name]}
        return found

    def taught(self, on: date, *, seen_by: str) -> str:
        """A delivery that counts: tests, six of ten answers on paper, and the rubric of an observer."""
        delivery = self.deliver(on, today=on)
        actions.record_tests(by=self.by("trainee"), delivery=delivery, tested="9", before="40", after="75")
        for _ in range(6):
            actions.enter_paper(by=self.by("centre"), delivery=delivery, given=ANSWERS)
        actions.observe(by=self.again(seen_by, on=on), delivery=delivery, given=RUBRIC, today=on)
        return delivery

    def risen(self, level: str, on: date) -> "Way":
        """A case of a level above one that is held: enrolled, and straight to part 2."""
        self.nominate(level=level, today=on)
        actions.enrol(by=self.by("centre"), case=self.case, today=on)
        assert code_of(self.hours, day=on, hours="7", today=on, by=self.by("centre")) == "capacity.case_not_now"
        actions.open_part_two(by=self.by("trainee"), case=self.case, today=on)
        self.name("observer", "observer", today=on)
        return self

    def handed_in(self, on: date) -> None:
        for kind in ("adaptation", "reflection"):
            text = f"My {kind} of {self.case}"
            actions.hand_in_text(by=self.by("trainee"), case=self.case, kind=kind, text=text, today=on)

    def submitted(self, on: date) -> None:
        actions.submit(by=self.by("trainee"), case=self.case, today=on, drawn=99)
        actions.take_up(by=self.by("first"), case=self.case, today=on)

    def finished(self, on: date) -> Any:
        """The certificate, once two reviewers have said yes."""
        self.submitted(on)
        assert [self.judge(name, today=on) for name in ("first", "second")] == [None, "yes"]
        return self.page(on=on).certificate

    def proved(self) -> "Way":
        """Everything that part 2 wants: six of ten participants answered, four by links and two on paper."""
        self.opened()
        self.name("observer", "observer")
        delivery = self.deliver()
        actions.record_tests(by=self.by("trainee"), delivery=delivery, tested="9", before="40", after="75")
        for token in actions.open_feedback(by=self.by("observer"), delivery=delivery, links=4, today=TAUGHT):
            actions.answer_feedback(by=ANONYMOUS, token=token, given=ANSWERS, today=TAUGHT)
        for _ in range(2):
            actions.enter_paper(by=self.by("observer"), delivery=delivery, given=ANSWERS)
        actions.observe(by=self.by("observer"), delivery=delivery, given=RUBRIC, today=TAUGHT)
        for kind in ("adaptation", "reflection"):
            actions.hand_in_text(by=self.by("trainee"), case=self.case, kind=kind, text=f"My {kind}", today=LATER)
        return self

    def reviewed(self, drawn: int = 99) -> "Way":
        self.proved()
        actions.submit(by=self.by("trainee"), case=self.case, today=LATER, drawn=drawn)
        actions.take_up(by=self.by("first"), case=self.case, today=LATER)
        return self

    def judge(self, name: str, verdict: str = "yes", matter: str = "certify", today: date = LATER) -> Any:
        told = {"case": self.case, "matter": matter, "verdict": verdict, "reason": "Because"}
        return actions.decide(by=self.by(name), **told, today=today)

    def certified(self) -> "Way":
        self.reviewed()
        assert [self.judge(name) for name in ("first", "second")] == [None, "yes"]
        return self

    def page(self, name: str = "trainee", on: date = LATER) -> Any:
        return queries.cases.case_page(NOBODY, self.case, by=self.by(name), on=on, lang="en")
