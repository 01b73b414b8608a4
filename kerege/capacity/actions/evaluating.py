"""Recording what a provider of proficiency tests told."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.capacity.actions.answerable import kept_place
from kerege.capacity.models import Finding, RoundEvaluation
from kerege.capacity.queries.teams import DOOR
from kerege.capacity.rules.rounds import check_card, evaluate
from kerege.capacity.rules.rounds import needed as read_needed
from kerege.capacity.words import Severity
from kerege.capacity.words import refused_quality as quality
from kerege.capacity.words.quality import Source
from kerege.capacity.words.rounds import Measure, Verdict
from kerege.inventory import queries as inventory
from kerege.inventory.rules.cards import free_line
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, choice


def evaluate_round(
    *,
    by: Actor,
    facility: str,
    round: str,
    measure: str,
    told: str = "",
    needed: str = "",
    needed_source: str = "",
    on: date | None = None,
    synthetic: bool = False,
    today: date | None = None,
) -> RoundEvaluation:
    """Record the result of a round that stands on the card of a facility (its uid), as the provider told it. What is
    unacceptable opens a major finding of the facility in the same act. The same again changes nothing.

    Of right answers out of all, `needed` is the percentage that the scheme asks for and `needed_source` what says so;
    where nothing is given, the usual ones hold (rules.rounds.USUAL).

    Refuses records.nothing_there, capacity.no_such_round, .evaluated_before, .not_a_score, .not_a_share,
    .not_tested_without_reason, .not_a_percentage, .share_without_source, .card_says_otherwise, .round_evaluated,
    people.unknown_choice, text.* and inventory.not_for_sharing.
    """
    line = kept_place(by=by, facility=facility)
    day, now = on or today or localdate(), today or localdate()
    card = inventory.facility(DOOR, line.key, on=now)
    held = next((each for each in card.rounds if each.uid == str(round)), None) if card is not None else None
    if held is None:
        raise Refusal(quality.NO_SUCH_ROUND, field="round")
    if not held.on <= day <= now:
        raise Refusal(quality.EVALUATED_BEFORE, field="on", day=str(day), on=str(held.on))
    asked = read_needed(needed, free_line(needed_source, field="needed_source"))
    found = evaluate(Measure(choice(measure, Measure, "measure")), free_line(told, field="told", most=300), asked)
    with checking():
        known: RoundEvaluation | None = RoundEvaluation.objects.inside_action().filter(round=held.uid).first()
    if known is not None:
        if (known.measure, known.told, known.verdict) == (found.measure, found.told, found.verdict):
            return known
        raise Refusal(quality.ROUND_EVALUATED, field="told", told=known.told or known.measure)
    check_card(found.verdict, held.result)
    share = found.measure == Measure.SHARE
    kept = {"owner": line.owner, "facility": line.key, "synthetic": synthetic}
    with act("capacity.round.evaluated", by=by, owner=line.owner) as done:
        bad = found.verdict == Verdict.UNACCEPTABLE
        text = f"{held.subject}, {held.on.isoformat()}: {found.told or found.measure}"[:500]
        finding = _finding(**kept, text=text, found_on=day) if bad else None
        row: RoundEvaluation = RoundEvaluation.objects.create(
            **kept,
            round=held.uid,
            subject=held.subject,
            measure=found.measure,
            told=found.told,
            needed=asked.percent if share else None,
            needed_source=asked.source if share else "",
            verdict=found.verdict,
            on=day,
            told_by=known_as(by.uid),
            finding=finding,
        )
        done.about = row.uid
    return row


def _finding(**told: Any) -> Finding:
    return Finding.objects.create(source=Source.PROFICIENCY, severity=Severity.MAJOR, **told)  # type: ignore[no-any-return]
