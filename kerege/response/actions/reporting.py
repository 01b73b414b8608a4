"""Reporting an incident, and coming back to it: by the account that reported, or by the code alone.

Nothing is written of who reports anonymously: the act is nobody's, for every report, also of those with a name. What
comes from reporters has random uids: the others of this program tell the millisecond at which they were made.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import uuid4

from django.db import IntegrityError
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.timezone import localdate

from kerege.inventory.rules.cards import free_text
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.queries import account_number
from kerege.people.rules import ANONYMOUS, Actor, choice
from kerege.records.recording import NOTHING_THERE
from kerege.response.models import IncidentDesk, IncidentMessage, IncidentReporter, LabIncident
from kerege.response.rules import incidents as rules
from kerege.response.words import incidents_refused as refused
from kerege.response.words.incidents import (
    Confidence,
    Harm,
    IncidentKind,
    Occurrence,
    RiskGroup,
    RoomKind,
    WorkedAt,
)

LEAST_ONCE = 20
"""Fewer characters could be guessed, and with them the code."""


@dataclass(frozen=True)
class Told:
    """A report as it was typed. Times have a zone."""

    kind: str
    severity: str
    occurred_at: datetime
    discovered_at: datetime
    room: str
    activity: str
    story: str
    occurrences: Sequence[str] = ()
    immediate: str = ""
    risk_group: str = ""


@dataclass(frozen=True)
class Reported:
    """The incident, and the code that is shown once."""

    incident: LabIncident
    code: str


def report_incident(
    *,
    by: Actor,
    door: str,
    told: Told,
    confidence: str,
    once: str = "",
    synthetic: bool = False,
    now: datetime | None = None,
) -> Reported:
    """Report an incident at the desk with this door. `by` is needed unless it is anonymous, and then not looked at.
    `once` is what the form that was sent was given alone: the same report sent twice from it is one report, and its
    code is the same.

    Refuses response.no_desk, .not_anonymous, .too_many_open, .incident_in_future, .discovered_before,
    .incident_too_long_ago, .no_story, people.unknown_choice, text.* and inventory.not_for_sharing.
    """
    at = now or timezone.now()
    how = Confidence(choice(confidence, Confidence, "confidence"))
    desk = _desk_at(door)
    code = _code(desk, told, how, once)
    sent_before = _of_code(code)
    if sent_before is not None:
        return Reported(sent_before, code)
    reporter = None if how == Confidence.ANONYMOUS else account_number(by.uid)
    if how == Confidence.ANONYMOUS:
        _check_anonymous(desk, at)
    elif reporter is None:
        raise Refusal(refused.NOT_ANONYMOUS, field="confidence")
    rules.check_times(told.occurred_at, told.discovered_at, at)
    content = _content(told)
    kept = {"synthetic": desk.synthetic or synthetic, "confidence": how, "reported_on": localdate(at)}
    try:
        return Reported(_reported(desk, content | kept, code, reporter), code)
    except IntegrityError:  # the same form, sent twice at the same moment
        return Reported(_held(code), code)


def _reported(desk: IncidentDesk, content: dict[str, object], code: str, reporter: int | None) -> LabIncident:
    with act("response.incident.reported", by=ANONYMOUS, owner=desk.owner) as done:
        row = LabIncident(uid=uuid4(), desk=desk, owner=desk.owner, facility=desk.facility, **content)
        row.code_hash = rules.code_hash(code)
        row.save()
        if reporter is not None:
            IncidentReporter.objects.create(incident=row, account_id=reporter)
        done.about = row.uid
    return row


def _held(code: str) -> LabIncident:
    with checking():
        found: LabIncident = LabIncident.objects.inside_action().get(code_hash=rules.code_hash(code))
    return found


def _code(desk: IncidentDesk, told: Told, how: Confidence, once: str) -> str:
    """A new code; for the same report from the same form the same one. What a form was given is not kept, so nobody
    makes the code again who does not hold the form.
    """
    if len(once) < LEAST_ONCE:
        return rules.new_code()
    said = "\n".join((once, str(desk.uid), how.value, repr(told)))
    return rules.code_of(salted_hmac("kerege.incident.once", said, algorithm="sha256").digest())


def _of_code(code: str) -> LabIncident | None:
    with checking():
        found: LabIncident | None = LabIncident.objects.inside_action().filter(code_hash=rules.code_hash(code)).first()
    return found


def _desk_at(door: str) -> IncidentDesk:
    """The desk with this door. Refuses response.no_desk."""
    with checking():
        found: IncidentDesk | None = IncidentDesk.objects.inside_action().filter(door=door[:40]).first()
    if found is None:
        raise Refusal(refused.NO_DESK)
    return found


def _check_anonymous(desk: IncidentDesk, at: datetime) -> None:
    if not desk.anonymous:
        raise Refusal(refused.NOT_ANONYMOUS, field="confidence")
    with checking():
        rows = LabIncident.objects.inside_action().filter(desk=desk, confidence=Confidence.ANONYMOUS)
        if rows.filter(reported_on=localdate(at)).count() >= rules.MOST_ANONYMOUS:
            raise Refusal(refused.TOO_MANY_OPEN)


def _content(told: Told) -> dict[str, object]:
    if not told.story.strip():
        raise Refusal(refused.NO_STORY, field="story")
    return {
        "kind": choice(told.kind, IncidentKind, "kind"),
        "severity": choice(told.severity, Harm, "severity"),
        "room": choice(told.room, RoomKind, "room"),
        "activity": choice(told.activity, WorkedAt, "activity"),
        "occurrences": sorted({choice(each, Occurrence, "occurrences") for each in told.occurrences}),
        "risk_group": choice(told.risk_group, RiskGroup, "risk_group"),
        "story": free_text(told.story, field="story"),
        "immediate": free_text(told.immediate, field="immediate"),
        "occurred_at": told.occurred_at,
        "discovered_at": told.discovered_at,
    }


def answer_by_code(*, by: Actor, code: str, text: str) -> IncidentMessage:
    """Write to whoever handles the incident with this code. `by` is not looked at: the act is nobody's. Refuses
    response.no_such_code, .message_empty, text.* and inventory.not_for_sharing.
    """
    row = _of_code(code)
    if row is None:
        raise Refusal(refused.NO_SUCH_CODE, field="code")
    return _answered(row, text)


def answer_as_reporter(*, by: Actor, incident: str, text: str) -> IncidentMessage:
    """The same for the account that reported. Refuses records.nothing_there, response.message_empty, text.* and
    inventory.not_for_sharing.
    """
    with checking():
        uid, number = uid_or_none(incident), account_number(by.uid)
        rows = LabIncident.objects.inside_action().filter(uid=uid, reporter__account_id=number)
        row = rows.first() if uid and number else None
    if row is None:
        raise Refusal(NOTHING_THERE, field="incident", what="incident", key=incident[:40])
    return _answered(row, text)


def _answered(row: LabIncident, text: str) -> IncidentMessage:
    if not text.strip():
        raise Refusal(refused.MESSAGE_EMPTY, field="text")
    told = free_text(text, field="text", most=1000)
    with checking():
        last: IncidentMessage | None = (
            IncidentMessage.objects.inside_action().filter(incident=row).order_by("id").last()
        )
    if last is not None and last.of_reporter and last.text == told:
        return last  # the button was pressed twice
    with act("response.incident.answered", by=ANONYMOUS, owner=row.owner, about=row.uid):
        kept = {"incident": row, "owner": row.owner, "synthetic": row.synthetic, "of_reporter": True}
        return IncidentMessage.objects.create(  # type: ignore[no-any-return]
            **kept, uid=uuid4(), text=told, on=localdate()
        )
