"""The names of a territory's units and towns, language by language."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from kerege.atlas.models import AdminUnit, Name, Place, Territory
from kerege.atlas.words import ATLAS, NameKind
from kerege.lib.periods import Period
from kerege.lib.text import fold
from kerege.records.keeping import kept_until_written


def local_names(territory: str, *, langs: Collection[str], on: date) -> dict[str, dict[str, str]]:
    """Of every unit (by code) and town (by key) its preferred name on the day in each of the languages that has one.

    No language stands in for another here: what is missing has no name in it.
    """
    asked = f"atlas.local_names {territory} {sorted(langs)} {on}"
    return kept_until_written(asked, lambda: _local_names(territory, langs, on), by=ATLAS)


@dataclass(frozen=True)
class Gazetteer:
    """Every name that a territory's units and towns have or had, in any language and folded: unit codes, and towns'
    keys with latitude and longitude. A name that several share stands for the largest town, and for no unit.
    """

    units: dict[str, str]
    towns: dict[str, tuple[str, float, float]]


def gazetteer(territory: str) -> Gazetteer:
    """What may be meant by the name of a region or town in a list of this territory."""
    return kept_until_written(f"atlas.gazetteer {territory}", lambda: _gazetteer(territory), by=ATLAS)


def _gazetteer(territory: str) -> Gazetteer:
    units: dict[UUID, str] = dict(AdminUnit.objects.filter(territory_id=territory).values_list("uid", "code"))
    places = Place.objects.filter(territory_id=territory).order_by("population")
    towns = {p.uid: (p.key, float(p.latitude), float(p.longitude)) for p in places}
    called: dict[str, set[str]] = {}
    found: dict[UUID, set[str]] = {}
    for uid, folded in Name.objects.filter(subject_uid__in=[*units, *towns]).values_list("subject_uid", "folded"):
        found.setdefault(uid, set()).add(folded)
        if uid in units:
            called.setdefault(folded, set()).add(units[uid])
    return Gazetteer(
        {name: codes.pop() for name, codes in called.items() if len(codes) == 1}
        | {c.casefold(): c for c in units.values()},
        {name: town for uid, town in towns.items() for name in found.get(uid, ())},
    )


def territory_codes() -> dict[str, str]:
    """The code of every territory by each of its names in any language, folded, and by its codes of two and three
    letters.
    """
    return kept_until_written("atlas.territory_codes", _territory_codes, by=ATLAS)


def _territory_codes() -> dict[str, str]:
    rows = list(Territory.objects.values_list("uid", "code", "alpha2"))
    codes = {uid: code for uid, code, _ in rows}
    names = Name.objects.filter(subject_uid__in=list(codes)).values_list("folded", "subject_uid")
    found = {folded: codes[uid] for folded, uid in names}
    return found | {fold(said): code for _, code, alpha2 in rows for said in (code, alpha2) if said}


def _local_names(territory: str, langs: Collection[str], on: date) -> dict[str, dict[str, str]]:
    keys: dict[UUID, str] = dict(AdminUnit.objects.filter(territory_id=territory).values_list("uid", "code"))
    keys |= dict(Place.objects.filter(territory_id=territory).values_list("uid", "key"))
    rows = Name.objects.filter(subject_uid__in=list(keys), lang__in=list(langs), kind=NameKind.PREFERRED)
    found: dict[str, dict[str, str]] = {}
    for uid, lang, text, start, end in rows.values_list("subject_uid", "lang", "text", "start", "end"):
        if Period(start, end).holds(on):
            found.setdefault(keys[uid], {})[lang] = text
    return found
