"""The staff of a course: invited, confirmed or declined by themselves, replaced with a reason."""

from collections.abc import Iterable
from datetime import date, datetime
from functools import partial
from typing import Any

from django.utils.timezone import localdate

from kerege.inventory.rules.bookings import told
from kerege.inventory.rules.cards import languages as spoken
from kerege.journal.actions import act
from kerege.journal.rules import checking, pseudonyms_of
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line
from kerege.lib.zones import at_place
from kerege.people import queries as people
from kerege.people.rules import Actor, choice
from kerege.privacy.queries import person_of_listing
from kerege.records.personal import subject_model
from kerege.sharing.queries import viewer_of_actor
from kerege.training.actions.enrolling import _person
from kerege.training.actions.planning import own_course
from kerege.training.actions.turns import _held_planned, _hold_persons, _turn
from kerege.training.models import Course, CourseSession, CourseStaff, Enrolment
from kerege.training.queries.taught import certificates_of, curricula_needed
from kerege.training.rules.sessions import Slot
from kerege.training.rules.staffing import check_free, check_one_at_a_time, may_lead, picked
from kerege.training.words import Status
from kerege.training.words import planning as words
from kerege.training.words.delivery import IN_COHORT, Answer, StaffPart

LISTED = "listed:"


def invite_staff(
    *,
    by: Actor,
    course: str,
    person: str,
    part: str,
    languages: Iterable[str] | str = (),
    today: date | None = None,
) -> CourseStaff:
    """Invite somebody (their key, or `listed:` and the uid of their entry among those who chose to be found, whatever
    their country) to a part in a planned course; `languages` are those in which they teach, or between
    which they interpret. The same invitation again changes nothing. Whoever declined may be invited again.

    Refuses what planning.own_course refuses, people.unknown_choice, records.nothing_there (also for somebody whose name
    the actor does not read and whom they could not nominate), atlas.bad_language, training.staff_twice,
    .staff_is_participant, .staff_busy and .no_part_two.
    """
    about = own_course(by=by, course=course, planned=True)
    day, what = today or localdate(), choice(part, StaffPart, "part")
    tags = spoken(languages)
    who = _listed(by, person, day) or _person(by, person, True)
    with _turn(about):
        about = _held_planned(about)
        _hold_persons([who.pk])
        same = _invited(about, who, what)
        if same is not None and same.answer != Answer.DECLINED:
            if same.languages == tags:
                return same
            raise Refusal(words.STAFF_TWICE, field="person")
        with act("training.staff.invited", by=by, owner=about.owner) as done:
            if same is not None:
                same.until, same.reason = day, ""
                same.save()
            row = CourseStaff(
                course=about,
                owner=about.owner,
                synthetic=about.synthetic,
                person=who,
                part=what,
                languages=tags,
                since=day,
                noted_by=pseudonyms_of([by.uid]).get(by.uid, by.uid),
                label=Sensitivity.RESTRICTED,
            )
            row.save()
            done.about = row.uid
            _check_staff_free(about, only=who.pk)
    return row


def _listed(by: Actor, key: str, day: date) -> Any:
    """Somebody who shows a name to the actor, by the entry; None for a key of the other kind."""
    if not key.startswith(LISTED):
        return None
    number = person_of_listing(viewer_of_actor(by, on=day), key.removeprefix(LISTED), on=day)
    model: Any = subject_model(CourseStaff, "person")
    with checking():
        return model.objects.inside_action().filter(pk=number).first() if number is not None else None


def _invited(about: Course, who: Any, part: str) -> CourseStaff | None:
    """What stands of somebody in this part. Refuses training.staff_is_participant."""
    with checking():
        standing = CourseStaff.objects.inside_action().filter(course=about, person=who, until__isnull=True)
        found: CourseStaff | None = standing.filter(part=part).first()
        learns = Enrolment.objects.inside_action().filter(course=about, person=who, state__in=IN_COHORT).exists()
    if learns and (found is None or found.answer == Answer.DECLINED):
        raise Refusal(words.STAFF_IS_PARTICIPANT, field="person")
    return found


def answer_invitation(
    *, by: Actor, staff: str, answer: str, reason: str = "", today: date | None = None
) -> CourseStaff:
    """Confirm or decline one's own invitation, with a reason where one is given. The same answer again changes nothing.

    Refuses training.not_invited to everybody else, training.no_answer, training.staff_busy (something else was
    confirmed meanwhile), .no_part_two, .not_planned and text.*.
    """
    if answer not in {Answer.CONFIRMED, Answer.DECLINED}:
        raise Refusal(words.NO_ANSWER, field="answer")
    said = Answer(answer)
    row = _invitation(by, staff)
    told_why = clean_line(reason, field="reason", max_length=500) if reason.strip() else ""
    if row.answer == said and row.reason == told_why:
        return row
    with checking():
        about = row.course
    if about.status != Status.PLANNED:
        raise Refusal(words.NOT_PLANNED, field="answer")
    with act("training.staff.answered", by=by, owner=row.owner, about=row.uid):
        about = _held_planned(about)
        _hold_persons([row.person_id])
        row = _invitation(by, staff)
        row.answer, row.reason, row.answered_on = said, told_why, today or localdate()
        row.save()
        if said == Answer.CONFIRMED:
            _check_staff_free(about, only=row.person_id)
    return row


