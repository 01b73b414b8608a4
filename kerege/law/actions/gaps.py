"""Gaps: opened on an approved judgement, closed only by another one."""

from datetime import date

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.law.actions.own_rows import own_row
from kerege.law.models import Adoption, DraftVersion, Gap, Judgement, Remark, TaskGap
from kerege.law.rules.drafting import LEAVES_A_GAP, closes
from kerege.law.rules.grounds import read_grounds
from kerege.law.words import drafting_refused as refused
from kerege.law.words.coverage import JudgementState
from kerege.law.words.drafting import GapKind, GapState
from kerege.law.words.working import RemarkState
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_text
from kerege.people import queries as people
from kerege.people.rules import Actor, check_may, choice
from kerege.people.words import Deed


def open_gap(
    *,
    by: Actor,
    judgement: str,
    kind: str,
    missing: str,
    keeper: str = "",
    target_on: date | None = None,
    today: date | None = None,
) -> Gap:
    """Open a gap on an approved judgement that is not “met”. `keeper` is the uid of the account that sees to it; the
    actor, where nobody is named.

    Refuses records.nothing_there, people.not_yours, people.unknown_choice, law.gap_needs_judgement, law.gap_there,
    law.gap_without_words, law.not_a_keeper and text.*.
    """
    row, day = _judgement(by, judgement), today or localdate()
    check_may(by, Deed.RECORD_LAW, row.owner)
    if row.state != JudgementState.APPROVED or row.status not in LEAVES_A_GAP:
        raise Refusal(refused.GAP_NEEDS_JUDGEMENT, field="judgement")
    what = choice(kind, GapKind, "kind")
    if not missing.strip():
        raise Refusal(refused.GAP_WITHOUT_WORDS, field="missing")
    told = clean_text(missing, field="missing", max_length=1000)
    seen_to_by = _keeper(keeper or by.uid, row.owner, day) if keeper else by.uid
    with checking():
        if Gap.objects.inside_action().filter(
            owner=row.owner, obligation_id=row.obligation_id, kind=what, state=GapState.OPEN
        ):
            raise Refusal(refused.GAP_THERE, field="kind", obligation=row.obligation_id)
    with act("law.gap.opened", by=by, owner=row.owner, kind=what, obligation=row.obligation_id) as done:
        gap = Gap(
            judgement=row,
            obligation_id=row.obligation_id,
            owner=row.owner,
            synthetic=row.synthetic,
            kind=what,
            missing=told,
            keeper=known_as(seen_to_by),
            target_on=target_on,
            opened_on=day,
        )
        gap.save()
        done.about = gap.uid
    return gap


def entrust_gap(*, by: Actor, gap: str, keeper: str, target_on: date | None = None, today: date | None = None) -> Gap:
    """Say who sees to an open gap from now on, and until when.

    Refuses records.nothing_there, people.not_yours, law.gap_closed and law.not_a_keeper.
    """
    row, day = gap_of(by=by, gap=gap), today or localdate()
    check_may(by, Deed.RECORD_LAW, row.owner)
    _check_open(row)
    who = known_as(_keeper(keeper, row.owner, day))
    with checking():
        if (row.keeper, row.target_on) == (who, target_on):
            return row
    with act("law.gap.entrusted", by=by, owner=row.owner, about=row.uid):
        row.keeper, row.target_on = who, target_on
        row.save()
    return row


def close_gap(*, by: Actor, gap: str, judgement: str, today: date | None = None) -> Gap:
    """Close a gap by a judgement of the same obligation that was approved after it was opened. Whoever approved it
    wrote no adopted draft for this gap, and no wording in it.

    Refuses records.nothing_there, people.not_yours, law.gap_closed, law.closes_not and law.closed_by_drafter.
    """
    known, closing = gap_of(by=by, gap=gap), _judgement(by, judgement)
    check_may(by, Deed.REVIEW_LAW, known.owner)
    day = today or localdate()
    with act("law.gap.closed", by=by, owner=known.owner, about=known.uid, judgement=closing.uid):
        row: Gap = Gap.objects.inside_action().select_for_update(of=("self",)).get(pk=known.pk)
        closing = Judgement.objects.inside_action().select_for_update(of=("self",)).get(pk=closing.pk)
        _check_open(row)
        _check_closes(row, closing)
        row.state, row.closed_by, row.closed_on = GapState.CLOSED, closing, day
        row.save()
    return row


def gap_of(*, by: Actor, gap: str) -> Gap:
    """The gap, for whoever works on its country's law. Refuses records.nothing_there in one word for all others."""
    return own_row(by=by, model=Gap, uid=gap, field="gap")


def _judgement(by: Actor, judgement: str) -> Judgement:
    return own_row(by=by, model=Judgement, uid=judgement, field="judgement")


def _check_open(row: Gap) -> None:
    if row.state != GapState.OPEN:
        raise Refusal(refused.GAP_CLOSED)


def _check_closes(row: Gap, closing: Judgement) -> None:
    same = (closing.owner, closing.obligation_id) == (row.owner, row.obligation_id)
    later = closing.id != row.judgement_id and closing.id > row.judgement_id
    reviewed = closing.reviewed_on or date.min
    stands = closing.state == JudgementState.APPROVED and not closing.stale and reviewed >= row.opened_on
    chain = read_grounds(closing.grounds).chain
    if not (same and later and stands and closes(row.kind, closing.status, chain)):
        raise Refusal(refused.CLOSES_NOT, field="judgement")
    tasks = TaskGap.objects.inside_action().filter(gap=row).values_list("task_id", flat=True)
    adopted = Adoption.objects.inside_action().filter(task_id__in=list(tasks)).values_list("task_id", flat=True)
    wrote = DraftVersion.objects.inside_action().filter(task_id__in=list(adopted)).values_list("author", flat=True)
    taken = Remark.objects.inside_action().filter(task_id__in=list(adopted), state=RemarkState.ACCEPTED)
    if closing.reviewer in {*wrote, *taken.values_list("author", flat=True)}:
        raise Refusal(refused.CLOSED_BY_DRAFTER, field="judgement")


def _keeper(uid: str, owner: str, day: date) -> str:
    """The uid of an account that records this country's law. Refuses law.not_a_keeper."""
    if uid not in {str(each.uid) for each in people.who_may(Deed.RECORD_LAW, owner, on=day)}:
        raise Refusal(refused.NOT_A_KEEPER, field="keeper")
    return uid
