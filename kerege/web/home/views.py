"""The first page: what to do next, what was claimed and what is proved, where, and what happened last."""

from dataclasses import replace
from datetime import date
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext
from django.views.decorators.http import require_GET

from kerege.atlas import queries as atlas
from kerege.outreach import queries as outreach
from kerege.outreach.words import EVENT_KINDS
from kerege.people.rules import REGION
from kerege.people.words import ROLE_NAMES, Role
from kerege.records.viewers import Viewer
from kerege.sharing import queries as sharing
from kerege.web.home import region
from kerege.web.home.known import Known
from kerege.web.home.next_steps import steps
from kerege.web.shell.asof import country_code, on_date
from kerege.web.shell.navigation import address
from kerege.web.shell.silence import last_records
from kerege.web.shell.tiles import tile
from kerege.web.shell.wording import word_of

LATEST = 6


@require_GET
def home(request: HttpRequest) -> HttpResponse:
    """The region, or the country that the reader chose, as on the day."""
    on, lang, chosen = on_date(request), get_language() or "en", country_code(request)
    project = next(iter(atlas.project_keys()), "")
    whole = Known(request.viewer, on, lang, project, me=request.actor)
    known = replace(whole, owner=chosen) if chosen else whole
    codes = [node.territory for node in sharing.nodes() if node.territory]
    held = roles(request)
    shown = {*codes, *(owner for _, owner, _ in held if owner != REGION), *([chosen] if chosen else [])}
    events = latest(whole.viewer, on, known.territories)
    names = atlas.display_names(shown | {e.venue for e in events if e.venue}, lang=lang, on=on)
    countries = {code: names[code] for code in codes}
    frozen = sharing.frozen(on=on)
    context = {
        "groups": [_group(role, owner, host, whole, names) for role, owner, host in held],
        "chosen": names.get(chosen),
        "tiles": [tile(r) for r in known.readings if r.claims],
        "rows": region.rows(whole.readings, countries, last_records(whole.viewer, on=on), frozen),
        "map_values": region.map_values(whole.readings, countries, frozen),
        "legend": region.legend(),
        "events": [_event(event, names) for event in events],
        "events_address": address("events"),
        "indicators_address": address("indicators"),
        "countries_address": address("countries"),
    }
    return render(request, "home/home.html", context)


def latest(viewer: Viewer, on: date, territories: tuple[str, ...]) -> list[outreach.EventLine]:
    """The events that happened last, of those whose source dates them."""
    held = outreach.events_held(viewer, on=on, territories=territories)
    dated = [e for e in held if e.last_day]
    return sorted(dated, key=lambda e: e.last_day or date.min, reverse=True)[:LATEST]


def roles(request: HttpRequest) -> list[tuple[str, str, str]]:
    """The reader's roles with their owners, and for whoever keeps one centre its organisation; while somebody looks
    with other eyes, the imagined ones.
    """
    grants = request.actor.grants
    if grants:
        one_centre = Role.TRAINING_CENTRE_MANAGER
        return [(g.role.value, g.owner, g.organisation if g.role == one_centre else "") for g in grants]
    viewer = request.viewer
    imagined = [(role, owner, "") for role in sorted(viewer.roles) for owner, _ in viewer.by_owner]
    return imagined or [(Role.PUBLIC.value, REGION, "")]


def _group(role: str, owner: str, host: str, whole: Known, names: Any) -> dict[str, Any]:
    everywhere = owner == REGION and not host
    known = whole if everywhere else replace(whole, owner=owner, host=host)
    return {
        "role": "" if role == Role.PUBLIC else gettext(ROLE_NAMES[Role(role)]),
        "country": names.get(owner),
        "steps": steps(role, known),
    }


def _event(event: outreach.EventLine, names: Any) -> dict[str, Any]:
    return {
        "line": event,
        "kind": word_of(EVENT_KINDS, event.kind),
        "country": names.get(event.venue),
        "href": address("event", event.uid),
    }
