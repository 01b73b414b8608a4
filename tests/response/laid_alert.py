"""An issued alert as a row, for tests about whom it may name and who may read it. Inside an act."""

from datetime import UTC, datetime, timedelta
from typing import Any

from django.utils import timezone

from kerege.lib.ids import new_uid
from kerege.response.models import Alert

NEIGHBOUR, SENT = "KGZ", datetime(2026, 1, 6, 9, tzinfo=UTC)


def lay_issued(*, owner: str, **changes: Any) -> Alert:
    """An actual alert to a neighbour that holds for long yet."""
    uid = new_uid()
    said = {"language": "en", "event": "Locusts", "headline": "Locusts", "description": "They come.", "instruction": ""}
    told: dict[str, Any] = {
        "status": "Actual",
        "msg_type": "Alert",
        "level": "regional",
        "hazard": "locust-italian",
        "urgency": "Expected",
        "severity": "Severe",
        "certainty": "Observed",
        "response_type": "Monitor",
        "expires": timezone.now() + timedelta(days=30),
        "texts": [said],
        "areas": [{"desc": "Near the border", "unit": "", "polygon": "", "circle": "43.1,68 25"}],
        "recipients": [NEIGHBOUR],
        "state": "issued",
        "author": "a",
        "reviewer": "b",
        "issued_by": "b",
        "sender": "kaz.alerts@node.example",
        "xml": b"<alert/>",
        "digest": "d",
        "sealed_by": "s",
    }
    moments = dict.fromkeys(("written_at", "submitted_at", "reviewed_at", "sent"), SENT)
    return Alert.objects.create(uid=uid, identifier=uid.urn, owner=owner, **(told | moments | changes))
