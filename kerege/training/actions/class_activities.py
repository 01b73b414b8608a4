"""Activities in a class without a line: laid on the laptop out of its list, kept there by observers as on every node,
and brought back into the course with everything else that happened.
"""

import hmac
from collections import Counter
from collections.abc import Iterable, Mapping
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.db import IntegrityError
from django.utils.timezone import localdate

from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.canonical import digest
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people import queries as persons
from kerege.people.rules import Actor
from kerege.records.recording import NOTHING_THERE
from kerege.training.actions.class_seats import _check_pin, _open_seat
from kerege.training.actions.observing import _activities, _Coming, _take, _weigh
from kerege.training.actions.practice_parts import _cohort_of
from kerege.training.models import (
    ClassEvent,
    ClassSeat,
    Course,
    CourseActivity,
    CourseSession,
    CourseStaff,
    Enrolment,
    GroupPlace,
    PracticeEvent,
)
from kerege.training.queries.class_activities import taken_observers
from kerege.training.queries.staff import DOOR
from kerege.training.rules.class_activities import Doing, Recorded, Taught, person_key
from kerege.training.rules.classes import Roster
from kerege.training.rules.practice_plan import plan_of, said
from kerege.training.words import CourseKind, Status
from kerege.training.words import classes as words
from kerege.training.words.classes import Came, Happened
from kerege.training.words.delivery import IN_COHORT, OBSERVING, Answer, EnrolmentState, StaffPart

# -- at the node: what goes out ----------------------------------------------------------------------------------------


def _taught_of(course: Course) -> Taught:
    """The activities of a course for its class; who may observe there has an account here, so that it can be named."""
    with checking():
        rows = CourseActivity.objects.inside_action().filter(course=course, dropped_on__isnull=True).order_by("id")
        activities = tuple(
            Doing(str(row.uid), str(row.session.uid) if row.session is not None else "", row.content)
            for row in rows.select_related("session")
        )
        staff = CourseStaff.objects.inside_action().filter(course=course, part__in=OBSERVING, until__isnull=True)
        parts = {row.person_id: str(row.uid) for row in staff.exclude(answer=Answer.DECLINED).order_by("id")}
        enrolled = Enrolment.objects.inside_action().filter(course=course, state__in=IN_COHORT)
        places = {person: str(uid) for person, uid in enrolled.values_list("person_id", "uid")}
        groups: dict[str, dict[str, int]] = {}
        for row in GroupPlace.objects.inside_action().filter(session__course=course).select_related("session"):
            if row.person_id in places:
                groups.setdefault(str(row.session.uid), {})[places[row.person_id]] = row.number
    named = persons.person_names(DOOR, list(parts))
    observers = {
        uid: str(named[number])
        for number, uid in parts.items()
        if number in named and persons.account_of_person(number) is not None
    }
    return Taught(activities, observers, groups)


# -- on the laptop -----------------------------------------------------------------------------------------------------


def hold_activities(*, by: Actor, roster: Roster) -> None:
    """Lay the course of a list on the laptop, with its sessions, activities, people and observers: checklists are kept
    there by the same pages as on every node. The same list again changes nothing; a newer one adds what is new.

    Refuses what people.record_person refuses.
    """
    if not roster.taught.activities:
        return
    with checking():
        known = Course.objects.inside_action().filter(uid=roster.course).exists()
        laid = set(CourseActivity.objects.inside_action().values_list("uid", flat=True))
        there = set(Enrolment.objects.inside_action().values_list("uid", flat=True))
        there |= set(CourseStaff.objects.inside_action().values_list("uid", flat=True))
    wanted = {UUID(each.uid) for each in roster.taught.activities}
    if known and wanted <= laid and {UUID(uid) for uid in (*roster.people, *roster.taught.observers)} <= there:
        return
    with act("training.class.laid", by=by, about=roster.course, activities=len(wanted)):
        kept = {"owner": roster.owner, "course": _course(roster)}
        sessions = _sessions(roster, kept)
        people_here = _people(by, roster, kept)
        for each in roster.taught.activities:
            if UUID(each.uid) not in laid:
                session = sessions.get(each.session)
                CourseActivity.objects.create(**kept, uid=each.uid, session=session, content=dict(each.content))
        _groups(roster, sessions, people_here)


