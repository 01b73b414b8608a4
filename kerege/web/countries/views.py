"""Countries side by side, and the page of one."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language, get_language_bidi, gettext
from django.views.decorators.http import require_GET

from kerege.atlas import queries as atlas
from kerege.inventory.words import STATUSES as HANDOVER_STATUSES
from kerege.law import queries as law
from kerege.law.words import MILESTONE_KINDS, TREATY_ACTS
from kerege.lib.refusal import Refusal
from kerege.outreach.words import EVENT_KINDS
from kerege.people.words import ORGANISATION_KINDS, SEAT_KINDS
from kerege.sharing import queries as sharing
from kerege.training.words import COURSE_KINDS
from kerege.training.words import STATUSES as COURSE_STATUSES
from kerege.web.countries import overview, records, words
from kerege.web.countries.page import SHOWN, Country
from kerege.web.shell.asof import on_date
from kerege.web.shell.exports import respond
from kerege.web.shell.navigation import address
from kerege.web.shell.tiles import tile
from kerege.web.shell.wording import word_of


@require_GET
def countries(request: HttpRequest) -> HttpResponse:
    """The countries of the network: `only` filters by relation, `sort` orders, `format` takes the table out."""
    on, lang = on_date(request), get_language() or "en"
    only, sort = request.GET.get("only", ""), request.GET.get("sort", "")
    found = overview.rows(request.viewer, on=on, lang=lang, only=only, sort=sort)
    if wanted := request.GET.get("format"):
        taken = overview.table(found, on=on, lang=lang, rtl=get_language_bidi())
        return respond(request, taken, filename=f"countries-{on}", format=wanted)
    shown = [(row, overview.since(row.participant), overview.since(row.partner)) for row in found]
    choices = [
        ("", gettext("All countries of the network")),
        ("participants", gettext("Those that take part in the project")),
        ("partners", gettext("Partners of the Centres of Excellence")),
        ("both", gettext("Those that are both")),
    ]
    return render(request, "countries/countries.html", {"rows": shown, "only": only, "sort": sort, "choices": choices})


@require_GET
def country(request: HttpRequest, code: str) -> HttpResponse:
    """One country as on the day; `format` takes its records out. Refuses countries.unknown (404)."""
    if code != code.upper():
        return redirect("country", code=code.upper())
    page = _country(request, code)
    names = atlas.display_names(_codes(page), lang=page.lang, on=page.on)
    if wanted := request.GET.get("format"):
        taken = records.table(page, name=names[code], rtl=get_language_bidi())
        return respond(request, taken, filename=f"{code}-{page.on}", format=wanted)
    return render(request, "countries/country.html", _context(page, names))


def _country(request: HttpRequest, code: str) -> Country:
    try:
        ref = atlas.territory(code)
    except Refusal:
        raise Refusal(words.NO_SUCH_COUNTRY, code=code[:12]) from None
    project = next(iter(atlas.project_keys()), "")
    viewer = request.viewer
    return Country(viewer, ref, on_date(request), get_language() or "en", project)


def _codes(page: Country) -> set[str]:
    courses = (*page.courses_of_its_people.rows, *page.courses_here.rows)
    found = {code for c in courses for code in (c.venue, c.trainees_from)}
    return {page.code, *found} - {""}


def _context(page: Country, names: Any) -> dict[str, Any]:
    instruments = {i.key: i.name for i in law.instruments(on=page.on, lang=page.lang)} if page.statuses else {}
    regions = {r.code: r.label for r in atlas.regions(on=page.on, lang=page.lang)} if page.partnerships else {}
    return {
        "page": page,
        "name": names[page.code],
        "frozen": next((p for p in sharing.frozen_periods(on=page.on, key=page.code) if p.end is None), None),
        "trail": [(gettext("Countries"), address("countries"))],
        "participations": [(key, p, overview.since(p)) for key, p in page.participations],
        "partnerships": [(regions.get(p.region, p.region), p, overview.since(p)) for p in page.partnerships],
        "tiles": [tile(reading) for reading in page.readings],
        "theirs": [_course(c, names) for c in page.courses_of_its_people.rows[:SHOWN]],
        "hosted": [_course(c, names) for c in page.courses_here.rows[:SHOWN]],
        "events": [(e, word_of(EVENT_KINDS, e.kind), address("event", e.uid)) for e in page.events[:SHOWN]],
        "handovers": [(h, word_of(HANDOVER_STATUSES, h.status), address("handover", h.uid)) for h in page.handovers],
        "milestones": [(m, word_of(MILESTONE_KINDS, m.kind)) for m in page.milestones],
        "statuses": [(s, word_of(TREATY_ACTS, s.act), instruments.get(s.instrument, "")) for s in page.statuses],
        "seats": [(s, word_of(SEAT_KINDS, s.kind), address("seat", s.key)) for s in page.seats],
        "vacant": sum(s.vacant for s in page.seats),
        "organisations": [(o, word_of(ORGANISATION_KINDS, o.kind)) for o in page.organisations],
        "courses_address": address("courses"),
        "events_address": address("events"),
        "seats_address": address("seats"),
        "law_address": address("law"),
        "law_pages": [(label, href) for label, href in _law_pages() if href],
    }


def _law_pages() -> list[tuple[str, str]]:
    return [
        (gettext("National measures"), address("measures")),
        (gettext("Coverage"), address("coverage")),
        (gettext("Parties to instruments"), address("law_parties")),
    ]


def _course(course: Any, names: Any) -> dict[str, Any]:
    return {
        "line": course,
        "kind": word_of(COURSE_KINDS, course.kind),
        "state": word_of(COURSE_STATUSES, course.status),
        "href": address("course", course.uid),
        "venue": names.get(course.venue),
        "trainees_from": names.get(course.trainees_from),
    }
