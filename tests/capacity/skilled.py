"""A small competence framework, a laboratory with people, and who answers for it."""

from datetime import date
from typing import Any

from kerege.capacity import actions
from kerege.inventory import actions as inventory
from kerege.people import actions as people
from kerege.people.queries import account, actor_for
from kerege.people.rules import SYSTEM, Actor
from tests import ground
from tests.inventory.facts import recorded

DAY = date(2026, 11, 1)
LAB = "LAB-ALA"


def competence(code: str, **more: Any) -> dict[str, Any]:
    said = {"1": [{"en": f"Knows of {code}.", "ru": f"Знает о {code}."}], "3": [{"en": f"Does {code} alone."}]}
    return {"code": code, "title": {"en": f"Competence {code}"}, "statements": said, "evidence": ["observed"], **more}


def needs(of: str, target: str = "3", criticality: int = 5) -> dict[str, Any]:
    return {"competence": of, "target": target, "criticality": criticality}


def content(**more: Any) -> dict[str, Any]:
    """Two domains with three competences, of which T1 is teaching; a bench worker, a trainer, and a role that needs
    nothing.
    """
    return {
        "title": {"en": "A framework", "ru": "Рамка"},
        "languages": {"en": "source", "ru": "draft"},
        "teaching": "T1",
        "domains": [
            {"code": "D1", "title": {"en": "Bench"}, "competences": [competence("B1"), competence("B2")]},
            {"code": "D2", "title": {"en": "Teaching"}, "competences": [competence("T1")]},
        ],
        "roles": [
            {"code": "bench", "title": {"en": "Bench worker"}, "profile": [needs("B2", "2", 3), needs("B1")]},
            {"code": "trainer", "title": {"en": "Trainer"}, "profile": [needs("B1", "T", 7)]},
            {"code": "guest", "title": {"en": "Guest"}},
        ],
        **more,
    }


def published(version: str = "1", key: str = "frame", **more: Any) -> Any:
    actions.record_framework(by=SYSTEM, owner="REG", key=key, version=version, content=content(**more))
    return actions.publish_framework(by=SYSTEM, key=key, version=version, today=date(2026, 1, 1))


def laboratory(organisation: str = LAB, **more: Any) -> str:
    """The key of a facility of an organisation."""
    return str(recorded(organisation=ground.centre(organisation, "laboratory"), **more).key)


def unit(facility: str, name: str = "Serology") -> str:
    return str(inventory.record_unit(by=SYSTEM, facility=facility, name=name, today=DAY).uid)


def officer(organisation: str = LAB, name: str = "officer", role: str = "biosafety_officer") -> Actor:
    """Somebody of Kazakhstan with an account and a person's record, in a role of one organisation."""
    owner = "KAZ"
    key = f"{owner}-{name}".upper()
    people.record_person(by=SYSTEM, owner=owner, key=key, name=name.title(), synthetic=True)
    opened = people.open_account(by=SYSTEM, email=f"{name}@example.org", name=name.title(), password="a-long-phrase-82")
    people.link_person(by=SYSTEM, account=opened, person=key)
    start = date(2020, 1, 1)
    people.grant_role(by=SYSTEM, account=opened, role=role, owner=owner, start=start, organisation_key=organisation)
    return actor_for(account(f"{name}@example.org"), on=DAY, strong=True)


def posted(by: Actor, facility: str, role: str = "bench", people: object = 3, fte: object = "2.5", **more: Any) -> str:
    given: dict[str, Any] = {"facility": facility, "framework": "frame", "role": role, "today": DAY, **more}
    return str(actions.record_post(by=by, people=people, fte=fte, **given).uid)


def shown(by: Actor, person: str, competence: str = "B1", **more: Any) -> Any:
    given: dict[str, Any] = {"kind": "observed", "level": 3, "shown_on": DAY, "today": DAY, "owner": "KAZ", **more}
    return actions.record_evidence(by=by, person=person, framework="frame", competence=competence, **given)
