"""Kept searches for their owner, and what is new in them: as much as the owner may see when it is asked."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Any

from kerege.atlas import queries as atlas
from kerege.atlas.words import SubjectKind
from kerege.inventory.models import SavedSearch
from kerege.inventory.queries.facilities import Choice
from kerege.inventory.queries.finding import find, nearest
from kerege.inventory.queries.listing import facilities
from kerege.inventory.queries.offers import offers
from kerege.inventory.queries.requests import requests
from kerege.inventory.queries.wanted import Wanted
from kerege.inventory.rules.saved import KNOWN_AT_MOST, WEEK, new_ones, read
from kerege.inventory.words.saved import SEARCH_BROKEN, SearchPage
from kerege.lib.geo import Spot, box_of, spot_of
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.records.viewers import Viewer

NEAREST = 20


@dataclass(frozen=True)
class SearchLine:
    """A kept search. `broken` is what in its address is not understood any more; empty for a good one."""

    uid: str
    name: str
    page: SearchPage
    query: str
    weekly: bool
    made_on: date
    told_on: date | None
    broken: str


@dataclass(frozen=True)
class Find:
    """One thing that was found, by key and title, with the kind of page that it has."""

    key: str
    title: str
    page: str


@dataclass(frozen=True)
class News:
    """What is new in a search since its owner was told. `keys` are all that are found now; with `many` there are more
    than can be compared.
    """

    search: SearchLine
    new: tuple[Find, ...]
    keys: tuple[str, ...]
    many: bool = False

    @property
    def to_tell(self) -> bool:
        """Whether there is anything that the owner should read."""
        return bool(self.new or self.many or self.search.broken)


def searches(viewer: Viewer) -> list[SearchLine]:
    """The viewer's own, by name; nobody else's, and none for whoever looks as somebody else."""
    account = people.account_number(viewer.uid)
    rows = SavedSearch.objects.filter(account_id=account).order_by("name") if account is not None else []
    return [_line(row) for row in rows]


def accounts_to_tell(*, on: date) -> list[Any]:
    """The accounts that want to be told weekly and were not told for a week, by address."""
    due = SavedSearch.objects.filter(weekly=True).exclude(told_on__gt=on - timedelta(days=WEEK))
    return people.accounts_numbered(due.values_list("account_id", flat=True))


def news(viewer: Viewer, *, on: date, lang: str) -> list[News]:
    """What is new in the searches of which the viewer wants to be told and was not for a week. What is found for the
    first time is all that there is.
    """
    account = people.account_number(viewer.uid)
    if account is None:
        return []
    rows = SavedSearch.objects.filter(account_id=account, weekly=True).exclude(told_on__gt=on - timedelta(days=WEEK))
    return [_news(viewer, row, on, lang) for row in rows.order_by("name")]


def finds(viewer: Viewer, page: SearchPage, query: str, *, on: date, lang: str) -> list[Find]:
    """What a filter finds for the viewer, at most one more than can be compared. Refuses inventory.search_broken."""
    asked = _checked(page, query)
    if page == SearchPage.OFFERS:
        rows = offers(viewer, on=on, wanted=_wanted(asked))[: KNOWN_AT_MOST + 1]
        return [Find(row.key, row.title, "offer") for row in rows]
    if page == SearchPage.REQUESTS:
        asked_for = requests(viewer, on=on, wanted=_wanted(asked))[: KNOWN_AT_MOST + 1]
        return [Find(row.key, row.title, "help_request") for row in asked_for]
    lines = {SearchPage.FACILITIES: _listed, SearchPage.MAP: _mapped, SearchPage.WHO_CAN: _near}[page]
    return [Find(line.key, line.name, "facility") for line in lines(viewer, asked, on, lang)]


def _line(row: Any) -> SearchLine:
    return SearchLine(
        uid=str(row.uid),
        name=row.name,
        page=SearchPage(row.page),
        query=row.query,
        weekly=row.weekly,
        made_on=row.made_on,
        told_on=row.told_on,
        broken=_broken(row),
    )


def _broken(row: Any) -> str:
    try:
        _checked(SearchPage(row.page), row.query)
    except Refusal as refusal:
        return str(refusal.data.get("name", ""))
    return ""


def _checked(page: SearchPage, query: str) -> dict[str, str]:
    """The filters, with codes of the atlas that it still has. Refuses inventory.search_broken."""
    asked = read(page, query)
    for name, known in (("country", atlas.territory), ("unit", atlas.unit), ("place", atlas.place_record)):
        if name in asked:
            try:
                known(asked[name])
            except Refusal:
                raise Refusal(SEARCH_BROKEN, field="query", name=name) from None
    return asked


def _news(viewer: Viewer, row: Any, on: date, lang: str) -> News:
    line = _line(row)
    if line.broken:
        return News(line, (), ())
    try:
        found = finds(viewer, line.page, line.query, on=on, lang=lang)
    except Refusal as refusal:  # a town that the gazetteer has lost: the letter goes on and says so
        return News(replace(line, broken=str(refusal.data.get("name", ""))), (), ())
    if len(found) > KNOWN_AT_MOST:
        return News(line, (), (), many=True)
    by_key = {each.key: each for each in found}
    fresh = new_ones(by_key, row.known)
    return News(line, tuple(by_key[key] for key in fresh), tuple(by_key))


def _wanted(asked: dict[str, str]) -> Wanted:
    return Wanted(
        territory=asked.get("country", ""),
        kind=asked.get("kind", ""),
        state=asked.get("status", ""),
        language=asked.get("language", ""),
        text=asked.get("text", ""),
        urgency=asked.get("urgency", ""),
    )


def _choice(asked: dict[str, str]) -> Choice:
    several = {
        "country": "territories",
        "kind": "kinds",
        "sector": "sectors",
        "capability": "capabilities",
        "standing": "standings",
        "ownership": "ownerships",
        "unit": "units",
        "place": "places",
    }
    told: dict[str, Any] = {field: (asked[name],) for name, field in several.items() if name in asked}
    told |= {name: asked[name] for name in ("language", "text") if name in asked}
    if "stale" in asked:
        told["stale"] = asked["stale"] == "yes"
    if "bbox" in asked:
        box = box_of(asked["bbox"])
        told["box"] = (box.west, box.south, box.east, box.north)
    return Choice(**told)


def _listed(viewer: Viewer, asked: dict[str, str], on: date, lang: str) -> Iterator[Any]:
    after, given = "", 0
    while given <= KNOWN_AT_MOST:
        page = facilities(viewer, on=on, choice=_choice(asked), lang=lang, after=after, size=500)
        yield from page.rows
        given, after = given + len(page.rows), page.after
        if not after:
            return


def _mapped(viewer: Viewer, asked: dict[str, str], on: date, lang: str) -> Iterator[Any]:
    number = 1
    while True:
        found = find(viewer, on=on, lang=lang, choice=_choice(asked), page=number, size=200)
        yield from (hit.line for hit in found.hits)
        number += 1
        if number > found.pages or number * 200 > KNOWN_AT_MOST + 400:
            return


def _near(viewer: Viewer, asked: dict[str, str], on: date, lang: str) -> Iterator[Any]:
    """The nearest ones; without a place from which to measure, those of the choice."""
    spot = _spot(asked.get("near", ""), on, lang)
    if spot is None:
        yield from _listed(viewer, asked, on, lang)
        return
    for hit in nearest(viewer, spot, on=on, lang=lang, choice=_choice(asked), size=NEAREST):
        yield hit.line


def _spot(typed: str, on: date, lang: str) -> Spot | None:
    if not typed:
        return None
    if any(c.isdigit() for c in typed):
        try:
            return spot_of(typed, field="near")
        except Refusal:
            raise Refusal(SEARCH_BROKEN, field="query", name="near") from None
    hits = atlas.search_names(typed, on=on, lang=lang, kinds=[SubjectKind.PLACE.value], limit=1)
    if not hits:
        raise Refusal(SEARCH_BROKEN, field="query", name="near")
    town = atlas.place(hits[0].key, on=on, lang=lang)
    return Spot(town.latitude, town.longitude)
