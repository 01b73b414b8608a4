"""Handling an incident: taking it on, asking back, finding its causes, handing these to quality, and closing it."""

from collections.abc import Sequence
from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from kerege.capacity import actions as capacity
from kerege.inventory.rules.cards import free_text
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, choice
from kerege.records.recording import NOTHING_THERE
from kerege.response.models import IncidentMessage, Investigation, LabIncident
from kerege.response.queries.incident_doors import handles
from kerege.response.rules import incidents as rules
from kerege.response.words import incidents_refused as refused
from kerege.response.words.incidents import Clause, IncidentState, Method, RootCause


def handled(*, by: Actor, incident: str) -> LabIncident:
    """The incident, for a biosafety officer of its facility; to everybody else it is not there. Refuses
    records.nothing_there.
    """
    with checking():
        uid = uid_or_none(incident)
        row: LabIncident | None = LabIncident.objects.inside_action().filter(uid=uid).first() if uid else None
    if row is None or not handles(by, owner=row.owner, facility=row.facility, on=localdate()):
        raise Refusal(NOTHING_THERE, field="incident", what="incident", key=str(incident)[:40])
    return row


def acknowledge_incident(*, by: Actor, incident: str, today: date | None = None) -> LabIncident:
    """Say that it was read, and take it on. Refuses what `handled` refuses, and response.incident_not_now."""
    row = handled(by=by, incident=incident)
    with act("response.incident.acknowledged", by=by, owner=row.owner, about=row.uid):
        row = _moved(row, IncidentState.ACKNOWLEDGED)
        row.acknowledged_on, row.handled_by = today or localdate(), known_as(by.uid)
        row.save()
    return row


def investigate_incident(*, by: Actor, incident: str) -> LabIncident:
    """Decide that its causes are looked for. Refuses what `handled` refuses, and response.incident_not_now."""
    row = handled(by=by, incident=incident)
    with act("response.incident.taken_up", by=by, owner=row.owner, about=row.uid):
        row = _moved(row, IncidentState.INVESTIGATED)
        row.save()
    return row


def set_incident_aside(*, by: Actor, incident: str, reason: str, today: date | None = None) -> LabIncident:
    """Set it aside with the reason, which its reporter reads: told twice, or no incident. Refuses what `handled`
    refuses, response.incident_not_now, .incident_no_reason, text.* and inventory.not_for_sharing.
    """
    row = handled(by=by, incident=incident)
    why = rules.reason(reason, field="reason")
    with act("response.incident.set_aside", by=by, owner=row.owner, about=row.uid):
        row = _moved(row, IncidentState.SET_ASIDE)
        row.outcome, row.closed_on = why, today or localdate()
        row.save()
    return row


def ask_reporter(*, by: Actor, incident: str, text: str, today: date | None = None) -> IncidentMessage:
    """Ask the reporter, who reads it with the code or the account. Refuses what `handled` refuses,
    response.message_empty, text.* and inventory.not_for_sharing.
    """
    row = handled(by=by, incident=incident)
    if not text.strip():
        raise Refusal(refused.MESSAGE_EMPTY, field="text")
    told = free_text(text, field="text", most=1000)
    with act("response.incident.asked", by=by, owner=row.owner, about=row.uid):
        kept = {"incident": row, "owner": row.owner, "synthetic": row.synthetic, "of_reporter": False}
        return IncidentMessage.objects.create(**kept, text=told, on=today or localdate())  # type: ignore[no-any-return]


def conclude_investigation(
    *,
    by: Actor,
    incident: str,
    method: str,
    found: str,
    causes: Sequence[str],
    clauses: Sequence[str] = (),
    competences: Sequence[str] = (),
    today: date | None = None,
) -> Investigation:
    """Say how causes were looked for and what was found. Each cause becomes a finding of the facility in quality, where
    actions are planned for a seat, proved, verified by another person and looked at again. `competences` (key of a
    framework, a colon and a code) are those that people lacked: by them the need for training grows.

    Refuses what `handled` refuses, response.incident_not_now, .no_findings, .no_cause, .not_training,
    people.unknown_choice, capacity.no_such_competence, text.* and inventory.not_for_sharing.
    """
    row = handled(by=by, incident=incident)
    rules.check_move(row.state, IncidentState.ACTING)
    if not found.strip():
        raise Refusal(refused.NO_FINDINGS, field="found")
    told = free_text(found, field="found")
    rules.check_causes(causes)
    roots = sorted({RootCause(choice(each, RootCause, "causes")) for each in causes})
    rules.check_lacking(roots, competences)
    day = today or localdate()
    kept = {"incident": row, "owner": row.owner, "synthetic": row.synthetic, "concluded_on": day}
    chosen = {
        "method": choice(method, Method, "method"),
        "clauses": sorted({choice(each, Clause, "clauses") for each in clauses}),
        "competences": sorted(set(competences)),
    }
    with transaction.atomic():
        findings = [_finding(by, row, root, told, competences, day) for root in roots]
        with act("response.incident.concluded", by=by, owner=row.owner, about=row.uid):
            row = _moved(row, IncidentState.ACTING)
            row.findings = findings
            row.save()
            done: Investigation = Investigation.objects.create(
                **kept,
                **chosen,
                found=told,
                causes=[root.value for root in roots],
                lead=known_as(by.uid),
            )
    return done


def _finding(by: Actor, row: LabIncident, root: RootCause, found: str, lacking: Sequence[str], day: date) -> str:
    made = capacity.record_incident_finding(
        by=by,
        facility=row.facility,
        text=" ".join(found.split())[:480],
        grave=rules.is_grave(row.severity),
        cause=rules.CAUSE_OF.get(root, ""),
        competences=lacking if root == RootCause.TRAINING else (),
        on=day,
        synthetic=row.synthetic,
    )
    return str(made.uid)


def close_incident(*, by: Actor, incident: str, outcome: str, today: date | None = None) -> LabIncident:
    """Close it with what came of it, which its reporter reads: once each finding has an action that was proved and
    verified by another person, and none that is open. Refuses what `handled` refuses, response.incident_not_now,
    .closing_without_proof, .incident_no_reason, text.* and inventory.not_for_sharing.
    """
    row = handled(by=by, incident=incident)
    rules.check_move(row.state, IncidentState.CLOSED)
    told = rules.reason(outcome, field="outcome")
    rules.check_closing(rules.Acted(*each) for each in capacity.acted_on(by=by, findings=row.findings))
    with act("response.incident.closed", by=by, owner=row.owner, about=row.uid):
        row = _moved(row, IncidentState.CLOSED)
        row.outcome, row.closed_on = told, today or localdate()
        row.save()
    return row


def _moved(row: LabIncident, wanted: IncidentState) -> LabIncident:
    """The row as it is now, held until the act ends, in its new state. Refuses response.incident_not_now."""
    now: LabIncident = LabIncident.objects.inside_action().select_for_update().get(pk=row.pk)
    rules.check_move(now.state, wanted)
    now.state = wanted
    return now
