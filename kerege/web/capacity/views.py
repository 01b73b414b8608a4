"""Assessments: the list with what to do next, opening one, and the page of one with its team."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.capacity import actions, queries
from kerege.capacity.queries import AssessmentPage
from kerege.capacity.rules.answers import asked
from kerege.capacity.words import ABOUT, ASSESSMENT_KINDS, ASSESSMENT_STATES, PARTS, About, ActionState, Part
from kerege.inventory import queries as inventory
from kerege.people import queries as people
from kerege.people.rules import REGION, check_may, may, owners_for
from kerege.people.words import Deed
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.capacity.forms import NameForm, OpenForm, WithdrawForm
from kerege.web.capacity.phones import told_of_phones
from kerege.web.capacity.sealing import known_to_device
from kerege.web.capacity.tables import assessments_table
from kerege.web.capacity.wording import assessment_line, language_note, told
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt
from kerege.web.shell.wording import word_of


@require_GET
def assessments(request: HttpRequest) -> HttpResponse:
    """Assessments as on the day, after what the reader has to do next. `?format=` is a file."""
    choice = lists.chosen(request)
    typed = {name: request.GET.get(name, "")[:60] for name in ("state", "about", "set", "facility")}
    wanted = queries.Choice(
        territory=choice.country,
        kind=choice.kind,
        state=typed["state"],
        about=typed["about"],
        set_key=typed["set"],
        facility=typed["facility"],
    )
    me = request.actor.uid
    found = queries.assessments(request.viewer, me=me, on=choice.on, lang=choice.lang, choice=wanted)
    if choice.format:
        table = assessments_table(request.viewer, found, choice)
        return respond(request, table, filename="kerege-assessments", format=choice.format)
    page = Paginator(found, lists.SHOWN).get_page(choice.page)
    names = lists.names_of({line.territory for line in page.object_list}, choice)
    mine = queries.Choice(mine=True, state="open")
    todo = queries.actions(request.viewer, me=me, on=choice.on, state=ActionState.PLANNED) if me else []
    context = {
        "lines": [assessment_line(line, names) for line in page.object_list],
        "total": len(found),
        "page": page,
        "choice": choice,
        "typed": typed,
        "mine": queries.assessments(request.viewer, me=me, on=choice.on, lang=choice.lang, choice=mine) if me else [],
        "todo": todo[:10],
        "kinds": lists.options(ASSESSMENT_KINDS, choice.kind),
        "states": lists.options(ASSESSMENT_STATES, typed["state"]),
        "subjects": lists.options(ABOUT, typed["about"]),
        "countries": lists.countries(choice.on, choice.lang),
        "may_assess": bool(owners_for(request.actor, Deed.ASSESS)),
    }
    return render(request, "capacity/assessments.html", context)


@require_http_methods(["GET", "POST"])
def new_assessment(request: HttpRequest) -> HttpResponse:
    """Open an assessment; for those who may assess for an owner."""
    if not owners_for(request.actor, Deed.ASSESS):
        check_may(request.actor, Deed.ASSESS, REGION)
    choice = lists.chosen(request)
    asked_for = {"facility": request.GET.get("facility", "")[:20], "set_key": request.GET.get("set", "")[:60]}
    sent = request.POST if request.method == "POST" else None
    form = OpenForm(
        sent, offered=_offered(request, choice, asked_for["facility"]), initial=asked_for | {"kind": "self"}
    )
    if form.is_valid():
        done = attempt(form, lambda: form.run(by=request.actor), called={"works_for": "facility"})
        if done is not None:
            return redirect("assessment", uid=done.uid)
    return render(request, "capacity/new.html", {"form": form}, status=422 if form.errors else 200)


def _offered(request: HttpRequest, choice: lists.Choice, facility: str) -> dict[str, list[tuple[str, str]]]:
    """Published sets, and what they can be about for the owners for whom the actor may assess."""
    found = queries.sets(request.viewer, on=choice.on, lang=choice.lang)
    owners = owners_for(request.actor, Deed.ASSESS)
    countries = lists.countries(choice.on, choice.lang)
    note_offered(request, countries)
    codes = [c.code for c in countries] if REGION in owners else [o for o in owners if o != REGION]
    wanted = inventory.Choice(territories=tuple(codes), keys=(facility,) if facility else ())
    places = inventory.facilities(request.viewer, on=choice.on, choice=wanted, lang=choice.lang, size=500).rows
    bodies = [
        (body.key, body.name)
        for code in codes
        for body in people.organisations(on=choice.on, lang=choice.lang, territory=code)
        if not body.ended
    ]
    whole = [] if facility else [(c.code, str(c)) for c in countries if c.code in codes]
    return {
        "sets": [
            (line.key, f"{line.title} ({word_of(ABOUT, line.about)})")
            for line in found
            if line.version and (not facility or line.about == About.FACILITY)
        ],
        "facility": [(place.key, f"{place.name} ({place.key})") for place in places],
        "organisation": [] if facility else bodies,
        "territory": whole,
    }


@require_http_methods(["GET", "POST"])
def assessment(request: HttpRequest, uid: object) -> HttpResponse:
    """One assessment: how far it is, who is in it; for whoever leads it, naming, closing and withdrawing."""
    choice = lists.chosen(request)
    page = page_of(request, uid, choice)
    leads = _leads(request, page)
    made = [_bound(kind, request) for kind in (NameForm, WithdrawForm)]
    if request.method == "POST":
        if request.POST.get("do") in PRESSED:
            return redirect(_pressed(request, str(uid)), uid=uid)
        form = next((each for each in made if each.is_bound), None)
        if form is not None and form.is_valid():
            if attempt(form, lambda: form.run(by=request.actor, uid=str(uid))) is not None:
                return redirect("assessment", uid=uid)
    names = lists.names_of({page.line.territory}, choice)
    wrong = next((each for each in made if each.errors), None)
    context = assessment_line(page.line, names) | {
        "page": page,
        "sections": sections(page),
        "members": [(member, word_of(PARTS, member.part)) for member in page.team],
        "leads": leads,
        "answers": page.line.part in {Part.LEAD, Part.ASSESSOR} and page.line.open,
        "forms": made if leads and page.line.open else [],
        "wrong": wrong,
        "note": language_note(page.definition),
        "threshold": page.definition.threshold,
        "history": history(request.viewer, page.line.uid),
        "facility_line": _facility(request, page, choice),
        "me": known_to_device(request),
        "ready_on": next((member.handed_in_on for member in page.team if member.mine), None),
        "not_ready": [m for m in page.team if m.part == Part.ASSESSOR and m.handed_in_on is None],
        **told_of_phones(request, page, choice),
    }
    return render(request, "capacity/assessment.html", context, status=422 if wrong else 200)


PRESSED = ("hand_in", "take_back", "close", "close_anyway")


def _pressed(request: HttpRequest, uid: str) -> str:
    """Do what a button says, and where it leads."""
    by, what = request.actor, request.POST["do"]
    if what == "hand_in":
        actions.hand_in(by=by, assessment=uid)
    elif what == "take_back":
        actions.take_back(by=by, assessment=uid)
    else:
        actions.close_assessment(by=by, assessment=uid, waiting=what == "close")
        return "assessment_result"
    return "assessment"


def page_of(request: HttpRequest, uid: object, choice: lists.Choice) -> AssessmentPage:
    """The assessment that the reader may read. Refuses people.unknown_key in the same words where there is none."""
    found = queries.assessment(request.viewer, uid, me=request.actor.uid, on=choice.on, lang=choice.lang)
    if found is None:
        raise lists.not_there(gettext("assessment"), uid)
    note_offered(request, lists.names_of({found.line.territory}, choice).values())
    return found


def sections(page: AssessmentPage) -> list[dict[str, Any]]:
    """The sections that are asked, with how many of their questions the reader has answered."""
    wanted = set(asked(page.definition, {key: each.given for key, each in page.own.items()}))
    found = []
    for section in page.definition.sections:
        keys = [question.key for question in section.questions if question.key in wanted]
        if keys:
            done = sum(key in page.own and not page.own[key].given.empty for key in keys)
            title = told(section.title, page.definition)
            found.append({"key": section.key, "title": title, "asked": len(keys), "answered": done})
    return found


def _leads(request: HttpRequest, page: AssessmentPage) -> bool:
    return page.line.part == Part.LEAD or may(request.actor, Deed.LABEL, page.line.owner)


def _bound(kind: Any, request: HttpRequest) -> Any:
    sent = request.POST if request.method == "POST" and request.POST.get("do") == kind.do else None
    return kind(sent, prefix=kind.do)


def _facility(request: HttpRequest, page: AssessmentPage, choice: lists.Choice) -> Any:
    """The card of the facility, where it is one that the reader may see."""
    key = page.line.facility
    return inventory.facility(request.viewer, key, on=choice.on, lang=choice.lang) if key else None
