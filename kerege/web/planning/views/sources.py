"""From where each row came on which a plan rests: every figure opens to what it came from."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.lib.refusal import N_
from kerege.planning import queries
from kerege.planning.queries import CountryFrom, PeopleFrom
from kerege.web.activities import lists
from kerege.web.planning.views.plan import about, unseen
from kerege.web.planning.wording import Named, named
from kerege.web.shell.figures import day


@require_GET
def sources(request: HttpRequest, uid: object) -> HttpResponse:
    """What each country gives to a plan, with its origin; and what could not be seen."""
    choice = lists.chosen(request)
    page = queries.scenario(request.viewer, uid, request.actor)
    names = named(request, page)
    now = queries.gathered_now(request.viewer, uid, request.actor, on=choice.on, lang=choice.lang)
    found = queries.sources_told(request.viewer, request.actor, page, now, dict(names.trainers), on=choice.on)
    told = [_country(each, page.line.uid, names) for each in found]
    context = about(request, page, names, "scenario_sources") | {
        "countries": sorted(told, key=lambda each: str(each["name"])),
        "notes": unseen(now.told, names),
    }
    return render(request, "planning/sources.html", context)


def _country(found: CountryFrom, uid: str, names: Named) -> dict[str, Any]:
    return {
        "code": found.country,
        "name": names.country(found.country),
        "wanted": found.wanted,
        "people": [_people(each, found.country, uid, names) for each in found.people],
        "trainers": [
            {
                "name": t.name or (gettext("Trainer") if t.is_new else names.trainer(t.key)),
                "part_two": t.part_two,
                "origin": gettext(TRAINERS[t.origin]),
            }
            for t in found.trainers
        ],
        "rooms": [(names.room(r.key), r.seats, reverse("centre", args=[r.centre])) for r in found.rooms],
    }


def _people(each: PeopleFrom, country: str, uid: str, names: Named) -> dict[str, Any]:
    return {
        "told": each,
        "topic": names.topic(each.topic),
        "languages": ", ".join(names.language(tag) for tag in each.languages),
        "origin": _origin(each),
        "link": _link(each, country, uid),
    }


def _origin(each: PeopleFrom) -> str:
    if each.origin == "stated":
        said = {"on": day(each.on), "until": day(each.until) if each.until else ""}
        if each.until:
            return gettext("stated by the country on %(on)s, shared with you until %(until)s") % said
        return gettext("stated by the country on %(on)s") % said
    return gettext(PEOPLE[each.origin])


def _link(each: PeopleFrom, country: str, uid: str) -> str:
    if each.origin == "stated":
        return reverse("statement", args=[each.record])
    if each.origin == "told":
        return f"{reverse('scenario_settings', args=[uid])}#wanted"
    return f"{reverse('needs')}?country={country}"


PEOPLE = {
    "needs": N_("computed from posts, assessments and what people have shown, as you may read them"),
    "least": N_("one person in each facility that partners are told to need it, at least"),
    "told": N_("typed in this plan"),
}
TRAINERS = {
    "listed": N_("chose to be found as a trainer"),
    "named": N_("named by whoever plans"),
    "certificate": N_("holds a certificate that you may read"),
}
