"""What a reader asks of the list of facilities, and the list with what its filters would leave."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest

from kerege.atlas import queries as atlas
from kerege.inventory import queries
from kerege.inventory.queries import Choice, FacilityLine
from kerege.inventory.words import CAPABILITIES, FACILITY_KINDS, OWNERSHIPS, SECTORS, STANDINGS
from kerege.records.viewers import Viewer
from kerege.web.activities import lists
from kerege.web.inventory.wording import options

FILTERS = ("kind", "sector", "capability", "standing", "ownership", "language", "unit", "place")
LONGEST_FILE = 20_000


@dataclass(frozen=True)
class Asked:
    """The address as a choice: `base` has day, language, country, text and order; `one` the filters by name."""

    base: lists.Choice
    one: dict[str, str]
    stale: bool | None
    after: str

    @property
    def choice(self) -> Choice:
        def some(name: str) -> tuple[str, ...]:
            return (self.one[name],) if self.one[name] else ()

        return Choice(
            territories=(self.base.country,) if self.base.country else (),
            kinds=some("kind"),
            sectors=some("sector"),
            capabilities=some("capability"),
            standings=some("standing"),
            ownerships=some("ownership"),
            units=some("unit"),
            places=some("place"),
            language=self.one["language"],
            text=self.base.text,
            stale=self.stale,
        )

    @property
    def narrowed(self) -> bool:
        """Whether anything but the country was chosen."""
        return bool(any(self.one.values()) or self.base.text or self.stale is not None)


def asked(request: HttpRequest) -> Asked:
    """Refuses what `activities.lists.chosen` refuses. A filter that is too long to be a code leaves nothing."""
    one = {name: request.GET.get(name, "").strip()[:60] for name in FILTERS}
    stale = {"yes": True, "no": False}.get(request.GET.get("stale", ""))
    return Asked(lists.chosen(request), one, stale, request.GET.get("after", ""))


def filters(viewer: Viewer, asked_for: Asked) -> dict[str, Any]:
    """The selects of the list with how many facilities each of their values would leave."""
    counts = queries.facets(viewer, on=asked_for.base.on, choice=asked_for.choice)
    one = asked_for.one
    return {
        "kinds": options(FACILITY_KINDS, one["kind"], counts["kinds"]),
        "sectors": options(SECTORS, one["sector"], counts["sectors"]),
        "capabilities": options(CAPABILITIES, one["capability"], counts["capabilities"]),
        "standings": options(STANDINGS, one["standing"], counts["standings"]),
        "ownerships": options(OWNERSHIPS, one["ownership"], counts["ownerships"]),
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
