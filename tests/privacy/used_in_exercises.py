"""Exercises in which two people had every part: each directs, plays, judges and mends one of the other's."""

from datetime import date

from kerege.journal.actions import act
from kerege.people.models import Account
from kerege.people.queries import pseudonyms
from kerege.people.rules import SYSTEM
from kerege.response.models import (
    Exercise,
    ExerciseAction,
    ExerciseFinding,
    ExerciseInject,
    ExerciseObservation,
    ExerciseRole,
)
from tests.house.canaries_of_exercises import CLOCK, START, _over, _plan


def lay_exercises(her: Account, other: Account) -> None:
    own = {each.id: pseudonyms([str(each.uid)])[str(each.uid)] for each in (her, other)}
    with act("tests.exercises.used", by=SYSTEM, about="exercises"):
        for account, beside in ((her, other), (other, her)):
            me, another = own[account.id], own[beside.id]
            over = _over() | {"director": me, "reported_by": another}
            plan = _plan(lambda what, named=account: f"{what} as {named.name} told it")
            row = Exercise.objects.create(owner="KAZ", **plan, **over)
            ExerciseRole.objects.create(
                owner="KAZ",
                exercise=row,
                subject=another,
                part="player",
                team="R1",
                called=f"{beside.name}, on duty",
                named_by=me,
                named_at=START,
            )
            out = {"state": "out", "out_at": START, "out_on_clock": CLOCK, "by": me, "reason": f"{account.name} asked"}
            inject = ExerciseInject.objects.create(
                owner="KAZ", exercise=row, position=1, minute=0, release="hand", objective="O1", **out
            )
            told = {"kind": "improve", "objective": "O1", "title": f"What {account.name} found"}
            found = ExerciseFinding.objects.create(owner="KAZ", exercise=row, written_by=me, written_at=START, **told)
            ExerciseObservation.objects.create(
                owner="KAZ",
                exercise=row,
                inject=inject,
                finding=found,
                kind="hot_wash",
                text=f"{account.name} said so",
                said_by=me,
                at=START,
                on_clock=CLOCK,
            )
            closed = {"state": "closed", "proof": f"Seen by {account.name}", "closed_by": another, "closed_at": START}
            ExerciseAction.objects.create(
                owner="KAZ",
                finding=found,
                text="Print the list",
                answers=f"The office of {account.name}",
                due=date(2027, 1, 1),
                planned_by=me,
                planned_at=START,
                **closed,
            )
