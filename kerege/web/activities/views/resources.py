"""What was handed over and what took a course in, as far as it is recorded here."""

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.inventory import queries as inventory
from kerege.inventory.words import STATUSES, Status
from kerege.training import queries as training
from kerege.training.words import LEVELS, Level
from kerege.web.activities import lists
from kerege.web.activities.history import history
from kerege.web.activities.lists import chosen
from kerege.web.activities.tables import adoptions_table, compulsory, handovers_table
from kerege.web.shell.exports import respond
from kerege.web.shell.figures import stated

ORDERS: dict[str, Any] = {
    "title": lambda x, _: getattr(x, "title", getattr(x, "programme", "")).casefold(),
    "country": lambda x, names: names[x.territory].sort_key if x.territory else "",
    "day": lambda x, _: (x.last_day is not None, x.last_day and x.last_day.toordinal()),
    "items": lambda x, _: -1 if x.items is None else x.items,
}


@require_GET
def resources(request: HttpRequest) -> HttpResponse:
    """Resources begin with the facilities."""
    return redirect("facilities")


@require_GET
def handovers(request: HttpRequest) -> HttpResponse:
    """Handovers of equipment as on the day. `?format=` is a file."""
    choice = chosen(request)
    territories = (choice.country,) if choice.country else ()
    found = inventory.handovers(request.viewer, on=choice.on, territories=territories, status=choice.status)
    found = [h for h in found if choice.text.casefold() in h.title.casefold()]
    names = lists.names_of({h.territory for h in found}, choice)
    _order(found, names, choice.sort)
    if choice.format:
        table = handovers_table(request.viewer, found, choice)
        return respond(request, table, filename="kerege-handovers", format=choice.format)
    page = Paginator(found, lists.SHOWN).get_page(choice.page)
    context = {
        "lines": [_handover(h, names) for h in page.object_list],
        "total": len(found),
        "page": page,
        "choice": choice,
        "statuses": lists.options(STATUSES, choice.status),
        "countries": lists.countries(choice.on, choice.lang),
    }
    return render(request, "activities/handovers.html", context)


def _order(found: list[Any], names: dict[str, Any], sort: str) -> None:
    if key := ORDERS.get(sort.removeprefix("-")):
        found.sort(key=lambda x: key(x, names), reverse=sort.startswith("-"))


def _handover(line: Any, names: dict[str, Any]) -> dict[str, Any]:
    return {
        "handover": line,
        "status": gettext(STATUSES[Status(line.status)]),
        "held": line.status == Status.HELD,
        "when": lists.when(line),
        "country": names.get(line.territory),
        "items": stated(line.items, line.items_qualifier or "exact") if line.items is not None else "",
    }


@require_GET
def handover(request: HttpRequest, uid: object) -> HttpResponse:
    """One handover with its sources."""
    choice = chosen(request)
    found = inventory.handovers(request.viewer, on=choice.on)
    line = next((h for h in found if h.uid == str(uid)), None)
    if line is None:
        raise lists.not_there(gettext("handover"), uid)
    context = _handover(line, lists.names_of({line.territory}, choice)) | {
        "recipient": lists.organisation_names([line.recipient], choice).get(line.recipient, ""),
        "history": history(request.viewer, line.uid),
    }
    return render(request, "activities/handover.html", context)


@require_GET
def adoptions(request: HttpRequest) -> HttpResponse:
    """Curricula that took a course in, as on the day. `?format=` is a file."""
    choice = chosen(request)
    territories = (choice.country,) if choice.country else ()
    found = training.adoptions(request.viewer, on=choice.on, territories=territories)
    found = [a for a in found if choice.text.casefold() in a.programme.casefold()]
    names = lists.names_of({a.territory for a in found}, choice)
    _order(found, names, choice.sort if choice.sort.removeprefix("-") != "items" else "")
    if choice.format:
        table = adoptions_table(request.viewer, found, choice)
        return respond(request, table, filename="kerege-curricula", format=choice.format)
    page = Paginator(found, lists.SHOWN).get_page(choice.page)
    context = {
        "lines": [_adoption(a, names) for a in page.object_list],
        "total": len(found),
        "page": page,
        "choice": choice,
        "countries": lists.countries(choice.on, choice.lang),
    }
    return render(request, "activities/adoptions.html", context)


def _adoption(line: Any, names: dict[str, Any]) -> dict[str, Any]:
    return {
        "adoption": line,
        "when": lists.when(line),
        "country": names.get(line.territory),
        "compulsory": compulsory(line.compulsory),
        "level": gettext(LEVELS[Level(line.level)]) if line.level else "",
    }


@require_GET
def adoption(request: HttpRequest, uid: object) -> HttpResponse:
    """One curriculum with its sources."""
    choice = chosen(request)
    line = next((a for a in training.adoptions(request.viewer, on=choice.on) if a.uid == str(uid)), None)
    if line is None:
        raise lists.not_there(gettext("curriculum"), uid)
    context = _adoption(line, lists.names_of({line.territory}, choice)) | {
        "institution": lists.organisation_names([line.institution], choice).get(line.institution, ""),
        "curriculum": training.adopted_version(request.viewer, line.uid),
        "history": history(request.viewer, line.uid),
    }
    return render(request, "activities/adoption.html", context)
