"""Checklists and quality plans: recorded, opened for a facility with a mentor, ended with a new assessment."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.capacity.actions.answerable import kept, kept_place
from kerege.capacity.models import Assessment, QualityPlan, QuestionSet, StagedChecklist
from kerege.capacity.queries.plans import checklist_of
from kerege.capacity.rules import checklists
from kerege.capacity.rules.plans import check_running, check_span, stage_days
from kerege.capacity.words import About, AssessmentState, refused
from kerege.capacity.words import refused_quality as quality
from kerege.capacity.words.plans import PlanState
from kerege.inventory.rules.cards import free_line
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.canonical import digest
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people import queries as people
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.records.recording import named, plain_key, record_once
from kerege.records.viewers import PUBLIC


def record_checklist(
    *, by: Actor, owner: str, key: str, version: str, content: Mapping[str, Any], rights: str = "", published_on: date
) -> StagedChecklist:
    """Record a version of a staged checklist, for everybody. The same again changes nothing; it never changes.

    Refuses people.not_yours, records.bad_key, records.key_taken, text.* and what rules.checklists.read refuses.
    """
    check_may(by, Deed.KEEP_QUESTION_SETS, owner)
    found = checklists.read(content)
    told = dict(content)
    where = {"key": plain_key(key), "version": clean_line(version, field="version", max_length=20)}
    mark = digest(["kerege.checklist.1", told])
    beside = {"owner": owner, "title": found.title[found.source][:200], "digest": mark, "published_on": published_on}
    rest = {"rights": clean_line(rights, field="rights", max_length=500) if rights else "", "content": told}
    return record_once(
        StagedChecklist, word="capacity.checklist.recorded", by=by, owner=owner, where=where, content=beside | rest
    )


def open_plan(
    *,
    by: Actor,
    facility: str,
    checklist: str,
    version: str,
    mentor: str,
    host: str,
    set_key: str,
    start: date,
    until: date,
    days: Mapping[str, date] | None = None,
    unit: str = "",
    independence: str = "",
    synthetic: bool = False,
    today: date | None = None,
) -> QualityPlan:
    """Open a plan for a facility, or a unit of it: two seats, a checklist, and the set by which it will be assessed
    again. The stages are divided evenly where no days are given. The same plan that is running already is that plan.

    Refuses records.nothing_there, also to who keeps no quality records there, capacity.other_subject, .no_such_seat,
    .mentor_is_host, .mentor_from_same_place, .plan_backwards, .plan_too_long, .stage_out_of_order, .plan_there, text.*
    and inventory.not_for_sharing.
    """
    line = kept_place(by=by, facility=facility)
    of: StagedChecklist = named(StagedChecklist, key=checklist, version=version)
    check_span(start, until)
    with checking():
        when = stage_days(checklist_of(of), start, until, days or {})
    row = QualityPlan(
        owner=line.owner,
        facility=line.key,
        unit=free_line(unit, field="unit"),
        checklist=of,
        set_key=_assessing(set_key),
        start=start,
        until=until,
        days={key: day.isoformat() for key, day in when.items()},
        synthetic=synthetic,
        independence=free_line(independence, field="independence", most=500),
    )
    _seat(row, mentor=mentor, host=host, organisation=line.organisation, on=today or localdate())
    with checking():
        running = QualityPlan.objects.inside_action().filter(facility=line.key, unit=row.unit, state=PlanState.RUNNING)
        same: QualityPlan | None = running.first()
    if same is not None:
        names = ("checklist_id", "mentor_id", "host_id", "set_key", "start", "until", "days")
        if all(getattr(same, name) == getattr(row, name) for name in names):
            return same
        raise Refusal(quality.PLAN_THERE, field="facility")
    with act("capacity.plan.opened", by=by, owner=line.owner) as done:
        row.save()
        done.about = row.uid
        done.note(checklist=f"{of.key} {of.version}", mentor=mentor, host=host, start=start, until=until)
    return row


def end_plan(*, by: Actor, plan: str, conclusion: str, today: date | None = None) -> QualityPlan:
    """End a plan: with a new assessment by its set, closed since it began. What was not proved stays unproved.

    Refuses records.nothing_there, capacity.plan_over, .not_assessed_again, .no_reason, text.*,
    inventory.not_for_sharing.
    """
    row = _running(by, plan)
    with checking():
        rounds = Assessment.objects.inside_action().filter(facility=row.facility, version__of__key=row.set_key)
        again = rounds.filter(state=AssessmentState.CLOSED, opened_on__gt=row.start).exists()
    if not again:
        raise Refusal(quality.NOT_ASSESSED_AGAIN, set=row.set_key)
    return _close(by, row, PlanState.ENDED, conclusion, today)


def stop_plan(*, by: Actor, plan: str, reason: str, today: date | None = None) -> QualityPlan:
    """Stop a plan before its end, with the reason.

    Refuses records.nothing_there, capacity.plan_over, .no_reason, text.* and inventory.not_for_sharing.
    """
    row = _running(by, plan)
    return _close(by, row, PlanState.STOPPED, reason, today)


def _running(by: Actor, plan: str) -> QualityPlan:
    row: QualityPlan = kept(by=by, model=QualityPlan, field="plan", uid=plan)
    check_running(row.state)
    return row


def _close(by: Actor, row: QualityPlan, state: PlanState, text: str, today: date | None) -> QualityPlan:
    told = free_line(text, field="text", most=1000)
    if not told:
        raise Refusal(refused.NO_REASON, field="text")
    with act("capacity.plan.closed", by=by, owner=row.owner, about=row.uid, state=state):
        row.state, row.ended_on, row.conclusion = state, today or localdate(), told
        row.save()
    return row


def _assessing(key: str) -> str:
    """The key of a set that asks about facilities."""
    of = named(QuestionSet, key=key, whose=lambda _: False)
    if of.about != About.FACILITY:
        raise Refusal(refused.OTHER_SUBJECT, field="set_key", set=of.title)
    return of.key


def _seat(row: QualityPlan, *, mentor: str, host: str, organisation: str, on: date) -> None:
    """Set both seats: the host's of the same owner, the mentor's of any; and look for whom the mentor works."""
    seats = {seat.key: seat for seat in people.seats(PUBLIC, on=on)}
    for name, key in (("mentor", mentor), ("host", host)):
        if key not in seats or (name == "host" and seats[key].owner != row.owner):
            raise Refusal(refused.NO_SUCH_SEAT, field=name, owner=row.owner, seat=key[:60])
    if mentor == host:
        raise Refusal(quality.MENTOR_IS_HOST, field="mentor")
    row.mentor_id, row.host_id = seats[mentor].number, seats[host].number
    if organisation in people.organisations_behind(seats[mentor].number, on=on) and not row.independence:
        raise Refusal(quality.MENTOR_FROM_SAME_PLACE, field="mentor")
