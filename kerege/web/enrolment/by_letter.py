"""The page of a participant without an account: a signed address that stands in a letter and on the page of the place.

Whoever has the address reads when and where this course is and how this place stands; no name, and nothing can be done
there, so that a letter that was lost gives nobody up. It ends 60 days after the last day of the course, and when
whoever keeps the list gives the place another address or none.
"""

from datetime import timedelta

from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.timezone import now
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from kerege.lib.refusal import Refusal
from kerege.training.queries.enrolment import PersonInCourse
from kerege.training.queries.own_courses import OwnCourse, course_of_place
from kerege.training.words.enrolling import LETTER_OVER
from kerege.web.activities import lists
from kerege.web.delivery.feed import answered
from kerege.web.enrolment.own import course_line, written

SALT = "kerege.enrolment.letter"
LASTS = timedelta(days=60)


def address_of(request: HttpRequest, person: PersonInCourse) -> str:
    """The address of one place in a course, for whoever keeps its list to hand over; empty where it was withdrawn."""
    if person.letter is None:
        return ""
    token = signing.Signer(salt=SALT).sign(f"{person.uid}.{person.letter}" if person.letter else person.uid)
    return request.build_absolute_uri(reverse("place_by_letter", args=[token]))


@require_GET
@never_cache
def place(request: HttpRequest, token: str) -> HttpResponse:
    """How the place stands, what comes next and every session. Refuses training.letter_over in the same words for an
    address that was not signed here, for one that has ended, and for one that was replaced or withdrawn.
    """
    found, choice = _course(token), lists.chosen(request)
    line = course_line(found, lists.names_of({found.venue}, choice), now())
    answer = render(request, "enrolment/by_letter.html", {"each": line, "token": token})
    answer["X-Robots-Tag"] = "noindex"
    return answer


@require_GET
def calendar(request: HttpRequest, token: str) -> HttpResponse:
    """The sessions of the place for calendars, also for a program that asks again and again."""
    found = _course(token)
    return answered(written([found] if found.has_place else [], now()), "kerege-course.ics")


def _course(token: str) -> OwnCourse:
    try:
        uid, _point, letter = signing.Signer(salt=SALT).unsign(token).partition(".")
    except signing.BadSignature:
        raise Refusal(LETTER_OVER) from None
    at = now()
    found = course_of_place(uid, letter=int(letter or 0), now=at)
    if found is None or (found.last_day is not None and at.date() > found.last_day + LASTS):
        raise Refusal(LETTER_OVER)
    return found
