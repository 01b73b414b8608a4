"""The programme of an event, two of its guests and what was decided of them, for the worlds of the leak tests."""

from datetime import UTC, datetime, timedelta
from typing import Any

from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach.models import Event, Guest, Programme, SameGuest
from kerege.people.rules import SYSTEM

OWNER = "KAZ"
NOW = datetime.now(UTC).replace(microsecond=0)


def _programme(event: Event, owner: str, level: Sensitivity, text: str, purpose: str) -> Programme:
    """It is held in a month, so that calendars have it."""
    starts = NOW + timedelta(days=30)
    told: dict[str, Any] = {"starts": starts, "ends": starts + timedelta(hours=4), "zone": "Asia/Almaty"}
    told |= {"names_until": (starts + timedelta(days=90)).date(), "link": 1, "code": 1, "languages": ["en"]}
    return Programme.objects.create(owner=owner, label=level, event=event, text=text, purpose=purpose, **told)


def lay_gathering(level: Sensitivity, laid: Any) -> None:
    """On the event of that level, which was laid just before."""
    kept: dict[str, Any] = {"owner": OWNER, "label": level}
    with act("tests.gatherings.laid", by=SYSTEM, about="gatherings"):
        event = Event.objects.inside_action().get(uid=laid.uids["event"][-1])
        _programme(event, OWNER, level, laid.word("agenda", level), laid.word("purpose", level))
        one, other = (
            Guest.objects.create(**kept, event=event, name=word, folded=word, invited_on=NOW.date(), noted_by="nobody")
            for word in (laid.word("guest", level), laid.word("gast", level))
        )
        decided: dict[str, Any] = {"same": False, "decided_by": "nobody", "decided_at": NOW}
        reason = laid.word("decidedwhy", level)
        SameGuest.objects.create(**kept, event=event, kept=one, other=other, reason=reason, **decided)


def designated(event: str) -> None:
    """An event of a designated country, to which somebody of there came."""
    with act("tests.gatherings.laid", by=SYSTEM, about="gatherings"):
        row = Event.objects.inside_action().get(uid=event)
        _programme(row, row.owner, Sensitivity.PUBLIC, "Talks", "To hold it")
        told: dict[str, Any] = {"name": "Somebody", "folded": "somebody", "country_id": "XKX", "noted_by": "nobody"}
        Guest.objects.create(owner=row.owner, event=row, invited_on=NOW.date(), came_at=NOW, came_how="list", **told)
