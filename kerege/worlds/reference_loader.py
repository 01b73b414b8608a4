"""Loading the reference data: what every node knows from its first start, through the actions that people use.

The tables are in `reference/`, with their README; codes and names of countries and units come from pycountry.
Loading again changes nothing and writes no act.
"""

import csv
import gettext
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pycountry

from kerege.atlas import actions as atlas
from kerege.atlas.actions import NameRow, PlaceRow, SourceRow, TerritoryRow, UnitRow, uid_of
from kerege.journal import queries as journal
from kerege.lib.stated import read_day
from kerege.lib.text import NEAR, fold, near_folded
from kerege.people.rules import REGION, Actor
from kerege.privacy import actions as privacy
from kerege.privacy import queries as privacy_queries

HERE = Path(__file__).resolve().parent / "reference"
COUNTRIES_WITH_UNITS = ("KZ", "KG", "TJ", "UZ", "AF", "MN", "PK")
# The language tags under which the library's catalogues are kept here.
CATALOGUES = {
    "ru": "ru",
    "kk": "kk",
    "ky": "ky",
    "uz": "uz-Latn",
    "tg": "tg",
    "mn": "mn",
    "fa": "fa",
    "ps": "ps",
    "ur": "ur",
}


def load_reference(*, by: Actor) -> dict[str, int]:
    """Bring the node's reference data up to this release; gives back how many rows of each kind were written.

    Refuses what the actions of `atlas` refuse. What people recorded since (a name, the end of a membership) stays.
    """
    return {
        "sources": atlas.record_sources(by=by, rows=_sources()),
        "territories": atlas.record_territories(by=by, rows=_territories()),
        "regions": _acts_of(_record_regions, by),
        "units": atlas.record_units(by=by, rows=_units()),
        "places": atlas.record_places(by=by, rows=_places()),
        "terms": _acts_of(_record_terms, by),
        "names": atlas.record_names(by=by, rows=_names()),
        "designations": _acts_of(_record_designations, by),
        "project records": _acts_of(_record_projects, by),
        "participations": _acts_of(_record_participations, by),
        "memberships": _acts_of(_record_memberships, by),
        "standard records": _acts_of(_record_standards, by),
        "purposes of processing": _acts_of(_record_processings, by),
        "texts to agree to": _acts_of(publish_consent_texts, by),
        "times of retention": _acts_of(_set_retention, by),
    }


def _acts_of(step: Callable[[Actor], None], by: Actor) -> int:
    """How many acts the step wrote; each of them records one row."""
    before = _last_act()
    step(by)
    return _last_act() - before


def _last_act() -> int:
    newest = journal.acts(owners=None, limit=1)
    return newest[0].seq if newest else 0


def table(name: str) -> list[dict[str, str]]:
    """The rows of one table, as text."""
    with (HERE / name).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


# -- lists that come in with one act each ------------------------------------------------------------------------------


def _sources() -> Iterator[SourceRow]:
    for row in table("sources.csv"):
        addresses = row["addresses"].replace(" ", "\n")
        yield SourceRow(
            row["key"],
            row["title"],
            addresses,
            read_day(row["page_date"], field="page_date"),
            row["page_date_text"],
            row["note"],
        )


def _territories() -> Iterator[TerritoryRow]:
    own = {row["code"]: row for row in table("territories.csv")}
    for land in sorted(pycountry.countries, key=lambda c: c.alpha_3):
        if land.alpha_3 not in own:
            yield TerritoryRow(land.alpha_3, land.alpha_2, land.numeric)
    for row in own.values():
        yield TerritoryRow(row["code"], row["alpha2"], row["numeric"], row["kind"])


def _units() -> Iterator[UnitRow]:
    started = {row["code"]: row["start"] for row in table("units.csv")}
    for unit in _iso_units():
        yield UnitRow(unit.country.alpha_3, unit.code, unit.type, started.get(unit.code) or None)


def _iso_units() -> list[Any]:
    found = (unit for code in COUNTRIES_WITH_UNITS for unit in pycountry.subdivisions.get(country_code=code))
    return sorted(found, key=lambda unit: unit.code)


def _places() -> Iterator[PlaceRow]:
    for row in table("gazetteer.csv"):
        yield PlaceRow(
            row["key"],
            row["territory"],
            row["unit"],
            float(row["latitude"]),
            float(row["longitude"]),
            int(row["population"]),
            "GEONAMES",
        )


