"""Review by a second person: returning with a reason, approving, and the exception that a third person grants."""

from datetime import date

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.law.actions.judging import _judged, _reason_of, _step, judgement_of
from kerege.law.actions.rounds import _check_open
from kerege.law.models import Evidence, Judgement, Review
from kerege.law.rules import judging as rules
from kerege.law.rules.coverage import confirm_due
from kerege.law.rules.sealing import seal
from kerege.law.words import coverage_refused as refused
from kerege.law.words.coverage import JudgementState, ReviewKind
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed


def return_judgement(
    *, by: Actor, judgement: str, reason: str, seen: int | None = None, today: date | None = None
) -> Judgement:
    """Give a submitted judgement back to its author, with the reason.

    Refuses what judging.judgement_of refuses, people.not_yours, law.own_judgement, .own_evidence, .judgement_not_now,
    .judgement_moved, .no_reason and text.*.
    """
    row = judgement_of(by=by, judgement=judgement)
    check_may(by, Deed.REVIEW_LAW, row.owner)
    told = _reason_of(reason)
    day = today or localdate()
    with act("law.judgement.returned", by=by, owner=row.owner, about=row.uid):
        row = _locked(row, seen)
        rules.check_move(row.state, JudgementState.RETURNED)
        _check_second(by, row)
        row.state = JudgementState.RETURNED
        _step(row, ReviewKind.RETURN, by=by, on=day, text=told)
    return row


def approve_judgement(
    *, by: Actor, judgement: str, note: str = "", seen: int | None = None, today: date | None = None
) -> Judgement:
    """Approve a submitted judgement: from now on nobody changes it, and what it supersedes is superseded. The rules are
    asked once more in the same transaction.

    Refuses what judging.judgement_of refuses, people.not_yours, law.own_judgement, .own_evidence, .judgement_not_now,
    .judgement_moved, .round_closed, .evidence_changed and what rules.judging.check_whole refuses.
    """
    row = judgement_of(by=by, judgement=judgement)
    check_may(by, Deed.REVIEW_LAW, row.owner)
    told, day = _reason_of(note) if note.strip() else "", today or localdate()
    with act("law.judgement.approved", by=by, owner=row.owner, about=row.uid):
        row = _locked(row, seen)
        _check_open(row.round)
        rules.check_move(row.state, JudgementState.APPROVED)
        _check_second(by, row)
        if row.stale:
            raise Refusal(refused.EVIDENCE_CHANGED)
        rules.check_whole(_judged(row))
        _supersede(row)
        row.reviewer, row.reviewed_on, row.confirm_due = known_as(by.uid), day, confirm_due(day)
        row.seal = _seal_of(row)
        row.state = JudgementState.APPROVED
        _step(row, ReviewKind.APPROVE, by=by, on=day, text=told)
    return row


def override_links(
    *, by: Actor, judgement: str, reason: str, seen: int | None = None, today: date | None = None
) -> Judgement:
    """Let “met” stand in a draft although the chain does not carry it, with the reason: a third person decides, who
    neither wrote the judgement nor reviews it nor added evidence.

    Refuses what judging.judgement_of refuses, people.not_yours, law.not_a_third_person, .judgement_not_now,
    .judgement_moved, .no_override_needed, .no_reason and text.*.
    """
    row = judgement_of(by=by, judgement=judgement)
    check_may(by, Deed.REVIEW_LAW, row.owner)
    told, day = _reason_of(reason), today or localdate()
    with act("law.judgement.overridden", by=by, owner=row.owner, about=row.uid):
        row = _locked(row, seen)
        rules.check_writable(row.state)
        _check_third(by, row)
        if not _is_weak(row):
            raise Refusal(refused.NO_OVERRIDE_NEEDED)
        row.overridden_by = known_as(by.uid)
        _step(row, ReviewKind.OVERRIDE, by=by, on=day, text=told)
    return row


def _locked(row: Judgement, seen: int | None) -> Judgement:
    """The row as it is now, held until the act ends. Refuses law.judgement_moved."""
    rows = Judgement.objects.inside_action().select_for_update(of=("self",)).select_related("round", "obligation")
    now: Judgement = rows.get(pk=row.pk)
    rules.check_version(seen=row.number if seen is None else seen, now=now.number)
    return now


def _contributors(row: Judgement) -> set[str]:
    return set(Evidence.objects.inside_action().filter(judgement=row).values_list("added_by", flat=True))


def _check_second(by: Actor, row: Judgement) -> None:
    """Whoever granted the exception decides nothing more about it either."""
    who = known_as(by.uid)
    rules.check_reviewer(reviewer=who, author=row.author, contributors=_contributors(row))
    if who == row.overridden_by:
        raise Refusal(refused.NOT_A_THIRD)


def _check_third(by: Actor, row: Judgement) -> None:
    said = Review.objects.inside_action().filter(judgement=row, kind=ReviewKind.RETURN)
    reviewers = set(said.values_list("done_by", flat=True))
    rules.check_third(third=known_as(by.uid), author=row.author, reviewers=reviewers, contributors=_contributors(row))


def _is_weak(row: Judgement) -> bool:
    try:
        rules.check_links(_judged(row))
    except Refusal:
        return True
    return False


def _supersede(row: Judgement) -> None:
    """The approved judgement that stands until now, if there is one: the constraint allows one."""
    before = Judgement.objects.inside_action().filter(
        round=row.round, obligation=row.obligation, state=JudgementState.APPROVED
    )
    for each in before:
        each.state = JudgementState.SUPERSEDED
        each.number += 1
        each.save()
        row.supersedes = each


def _seal_of(row: Judgement) -> str:
    """The digest of all that is approved: what was judged, by whom, and the evidence. In an act or a check."""
    with checking():
        return seal(row, round_uid=row.round.uid, cited=Evidence.objects.inside_action().filter(judgement=row))
