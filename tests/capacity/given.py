"""A small question set, people, and an assessment as tests open it."""

from datetime import date, timedelta
from typing import Any

import pytest

from kerege.capacity import actions, queries
from kerege.capacity.actions import Told
from kerege.journal.models import Act
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.queries import account, actor_for
from kerege.people.rules import SYSTEM, Actor
from kerege.records.viewers import Viewer
from kerege.sharing.rules import viewer_of
from tests.inventory.facts import recorded

DAY = date(2026, 11, 1)
SCALE = [
    {"code": "0", "points": "0", "text": {"en": "No"}},
    {"code": "1", "points": "1", "text": {"en": "Partly"}},
    {"code": "2", "points": "2", "text": {"en": "Yes"}},
]


def question(key: str, **more: Any) -> dict[str, Any]:
    return {"key": key, "kind": "choice", "scale": "extent", "text": {"en": f"Question {key}?"}, **more}


def content(*questions: dict[str, Any], **more: Any) -> dict[str, Any]:
    """Two sections: safety with two weighted questions and one that depends, and the rest."""
    rest = questions or (
        question("people", may_not_apply=True, text={"en": "People?", "ru": "Люди?"}),
        {"key": "staff", "kind": "number", "low": "0", "high": "100", "text": {"en": "How many?"}, "weight": "0"},
    )
    safety = [
        question("plan", weight="2", critical=True),
        question("waste"),
        {"key": "drill", "kind": "yes_no", "text": {"en": "Drill?"}, "relevant": "${plan} > 0"},
    ]
    return {
        "title": {"en": "A set", "ru": "Набор"},
        "languages": {"en": "source", "ru": "draft"},
        "threshold": "0.5",
        "scales": {"extent": SCALE},
        "sections": [
            {"key": "safety", "title": {"en": "Safety"}, "questions": safety},
            {"key": "rest", "title": {"en": "The rest"}, "questions": list(rest)},
        ],
        **more,
    }


def published(version: str = "1", about: str = "facility", key: str = "set-1", **more: Any) -> Any:
    actions.record_version(by=SYSTEM, owner="REG", key=key, version=version, about=about, content=content(**more))
    return actions.publish_version(by=SYSTEM, key=key, version=version, today=date(2026, 1, 1))


def somebody(name: str, role: str = "laboratory_head", owner: str = "KAZ", organisation: str = "") -> Actor:
    """An account with a role, as an actor."""
    opened = people.open_account(by=SYSTEM, email=f"{name}@example.org", name=name.title(), password="a-long-phrase-82")
    people.grant_role(
        by=SYSTEM, account=opened, role=role, owner=owner, start=date(2020, 1, 1), organisation_key=organisation
    )
    return actor_for(account(f"{name}@example.org"), on=DAY, strong=True)


def reader(actor: Actor) -> Viewer:
    return viewer_of(uid=actor.uid, name=actor.name, grants=actor.grants)


def opened(by: Actor, **changes: Any) -> str:
    given: dict[str, Any] = {"by": by, "set_key": "set-1", "kind": "self", "today": DAY}
    if not {"facility", "organisation", "territory"} & set(changes):
        given["facility"] = recorded().key
    return str(actions.open_assessment(**(given | changes)).uid)


def answers(by: Actor, uid: str, **given: str) -> dict[str, str]:
    """Save answers; the codes of what was refused, by question."""
    told = {key: Told(value) for key, value in given.items()}
    wrong = actions.save_answers(by=by, assessment=uid, answers=told)
    return {key: refusal.code for key, refusal in wrong.items()}


FULL = {"plan": "0", "waste": "2", "people": "2", "staff": "12"}


def closed(by: Actor, **given: str) -> str:
    uid = opened(by)
    assert answers(by, uid, **(FULL | given)) == {}
    actions.close_assessment(by=by, assessment=uid, today=DAY)
    return uid


def result(by: Actor, uid: str, viewer: Viewer | None = None) -> Any:
    return queries.result_page(viewer or reader(by), uid, me=by.uid, on=DAY, lang="en")


def code_of(deed: Any, **told: Any) -> str:
    """The code of what is refused, which leaves no act."""
    before = Act.objects.count()
    with pytest.raises(Refusal) as caught:
        deed(**told)
    assert Act.objects.count() == before, "what is refused leaves no trace here"
    return caught.value.code


NEIGHBOUR = Viewer("neighbour", "Neighbour", everywhere=Sensitivity.REGIONAL, by_owner=(("KGZ", Sensitivity.NATIONAL),))
NATIONAL = Viewer("national", "National", everywhere=Sensitivity.REGIONAL, by_owner=(("KAZ", Sensitivity.NATIONAL),))

DUE = DAY + timedelta(days=90)
ROLES = {
    "lead": "laboratory_head",
    "seated": "trainer",
    "officer": "biosafety_officer",
    "focal": "focal_point",
    "stranger": "laboratory_head",
}


def planned(found, **changes):
    who, _uid, finding = found
    given = {"by": who["lead"], "finding": finding, "what": "Write the plan", "seat": "care", "due": DUE}
    return actions.plan_action(**(given | {"title": "See your actions", "today": DAY} | changes))
