"""Reading in a form that an assessor filled in on a phone: whole or not at all, and once however often it comes."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import timezone

from kerege.capacity.actions.answering import Told, _answer_of, _checked, _kept, _write, add_evidence
from kerege.capacity.actions.handing_in import _not_ready
from kerege.capacity.actions.opening import joined
from kerege.capacity.models import Answer, Assessment, Assessor, OvertakenAnswer, Submission
from kerege.capacity.queries.sets import definition_of
from kerege.capacity.rules.answers import Given
from kerege.capacity.rules.definitions import Definition
from kerege.capacity.rules.states import check_open
from kerege.capacity.rules.submission import Filled, Proof, Sent, filled, sent
from kerege.capacity.words import phone as words
from kerege.capacity.words import refused
from kerege.files.rules import Received
from kerege.inventory.rules.facility_form import FORM as FACILITY_FORM
from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import Actor
from kerege.records.recording import NOTHING_THERE


@dataclass(frozen=True)
class _Came:
    """What came, from whom, for which assessment, and when."""

    by: Actor
    row: Assessment
    mine: Assessor
    form: Sent
    digest: str
    raw: str
    files: Mapping[str, Received]
    whole: bool
    now: datetime

    @property
    def inside(self) -> dict[str, Any]:
        return {"assessment": self.row, "assessor": self.mine, **_kept(self.row)}


def submit_form(
    *, by: Actor, content: bytes, files: Mapping[str, Received], whole: bool = True, now: datetime | None = None
) -> Submission:
    """Read in a form of an assessment in which the actor answers, with the files that came along; `whole` is False
    where more files of it follow. What is empty in it says nothing. All of it is kept, or nothing.

    Of two answers of the same assessor the one that was filled in later stands, and the other is kept beside it. The
    same form again changes nothing. Refuses xml.*, capacity.no_instance, .form_of_facility, .unknown_form,
    .other_version, .other_instance, .not_in_form, .bad_moment, .unknown_question, .too_many_proofs, .not_in_team,
    .closed, people.not_yours, files.full, and of the first answer that is wrong what rules.answers.checked refuses.
    """
    form = sent(content)
    row, mine = _joined(by, form)
    digest, raw = sha256(content).hexdigest(), content.decode("utf-8", "replace")
    came = _Came(by, row, mine, form, digest, raw, files, whole, now or timezone.now())
    before = _before(came)
    if before is None:
        try:
            return _first(came)
        except IntegrityError:  # the same form came twice at once, and the other one was quicker
            before = _before(came)
            if before is None:
                raise
    return _again(came, before)


def _joined(by: Actor, form: Sent) -> tuple[Assessment, Assessor]:
    if form.root.get("id") == FACILITY_FORM:
        raise Refusal(words.FORM_OF_FACILITY)
    try:
        return joined(by=by, assessment=form.form)
    except Refusal as refusal:
        if refusal.word is NOTHING_THERE:
            raise Refusal(words.UNKNOWN_FORM) from None
        raise


def _before(came: _Came) -> Submission | None:
    with checking():
        rows = Submission.objects.inside_action().filter(assessor=came.mine, instance=came.form.instance)
        found: Submission | None = rows.first()
    return found


def _first(came: _Came) -> Submission:
    row = came.row
    check_open(row.state)
    found = _filled(came)
    with checking():
        definition = definition_of(row.version)
    told = {key: Told(said.value, said.not_applicable, said.comment) for key, said in found.answers.items()}
    answers = {key: _checked(definition, key, each) for key, each in told.items()}
    with transaction.atomic(), act("capacity.form.received", by=came.by, owner=row.owner, about=row.uid) as done:
        made = Submission(instance=came.form.instance, digest=came.digest, raw=came.raw, **came.inside)
        made.filled_at, made.received_at = found.at, came.now
        made.save()
        _not_ready(came.mine)
        _answer(came, made, answers)
        done.note(stand=made.stand, overtaken=made.overtaken)
        _prove(came, made, found.proofs)
    return made


def _again(came: _Came, made: Submission) -> Submission:
    """The same form once more: with files that were missing, or because its sender did not hear the answer."""
    if made.digest != came.digest:
        raise Refusal(words.OTHER_INSTANCE)
    if made.read_at is not None:
        return made
    check_open(came.row.state)
    found = _filled(came)
    with transaction.atomic(), act("capacity.form.completed", by=came.by, owner=came.row.owner, about=came.row.uid):
        _prove(came, made, found.proofs)
    return made


def _filled(came: _Came) -> Filled:
    with checking():
        version = came.row.version
        definition = definition_of(version)
    if came.form.version != version.version:
        raise Refusal(words.OTHER_VERSION, given=came.form.version[:20], wanted=version.version)
    return filled(definition, came.form, now=came.now)


def _answer(came: _Came, made: Submission, answers: Mapping[str, tuple[Given, str]]) -> None:
    """The later answer stands, and the other is kept. A comment of the page stays where the phone has none."""
    rows = Answer.objects.inside_action().filter(assessor=came.mine, question__in=list(answers))
    before, at = {each.question: each for each in rows}, made.filled_at
    written: dict[str, tuple[Given, str]] = {}
    met: list[OvertakenAnswer] = []
    for key, (given, comment) in answers.items():
        there: Any = before.get(key)
        was = _answer_of(there) if there is not None else Given()
        if was not in {given, Given()}:
            if there.answered_at > at:
                made.overtaken += 1
                met.append(_overtaken(came, made, key, given, comment, at))
                continue
            met.append(_overtaken(came, made, key, was, there.comment, there.answered_at))
        if was != given:
            written[key] = given, comment or (there.comment if there is not None else "")
    _write(came.row, came.mine, before, written, at)
    made.stand = len(answers) - made.overtaken
    if met:
        OvertakenAnswer.objects.bulk_insert(met)


def _overtaken(came: _Came, made: Submission, key: str, given: Given, comment: str, at: datetime) -> OvertakenAnswer:
    kept: dict[str, Any] = {"value": given.value, "not_applicable": given.not_applicable, "comment": comment}
    return OvertakenAnswer(submission=made, question=key, answered_at=at, **kept, **came.inside)


def _prove(came: _Came, made: Submission, proofs: tuple[Proof, ...]) -> None:
    """Keep the files that came, as evidence: the same file for the same question once."""
    for proof in proofs:
        received = came.files.get(proof.file)
        if received is None:
            continue
        title = clean_line(proof.says[:200] or received.name, field="title")
        given: dict[str, Any] = {"question": proof.question, "title": title, "received": received}
        try:
            add_evidence(by=came.by, assessment=str(came.row.uid), today=timezone.localdate(came.now), **given)
        except Refusal as refusal:
            if refusal.word is not refused.EVIDENCE_TWICE:
                raise
    made.arrived = sorted({*made.arrived, *(proof.file for proof in proofs if proof.file in came.files)})
    made.proofs = len(made.arrived)
    if came.whole:
        made.missing = len({proof.file for proof in proofs} - set(made.arrived))
        made.raw, made.arrived, made.read_at = "", [], came.now
    made.save()


def _drop_unread(row: Assessment, definition: Definition) -> None:
    """Inside the act that closes an assessment: what has not come never will, and the forms as they came go."""
    now = timezone.now()
    for made in Submission.objects.inside_action().filter(assessment=row, read_at__isnull=True):
        proofs = filled(definition, sent(made.raw.encode()), now=now).proofs if made.raw else ()
        made.missing = len({proof.file for proof in proofs} - set(made.arrived))
        made.raw, made.arrived, made.read_at = "", [], now
        made.save()
