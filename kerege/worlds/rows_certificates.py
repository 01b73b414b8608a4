"""Cases of trainers' certificates in the example world: each goes so far as its row says, each step by its person."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from kerege.capacity import actions as capacity
from kerege.capacity import queries
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import ANONYMOUS, Actor
from kerege.people.words import UNKNOWN_CHOICE

SCHEME, CURRICULUM, TAUGHT_IN = "biosafety-trainer", "p53-train-the-trainers", 90
RUBRIC = ("goal", "activity", "safety", "correct", "language")
POINTS = ("hands", "cabinet", "spill", "packing", "assessment")
ANSWERS = ("clear", "useful", "practice", "answers", "fit")


@dataclass(frozen=True)
class Going:
    """A case on its way, with the addresses of those who have a part in it."""

    case: str
    start: date
    told: dict[str, str]

    def by(self, name: str) -> Actor:
        return people.actor_for(people.account(self.told[name]), on=self.start + timedelta(days=200), strong=True)

    def on(self, days: int) -> date:
        return self.start + timedelta(days=days)


def go(*, by: Actor, person: str, stage: str, start: date, synthetic: bool, **told: str) -> None:
    """Bring the case of a person to a stage, beginning on a day. A person who has a case already is left alone."""
    if stage not in STAGES:
        raise Refusal(UNKNOWN_CHOICE, field="stage", value=stage[:20], name="stage", choices=", ".join(STAGES))
    trainee = people.account(told["trainee"])
    known = queries.cases.my_cases(by=people.actor_for(trainee, on=start, strong=True), on=date.max, lang="en")
    if any("trainee" in line.parts for line in known):
        return
    case = capacity.nominate(
        by=people.actor_for(people.account(told["centre"]), on=start, strong=True),
        person=person,
        scheme=SCHEME,
        level="L1",
        curriculum=CURRICULUM,
        languages=told["languages"],
        commitment="Two days a month for teaching, a room and the printed material (example)",
        synthetic=synthetic,
        today=start,
    )
    going = Going(str(case.uid), start, told)
    for name, step in STAGES.items():
        step(going)
        if name == stage:
            return


def _train(going: Going, days: int = 5) -> None:
    centre, coach, case = going.by("centre"), going.by("coach"), going.case
    capacity.enrol(by=centre, case=case, today=going.start)
    capacity.name_in_case(by=centre, case=case, email=going.told["coach"], part="trainer", today=going.start)
    for number in range(days):
        times: dict[str, Any] = {"start": "09:00", "end": "17:24", "pause": 60, "zone": going.told["zone"]}
        told: dict[str, Any] = {"day": going.on(number), "note": "Course of five days (example)", "today": going.on(9)}
        capacity.record_hours(by=coach, case=case, **times, **told)


def _part_one(going: Going) -> None:
    _train(going, days=3)


def _part_two(going: Going) -> None:
    coach, case, day = going.by("coach"), going.case, going.on(5)
    for number in (3, 4):
        times: dict[str, Any] = {"start": "09:00", "end": "17:24", "pause": 60, "zone": going.told["zone"]}
        capacity.record_hours(by=coach, case=case, day=going.on(number), today=day, **times)
    told: dict[str, Any] = {"by": coach, "case": case, "on": day, "today": day}
    capacity.record_knowledge(**told, percent="84")
    capacity.sign_checklist(**told, done=POINTS)
    capacity.judge_teach_back(**told, given=dict.fromkeys(RUBRIC, "3"))
    capacity.close_part_one(by=coach, case=case, today=day)
    capacity.open_part_two(by=coach, case=case, today=day)
    capacity.hand_in_text(
        by=going.by("trainee"),
        case=case,
        kind="adaptation",
        text=f"Examples from our own laboratory, in {going.told['languages']} (example, {going.start})",
        today=going.on(40),
    )


def _submitted(going: Going) -> None:
    trainee, observer, case, day = going.by("trainee"), going.by("observer"), going.case, going.on(TAUGHT_IN)
    capacity.name_in_case(
        by=going.by("centre"), case=case, email=going.told["observer"], part="observer", today=going.on(41)
    )
    made = capacity.record_delivery(
        by=trainee,
        case=case,
        on=day,
        place=going.told["place"],
        territory=going.told["territory"],
        language=going.told["languages"].split()[0],
        version="2017",
        participants=10,
        attendance=f"Sheet of {day} in {going.told['place']} (example)",
        present=[f"{going.case}-{number}" for number in range(10)],
        today=day,
    )
    delivery = str(made.uid)
    capacity.record_tests(by=trainee, delivery=delivery, tested="10", before="46", after="78")
    for token in capacity.open_feedback(by=observer, delivery=delivery, links=5, today=day):
        capacity.answer_feedback(by=ANONYMOUS, token=token, given=dict.fromkeys(ANSWERS, "4"), today=day)
    for mark in ("5", "4"):
        capacity.enter_paper(by=observer, delivery=delivery, given=dict.fromkeys(ANSWERS, mark))
    capacity.observe(by=observer, delivery=delivery, given=dict.fromkeys(RUBRIC, "3") | {"goal": "4"}, today=day)
    capacity.hand_in_text(
        by=trainee, case=case, kind="reflection", text=f"Next time more practice in pairs (example, {day})", today=day
    )
    capacity.submit(by=trainee, case=case, today=going.on(100), drawn=99)


def _certified(going: Going) -> None:
    capacity.take_up(by=going.by("first"), case=going.case, today=going.on(110))
    for number, name in ((115, "first"), (120, "second")):
        told = {"matter": "certify", "verdict": "yes", "reason": "Complete and convincing (example)"}
        capacity.decide(by=going.by(name), case=going.case, **told, today=going.on(number))


def _shown(going: Going) -> None:
    """The holder lets whoever has the number read the name."""
    trainee = going.by("trainee")
    (held,) = queries.certificates.held_by(trainee.uid, on=going.on(120))
    capacity.show_name(by=trainee, number=held.number, shown=True, today=going.on(121))


STAGES: dict[str, Callable[[Going], None]] = {
    "part_one": _part_one,
    "part_two": _part_two,
    "submitted": _submitted,
    "certified": _certified,
    "shown": _shown,
}
"""What is done for each stage, after those before it."""
