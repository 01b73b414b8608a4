"""The desk at which a facility takes reports of incidents."""

import secrets
from datetime import date

from django.utils.timezone import localdate

from kerege.inventory import queries as inventory
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people.queries import seats
from kerege.people.rules import Actor
from kerege.records.recording import NOTHING_THERE
from kerege.records.viewers import PUBLIC
from kerege.response.models import IncidentDesk
from kerege.response.queries.incident_doors import DOOR, handles
from kerege.response.words import incidents_refused as refused


def keep_desk(
    *,
    by: Actor,
    facility: str,
    anonymous: bool,
    days_to_answer: int = 3,
    health: str = "",
    synthetic: bool = False,
    today: date | None = None,
) -> IncidentDesk:
    """Open the desk of a facility, or say anew how it takes reports: whether anonymously, within how many days somebody
    answers, and which seat is that of occupational health. The same again changes nothing; the address stays.

    Refuses records.nothing_there, response.not_your_incident, .days_to_answer and .no_such_seat.
    """
    day = today or localdate()
    card = inventory.facility(DOOR, facility, on=day)
    if card is None:
        raise Refusal(NOTHING_THERE, field="facility", what="facility", key=facility[:40])
    if not handles(by, owner=card.line.owner, facility=card.line.key, on=day):
        raise Refusal(refused.NOT_YOUR_INCIDENT)
    if not 1 <= days_to_answer <= 30:
        raise Refusal(refused.DAYS_TO_ANSWER, field="days_to_answer")
    told = {"anonymous": anonymous, "days_to_answer": days_to_answer, "health_id": _seat(health, card.line.owner, day)}
    with checking():
        known: IncidentDesk | None = IncidentDesk.objects.inside_action().filter(facility=card.line.key).first()
    if known is not None and all(getattr(known, name) == value for name, value in told.items()):
        return known
    with act("response.desk.kept", by=by, owner=card.line.owner) as done:
        row = known or IncidentDesk(
            owner=card.line.owner,
            facility=card.line.key,
            synthetic=synthetic,
            door=secrets.token_urlsafe(18),
            opened_on=day,
        )
        for name, value in told.items():
            setattr(row, name, value)
        row.save()
        done.about = row.uid
        done.note(anonymous=anonymous, days=days_to_answer)
    return row


def _seat(key: str, owner: str, day: date) -> int | None:
    if not key:
        return None
    found = next((each.number for each in seats(PUBLIC, on=day, owner=owner) if each.key == key), None)
    if found is None:
        raise Refusal(refused.NO_SUCH_SEAT, field="health")
    return found
