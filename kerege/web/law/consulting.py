"""Consultations: the list, one that is laid out with the form to respond, its summary as a file, and answering."""

from datetime import UTC, datetime
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.timezone import localdate
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.law.queries import consulting as queries
from kerege.law.queries.consulting import ConsultationLine, ResponseLine
from kerege.law.queries.working import called
from kerege.law.rules.akn.parts import Part as Provision
from kerege.law.rules.measures import LANGUAGES
from kerege.law.words.consulting import ANSWERS, AUDIENCES, NO_NAMES, Answered, Audience
from kerege.law.words.drafting import TaskState
from kerege.lib.papers import WRITERS, Paper, Part
from kerege.lib.refusal import N_
from kerege.people.rules import ANONYMOUS, check_may, may
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.incidents.untraced import untraced
from kerege.web.law import consulting_forms as forms
from kerege.web.law.drafting_task import inside, task_line
from kerege.web.shell.asked import a_line, asks, one_of
from kerege.web.shell.exports import attached, respond
from kerege.web.shell.figures import day
from kerege.web.shell.forms import attempt
from kerege.web.shell.navigation import address
from kerege.web.shell.wording import word_of

HEADINGS = (
    *(N_("Draft"), N_("Country"), N_("Who is asked"), N_("First day"), N_("Last day"), N_("State")),
    *(N_("At least days"), N_("By which law")),
)
TONES = {Answered.ACCEPTED: "good", Answered.PARTLY: "warn", Answered.DECLINED: "bad"}


@require_GET
@asks(kind=one_of(Audience), text=a_line(200))
def consultation_list(request: HttpRequest) -> HttpResponse:
    """Drafts of law that are laid out, and were: everybody reads those that ask the public."""
    choice = lists.chosen(request)
    found = queries.consultations(request.viewer, on=choice.on, owner=choice.country)
    found = [each for each in found if choice.kind in ("", each.audience)]
    found = [each for each in found if choice.text.casefold() in each.title.casefold()]
    names = lists.names_of({line.owner for line in found}, choice)
    rows = [{**_words(line), "country": names[line.owner]} for line in found]
    if choice.format:
        told = [
            (
                *(each["line"].title, each["country"], each["audience"], each["line"].opens, each["line"].closes),
                *(each["state"], each["line"].least_days or "", each["line"].law),
            )
            for each in rows
        ]
        table = lists.table(request.viewer, gettext("Consultations on drafts of law"), HEADINGS, told, choice)
        return respond(request, table, filename="kerege-consultations", format=choice.format)
    context = {
        "rows": rows,
        "choice": choice,
        "kinds": lists.options(AUDIENCES, choice.kind),
        "trail": [(gettext("Law"), address("law"))],
    }
    return render(request, "law/consultations.html", context)


def _words(line: ConsultationLine) -> dict[str, Any]:
    if line.ended_on is not None:
        state, tone = gettext("The summary is published"), "good"
    elif line.takes:
        state, tone = gettext("Responses are taken"), "info"
    elif line.comes:
        state, tone = gettext("It has not begun"), ""
    else:
        state, tone = gettext("Responses are being answered"), "warn"
    return {"line": line, "audience": word_of(AUDIENCES, line.audience), "state": state, "tone": tone}


def _found(request: HttpRequest, uid: object) -> tuple[ConsultationLine, tuple[Provision, ...]]:
    found = queries.consultation(request.viewer, uid, on=lists.chosen(request).on)
    if found is None:
        raise lists.not_there(gettext("consultation"), uid)
    return found


@untraced
@require_http_methods(["GET", "POST"])
def consultation(request: HttpRequest, uid: object) -> HttpResponse:
    """What is laid out, with the form to respond, and the summary once it is over. Who responds is kept nowhere."""
    line, of = _found(request, uid)
    choice = lists.chosen(request)
    enters = may(request.actor, Deed.SPEAK_ON_DRAFTS, line.owner)
    kind = forms.EnterForm if enters else forms.RespondForm
    offered = [("", gettext("The whole draft")), *((each.eid, called(each)[:120]) for each in of)]
    sent = request.POST if request.method == "POST" else None
    form = kind(sent, offered={"eid": offered}, initial={"eid": request.GET.get("eid", "")})
    kept = None
    if form.is_valid():
        kept = attempt(form, lambda: form.run(by=request.actor if enters else ANONYMOUS, consultation=line.uid))
    late = enters and line.ended_on is None and not line.comes  # a letter that was sent in time
    found = queries.responses(request.viewer, line, of)
    context = {
        **_words(line),
        "country": lists.names_of({line.owner}, choice)[line.owner],
        "form": form if kept is None and (line.takes or late or form.errors) else None,
        "kept": kept is not None,
        "no_names": gettext(NO_NAMES),
        "enters": enters,
        "parts": of,
        "tag": LANGUAGES.get(line.language, ""),
        "responses": [_response(each) for each in found] if line.ended_on is not None else [],
        "files": [(name, name.upper()) for name in ("docx", "pdf")] if line.ended_on is not None else [],
        "trail": [(gettext("Law"), address("law")), (gettext("Consultations"), address("consultations"))],
    }
    return render(request, "law/consultation.html", context, status=422 if form.errors else 200)


