"""Judging an obligation: drafts, their evidence, handing in, and the exception that a third person grants."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.law.actions.own_rows import own_row
from kerege.law.actions.rounds import _check_open, round_of
from kerege.law.models import AssessmentRound, Evidence, Judgement, Obligation, Review
from kerege.law.queries.binding import binding
from kerege.law.rules import judging as rules
from kerege.law.rules.grounds import Grounds, read_grounds
from kerege.law.words import coverage_refused as refused
from kerege.law.words.coverage import ChainAnswer, Confidence, CoverageStatus, JudgementState, Relation, ReviewKind
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_text
from kerege.people.rules import Actor, choice
from kerege.people.words import Deed

LONGEST = 4000


@dataclass(frozen=True)
class Told:
    """A judgement as it was typed."""

    status: str = CoverageStatus.UNKNOWN
    rationale: str = ""
    search_log: str = ""
    missing: str = ""
    confidence: str = ""
    chain: Mapping[str, str] = field(default_factory=dict)


def judgement_of(*, by: Actor, judgement: str) -> Judgement:
    """The judgement, for whoever works on its country's law. Refuses records.nothing_there, and law.round_closed."""
    row = own_row(by=by, model=Judgement, uid=judgement, field="judgement", related=("round", "obligation"))
    _check_open(row.round)
    return row


def judge(
    *, by: Actor, round: str, obligation: str, told: Told, seen: int | None = None, today: date | None = None
) -> Judgement:
    """Write one's draft about an obligation of an open round, or write it on. Where an approved judgement stands, the
    draft will supersede it once it is approved itself. `seen` is the number of the draft that somebody had open.

    Refuses what `round_of` refuses, law.round_closed, .not_in_round, .not_your_judgement, .judgement_not_now,
    .judgement_moved, people.unknown_choice and text.*.
    """
    row = round_of(by=by, round=round, deeds=(Deed.RECORD_LAW,))
    _check_open(row)
    status = choice(told.status, CoverageStatus, "status")
    grounds = _grounds(told).written()
    about = _obligation(row, obligation)
    found = _open_one(row, about)
    if found is not None:
        if found.author != known_as(by.uid):
            raise Refusal(refused.NOT_YOUR_JUDGEMENT)
        rules.check_writable(found.state)
        rules.check_version(seen=found.number if seen is None else seen, now=found.number)
        with checking():
            if (found.status, found.grounds) == (status, grounds):
                return found
    with act("law.judgement.drafted", by=by, owner=row.owner) as done:
        draft = found or Judgement(
            round=row,
            obligation=about,
            owner=row.owner,
            synthetic=row.synthetic,
            author=known_as(by.uid),
            drafted_on=today or localdate(),
            supersedes=_approved_one(row, about),
            number=0,
        )
        draft.status, draft.grounds, draft.state = status, grounds, JudgementState.DRAFT
        draft.number += 1
        draft.save()
        done.about = draft.uid
        done.note(obligation=about.key)
    return draft


def _obligation(row: AssessmentRound, key: str) -> Obligation:
    """The obligation, if it is within the round. Refuses law.not_in_round."""
    with checking():
        about = Obligation.objects.filter(key=key[:40]).first()
        if about is None or about.key not in binding(row.owner, on=row.as_of, scope=row.scope):
            raise Refusal(refused.NOT_IN_ROUND, field="obligation", obligation=key[:40])
    return about  # type: ignore[no-any-return]


def _grounds(told: Told) -> Grounds:
    texts = {
        name: clean_text(text, field=name, max_length=LONGEST) if text.strip() else ""
        for name, text in (("rationale", told.rationale), ("search_log", told.search_log), ("missing", told.missing))
    }
    for name, said in told.chain.items():
        if said:
            choice(said, ChainAnswer, name)
    sure = choice(told.confidence, Confidence, "confidence") if told.confidence else ""
    return Grounds(**texts, confidence=sure, chain=rules.chain_of(told.chain))


def _open_one(row: AssessmentRound, about: Obligation) -> Judgement | None:
    with checking():
        found = Judgement.objects.inside_action().filter(round=row, obligation=about)
        one: Judgement | None = found.filter(state__in=[s.value for s in rules.OPEN]).first()
    return one


def _approved_one(row: AssessmentRound, about: Obligation) -> Judgement | None:
    one: Judgement | None = (
        Judgement.objects.inside_action().filter(round=row, obligation=about, state=JudgementState.APPROVED).first()
    )
    return one


def submit_judgement(*, by: Actor, judgement: str, today: date | None = None) -> Judgement:
    """Hand one's draft in for review, once it says what it rests on.

    Refuses what `judgement_of` refuses, law.not_your_judgement, .judgement_not_now, and what rules.judging.check_whole
    refuses.
    """
    row = _own(by, judgement)
    rules.check_move(row.state, JudgementState.SUBMITTED)
    with checking():
        rules.check_whole(_judged(row))
    day = today or localdate()
    with act("law.judgement.submitted", by=by, owner=row.owner, about=row.uid):
        row.state, row.submitted_on = JudgementState.SUBMITTED, day
        _step(row, ReviewKind.SUBMIT, by=by, on=day)
    return row


def withdraw_judgement(*, by: Actor, judgement: str, reason: str, today: date | None = None) -> Judgement:
    """Take one's judgement back before it is approved, with the reason. It stays to be read.

    Refuses what `judgement_of` refuses, law.not_your_judgement, .judgement_not_now, .no_reason and text.*.
    """
    row = _own(by, judgement)
    rules.check_move(row.state, JudgementState.WITHDRAWN)
    told = _reason_of(reason)
    with act("law.judgement.withdrawn", by=by, owner=row.owner, about=row.uid):
        row.state = JudgementState.WITHDRAWN
        _step(row, ReviewKind.WITHDRAW, by=by, on=today or localdate(), text=told)
    return row


def _own(by: Actor, judgement: str) -> Judgement:
    row = judgement_of(by=by, judgement=judgement)
    if row.author != known_as(by.uid):
        raise Refusal(refused.NOT_YOUR_JUDGEMENT)
    return row


def _reason_of(text: str) -> str:
    """The reason as it is kept. Refuses law.no_reason and text.*."""
    if not text.strip():
        raise Refusal(refused.NO_REASON, field="reason")
    return clean_text(text, field="reason", max_length=1000)


def _step(row: Judgement, kind: ReviewKind, *, by: Actor, on: date, text: str = "") -> None:
    """Save a judgement with the step that was taken, inside an act."""
    row.number += 1
    row.save()
    about: dict[str, Any] = {"judgement": row, "owner": row.owner, "synthetic": row.synthetic}
    Review.objects.create(**about, kind=kind, text=text, done_by=known_as(by.uid), on=on)


def _judged(row: Judgement) -> rules.Judged:
    """The judgement as the rules see it, inside an act or a check."""
    cited = Evidence.objects.inside_action().filter(judgement=row)
    grounds, about = read_grounds(row.grounds), row.obligation
    return rules.Judged(
        status=CoverageStatus(row.status),
        chain=grounds.chain,
        evidence=tuple(rules.Cited(Relation(each.relation), each.rank, each.added_by) for each in cited),
        search_log=grounds.search_log,
        rationale=grounds.rationale,
        needs_penalty=about.needs_penalty,
        needs_authority=about.needs_authority,
        needed_rank=about.min_norm_rank,
        overridden=bool(row.overridden_by),
    )
