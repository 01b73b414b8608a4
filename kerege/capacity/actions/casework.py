"""How the actions about certificates find a case, ask who acts in it, and write what belongs to it."""

from datetime import date
from typing import Any

from kerege.capacity.actions.posts import reader_of
from kerege.capacity.models import CaseRecord, CertificateCase, Delivery
from kerege.capacity.queries.casework import TRAINEE, parts_in
from kerege.capacity.queries.schemes import scheme_of
from kerege.capacity.rules.schemes import Scheme
from kerege.capacity.words import certification_refused as refused
from kerege.capacity.words import refused as refused_words
from kerege.capacity.words.certification import InCase, RecordKind
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line, clean_text
from kerege.people.rules import Actor
from kerege.records.recording import NOTHING_THERE

CENTRE, TRAINER, OBSERVER = InCase.CENTRE.value, InCase.TRAINER.value, InCase.OBSERVER.value
LONGEST_TEXT = 4_000


def case_of(*, by: Actor, case: str, parts: tuple[str, ...] = ()) -> CertificateCase:
    """The case with this uid, for somebody who has one of the parts. Refuses records.nothing_there where the actor may
    not know of it, capacity.own_case for a trainee who would do what others do, and capacity.not_in_case.
    """
    number = uid_or_none(case)
    with checking():
        rows = CertificateCase.objects.inside_action().select_related("scheme", "person__organisation")
        row: CertificateCase | None = rows.filter(uid=number).first() if number else None
    held = parts_in(by, row) if row is not None else frozenset()
    if row is None or not (held or reader_of(by=by).may_see(row.label, row.owner)):
        raise Refusal(NOTHING_THERE, field="case", what=CertificateCase._meta.verbose_name, key=str(case)[:40])
    if parts and TRAINEE in held and TRAINEE not in parts and not by.is_system:
        raise Refusal(refused.OWN_CASE)
    if parts and not held & set(parts):
        raise Refusal(refused.NOT_IN_CASE)
    return row


def delivery_of(*, by: Actor, delivery: str, parts: tuple[str, ...]) -> tuple[CertificateCase, Delivery]:
    """A delivery with its case. Refuses records.nothing_there and what case_of refuses."""
    number = uid_or_none(delivery)
    with checking():
        rows = Delivery.objects.inside_action().select_related("case")
        found: Delivery | None = rows.filter(uid=number).first() if number else None
    if found is None:
        raise Refusal(NOTHING_THERE, field="delivery", what=Delivery._meta.verbose_name, key=str(delivery)[:40])
    return case_of(by=by, case=str(found.case.uid), parts=parts), found


def _scheme_under(row: CertificateCase) -> Scheme:
    """What the case is judged by."""
    return scheme_of(row.scheme)


def _organisation_of(row: CertificateCase) -> str:
    """The key of the organisation for which the trainee works; empty where none is recorded."""
    with checking():
        return row.person.organisation.key if row.person.organisation is not None else ""


def _records(row: CertificateCase, kind: RecordKind) -> list[CaseRecord]:
    """What was recorded of a kind, in the order in which it was."""
    with checking():
        return list(CaseRecord.objects.inside_action().filter(case=row, kind=kind.value).order_by("id"))


def _last(row: CertificateCase, kind: RecordKind) -> CaseRecord | None:
    return next(reversed(_records(row, kind)), None)


def _record(
    row: CertificateCase,
    kind: RecordKind,
    *,
    by: Actor,
    on: date,
    today: date,
    given: dict[str, Any] | None = None,
    text: str = "",
    mark: str = "",
) -> CaseRecord:
    """Write one record of a case, inside the act that is open."""
    return CaseRecord.objects.create(  # type: ignore[no-any-return]
        **_kept(row),
        case=row,
        person=row.person,
        kind=kind.value,
        on=on,
        given=given or {},
        text=text,
        mark=mark,
        noted_by=known_as(by.uid),
        noted_on=today,
    )


def _kept(row: CertificateCase) -> dict[str, Any]:
    """What every part of a case has from it."""
    return {"owner": row.owner, "label": Sensitivity.RESTRICTED, "synthetic": row.synthetic}


def _reason_of(text: str, *, field: str = "reason") -> str:
    """A reason as it is kept. Refuses capacity.no_reason and text.*."""
    if not text.strip():
        raise Refusal(refused_words.NO_REASON, field=field)
    return clean_line(text, field=field, max_length=1000)


def _text_of(text: str, *, field: str) -> str:
    """A text as it is kept; may be empty. Refuses text.*."""
    return clean_text(text, field=field, max_length=LONGEST_TEXT) if text.strip() else ""


def _past(day: date | None, *, today: date, field: str) -> date:
    """Refuse capacity.day_missing and .day_not_yet."""
    if day is None:
        raise Refusal(refused.DAY_MISSING, field=field)
    if day > today:
        raise Refusal(refused.DAY_NOT_YET, field=field, day=str(day))
    return day


def _check_day(row: CertificateCase, day: date | None, *, today: date, field: str = "on") -> date:
    """Refuse capacity.day_missing, .day_not_yet and .before_enrolment."""
    day = _past(day, today=today, field=field)
    if row.enrolled_on is not None and day < row.enrolled_on:
        raise Refusal(refused.BEFORE_ENROLMENT, field=field, day=str(day), enrolled=str(row.enrolled_on))
    return day
