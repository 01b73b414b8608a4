"""Part 1: hours by day, the knowledge test, the practical checklist, the teach-back, and closing it."""

from collections.abc import Iterable, Mapping
from datetime import date, datetime

from django.utils.timezone import localdate

from kerege.capacity.actions.casework import (
    CENTRE,
    TRAINER,
    _check_day,
    _last,
    _record,
    _records,
    _scheme_under,
    _text_of,
    case_of,
)
from kerege.capacity.models import CaseRecord, CertificateCase
from kerege.capacity.queries.casework import TRAINEE
from kerege.capacity.rules.certification import check_case, check_stands
from kerege.capacity.rules.hours import Session, check_beside, check_enough, session, whole_day
from kerege.capacity.rules.results import check_part_one, checklist, mark, rubric
from kerege.capacity.rules.schemes import months_after
from kerege.capacity.words.certification import CaseState, RecordKind
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.records.recording import NOTHING_THERE

OTHERS = (TRAINER, CENTRE)
"""Who records in part 1: never the trainee."""


def record_hours(
    *,
    by: Actor,
    case: str,
    day: date | None,
    start: str = "",
    end: str = "",
    zone: str = "UTC",
    pause: int = 0,
    hours: str = "",
    note: str = "",
    today: date | None = None,
) -> CaseRecord:
    """Record a session of part 1 by its times, or the hours of a whole day; `note` says from which course or sheet. The
    first one begins part 1. What has to be told (clocks that were changed, midnight) stands in the record.

    Refuses what casework.case_of and rules.hours refuse, capacity.case_not_now, .day_missing, .day_not_yet,
    .before_enrolment and text.*.
    """
    row, now = case_of(by=by, case=case, parts=OTHERS), today or localdate()
    _check_part_one(row)
    on, scheme = _check_day(row, day, today=now, field="day"), _scheme_under(row)
    told = _text_of(note, field="note")
    if start or end:
        new = session(day=on, start=start, end=end, zone=zone, pause=pause)
    else:
        new = whole_day(day=on, hours=hours)
    check_beside(new, _sessions(row), most=scheme.most_hours_a_day)
    if row.state == CaseState.ENROLLED:
        check_case(row.state, CaseState.PART_ONE)
    with act("capacity.case.hours_recorded", by=by, owner=row.owner, about=row.uid):
        row.state = CaseState.PART_ONE
        row.save()
        return _record(row, RecordKind.HOURS, by=by, on=on, today=now, given=_given(new), text=told)


def withdraw_hours(*, by: Actor, case: str, record: str) -> None:
    """Take back hours that were recorded wrongly, while part 1 is in progress.

    Refuses what casework.case_of refuses, capacity.case_not_now and records.nothing_there.
    """
    row = case_of(by=by, case=case, parts=OTHERS)
    check_stands(row.state, CaseState.PART_ONE)
    number = uid_or_none(record)
    found = next((each for each in _records(row, RecordKind.HOURS) if each.uid == number), None)
    if found is None:
        raise Refusal(NOTHING_THERE, field="record", what=CaseRecord._meta.verbose_name, key=str(record)[:40])
    with act("capacity.case.hours_withdrawn", by=by, owner=row.owner, about=row.uid):
        found.delete()


def record_knowledge(*, by: Actor, case: str, on: date | None, percent: str, today: date | None = None) -> CaseRecord:
    """Record the result of the knowledge test; the last one counts.

    Refuses what casework.case_of refuses, capacity.case_not_now, .day_missing, .day_not_yet, .before_enrolment
    and .mark_wrong.
    """
    value = {"mark": mark(percent, field="percent")}
    return _result(by, case, on, RecordKind.KNOWLEDGE, value, today)


def sign_checklist(
    *, by: Actor, case: str, on: date | None, done: Iterable[str], today: date | None = None
) -> CaseRecord:
    """Sign which points of the practical checklist the trainee showed: another person than the trainee.

    Refuses what casework.case_of refuses, capacity.case_not_now, .day_missing, .day_not_yet, .before_enrolment
    .item_unknown and .nothing_shown.
    """
    row = case_of(by=by, case=case, parts=OTHERS)
    shown = {"done": checklist(_scheme_under(row).checklist, done)}
    return _result(by, case, on, RecordKind.PRACTICAL, shown, today)