def _names() -> Iterator[NameRow]:
    yield from _territory_names()
    yield from _unit_names()
    yield from _place_names()
    yield from _term_names()
    for row in table("regions.csv"):
        yield NameRow(
            uid_of("region", row["code"]), "region", row["lang"], row["text"], row["kind"], source=row["source"]
        )


def _territory_names() -> Iterator[NameRow]:
    """Our own table first; the library's names only where it is silent, and never for a designated territory."""
    own = table("territory_names.csv")
    settled = {(row["code"], row["lang"]) for row in own if row["kind"] == "preferred"}
    designated = {row["territory"] for row in table("designations.csv")}
    for row in own:
        uid = uid_of("territory", row["code"])
        yield NameRow(uid, "territory", row["lang"], row["text"], row["kind"], source=row["source"])
    for land in sorted(pycountry.countries, key=lambda c: c.alpha_3):
        if land.alpha_3 in designated:
            continue
        for lang, text, kind in _library_names(land):
            if kind != "preferred" or (land.alpha_3, lang) not in settled:
                uid = uid_of("territory", land.alpha_3)
                yield NameRow(uid, "territory", lang, text, kind, source="ISO3166")


def _library_names(land: Any) -> Iterator[tuple[str, str, str]]:
    shown = getattr(land, "common_name", land.name)
    yield "en", shown, "preferred"
    if land.name != shown:
        yield "en", land.name, "alternative"
    if hasattr(land, "official_name"):
        yield "en", land.official_name, "official"
    for catalogue, lang in CATALOGUES.items():
        text = _translated(catalogue, shown) or _translated(catalogue, land.name)
        if text:
            yield lang, text, "preferred"


def _translated(catalogue: str, text: str) -> str:
    """The library's translation; empty where it has none, so that English never poses as another language."""
    found = _catalogue(catalogue).gettext(text)
    return "" if found == text else found


_catalogues: dict[str, gettext.NullTranslations] = {}


def _catalogue(lang: str) -> gettext.NullTranslations:
    if lang not in _catalogues:
        _catalogues[lang] = gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[lang])
    return _catalogues[lang]


def _unit_names() -> Iterator[NameRow]:
    for row in table("units.csv"):
        uid = uid_of("unit", row["code"])
        yield NameRow(uid, "unit", "en", row["en"], source="GENERAL")
        yield NameRow(uid, "unit", "ru", row["ru"], source="GENERAL")
    for unit in _iso_units():
        yield NameRow(uid_of("unit", unit.code), "unit", "und-Latn", unit.name, "official", source="ISO3166")


def _place_names() -> Iterator[NameRow]:
    own = table("town_names.csv")
    for row in own:
        yield NameRow(
            uid_of("place", row["place"]),
            "place",
            row["lang"],
            row["text"],
            row["kind"],
            row["start"] or None,
            row["end"] or None,
            row["source"],
        )
    settled: dict[str, list[str]] = {}
    for row in own:
        settled.setdefault(row["place"], []).append(fold(row["text"]))
    english = {row["place"] for row in own if row["lang"] == "en"}
    for row in table("gazetteer.csv"):
        yield from _gazetteer_names(row, settled.get(row["key"], []), english=row["key"] not in english)


def _gazetteer_names(row: dict[str, str], settled: list[str], *, english: bool) -> Iterator[NameRow]:
    """GeoNames does not say when a spelling was in use, so where our own table has names of a place, dated where they
    have to be, only spellings of other names are taken. Its own name is the English one where our table has none."""
    uid = uid_of("place", row["key"])
    if english:
        yield NameRow(uid, "place", "en", row["name"], source="GEONAMES")
        settled = [*settled, fold(row["name"])] if settled else settled
    for spelling in [row["name"], *filter(None, row["spellings"].split("|"))]:
        key = fold(spelling)
        if key == fold(row["name"]) and english:
            continue
        if key and all(near_folded(key, known) < NEAR for known in settled):
            yield NameRow(uid, "place", _undetermined(spelling), spelling, "alternative", source="GEONAMES")


def _undetermined(spelling: str) -> str:
    """The script without a language: GeoNames' package does not say in which language a spelling is."""
    first = next((c for c in spelling if c.isalpha()), "a")
    if "\u0400" <= first <= "\u052f":
        return "und-Cyrl"
    return "und-Arab" if "\u0600" <= first <= "\u06ff" else "und-Latn"


