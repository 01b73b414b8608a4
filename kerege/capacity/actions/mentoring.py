"""What happens in a quality plan: activities reported with their proof, looked at by another person, visits logged."""

from datetime import date
from hashlib import sha256

from django.utils.timezone import localdate

from kerege.capacity.actions.answerable import keeps, one
from kerege.capacity.models import ActivityProof, Finding, MentorVisit, QualityPlan
from kerege.capacity.queries.plans import checklist_of
from kerege.capacity.rules.plans import check_running
from kerege.capacity.words import Severity, refused
from kerege.capacity.words import refused_quality as quality
from kerege.capacity.words.plans import LOGGED, Proved, VisitKind
from kerege.capacity.words.quality import Source
from kerege.inventory.rules.cards import free_line
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import fold
from kerege.people.queries import capacities_of
from kerege.people.rules import Actor, choice
from kerege.records.recording import NOTHING_THERE


def report_activity(*, by: Actor, plan: str, activity: str, proof: str, today: date | None = None) -> ActivityProof:
    """Report an activity of a plan as done, with what proves it: whoever keeps the quality records of the laboratory,
    or sits on its seat. It counts for nothing until another person has looked.

    Refuses records.nothing_there, capacity.not_your_plan, .plan_over, .unknown_activity, .no_proof, .proved_already,
    .proof_twice, text.* and inventory.not_for_sharing.
    """
    day = today or localdate()
    row = _entered(by, plan, day, mentor=False)
    told = free_line(proof, field="proof", most=1000)
    if not told:
        raise Refusal(refused.NO_PROOF, field="proof")
    mark = sha256(fold(told).encode()).hexdigest()
    with checking():
        if activity not in {each.key for _, each in checklist_of(row.checklist).activities()}:
            raise Refusal(quality.UNKNOWN_ACTIVITY, field="activity", activity=activity[:60])
        standing = ActivityProof.objects.inside_action().filter(plan=row).exclude(state=Proved.RETURNED)
        known = list(standing.values_list("activity", "mark"))
    if any(each == activity for each, _ in known):
        raise Refusal(quality.PROVED_ALREADY, field="activity")
    if any(each == mark for _, each in known):
        raise Refusal(quality.PROOF_TWICE, field="proof")
    with act("capacity.activity.reported", by=by, owner=row.owner, about=row.uid, activity=activity):
        return ActivityProof.objects.create(  # type: ignore[no-any-return]
            **_part(row), activity=activity, proof=told, mark=mark, reported_on=day, reported_by=known_as(by.uid)
        )


def look_at_activity(
    *, by: Actor, plan: str, activity: str, convincing: bool, note: str = "", today: date | None = None
) -> ActivityProof:
    """Look at what proves an activity: the mentor, or whoever keeps the quality records, and never the person who
    reported it. What does not convince needs a reason, and may be reported again.

    Refuses records.nothing_there, capacity.not_your_plan, .plan_over, .not_reported, .own_verification, .no_reason,
    text.* and inventory.not_for_sharing.
    """
    day = today or localdate()
    row = _entered(by, plan, day, mentor=True)
    with checking():
        rows = ActivityProof.objects.inside_action().filter(plan=row, activity=activity, state=Proved.REPORTED)
        found: ActivityProof | None = rows.first()
    if found is None:
        raise Refusal(quality.NOT_REPORTED, field="activity")
    if found.reported_by == known_as(by.uid):
        raise Refusal(refused.OWN_VERIFICATION)
    told = free_line(note, field="note", most=1000)
    if not convincing and not told:
        raise Refusal(refused.NO_REASON, field="note")
    with act("capacity.activity.looked_at", by=by, owner=row.owner, about=row.uid, activity=activity) as done:
        done.note(convincing=convincing)
        found.state, found.note = Proved.VERIFIED if convincing else Proved.RETURNED, told
        found.looked_on, found.looked_by = day, known_as(by.uid)
        found.save()
    return found