def replace_staff(*, by: Actor, staff: str, reason: str, today: date | None = None) -> CourseStaff:
    """Take somebody out of a planned course; that they were to have a part stays, with the day and the reason. Again
    changes nothing.

    Refuses training.no_such_staff, .reason_missing, what planning.own_course refuses and text.*.
    """
    row = _member(by, staff)
    if row.until is not None:
        return row
    if not reason.strip():
        raise Refusal(words.REASON_MISSING, field="reason")
    with act("training.staff.replaced", by=by, owner=row.owner, about=row.uid):
        _held_planned(row.course)
        row.until, row.reason = today or localdate(), clean_line(reason, field="reason", max_length=500)
        row.save()
    return row


def assign_sessions(*, by: Actor, staff: str, sessions: Iterable[str]) -> CourseStaff:
    """Say in which sessions (uids) of a planned course somebody has their part; where none is named, in all of them.
    The same again changes nothing.

    Refuses training.no_such_staff, .no_such_session (also one that was called off), .staff_busy (in two sessions at one
    time, here or elsewhere), .no_part_two on the days of these sessions, and what planning.own_course refuses.
    """
    row, asked = _member(by, staff), set(sessions)
    with _turn(row.course):
        about = _held_planned(row.course)
        _hold_persons([row.person_id])
        row = _member(by, staff)
        if row.until is not None:
            raise Refusal(words.NO_SUCH_STAFF, field="staff")
        wanted = [slot.key for slot in _all_slots(about) if slot.key in asked]
        if asked - set(wanted):
            raise Refusal(words.NO_SUCH_SESSION, field="sessions")
        if sorted(row.sessions) == sorted(wanted):
            return row
        with act("training.staff.assigned", by=by, owner=row.owner, about=row.uid, sessions=len(wanted)):
            row.sessions = wanted
            row.save()
            _check_staff_free(about, only=row.person_id)
    return row


def _member(by: Actor, staff: str) -> CourseStaff:
    """Somebody of the staff of a planned course, for whoever plans it. Refuses training.no_such_staff and what
    planning.own_course refuses.
    """
    number = uid_or_none(staff)
    with checking():
        rows = CourseStaff.objects.inside_action().filter(uid=number).select_related("course")
        row: CourseStaff | None = rows.first() if number else None
        key = row.course.key if row is not None else ""
    if row is None:
        raise Refusal(words.NO_SUCH_STAFF, field="staff")
    own_course(by=by, course=key, planned=True)
    return row


def _check_staff_free(course: Course, *, only: int | None = None) -> None:
    """Look whether everybody of the staff (or only the person with this number) can do what the sessions of the course
    now ask for: training.staff_busy and training.no_part_two. Whoever calls it holds the course and those persons.
    """
    with checking():
        rows = CourseStaff.objects.inside_action().filter(course=course, until__isnull=True)
        rows = rows.exclude(answer=Answer.DECLINED)
        members = [row for row in rows if only is None or row.person_id == only]
    mine, clock = _all_slots(course), partial(told, zone=course.zone or "UTC")
    _check_leads(course, members, mine)
    for row in members:
        check_one_at_a_time(picked(mine, row.sessions) if row.sessions else [], clock)
        check_free(picked(mine, row.sessions), _elsewhere(course, row.person_id), clock)


def _check_leads(course: Course, members: list[CourseStaff], mine: list[Slot]) -> None:
    leads = [row for row in members if row.part == StaffPart.LEAD]
    needed = curricula_needed(course) if leads else None
    if needed is None:
        return
    for row in leads:
        first, last = _bounds(course, picked(mine, row.sessions))
        held = [certificates_of([row.person_id], on=day) for day in dict.fromkeys([first, last])]
        if not all(may_lead(each.get(row.person_id, ()), needed) for each in held):
            raise Refusal(words.NO_PART_TWO, field="person", first=first.isoformat(), last=last.isoformat())


def _bounds(course: Course, mine: list[Slot]) -> tuple[date, date]:
    """The first and the last day of a course, by its sessions, else as planned."""
    if mine:
        days: list[datetime] = [at_place(slot.starts, course.zone or "UTC") for slot in mine]
        return min(days).date(), max(days).date()
    first = course.first_day or date.max
    return first, course.last_day or first


def _elsewhere(course: Course, person: int) -> list[Slot]:
    """What somebody has to do in all other courses; an invitation that was not declined counts."""
    with checking():
        rows = CourseStaff.objects.inside_action().filter(person_id=person, until__isnull=True)
        others = list(rows.exclude(answer=Answer.DECLINED).exclude(course=course).select_related("course"))
    return [slot for row in others for slot in picked(_all_slots(row.course), row.sessions)]


def _all_slots(course: Course) -> list[Slot]:
    with checking():
        rows = CourseSession.objects.inside_action().filter(course=course, called_off__isnull=True)
        return [Slot(str(row.uid), row.starts, row.ends, row.place) for row in rows.order_by("starts", "id")]


def _invitation(by: Actor, staff: str) -> CourseStaff:
    number, person = uid_or_none(staff), people.person_number(by.uid)
    with checking():
        rows = CourseStaff.objects.inside_action().filter(uid=number, until__isnull=True)
        row: CourseStaff | None = rows.first() if number else None
    if row is None or person is None or row.person_id != person or by.owes_factor:
        raise Refusal(words.NOT_INVITED, field="staff")
    return row
