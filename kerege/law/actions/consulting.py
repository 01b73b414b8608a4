"""Consultations: opened by the chair for as long as the procedure asks, responded to, each response answered."""

from collections.abc import Iterable
from datetime import date

from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.law.actions.amending import _check_may_be_public
from kerege.law.actions.drafting import _check_chair, _check_writable, _taken, task_of
from kerege.law.actions.own_rows import own_row
from kerege.law.actions.versions import _last
from kerege.law.models import Consultation, ConsultationResponse, DraftingTask
from kerege.law.rules import consulting as rules
from kerege.law.rules import drafting as steps_of
from kerege.law.rules.akn.parts import parts
from kerege.law.rules.akn.reading import read
from kerege.law.words import consulting as words
from kerege.law.words import drafting_refused as drafting
from kerege.law.words.consulting import Answered, Audience
from kerege.law.words.drafting import StepKind
from kerege.law.words.working_refused import NO_PROVISION
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line, clean_text
from kerege.people.rules import Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE

MOST_SAID, MOST_BODIES = 8_000, 100


def open_consultation(
    *,
    by: Actor,
    task: str,
    opens: date,
    closes: date,
    audience: str,
    bodies: Iterable[str] = (),
    today: date | None = None,
) -> Consultation:
    """Lay the newest version out from a day to another, for the public or for named bodies alone; the chair does. One
    that took place elsewhere is recorded with its days.

    Refuses records.nothing_there, people.not_yours, people.unknown_choice, law.not_the_chair, law.task_closed,
    law.no_version, law.no_consultation_step, law.consultation_there, law.nobody_asked, law.base_not_public, what
    rules.drafting.check_step and rules.consulting.check_period refuse, and text.*.
    """
    row, day = task_of(by=by, task=task), today or localdate()
    check_may(by, Deed.RECORD_LAW, row.owner)
    _check_chair(by, row)
    _check_writable(row)
    of = choice(audience, Audience, "audience")
    named = [clean_line(each, field="bodies", max_length=200) for each in bodies if each.strip()][:MOST_BODIES]
    if of == Audience.BODIES and not named:
        raise Refusal(words.NOBODY_ASKED, field="bodies")
    with checking():
        step = _step_of(row, opens, max(day, opens))
        version = _last(row)
        if version is None:
            raise Refusal(drafting.NO_VERSION)
        if of == Audience.PUBLIC:
            _check_may_be_public(version)
    law = step.source or str(row.procedure.get("source", ""))
    rules.check_period(step, opens=opens, closes=closes, law=law)
    with act("law.consultation.opened", by=by, owner=row.owner, about=row.uid, version=version.number, audience=of):
        DraftingTask.objects.inside_action().select_for_update(of=("self",)).get(pk=row.pk)
        going = Consultation.objects.inside_action().filter(task=row, ended_on=None).first()
        if going is not None:
            raise Refusal(words.CONSULTATION_THERE, closes=going.closes.isoformat())
        made = Consultation(task=row, owner=row.owner, synthetic=row.synthetic, version=version, step=step.key)
        made.title, made.language, made.content, made.sha256 = row.title, row.language, version.content, version.sha256
        made.audience, made.bodies, made.opens, made.closes = of, named, opens, closes
        made.least_days, made.law, made.opened_by = step.least_days, law, known_as(by.uid)
        made.label = Sensitivity.PUBLIC if of == Audience.PUBLIC else row.label
        made.save()
    return made


def _step_of(row: DraftingTask, on: date, today: date) -> steps_of.Step:
    """The consultation that comes next. Refuses law.no_consultation_step and what check_step refuses."""
    steps, taken = steps_of.read_steps(row.key, row.steps), _taken(row)
    done = steps_of.behind(taken)
    step = next((each for each in steps if each.kind == StepKind.CONSULTATION and each.key not in done), None)
    if step is None:
        raise Refusal(words.NO_CONSULTATION_STEP)
    return steps_of.check_step(steps, taken, step.key, on=on, today=today)


def respond(
    *,
    by: Actor,
    consultation: str,
    words_: str,
    eid: str = "",
    body: str = "",
    sent_on: date | None = None,
    today: date | None = None,
) -> ConsultationResponse:
    """Say something on a draft that is laid out: on one provision, or on all of it. The public responds where it is
    asked, and nothing is kept of who it was; whoever works on the country's drafts enters the letter of a body, with
    the day on which it was sent.

    Refuses records.nothing_there, law.consultation_not_open, law.consultation_over, law.response_ahead,
    law.body_not_asked, law.nothing_responded, law.no_provision and text.*.
    """
    day = today or localdate()
    with checking():
        uid = uid_or_none(consultation)
        rows = Consultation.objects.inside_action().select_related("version")
        row = rows.filter(uid=uid).first() if uid else None
    enters = row is not None and may(by, Deed.SPEAK_ON_DRAFTS, row.owner)
    if row is None or not (enters or row.audience == Audience.PUBLIC):
        raise Refusal(NOTHING_THERE, field="consultation", what="consultation", key=str(consultation)[:40])
    if row.ended_on is not None:
        raise Refusal(words.CONSULTATION_OVER)
    of = clean_line(body, field="body", max_length=200) if body.strip() else ""
    on = (sent_on or day) if enters and of else day
    if on > day:
        raise Refusal(words.RESPONSE_AHEAD, field="sent_on", day=on.isoformat())
    period = {"opens": row.opens, "closes": row.closes, "on": on}
    rules.check_responds(audience=row.audience, bodies=row.bodies, body=of, **period)
    if not words_.strip():
        raise Refusal(words.NOTHING_RESPONDED, field="words")
    said = clean_text(words_, field="words", max_length=MOST_SAID)
    if eid and eid not in {part.eid for part in parts(read(bytes(row.content)).root)}:
        raise Refusal(NO_PROVISION, field="eid", version=row.version.number, eid=eid[:80])
    with act("law.response.received", by=by, owner=row.owner, about=row.uid):
        made = ConsultationResponse(consultation=row, owner=row.owner, synthetic=row.synthetic, body=of, eid=eid)
        made.words, made.sent_on = said, on
        made.entered_by = known_as(by.uid) if enters and of else ""
        made.save()
    return made


def answer_response(
    *, by: Actor, response: str, answer: str, reason: str = "", today: date | None = None
) -> ConsultationResponse:
    """Say what becomes of a response; a drafter does, until the consultation is over.

    Refuses records.nothing_there, people.not_yours, people.unknown_choice, law.answer_needs_reason,
    law.consultation_over and text.*.
    """
    row = own_row(by=by, model=ConsultationResponse, uid=response, field="response", related=("consultation",))
    check_may(by, Deed.RECORD_LAW, row.owner)
    said = choice(answer, Answered, "answer")
    rules.check_answer(said, reason)
    why = clean_text(reason, field="reason", max_length=2000) if reason.strip() else ""
    with act("law.response.answered", by=by, owner=row.owner, about=row.consultation.uid, answer=said):
        if Consultation.objects.inside_action().get(pk=row.consultation_id).ended_on is not None:
            raise Refusal(words.CONSULTATION_OVER)
        row.answer, row.reason, row.answered_by, row.answered_on = said, why, known_as(by.uid), today or localdate()
        row.save()
    return row
