"""Document control: recorded, drafted, reviewed, approved by another person, looked over, withdrawn."""

from collections.abc import Mapping
from datetime import date
from operator import attrgetter

from django.db import transaction
from django.utils.timezone import localdate

from kerege.atlas.rules import language_tag
from kerege.capacity.actions.answerable import kept, kept_place
from kerege.capacity.models import ControlledDocument, DocumentVersion
from kerege.capacity.rules.documents import check_days, check_next_review
from kerege.capacity.words import refused
from kerege.capacity.words import refused_quality as quality
from kerege.capacity.words.documents import VersionStep
from kerege.files import actions as files
from kerege.files.rules import Received
from kerege.files.words import Purpose
from kerege.inventory.rules.cards import free_line, main_name
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.people.queries import seats
from kerege.people.rules import Actor
from kerege.records.recording import plain_key
from kerege.records.viewers import PUBLIC


def record_document(
    *,
    by: Actor,
    facility: str,
    code: str,
    titles: Mapping[str, str],
    seat: str,
    synthetic: bool = False,
    today: date | None = None,
) -> ControlledDocument:
    """Enter a procedure into the register of a facility, under its code and with the seat whose document it is. The
    same again changes nothing.

    Refuses records.nothing_there, records.bad_key, capacity.no_title, .no_such_seat, .code_taken, atlas.bad_language,
    text.* and inventory.not_for_sharing.
    """
    line = kept_place(by=by, facility=facility)
    named = plain_key(code)[:40]
    told = {language_tag(lang, field="titles"): free_line(text, field="titles") for lang, text in titles.items()}
    told = {lang: text for lang, text in told.items() if text}
    if not told:
        raise Refusal(quality.NO_TITLE, field="titles")
    chair = next((s for s in seats(PUBLIC, on=today or localdate(), owner=line.owner) if s.key == seat), None)
    if chair is None:
        raise Refusal(refused.NO_SUCH_SEAT, field="seat", owner=line.owner, seat=seat[:60])
    with checking():
        rows = ControlledDocument.objects.inside_action().filter(facility=line.key, code=named)
        known: ControlledDocument | None = rows.first()
    if known is not None:
        if (known.titles, known.seat_id) == (told, chair.number):
            return known
        raise Refusal(quality.CODE_TAKEN, field="code", code=named)
    with act("capacity.document.recorded", by=by, owner=line.owner) as done:
        row: ControlledDocument = ControlledDocument.objects.create(
            owner=line.owner,
            facility=line.key,
            code=named,
            title=main_name(told),
            titles=told,
            seat_id=chair.number,
            synthetic=synthetic,
        )
        done.about = row.uid
    return row


def draft_version(
    *,
    by: Actor,
    document: str,
    version: str,
    kept_at: str = "",
    received: Received | None = None,
    today: date | None = None,
) -> DocumentVersion:
    """Draft a version: where it is kept, or its file, which is as restricted as the register.

    Refuses records.nothing_there, capacity.nowhere_kept, .version_there, text.*, inventory.not_for_sharing, files.full.
    """
    row: ControlledDocument = kept(by=by, model=ControlledDocument, field="document", uid=document)
    number = clean_line(version, field="version", max_length=20)
    where = free_line(kept_at, field="kept_at", most=500)
    if not where and received is None:
        raise Refusal(quality.NOWHERE_KEPT, field="kept_at")
    with checking():
        if DocumentVersion.objects.inside_action().filter(document=row, version=number).exists():
            raise Refusal(quality.VERSION_THERE, field="version", version=number)
    with transaction.atomic(), act("capacity.version.drafted", by=by, owner=row.owner, about=row.uid):
        made: DocumentVersion = DocumentVersion.objects.create(
            document=row,
            owner=row.owner,
            label=row.label,
            synthetic=row.synthetic,
            version=number,
            kept_at=where,
            written_on=today or localdate(),
            written_by=known_as(by.uid),
        )
        if received is not None:
            told = {"purpose": Purpose.EVIDENCE, "label": Sensitivity.RESTRICTED, "synthetic": row.synthetic}
            files.keep_file(by=by, owner=row.owner, about=made.uid, received=received, **told)  # type: ignore[arg-type]
    return made


