"""Part 2: what was adapted, deliveries with their tests, the observer's rubric, the reflection, and handing it in."""

import hashlib
import hmac
import secrets
from collections.abc import Iterable, Mapping
from datetime import date

from django.conf import settings
from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.capacity.actions.casework import (
    CENTRE,
    OBSERVER,
    _kept,
    _organisation_of,
    _past,
    _record,
    _records,
    _scheme_under,
    _text_of,
    case_of,
    delivery_of,
)
from kerege.capacity.actions.nominating import LANGUAGE, _observes
from kerege.capacity.models import CaseRecord, CertificateCase, Delivery, Feedback
from kerege.capacity.queries.casework import TRAINEE, around, observed_by, somebody
from kerege.capacity.queries.schemes import versions_counted
from kerege.capacity.rules.certification import check_case, check_stands
from kerege.capacity.rules.conflicts import check_observer
from kerege.capacity.rules.results import (
    Taught,
    check_delivery,
    check_observed,
    check_part_two,
    mean_tenths,
    rubric,
    tests,
)
from kerege.capacity.words import certification_refused as refused
from kerege.capacity.words import refused as general
from kerege.capacity.words.certification import CaseState, RecordKind
from kerege.files import actions as files
from kerege.files.rules import Received
from kerege.files.words import Purpose
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.canonical import digest
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line, fold
from kerege.people.rules import Actor

TEACHES = (TRAINEE, CENTRE)
HANDED_IN = frozenset({RecordKind.ADAPTATION, RecordKind.REFLECTION})


def record_delivery(
    *,
    by: Actor,
    case: str,
    on: date | None,
    place: str,
    territory: str,
    language: str,
    version: str,
    participants: int,
    attendance: str = "",
    present: Iterable[str] = (),
    received: Received | None = None,
    today: date | None = None,
) -> Delivery:
    """Record a delivery with its attendance record: where it is kept, or the file. `present` are numbers or keys of the
    participants, kept as digests only, to see whether the same people were at two places on one day. After the
    certificate deliveries are recorded for its renewal.

    Refuses what casework.case_of refuses, capacity.case_not_now, .day_missing, .day_not_yet, .no_attendance,
    .language_wrong, .delivery_twice, .case_evidence_twice, atlas.unknown_code, text.*, files.full and what
    results.check_delivery refuses.
    """
    row, now = case_of(by=by, case=case, parts=TEACHES), today or localdate()
    check_stands(row.state, CaseState.PART_TWO, CaseState.CERTIFIED)
    on = _past(on, today=now, field="on")
    if not LANGUAGE.fullmatch(language):
        raise Refusal(refused.LANGUAGE_WRONG, field="language", language=language[:20])
    where, land = clean_line(place, field="place"), atlas.territory(territory).code
    told = clean_line(attendance, field="attendance", max_length=500) if attendance.strip() else ""
    if received is None and not told:
        raise Refusal(refused.NO_ATTENDANCE, field="attendance")
    _check(row, on, participants, version)
    marks = {
        "mark": digest(["kerege.delivery.1", str(row.person.uid), on, land, fold(where)]),
        "attendance_mark": received.sha256 if received else digest(["kerege.attendance.1", fold(told) or told]),
    }
    _check_once(marks)
    with act("capacity.case.delivery_recorded", by=by, owner=row.owner, about=row.uid):
        found = Delivery(**_kept(row), **marks, case=row, person=row.person, on=on, place=where, territory_id=land)
        found.language, found.curriculum, found.version = language, row.curriculum, version.strip()
        found.participants, found.attendance, found.present = participants, told, _digests(present)
        found.noted_by, found.noted_on = known_as(by.uid), now
        found.save()
        _keep(by, row, found.uid, received)
    return found


def record_tests(*, by: Actor, delivery: str, tested: str, before: str, after: str) -> Delivery:
    """Record the tests before and after a delivery: how many participants wrote both, and the means in percent.

    Refuses what casework.delivery_of refuses, capacity.case_not_now and .results_wrong.
    """
    row, found = delivery_of(by=by, delivery=delivery, parts=TEACHES)
    check_stands(row.state, CaseState.PART_TWO, CaseState.CERTIFIED)
    numbers = tests(tested, before, after, participants=found.participants)
    with act("capacity.case.tests_recorded", by=by, owner=row.owner, about=row.uid):
        found.tested, found.mean_before, found.mean_after = numbers
        found.save()
    return found


def hand_in_text(
    *, by: Actor, case: str, kind: str, text: str, received: Received | None = None, today: date | None = None
) -> CaseRecord:
    """Hand in what was adapted to the own setting, or the reflection, as a text and with a file where there is one.

    Refuses what casework.case_of refuses, capacity.case_not_now, .evidence_empty, .case_evidence_twice, text.* and
    files.full.
    """
    row, now = case_of(by=by, case=case, parts=(TRAINEE,)), today or localdate()
    check_stands(row.state, CaseState.PART_TWO)
    what, told = RecordKind(kind), _text_of(text, field="text")
    if what not in HANDED_IN or not told:
        raise Refusal(general.EVIDENCE_EMPTY, field="text")
    mark = received.sha256 if received else digest(["kerege.handed_in.1", fold(told) or told])
    with checking():
        if CaseRecord.objects.inside_action().filter(mark=mark).exists():
            raise Refusal(refused.CASE_EVIDENCE_TWICE, field="file" if received else "text")
    with act("capacity.case.handed_in", by=by, owner=row.owner, about=row.uid):
        found = _record(row, what, by=by, on=now, today=now, text=told, mark=mark)
        _keep(by, row, found.uid, received)
    return found


