"""Opening the name of a reporter, and keeping who was affected: the two things that are about persons."""

from datetime import date

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.queries import account_number
from kerege.people.rules import Actor, choice
from kerege.records.recording import NOTHING_THERE
from kerege.response.actions.handling import handled
from kerege.response.models import AffectedPerson, IdentityRead, IncidentDesk, IncidentReporter
from kerege.response.queries.incident_doors import is_health
from kerege.response.words import incidents_refused as refused
from kerege.response.words.incidents import AffectedRole, Confidence, Experience, Health


def open_reporter(*, by: Actor, incident: str, reason: str = "", today: date | None = None) -> str:
    """The name of the reporter, for the biosafety officer who handles it and for nobody who leads a laboratory. Each
    opening is kept, and shown to the reporter; one in confidence needs a reason.

    Refuses what handling.handled refuses, response.no_reporter, .incident_no_reason, .not_your_incident and text.*.
    """
    row = handled(by=by, incident=incident)
    with checking():
        found = IncidentReporter.objects.filter(incident=row).select_related("account").first()
    if found is None:
        raise Refusal(refused.NO_REPORTER)
    if row.confidence == Confidence.CONFIDENTIAL and not reason.strip():
        raise Refusal(refused.INCIDENT_NO_REASON, field="reason")
    reader = account_number(by.uid)
    if reader is None:
        raise Refusal(refused.NOT_YOUR_INCIDENT)
    why = clean_line(reason, field="reason", max_length=300) if reason.strip() else ""
    with act("response.reporter.opened", by=by, owner=row.owner, about=row.uid):
        told = {"incident": row, "account_id": found.account_id, "reader_id": reader}
        IdentityRead.objects.create(**told, reason=why, on=today or localdate())
    return str(found.account.name)


def note_affected(
    *, by: Actor, incident: str, role: str, experience: str = Experience.UNKNOWN, today: date | None = None
) -> AffectedPerson:
    """Note that somebody was affected: role and band of experience, nothing else. Whoever handles the incident notes
    it, and reads it no more. Refuses what handling.handled refuses, and people.unknown_choice.
    """
    row = handled(by=by, incident=incident)
    told = {"role": choice(role, AffectedRole, "role"), "experience": choice(experience, Experience, "experience")}
    with act("response.affected.noted", by=by, owner=row.owner, about=row.uid):
        kept = {"incident": row, "owner": row.owner, "synthetic": row.synthetic}
        return AffectedPerson.objects.create(**kept, **told, noted_on=today or localdate())  # type: ignore[no-any-return]


def follow_health(*, by: Actor, affected: str, health: str) -> AffectedPerson:
    """Say how far occupational health is with somebody. Refuses records.nothing_there, response.not_health and
    people.unknown_choice.
    """
    with checking():
        uid = uid_or_none(affected)
        rows = AffectedPerson.objects.inside_action().select_related("incident")
        row: AffectedPerson | None = rows.filter(uid=uid).first() if uid else None
        desk = IncidentDesk.objects.inside_action().filter(pk=row.incident.desk_id).first() if row else None
    if row is None or desk is None:
        raise Refusal(NOTHING_THERE, field="affected", what="affected person", key=affected[:40])
    if not by.is_system and not is_health(by, desk.health_id, on=localdate()):
        raise Refusal(refused.NOT_HEALTH)
    chosen = choice(health, Health, "health")
    if row.health != chosen:
        with act("response.affected.followed", by=by, owner=row.owner, about=row.uid):
            row.health = chosen
            row.save()
    return row
