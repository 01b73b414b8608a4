"""One row of a sheet read as a card: what it tells, what is wrong with it cell by cell, and what looks doubtful.

Every cell is judged by itself, so that a row with three errors is sent back with three. Errors are codes and data: each
reader gets the sentence in the own language.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property, lru_cache
from typing import Any, NamedTuple, TypeVar

from kerege.inventory.rules import cards
from kerege.inventory.rules import column_words as words
from kerege.inventory.rules.excluded import excluded_value
from kerege.inventory.rules.positions import WRONG, doubts
from kerege.inventory.rules.precision import Point
from kerege.inventory.words import importing as said
from kerege.inventory.words import refused
from kerege.lib.refusal import Refusal, RefusalWord
from kerege.lib.sheets import Angle, Axis, Cell, Kind, Remark, read_angle, read_count, read_day, read_point
from kerege.lib.sheets.words import FAULT_IN_CELL, NO_CACHED_VALUE, NOT_AN_ANGLE
from kerege.lib.text import fold as fold_anew

Known = TypeVar("Known")
fold = lru_cache(maxsize=20_000)(fold_anew)  # the words of a column are few and come again in every row
DOUBT = "inventory.doubt."
"""Before the word of a doubt about a position, where a code is needed."""


class Fault(NamedTuple):
    """One error, or one doubt: where, about which field, and what, as a refusal's code with its data."""

    address: str
    field: str
    code: str
    data: dict[str, Any]


class Town(NamedTuple):
    key: str
    point: Point


@dataclass(frozen=True)
class Setting:
    """What rows of one import are read with. Names and words are folded; `usual` fills fields that a row leaves
    empty.
    """

    today: date
    territory: str = ""
    usual: Mapping[str, str] = field(default_factory=dict)
    month_first: frozenset[str] = frozenset()
    codes: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    shown: Mapping[str, str] = field(default_factory=dict)
    territories: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    towns: Mapping[str, Town] = field(default_factory=dict)
    organisations: Mapping[str, str] = field(default_factory=dict)

    @cached_property
    def points(self) -> dict[str, Point]:
        """Where each town is, by its key."""
        return {town.key: town.point for town in self.towns.values()}


@dataclass
class Read:
    """`told` is what record_facility takes, with days as ISO texts."""

    number: int
    told: dict[str, Any] = field(default_factory=dict)
    names: dict[str, str] = field(default_factory=dict)
    key: str = ""
    sources: list[str] = field(default_factory=list)
    faults: list[Fault] = field(default_factory=list)
    doubts: list[Fault] = field(default_factory=list)


def read_row(number: int, cells: Mapping[str, Cell], setting: Setting) -> Read:
    """The row whose cells are given by the field that somebody chose for them."""
    row = Read(number)
    angles: dict[str, Angle] = {}
    for target, cell in cells.items():
        if not _is_readable(row, target, cell):
            continue
        try:
            _take(row, target, cell, setting, angles)
        except Refusal as refusal:
            row.faults.append(_fault(cell.address, target, refusal))
    for target, value in setting.usual.items():
        row.told.setdefault(target, value)
    row.told.setdefault(words.TERRITORY, setting.territory)
    _position(row, cells, angles, setting)
    _needed(row, cells)
    return row


def _is_readable(row: Read, target: str, cell: Cell) -> bool:
    """Whether there is something to read; formulas and forbidden content are told here."""
    word: RefusalWord | None = None
    data: dict[str, Any] = {"value": cell.text[:80]}
    if cell.kind == Kind.FAULT:
        word = FAULT_IN_CELL
    elif cell.kind == Kind.EMPTY:
        word = NO_CACHED_VALUE if cell.remark == Remark.FORMULA else None
        if word is None:
            return False
    elif cell.kind == Kind.TEXT and not cell.text:
        return False
    elif target != words.KEY and (found := excluded_value(cell.text)):
        word, data = said.CELL_EXCLUDED, {"found": found.found, "topic": found.topic.value}
    if word is not None:
        row.faults.append(Fault(cell.address, target, word.code, data))
        return False
    if cell.remark == Remark.FORMULA:
        row.doubts.append(Fault(cell.address, target, said.READ_FROM_FORMULA.code, data))
    return True