def _course(roster: Roster) -> Course:
    row: Course | None = Course.objects.inside_action().filter(uid=roster.course).first()
    if row is None:
        told = {"kind": CourseKind.OTHER, "status": Status.PLANNED, "label": Sensitivity.RESTRICTED}
        key = f"CLASS-{roster.course[-12:]}".upper()
        row = Course(uid=roster.course, owner=roster.owner, key=key, title=roster.title, zone=roster.zone, **told)
        row.save()
    return row


def _sessions(roster: Roster, kept: Mapping[str, Any]) -> dict[str, CourseSession]:
    found = {}
    for each in roster.meetings:
        row = CourseSession.objects.inside_action().filter(uid=each.uid).first()
        row = row or CourseSession(**kept, uid=each.uid, label=Sensitivity.RESTRICTED)
        row.title, row.starts, row.ends = each.title, each.starts, each.ends
        row.save()
        found[each.uid] = row
    return found


def _people(by: Actor, roster: Roster, kept: Mapping[str, Any]) -> dict[str, Any]:
    """Everybody in the list, by the number of the place; and the observers, who are of the staff here."""
    today = localdate()
    found = {}
    for uid, name in roster.people.items():
        found[uid] = people.record_person(by=by, owner=roster.owner, key=person_key(uid), name=name)
        if not Enrolment.objects.inside_action().filter(uid=uid).exists():
            told = {"state": EnrolmentState.ENROLLED, "nominated_on": today, "noted_by": known_as(by.uid)}
            Enrolment.objects.create(**kept, **told, uid=uid, person=found[uid])
    for uid, name in roster.taught.observers.items():
        person = people.record_person(by=by, owner=roster.owner, key=person_key(uid), name=name)
        if not CourseStaff.objects.inside_action().filter(uid=uid).exists():
            told = {"part": StaffPart.OBSERVER, "since": today, "noted_by": known_as(by.uid)}
            CourseStaff.objects.create(**kept, **told, uid=uid, person=person, answer=Answer.CONFIRMED)
    return found


def _groups(roster: Roster, sessions: Mapping[str, CourseSession], people_here: Mapping[str, Any]) -> None:
    for session, places in roster.taught.groups.items():
        if session not in sessions:
            continue
        GroupPlace.objects.inside_action().filter(session=sessions[session]).delete()
        for uid, number in places.items():
            if uid in people_here:
                told = {"owner": roster.owner, "session": sessions[session], "person": people_here[uid]}
                GroupPlace.objects.create(**told, number=number)


def join_to_observe(
    *, by: Actor, code: str, right_code: str, roster: Roster | None, observer: str, pin: str
) -> ClassSeat:
    """Take the seat of an observer of the course, with the code for observers, which is not on the wall.

    Refuses training.class_observer_code_wrong, training.class_pin_short, training.class_seat_taken, and
    records.nothing_there for an observer whom the list has not.
    """
    if not right_code or not hmac.compare_digest("".join(code.split()).encode(), right_code.encode()):
        raise Refusal(words.CLASS_OBSERVER_CODE_WRONG, field="observer_code")
    _check_pin(pin)
    if roster is None or observer not in roster.taught.observers:
        raise Refusal(NOTHING_THERE, field="who", what="observer", key=observer[:40])
    if observer in taken_observers(roster):
        raise Refusal(words.CLASS_SEAT_TAKEN, field="who")
    return _open_seat(roster.taught.observers[observer], pin, person=person_key(observer))


# -- at the node: what comes back --------------------------------------------------------------------------------------


def _take_recorded(by: Actor, course: Course, recorded: Iterable[Recorded], held: str, now: datetime) -> Counter[str]:
    """Take in what observers recorded in a class, each event once, as theirs. What cannot be taken is kept by its
    number with the reason, and taken when the reason is gone and the file comes again. `known` counts what was here.
    """
    came: Counter[str] = Counter()
    with checking():
        rows = CourseStaff.objects.inside_action().filter(course=course, part__in=OBSERVING).select_related("person")
        staff = {str(row.uid): row.person for row in rows}
        enrolled = list(Enrolment.objects.inside_action().filter(course=course).select_related("person"))
    places = {str(row.uid): row.person for row in enrolled}
    cohort, activities = _cohort_of(course), _activities(course)
    order = sorted(recorded, key=lambda each: (each.observer, each.off, each.uid))
    for (observer, off), part in groupby(order, key=lambda each: (each.observer, each.off)):
        person = staff.get(observer)
        account = persons.account_of_person(person.id) if person is not None else None
        coming = _Coming(
            course=course,
            by=by,
            now=now,
            off=off,
            activities=activities,
            cohort=cohort,
            me=person.id if person is not None else None,
            noted_by=known_as(str(account.uid)) if account is not None else "",
            held=held[:40],
        )
        _bring(coming, list(part), places, came)
    return came