def observe(
    *, by: Actor, delivery: str, given: Mapping[str, str], note: str = "", today: date | None = None
) -> CaseRecord:
    """Fill in the observer's rubric for a delivery. Closeness and level are judged again: both may have changed since
    the observer was named.

    Refuses what casework.delivery_of refuses, capacity.case_not_now, .observer_level, .close_*, .observed_already,
    .rubric_incomplete, .mark_wrong and text.*.
    """
    row, found = delivery_of(by=by, delivery=delivery, parts=(OBSERVER,))
    day = today or localdate()
    check_stands(row.state, CaseState.PART_TWO, CaseState.CERTIFIED)
    check_observer(somebody(by), around(row, _organisation_of(row)))
    if not _observes(row, by, found.on):
        raise Refusal(refused.OBSERVER_LEVEL, needed=_scheme_under(row).observer_level)
    judged, told = rubric(_scheme_under(row).rubric, given), _text_of(note, field="note")
    mark = digest(["kerege.observation.1", str(found.uid), known_as(by.uid)])
    if any(each.mark == mark for each in _records(row, RecordKind.OBSERVATION)):
        raise Refusal(refused.OBSERVED_ALREADY)
    content = {"delivery": str(found.uid), "rubric": judged}
    with act("capacity.case.observed", by=by, owner=row.owner, about=row.uid):
        return _record(row, RecordKind.OBSERVATION, by=by, on=found.on, today=day, given=content, text=told, mark=mark)


def submit(*, by: Actor, case: str, today: date | None = None, drawn: int | None = None) -> CertificateCase:
    """Hand the case in for review, with all evidence that the scheme wants. A share of cases is drawn for an audit;
    `drawn` is a number from 0 to 99, by itself from the machine's chance.

    Refuses what casework.case_of refuses, capacity.case_not_now, .observed_too_few and what results.check_part_two
    refuses.
    """
    row, day = case_of(by=by, case=case, parts=TEACHES), today or localdate()
    check_case(row.state, CaseState.SUBMITTED)
    scheme = _scheme_under(row)
    level = scheme.level(row.level)
    handed = {kind: bool(_records(row, kind)) for kind in HANDED_IN}
    check_part_two(
        scheme,
        deliveries=_taught(row),
        needed=level.deliveries,
        adapted=handed[RecordKind.ADAPTATION],
        reflected=handed[RecordKind.REFLECTION],
    )
    check_observed(level, observed_by(row.person_id, row.scheme.key) if level.observed else 0)
    chance = secrets.randbelow(100) if drawn is None else drawn
    with act("capacity.case.submitted", by=by, owner=row.owner, about=row.uid):
        row.state, row.submitted_on = CaseState.SUBMITTED, day
        row.drawn = row.drawn or chance < scheme.audit_percent
        row.save()
    return row


def _taught(row: CertificateCase) -> list[Taught]:
    """The deliveries of a case as the rules judge them."""
    with checking():
        rows = list(Delivery.objects.inside_action().filter(case=row).order_by("on", "id"))
        answers = list(Feedback.objects.inside_action().filter(delivery__in=rows).order_by("id"))
    judged = [(each.given["delivery"], each.given["rubric"]) for each in _records(row, RecordKind.OBSERVATION)]
    return [
        Taught(
            on=each.on,
            participants=each.participants,
            tested=each.tested,
            answers=tuple(mean_tenths(a.scores.values()) for a in answers if a.delivery_id == each.id),
            judged=tuple(rubric_given for uid, rubric_given in judged if uid == str(each.uid)),
        )
        for each in rows
    ]


def _check(row: CertificateCase, on: date, participants: int, version: str) -> None:
    after = row.state == CaseState.CERTIFIED
    with checking():
        since = row.decided_on if after else row.passed_on
    scheme = _scheme_under(row)
    check_delivery(
        scheme,
        on=on,
        passed=since or on,
        deadline=on if after else row.deadline or on,
        participants=participants,
        curriculum=row.curriculum,
        version=version.strip(),
        counted=versions_counted(row.scheme, row.curriculum),
        part_one=not after and not scheme.level(row.level).after,
    )


def _check_once(marks: Mapping[str, str]) -> None:
    with checking():
        rows = Delivery.objects.inside_action()
        if rows.filter(mark=marks["mark"]).exists():
            raise Refusal(refused.DELIVERY_TWICE, field="on")
        handed = CaseRecord.objects.inside_action().filter(mark=marks["attendance_mark"])
        if rows.filter(attendance_mark=marks["attendance_mark"]).exists() or handed.exists():
            raise Refusal(refused.CASE_EVIDENCE_TWICE, field="attendance")


def _digests(present: Iterable[str]) -> list[str]:
    """Digests under the node's key: whoever reads them learns no participant, not by trying all numbers either."""
    told = {fold(each) or each.strip() for each in present if each.strip()}
    key = settings.SECRET_KEY.encode()
    return sorted(hmac.new(key, f"kerege.present.1:{each}".encode(), hashlib.sha256).hexdigest()[:32] for each in told)


def _keep(by: Actor, row: CertificateCase, about: object, received: Received | None) -> None:
    if received is not None:
        files.keep_file(
            by=by,
            owner=row.owner,
            about=str(about),
            purpose=Purpose.EVIDENCE,
            received=received,
            label=Sensitivity.RESTRICTED,
            synthetic=row.synthetic,
        )
