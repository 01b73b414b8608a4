"""After the certificate, and around part 2: suspension, appeal, a later deadline."""

from datetime import date, timedelta

from django.utils.timezone import localdate

from kerege.capacity.actions.casework import CENTRE, _reason_of, _record, _records, _scheme_under, case_of
from kerege.capacity.actions.issuing import _add_step, _standing
from kerege.capacity.models import CaseRecord, Certificate, CertificateStep
from kerege.capacity.queries.casework import TRAINEE
from kerege.capacity.rules.certification import check_certificate, check_stands
from kerege.capacity.rules.schemes import months_after
from kerege.capacity.words import certification_refused as refused
from kerege.capacity.words.certification import CaseState, CertificateState, RecordKind, Step
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE


def suspend(*, by: Actor, case: str, reason: str, today: date | None = None) -> CertificateStep:
    """Suspend the certificate of a case at once, with the reason: whoever answers for the owner's records.

    Refuses what casework.case_of refuses, people.not_yours, capacity.certificate_not_now, .no_reason and text.*.
    """
    return _step(by, case, Step.SUSPENDED, reason, today or localdate())


def reinstate(*, by: Actor, case: str, reason: str, today: date | None = None) -> CertificateStep:
    """Lift a suspension, with the reason. What was revoked comes back by an appeal only.

    Refuses what casework.case_of refuses, people.not_yours, capacity.certificate_not_now, .no_reason and text.*.
    """
    return _step(by, case, Step.REINSTATED, reason, today or localdate())


def appeal(*, by: Actor, case: str, reason: str, today: date | None = None) -> CaseRecord:
    """Appeal against a decision: the trainee, against a no, a suspension or a revocation. Others decide than before.

    Refuses what casework.case_of refuses, capacity.case_not_now, .appeal_too_late, .no_reason and text.*.
    """
    row, day = case_of(by=by, case=case, parts=(TRAINEE,)), today or localdate()
    check_stands(row.state, CaseState.NOT_CERTIFIED, CaseState.CERTIFIED)
    decided, told = row.decided_on or day, _reason_of(reason)
    if row.state == CaseState.CERTIFIED:
        held, state = _standing(row, day)
        if state not in {CertificateState.SUSPENDED, CertificateState.REVOKED}:
            raise Refusal(refused.CASE_NOT_NOW)
        decided = _last_step(held.row)
    if any(not each.given.get("closed") for each in _records(row, RecordKind.APPEAL)):
        raise Refusal(refused.CASE_NOT_NOW)
    days = _scheme_under(row).appeal_days
    if day > decided + timedelta(days=days):
        raise Refusal(refused.APPEAL_TOO_LATE, days=days, decided=str(decided))
    with act("capacity.case.appealed", by=by, owner=row.owner, about=row.uid):
        return _record(row, RecordKind.APPEAL, by=by, on=day, today=day, text=told)


def ask_extension(*, by: Actor, case: str, until: date | None, reason: str, today: date | None = None) -> CaseRecord:
    """Ask for a later deadline of part 2, with the reason: the trainee. What was asked before and nobody has decided on
    is asked no longer, so that one day is approved and never an earlier one after it.

    Refuses what casework.case_of refuses, capacity.case_not_now, .extension_wrong, .no_reason and text.*.
    """
    row, day = case_of(by=by, case=case, parts=(TRAINEE,)), today or localdate()
    check_stands(row.state, CaseState.PART_TWO)
    most = _scheme_under(row).most_extension_months
    scheme_end = months_after(row.passed_on or day, _scheme_under(row).deadline_months + most)
    now = row.deadline or day
    if until is None or not now < until <= scheme_end:
        raise Refusal(refused.EXTENSION_WRONG, field="until", deadline=str(now), most=most)
    told = _reason_of(reason)
    with act("capacity.case.extension_asked", by=by, owner=row.owner, about=row.uid):
        for each in _records(row, RecordKind.EXTENSION):
            if not each.given.get("closed"):
                each.given = each.given | {"closed": str(day), "replaced": True}
                each.save()
        return _record(row, RecordKind.EXTENSION, by=by, on=day, today=day, given={"until": str(until)}, text=told)


def approve_extension(*, by: Actor, case: str, record: str, today: date | None = None) -> None:
    """Approve a later deadline that the trainee asked for: whoever looks after the case.

    Refuses what casework.case_of refuses, capacity.case_not_now and records.nothing_there.
    """
    row, day = case_of(by=by, case=case, parts=(CENTRE,)), today or localdate()
    check_stands(row.state, CaseState.PART_TWO)
    number = uid_or_none(record)
    found = next((each for each in _records(row, RecordKind.EXTENSION) if each.uid == number), None)
    if found is None or found.given.get("closed"):
        raise Refusal(NOTHING_THERE, field="record", what=CaseRecord._meta.verbose_name, key=str(record)[:40])
    with act("capacity.case.extended", by=by, owner=row.owner, about=row.uid):
        found.given = found.given | {"closed": str(day)}
        found.save()
        row.deadline = date.fromisoformat(found.given["until"])
        row.save()


def _step(by: Actor, case: str, what: Step, reason: str, day: date) -> CertificateStep:
    row = case_of(by=by, case=case)
    check_may(by, Deed.LABEL, row.owner)
    _, state = _standing(row, day)
    check_certificate(state, what)
    if what == Step.REINSTATED and state == CertificateState.REVOKED:
        raise Refusal(refused.CERTIFICATE_NOT_NOW)
    return _add_step(by, row, what, _reason_of(reason), day)


def _last_step(held: Certificate) -> date:
    with checking():
        rows = CertificateStep.objects.inside_action().filter(certificate=held).order_by("-on", "-id")
        return rows.values_list("on", flat=True).first() or held.decided_on
