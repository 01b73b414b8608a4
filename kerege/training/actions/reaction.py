"""Asking participants what they think of a course. Their answers never pass through whoever taught, and none of them is
kept by itself: each is added to sums inside one transaction (rules.evaluation_reaction).
"""

import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Mapping
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

from django.core import signing
from django.utils.timezone import localdate

from kerege.capacity import actions as capacity
from kerege.capacity.words.certification import FEEDBACK_QUESTIONS
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import SYSTEM, Actor
from kerege.training.actions.evaluating import _untaught
from kerege.training.models import Course, CourseStaff, EvaluationForm, Reaction, ReactionLink
from kerege.training.queries import evaluation
from kerege.training.queries.scope import COUNTING
from kerege.training.queries.staff import DOOR
from kerege.training.rules.evaluation_forms import read_form
from kerege.training.rules.evaluation_reaction import (
    Said,
    added,
    added_words,
    check_links,
    check_names,
    check_participants,
    check_sheet,
    check_until,
    read_answer,
    stage,
    token_digest,
)
from kerege.training.words import Status
from kerege.training.words import evaluation_refused as refused
from kerege.training.words.evaluation import FormKind, Stage

SCREEN, SCREEN_LASTS = "kerege.training.screen.1", 20 * 60
"""A code on the screen can be answered for so many seconds: time to fill the form in, and none to pass the code on."""


def ask_participants(
    *,
    by: Actor,
    course: str,
    participants: int | None,
    until: date | None = None,
    delivery: str = "",
    today: date | None = None,
) -> Reaction:
    """Begin to ask the participants of a course (its uid): how many they are, and the last day of the asking, which is
    two weeks from now where none is given. The newest form is taken. `delivery` is the uid of the delivery of part 2 of
    a certificate that the course is: one answer then serves both.

    Refuses what capacity.actions.feedback_wanted refuses of the delivery, records.nothing_there, training.taught_it,
    .not_organiser, .not_held_yet, .asked_already, .participants_wrong, .asking_day and .no_form.
    """
    row, day = _collecting(by, course, today)
    if row.status == Status.CANCELLED or (row.first_day is not None and row.first_day > day):
        raise Refusal(refused.NOT_HELD_YET)
    number, last = check_participants(participants), check_until(until, today=day)
    with checking():
        if Reaction.objects.inside_action().filter(course=row.id).exists():
            raise Refusal(refused.ASKED_ALREADY)
        form = evaluation.newest_form(FormKind.REACTION, on=day)
    taught = capacity.feedback_wanted(by=by, delivery=delivery).uid if delivery else None
    if form is None:
        raise Refusal(refused.NO_FORM)
    with act("training.reaction.asked", by=by, owner=row.owner, about=row.uid) as done:
        done.note(participants=number, until=last)
        told = {"participants": number, "opened_on": day, "until": last, "opened_by": known_as(by.uid)}
        told["delivery"] = taught
        return Reaction.objects.create(  # type: ignore[no-any-return]
            **_kept(row), course_id=row.id, form=EvaluationForm.objects.inside_action().get(id=form.id), **told
        )


def hand_out_links(*, by: Actor, course: str, links: int, today: date | None = None) -> list[str]:
    """Make one-time links for so many participants; their tokens are given back once and kept as digests only.

    Refuses what `ask_participants` refuses of the course, training.not_asked, .asking_over, .links_wrong
    and .no_links_left.
    """
    row, day = _collecting(by, course, today)
    asked = _open(row, day)
    tokens = [secrets.token_urlsafe(18) for _ in range(links)]
    with act("training.reaction.links_made", by=by, owner=row.owner, about=row.uid, links=links):
        asked = Reaction.objects.inside_action().select_for_update(of=("self",)).get(id=asked.id)  # in turn
        standing = ReactionLink.objects.inside_action().filter(reaction=asked, spent=False).count()
        check_links(links, standing=standing, answers=asked.answers, participants=asked.participants)
        rows = [ReactionLink(**_kept(row), reaction=asked, digest=token_digest(each)) for each in tokens]
        ReactionLink.objects.bulk_create(rows)
    return tokens


def screen_code(*, by: Actor, course: str, today: date | None = None) -> str:
    """A code for the screen of the room, to be scanned and answered within twenty minutes. It tells devices apart and
    not people: the number of answers never exceeds that of participants.

    Refuses what `ask_participants` refuses of the course, training.not_asked and .asking_over.
    """
    row, day = _collecting(by, course, today)
    uid = urlsafe_b64encode(_open(row, day).uid.bytes).decode().rstrip("=")  # short, so that the code is easy to scan
    return signing.TimestampSigner(salt=SCREEN).sign(uid)


def read_screen(*, by: Actor, code: str) -> str:
    """The uid of the asking behind a code, for anybody who has it. Refuses training.link_closed for one that is wrong
    or old.
    """
    try:
        uid = signing.TimestampSigner(salt=SCREEN).unsign(code, max_age=SCREEN_LASTS)
        return str(UUID(bytes=urlsafe_b64decode(f"{uid}==")))
    except signing.BadSignature:
        raise Refusal(refused.LINK_CLOSED) from None


def say(*, by: Actor, token: str, given: Mapping[str, str], today: date | None = None) -> str:
    """A participant's answer by a link, without an account; gives back the uid of the asking. The act says of which
    course and nothing of whom, also when somebody answers who is signed in. Whoever taught is refused.

    Refuses training.link_closed, .taught_it, .answer_missing, .words_too_long, .names_somebody, .asking_over,
    inventory.not_for_sharing and text.*.
    """
    day = today or localdate()
    with checking():
        link = ReactionLink.objects.inside_action().filter(digest=token_digest(token), spent=False).first()
        asked = Reaction.objects.inside_action().filter(id=link.reaction_id).first() if link is not None else None
    if link is None or asked is None or _stage(asked, day) != Stage.OPEN:
        raise Refusal(refused.LINK_CLOSED)
    return _say(by, asked, given, day, link=link.id)


