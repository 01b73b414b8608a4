"""An alert in force with what a neighbour said in return, for the worlds of the leak tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from kerege.journal.actions import act
from kerege.lib.ids import new_uid
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.response.models import Acknowledgement, Alert

OWNER, NEIGHBOUR, SENT = "KAZ", "KGZ", datetime(2026, 1, 6, 9, tzinfo=UTC)


def lay_alert(level: Sensitivity, laid: Any) -> None:
    """All of one level: an issued alert that holds for long yet, its document, and an acknowledgement."""
    uid = new_uid()
    word = laid.word("alert", level)
    said = {"language": "en", "event": "Locusts", "headline": word, "description": laid.word("alerttext", level)}
    kept: dict[str, Any] = {"label": level}
    with act("tests.alert.laid", by=SYSTEM, about=uid):
        row = Alert.objects.create(
            **kept,
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
            expires=timezone.now() + timedelta(days=30),
            texts=[said | {"instruction": laid.word("alertdo", level)}],
            areas=[{"desc": laid.word("alertarea", level), "unit": "", "polygon": "", "circle": "43.1,68 25"}],
            recipients=[NEIGHBOUR],
            contact=laid.word("alertcontact", level),
            note=laid.word("alertnote", level),
            state="issued",
            author="a",
            reviewer="b",
            issued_by="b",
            written_at=SENT,
            submitted_at=SENT,
            reviewed_at=SENT,
            sent=SENT,
            sender="kaz.alerts@node.example",
            xml=f"<alert>{word}</alert>".encode(),
            digest="d",
            sealed_by="s",
        )
        Acknowledgement.objects.create(
            **kept,
            owner=OWNER,
            alert=row,
            kind="read",
            at=SENT,
            note=laid.word("alertreply", level, shown=False),
            said_by="c",
        )
    laid.keep("alert", row)
