"""Rounds of judging: opened as on a day, frozen when nothing waits any more, published field by field."""

from collections.abc import Iterable
from datetime import date

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.law.actions.own_rows import LAW_DEEDS, own_row
from kerege.law.models import AssessmentRound, CatalogueRelease, Evidence, Judgement, Topic
from kerege.law.models import Instrument as InstrumentRow
from kerege.law.queries.binding import binding
from kerege.law.rules.coverage import weight_of
from kerege.law.words import coverage_refused as refused
from kerege.law.words import interchange
from kerege.law.words.coverage import JudgementState, RoundState
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import UNKNOWN_LEVEL, Sensitivity
from kerege.lib.text import clean_line
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.records.recording import named, plain_key, record_once


def open_round(
    *,
    by: Actor,
    owner: str,
    key: str,
    title: str,
    as_of: date,
    topics: Iterable[str] = (),
    instruments: Iterable[str] = (),
    partly: str = "1/2",
    synthetic: bool = False,
    today: date | None = None,
) -> AssessmentRound:
    """Open a round about a country's law as on a day, within these topics and instruments; none named is all of them.
    It rests on the newest release of the catalogue.

    Refuses people.not_yours, law.bad_weight, law.round_of_a_country, records.nothing_there, records.key_taken,
    records.bad_key and text.*.
    """
    check_may(by, Deed.RECORD_LAW, owner)
    if owner == REGION:
        raise Refusal(refused.ROUND_OF_A_COUNTRY, field="owner")
    scope = {
        "topics": sorted({named(Topic, key=each).key for each in topics}),
        "instruments": sorted({named(InstrumentRow, key=each).key for each in instruments}),
    }
    with checking():
        release = CatalogueRelease.objects.order_by("-published_on", "-id").first()
        known = AssessmentRound.objects.inside_action().filter(key=key).first()
    return record_once(
        AssessmentRound,
        word="law.round.opened",
        by=by,
        owner=owner,
        where={"key": plain_key(key)},
        content={
            "owner": owner,
            "title": clean_line(title, field="title"),
            "as_of": as_of,
            "release": known.release if known else release,
            "scope": scope,
            "partly": str(weight_of(partly)),
            "opened_on": known.opened_on if known else today or localdate(),
            "synthetic": synthetic,
        },
    )


def round_of(*, by: Actor, round: str, deeds: Iterable[Deed] = LAW_DEEDS) -> AssessmentRound:
    """The round, for whoever works on its country's law. Refuses records.nothing_there in one word for all others."""
    return own_row(by=by, model=AssessmentRound, uid=round, field="round", what="assessment round", deeds=deeds)


def _check_open(row: AssessmentRound) -> None:
    """Refuse law.round_closed, and law.round_judged_elsewhere."""
    if row.judged_at:
        raise Refusal(interchange.JUDGED_ELSEWHERE, round=row.title, node=row.judged_at)
    if row.state != RoundState.OPEN:
        raise Refusal(refused.ROUND_CLOSED, round=row.title)


def freeze_round(*, by: Actor, round: str, today: date | None = None) -> AssessmentRound:
    """End the judging. Which obligations bind the country is kept as it stands, so that no later release of the
    catalogue and no later ratification changes what the round says. Open drafts stay drafts and count as unknown.

    Refuses what `round_of` refuses, law.round_closed and law.waiting_reviews.
    """
    row = round_of(by=by, round=round, deeds=(Deed.RECORD_LAW,))
    _check_open(row)
    with act("law.round.frozen", by=by, owner=row.owner, about=row.uid):
        held: AssessmentRound = AssessmentRound.objects.inside_action().select_for_update(of=("self",)).get(pk=row.pk)
        _check_open(held)
        waiting = Judgement.objects.inside_action().filter(round=held, state=JudgementState.SUBMITTED).count()
        if waiting:
            raise Refusal(refused.WAITING_REVIEWS, count=waiting)
        held.state, held.frozen_on = RoundState.FROZEN, today or localdate()
        held.frozen = binding(held.owner, on=held.as_of, scope=held.scope)
        held.save()
    return held


def publish_round(
    *, by: Actor, round: str, status: int, grounds: int, evidence: int, today: date | None = None
) -> AssessmentRound:
    """Let others read a frozen round: its approved judgements as openly as `status` says, their grounds and their
    evidence never more openly than that. The same again, with other levels, calls back what was open.

    Refuses what `round_of` refuses, law.round_open and sharing.unknown_level.
    """
    row = round_of(by=by, round=round, deeds=(Deed.LABEL,))
    if row.state == RoundState.OPEN:
        raise Refusal(refused.ROUND_OPEN)
    if not {status, grounds, evidence} <= set(Sensitivity):
        raise Refusal(UNKNOWN_LEVEL, field="status")
    level = Sensitivity(status)
    levels = {"status": int(level), "grounds": max(level, grounds), "evidence": max(level, evidence)}
    with act("law.round.published", by=by, owner=row.owner, about=row.uid, **levels):
        row.state, row.label = RoundState.PUBLISHED, level
        row.published_on = row.published_on or today or localdate()
        row.save()
        approved = Judgement.objects.inside_action().filter(round=row, state=JudgementState.APPROVED)
        for judgement in approved:
            judgement.label, judgement.grounds_label = level, Sensitivity(levels["grounds"])
            judgement.save()
        cited = Evidence.objects.inside_action().filter(judgement__in=[each.pk for each in approved])
        cited.update(label=levels["evidence"])
    return row
