"""A laboratory with its officer, its head, a seat and a desk, and reports as tests make them."""

from datetime import date, timedelta
from typing import Any

from django.utils import timezone
from django.utils.timezone import localdate

from kerege.journal.rules import checking
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.response.actions import desks, handling, reporting
from kerege.response.models import LabIncident
from tests.capacity import needed, skilled

NOW = timezone.now


def world(*, anonymous: bool = True) -> dict[str, Any]:
    """Everybody, and the desk of the laboratory, whose seat of occupational health is “health”."""
    needed.lay()
    facility = needed.laboratory()
    who = {
        "officer": skilled.officer(),
        "head": skilled.officer(name="zhanarhead", role="laboratory_head"),
        "reporter": skilled.officer(name="reporterzq", role="trainer"),
        "second": skilled.officer(name="second"),
        "other": skilled.officer(skilled.ground.centre("OTHER-LAB", "laboratory"), name="other"),
        "focal": skilled.officer("", name="focal", role="focal_point"),
        "nurse": skilled.officer(name="nurse", role="trainer"),
    }
    for key, sitting in (("care", "second"), ("health", "nurse")):
        told = {"owner": "KAZ", "key": key, "kind": "other", "title": key.title(), "mandate": "Order"}
        people.create_seat(by=SYSTEM, mandate_on=date(2020, 1, 1), **told)
        person = f"KAZ-{sitting}".upper()
        people.appoint(by=SYSTEM, seat=key, person=person, capacity="holder", start=date(2021, 1, 1))
    desk = desks.keep_desk(by=who["officer"], facility=facility, anonymous=anonymous, health="health")
    return {"who": who, "facility": facility, "desk": desk}


def told(**changes: Any) -> reporting.Told:
    """A report of what happened three days ago and was noticed a day later."""
    given = {
        "kind": "spill",
        "severity": "moderate",
        "occurred_at": NOW() - timedelta(days=3),
        "discovered_at": NOW() - timedelta(days=2),
        "room": "level_2",
        "activity": "microbiology",
        "story": "A tube broke in the centrifuge and the lid was opened at once.",
        "occurrences": ["spill", "equipment"],
        "immediate": "Everybody left the room for half an hour.",
        "risk_group": "2",
    }
    return reporting.Told(**(given | changes))


def reported(here: dict[str, Any], by: str = "reporter", confidence: str = "named", **changes: Any) -> Any:
    return reporting.report_incident(
        by=here["who"][by], door=here["desk"].door, told=told(**changes), confidence=confidence
    )


def concluded(here: dict[str, Any], uid: str, **changes: Any) -> Any:
    """Taken on, investigated and concluded by the officer."""
    by = here["who"]["officer"]
    handling.acknowledge_incident(by=by, incident=uid)
    handling.investigate_incident(by=by, incident=uid)
    given = {"method": "five_why", "found": "Nobody had shown how long to wait before opening.", "causes": ["training"]}
    given |= {"competences": ["frame:B1"], "clauses": ["7"]}
    return handling.conclude_investigation(by=by, incident=uid, **(given | changes))


def today() -> Any:
    return localdate()


def account_of(name: str) -> Any:
    return account(f"{name}@example.org")


def reading_uid(confidence: str = "anonymous") -> str:
    """The uid of the only incident that was reported so."""
    with checking():
        return str(LabIncident.objects.inside_action().get(confidence=confidence).uid)
