"""A competence framework, a post and what somebody showed, for the worlds of the leak tests."""

from collections.abc import Callable
from datetime import date
from typing import Any

from kerege.capacity import actions as capacity
from kerege.capacity.models import CompetenceEvidence
from kerege.inventory import actions as inventory
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.sensitivity import Sensitivity
from kerege.people.models import Person
from kerege.people.rules import SYSTEM

Word = Callable[[str], str]
DAY = date(2025, 1, 1)


def content(word: Word) -> dict[str, Any]:
    """A framework of one competence, which one role needs."""
    said = {"1": [{"en": word("statement")}]}
    competence = {"code": "C1", "title": {"en": word("competence")}, "statements": said, "evidence": ["observed"]}
    return {
        "title": {"en": word("frametitle")},
        "lead": {"en": word("framelead")},
        "languages": {"en": "source"},
        "domains": [{"code": "D1", "title": {"en": word("domain")}, "competences": [competence]}],
        "roles": [
            {
                "code": "R1",
                "title": {"en": word("workrole")},
                "profile": [{"competence": "C1", "target": "3", "criticality": 7}],
            }
        ],
    }


def lay_competence(level: Sensitivity, laid: Any) -> None:
    """A framework of which those below may not know, a post by it, and what somebody showed."""
    key = f"frame-{laid.mark}{level.name.lower()}"
    made = shown(
        owner="KAZ",
        territory="KAZ",
        key=key,
        person=f"CANARY-{level.name}",
        level=level,
        word=lambda what: str(laid.word(what, level)),
    )
    for kind, name in made.items():
        laid.uids.setdefault(kind, []).append(name)


def shown(*, owner: str, territory: str, key: str, person: str, level: Sensitivity, word: Word) -> dict[str, str]:
    """Lay them; the names under which the register of outlets asks for them. Posts and evidence are restricted by
    themselves, and labelled here as openly as whoever lays them wants.
    """
    number = word("fv")
    told: dict[str, Any] = {"owner": owner, "label": level, "rights": word("framerights")}
    capacity.record_framework(by=SYSTEM, key=key, version=number, content=content(word), **told)
    capacity.publish_framework(by=SYSTEM, key=key, version=number, today=DAY)
    where = {"owner": owner, "territory": territory, "label": level}
    place = inventory.record_facility(by=SYSTEM, names={"en": key}, kind="field_station", sectors=["human"], **where)
    post = capacity.record_post(by=SYSTEM, facility=place.key, framework=key, role="R1", people=2, fte="1.5", today=DAY)
    holder = capacity.name_holder(by=SYSTEM, post=str(post.uid), person=person, today=DAY)
    given: dict[str, Any] = {"framework": key, "competence": "C1", "kind": "certificate", "level": 2, "shown_on": DAY}
    given |= {"by": SYSTEM, "owner": owner, "person": person}
    row = capacity.record_evidence(reference=word("oldpaper"), **given)
    capacity.withdraw_evidence(by=SYSTEM, evidence=str(row.uid), reason=word("whytaken"), today=date(2025, 1, 2))
    again = capacity.record_evidence(reference=word("newpaper"), **given)
    with act("tests.evidence.labelled", by=SYSTEM, about=row.uid):
        found = CompetenceEvidence.objects.inside_action().filter(uid__in=[row.uid, again.uid])
        for record in (post, holder, *found):
            record.label = level
            record.save()
    with checking():
        uid = Person.objects.inside_action().get(key=person).uid
    made = {"framework": key, "post": post.uid, "holder": holder.uid, "shown": again.uid, "posts_of": place.key}
    return {kind: str(name) for kind, name in {**made, "shown_by": uid}.items()}
