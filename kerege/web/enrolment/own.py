"""The participant's own page: what is next, when and where, what was attended; and a calendar of the sessions."""

from collections.abc import Iterable
from datetime import UTC, datetime
from typing import Any

import icalendar
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import now
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from kerege.people import queries as people
from kerege.training.queries.curricula import curricula
from kerege.training.queries.evaluation_tests import own_results
from kerege.training.queries.exam_sitting import OwnExam, own_exams
from kerege.training.queries.own_courses import OwnCourse, OwnSession, own_courses
from kerege.training.words import Status
from kerege.training.words.delivery import ENROLMENT_STATES, PRESENCES, EnrolmentState
from kerege.training.words.evaluation import TEST_KINDS
from kerege.training.words.exams_refused import EXAM_NOT_RELEASED
from kerege.web.activities import lists
from kerege.web.centres.calendar import CALENDAR
from kerege.web.delivery import feed as feeds
from kerege.web.enrolment import wording
from kerege.web.shell.exports import attached
from kerege.web.shell.figures import day
from kerege.web.shell.wording import word_of


@require_GET
def my_courses(request: HttpRequest) -> HttpResponse:
    """The reader's own courses, the next one first."""
    at, choice = now(), lists.chosen(request)
    found = own_courses(by=request.actor, now=at)
    names = lists.names_of({each.venue for each in found}, choice)
    linked = bool(request.actor.uid) and people.person_number(request.actor.uid) is not None
    results = own_results(request.actor, on=choice.on)
    titles = {line.key: line.title for line in curricula(request.viewer, on=choice.on, lang=choice.lang)}
    lines = [
        course_line(each, names, at)
        | {
            "curriculum": titles.get(each.curriculum, ""),
            "results": [(gettext(TEST_KINDS[r.kind]), r) for r in results if r.course_uid == each.uid],
        }
        for each in found
    ]
    context = {"lines": lines, "linked": linked, "feed": feeds.address_of(request, "my_courses_feed")}
    return render(request, "enrolment/my_courses.html", context)


@require_GET
def calendar(request: HttpRequest) -> HttpResponse:
    """The sessions of the courses in which the reader has a place, for calendars."""
    at = now()
    found = [each for each in own_courses(by=request.actor, now=at) if each.has_place]
    sat = own_exams(by=request.actor, now=at, lang=get_language() or "en")
    return attached(request, lambda: written(found, at, sat), media_type=CALENDAR, filename="kerege-my-courses.ics")


@require_GET
def feed(request: HttpRequest, token: str) -> HttpResponse:
    """The same for a calendar program, which cannot sign in: for the person for whose account the address was signed.
    Refuses people.unknown_key in the same words for an address that was not signed here and for one that has ended.
    """
    by, at = feeds.actor_of("my_courses_feed", token), now()
    found = [each for each in own_courses(by=by, now=at) if each.has_place]
    sat = own_exams(by=by, now=at, lang=get_language() or "en")
    return feeds.answered(written(found, at, sat), "kerege-my-courses.ics")


def written(found: list[OwnCourse], at: datetime, exams: Iterable[OwnExam] = ()) -> bytes:
    """Sessions as events (RFC 5545), and exams from when to when they are open, which takes up no time; times are UTC.
    What was called off or withdrawn is there as cancelled, so that it goes.
    """
    made = icalendar.Calendar()
    made.add("prodid", "-//Kerege//My courses//EN")
    made.add("version", "2.0")
    made.add("x-wr-calname", gettext("My courses"))
    for course in found:
        for each in course.sessions:
            made.add_component(_event(course, each, at))
    for exam in exams:
        made.add_component(_window(exam, at))
    return bytes(made.to_ical())


def _window(exam: OwnExam, at: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{exam.uid}@kerege")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", exam.terms.opens.astimezone(UTC))
    event.add("dtend", exam.terms.closes.astimezone(UTC))
    event.add(
        "summary", gettext("Exam open: %(exam)s · %(course)s") % {"exam": exam.title, "course": exam.course_title}
    )
    event.add("transp", "TRANSPARENT")
    gone = exam.refusal is not None and exam.refusal.code == EXAM_NOT_RELEASED.code
    event.add("status", "CANCELLED" if gone else "CONFIRMED")
    return event


def _event(course: OwnCourse, each: OwnSession, at: datetime) -> icalendar.Event:
    event = icalendar.Event()
    event.add("uid", f"{each.uid}@kerege")
    event.add("dtstamp", at.astimezone(UTC))
    event.add("dtstart", each.starts.astimezone(UTC))
    event.add("dtend", each.ends.astimezone(UTC))
    event.add("sequence", each.sequence)
    event.add("summary", f"{each.title} · {course.title}")
    event.add("location", ", ".join(part for part in (each.place, course.venue_place) if part))
    event.add("status", "CANCELLED" if each.called_off or course.status == Status.CANCELLED else "CONFIRMED")
    return event


def course_line(each: OwnCourse, names: dict[str, Any], at: datetime) -> dict[str, Any]:
    """One course as its participant reads it: what is next, when and where."""
    coming = each.next(at)
    return {
        "course": each,
        "state": word_of(ENROLMENT_STATES, each.state),
        "tone": wording.TONES[each.state],
        "venue": names.get(each.venue),
        "next": _next(each, coming),
        "coming": wording.clock(coming.starts, coming.ends, each.zone) if coming and each.ahead else None,
        "coming_at": coming,
        "sessions": [
            {
                "session": session,
                "clock": wording.clock(session.starts, session.ends, each.zone),
                "told": gettext(PRESENCES[session.told.presence]) if session.told else "",
                "tone": wording.MARKS[session.told.presence] if session.told else "",
            }
            for session in each.sessions
        ],
    }


def _next(each: OwnCourse, coming: OwnSession | None) -> str:
    """What the participant does next, as a sentence."""
    if each.status == Status.CANCELLED:
        return gettext("This course was called off. Nothing is left to do.")
    if each.state == EnrolmentState.NOMINATED:
        return gettext("You were nominated. The organiser decides; you are told here.")
    if each.state == EnrolmentState.WAITING:
        return gettext("You are number %(place)s in the waiting list and move up when a place becomes free.") % {
            "place": each.place
        }
    if each.state == EnrolmentState.ENROLLED and coming is not None:
        return gettext("Come to the next session and sign in there by the code on the screen.")
    if each.state == EnrolmentState.ENROLLED and each.first_day is not None and not each.sessions:
        return gettext("The course begins on %(day)s. Its sessions are not entered yet.") % {"day": day(each.first_day)}
    if each.state == EnrolmentState.ENROLLED:
        return gettext("Every session is over. The organiser closes the course.")
    return ""
