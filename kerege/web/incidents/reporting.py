"""Reporting an incident, and coming back with the code. Nothing of an anonymous visitor is kept, nor asked for."""

from secrets import token_urlsafe
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_http_methods

from kerege.inventory import queries as inventory
from kerege.lib.refusal import Refusal
from kerege.people.rules import ANONYMOUS
from kerege.response.actions import reporting
from kerege.response.queries import incidents as reading
from kerege.response.words import incidents_refused as refused
from kerege.response.words.incidents import CONFIDENCES, Confidence
from kerege.web.incidents import wording
from kerege.web.incidents.forms import AnswerForm, CodeForm, ReportForm
from kerege.web.incidents.untraced import untraced
from kerege.web.shell.forms import attempt


@untraced
@require_http_methods(["GET", "POST"])
def report(request: HttpRequest, door: str) -> HttpResponse:
    """The form, for whoever has the address of a desk; after it the code, which is shown once and in no address."""
    desk = reading.desk_by_door(door)
    if desk is None:
        raise Refusal(refused.NO_DESK)
    signed_in = bool(request.actor.uid)
    sent = request.POST if request.method == "POST" else None
    zone, ways = wording.zone_of(desk.owner), _ways(anonymous=desk.anonymous, signed_in=signed_in)
    form = ReportForm(sent, zone=zone, ways=ways, initial=_first(desk))
    made = None
    if form.is_valid():
        silent = form.cleaned_data["confidence"] == Confidence.ANONYMOUS
        made = attempt(form, lambda: form.run(by=ANONYMOUS if silent else request.actor, door=door))
    card = inventory.facility(request.viewer, desk.facility, on=localdate(), lang=request.LANGUAGE_CODE)
    context = {
        "form": form,
        "desk": desk,
        "facility": card.line.name if card is not None else "",
        "signed_in": signed_in,
        "closed": not desk.anonymous and not signed_in,
        "code": made.code if made is not None else "",
        "anonymous": made is not None and made.incident.confidence == Confidence.ANONYMOUS,
        "trail": wording.trail(),
    }
    return render(request, "incidents/report.html", context, status=422 if form.errors else 200)


def _ways(*, anonymous: bool, signed_in: bool) -> list[tuple[str, str]]:
    offered = {Confidence.ANONYMOUS: anonymous, Confidence.CONFIDENTIAL: signed_in, Confidence.NAMED: signed_in}
    return [(each.value, gettext(CONFIDENCES[each])) for each, wanted in offered.items() if wanted]


def _first(desk: reading.DeskLine) -> dict[str, Any]:
    way = Confidence.ANONYMOUS if desk.anonymous else Confidence.CONFIDENTIAL
    return {"confidence": way, "once": token_urlsafe(24)}


@untraced
@require_http_methods(["GET", "POST"])
def follow_up(request: HttpRequest) -> HttpResponse:
    """What became of a report, for whoever has its code. The code is sent in the body alone, each time."""
    code = request.POST.get("code", "")[:60] if request.method == "POST" else ""
    form = CodeForm(request.POST if request.method == "POST" else None)
    line = reading.by_code(code, on=localdate()) if code.strip() else None
    if request.method == "POST" and line is None:
        form.is_valid()
        form.add_error("code", gettext(refused.NO_SUCH_CODE.sentence))
    answer = AnswerForm(request.POST if request.POST.get("do") == AnswerForm.do else None)
    said = False
    if line is not None and answer.is_valid():
        text = answer.cleaned_data["text"]
        said = attempt(answer, lambda: reporting.answer_by_code(by=ANONYMOUS, code=code, text=text)) is not None
        answer = AnswerForm() if said else answer
    context = {
        "form": form,
        "answer": answer,
        "code": code,
        "said": said,
        "shown": wording.incident(line) if line is not None else None,
        "messages_told": reading.messages(line.number) if line is not None else [],
        "trail": wording.trail(),
    }
    wrong = form.errors or answer.errors
    return render(request, "incidents/follow_up.html", context, status=422 if wrong else 200)
