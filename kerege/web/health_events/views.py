"""Reading signals and events: what waits first, one event with all its frames side by side."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.people.rules import Actor, may, owners_for
from kerege.people.words import Deed
from kerege.response.queries import health_events as queries
from kerege.response.queries.health_events import AssessmentLine, EventLine
from kerege.response.words.frames import FRAMES, NOT_SENT
from kerege.response.words.health_events import EventState, Triage
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.health_events import wording
from kerege.web.health_events.forms import DecisionForm, WhyForm
from kerege.web.shell.asked import asks
from kerege.web.shell.navigation import address

FORMATS = ("docx", "pdf", "xlsx", "json")
"""Of the dossier of an assessment."""


def trail(line: EventLine | None = None) -> list[tuple[str, str]]:
    found = [(gettext("Alerts"), address("alerts")), (gettext("Signals and events"), address("health_events"))]
    return found if line is None else [*found, (line.title, address("health_event", line.uid))]


@require_GET
@asks()
def overview(request: HttpRequest) -> HttpResponse:
    """Signals that wait, events that are open, and what was."""
    choice = lists.chosen(request)
    heard, happened = queries.signals(request.viewer), queries.events(request.viewer)
    names = lists.names_of({each.owner for each in (*heard, *happened)}, choice)
    signals = [wording.signal(each, choice, names) for each in heard]
    events = [wording.event(each, choice, names) for each in happened]
    context = {
        "waiting": [each for each in signals if each["line"].triage == Triage.NEW],
        "judged": [each for each in signals if each["line"].triage != Triage.NEW],
        "open": [each for each in events if each["line"].state == EventState.OPEN],
        "over": [each for each in events if each["line"].state != EventState.OPEN],
        "may_record": bool(owners_for(request.actor, Deed.RECORD_SIGNAL)),
        "trail": trail()[:1],
    }
    return render(request, "health_events/overview.html", context)


def event_of(request: HttpRequest, uid: object) -> EventLine:
    """The event that the reader may know of. Refuses people.unknown_key in the same words where there is none."""
    line = queries.event(request.viewer, uid)
    if line is None:
        raise lists.not_there(gettext("event"), uid)
    return line


@require_GET
@asks()
def event_page(request: HttpRequest, uid: object) -> HttpResponse:
    """One event with its assessments side by side."""
    return shown(request, event_of(request, uid))


def shown(request: HttpRequest, line: EventLine, *, form: Any = None, pressed: str = "") -> HttpResponse:
    """The page of an event, with a form that was sent and refused."""
    choice = lists.chosen(request)
    names = lists.names_of([line.owner], choice)
    found = queries.assessments(request.viewer, line, me=request.actor.uid)
    newest = wording.newest(found)
    is_open = line.state == EventState.OPEN
    assesses = may(request.actor, Deed.ASSESS_EVENT, line.owner)
    context = {
        **wording.event(line, choice, names),
        "frames": [_frame(request, line, each, form, pressed) for each in newest.values()],
        "before": [wording.assessment(each, line.zone) for each in found if newest[each.frame.key] is not each],
        "offered": [
            (key, gettext(each.title))
            for key, each in FRAMES.items()
            if is_open and assesses and (key not in newest or newest[key].decided)
        ],
        "signals": [wording.signal(each, choice, names) for each in queries.signals(request.viewer, event=line.id)],
        "may_edit": is_open and may(request.actor, Deed.RECORD_SIGNAL, line.owner),
        "may_run": may(request.actor, Deed.RUN_CLOCKS, line.owner),
        "may_close": is_open and may(request.actor, Deed.DECIDE_EVENT, line.owner),
        "may_reopen": not is_open and may(request.actor, Deed.DECIDE_EVENT, line.owner),
        "close_form": form if pressed == "close" and form is not None else WhyForm(prefix="close"),
        "form": form,
        "pressed": pressed,
        "not_sent": gettext(NOT_SENT),
        "formats": FORMATS,
        "history": history(request.viewer, line.uid),
        "trail": trail(),
    }
    return render(request, "health_events/event.html", context, status=422 if form is not None else 200)


def may_answer(by: Actor, line: EventLine, each: AssessmentLine) -> bool:
    """Whether somebody is asked the questions of a frame; the action refuses whoever sends answers all the same."""
    waits = line.state == EventState.OPEN and not each.decided and each.given < 2 and not each.assessed_by_me
    return waits and may(by, Deed.ASSESS_EVENT, line.owner)


DECIDES = {True: Deed.ASSESS_EVENT, False: Deed.DECIDE_EVENT}
"""What decides: whoever assessed proposes or agrees by that; a third person needs the right to decide."""


def _frame(request: HttpRequest, line: EventLine, each: AssessmentLine, form: Any, pressed: str) -> dict[str, Any]:
    """One frame with what its reader may do now; the actions refuse whatever else is sent."""
    told = wording.assessment(each, line.zone)
    by, is_open, both = request.actor, line.state == EventState.OPEN and not each.decided, each.given == 2
    may_decide = is_open and both and may(by, DECIDES[each.assessed_by_me], line.owner)
    mine = pressed == f"decide-{each.uid}" and form is not None
    return told | {
        "may_answer": may_answer(by, line, each),
        "waits": is_open and each.assessed_by_me and not both,
        "may_agree": is_open and both and each.proposed and each.assessed_by_me and not each.proposed_by_me,
        "decision": (form if mine else DecisionForm(possible=told["possible"], prefix=each.uid))
        if may_decide
        else None,
        "pressed": mine,
        "third": not each.assessed_by_me,
    }