def _response(each: ResponseLine) -> dict[str, Any]:
    return {
        "line": each,
        "answer": word_of(ANSWERS, each.answer) if each.answer else "",
        "tone": TONES.get(each.answer, "") if each.answer else "",
        "who": each.body or gettext("A member of the public"),
    }


@require_GET
def summary(request: HttpRequest, uid: object, format: str) -> HttpResponse:
    """The responses and their answers as a document, once the consultation is over."""
    line, of = _found(request, uid)
    if format not in {"docx", "pdf"} or line.ended_on is None:
        raise lists.not_there(gettext("file"), format)
    media, write = WRITERS[format]
    paper = _paper(line, queries.responses(request.viewer, line, of), lists.chosen(request))
    name = f"kerege-consultation-{line.owner.lower()}-{line.opens}.{format}"
    return attached(request, lambda: write(paper), media_type=media, filename=name)


def _paper(line: ConsultationLine, found: list[ResponseLine], choice: lists.Choice) -> Paper:
    named = lists.names_of({line.owner}, choice)[line.owner]
    country = str(named)
    counts = [(word_of(ANSWERS, each), sum(row.answer == each for row in found)) for each in Answered]
    whole = gettext("The whole draft")
    rows = [
        (each["line"].called or whole, each["line"].words, each["who"], each["answer"], each["line"].reason)
        for each in map(_response, found)
    ]
    headings = (gettext("About"), gettext("Response"), gettext("By"), gettext("Answer"), gettext("Reason"))
    return Paper(
        title=line.title,
        kicker=gettext("Summary of a consultation"),
        facts=(
            (gettext("Country"), country),
            (gettext("Who was asked"), word_of(AUDIENCES, line.audience)),
            (gettext("Period"), f"{day(line.opens)} – {day(line.closes)}"),
            *(((gettext("By which law"), line.law),) if line.law else ()),
            (gettext("Hash of what was laid out"), line.sha256),
            *((name, str(n)) for name, n in counts),
        ),
        notes=(*line.bodies, *([named.footnote] if named.note else [])),
        parts=(Part(gettext("Responses and answers"), headings=headings, rows=rows),),
        foot=f"Kerege · {country} · {line.title[:60]}",
        lang=choice.lang,
        made=datetime(line.closes.year, line.closes.month, line.closes.day, tzinfo=UTC),
    )


@require_http_methods(["GET", "POST"])
def of_task(request: HttpRequest, uid: object) -> HttpResponse:
    """The consultations on a draft: its chair opens one, drafters answer what came in."""
    line, choice = task_line(request, uid), lists.chosen(request)
    found = queries.consultations(request.viewer, on=choice.on, task=line.id)
    going = next((each for each in found if each.ended_on is None), None)
    writes = may(request.actor, Deed.RECORD_LAW, line.owner) and line.state == TaskState.OPEN
    form = None
    if going is None and writes and line.chairs:
        initial = {"opens": localdate(), "audience": Audience.PUBLIC}
        form = forms.OpenForm(request.POST if request.method == "POST" else None, offered={}, initial=initial)
        if form.is_valid():
            opened = form
            if attempt(opened, lambda: opened.run(by=request.actor, task=line.uid)) is not None:
                return redirect("drafting_consultation", uid=line.uid)
    shown = queries.consultation(request.viewer, going.uid, on=choice.on) if going is not None else None
    came = [_response(each) for each in queries.responses(request.viewer, shown[0], shown[1])] if shown else []
    context = {
        "task": line,
        "rows": [_words(each) for each in found],
        "going": _words(going) if going is not None else None,
        "responses": came,
        "waiting": sum(not each["answer"] for each in came),
        "writes": writes,
        "form": form,
        "trail": inside(line),
    }
    return render(request, "law/consulting.html", context, status=422 if form is not None and form.errors else 200)


@require_http_methods(["GET", "POST"])
def response(request: HttpRequest, uid: object, response: object) -> HttpResponse:
    """One response, and its answer; for drafters of its country."""
    line = task_line(request, uid)
    check_may(request.actor, Deed.RECORD_LAW, line.owner)
    found = queries.response(request.viewer, response, task=line.id)
    if found is None:
        raise lists.not_there(gettext("response"), response)
    form = forms.ReplyForm(
        request.POST if request.method == "POST" else None,
        offered={},
        initial={"answer": found.answer or "", "reason": found.reason},
    )
    if form.is_valid() and attempt(form, lambda: form.run(by=request.actor, response=found.uid)) is not None:
        return redirect("drafting_consultation", uid=line.uid)
    context = {"task": line, **_response(found), "form": form, "trail": inside(line)}
    return render(request, "law/response.html", context, status=422 if form.errors else 200)