def _take(row: Read, target: str, cell: Cell, setting: Setting, angles: dict[str, Angle]) -> None:
    kind, _, detail = target.partition(":")
    if kind == words.NAME:
        row.names[detail] = cards.free_line(cell.text, field="names")
    elif kind == words.STAFF:
        row.told.setdefault("staff", {})[detail] = read_count(cell.value)
    elif kind == words.CONTACT:
        row.told.setdefault("contacts", []).extend(_contacts(cell.text))
    elif kind in {words.LATITUDE, words.LONGITUDE}:
        angles[kind] = _angle(cell, kind)
    elif kind == words.POINT:
        angles[words.LATITUDE], angles[words.LONGITUDE] = read_point(cell.value)
    elif kind == words.KEY:
        row.key = cell.text[:60]
    elif kind == words.SOURCES:
        row.sources += [part for part in re.split(r"[;,\s]+", cell.text) if part]
    else:
        row.told[kind] = _VALUES[kind](cell, setting)


def _angle(cell: Cell, kind: str) -> Angle:
    angle = read_angle(cell.value)
    if angle.axis is not None and angle.axis != Axis(kind):
        raise Refusal(NOT_AN_ANGLE, value=cell.text[:80])
    return angle


def _contacts(text: str) -> list[tuple[str, str]]:
    parts = [part.strip() for part in re.split(r"[;\n]|,(?=\s)", text) if part.strip()]
    pairs = [("general", part) for part in parts]
    cards.contacts(pairs)
    return pairs


# -- values of one cell ------------------------------------------------------------------------------------------------


def _coded(target: str) -> Callable[[Cell, Setting], str]:
    def value(cell: Cell, setting: Setting) -> str:
        return _code(target, cell.text, setting)

    return value


def _codes(target: str) -> Callable[[Cell, Setting], list[str]]:
    """Several words in one cell; a word may have a comma of its own, so the whole is tried first."""

    def values(cell: Cell, setting: Setting) -> list[str]:
        known = setting.codes.get(target, {})
        if fold(cell.text) in known:
            return [known[fold(cell.text)]]
        parts = [p for p in re.split(r"[;,/|+\n]| и | and | ва | және | жана ", cell.text) if p.strip()]
        if len(parts) == 1 and all(word in known.values() for word in cell.text.split()):
            return cell.text.split()  # as select-many questions of forms are exported
        return list(dict.fromkeys(_code(target, part, setting) for part in parts))

    return values


def _code(target: str, text: str, setting: Setting) -> str:
    known = setting.codes.get(target, {})
    found = known.get(fold(text)) or (text.strip() if text.strip() in known.values() else "")
    if not found:
        raise Refusal(said.UNKNOWN_WORD, value=text.strip()[:80], known=setting.shown.get(target, ""))
    return found


def _territory(cell: Cell, setting: Setting) -> str:
    found = setting.territories.get(fold(cell.text))
    if not found:
        raise Refusal(said.UNKNOWN_WORD, value=cell.text[:80], known=setting.shown.get(words.TERRITORY, ""))
    return found


def _unit(cell: Cell, setting: Setting) -> str:
    return _named(cell, setting.units)


def _place(cell: Cell, setting: Setting) -> str:
    return _named(cell, setting.towns).key


def _named(cell: Cell, known: Mapping[str, Known]) -> Known:
    """By its name; without words such as “city” before or behind it, too."""
    folded = fold(cell.text)
    plain = " ".join(word for word in folded.split() if word not in _PLACE_WORDS)
    for asked in (folded, plain, plain.replace(" ", "")):
        if asked in known:
            return known[asked]
    raise Refusal(said.UNKNOWN_PLACE, value=cell.text[:80])


_PLACE_WORDS = frozenset(
    fold(w).replace(" ", "")
    for w in (
        "г гор город city town of пос поселок село с қала қаласы шаар шаары shahar shahri шаҳри "
        "шаҳр хот обл область областы облысы облус облусу region "
        "oblast province viloyat viloyati вилояти вилоят аймаг район районы"
    ).split()
)


def _organisation(cell: Cell, setting: Setting) -> str:
    found = setting.organisations.get(fold(cell.text))
    if not found:
        raise Refusal(said.UNKNOWN_ORGANISATION, value=cell.text[:80])
    return found


def _day(target: str) -> Callable[[Cell, Setting], str]:
    def value(cell: Cell, setting: Setting) -> str:
        day = read_day(cell.value, month_first=target in setting.month_first)
        cards.day_before(day, field=target, today=setting.today)
        return day.isoformat()

    return value


def _website(cell: Cell, _: Setting) -> str:
    text = cell.text
    return cards.website(text if re.match(r"https?://", text, re.IGNORECASE) else f"https://{text}")


def _line(target: str, most: int) -> Callable[[Cell, Setting], str]:
    return lambda cell, _: cards.free_line(" ".join(cell.text.split()), field=target, most=most)