def _term_names() -> Iterator[NameRow]:
    for row in table("terms.csv"):
        uid = uid_of("term", row["scheme"], row["code"])
        yield NameRow(uid, "term", "en", row["en"], source=row["source"])
        yield NameRow(uid, "term", "ru", row["ru"], source="KEREGE")
        for synonym in filter(None, row["synonyms_en"].split("|")):
            yield NameRow(uid, "term", "en", synonym, "alternative", source="GENERAL")


# -- what has an act of its own ----------------------------------------------------------------------------------------


def _record_regions(by: Actor) -> None:
    for row in table("regions.csv"):
        atlas.record_region(by=by, code=row["code"], position=int(row["position"]))


def _record_terms(by: Actor) -> None:
    for row in table("terms.csv"):
        atlas.record_term(
            by=by,
            scheme=row["scheme"],
            code=row["code"],
            position=int(row["position"]),
            source=row["source"],
        )


def _record_designations(by: Actor) -> None:
    for row in table("designations.csv"):
        atlas.designate(by=by, **row)


def _record_projects(by: Actor) -> None:
    for row in table("projects.csv"):
        key, source = row["key"], row["source"]
        start, end = row["start"] or None, row["end"] or None
        atlas.record_project(by=by, key=key, source=source, start=start, end=end, date_text=row["date_text"])
        for region in row["regions"].split():
            atlas.record_project_region(by=by, project=key, region=region, source=source)
        for scheme, codes in (("cbrn_area", row["areas"]), ("cbrn_category", row["categories"])):
            for position, code in enumerate(codes.split(), start=1):
                atlas.tag_project(by=by, project=key, scheme=scheme, code=code, source=source, position=position)
    for row in table("project_texts.csv"):
        passage: dict[str, Any] = {**row, "position": int(row["position"])}
        atlas.record_project_text(by=by, **passage)


def _record_participations(by: Actor) -> None:
    for row in table("participations.csv"):
        atlas.add_participation(by=by, **_open(row))


def _record_memberships(by: Actor) -> None:
    for row in table("memberships.csv"):
        shown_by = read_day(row["shown_by"], field="shown_by")
        atlas.add_membership(by=by, **{**_open(row), "shown_by": shown_by})


def _record_standards(by: Actor) -> None:
    rows = table("standards.csv")
    for row in rows:
        atlas.record_standard(by=by, key=row["standard"], issuer=row["issuer"], title=row["title"])
        atlas.record_edition(
            by=by,
            standard=row["standard"],
            edition=row["edition"],
            start=row["start"],
            source=row["source"],
        )
    for row in rows:
        if row["newer_edition"]:
            atlas.replace_edition(
                by=by,
                standard=row["standard"],
                edition=row["edition"],
                newer_standard=row["newer_standard"],
                newer_edition=row["newer_edition"],
                on=row["replaced_on"],
            )


def _record_processings(by: Actor) -> None:
    """One entry of the register of processing for each key, with a text for each of its languages."""
    entries: dict[str, list[dict[str, str]]] = {}
    for row in table("processing.csv"):
        entries.setdefault(row["key"], []).append(row)
    parts = ("lang", "purpose", "whose", "recipients", "retention", "place")
    for key, rows in entries.items():
        privacy.record_processing(
            by=by,
            owner=REGION,
            key=key,
            position=int(rows[0]["position"]),
            basis=rows[0]["basis"],
            categories=rows[0]["categories"].split(),
            texts=[privacy.Told(**{part: row[part] for part in parts}) for row in rows],
        )


def _set_retention(by: Actor) -> None:
    """Only where nobody set it: what an administrator chose stays."""
    known = privacy_queries.retention_days()
    for row in table("retention.csv"):
        if row["key"] not in known:
            privacy.set_retention(by=by, key=row["key"], days=int(row["days"]))


def publish_consent_texts(by: Actor) -> None:
    """Publish the texts to which people agree, as consents.csv has them; those that are there change nothing."""
    versions: dict[tuple[str, str, str], list[privacy.Wording]] = {}
    for row in table("consents.csv"):
        wording = privacy.Wording(row["lang"], row["title"], row["text"])
        versions.setdefault((row["key"], row["version"], row["since"]), []).append(wording)
    for (key, version, since), wordings in versions.items():
        privacy.publish_consent_text(
            by=by, key=key, version=int(version), since=date.fromisoformat(since), wordings=wordings
        )


def _open(row: dict[str, str]) -> dict[str, Any]:
    """The row with None for a start or end that is not known."""
    return {**row, "start": row["start"] or None, "end": row["end"] or None}
