"""Who in the region can do something, the nearest first."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.atlas import queries as atlas
from kerege.atlas.words import SubjectKind
from kerege.inventory import queries as inventory
from kerege.lib.geo import NOT_A_PLACE, Spot, spot_of
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.people.rules import owners_for
from kerege.people.words import Deed
from kerege.web.finding import lines
from kerege.web.finding.asking import Asked, asked, filters
from kerege.web.shell.middleware import told

SHOWN = 20
LIKELY = 0.88
"""From this likeness on a town is offered for what somebody typed."""


@dataclass(frozen=True)
class Start:
    """From where distances are measured: a town of the gazetteer, or a position that somebody typed."""

    spot: Spot
    name: str


@require_GET
def who_can(request: HttpRequest) -> HttpResponse:
    """Facilities that can do what somebody needs, by distance from a town or a position. A place that is not known
    stays typed, beside the refusal (422).
    """
    wanted, typed = asked(request), request.GET.get("near", "").strip()
    context: dict[str, Any] = {
        "typed": typed[:120],
        "said": wanted.said,
        "filters": [each for each in filters(wanted, {}) if each.name in {"capability", "kind", "sector"}],
        "map_query": wanted.query,
        "may_ask": bool(owners_for(request.actor, Deed.ASK_FOR_HELP)),
    }
    if not typed:
        return render(request, "finding/who_can.html", context)
    try:
        start = start_of(typed, wanted)
    except Refusal as refusal:
        context |= {"errors": [{"field": "near", "sentence": told(refusal)}], "code": refusal.code}
        return render(request, "finding/who_can.html", context, status=refusal.status)
    hits = inventory.nearest(
        request.viewer, start.spot, on=wanted.on, lang=wanted.lang, choice=wanted.choice, size=SHOWN
    )
    context |= {"start": start, "rows": lines.rows(hits, on=wanted.on, lang=wanted.lang)}
    return render(request, "finding/who_can.html", context)


def start_of(typed: str, wanted: Asked) -> Start:
    """A position, or the town that is called so, the largest of several. Refuses geo.not_a_place and text.*."""
    text = clean_line(typed, field="near", max_length=120)
    if any(c.isdigit() for c in text):
        spot = spot_of(text, field="near")
        return Start(spot, gettext("%(latitude)s, %(longitude)s") % {"latitude": spot.lat, "longitude": spot.lon})
    hits = atlas.search_names(text, on=wanted.on, lang=wanted.lang, kinds=[SubjectKind.PLACE.value], limit=1)
    if not hits or hits[0].score < LIKELY:
        raise Refusal(NOT_A_PLACE, field="near", value=text[:40])
    town = atlas.place(hits[0].key, on=wanted.on, lang=wanted.lang)
    return Start(Spot(town.latitude, town.longitude), town.name)
