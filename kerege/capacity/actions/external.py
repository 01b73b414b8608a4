"""Recording what other bodies certified, verifying it, taking it back."""

from datetime import date
from typing import Any

from django.utils.timezone import localdate

from kerege.capacity.models import Certificate, CompetenceEvidence, ExternalCertificate
from kerege.capacity.rules.external import check_days, check_step
from kerege.capacity.rules.numbers import typed_number
from kerege.capacity.words import credentials as words
from kerege.capacity.words.credentials import ExternalState
from kerege.files import actions as files
from kerege.files.rules import Received
from kerege.files.words import Purpose
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line, fold
from kerege.people import queries as people
from kerege.people.rules import Actor, check_may, may
from kerege.people.words import Deed
from kerege.privacy.words import NOT_A_PERSON
from kerege.records.personal import subject_model
from kerege.records.recording import NOTHING_THERE


def record_external(
    *,
    by: Actor,
    body: str,
    title: str,
    number: str,
    valid_from: date,
    received: Received | None,
    valid_until: date | None = None,
    person: str = "",
    synthetic: bool = False,
    today: date | None = None,
) -> ExternalCertificate:
    """Record a certificate of another body for oneself, or for the person with this key, with the file that proves it.

    `valid_until` is the first day on which it is not valid any more. Refuses records.nothing_there (no such person, or
    not the actor's), privacy.not_a_person, capacity.external_no_proof, .external_not_yet, .external_ends_before,
    .external_ours, .external_taken, text.* and files.full.
    """
    holder = _holder(by, person)
    day = today or localdate()
    called = clean_line(body, field="body")
    content: dict[str, Any] = {
        "body": called,
        "body_folded": fold(called) or called,
        "title": clean_line(title, field="title"),
        "number": clean_line(number, field="number", max_length=80),
        "valid_from": valid_from,
        "valid_until": valid_until,
    }
    check_days(valid_from, valid_until, today=day)
    if received is None:
        raise Refusal(words.EXTERNAL_NO_PROOF, field="file")
    _check_free(content)
    with act("capacity.external.recorded", by=by, owner=holder.owner) as done:
        row = ExternalCertificate(person=holder, owner=holder.owner, synthetic=synthetic, **content)
        row.recorded_on, row.recorded_by = day, known_as(by.uid)
        row.save()
        done.about = row.uid
        files.keep_file(
            by=by,
            owner=row.owner,
            about=row.uid,
            purpose=Purpose.EVIDENCE,
            received=received,
            label=Sensitivity.RESTRICTED,
            synthetic=synthetic,
        )
    return row


def judge_external(
    *, by: Actor, uid: str, accepted: bool, note: str = "", today: date | None = None
) -> ExternalCertificate:
    """Say, after a look at the proof, that a certificate of another body is what it says, or why it is not accepted.

    Refuses records.nothing_there, people.not_yours, capacity.external_own_verdict, .external_not_now,
    .external_no_reason and text.*.
    """
    row = known_external(by=by, uid=uid)
    check_may(by, Deed.VERIFY_CERTIFICATES, row.owner)
    if not by.is_system and (known_as(by.uid) == row.recorded_by or people.person_number(by.uid) == row.person_id):
        raise Refusal(words.EXTERNAL_OWN_VERDICT)
    then = ExternalState.VERIFIED if accepted else ExternalState.REJECTED
    check_step(row.state, then)
    if not accepted and not note.strip():
        raise Refusal(words.EXTERNAL_NO_REASON, field="note")
    told = clean_line(note, field="note", max_length=500) if note.strip() else ""
    with act("capacity.external.judged", by=by, owner=row.owner, about=row.uid):
        row.state, row.note = then, told
        row.judged_on, row.judged_by = today or localdate(), known_as(by.uid)
        row.save()
    return row


def withdraw_external(*, by: Actor, uid: str, today: date | None = None) -> ExternalCertificate:
    """Take a certificate of another body back: it counts for nothing from now on, nor does the evidence of competences
    that rests on it, and its number is free again.

    For its holder and for whoever looks after the people of the owner. Refuses records.nothing_there and
    capacity.external_not_now.
    """
    row = known_external(by=by, uid=uid)
    check_step(row.state, ExternalState.WITHDRAWN)
    with act("capacity.external.withdrawn", by=by, owner=row.owner, about=row.uid):
        row.state = ExternalState.WITHDRAWN
        row.save()
        for each in CompetenceEvidence.objects.inside_action().filter(rests_on=row.uid, withdrawn_on__isnull=True):
            each.withdrawn_on, each.why_withdrawn = today or localdate(), words.RESTED_ON_WITHDRAWN
            each.save()
    return row


def _holder(by: Actor, key: str) -> Any:
    """The person with the key whom the actor looks after, or the actor."""
    if key:
        found = _person(key=key)
        if found is None or not may(by, Deed.MANAGE_PEOPLE, found.owner):
            raise Refusal(NOTHING_THERE, field="person", what="person", key=key[:60])
        return found
    number = people.person_number(by.uid)
    if number is None:
        raise Refusal(NOT_A_PERSON)
    return _person(id=number)


def _person(**where: Any) -> Any:
    with checking():
        return subject_model(ExternalCertificate, "person").objects.inside_action().filter(**where).first()


def known_external(*, by: Actor, uid: str) -> ExternalCertificate:
    """The record, for whoever may know of it: the holder, and those who look after the people or verify. Refuses
    records.nothing_there.
    """
    known = uid_or_none(uid)
    with checking():
        row: ExternalCertificate | None = ExternalCertificate.objects.inside_action().filter(uid=known).first()
    mine = row is not None and bool(by.uid) and people.person_number(by.uid) == row.person_id
    if row is None or not (
        mine or any(may(by, deed, row.owner) for deed in (Deed.MANAGE_PEOPLE, Deed.VERIFY_CERTIFICATES))
    ):
        raise Refusal(NOTHING_THERE, field="uid", what="certificate", key=str(uid)[:40])
    return row


def _check_free(content: dict[str, Any]) -> None:
    number = typed_number(content["number"])
    with checking():
        ours = bool(number) and Certificate.objects.inside_action().filter(number=number).exists()
        same = ExternalCertificate.objects.inside_action().filter(
            body_folded=content["body_folded"], number=content["number"]
        )
        taken = same.exclude(state=ExternalState.WITHDRAWN).exists()
    if ours:
        raise Refusal(words.EXTERNAL_OURS, field="number", number=number)
    if taken:
        raise Refusal(words.EXTERNAL_TAKEN, field="number", body=content["body"])
