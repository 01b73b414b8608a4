"""Training centres for readers: the list with its files, and the page of one."""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_GET

from kerege.atlas import queries as atlas
from kerege.inventory import queries
from kerege.inventory.queries import CentreChoice, CentreLine, CentrePage
from kerege.inventory.rules.keepers import keeps
from kerege.inventory.words.training import ROOM_ACCESS, ROOM_EQUIPMENT
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.people.rules import owners_for
from kerege.people.words import Deed
from kerege.privacy import queries as privacy
from kerege.privacy.queries import ExpertChoice
from kerege.privacy.words.experts import EXPERTISE
from kerege.web.activities import lists
from kerege.web.experts.asking import languages
from kerege.web.experts.wording import rows as expert_rows
from kerege.web.inventory.wording import options, said
from kerege.web.shell.asked import a_line, a_number, asks, one_of
from kerege.web.shell.exports import respond

FILTERS = ("topic", "language", "seats", "accredited")
HEADINGS = (
    *(N_("Training centre"), N_("Key"), N_("Country"), N_("Town"), N_("Topics"), N_("Languages of teaching")),
    *(N_("Rooms"), N_("Seats in the largest room"), N_("Accredited on this day"), N_("Time zone"), N_("Example")),
)


@dataclass(frozen=True)
class Row:
    """One centre as lists show it."""

    centre: CentreLine
    country: Any
    town: str
    topics: list[str]
    languages: list[str]


@require_GET
@asks(
    topic=one_of(EXPERTISE),
    language=one_of(tag for tag, _name in languages()),
    seats=a_number(1, 99_999),
    accredited=one_of("yes"),
    text=a_line(200),
)
def centres(request: HttpRequest) -> HttpResponse:
    """Who trains in the region, filtered by the address. `?format=` is a file."""
    choice = lists.chosen(request)
    one = {name: request.GET.get(name, "") for name in FILTERS}
    asked = CentreChoice(
        territory=choice.country,
        topic=one["topic"],
        language=one["language"],
        seats=int(one["seats"] or 0),
        accredited=one["accredited"] == "yes",
        text=choice.text,
    )
    found = queries.centres(request.viewer, on=choice.on, lang=choice.lang, choice=asked)
    lines = rows_of(found, choice)
    if choice.format:
        table = _table(request, lines, choice)
        return respond(request, table, filename="kerege-training-centres", format=choice.format)
    context = {
        "lines": lines,
        "choice": choice,
        "one": one,
        "topics": options(EXPERTISE, one["topic"]),
        "languages": [(tag, name, tag == one["language"]) for tag, name in languages()],
        "countries": lists.countries(choice.on, choice.lang),
        "may_keep": bool(owners_for(request.actor, Deed.KEEP_CENTRE)),
    }
    return render(request, "centres/centres.html", context)


@require_GET
def centre(request: HttpRequest, key: str) -> HttpResponse:
    """One centre: what it teaches, by whose leave, in which rooms, and who says to teach there."""
    choice = lists.chosen(request)
    page = centre_of(request, key, choice)
    line = page.line
    trainers = privacy.experts(request.viewer, on=choice.on, choice=ExpertChoice(centre=key), size=100).rows
    context = {
        "row": rows_of([line], choice)[0],
        "page": page,
        "rooms": [(room, said(ROOM_EQUIPMENT, room.equipment), said(ROOM_ACCESS, room.access)) for room in page.rooms],
        "lines": expert_rows(request.viewer, trainers, on=choice.on, lang=choice.lang),
        "may_see_any": not request.viewer.is_anonymous,
        "mine": keeps(request.actor, line.owner, line.organisation, deed=Deed.KEEP_CENTRE),
    }
    context["waiting"] = len(queries.room_requests(request.viewer, key)) if context["mine"] else 0
    return render(request, "centres/centre.html", context)


def centre_of(request: HttpRequest, key: str, choice: lists.Choice) -> CentrePage:
    """The centre that the reader may see. Refuses people.unknown_key in the same words where there is none."""
    page = queries.centre(request.viewer, key, on=choice.on, lang=choice.lang)
    if page is None:
        raise lists.not_there(gettext("training centre"), key)
    return page


def rows_of(found: Iterable[CentreLine], choice: lists.Choice) -> list[Row]:
    found = list(found)
    countries = lists.names_of({line.territory for line in found}, choice)
    towns = atlas.names_of_places({line.place for line in found if line.place}, on=choice.on, lang=choice.lang)
    spoken = dict(languages())
    return [
        Row(
            line,
            countries.get(line.territory),
            towns.get(line.place, ""),
            said(EXPERTISE, line.topics),
            [spoken.get(tag, tag) for tag in line.languages],
        )
        for line in found
    ]


def _table(request: HttpRequest, lines: list[Row], choice: lists.Choice) -> Table:
    told = [
        [
            *(line.centre.name, line.centre.key, line.country, line.town, "; ".join(line.topics)),
            *("; ".join(line.languages), line.centre.rooms, line.centre.seats or None),
            *(gettext("yes") if line.centre.accredited else "", line.centre.zone),
            gettext("yes") if line.centre.synthetic else "",
        ]
        for line in lines
    ]
    return lists.table(request.viewer, gettext("Training centres"), HEADINGS, told, choice)
