"""What a release of the catalogue says, checked as a whole, and its bytes. Plain Python."""

import json
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from hashlib import sha256
from typing import Any

from kerege.law.rules.dates import check_in_force
from kerege.law.rules.release_table import (
    Cell,
    Fault,
    Sheet,
    a_day,
    a_place,
    a_rank,
    among,
    an_eid,
    line,
    one_of,
    read,
    statement,
    unique,
    yes_no,
)
from kerege.law.words import releases as words
from kerege.law.words.catalogue import Bearer, Force, LinkRelation, Modality, ObligationKind, Sector
from kerege.law.words.instruments import InstrumentKind
from kerege.lib.refusal import Refusal

INSTRUMENTS, VERSIONS, TOPICS = "instruments.csv", "versions.csv", "topics.csv"
OBLIGATIONS, LINKS = "obligations.csv", "links.csv"
KEY, ADDRESS, NOTE = line(40), line(300), line(300, empty=True)
COLUMNS: dict[str, dict[str, Cell]] = {
    INSTRUMENTS: {
        "key": line(30),
        "name_en": statement("en"),
        "name_ru": statement("ru"),
        "kind": one_of(InstrumentKind),
        "force": one_of(Force),
        "universal": yes_no,
        "depositary": line(200, empty=True),
        "adopted_on": a_day,
        "opened_on": a_day,
        "in_force_on": a_day,
        "address": ADDRESS,
        "note": NOTE,
        "work_uri": line(200, empty=True),
    },
    VERSIONS: {
        "key": KEY,
        "instrument": KEY,
        "position": a_place,
        "label_en": statement("en"),
        "label_ru": statement("ru"),
        "adopted_on": a_day,
        "in_force_on": a_day,
        "work_uri": line(200, empty=True),
        "source": ADDRESS,
    },
    TOPICS: {"key": KEY, "label_en": statement("en"), "label_ru": statement("ru")},
    OBLIGATIONS: {
        "key": KEY,
        "instrument": KEY,
        "provision": line(120),
        "eid": an_eid,
        "since": KEY,
        "until": line(40, empty=True),
        "kind": one_of(ObligationKind),
        "topic": KEY,
        "force": one_of(Force),
        "bearer": one_of(Bearer),
        "modality": one_of(Modality),
        "sector": one_of(Sector),
        "cbrn_areas": line(4),
        "statement_en": statement("en"),
        "statement_ru": statement("ru"),
        "needs_penalty": yes_no,
        "needs_authority": yes_no,
        "min_norm_rank": a_rank,
        "verified": yes_no,
        "provisional": yes_no,
        "verified_via": NOTE,
        "source": ADDRESS,
        "note": NOTE,
    },
    LINKS: {
        "obligation": KEY,
        "to": KEY,
        "relation": one_of(LinkRelation),
        "view_of": KEY,
        "provisional": yes_no,
        "note": NOTE,
    },
}
FILES = tuple(COLUMNS)


@dataclass
class Release:
    """A release that was read. It may be loaded only if `faults` is empty."""

    instruments: list[dict[str, Any]] = field(default_factory=list)
    versions: list[dict[str, Any]] = field(default_factory=list)
    topics: list[dict[str, Any]] = field(default_factory=list)
    obligations: list[dict[str, Any]] = field(default_factory=list)
    links: list[dict[str, Any]] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)

    @property
    def sha256(self) -> str:
        """Over the canonical bytes: the same rows in another order are the same release."""
        parts = (self.instruments, self.versions, self.topics, self.obligations, self.links)
        return digest([sorted(part, key=canonical) for part in parts])

    @property
    def provisional(self) -> int:
        return sum(not row["verified"] for row in self.obligations)


