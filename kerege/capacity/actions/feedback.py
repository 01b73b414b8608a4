"""Participants' feedback, which does not pass through whoever taught: one-time links, or a paper form that the observer
enters. Nothing is kept that says who answered.
"""

import secrets
from collections.abc import Mapping
from datetime import date, timedelta

from django.utils.timezone import localdate

from kerege.capacity.actions.casework import CENTRE, OBSERVER, _kept, delivery_of
from kerege.capacity.models import CertificateCase, Delivery, Feedback, FeedbackLink
from kerege.capacity.queries.casework import TRAINEE, parts_in
from kerege.capacity.rules.certification import check_stands
from kerege.capacity.rules.numbers import token_digest
from kerege.capacity.rules.results import feedback
from kerege.capacity.words import certification_refused as refused
from kerege.capacity.words.certification import CaseState, InCase, Via
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM, Actor

LINKS_LAST = timedelta(days=30)
COLLECTS = (OBSERVER, CENTRE)


def open_feedback(*, by: Actor, delivery: str, links: int, today: date | None = None) -> list[str]:
    """Make one-time links for so many participants; their tokens are given back once and kept as digests only.

    Refuses what casework.delivery_of refuses, capacity.case_not_now, .feedback_not_yours and .feedback_too_many.
    """
    row, found = _collecting(by, delivery)
    day = today or localdate()
    with checking():
        standing = FeedbackLink.objects.inside_action().filter(delivery=found, spent=False, until__gt=day).count()
    _check_room(found, links + standing)
    if links < 1:
        raise Refusal(refused.FEEDBACK_TOO_MANY, field="links", participants=found.participants)
    tokens = [secrets.token_urlsafe(18) for _ in range(links)]
    with act("capacity.case.feedback_opened", by=by, owner=row.owner, about=row.uid, links=links):
        for token in tokens:
            link = {"digest": token_digest(token), "until": day + LINKS_LAST, "opened_by": known_as(by.uid)}
            FeedbackLink.objects.create(**_kept(row), **link, delivery=found)
    return tokens


def answer_feedback(*, by: Actor, token: str, given: Mapping[str, str], today: date | None = None) -> None:
    """A participant's answer by a link, without an account. The act says of which case and nothing of whom, also when
    somebody who is signed in answers. Whoever taught is refused.

    Refuses capacity.feedback_closed, .feedback_not_yours and .feedback_incomplete.
    """
    scores, day = feedback(given), today or localdate()
    with checking():
        links = FeedbackLink.objects.inside_action().select_related("delivery__case")
        link = links.filter(digest=token_digest(token), spent=False, until__gt=day).first()
    if link is None:
        raise Refusal(refused.FEEDBACK_CLOSED)
    row = link.delivery.case
    if parts_in(by, row) & {TRAINEE, InCase.CO_TRAINER.value}:
        raise Refusal(refused.FEEDBACK_NOT_YOURS)
    with act("capacity.case.feedback_given", by=SYSTEM, owner=row.owner, about=row.uid):
        locked = FeedbackLink.objects.inside_action().select_for_update(of=("self",)).get(id=link.id)
        if locked.spent:
            raise Refusal(refused.FEEDBACK_CLOSED)
        locked.spent = True
        locked.save()
        Feedback.objects.create(**_kept(row), delivery=link.delivery, scores=scores, via=Via.LINK.value)


def enter_paper(*, by: Actor, delivery: str, given: Mapping[str, str]) -> Feedback:
    """Enter one paper form of a participant: the observer, or the centre.

    Refuses what casework.delivery_of refuses, capacity.case_not_now, .feedback_not_yours, .feedback_too_many and
    .feedback_incomplete.
    """
    row, found = _collecting(by, delivery)
    scores = feedback(given)
    _check_room(found, 1)
    with act("capacity.case.paper_entered", by=by, owner=row.owner, about=row.uid):
        entered = {"scores": scores, "via": Via.PAPER.value, "entered_by": known_as(by.uid)}
        return Feedback.objects.create(**_kept(row), **entered, delivery=found)  # type: ignore[no-any-return]


def feedback_wanted(*, by: Actor, delivery: str) -> Delivery:
    """The delivery, for somebody who may collect its feedback: so that a course that asks its participants asks for the
    delivery too, and nobody is asked twice.

    Refuses what casework.delivery_of refuses, capacity.case_not_now and .feedback_not_yours.
    """
    return _collecting(by, delivery)[1]


def bring_feedback(*, by: Actor, delivery: str, given: Mapping[str, str]) -> None:
    """Take one participant's answers that were given for a course and for this delivery at once. The room above has
    asked who may; the act says nothing of whom.

    Refuses records.nothing_there, capacity.feedback_incomplete, .feedback_too_many and .case_not_now.
    """
    row, found = delivery_of(by=SYSTEM, delivery=delivery, parts=COLLECTS)
    scores = feedback(given)
    check_stands(row.state, CaseState.PART_TWO, CaseState.CERTIFIED)
    _check_room(found, 1)
    with act("capacity.case.feedback_given", by=SYSTEM, owner=row.owner, about=row.uid):
        Feedback.objects.create(**_kept(row), delivery=found, scores=scores, via=Via.LINK.value)


def _collecting(by: Actor, delivery: str) -> tuple[CertificateCase, Delivery]:
    row, found = delivery_of(by=by, delivery=delivery, parts=(TRAINEE, *COLLECTS, InCase.CO_TRAINER.value))
    held = parts_in(by, row)
    if not by.is_system and (held & {TRAINEE, InCase.CO_TRAINER.value} or not held & set(COLLECTS)):
        raise Refusal(refused.FEEDBACK_NOT_YOURS)
    check_stands(row.state, CaseState.PART_TWO, CaseState.CERTIFIED)
    return row, found


def _check_room(found: Delivery, more: int) -> None:
    with checking():
        have = Feedback.objects.inside_action().filter(delivery=found).count()
    if have + more > found.participants:
        raise Refusal(refused.FEEDBACK_TOO_MANY, field="links", participants=found.participants)
