"""Asking trained trainers, months later, whether they teach; and their supervisors whether that is so.

A trainer with an account is written to by the node; for all others whoever answers for the course makes a link and
hands it on. Both links are for one answer. Nothing is filled in for who stays silent.
"""

import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from django.db.models import Q
from django.utils.timezone import localdate

from kerege.capacity.rules.numbers import token_digest
from kerege.journal.actions import act
from kerege.journal.rules import checking, pseudonyms_of
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import REGION, SYSTEM, Actor, check_may, choice, is_numbered, may
from kerege.people.words import Deed
from kerege.records.recording import NOTHING_THERE
from kerege.records.viewers import Viewer
from kerege.training.models import Course, FollowUp, FollowUpLink, Participation
from kerege.training.rules.followup import (
    COUNTED_AFTER,
    GIVEN_UP_AFTER,
    LATEST,
    LINK_LASTS,
    MOST_REMINDERS,
    answers,
    dates_due,
    outcome,
    reminds,
)
from kerege.training.words import CourseKind, Part, Status
from kerege.training.words import followup as words
from kerege.training.words.followup import Confirmed, Side

DOOR = Viewer(uid="training.followup", everywhere=Sensitivity.RESTRICTED)
LONGEST = 36 * 31 + LATEST.days


@dataclass(frozen=True)
class Letter:
    """A mail to a trainer with an account: the token of the link is in it and nowhere else."""

    to: str
    language: str
    token: str
    months: int
    reminder: bool


