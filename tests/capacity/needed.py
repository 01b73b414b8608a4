"""A country whose framework, posts, evidence and assessments make needs."""

from datetime import date
from typing import Any

from kerege.capacity import actions, queries
from kerege.capacity.queries import NeedChoice, NeedsTold
from kerege.inventory import actions as inventory
from kerege.people.rules import SYSTEM, Actor
from kerege.records.viewers import Viewer
from kerege.worlds.policy_loader import load_policy
from tests import ground
from tests.capacity import given, skilled

DAY = date(2026, 11, 1)
B1, B2 = "frame:B1", "frame:B2"
MAPS = [{"kind": "questions", "of": "set-1", "clause": "plan"}, {"kind": "questions", "of": "set-1", "clause": "rest"}]


def lay() -> None:
    """The region's policy, a set, and a framework whose first competence the set asks about."""
    ground.lay(("S1", "S2", "S3", "S62"))
    load_policy(by=SYSTEM)
    given.published()
    domains = skilled.content()["domains"]
    domains[0]["competences"][0]["maps"] = MAPS
    skilled.published(domains=domains)


def laboratory(organisation: str = skilled.LAB, level: int | None = 3, **more: Any) -> str:
    """A facility with a level of containment; its key."""
    key = skilled.laboratory(organisation, **more)
    if level is not None:
        inventory.claim_containment(by=SYSTEM, facility=key, scheme="biosafety", level=level, claimed_on=DAY, today=DAY)
    return key


def assessed(by: Actor, facility: str, **answers: str) -> str:
    """A closed round: the plan is missing (a critical finding), and the rest as told; its uid."""
    uid = given.opened(by, facility=facility)
    assert given.answers(by, uid, **({"plan": "0", "waste": "2", "people": "1", "staff": "3"} | answers)) == {}
    actions.close_assessment(by=by, assessment=uid, today=DAY)
    return uid


def told(viewer: Viewer, acting: Actor | None = None, on: date = DAY, **choice: str) -> NeedsTold:
    more = {"acting": acting} if acting is not None else {}
    return queries.needs(viewer, on=on, lang="en", choice=NeedChoice(**choice), **more)


def by_competence(found: NeedsTold) -> dict[str, Any]:
    return {line.need.competence: line for line in found.lines}