def judge_teach_back(
    *, by: Actor, case: str, on: date | None, given: Mapping[str, str], today: date | None = None
) -> CaseRecord:
    """Judge the teach-back by every criterion of the rubric, from 1 to 4.

    Refuses what casework.case_of refuses, capacity.case_not_now, .day_missing, .day_not_yet, .before_enrolment,
    .rubric_incomplete and .mark_wrong.
    """
    row = case_of(by=by, case=case, parts=OTHERS)
    judged = {"rubric": rubric(_scheme_under(row).rubric, given)}
    return _result(by, case, on, RecordKind.TEACH_BACK, judged, today)


def close_part_one(*, by: Actor, case: str, today: date | None = None) -> CertificateCase:
    """Close part 1: the hours are complete, and test, checklist and teach-back are passed.

    Refuses what casework.case_of and results.check_part_one refuse, capacity.case_not_now and .hours_missing.
    """
    row = case_of(by=by, case=case, parts=OTHERS)
    check_case(row.state, CaseState.PART_ONE_PASSED)
    scheme = _scheme_under(row)
    check_enough(_sessions(row), needed=scheme.hours)
    kinds = (RecordKind.KNOWLEDGE, RecordKind.PRACTICAL, RecordKind.TEACH_BACK)
    knowledge, shown, taught = (_last(row, kind) for kind in kinds)
    check_part_one(
        scheme,
        knowledge=knowledge.given["mark"] if knowledge else None,
        shown=shown.given["done"] if shown else None,
        taught=taught.given["rubric"] if taught else None,
    )
    with act("capacity.case.part_one_passed", by=by, owner=row.owner, about=row.uid):
        row.state, row.passed_on = CaseState.PART_ONE_PASSED, today or localdate()
        row.save()
    return row


def open_part_two(*, by: Actor, case: str, today: date | None = None) -> CertificateCase:
    """Open part 2 with its deadline, counted from the day on which part 1 was passed; for a level that has no part 1,
    from today.

    Refuses what casework.case_of refuses and capacity.case_not_now.
    """
    row, day = case_of(by=by, case=case, parts=(TRAINEE, CENTRE, TRAINER)), today or localdate()
    scheme = _scheme_under(row)
    straight = bool(scheme.level(row.level).after)
    check_stands(row.state, CaseState.ENROLLED if straight else CaseState.PART_ONE_PASSED)
    with act("capacity.case.part_two_opened", by=by, owner=row.owner, about=row.uid):
        row.passed_on = row.passed_on or day
        row.state, row.deadline = CaseState.PART_TWO, months_after(row.passed_on, scheme.deadline_months)
        row.save()
    return row


def _check_part_one(row: CertificateCase) -> None:
    """Refuse capacity.case_not_now outside part 1, and in the case of a level that begins with part 2."""
    straight = bool(_scheme_under(row).level(row.level).after)
    check_stands(row.state, *(() if straight else (CaseState.ENROLLED, CaseState.PART_ONE)))


def _sessions(row: CertificateCase) -> list[Session]:
    """The sessions that were recorded in a case."""
    return [_session_of(each.on, each.given) for each in _records(row, RecordKind.HOURS)]


def _session_of(on: date, given: Mapping[str, object]) -> Session:
    """A session from what is kept of it."""
    starts, ends = (_when(given.get(name)) for name in ("starts", "ends"))
    warned = tuple(str(each) for each in given.get("warned", ()))  # type: ignore[attr-defined]
    return Session(on, int(str(given["minutes"])), starts, ends, str(given.get("zone", "")), warned)


def _when(text: object) -> datetime | None:
    return datetime.fromisoformat(str(text)) if text else None


def _given(new: Session) -> dict[str, object]:
    if new.starts is None or new.ends is None:
        return {"minutes": new.minutes}
    times = {"starts": new.starts.isoformat(), "ends": new.ends.isoformat(), "zone": new.zone}
    return {"minutes": new.minutes, **times, "warned": list(new.warned)}


def _result(
    by: Actor, case: str, on: date | None, kind: RecordKind, given: Mapping[str, object], today: date | None
) -> CaseRecord:
    row, now = case_of(by=by, case=case, parts=OTHERS), today or localdate()
    _check_part_one(row)
    day = _check_day(row, on, today=now)
    with checking():
        before = _last(row, kind)
    if before is not None and (before.on, before.given) == (day, given):
        return before
    with act("capacity.case.result_recorded", by=by, owner=row.owner, about=row.uid):
        return _record(row, kind, by=by, on=day, today=now, given=dict(given))
