"""What a reader asks of the list of facilities, and the list with what its filters would leave."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from kerege.atlas import queries as atlas
from kerege.inventory import queries
from kerege.inventory.queries import Choice, FacilityLine
from kerege.records.viewers import Viewer
from kerege.web.activities import lists
from kerege.web.finding import asking
from kerege.web.inventory.wording import options

LONGEST_FILE = 20_000


@dataclass(frozen=True)
class Asked:
    """The address: `wanted` is the choice, read as the map reads it, `base` has order and format, `after` the mark."""

    base: lists.Choice
    wanted: asking.Asked
    after: str

    @property
    def choice(self) -> Choice:
        return self.wanted.choice

    @property
    def said(self) -> Mapping[str, str]:
        return self.wanted.said


def asked(request: HttpRequest) -> Asked:
    """Refuses what `finding.asking.asked` and `activities.lists.chosen` refuse."""
    return Asked(lists.chosen(request), asking.asked(request), request.GET.get("after", ""))


def filters(viewer: Viewer, asked_for: Asked) -> dict[str, Any]:
    """The selects of the list with how many facilities each of their values would leave."""
    wanted = asked_for.wanted
    counts = queries.facets(viewer, on=wanted.on, choice=wanted.choice, lang=wanted.lang)
    return {
        each.field: options(each.words, wanted.said.get(each.name, ""), counts.get(each.field))
        for each in asking.VOCABULARIES
    }


def all_lines(viewer: Viewer, asked_for: Asked) -> Iterator[FacilityLine]:
    """Every facility of the choice, for a file; at most LONGEST_FILE."""
    base, after, given = asked_for.base, "", 0
    while True:
        page = queries.facilities(
            viewer, on=base.on, choice=asked_for.choice, lang=base.lang, order=base.sort, after=after, size=500
        )
        yield from page.rows
        given += len(page.rows)
        after = page.after
        if not after or given >= LONGEST_FILE:
            return


@dataclass(frozen=True)
class Named:
    """The names of what lines point to, asked for once: countries as designated, towns, regions, organisations."""

    countries: dict[str, Any]
    places: dict[str, str]
    units: dict[str, str]
    organisations: dict[str, str]


def named(found: list[FacilityLine], choice: lists.Choice) -> Named:
    on, lang = choice.on, choice.lang
    return Named(
        lists.names_of({line.territory for line in found}, choice),
        atlas.names_of_places({line.place for line in found if line.place}, on=on, lang=lang),
        atlas.names_of_units({line.unit for line in found if line.unit}, on=on, lang=lang),
        lists.organisation_names({line.organisation for line in found}, choice),
    )
