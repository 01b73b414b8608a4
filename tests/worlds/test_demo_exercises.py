"""The exercises of the example world: one was played and mended in part, one waits for its players."""

import csv
from datetime import date
from pathlib import Path

import pytest
from django.utils.timezone import localdate

from kerege.people import actions as people
from kerege.people import queries
from kerege.people.rules import SYSTEM
from kerege.response.queries import exercises
from kerege.sharing.queries import viewer_of_actor
from kerege.worlds.tables_exercises import EXERCISES
from tests import ground

ROWS = Path(__file__).resolve().parents[2] / "kerege" / "worlds" / "demo" / "exercises.csv"
LEADS = {
    "exercise.director@example.org": ("exercise_director", "UZB"),
    "focal.point.kaz@example.org": ("focal_point", "KAZ"),
}


@pytest.mark.django_db
def test_one_was_played_and_one_waits_and_laying_them_again_adds_none():
    ground.lay()
    rows = list(csv.DictReader(ROWS.open(encoding="utf-8")))
    named = {line.split()[0] for row in rows for line in row["parts"].split(" | ")} | set(LEADS)
    for email in sorted(named):
        made = people.open_account(by=SYSTEM, email=email, name=email.split("@")[0], password="kerege-demo-2026")
        role, owner = LEADS.get(email, ("learner", "KGZ"))
        people.grant_role(by=SYSTEM, account=made, role=role, owner=owner, start=date(2024, 1, 1))
    [table] = EXERCISES
    for _twice in range(2):
        for row in rows:
            told = {name: table.columns[name](cell, name) for name, cell in row.items() if cell}
            table.action(by=SYSTEM, synthetic=True, **told)
    director = queries.actor_for(queries.account("exercise.director@example.org"), on=localdate(), strong=True)
    viewer = viewer_of_actor(director, on=localdate())
    [line] = [each for each in exercises.exercises(viewer, director) if each.owner == "UZB"]
    assert (line.state, len(exercises.replies(viewer, line))) == ("reported", 6)
    actions = [act.state for each in exercises.findings(viewer, line) for act in each.actions]
    assert sorted(actions) == ["closed", "open"]
    planner = queries.actor_for(queries.account("focal.point.kaz@example.org"), on=localdate(), strong=True)
    lines = exercises.exercises(viewer_of_actor(planner, on=localdate()), planner)
    assert [each.state for each in lines if each.owner == "KAZ"] == ["planned"]