def open_followups(*, by: Actor, at: datetime) -> int:
    """Open what came due today for the trainees of closed registers of trainings of trainers; how many. A row without a
    person, and one of somebody who was erased, is asked nothing.

    Refuses people.not_yours to everybody but the node and who manages the accounts of the region.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    today, opened = at.date(), 0
    with checking():
        rows = Course.objects.inside_action().filter(kind=CourseKind.TOT_PART1, status=Status.HELD)
        courses = list(rows.filter(register_closed_on__isnull=False, done_by__isnull=False).order_by("id"))
    for course in courses:
        if course.done_by is not None and (today - course.done_by).days <= LONGEST:
            for months, due in dates_due(course.done_by, on=today):
                opened += _open(by, course, months, due)
    return opened


def _open(by: Actor, course: Course, months: int, due: date) -> int:
    with checking():
        asked = FollowUp.objects.inside_action().filter(course=course, months=months).values("person_id")
        rows = Participation.objects.inside_action().filter(course=course, role=Part.TRAINEE, person__isnull=False)
        there = list(rows.exclude(person__in=asked).order_by("id"))
        names = people.person_names(DOOR, [row.person_id for row in there])
    there = [row for row in there if not is_numbered(str(names.get(row.person_id, "")))]
    if not there:
        return 0
    with act("training.followup.opened", by=by, owner=course.owner, about=course.uid, months=months, people=len(there)):
        FollowUp.objects.bulk_create(
            FollowUp(
                course=course,
                person_id=row.person_id,
                months=months,
                due_on=due,
                owner=course.owner,
                synthetic=row.synthetic,
            )
            for row in there
        )
    return len(there)


def ask_followups(*, by: Actor, at: datetime) -> list[Letter]:
    """Whom to write to today: who was not asked yet, and who is silent, twice at most. Each is noted with a new link,
    and the one before holds no more. Whoever has no account is not written to.

    Refuses people.not_yours to everybody but the node and who manages the accounts of the region.
    """
    check_may(by, Deed.MANAGE_ACCOUNTS, REGION)
    today, letters = at.date(), []
    silent = Q(reminders__lt=MOST_REMINDERS, asked_on__gt=today - GIVEN_UP_AFTER)
    with checking():
        rows = FollowUp.objects.inside_action().filter(answered_on__isnull=True, due_on__gt=today - LATEST)
        waiting = list(rows.filter(Q(asked_on__isnull=True) | silent).order_by("id"))
    for row in waiting:
        first = row.asked_on is None
        asked = {"asked_on": row.asked_on, "reminders": row.reminders, "reminded_on": row.reminded_on}
        account = people.account_of_person(row.person_id) if first or reminds(**asked, on=today) else None
        if account is None:
            continue
        word = "training.followup.asked" if first else "training.followup.reminded"
        with act(word, by=by, owner=row.owner, about=row.uid):
            if first:
                row.asked_on = today
            else:
                row.reminders, row.reminded_on = row.reminders + 1, today
            row.save()
            token = _new_link(row, Side.TRAINER, by, today)
        letters.append(Letter(account.email, account.language, token, row.months, not first))
    return letters


def make_link(*, by: Actor, followup: str, side: str, today: date | None = None) -> str:
    """A link for one answer of a trainer or of the supervisor, to be handed on: its token, given back once. A new one
    takes the place of the one before.

    Refuses records.nothing_there, people.not_yours, people.unknown_choice, training.followup_not_due and
    .followup_answered.
    """
    now, whose = today or localdate(), partial(may, by, Deed.RECORD_ACTIVITY)
    number = uid_or_none(followup)
    with checking():
        row = FollowUp.objects.inside_action().filter(uid=number).first() if number else None
    if row is None or not whose(row.owner):
        raise Refusal(NOTHING_THERE, field="followup", what="follow-up", key=followup[:40])
    kind = Side(choice(side, Side, "side"))
    if row.due_on > now:
        raise Refusal(words.FOLLOWUP_NOT_DUE, day=row.due_on.isoformat())
    _refuse_answered(row, kind)
    with act("training.followup.linked", by=by, owner=row.owner, about=row.uid, side=kind.value):
        if kind == Side.TRAINER and row.asked_on is None:
            row.asked_on = now
            row.save()
        return _new_link(row, kind, by, now)


def answer_followup(*, by: Actor, token: str, given: Mapping[str, str], today: date | None = None) -> FollowUp:
    """A trainer's answer by a link, without an account. An answer after the silence was noted counts all the same.

    Refuses training.followup_closed, .followup_answered and .followup_incomplete.
    """
    told, now = answers(given), today or localdate()
    link = _open_link(token, Side.TRAINER, now)
    row = link.followup
    with act("training.followup.answered", by=SYSTEM, owner=row.owner, about=row.uid):
        _spend(link)
        row.answered_on, row.answers, row.outcome = now, told, outcome(told).value
        row.late = now >= row.due_on + COUNTED_AFTER
        row.save()
    return row


def confirm_followup(*, by: Actor, token: str, confirmed: str, today: date | None = None) -> FollowUp:
    """The supervisor's word by a link of their own. Whoever is signed in as the trainer is refused.

    Refuses training.followup_closed, .followup_answered, .followup_own and people.unknown_choice.
    """
    now = today or localdate()
    link = _open_link(token, Side.SUPERVISOR, now)
    row = link.followup
    if by.uid and people.person_number(by.uid) == row.person_id:
        raise Refusal(words.FOLLOWUP_OWN)
    word = choice(confirmed, Confirmed, "confirmed")
    with act("training.followup.confirmed", by=SYSTEM, owner=row.owner, about=row.uid):
        _spend(link)
        row.confirmed_on, row.confirmed = now, word
        row.save()
    return row


def _new_link(row: FollowUp, side: Side, by: Actor, today: date) -> str:
    """Inside an act: the links before it hold no more."""
    token = secrets.token_urlsafe(18)
    before = FollowUpLink.objects.inside_action().filter(followup=row, side=side.value, spent=False)
    for link in before:
        link.spent = True
        link.save()
    FollowUpLink.objects.create(
        followup=row,
        owner=row.owner,
        synthetic=row.synthetic,
        side=side.value,
        digest=token_digest(token),
        until=today + LINK_LASTS,
        opened_by=pseudonyms_of([by.uid]).get(by.uid, by.uid),
    )
    return token


def _open_link(token: str, side: Side, today: date) -> FollowUpLink:
    with checking():
        links = FollowUpLink.objects.inside_action().select_related("followup__course")
        link = links.filter(digest=token_digest(token), side=side.value, spent=False, until__gt=today).first()
    if link is None:
        raise Refusal(words.FOLLOWUP_CLOSED)
    _refuse_answered(link.followup, side)
    found: FollowUpLink = link
    return found


def _refuse_answered(row: FollowUp, side: Side) -> None:
    done = row.answered_on if side == Side.TRAINER else row.confirmed_on
    if done is not None:
        raise Refusal(words.FOLLOWUP_ANSWERED)


def _spend(link: FollowUpLink) -> None:
    """Inside the act: of two who press at once with one link, one is refused."""
    locked = FollowUpLink.objects.inside_action().select_for_update(of=("self",)).get(id=link.id)
    if locked.spent:
        raise Refusal(words.FOLLOWUP_CLOSED)
    locked.spent = True
    locked.save()
