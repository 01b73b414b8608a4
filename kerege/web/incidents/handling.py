"""One incident: for whoever handles it with all steps, for whoever reported it with what became of it."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.capacity import queries as capacity
from kerege.capacity.queries.frameworks import known_competences
from kerege.inventory import queries as inventory
from kerege.people.rules import may
from kerege.people.words import Deed
from kerege.response.actions import reporters, reporting
from kerege.response.queries import incidents as reading
from kerege.response.queries import lessons
from kerege.response.words.incidents import AFFECTED_ROLES, EXPERIENCES, HEALTHS, Confidence, IncidentState
from kerege.web.activities import lists
from kerege.web.capacity import wording as quality
from kerege.web.incidents import forms, wording
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import word_of

STEPS = {
    IncidentState.REPORTED: (forms.AcknowledgeForm, forms.AskForm, forms.AffectedForm),
    IncidentState.ACKNOWLEDGED: (forms.InvestigateForm, forms.AskForm, forms.AffectedForm, forms.SetAsideForm),
    IncidentState.INVESTIGATED: (forms.ConcludeForm, forms.AskForm, forms.AffectedForm, forms.SetAsideForm),
    IncidentState.ACTING: (forms.CloseForm, forms.LessonForm, forms.AskForm, forms.AffectedForm),
    IncidentState.CLOSED: (forms.LessonForm, forms.AskForm),
    IncidentState.SET_ASIDE: (forms.AskForm,),
}
"""What is offered in which state, the next step first."""
EVERY = tuple(dict.fromkeys(kind for kinds in STEPS.values() for kind in kinds))


@require_http_methods(["GET", "POST"])
def incident(request: HttpRequest, uid: object) -> HttpResponse:
    """An incident of one's facilities, or one's own report. Everybody else finds nothing here."""
    day = localdate()
    line = reading.incident(request.actor, uid, on=day)
    if line is not None:
        return _handled(request, line)
    own = reading.reported_by(request.actor, on=day, uid=uid)
    if own:
        return _reported(request, own[0])
    return _health(request, uid)


def _handled(request: HttpRequest, line: reading.IncidentLine) -> HttpResponse:
    offered: list[Any] = [*STEPS[IncidentState(line.state)]]
    if line.confidence != Confidence.ANONYMOUS and reading.has_reporter(line.number):
        offered.append(forms.OpenNameForm)
    # What was offered before somebody else went on is asked too: the action says why not.
    offered += [kind for kind in EVERY if kind not in offered and kind.do == request.POST.get("do")]
    bound = [_bound(request, kind) for kind in offered]
    name = ""
    sent = next((form for form in bound if form.is_bound and form.is_valid()), None)
    if sent is not None:
        if isinstance(sent, forms.OpenNameForm):
            told = {"by": request.actor, "incident": line.uid, "reason": sent.cleaned_data["reason"]}
            name = attempt(sent, lambda: reporters.open_reporter(**told)) or ""
        elif attempt(sent, lambda: sent.run(by=request.actor, incident=line.uid)) is not None:
            return redirect("incident", uid=line.uid)
    lang = request.LANGUAGE_CODE
    card = inventory.facility(request.viewer, line.facility, on=localdate(), lang=lang)
    found = reading.investigation(line.number)
    known = known_competences(request.viewer, on=localdate(), lang=lang) if found is not None else {}
    wrong = next((form for form in bound if form.errors), None)
    written = lessons.lessons_of(request.actor, line.number, on=localdate())
    context = wording.incident(line) | {
        "may_run": may(request.actor, Deed.RUN_CLOCKS, line.owner),
        "facility": card.line.name if card is not None else line.facility,
        "messages_told": reading.messages(line.number),
        "investigation": wording.investigation(found),
        "competences": [known.get(each, each) for each in found.competences] if found is not None else [],
        "findings": list(_findings(request, line.findings)),
        "lessons": [wording.lesson(each, lang) for each in written],
        "forms": bound,
        "wrong": wrong,
        "name": name,
        "trail": wording.trail(),
    }
    return render(request, "incidents/incident.html", context, status=422 if wrong else 200)


def _bound(request: HttpRequest, kind: Any) -> Any:
    sent = request.POST if request.method == "POST" and request.POST.get("do") == kind.do else None
    more: dict[str, Any] = {}
    if kind is forms.ConcludeForm:
        named = known_competences(request.viewer, on=localdate(), lang=request.LANGUAGE_CODE)
        more["competences"] = list(named.items())
    return kind(sent, auto_id=f"{kind.do}_%s", **more)


def _findings(request: HttpRequest, uids: Iterable[str]) -> Iterable[dict[str, Any]]:
    for uid in uids:
        me, lang = request.actor, request.LANGUAGE_CODE
        found = capacity.found_one(request.viewer, uid, me=me, on=localdate(), lang=lang)
        if found is not None:
            yield quality.found(found) | {"found": found}


def _reported(request: HttpRequest, line: reading.IncidentLine) -> HttpResponse:
    answer = forms.AnswerForm(request.POST if request.method == "POST" else None)
    if answer.is_valid():
        told = {"by": request.actor, "incident": line.uid, "text": answer.cleaned_data["text"]}
        if attempt(answer, lambda: reporting.answer_as_reporter(**told)) is not None:
            return redirect("incident", uid=line.uid)
    context = {
        "shown": wording.incident(line),
        "answer": answer,
        "messages_told": reading.messages(line.number),
        "openings": reading.openings(request.actor, line.number),
        "own": True,
        "trail": wording.trail(),
    }
    return render(request, "incidents/follow_up.html", context, status=422 if answer.errors else 200)


def _health(request: HttpRequest, uid: object) -> HttpResponse:
    """What occupational health sees: that it happened, and who was affected as roles."""
    found = reading.for_health(request.actor, on=localdate())
    line, people = next(((line, people) for line, people in found if line.uid == str(uid)), (None, []))
    if line is None:
        raise lists.not_there(gettext("incident"), uid)
    if request.method == "POST":
        person, health = request.POST.get("affected", "")[:40], request.POST.get("health", "")
        reporters.follow_health(by=request.actor, affected=person, health=health)
        return redirect("incident", uid=line.uid)
    context = wording.incident(line) | {
        "people": [
            {
                "line": each,
                "role": word_of(AFFECTED_ROLES, each.role),
                "experience": word_of(EXPERIENCES, each.experience),
                "health": word_of(HEALTHS, each.health),
                "options": lists.options(dict(HEALTHS), each.health),
            }
            for each in people
        ],
        "trail": wording.trail(),
    }
    return render(request, "incidents/health.html", context)
