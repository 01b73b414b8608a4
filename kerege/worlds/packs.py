"""Country packs: what is particular to a country, as data. docs/how-to/make-a-country-pack.md is for who writes one."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from kerege.atlas import actions as atlas
from kerege.atlas import queries as places
from kerege.atlas.actions import NameRow, uid_of
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.worlds import words
from kerege.worlds.rules import Refused, read_sheet, text

_HERE = Path(__file__).resolve().parent
PASSPORT = "pack.toml"
NAMES = "data/names.csv"
COLUMNS = dict.fromkeys(("kind", "subject", "lang", "text", "name_kind", "start", "end", "note"), text)
REQUIRED = frozenset({"kind", "subject", "lang", "text", "name_kind"})


@dataclass(frozen=True)
class Pack:
    """A pack's passport. `languages` are the languages that its names may be in, the country's first one first."""

    folder: Path
    territory: str
    version: str
    languages: tuple[str, ...]


def home() -> Path:
    """Where the packs are: beside the program in a checkout, inside it in a wheel."""
    inside = _HERE / "countries"
    return inside if inside.is_dir() else _HERE.parent.parent / "countries"


def packs(folder: Path | None = None) -> list[Pack]:
    """All packs, by folder. Refuses worlds.bad_passport for a pack.toml that cannot be used."""
    return [read_pack(path.parent) for path in sorted((folder or home()).glob(f"*/{PASSPORT}"))]


def read_pack(folder: Path) -> Pack:
    """The passport of one pack. Refuses worlds.bad_passport, and atlas.unknown_code for a territory that is none."""
    try:
        told: dict[str, Any] = tomllib.loads((folder / PASSPORT).read_text(encoding="utf-8"))
        pack = Pack(folder, str(told["territory"]), str(told["version"]), tuple(told["languages"]))
    except (KeyError, TypeError, UnicodeDecodeError, tomllib.TOMLDecodeError) as fault:
        raise Refusal(words.BAD_PASSPORT, reason=f"{folder.name}/{PASSPORT}: {fault}") from None
    places.territory(pack.territory)
    return pack


def load_pack(pack: Pack, *, by: Actor) -> tuple[int, list[Refused]]:
    """Bring in the pack's names: how many were new, and the rows that were refused. Loading again changes nothing."""
    file = pack.folder / NAMES
    if not file.is_file():
        return 0, []
    sheet = read_sheet(f"{pack.folder.name}/{NAMES}", file.read_bytes(), columns=COLUMNS, required=REQUIRED)
    new, refused = 0, list(sheet.refused)
    known = {kind: _known(pack.territory, kind) for kind in ("territory", "unit", "place")}
    for row in sheet.rows:
        try:
            new += atlas.record_names(by=by, rows=[_name(pack, row.cells, known)])
        except Refusal as refusal:
            refused.append(Refused(f"{pack.folder.name}/{NAMES}", row.number, refusal.field or "", refusal))
    return new, refused


def _name(pack: Pack, cells: Mapping[str, str], known: Mapping[str, frozenset[str]]) -> NameRow:
    if cells["lang"] not in pack.languages:
        raise Refusal(words.FOREIGN_LANGUAGE, field="lang", lang=cells["lang"], languages=", ".join(pack.languages))
    kind, subject = cells["kind"], cells["subject"]
    if subject not in known.get(kind, ()):
        raise Refusal(words.NOT_OF_THIS_COUNTRY, field="subject", kind=kind, subject=subject, territory=pack.territory)
    return NameRow(
        subject_uid=uid_of(kind, subject),
        subject_kind=kind,
        lang=cells["lang"],
        text=cells["text"],
        kind=cells["name_kind"],
        start=cells.get("start") or None,
        end=cells.get("end") or None,
        note=cells.get("note", ""),
    )


def _known(territory: str, kind: str) -> frozenset[str]:
    """The codes and keys that this node knows of the country, whenever they existed."""
    on, lang = date.max, "en"
    if kind == "territory":
        return frozenset({territory})
    if kind == "unit":
        return frozenset(u.code for u in places.units(territory, on=on, lang=lang))
    return frozenset(p.key for p in places.places(on=on, lang=lang, territory=territory))
