"""The regional list of experts, and the own entry."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any

from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.lib.geo import Spot, distance_km, rounded_km
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import fold
from kerege.privacy.models import ListedField, Listing
from kerege.privacy.words.experts import VOCABULARIES, Shown
from kerege.records.personal import looked_at_person
from kerege.records.viewers import Viewer

ONESELF = Viewer(uid="oneself", everywhere=Sensitivity.RESTRICTED)
"""Reads what is about the person who asks, and nothing else: every query with it is filtered by that person."""
WITHIN_TOWN_M, WITHIN_UNIT_M = 10_000, 100_000
"""How far somebody may be from the middle of the town or of the region that they show."""


@dataclass(frozen=True)
class ExpertChoice:
    """Which experts; empty means all. `teaching` is a language; `place` the key of a town, `unit` the code of a region.
    `near` orders them by distance from there, those who show no place last.
    """

    text: str = ""
    owner: str = ""
    expertise: str = ""
    role: str = ""
    teaching: str = ""
    reserve: str = ""
    unit: str = ""
    place: str = ""
    centre: str = ""
    near: Spot | None = None


@dataclass(frozen=True)
class Listed:
    """Somebody who chose to be found. What was not chosen, or is not for this reader, is empty.

    `ends` says of each field that is shown until when, `national` which are for the own country only. `km` is the
    distance that was asked for, rounded to what the place is worth; None where none is shown.
    """

    uid: str
    owner: str
    name: str
    organisation: str
    languages: str
    topics: str
    expertise: tuple[str, ...]
    roles: tuple[str, ...]
    teaching: tuple[str, ...]
    reserve: str
    place: str
    unit: str
    centres: tuple[str, ...]
    contact: str
    since: date
    until: date
    synthetic: bool
    ends: Mapping[str, date] = field(default_factory=dict)
    national: frozenset[str] = frozenset()
    km: float | None = None


@dataclass(frozen=True)
class Experts:
    """Some of those who were found, and how many there are. Whoever is in `rows` is told that somebody looked."""

    rows: list[Listed]
    total: int


def experts(
    viewer: Viewer, *, on: date, choice: ExpertChoice | None = None, start: int = 0, size: int = 500
) -> Experts:
    """Who chose to be found on the day and still does, with what this viewer may see of each; by any word, in any
    script, and by codes.

    An entry or a field that is over, or was withdrawn, is read for no day: what was agreed to ended with it. A field
    that is not for this viewer finds nobody either. Five queries at most, whatever their number.
    """
    asked = choice or ExpertChoice()
    found = [pair for pair in everybody_seen(viewer, on=on, owner=asked.owner) if _chosen(pair[1], asked)]
    if asked.text.strip():
        found = _with_text(found, asked.text, on=on)
    if asked.near is not None:
        found = by_distance(found, asked.near, on=on)
    shown = found[start : start + size]
    for person, _ in shown:
        looked_at_person(person)
    return Experts([line for _, line in shown], len(found))


def experts_by_owner(viewer: Viewer, *, on: date, choice: ExpertChoice | None = None) -> dict[str, int]:
    """How many of a choice there are in each country, as far as the viewer may see them. It shows nobody."""
    asked = choice or ExpertChoice()
    found = [pair for pair in everybody_seen(viewer, on=on, owner=asked.owner) if _chosen(pair[1], asked)]
    return dict(Counter(line.owner for _, line in found))


def listed_by_name(viewer: Viewer, text: str, *, on: date, most: int = 20) -> list[Listed]:
    """Those who chose to be found, by any part of the name that they show to this viewer. Whoever is among them is told
    that somebody looked.
    """
    asked = fold(text)
    shown = everybody_seen(viewer, on=on, owner="") if asked else []
    found = [(person, line) for person, line in shown if asked in fold(line.name)][:most]
    for person, _ in found:
        looked_at_person(person)
    return [line for _, line in found]


def names_of_listings(viewer: Viewer, uids: Iterable[str], *, on: date) -> dict[str, str]:
    """The names that these entries show to this viewer on the day. Whoever has one is told that somebody looked."""
    wanted = set(uids)
    shown = everybody_seen(viewer, on=on, owner="") if wanted else []
    found = [(person, line) for person, line in shown if line.uid in wanted and line.name]
    for person, _ in found:
        looked_at_person(person)
    return {line.uid: line.name for _, line in found}


def person_of_listing(viewer: Viewer, uid: str, *, on: date) -> int | None:
    """The number of the person of an entry whose name this viewer reads on the day; None for every other."""
    found = (person for person, line in everybody_seen(viewer, on=on, owner="") if line.uid == uid and line.name)
    return next(found, None)


def my_listing(account: Any) -> Listed | None:
    """What the person of this account shows now."""
    if account.person_id is None:
        return None
    row = Listing.objects.seen_by(ONESELF).filter(person_id=account.person_id).one()
    if row is None:
        return None
    fields = ListedField.objects.seen_by(ONESELF).filter(listing_id=row.id).seen()
    return _line(row, fields)


def everybody_seen(viewer: Viewer, *, on: date, owner: str) -> list[tuple[int, Listed]]:
    """Everybody of whom the viewer may see something, with the number of the person, by country and name."""
    rows = Listing.objects.seen_by(viewer).filter(start__lte=on, until__gt=on)
    if owner:
        rows = rows.filter(owner=owner)
    shown: defaultdict[int, list[Any]] = defaultdict(list)
    for each in ListedField.objects.seen_by(viewer).filter(until__gt=on).order_by("id").seen():
        shown[each.listing_id].append(each)
    found = [(row.person_id, _line(row, shown[row.id])) for row in rows.order_by("id").seen() if shown[row.id]]
    return sorted(found, key=lambda pair: (pair[1].owner, pair[1].name, pair[1].uid))


def _line(row: Any, fields: Iterable[Any]) -> Listed:
    told = {each.field: each for each in fields}

    def value(what: Shown) -> str:
        return str(told[what].value) if what in told else ""

    kind, _, where = value(Shown.PLACE).partition(" ")
    return Listed(
        uid=str(row.uid),
        owner=row.owner,
        name=value(Shown.NAME),
        organisation=value(Shown.ORGANISATION),
        languages=value(Shown.LANGUAGES),
        topics=value(Shown.TOPICS),
        expertise=tuple(value(Shown.EXPERTISE).split()),
        roles=tuple(value(Shown.ROLES).split()),
        teaching=tuple(value(Shown.TEACHING).split()),
        reserve=value(Shown.RESERVE),
        place=where if kind == "place" else "",
        unit=where if kind == "unit" else "",
        centres=tuple(value(Shown.CENTRES).split()),
        contact=value(Shown.CONTACT),
        since=row.start,
        until=max((each.until for each in told.values()), default=row.until),
        synthetic=row.synthetic,
        ends={name: each.until for name, each in told.items()},
        national=frozenset(name for name, each in told.items() if each.label == Sensitivity.NATIONAL),
    )


# -- which of them -----------------------------------------------------------------------------------------------------


def _chosen(line: Listed, asked: ExpertChoice) -> bool:
    """Whether every filter is met by what is shown."""
    several = (
        (asked.expertise, line.expertise),
        (asked.role, line.roles),
        (asked.teaching, line.teaching),
        (asked.centre, line.centres),
    )
    one = ((asked.reserve, line.reserve), (asked.unit, line.unit), (asked.place, line.place))
    return all(not code or code in codes for code, codes in several) and all(
        not code or code == shown for code, shown in one
    )


def _with_text(found: list[tuple[int, Listed]], text: str, *, on: date) -> list[tuple[int, Listed]]:
    """Those of whom every word stands somewhere in what is shown: codes by their names too, places by theirs."""
    towns = atlas.names_of_places({line.place for _, line in found if line.place}, on=on, lang="en")
    words = fold(text).split()
    return [pair for pair in found if _holds(pair[1], words, towns)]


def _holds(line: Listed, words: list[str], towns: Mapping[str, str]) -> bool:
    said = [line.name, line.organisation, line.languages, line.topics, towns.get(line.place, "")]
    for what, codes in ((Shown.EXPERTISE, line.expertise), (Shown.ROLES, line.roles)):
        names = [VOCABULARIES[what][code] for code in codes if code in VOCABULARIES[what]]
        said += [*names, *(gettext(name) for name in names)]
    shown = fold(" ".join(said))
    return bool(words) and all(word in shown for word in words)


def by_distance(found: list[tuple[int, Listed]], near: Spot, *, on: date) -> list[tuple[int, Listed]]:
    """The nearest first, along the great circle, to the middle of the town or region that is shown."""
    spots = _spots([line for _, line in found], on=on)
    told = [(person, replace(line, km=_km(near, spots.get(line.place or line.unit)))) for person, line in found]
    return sorted(told, key=lambda pair: (pair[1].km is None, pair[1].km or 0.0, pair[1].name, pair[1].uid))


def _spots(lines: list[Listed], *, on: date) -> dict[str, tuple[Spot, int]]:
    towns = {line.place for line in lines if line.place}
    found = {
        p.key: (Spot(p.latitude, p.longitude), WITHIN_TOWN_M) for p in atlas.places(on=on, lang="en") if p.key in towns
    }
    for code in sorted({line.unit for line in lines if line.unit}):
        middle = atlas.middle_of(atlas.unit(code))
        if middle is not None:
            found[code] = (Spot(*middle), WITHIN_UNIT_M)
    return found


def _km(near: Spot, there: tuple[Spot, int] | None) -> float | None:
    return None if there is None else rounded_km(distance_km(near, there[0]), within_m=there[1])
