"""An exercise as its people plan, play and evaluate it."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from kerege.people import actions as people
from kerege.people import queries
from kerege.people.rules import SYSTEM, Actor
from kerege.response.actions import evaluating_exercises as evaluating
from kerege.response.actions import exercises, running_exercises
from kerege.response.actions.exercises import Event, Planned

START = datetime(2026, 11, 28, 6, 0, tzinfo=UTC)
TOLD = Planned(
    title={"en": "A box at reception"},
    kind="tabletop",
    languages=("en",),
    starts_at=START,
    ends_at=START + timedelta(hours=3),
    zone="Asia/Almaty",
    scope={"en": "How a laboratory and an authority tell each other."},
    scenario={"en": "It is Friday morning."},
)
EVENTS = (
    Event(1, 0, {"en": "A courier leaves a box."}, "O1", {"en": "The box stays closed."}, ("R1",)),
    Event(2, 10, {"en": "A photograph goes round."}, "O1", {"en": "One short text is written."}, ("R2",), "hand"),
    Event(3, 20, {"en": "The sender answers."}, "O1", {"en": "Everybody is told."}),
)


def account(name: str, role: str = "", owner: str = "KAZ") -> Actor:
    made = people.open_account(by=SYSTEM, email=f"{name}@example.org", name=name, password="kerege-demo-2026")
    if role:
        people.grant_role(by=SYSTEM, account=made, role=role, owner=owner, start=date(2024, 1, 1))
    return queries.actor_for(made, on=START.date(), strong=True)


def cast(owner: str = "KAZ") -> dict[str, Actor]:
    """A director of the country, two players (one of a neighbour), an evaluator, a controller, an observer."""
    return {
        "director": account("director", "exercise_director", owner),
        "player": account("player", "biosafety_officer", owner),
        "neighbour": account("neighbour", "biosafety_officer", "KGZ"),
        "evaluator": account("evaluator", "reviewer", owner),
        "controller": account("controller", "trainer", owner),
        "observer": account("observer", "learner", owner),
    }


def planned(by: Actor, owner: str = "KAZ", **changes: Any) -> str:
    """An exercise with an objective, two roles of players and three injects; its uid."""
    row = exercises.plan_exercise(by=by, owner=owner, told=replace(TOLD, **changes), now=START - timedelta(days=9))
    uid = str(row.uid)
    exercises.set_objective(by=by, exercise=uid, text={"en": "Notify in time"}, measure={"en": "Within an hour"})
    for title in ("Laboratory", "Authority"):
        exercises.set_team(by=by, exercise=uid, title={"en": title}, brief={"en": "You are on duty."})
    for event in EVENTS:
        exercises.set_inject(by=by, exercise=uid, told=event)
    return uid


def staffed(by: Actor, uid: str) -> None:
    for name, part, team in (
        ("player", "player", "R1"),
        ("neighbour", "player", "R2"),
        ("evaluator", "evaluator", ""),
        ("controller", "controller", ""),
        ("observer", "observer", ""),
    ):
        exercises.name_part(
            by=by, exercise=uid, email=f"{name}@example.org", part=part, team=team, called=f"The {name}", now=START
        )


def running(who: dict[str, Actor], **changes: Any) -> str:
    uid = planned(who["director"], **changes)
    staffed(who["director"], uid)
    running_exercises.start_exercise(by=who["director"], exercise=uid, now=START)
    return uid


def minute(number: float) -> datetime:
    return START + timedelta(minutes=number)


def observed(who: dict[str, Actor], uid: str, rating: str = "S") -> str:
    made = evaluating.observe(
        by=who["evaluator"], exercise=uid, objective="O1", rating=rating, text="It took an hour.", now=minute(30)
    )
    return str(made.uid)
