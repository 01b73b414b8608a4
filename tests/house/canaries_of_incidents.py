"""An incident with everything that hangs on it, for the worlds of the leak tests.

Whatever its label is, no clearance reads it: only the biosafety officers of its facility do, and nobody of these worlds
is one. So its words are shown nowhere. A lesson is read by its label.
"""

from datetime import UTC, date, datetime
from typing import Any

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.response.models import (
    AffectedPerson,
    IncidentDesk,
    IncidentMessage,
    Investigation,
    LabIncident,
    Lesson,
)

OWNER, DAY, AT = "KAZ", date(2025, 1, 6), datetime(2025, 1, 5, 9, tzinfo=UTC)


def lay_incident(level: Sensitivity, laid: Any) -> None:
    """All of one level: the desk, a report, a message, what was found, who was affected, and a lesson."""
    kept: dict[str, Any] = {"owner": OWNER, "label": level}

    def hidden(what: str) -> str:
        return str(laid.word(what, level, shown=False))

    with act("tests.incident.laid", by=SYSTEM, about="incident"):
        name = f"{laid.mark}{level.name.lower()}"
        desk = IncidentDesk.objects.create(
            **kept, facility=f"I-{name}"[:20], door=hidden("door")[:32], anonymous=True, opened_on=DAY
        )
        of = LabIncident.objects.create(
            **kept,
            desk=desk,
            facility=desk.facility,
            kind="spill",
            severity="minor",
            room="level_2",
            activity="waste",
            story=hidden("incidentstory"),
            immediate=hidden("incidentimmediate"),
            occurred_at=AT,
            discovered_at=AT,
            reported_on=DAY,
            confidence="anonymous",
            code_hash=f"{name}-hash",
            state="acting",
            acknowledged_on=DAY,
            handled_by="a",
        )
        IncidentMessage.objects.create(**kept, incident=of, of_reporter=True, text=hidden("incidentmessage"), on=DAY)
        Investigation.objects.create(
            **kept, incident=of, method="talk", found=hidden("incidentfound"), lead="a", concluded_on=DAY
        )
        AffectedPerson.objects.create(**kept, incident=of, role="student", noted_on=DAY)
        lesson = Lesson.objects.create(
            **kept,
            incident=of,
            kind="spill",
            title={"en": laid.word("lessontitle", level)},
            text={"en": laid.word("lessontext", level)},
            state="published",
            author="a",
            drafted_on=DAY,
            checker="b",
            published_on=DAY,
        )
    laid.keep("lesson_learnt", lesson)


def designated() -> dict[str, str]:
    """A lesson of a designated country that everybody may read."""
    with act("tests.incident.laid", by=SYSTEM, about="incident"):
        desk = IncidentDesk.objects.create(owner="XKX", facility="OUT-INCIDENT", door="out-door", opened_on=DAY)
        told = {"kind": "spill", "severity": "minor", "room": "level_2", "activity": "waste", "story": "A spill"}
        at = {"occurred_at": AT, "discovered_at": AT, "reported_on": DAY, "acknowledged_on": DAY}
        of = LabIncident.objects.create(
            **told,
            **at,
            owner="XKX",
            desk=desk,
            facility=desk.facility,
            confidence="anonymous",
            handled_by="a",
            code_hash="out-hash",
            state="acting",
        )
        checked = {"state": "published", "author": "a", "checker": "b", "drafted_on": DAY, "published_on": DAY}
        lesson = Lesson.objects.create(
            **checked,
            owner="XKX",
            incident=of,
            kind="spill",
            title={"en": "A title"},
            text={"en": "A text"},
            label=Sensitivity.PUBLIC,
        )
    return {"lesson_learnt": str(lesson.uid)}
