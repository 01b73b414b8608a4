"""Review: taking a case up, the audit, and what two people decide. Who is close to the trainee decides nothing."""

from datetime import date

from django.db import transaction
from django.utils.timezone import localdate

from kerege.capacity.actions.casework import (
    _kept,
    _organisation_of,
    _reason_of,
    _record,
    _records,
    _scheme_under,
    case_of,
)
from kerege.capacity.actions.issuing import _add_step, _issue, _standing
from kerege.capacity.actions.part_two import _taught
from kerege.capacity.models import CaseDecision, CertificateCase
from kerege.capacity.queries.casework import REVIEWER, around, somebody
from kerege.capacity.rules.certification import (
    NEEDED_VOICES,
    VERDICTS_ON,
    check_case,
    check_certificate,
    check_stands,
    outcome,
)
from kerege.capacity.rules.conflicts import check_decider
from kerege.capacity.rules.schemes import months_after
from kerege.capacity.words import certification_refused as refused
from kerege.capacity.words.certification import CaseState, Matter, RecordKind, Step, Verdict
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, choice
from kerege.people.words import UNKNOWN_CHOICE


def take_up(*, by: Actor, case: str, today: date | None = None) -> CertificateCase:
    """Take a submitted case up for review; from now on nothing is added to it.

    Refuses what casework.case_of refuses, capacity.case_not_now, .own_case and .close_*.
    """
    row = case_of(by=by, case=case, parts=(REVIEWER,))
    check_case(row.state, CaseState.UNDER_REVIEW)
    _check_far(by, row, appeal=False)
    with act("capacity.case.taken_up", by=by, owner=row.owner, about=row.uid):
        row.state = CaseState.UNDER_REVIEW
        row.save()
    return row


def record_audit(*, by: Actor, case: str, text: str, today: date | None = None) -> None:
    """Record what was compared with the originals in a case that was drawn for an audit.

    Refuses what casework.case_of refuses, capacity.case_not_now, .own_case, .close_*, .no_reason and text.*.
    """
    row, day = case_of(by=by, case=case, parts=(REVIEWER,)), today or localdate()
    check_stands(row.state, CaseState.UNDER_REVIEW)
    _check_far(by, row, appeal=False)
    told = _reason_of(text, field="text")
    with act("capacity.case.audited", by=by, owner=row.owner, about=row.uid):
        _record(row, RecordKind.AUDIT, by=by, on=day, today=day, text=told)


def decide(
    *, by: Actor, case: str, matter: str, verdict: str, reason: str, today: date | None = None
) -> Verdict | None:
    """Say one's own verdict on a matter of a case, with the reason. With the second equal verdict of another person it
    is decided and takes effect; what was decided then, else None. Where two differ a third one decides.

    Refuses what casework.case_of refuses, people.unknown_choice, capacity.case_not_now, .certificate_not_now,
    .refresh_missing, .audit_open, .own_case, .close_*, .decided_already, .no_reason and text.*.
    """
    row, day = case_of(by=by, case=case, parts=(REVIEWER,)), today or localdate()
    what = Matter(choice(matter, Matter, "matter"))
    said = Verdict(choice(verdict, Verdict, "verdict"))
    if said not in VERDICTS_ON[what]:
        known = ", ".join(sorted(VERDICTS_ON[what]))
        raise Refusal(UNKNOWN_CHOICE, field="verdict", value=said.value, name="verdict", choices=known)
    told = _reason_of(reason)
    _check_matter(row, what, day)
    _check_far(by, row, appeal=what == Matter.APPEAL)
    number, before = _round(row, what)
    if known_as(by.uid) in {each.decided_by for each in before}:
        raise Refusal(refused.DECIDED_ALREADY)
    with transaction.atomic():
        with act("capacity.case.judged", by=by, owner=row.owner, about=row.uid):
            words = {"matter": what.value, "round": number, "verdict": said.value, "reason": told, "on": day}
            CaseDecision.objects.create(**_kept(row), **words, case=row, decided_by=known_as(by.uid))
        decided = outcome([*(each.verdict for each in before), said.value])
        if decided is not None:
            _take_effect(by, row, what, decided, told, day)
    return decided


