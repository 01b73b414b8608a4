"""The cases of the reader's country, one case with its next steps, and who could help with a request."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET, require_http_methods

from kerege.inventory import queries as inventory
from kerege.inventory.queries import RequestLine
from kerege.lib.refusal import N_
from kerege.people.rules import check_may, owners_for
from kerege.people.words import Deed
from kerege.response.actions import aid as actions
from kerege.response.queries import aid as reading
from kerege.response.queries.aid_doors import countries_of
from kerege.response.words.aid import AID_STATES, AidState, AidStatus, AidStep
from kerege.web.activities import lists
from kerege.web.aid import wording
from kerege.web.aid.forms import BeginForm, CommitForm, StepForm
from kerege.web.experts.wording import rows as expert_rows
from kerege.web.helping.wording import expert_line, match_line, named
from kerege.web.shell.asked import asks, one_of
from kerege.web.shell.context import note_offered
from kerege.web.shell.exports import respond
from kerege.web.shell.forms import attempt

HEADINGS = (
    *(N_("Country that needs help"), N_("Country that helps"), N_("Actual or exercise"), N_("What is sent")),
    *(N_("From"), N_("Until"), N_("Where it stands"), N_("Who bears the costs"), N_("Costs, estimated")),
    *(N_("Costs in the end"), N_("Currency"), N_("Customs, permits, visas, insurance"), N_("Back home on")),
)


@require_GET
@asks(status=one_of(AidState))
def overview(request: HttpRequest) -> HttpResponse:
    """Requests of the own country for which help can be looked for, the cases of the reader, those that wait for them
    first, and what neighbours look for. `?format=` is a file.
    """
    choice = lists.chosen(request)
    found = reading.aid_cases(request.viewer, request.actor, on=choice.on, lang=choice.lang)
    found = [line for line in found if not choice.status or line.state == choice.status]
    speaks = set(owners_for(request.actor, Deed.ARRANGE_AID))
    asked = inventory.requests(request.viewer, on=choice.on, lang=choice.lang) if speaks else []
    standing = [line for line in asked if line.state in actions.STANDING]
    names = lists.names_of(
        {code for line in found for code in (line.asker, line.giver)} | {line.owner for line in standing}, choice
    )
    told = [wording.row(line, names) for line in found]
    if choice.format:
        rows = [wording.cells(each) for each in told]
        table = lists.table(request.viewer, gettext("Mutual aid"), HEADINGS, rows, choice)
        return respond(request, table, filename="kerege-mutual-aid", format=choice.format)
    context = {
        "waiting": [each for each in told if each["line"].turn],
        "others": [each for each in told if not each["line"].turn],
        "own": [line for line in standing if line.owner in speaks],
        "neighbours": [(line, names.get(line.owner)) for line in standing if line.owner not in speaks][:20],
        "reads": bool(countries_of(request.viewer)),
        "choice": choice,
        "states": lists.options(dict(AID_STATES), choice.status),
    }
    return render(request, "aid/overview.html", context)


@require_http_methods(["GET", "POST"])
@asks()
def begin(request: HttpRequest, key: str) -> HttpResponse:
    """A request with who could help, as far as the reader may know; whoever speaks for its country asks another one,
    whoever speaks for another one offers help.
    """
    choice = lists.chosen(request)
    found = inventory.request(request.viewer, key, on=choice.on, lang=choice.lang)
    if found is None:
        raise lists.not_there(gettext("request for help"), key)
    speaks = owners_for(request.actor, Deed.ARRANGE_AID)
    if not speaks:
        check_may(request.actor, Deed.ARRANGE_AID, found.owner)
    asks_others = found.owner in speaks
    matched = inventory.matches(request.viewer, found, on=choice.on, lang=choice.lang) if asks_others else []
    form = _begin_form(request, found, speaks, matched, choice)
    start = actions.ask_aid if asks_others else actions.offer_aid
    if form.is_valid():
        done = attempt(form, lambda: form.run(start, by=request.actor, request=key), called={"request": "giver"})
        if done is not None:
            return redirect("aid_case", uid=done.uid)
    experts = inventory.expert_matches(request.viewer, found, on=choice.on, lang=choice.lang) if asks_others else []
    lines = expert_rows(request.viewer, [m.expert for m in experts], on=choice.on, lang=choice.lang)
    codes = {found.owner} | {m.facility.territory for m in matched}
    called = named(choice, codes=codes, places={m.facility.place for m in matched})
    context = {
        "help": found,
        "country": called.countries.get(found.owner),
        "form": form,
        "asks_others": asks_others,
        "matches": [match_line(each, called) | {"asked": False} for each in matched],
        "experts": [expert_line(each, row) for each, row in zip(experts, lines, strict=True)],
        "trail": wording.trail(),
    }
    return render(request, "aid/begin.html", context, status=422 if form.errors else 200)


def _begin_form(
    request: HttpRequest, found: RequestLine, speaks: tuple[str, ...], matched: list[Any], choice: lists.Choice
) -> BeginForm:
    asks_others = found.owner in speaks
    known = lists.countries(choice.on, choice.lang)
    offered = [c for c in known if (c.code != found.owner if asks_others else c.code in speaks)]
    note_offered(request, offered)
    first = matched[0].facility if matched else None
    initial = {
        "what": found.title,
        "start": choice.on,
        "until": found.needed_by,
        "facility": "",
        "giver": first.owner if first is not None and first.owner != found.owner else None,
    }
    own = inventory.Choice(owners=speaks)
    lines = [each.facility for each in matched if each.facility.owner != found.owner]
    if not asks_others:
        lines = list(inventory.facilities(request.viewer, on=choice.on, choice=own, lang=choice.lang, size=200).rows)
    return BeginForm(
        request.POST if request.method == "POST" else None,
        givers=[(c.code, str(c)) for c in offered],
        facilities=list(dict.fromkeys((line.key, f"{line.name} ({line.key})") for line in lines)),
        initial={name: value for name, value in initial.items() if value is not None},
    )


@require_http_methods(["GET", "POST"])
@asks()
def case(request: HttpRequest, uid: object) -> HttpResponse:
    """One case, for the people of its two countries, with the steps that the reader may take now."""
    choice = lists.chosen(request)
    line = reading.aid_case(request.viewer, request.actor, uid, on=choice.on, lang=choice.lang)
    if line is None:
        raise lists.not_there(gettext("case of mutual aid"), uid)
    forms = [_bound(request, line, step) for step in _offered(request, line)]
    sent = next((form for form in forms if form.is_bound and form.is_valid()), None)
    if sent is not None and attempt(sent, lambda: sent.run(by=request.actor, case=line.uid)) is not None:
        return redirect("aid_case", uid=line.uid)
    names = lists.names_of({line.asker, line.giver}, choice)
    card = inventory.facility(request.viewer, line.facility, on=choice.on, lang=choice.lang) if line.facility else None
    wrong = next((form for form in forms if form.errors), None)
    context = wording.row(line, names) | {
        "entries": [wording.entry(each, line, names) for each in reading.entries(line)],
        "forms": [(form, wording.doing(form.step)) for form in forms],
        "wrong": wrong,
        "card": card,
        "exercise": line.status == AidStatus.EXERCISE,
        "trail": wording.trail(),
    }
    return render(request, "aid/case.html", context, status=422 if wrong else 200)


def _offered(request: HttpRequest, line: reading.AidLine) -> list[AidStep]:
    """The next steps. One that was offered before the other side went on is asked too: the action says why not."""
    late = [step for step in wording.DOING if step == request.POST.get("do") and step not in line.next]
    return [*line.next, *late]


def _bound(request: HttpRequest, line: reading.AidLine, step: AidStep) -> Any:
    sent = request.POST if request.method == "POST" and request.POST.get("do") == step else None
    if step != AidStep.COMMIT:
        return StepForm(sent, step=step, auto_id=f"{step}_%s")
    now = {name: getattr(line, name) for name in ("what", "start", "until", "bearer", "cost", "currency")}
    now |= {"cost_note": line.cost_note, "customs": line.customs}
    return CommitForm(sent, auto_id=f"{step}_%s", initial={k: v for k, v in now.items() if v is not None})