_VALUES: Mapping[str, Callable[[Cell, Setting], Any]] = {
    **{target: _coded(target) for target in (words.KIND, words.OWNERSHIP, words.STANDING)},
    **{target: _codes(target) for target in (words.SECTORS, words.CAPABILITIES, words.LANGUAGES)},
    words.TERRITORY: _territory,
    words.UNIT: _unit,
    words.PLACE: _place,
    words.ORGANISATION: _organisation,
    words.VERIFIED_ON: _day(words.VERIFIED_ON),
    words.VERIFIED_BY: _line("verified_by", 200),
    words.ADDRESS: _line("address", 300),
    words.WEBSITE: _website,
}

# -- the row as a whole ------------------------------------------------------------------------------------------------


def _position(row: Read, cells: Mapping[str, Cell], angles: Mapping[str, Angle], setting: Setting) -> None:
    wrong = {fault.field for fault in row.faults}
    if wrong & {words.LATITUDE, words.LONGITUDE, words.POINT} or not angles:
        return
    address = {t: (cells[t] if t in cells else cells[words.POINT]).address for t in angles}
    if len(angles) == 1:
        target = next(iter(angles))
        row.faults.append(_fault(address[target], target, Refusal(refused.HALF_A_POSITION)))
        return
    point = Point(round(angles[words.LATITUDE].degrees, 6), round(angles[words.LONGITUDE].degrees, 6))
    where = address[words.LATITUDE]
    if abs(point.latitude) > 90:
        # No latitude, but perhaps the two columns are exchanged: the doubts below know how to say that.
        point = Point(point.longitude, point.latitude) if abs(point.longitude) <= 90 else point
        row.faults.append(Fault(where, words.LATITUDE, refused.POSITION_SWAPPED.code, _said(angles)))
        return
    town = setting.points.get(row.told.get(words.PLACE, ""))
    for doubt in doubts(point, territory=row.told[words.TERRITORY], place=town):
        if doubt.wrong:
            data = _said(angles) | {"value": f"{point.latitude:g}, {point.longitude:g}"}
            row.faults.append(Fault(where, words.LATITUDE, WRONG[doubt.doubt].code, data))
        else:
            row.doubts.append(Fault(where, words.LATITUDE, f"{DOUBT}{doubt.doubt.value}", {}))
    for target, angle in angles.items():
        if angle.sexagesimal:
            data = {"degrees": f"{angle.degrees:.5f}"}
            row.doubts.append(Fault(address[target], target, said.READ_FROM_MINUTES.code, data))
    row.told |= {words.LATITUDE: point.latitude, words.LONGITUDE: point.longitude}


def _said(angles: Mapping[str, Angle]) -> dict[str, str]:
    return {name: f"{angle.degrees:g}" for name, angle in angles.items()}


def _needed(row: Read, cells: Mapping[str, Cell]) -> None:
    """Fields without which there is no card. What was there and wrong is told already."""
    wrong = {fault.field.partition(":")[0] for fault in row.faults}
    named = {target.partition(":")[0]: cell for target, cell in reversed(list(cells.items()))}
    there = {words.NAME: bool(row.names)} | {
        t: bool(row.told.get(t)) for t in (words.KIND, words.SECTORS, words.TERRITORY)
    }
    for target, present in there.items():
        if not present and target not in wrong:
            address = named[target].address if target in named else str(row.number)
            row.faults.append(Fault(address, target, said.MISSING.code, {}))


def _fault(address: str, target: str, refusal: Refusal) -> Fault:
    return Fault(
        address, target, refusal.code, {k: v for k, v in refusal.data.items() if isinstance(v, str | int | float)}
    )


# -- what is recorded of it --------------------------------------------------------------------------------------------

DAYS = (words.VERIFIED_ON,)


def recordable(told: Mapping[str, Any]) -> tuple[dict[str, str], dict[str, Any], list[str]]:
    """Names, what else is told, and sources, out of what is kept of a row."""
    rest = {name: value for name, value in told.items() if name not in {"names", "sources"}}
    rest |= {name: date.fromisoformat(rest[name]) for name in DAYS if rest.get(name)}
    return dict(told.get("names", {})), rest, list(told.get("sources", []))


def joined(told: Mapping[str, Any], *, staff: str, contacts: str) -> dict[str, Any]:
    """What is told, with the staff and the contacts of the card that the row does not speak of."""
    out = dict(told)
    if "staff" in out:
        out["staff"] = {**dict(cards.read_staff(staff)), **out["staff"]}
    if "contacts" in out:
        out["contacts"] = [*cards.read_contacts(contacts), *(tuple(pair) for pair in out["contacts"])]
    return out