def _check_far(by: Actor, row: CertificateCase, *, appeal: bool) -> None:
    if not by.is_system:
        check_decider(somebody(by), around(row, _organisation_of(row)), appeal=appeal)


def _check_matter(row: CertificateCase, what: Matter, day: date) -> None:
    """Whether there is something to decide."""
    if what == Matter.CERTIFY:
        check_stands(row.state, CaseState.UNDER_REVIEW)
        if row.drawn and not _records(row, RecordKind.AUDIT):
            raise Refusal(refused.AUDIT_OPEN)
    elif what == Matter.APPEAL:
        if not any(not each.given.get("closed") for each in _records(row, RecordKind.APPEAL)):
            raise Refusal(refused.CASE_NOT_NOW, field="matter")
    else:
        check_stands(row.state, CaseState.CERTIFIED)
        held, state = _standing(row, day)
        check_certificate(state, Step.REVOKED if what == Matter.REVOKE else Step.RENEWED)
        if what == Matter.RENEW:
            _check_refreshed(row, held.refreshed_since)


def _check_refreshed(row: CertificateCase, since: date) -> None:
    needed = _scheme_under(row).refresh_deliveries
    count = sum(each.on > since for each in _taught(row))
    if count < needed:
        raise Refusal(refused.REFRESH_MISSING, needed=needed, since=str(since), count=count)


def _round(row: CertificateCase, what: Matter) -> tuple[int, list[CaseDecision]]:
    """The round that is being decided, and what was said in it. After a decision another round begins."""
    with checking():
        rows = list(CaseDecision.objects.inside_action().filter(case=row, matter=what.value).order_by("id"))
    number = max((each.round for each in rows), default=1)
    mine = [each for each in rows if each.round == number]
    if outcome(each.verdict for each in mine) is not None:
        return number + 1, []
    return number, mine


def _take_effect(by: Actor, row: CertificateCase, what: Matter, decided: Verdict, reason: str, day: date) -> None:
    yes = decided == Verdict.YES
    if what == Matter.CERTIFY:
        _certify(by, row, decided, day)
    elif what == Matter.APPEAL:
        _settle_appeal(by, row, yes, reason, day)
    elif yes and what == Matter.REVOKE:
        _add_step(by, row, Step.REVOKED, reason, day)
    elif yes:
        held, _ = _standing(row, day)
        until = months_after(max(held.until, day), _scheme_under(row).validity_months)
        _add_step(by, row, Step.RENEWED, reason, day, until=until)


def _certify(by: Actor, row: CertificateCase, decided: Verdict, day: date) -> None:
    then = {Verdict.YES: CaseState.CERTIFIED, Verdict.NO: CaseState.NOT_CERTIFIED, Verdict.BACK: CaseState.PART_TWO}
    with act(f"capacity.case.{then[decided].value}", by=by, owner=row.owner, about=row.uid, voices=NEEDED_VOICES):
        row.state = then[decided]
        row.round += decided == Verdict.BACK
        row.decided_on = day if decided != Verdict.BACK else None
        row.save()
        if decided == Verdict.YES:
            _issue(row, day)


def _settle_appeal(by: Actor, row: CertificateCase, yes: bool, reason: str, day: date) -> None:
    with act("capacity.case.appeal_settled", by=by, owner=row.owner, about=row.uid):
        for each in _records(row, RecordKind.APPEAL):
            if not each.given.get("closed"):
                each.given = each.given | {"closed": str(day), "upheld": yes}
                each.save()
        if yes and row.state == CaseState.NOT_CERTIFIED:
            row.state, row.decided_on = CaseState.CERTIFIED, day
            row.save()
            _issue(row, day)
    if yes and row.state == CaseState.CERTIFIED:
        _, state = _standing(row, day)
        if state.value in {"suspended", "revoked"}:
            _add_step(by, row, Step.REINSTATED, reason, day)
