"""One row of each table of certificates, for tests that read: a case with everything that can hang on one."""

import tomllib
from collections.abc import Callable
from datetime import date
from typing import Any

from kerege.capacity import actions
from kerege.capacity.models import (
    CaseDecision,
    CasePart,
    CaseRecord,
    Certificate,
    CertificateCase,
    CertificateStep,
    Delivery,
    Feedback,
    FeedbackLink,
)
from kerege.capacity.rules.numbers import new_number
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.canonical import digest
from kerege.lib.sensitivity import Sensitivity
from kerege.people.models import Person
from kerege.people.rules import SYSTEM
from kerege.worlds.schemes_loader import HERE

DAY = date(2025, 3, 3)
UNTIL = date(2028, 3, 3)


def regional(**changes: Any) -> dict[str, Any]:
    """The content of the region's scheme as it comes with Kerege."""
    told = tomllib.loads((HERE / "biosafety_trainer.toml").read_text(encoding="utf-8"))
    return told["content"] | changes


def published(*, owner: str = "REG", version: str = "1", key: str = "biosafety-trainer", **changes: Any) -> Any:
    content = regional(**changes)
    return actions.publish_scheme(by=SYSTEM, owner=owner, key=key, version=version, content=content, today=DAY)


def lay_case(
    person: str,
    *,
    scheme: Any = None,
    owner: str = "KAZ",
    label: Sensitivity = Sensitivity.RESTRICTED,
    who: str = "nobody",
    territory: str = "",
    word: Callable[[str], str] = str,
) -> dict[str, Any]:
    """Lay them about the person with this key; every column for a pseudonym holds `who`. The rows by their names."""
    scheme = scheme or published()
    with act("tests.case.laid", by=SYSTEM, about="case"):
        whom = Person.objects.inside_action().get(key=person)
        kept: dict[str, Any] = {"owner": owner, "label": label}
        case = CertificateCase(
            **kept, person=whom, scheme=scheme, level="L1", state="certified", territory_id=territory or owner
        )
        case.curriculum, case.languages, case.commitment, case.note = "p53", "ru", word("commitment"), word("casenote")
        case.nominated_on = case.enrolled_on = case.passed_on = case.decided_on = DAY
        case.save()
        kept["case"] = case
        row = {
            "case": case,
            "part": CasePart.objects.create(**kept, person=whom, subject=who, part="trainer", named_on=DAY),
        }
        noted: dict[str, Any] = {"noted_by": who, "noted_on": DAY}
        record = {"kind": "reflection", "on": DAY, "text": word("reflection"), "mark": digest([str(case.uid)])}
        row["record"] = CaseRecord.objects.create(**kept, **noted, **record, person=whom)
        decided = {"matter": "certify", "verdict": "yes", "reason": word("decision"), "on": DAY, "decided_by": who}
        row["decision"] = CaseDecision.objects.create(**kept, **decided)
        row["delivery"] = _delivery(case, whom, kept | noted, word)
        told: dict[str, Any] = {"owner": owner, "label": label}
        of = {"delivery": row["delivery"]} | told
        FeedbackLink.objects.create(**of, digest=digest(["link", str(case.uid)]), until=UNTIL, opened_by=who)
        Feedback.objects.create(**of, scores={"clear": 4}, via="paper", entered_by=who)
        held = Certificate(
            **kept, person=whom, scheme=scheme, number=new_number(), level="L1", territory_id=territory or owner
        )
        held.curriculum, held.version, held.languages, held.issuer = "p53", "2017", "ru ky", word("issuer")[:60]
        held.decided_on = held.valid_from = DAY
        held.valid_until = UNTIL
        held.save()
        step = {"what": "reinstated", "on": DAY, "reason": word("step"), "noted_by": who}
        row["step"] = CertificateStep.objects.create(**told, **step, certificate=held)
    return row | {"certificate": held}


def _delivery(case: Any, whom: Any, kept: dict[str, Any], word: Callable[[str], str]) -> Any:
    uid = str(case.uid)
    made = Delivery(**kept, person=whom, on=DAY, place=word("place"), territory_id=case.territory_id, language="ru")
    made.curriculum, made.version, made.participants, made.attendance = "p53", "2017", 12, word("attendance")
    made.mark, made.attendance_mark = digest(["delivery", uid]), digest(["attendance", uid])
    made.save()
    return made


def lay_rubric(row: dict[str, Any], who: str) -> None:
    """The rubric of an observer in a case that was laid, by the account with this pseudonym."""
    with act("tests.case.observed", by=SYSTEM, about="case"):
        case = row["case"]
        kept = {"owner": case.owner, "case": case, "person": case.person, "on": DAY, "noted_on": DAY}
        content = {"delivery": str(row["delivery"].uid), "rubric": {"goal": 3}}
        CaseRecord.objects.create(**kept, kind="observation", given=content, noted_by=who)


def number_of(row: dict[str, Any]) -> str:
    with checking():
        return str(row["certificate"].number)