def log_visit(
    *,
    by: Actor,
    plan: str,
    on: date | None,
    kind: str,
    seen: str,
    agreed: str = "",
    next_on: date | None = None,
    found: str = "",
    severity: str = Severity.MINOR,
    today: date | None = None,
) -> MentorVisit:
    """Log a visit or a call that took place, with what was seen and agreed; `found` opens a finding of the laboratory
    with its grade. The same visit again changes nothing.

    Refuses records.nothing_there, capacity.not_your_plan, .plan_over, .visit_in_future, .visit_outside_plan,
    .mentor_says, .next_visit_before, .nothing_seen, people.unknown_choice, text.* and inventory.not_for_sharing.
    """
    day = today or localdate()
    row = _entered(by, plan, day, mentor=True)
    held = _day(row, on, next_on, day)
    how, grade = choice(kind, VisitKind, "kind"), choice(severity, Severity, "severity")
    if how not in LOGGED:
        raise Refusal(quality.MENTOR_SAYS, field="kind")
    told = {"seen": free_line(seen, field="seen", most=1000), "agreed": free_line(agreed, field="agreed", most=1000)}
    if not told["seen"]:
        raise Refusal(quality.NOTHING_SEEN, field="seen")
    wrong = free_line(found, field="found", most=500)
    with checking():
        known: MentorVisit | None = MentorVisit.objects.inside_action().filter(plan=row, kind=how, on=held).first()
    if known is not None:
        return known
    with act("capacity.visit.logged", by=by, owner=row.owner, about=row.uid, kind=how, on=held):
        visit: MentorVisit = MentorVisit.objects.create(
            **_part(row), **told, kind=how, on=held, next_on=next_on, logged_by=known_as(by.uid)
        )
        if wrong:
            Finding.objects.create(
                source=Source.VISIT,
                facility=row.facility,
                owner=row.owner,
                label=Sensitivity.RESTRICTED,
                synthetic=row.synthetic,
                text=wrong,
                severity=grade,
                found_on=held,
            )
    return visit


def say_on_course(*, by: Actor, plan: str, today: date | None = None) -> MentorVisit:
    """The mentor's word that a plan is still on course, also where a stage is late: for a month the node reminds nobody
    of its late stages. Nothing becomes less late by it. Twice on one day changes nothing.

    Refuses records.nothing_there, capacity.mentor_says, .plan_over and .visit_outside_plan.
    """
    day = today or localdate()
    row = _entered(by, plan, day, mentor=True)
    if not _sits(by, row.mentor_id, day):
        raise Refusal(quality.MENTOR_SAYS)
    _day(row, day, None, day)
    with checking():
        rows = MentorVisit.objects.inside_action().filter(plan=row, kind=VisitKind.CHECK, on=day)
        known: MentorVisit | None = rows.first()
    if known is not None:
        return known
    with act("capacity.plan.on_course", by=by, owner=row.owner, about=row.uid):
        return MentorVisit.objects.create(  # type: ignore[no-any-return]
            **_part(row), kind=VisitKind.CHECK, on=day, seen="", logged_by=known_as(by.uid)
        )


def _day(row: QualityPlan, on: date | None, next_on: date | None, today: date) -> date:
    if on is None or on > today:
        raise Refusal(quality.VISIT_IN_FUTURE, field="on", day=str(on or ""))
    if on < row.start:
        raise Refusal(quality.VISIT_OUTSIDE_PLAN, field="on", day=str(on), start=str(row.start))
    if next_on is not None and next_on <= on:
        raise Refusal(quality.NEXT_VISIT_BEFORE, field="next_on", next=str(next_on), day=str(on))
    return on


def _entered(by: Actor, plan: str, day: date, *, mentor: bool) -> QualityPlan:
    """The running plan, for who has a part in it: the host side, or also the mentor's."""
    row: QualityPlan = one(by=by, model=QualityPlan, field="plan", uid=plan, along=("checklist",))
    kept = keeps(by=by, owner=row.owner, facility=row.facility)
    sits = {name: _sits(by, seat, day) for name, seat in (("mentor", row.mentor_id), ("host", row.host_id))}
    if not (kept or any(sits.values())):
        raise Refusal(NOTHING_THERE, field="plan", what=QualityPlan._meta.verbose_name, key=plan[:40])
    if not (kept or sits["mentor" if mentor else "host"]):
        raise Refusal(quality.NOT_YOUR_PLAN)
    check_running(row.state)
    return row


def _sits(by: Actor, seat: int, day: date) -> bool:
    return not by.owes_factor and bool(capacities_of(by.uid, seat=seat, on=day))


def _part(row: QualityPlan) -> dict[str, object]:
    return {"plan": row, "owner": row.owner, "label": Sensitivity.RESTRICTED, "synthetic": row.synthetic}