def say_at_screen(
    *, by: Actor, code: str, given: Mapping[str, str], said: bool = False, today: date | None = None
) -> str:
    """The same by a code on the screen; `said` is whether an answer came from this device before.

    Refuses what `say` refuses (training.link_closed too), and training.said_already.
    """
    day, uid = today or localdate(), read_screen(by=by, code=code)
    with checking():
        asked = Reaction.objects.inside_action().filter(uid=uid).first()
    if asked is None or _stage(asked, day) != Stage.OPEN:
        raise Refusal(refused.LINK_CLOSED)
    if said:
        raise Refusal(refused.SAID_ALREADY)
    return _say(by, asked, given, day)


def enter_paper(
    *, by: Actor, course: str, sheet: int | None, given: Mapping[str, str], today: date | None = None
) -> None:
    """Enter one paper form, by the number that was written on it: somebody who did not teach. The number says that this
    sheet was entered, and leads to nothing that stands on it.

    Refuses what `hand_out_links` and `say` refuse of the course and of the answers, training.sheet_wrong and
    .sheet_entered.
    """
    row, day = _collecting(by, course, today)
    asked = _open(row, day)
    number = check_sheet(sheet, entered=asked.sheets)
    answer = _read(asked, given)
    with act("training.reaction.paper_entered", by=by, owner=row.owner, about=row.uid):
        _add(asked.id, answer, day, sheet=number)


def close_asking(*, by: Actor, course: str, today: date | None = None) -> Reaction:
    """End the asking before its last day. Its sums stand from then on, and nothing is added to them.

    Refuses what `hand_out_links` refuses of the course.
    """
    row, day = _collecting(by, course, today)
    asked = _open(row, day)
    with act("training.reaction.closed", by=by, owner=row.owner, about=row.uid):
        locked = Reaction.objects.inside_action().select_for_update(of=("self",)).get(id=asked.id)
        locked.closed_on = day
        locked.save()
    return locked  # type: ignore[no-any-return]


def _collecting(by: Actor, uid: str, today: date | None) -> tuple[Any, date]:
    """The course, for somebody who may collect what its participants say."""
    return _untaught(by, uid, today, right=lambda rights: rights.collects)


def _stage(asked: Reaction, day: date) -> Stage:
    return stage(until=asked.until, closed_on=asked.closed_on, answers=asked.answers, on=day, k=1)


def _open(row: Any, day: date) -> Reaction:
    with checking():
        asked = Reaction.objects.inside_action().filter(course=row.id).first()
    if asked is None:
        raise Refusal(refused.NOT_ASKED)
    if _stage(asked, day) != Stage.OPEN:
        raise Refusal(refused.ASKING_OVER)
    return asked  # type: ignore[no-any-return]


def _read(asked: Reaction, given: Mapping[str, str]) -> Said:
    with checking():
        form = EvaluationForm.objects.inside_action().get(id=asked.form_id)
    said = read_answer(read_form(form.kind, form.content), given)
    if said.words:
        check_names(said.words, _taught_by(asked.course_id))
    return said


def _taught_by(course: int) -> list[str]:
    """The names of a course's staff, whom its participants know."""
    with checking():
        staff = CourseStaff.objects.inside_action().filter(course_id=course, until__isnull=True)
        return [str(name) for name in people.person_names(DOOR, staff.values_list("person_id", flat=True)).values()]


def _say(by: Actor, asked: Reaction, given: Mapping[str, str], day: date, *, link: int = 0) -> str:
    with checking():
        course = Course.objects.inside_action().get(id=asked.course_id)
    if evaluation.allowed(COUNTING, by, course).taught:
        raise Refusal(refused.TAUGHT_IT)
    answer = _read(asked, given)
    with act("training.reaction.given", by=SYSTEM, owner=course.owner, about=course.uid):
        if link:
            held = ReactionLink.objects.inside_action().select_for_update(of=("self",)).get(id=link)
            if held.spent:
                raise Refusal(refused.LINK_CLOSED)
            held.spent = True
            held.save()
        _add(asked.id, answer, day)
    return str(asked.uid)


def _add(number: int, answer: Said, day: date, *, sheet: int = 0) -> None:
    """Add one answer to the sums, with the row locked: of two hundred at once none is lost, and no paper form (`sheet`
    is its number) counts twice. With the last one the asking is over.
    """
    asked = Reaction.objects.inside_action().select_for_update(of=("self",)).get(id=number)
    if _stage(asked, day) != Stage.OPEN or asked.answers >= asked.participants:
        raise Refusal(refused.ASKING_OVER)
    if sheet:
        asked.sheets = sorted([*asked.sheets, check_sheet(sheet, entered=asked.sheets)])
    form = EvaluationForm.objects.inside_action().get(id=asked.form_id)
    asked.counts = added(read_form(form.kind, form.content), asked.counts, answer)
    asked.texts = added_words(asked.texts, answer)
    asked.answers += 1
    asked.on_paper += bool(sheet)
    if asked.answers == asked.participants:
        asked.closed_on = day
    asked.save()
    if asked.delivery is not None:
        given = {key: str(answer.numbers[key]) for key in FEEDBACK_QUESTIONS if key in answer.numbers}
        with suppress(Refusal):  # what the case takes no more is no reason to lose what was said of the course
            capacity.bring_feedback(by=SYSTEM, delivery=str(asked.delivery), given=given)


def _kept(row: Any) -> dict[str, Any]:
    return {"owner": row.owner, "label": Sensitivity.RESTRICTED, "synthetic": row.synthetic}
