"""Warnings in which two people had every part: each writes, reviews, issues and answers for the other."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from kerege.journal.actions import act
from kerege.lib.ids import new_uid
from kerege.people.models import Account
from kerege.people.queries import pseudonyms
from kerege.people.rules import SYSTEM
from kerege.response.models import Acknowledgement, Alert

OWNER, NEIGHBOUR = "KAZ", "KGZ"
SAID = {"language": "en", "event": "Locusts", "headline": "Locusts", "description": "They come.", "instruction": ""}


def lay_alerts(her: Account, other: Account, *, on: date) -> None:
    at = datetime(on.year, on.month, on.day, 9, tzinfo=UTC)
    moments: dict[str, Any] = {"written_at": at, "submitted_at": at, "reviewed_at": at, "sent": at}
    with act("tests.alerts.used", by=SYSTEM, about="alerts"):
        own = {each.id: pseudonyms([str(each.uid)])[str(each.uid)] for each in (her, other)}
        for writes, reads in ((her, other), (other, her)):
            uid, parts = new_uid(), {"author": own[writes.id], "reviewer": own[reads.id], "issued_by": own[reads.id]}
            row = Alert.objects.create(
                **moments,
                **parts,
                uid=uid,
                owner=OWNER,
                identifier=uid.urn,
                status="Actual",
                msg_type="Alert",
                level="regional",
                hazard="locust-italian",
                urgency="Expected",
                severity="Severe",
                certainty="Observed",
                response_type="Monitor",
                expires=at + timedelta(days=30),
                texts=[SAID],
                areas=[{"desc": "Near the border", "unit": "", "polygon": "", "circle": "43.1,68 25"}],
                recipients=[NEIGHBOUR],
                state="issued",
                sender="kaz.alerts@node.example",
                xml=b"<alert/>",
                digest="d",
                sealed_by="s",
            )
            Acknowledgement.objects.create(owner=NEIGHBOUR, alert=row, kind="read", at=at, said_by=own[writes.id])
