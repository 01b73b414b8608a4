"""What a change of the law does to judgements that cite it, and taking what is stale out of a draft. The actions on
measures call `_see_to_judgements` inside their own act.
"""

from datetime import date

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.law.actions.judging import judgement_of
from kerege.law.actions.provisions import _standing_of
from kerege.law.models import Evidence, Expression, Judgement, Measure, Provision
from kerege.law.rules.judging import OPEN, check_writable
from kerege.law.rules.staling import stale_reason
from kerege.law.words import coverage_refused as refused
from kerege.law.words.coverage import JudgementState, StaleReason
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.records.recording import NOTHING_THERE


def _see_to_judgements(measure: Measure, *, today: date) -> int:
    """Mark as stale exactly those current judgements whose cited provisions of this measure read otherwise in its
    newest text, are gone from it, or are no longer in force; how many. Inside an act, together with the change.

    A text or an event that is labelled more strictly than a judgement marks nothing: the mark would tell of it.
    """
    rows_of = Evidence.objects.inside_action().select_related("judgement")
    cited = list(rows_of.filter(work=measure.uri, judgement__stale=False).order_by("id"))
    if not cited:
        return 0
    found: dict[int, StaleReason] = {}
    for each in cited:
        reason = _reason(each, measure, today)
        if reason is not None:
            found.setdefault(each.judgement_id, reason)
    current = [JudgementState.APPROVED.value, *(state.value for state in OPEN)]
    rows = Judgement.objects.inside_action().filter(pk__in=found, state__in=current)
    for row in rows:
        row.stale, row.stale_reason, row.stale_on = True, found[row.pk], today
        row.number += 1
        row.save()
    return len(rows)


def drop_evidence(*, by: Actor, evidence: str, today: date | None = None) -> Judgement:
    """Take a piece of evidence out of a draft; its author may, and whoever added it. Where nothing stale is left, the
    draft is stale no more.

    Refuses what judging.judgement_of refuses, records.nothing_there, law.not_your_judgement, .judgement_not_now and
    .judgement_stands.
    """
    with checking():
        uid = uid_or_none(evidence)
        found = Evidence.objects.inside_action().filter(uid=uid).first() if uid else None
        of = str(found.judgement.uid) if found is not None else ""
    if found is None:
        raise Refusal(NOTHING_THERE, field="evidence", what="evidence", key=str(evidence)[:40])
    row = judgement_of(by=by, judgement=of)
    check_writable(row.state)
    if known_as(by.uid) not in {row.author, found.added_by}:
        raise Refusal(refused.NOT_YOUR_JUDGEMENT)
    with act("law.evidence.dropped", by=by, owner=row.owner, about=row.uid):
        found.delete()
        if row.stale and not _is_stale(row, today or localdate()):
            row.stale, row.stale_reason, row.stale_on = False, "", None
        row.number += 1
        row.save()
    return row


def _is_stale(row: Judgement, on: date) -> bool:
    cited = Evidence.objects.inside_action().select_related("judgement").filter(judgement=row)
    measures = {m.uri: m for m in Measure.objects.inside_action().filter(uri__in=[e.work for e in cited])}
    return any(_reason(each, measures[each.work], on) for each in cited if each.work in measures)


def _reason(evidence: Evidence, measure: Measure, on: date) -> StaleReason | None:
    text = _newest(measure, most=evidence.judgement.label).get(_language(evidence))
    now = _hashes(text) if text is not None else {}
    standing = _standing(evidence, on)
    return stale_reason(wid=evidence.wid, cited=evidence.content_hash, now=now, standing=standing)


def _language(evidence: Evidence) -> str:
    return evidence.expression.removeprefix(f"{evidence.work}/").split("@")[0]


def _newest(measure: Measure, *, most: int) -> dict[str, Expression]:
    """The newest text of each language among those that are labelled no more strictly than `most`."""
    rows = Expression.objects.inside_action().filter(measure=measure, withdrawn_on=None, label__lte=most)
    return {row.language: row for row in rows.order_by("start", "id")}


def _hashes(text: Expression) -> dict[str, str]:
    rows = Provision.objects.inside_action().filter(expression=text)
    return dict(rows.values_list("wid", "content_hash"))


def _standing(evidence: Evidence, on: date) -> str:
    rows = Provision.objects.inside_action().filter(wid=evidence.wid, expression__measure__uri=evidence.work)
    part = rows.order_by("-expression__start").first()
    return _standing_of(part, on=on, most=evidence.judgement.label) if part is not None else "unknown"