def _bring(coming: _Coming, part: list[Recorded], places: Mapping[str, Any], came: Counter[str]) -> None:
    """One observer's events. Without an account nobody could be named as who saw it, so nothing is taken."""
    told: dict[str, dict[str, Any]] = {}
    for each in part:
        whom = places.get(str(each.event.get("person", "")))
        told[each.uid] = dict(each.event) | ({"person": str(whom.uid)} if whom is not None else {})
    if not coming.noted_by:
        coming.wrong.update({uid: Refusal(words.CLASS_NO_OBSERVER) for uid in told})
    else:
        for n, event in enumerate(told.values()):
            _weigh(coming, event, n)
    before, beside = _kept_before(told)
    try:
        taken = _take(coming)
    except IntegrityError:  # the same file came in by another way at the same moment
        taken = _take(coming)
    fresh, differs = set(taken.taken) - before, set(taken.aside) - beside
    came[Came.COUNTED.value] += len(fresh)
    came[Came.DIFFERS.value] += len(differs)
    came["known"] += len(set(taken.taken) - fresh - differs)
    _keep_refused(coming, part, places, came)
    _settle_refused(coming, fresh)


def _kept_before(told: Iterable[str]) -> tuple[set[str], set[str]]:
    """Of these numbers those that are here, and those of which something else is kept aside."""
    with checking():
        rows, numbers = PracticeEvent.objects.inside_action(), list(told)
        here = {str(uid) for uid in rows.filter(uid__in=numbers).values_list("uid", flat=True)}
        return here, {str(uid) for uid in rows.filter(claims__in=numbers).values_list("claims", flat=True)}


def _keep_refused(coming: _Coming, part: list[Recorded], places: Mapping[str, Any], came: Counter[str]) -> None:
    """Keep what was refused, once, where whoever brings classes back looks for it."""
    wrong = [each for each in part if each.uid in coming.wrong]
    with checking():
        known = ClassEvent.objects.inside_action().filter(number__in=[each.uid for each in wrong])
        there = {(str(number), mark) for number, mark in known.values_list("number", "digest")}
    new = [each for each in wrong if (each.uid, _mark(each)) not in there]
    came["known"] += len(wrong) - len(new)
    came[Came.REFUSED.value] += len(new)
    if not new:
        return
    with act("training.class.kept_aside", by=coming.by, owner=coming.course.owner, about=coming.course.uid) as done:
        ClassEvent.objects.bulk_create([_refused(coming, each, places) for each in new])
        done.note(refused=len(new))


def _refused(coming: _Coming, each: Recorded, places: Mapping[str, Any]) -> ClassEvent:
    number = str(each.event.get("activity", ""))
    found = next((row for uid, (row, _) in coming.activities.items() if str(uid) == number), None)
    whom = places.get(str(each.event.get("person", "")))
    return ClassEvent(
        course=coming.course,
        owner=coming.course.owner,
        synthetic=coming.course.synthetic,
        person_id=whom.id if whom is not None else None,
        number=each.uid,
        held=coming.held,
        what=Happened.PRACTICE,
        at=coming.now,
        about=said(plan_of(found.content).title, "en")[:200] if found is not None else "",
        came=Came.REFUSED,
        reason=coming.wrong[each.uid].code[:60],
        digest=_mark(each),
        taken_on=coming.now,
    )


def _settle_refused(coming: _Coming, fresh: Iterable[str]) -> None:
    """What was refused once and is taken now waits for nobody any more."""
    with checking():
        rows = ClassEvent.objects.inside_action().filter(
            number__in=list(fresh), what=Happened.PRACTICE, came=Came.REFUSED
        )
        waiting = list(rows)
    if not waiting:
        return
    with act("training.class.settled", by=coming.by, owner=coming.course.owner, about=coming.course.uid):
        for row in waiting:
            row.came, row.reason = Came.COUNTED, ""
            row.save()


def _mark(each: Recorded) -> str:
    return digest([each.uid, each.observer, each.off, dict(each.event)])
