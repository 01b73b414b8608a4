"""Incidents in which two people had every part: each reports, handles, opens the other's name, and writes a lesson."""

from datetime import UTC, date, datetime
from typing import Any

from kerege.journal.actions import act
from kerege.lib.canonical import digest
from kerege.people.models import Account
from kerege.people.queries import pseudonyms
from kerege.people.rules import SYSTEM
from kerege.response.models import (
    IdentityRead,
    IncidentDesk,
    IncidentMessage,
    IncidentReporter,
    Investigation,
    LabIncident,
    Lesson,
)

OWNER, AT = "KAZ", datetime(2025, 1, 5, 9, tzinfo=UTC)


def lay_incidents(her: Account, other: Account, *, on: date) -> None:
    with act("tests.incidents.used", by=SYSTEM, about="incidents"):
        for about, by in ((her, other), (other, her)):
            own, who = (pseudonyms([str(each.uid)])[str(each.uid)] for each in (about, by))
            mark = digest([own])
            desk = IncidentDesk.objects.create(owner=OWNER, facility=mark[:20], door=mark[:32], opened_on=on)
            told: dict[str, Any] = {"kind": "spill", "severity": "minor", "room": "level_2", "activity": "waste"}
            of = LabIncident.objects.create(
                **told,
                owner=OWNER,
                desk=desk,
                facility=desk.facility,
                story=f"{about.name} dropped it",
                immediate=f"{about.name} left",
                occurred_at=AT,
                discovered_at=AT,
                reported_on=on,
                confidence="named",
                code_hash=mark,
                state="closed",
                outcome=f"{about.name} was thanked",
                closed_on=on,
                acknowledged_on=on,
                handled_by=own,
            )
            IncidentReporter.objects.create(incident=of, account=by)
            IdentityRead.objects.create(incident=of, account=by, reader=about, reason=f"{about.name} asked", on=on)
            said = f"{about.name} says so"
            IncidentMessage.objects.create(owner=OWNER, incident=of, of_reporter=True, text=said, on=on)
            found = {"method": "talk", "found": f"{about.name} knew", "concluded_on": on}
            Investigation.objects.create(owner=OWNER, incident=of, **found, lead=own)
            lesson = {"kind": "spill", "state": "draft", "drafted_on": on, "note": f"{about.name} wrote it"}
            Lesson.objects.create(owner=OWNER, incident=of, **lesson, author=own, checker=who)
            Lesson.objects.create(owner=OWNER, incident=of, **lesson, author=who, checker=own)