def hand_for_review(*, by: Actor, version: str) -> DocumentVersion:
    """Hand a draft to whoever reviews it. Refuses records.nothing_there and capacity.wrong_step."""
    row = _version(by, version, VersionStep.DRAFT)
    with act("capacity.version.handed_in", by=by, owner=row.owner, about=row.document.uid):
        row.step = VersionStep.IN_REVIEW
        row.save()
    return row


def return_version(*, by: Actor, version: str, reason: str) -> DocumentVersion:
    """Return what is in review to its writer, with the reason.

    Refuses records.nothing_there, capacity.wrong_step, .no_reason, text.* and inventory.not_for_sharing.
    """
    row = _version(by, version, VersionStep.IN_REVIEW)
    told = _reason(reason)
    with act("capacity.version.returned", by=by, owner=row.owner, about=row.document.uid):
        row.step, row.note = VersionStep.DRAFT, told
        row.save()
    return row


def approve_version(
    *, by: Actor, version: str, effective_from: date | None, review_by: date | None, today: date | None = None
) -> DocumentVersion:
    """Approve what is in review: another person than who wrote it. From its day on it replaces the version before.

    Refuses records.nothing_there, capacity.wrong_step, .own_approval, .effective_before_approval, .two_effective and
    .review_before_effect.
    """
    day = today or localdate()
    row = _version(by, version, VersionStep.IN_REVIEW)
    if row.written_by == known_as(by.uid):
        raise Refusal(quality.OWN_APPROVAL)
    with checking():
        others = DocumentVersion.objects.inside_action().filter(document=row.document).exclude(id=row.id)
        begun = list(others.values_list("effective_from", flat=True))
    begins, looked_over = check_days(effective_from, review_by, others=begun, today=day)
    with act("capacity.version.approved", by=by, owner=row.owner, about=row.document.uid, effective_from=begins):
        row.step, row.approved_on, row.approved_by = VersionStep.APPROVED, day, known_as(by.uid)
        row.effective_from, row.review_by, row.note = begins, looked_over, ""
        row.save()
    return row


def look_over(
    *, by: Actor, version: str, review_by: date | None, note: str = "", today: date | None = None
) -> DocumentVersion:
    """Say that an approved version was looked over and still holds, and when it is looked over next.

    Refuses records.nothing_there, capacity.wrong_step, .review_in_past, text.* and inventory.not_for_sharing.
    """
    row = _version(by, version, VersionStep.APPROVED)
    due = check_next_review(review_by, today=max(today or localdate(), row.effective_from or date.min))
    told = free_line(note, field="note", most=500)
    with act("capacity.version.looked_over", by=by, owner=row.owner, about=row.document.uid, review_by=due):
        row.review_by, row.note = due, told
        row.save()
    return row


def withdraw_version(*, by: Actor, version: str, reason: str, today: date | None = None) -> DocumentVersion:
    """Withdraw a version, with the reason. The one before does not come back: until another is approved, none is in
    force.

    Refuses records.nothing_there, capacity.wrong_step, .no_reason, text.* and inventory.not_for_sharing.
    """
    row = _version(by, version, *(step for step in VersionStep if step != VersionStep.WITHDRAWN))
    told = _reason(reason)
    with act("capacity.version.withdrawn", by=by, owner=row.owner, about=row.document.uid):
        row.step, row.withdrawn_on, row.note = VersionStep.WITHDRAWN, today or localdate(), told
        row.save()
    return row


def _reason(text: str) -> str:
    told = free_line(text, field="note", most=500)
    if not told:
        raise Refusal(refused.NO_REASON, field="note")
    return told


def _version(by: Actor, uid: str, *steps: VersionStep) -> DocumentVersion:
    at = attrgetter("document.facility")
    row: DocumentVersion = kept(by=by, model=DocumentVersion, field="version", uid=uid, along=("document",), at=at)
    if row.step not in steps:
        raise Refusal(quality.WRONG_STEP, field="state", state=row.step)
    return row
