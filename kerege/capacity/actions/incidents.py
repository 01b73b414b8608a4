"""What the investigation of an incident found at a facility, and how far it was mended; for the room of incidents."""

from collections.abc import Collection
from datetime import date

from kerege.capacity.actions.answerable import kept_place
from kerege.capacity.models import CorrectiveAction, Finding
from kerege.capacity.queries.frameworks import CONTENT, known_competences
from kerege.capacity.queries.teams import known_as
from kerege.capacity.words import ActionState, Severity
from kerege.capacity.words import competence_refused as refused
from kerege.capacity.words.quality import Cause, Source
from kerege.inventory.rules.cards import needed_line
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, choice


def record_incident_finding(
    *,
    by: Actor,
    facility: str,
    text: str,
    grave: bool,
    cause: str,
    competences: Collection[str] = (),
    on: date,
    synthetic: bool = False,
) -> Finding:
    """Open a finding of the facility: major for a grave incident, else minor. `cause` is a Cause, or empty where it is
    named later. With `competences` the gap of the place in these grows until an action against it has worked
    (queries.incident_gaps), and with it the need for training.

    Refuses records.nothing_there, people.unknown_choice, capacity.no_such_competence, text.* and
    inventory.not_for_sharing.
    """
    line = kept_place(by=by, facility=facility)
    told = needed_line(text, field="text", most=500)
    known = known_competences(CONTENT, on=on, lang="en")
    for each in competences:
        if each not in known:
            raise Refusal(refused.NO_SUCH_COMPETENCE, field="competences", competence=each[:60])
    kind = choice(cause, Cause, "cause") if cause else ""
    caused = {"cause_kind": kind, "cause": told, "cause_on": on, "cause_by": known_as(by.uid)} if kind else {}
    with act("capacity.finding.opened", by=by, owner=line.owner) as done:
        row: Finding = Finding.objects.create(
            **caused,
            source=Source.INCIDENT,
            facility=line.key,
            owner=line.owner,
            synthetic=synthetic,
            text=told,
            severity=Severity.MAJOR if grave else Severity.MINOR,
            found_on=on,
            competences=sorted(competences),
        )
        done.about = row.uid
    return row


def acted_on(*, by: Actor, findings: Collection[str]) -> list[tuple[int, int]]:
    """Of each of these findings of a facility, how many actions were verified and how many are open still; none of a
    finding that is not there. Refuses records.nothing_there.
    """
    with checking():
        rows = list(Finding.objects.inside_action().filter(uid__in=[uid_or_none(each) for each in findings]))
    for facility in {row.facility for row in rows}:
        kept_place(by=by, facility=facility)
    with checking():
        actions = list(CorrectiveAction.objects.inside_action().filter(finding__in=[row.pk for row in rows]))
    open_ = {ActionState.PLANNED, ActionState.DONE}
    told = [
        (
            sum(a.state == ActionState.VERIFIED for a in actions if a.finding_id == row.pk),
            sum(a.state in open_ for a in actions if a.finding_id == row.pk),
        )
        for row in rows
    ]
    return told + [(0, 0)] * (len(set(findings)) - len(rows))
