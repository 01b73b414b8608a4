"""Who in the region can do something, the nearest first."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.atlas import queries as atlas
from kerege.atlas.words import SubjectKind
from kerege.inventory import queries as inventory
from kerege.inventory.rules.travel import within
from kerege.inventory.words.travel import Band
from kerege.lib.geo import NOT_A_PLACE, Spot, spot_of
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import owners_for
from kerege.people.words import Deed
from kerege.records.viewers import Viewer
from kerege.web.finding import lines, others, travels
from kerege.web.finding.asking import FACILITIES, Asked, asked, filters
from kerege.web.shell.asked import a_line, asks, one_of

SHOWN = 20
LIKELY = 0.88
"""From this likeness on a town is offered for what somebody typed."""


@dataclass(frozen=True)
class Start:
    """From where distances are measured: a town of the gazetteer, or a position that somebody typed, without `town`."""

    spot: Spot
    name: str
    town: str = ""


@require_GET
@asks(**FACILITIES, near=a_line(120), within=one_of(Band))
def who_can(request: HttpRequest) -> HttpResponse:
    """Facilities that can do what somebody needs, by distance from a town or a position."""
    wanted, typed = asked(request), request.GET.get("near", "").strip()
    context: dict[str, Any] = {
        "typed": typed[:120],
        "said": wanted.said,
        "filters": [each for each in filters(wanted, {}) if each.name in {"capability", "kind", "sector"}],
        "map_query": wanted.query,
        "may_ask": bool(owners_for(request.actor, Deed.ASK_FOR_HELP)),
        "kept": [*wanted.kept, *([("country", wanted.said["country"])] if "country" in wanted.said else [])],
        "by_shares": inventory.by_shares(request.viewer),
        "timed": inventory.any_recorded(),
        "bands": travels.options(request.GET.get("within", "")),
        "others": others.counted(request.viewer, on=wanted.on, lang=wanted.lang, near=typed),
    }
    if not typed:
        return render(request, "finding/who_can.html", context)
    start = start_of(typed, on=wanted.on, lang=wanted.lang)
    hits = _near(request.viewer, wanted, start, request.GET.get("within", ""))
    ways = travels.between(hits, start.town, on=wanted.on)
    context |= {
        "start": start,
        "rows": lines.rows(hits, on=wanted.on, lang=wanted.lang, ways=ways),
        "time_sources": travels.sources(ways),
    }
    return render(request, "finding/who_can.html", context)


def _near(viewer: Viewer, wanted: Asked, start: Start, band: str) -> list[inventory.Hit]:
    """The nearest, of those in towns that are reached within the band, where one was chosen."""
    choice, most = wanted.choice, within(band)
    if most is None or not start.town:
        return inventory.nearest(viewer, start.spot, on=wanted.on, lang=wanted.lang, choice=choice, size=SHOWN)
    towns = inventory.reached_within(start.town, most, on=wanted.on)
    choice = replace(choice, places=tuple(sorted(towns & set(choice.places) if choice.places else towns)))
    if not choice.places:
        return []
    hits = inventory.nearest(viewer, start.spot, on=wanted.on, lang=wanted.lang, choice=choice, size=SHOWN)
    return [hit for hit in hits if inventory.town_of(hit.line)]


def start_of(typed: str, *, on: date, lang: str) -> Start:
    """A position, or the town that is called so, the largest of several. Refuses geo.not_a_place and text.*."""
    text = clean_line(typed, field="near", max_length=120)
    if any(c.isdigit() for c in text):
        spot = spot_of(text, field="near")
        return Start(spot, gettext("%(latitude)s, %(longitude)s") % {"latitude": spot.lat, "longitude": spot.lon})
    hits = atlas.search_names(text, on=on, lang=lang, kinds=[SubjectKind.PLACE.value], limit=1)
    if not hits or hits[0].score < LIKELY:
        raise Refusal(NOT_A_PLACE, field="near", value=text[:40])
    town = atlas.place(hits[0].key, on=on, lang=lang)
    return Start(Spot(town.latitude, town.longitude), town.name, town.key)