def canonical(content: Any) -> str:
    return json.dumps(content, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest(content: Any) -> str:
    return sha256(canonical(content).encode()).hexdigest()


def check_whole(faults: Iterable[Any]) -> None:
    """Refuse law.not_whole with the first fault, if there is one."""
    found = list(faults)
    if found:
        first = found[0]
        reason = f"{first.refusal.code}: {first.refusal.sentence % first.refusal.data}"
        raise Refusal(words.NOT_WHOLE, count=len(found), place=first.place, reason=reason)


def number_of(version: str) -> tuple[int, ...]:
    """The three numbers of a release. Refuses law.not_a_version."""
    if not re.fullmatch(r"(0|[1-9][0-9]{0,3})(\.(0|[1-9][0-9]{0,3})){2}", version, re.ASCII):
        raise Refusal(words.NOT_A_VERSION, field="version", value=version[:20])
    return tuple(map(int, version.split(".")))


def check_release(tables: Mapping[str, bytes], *, published: bool = True) -> Release:
    """Read the five tables and find every fault. A row that nobody verified has to say so where it is published."""
    release = Release()
    sheets: dict[str, Sheet] = {}
    for file, cells in COLUMNS.items():
        if file in tables:
            sheets[file] = read(file, tables[file], cells)
        else:
            release.faults.append(Fault(file, 1, "", Refusal(words.NO_TABLE, file=file, files=", ".join(FILES))))
    if release.faults:
        return release
    instruments = {row["key"]: row for _n, row in _instruments(sheets[INSTRUMENTS])}
    versions = _versions(sheets[VERSIONS], instruments)
    topics = {row["key"]: row for _n, row in unique(sheets[TOPICS], "key")}
    obligations = _obligations(sheets[OBLIGATIONS], instruments, versions, topics, published)
    links = _links(sheets[LINKS], obligations)
    release.instruments, release.versions, release.topics = (
        [*instruments.values()],
        [*versions.values()],
        [*topics.values()],
    )
    release.obligations, release.links = [*obligations.values()], links
    release.faults = [fault for sheet in sheets.values() for fault in sorted(sheet.faults, key=lambda f: f.row)]
    return release


def _instruments(sheet: Sheet) -> Any:
    for number, row in unique(sheet, "key"):
        _dates(sheet, number, min(filter(None, (row["adopted_on"], row["opened_on"])), default=""), row["in_force_on"])
        yield number, row


def _versions(sheet: Sheet, instruments: Mapping[str, Any]) -> dict[str, dict[str, Any]]:
    places: set[tuple[str, int | None]] = set()
    found = {}
    for number, row in unique(sheet, "key"):
        if (row["instrument"], row["position"]) in places:
            sheet.refuse(number, Refusal(words.KEY_TWICE, field="position", key=str(row["position"])))
        places.add((row["instrument"], row["position"]))
        among(sheet, number, row, "instrument", instruments, "instruments", INSTRUMENTS)
        _dates(sheet, number, row["adopted_on"], row["in_force_on"])
        found[row["key"]] = row
    return found


def _dates(sheet: Sheet, number: int, adopted: str, in_force: str) -> None:
    try:
        check_in_force(exists=_day(adopted), in_force_on=_day(in_force))
    except Refusal as refusal:
        sheet.refuse(number, refusal)


def _day(text: str) -> date | None:
    return date.fromisoformat(text) if text else None


def _obligations(
    sheet: Sheet,
    instruments: Mapping[str, Any],
    versions: Mapping[str, Any],
    topics: Mapping[str, Any],
    published: bool,
) -> dict[str, dict[str, Any]]:
    named: dict[tuple[str, str], str] = {}
    found = {}
    for number, row in unique(sheet, "key"):
        if among(sheet, number, row, "instrument", instruments, "instruments", INSTRUMENTS):
            _of_versions(sheet, number, row, versions)
        among(sheet, number, row, "topic", topics, "topics", TOPICS)
        num = named.setdefault((row["instrument"], row["eid"]), row["provision"])
        if num != row["provision"]:
            sheet.refuse(number, Refusal(words.PROVISION_ELSEWHERE, field="provision", eid=row["eid"], num=num))
        _verified(sheet, number, row, published)
        found[row["key"]] = row
    return found


def _of_versions(sheet: Sheet, number: int, row: Mapping[str, Any], versions: Mapping[str, Any]) -> None:
    known = True
    for name in ("since", "until"):
        if not row[name] and name == "until":
            continue
        if not among(sheet, number, row, name, versions, "versions", VERSIONS):
            known = False
        elif versions[row[name]]["instrument"] != row["instrument"]:
            known = False
            told = {"key": row[name], "other": versions[row[name]]["instrument"], "instrument": row["instrument"]}
            sheet.refuse(number, Refusal(words.OTHER_INSTRUMENT, field=name, **told))
    if known and row["until"] and versions[row["until"]]["position"] <= versions[row["since"]]["position"]:
        sheet.refuse(number, Refusal(words.WRONG_ORDER, field="until", since=row["since"], until=row["until"]))


def _verified(sheet: Sheet, number: int, row: Mapping[str, Any], published: bool) -> None:
    if row["verified"] and not row["verified_via"]:
        sheet.refuse(number, Refusal(words.NOT_READ, field="verified_via"))
    if published and not row["verified"] and not row["provisional"]:
        sheet.refuse(number, Refusal(words.NOT_FLAGGED, field="provisional"))


def _links(sheet: Sheet, obligations: Mapping[str, Any]) -> list[dict[str, Any]]:
    links = []
    for number, row in unique(sheet, "obligation", "to", "relation"):
        for name in ("obligation", "to"):
            among(sheet, number, row, name, obligations, "obligations", OBLIGATIONS)
        if row["obligation"] == row["to"]:
            sheet.refuse(number, Refusal(words.LINK_TO_ITSELF, field="to", key=row["to"]))
        links.append(row)
    return links
