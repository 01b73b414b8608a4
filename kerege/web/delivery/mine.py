"""What somebody teaches: invitations that wait for an answer, and the own sessions in all courses."""

from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.people import queries as people
from kerege.training.queries.staffed import OwnPart, own_parts, waiting_for
from kerege.training.words import STATUSES, Status
from kerege.training.words.delivery import ANSWERS, STAFF_PARTS, Answer, StaffPart
from kerege.web.activities import clocks, lists
from kerege.web.delivery import feed, forms
from kerege.web.shell.forms import attempt


@require_http_methods(["GET", "POST"])
def mine(request: HttpRequest) -> HttpResponse:
    """One's own parts in courses, what waits for an answer first."""
    choice = lists.chosen(request)
    parts = own_parts(request.actor)
    waiting = waiting_for(parts, choice.on)
    made = {part.staff: _form(request, part) for part in waiting}
    sent = next((form for form in made.values() if form.is_bound), None)
    if sent is not None and sent.is_valid():
        if attempt(sent, lambda: sent.run(by=request.actor), otherwise="answer") is not None:
            return redirect("teaching")
    wrong = sent if sent is not None and sent.errors else None
    names = lists.names_of({code for part in parts for code in (part.venue, part.trainees_from)}, choice)
    context = {
        "waiting": [(_line(part, names), made[part.staff]) for part in waiting],
        "ahead": [_line(p, names) for p in reversed(parts) if _ahead(p, choice.on) and p.staff not in made],
        "past": [_line(part, names) for part in parts if not _ahead(part, choice.on)],
        "feed": feed.address_of(request),
        "somebody": people.person_number(request.actor.uid) is not None if request.actor.uid else False,
        "wrong": wrong,
    }
    return render(request, "delivery/mine.html", context, status=422 if wrong else 200)


def _ahead(part: OwnPart, on: date) -> bool:
    return part.status == Status.PLANNED and (part.last_day or date.max) >= on


def _form(request: HttpRequest, part: OwnPart) -> forms.AnswerForm:
    prefix = f"answer-{part.staff}"
    asked = request.method == "POST" and request.POST.get(f"{prefix}-staff") == part.staff
    return forms.AnswerForm(request.POST if asked else None, prefix=prefix, initial={"staff": part.staff})


def _line(part: OwnPart, names: dict[str, Any]) -> dict[str, Any]:
    standing = [each for each in part.sessions if each.called_off is None]
    timed = [clocks.timed_at(each, part.zone) for each in standing]
    return {
        "part": part,
        "does": gettext(STAFF_PARTS[StaffPart(part.part)]),
        "answer": gettext(ANSWERS[Answer(part.answer)]),
        "status": gettext(STATUSES[Status(part.status)]),
        "venue": names.get(part.venue),
        "trainees_from": names.get(part.trainees_from),
        "first": timed[0] if timed else None,
        "sessions": timed,
        "clock": clocks.town_of(part.zone),
    }
