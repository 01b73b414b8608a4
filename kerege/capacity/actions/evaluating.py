"""Recording what a provider of proficiency tests told."""

from datetime import date

from django.utils.timezone import localdate

from kerege.capacity.actions.answerable import kept_place
from kerege.capacity.models import Finding, RoundEvaluation
from kerege.capacity.queries.teams import DOOR, known_as
from kerege.capacity.rules.rounds import evaluate
from kerege.capacity.words import Severity
from kerege.capacity.words import refused_quality as quality
from kerege.capacity.words.quality import Source
from kerege.capacity.words.rounds import Measure, Verdict
from kerege.inventory import queries as inventory
from kerege.inventory.rules.cards import free_line
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, choice


def evaluate_round(
    *,
    by: Actor,
    facility: str,
    round: str,
    measure: str,
    told: str = "",
    on: date | None = None,
    synthetic: bool = False,
    today: date | None = None,
) -> RoundEvaluation:
    """Record the result of a round that stands on the card of a facility (its uid), as the provider told it. What is
    unacceptable opens a major finding of the facility in the same act. The same again changes nothing.

    Refuses records.nothing_there, capacity.no_such_round, .evaluated_before, .not_a_score, .not_a_share,
    .not_tested_without_reason, .round_evaluated, people.unknown_choice, text.* and inventory.not_for_sharing.
    """
    line = kept_place(by=by, facility=facility)
    day, now = on or today or localdate(), today or localdate()
    card = inventory.facility(DOOR, line.key, on=now)
    held = next((each for each in card.rounds if each.uid == str(round)), None) if card is not None else None
    if held is None:
        raise Refusal(quality.NO_SUCH_ROUND, field="round")
    if not held.on <= day <= now:
        raise Refusal(quality.EVALUATED_BEFORE, field="on", day=str(day), on=str(held.on))
    found = evaluate(Measure(choice(measure, Measure, "measure")), free_line(told, field="told", most=300))
    with checking():
        known: RoundEvaluation | None = RoundEvaluation.objects.inside_action().filter(round=held.uid).first()
    if known is not None:
        if (known.measure, known.told) == (found.measure, found.told):
            return known
        raise Refusal(quality.ROUND_EVALUATED, field="told", told=known.told or known.measure)
    kept = {"owner": line.owner, "facility": line.key, "synthetic": synthetic}
    with act("capacity.round.evaluated", by=by, owner=line.owner) as done:
        finding = None
        if found.verdict == Verdict.UNACCEPTABLE:
            finding = Finding.objects.create(
                **kept,
                source=Source.PROFICIENCY,
                text=f"{held.subject}, {held.on.isoformat()}: {found.told or found.measure}"[:500],
                severity=Severity.MAJOR,
                found_on=day,
            )
        row: RoundEvaluation = RoundEvaluation.objects.create(
            **kept,
            round=held.uid,
            subject=held.subject,
            measure=found.measure,
            told=found.told,
            verdict=found.verdict,
            on=day,
            told_by=known_as(by.uid),
            finding=finding,
        )
        done.about = row.uid
    return row
