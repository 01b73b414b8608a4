"""The quality records of a facility in which two people had a part, each in every part that there is.

Whoever did something is never the person who looks at it, so each deed is laid both ways round.
"""

from datetime import date, timedelta
from typing import Any

from kerege.capacity import actions
from kerege.capacity.actions import documents
from kerege.capacity.actions.evaluating import evaluate_round
from kerege.inventory import actions as inventory
from kerege.people.rules import SYSTEM, Actor
from tests.capacity.given import published
from tests.capacity.placed import CHECKLIST

BEGAN = date(2026, 1, 1)


def lay_quality(facility: str, one: Actor, other: Actor, *, host: str, mentor: str, today: date) -> None:
    """Lay them for a facility whose quality records both may keep; `host` and `mentor` are seats."""
    _documents(facility, one, other, host, today)
    _plan(facility, one, other, {"host": host, "mentor": mentor}, today)
    _round(facility, one, today)


def _documents(facility: str, one: Actor, other: Actor, seat: str, today: date) -> None:
    told: dict[str, Any] = {"code": "SOP-01", "titles": {"en": "Spills"}, "seat": seat}
    document = str(documents.record_document(by=one, facility=facility, today=today, **told).uid)
    for number, (writer, approver) in enumerate(((one, other), (other, one))):
        draft = documents.draft_version(
            by=writer, document=document, version=str(number), kept_at="Binder 1", today=today
        )
        version, begins = str(draft.uid), today + timedelta(days=100 * number)
        documents.hand_for_review(by=writer, version=version)
        days = {"effective_from": begins, "review_by": begins + timedelta(days=300)}
        documents.approve_version(by=approver, version=version, today=today, **days)


def _plan(facility: str, one: Actor, other: Actor, seats: dict[str, str], today: date) -> None:
    published(key="of-facilities")
    given = {"key": "stages", "version": "1", "content": CHECKLIST}
    actions.record_checklist(by=SYSTEM, owner="REG", published_on=BEGAN, **given)
    of: dict[str, Any] = {"facility": facility, "checklist": "stages", "version": "1", "set_key": "of-facilities"}
    days = {"start": today, "until": today + timedelta(days=700), "today": today}
    plan = str(actions.open_plan(by=one, **of, **seats, **days).uid)
    for activity, (reporter, looker) in {"a": (one, other), "b": (other, one)}.items():
        told = {"plan": plan, "activity": activity, "today": today}
        actions.report_activity(by=reporter, proof=f"Record {activity}", **told)
        actions.look_at_activity(by=looker, convincing=True, **told)
    for kind, by in (("visit", one), ("call", other)):
        actions.log_visit(by=by, plan=plan, on=today, kind=kind, seen="The records are kept", today=today)


def _round(facility: str, one: Actor, today: date) -> None:
    """An unacceptable result, and why it came to that."""
    told = {"provider": "Provider", "subject": "Serology", "on": BEGAN, "until": today + timedelta(days=300)}
    held = str(inventory.record_proficiency(by=SYSTEM, facility=facility, today=today, **told).uid)
    row = evaluate_round(by=one, facility=facility, round=held, measure="score", told="-3.4", today=today)
    why = {"kind": "knowledge", "cause": "Nobody was shown how the kit is kept"}
    actions.name_cause(by=one, finding=str(row.finding.uid), today=today, **why)
