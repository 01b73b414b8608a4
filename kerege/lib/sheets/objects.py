"""Lists that are no tables: GeoJSON and plain lists of objects. Every property becomes a column."""

import json
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lib.sheets import words
from kerege.lib.sheets.grid import MOST_COLUMNS, MOST_ROWS
from kerege.lib.sheets.organisation_units import organisation_units
from kerege.lib.sheets.shape import Cell, Column, Kind, Row, Sheet, letter

MOST = 60_000_000
_DEEPEST = 40


def sheet_of_json(content: bytes, name: str) -> Sheet:
    """Features, organisation units, or a plain list of objects.

    Refuses sheets.unreadable, sheets.other_reference_system, sheets.too_many_rows and sheets.too_many_columns.
    """
    told = _loaded(content)
    _check_reference_system(told)
    if isinstance(told, Mapping) and told.get("type") == "FeatureCollection":
        return made(name, "features", [_feature(each) for each in _listed(told.get("features"))])
    if isinstance(told, Mapping) and told.get("type") == "Feature":
        return made(name, "features", [_feature(told)])
    if isinstance(told, Mapping) and isinstance(told.get("organisationUnits"), list):
        units, notices = organisation_units(_listed(told["organisationUnits"]))
        flat = [_flat(unit) | _position(geometry) for unit, geometry in units]
        return replace(made(name, "organisationUnits", flat), notices=notices)
    if isinstance(told, list):
        return made(name, "", [_flat(each) for each in _listed(told)])
    raise Refusal(words.UNREADABLE, why="no features, no organisation units")


def made(name: str, path: str, objects: Iterable[Mapping[str, Any]], *, paths: Sequence[str] = ()) -> Sheet:
    """A sheet whose columns are the names that occur, in their order; addresses are paths such as features[3].name.

    `paths` are those of the objects where they do not stand in one list.
    """
    listed = list(objects)
    paths = paths or [f"{path}[{number}]" for number in range(len(listed))]
    if len(listed) > MOST_ROWS:
        raise Refusal(words.TOO_MANY_ROWS, name=name, most=MOST_ROWS)
    names = list(dict.fromkeys(key for each in listed for key in each))
    if len(names) > MOST_COLUMNS:
        raise Refusal(words.TOO_MANY_COLUMNS, name=name, most=MOST_COLUMNS)
    rows = []
    for number, each in enumerate(listed):
        cells = tuple(_cell(f"{paths[number]}.{key}", each.get(key)) for key in names)
        if any(cell.kind != Kind.EMPTY for cell in cells):
            rows.append(Row(number + 1, cells))
    return Sheet(name, [Column(letter(n), key, (key,)) for n, key in enumerate(names)], rows)


def _loaded(content: bytes) -> Any:
    if len(content) > MOST:
        raise Refusal(words.UNREADABLE, why="size")
    try:
        return json.loads(content.decode("utf-8-sig"), parse_constant=_no_number)
    except (ValueError, RecursionError) as fault:
        raise Refusal(words.UNREADABLE, why=type(fault).__name__) from None


def _check_reference_system(told: Any) -> None:
    """GeoJSON is in WGS 84; its older form could say otherwise, and such numbers would be elsewhere or a little off."""
    said = told.get("crs") if isinstance(told, Mapping) else None
    if not isinstance(said, Mapping):
        return
    properties = said.get("properties")
    called = str(properties.get("name", "")) if isinstance(properties, Mapping) else ""
    if not re.search(r"(?:CRS84|EPSG[:/\d.]*[:/]4326)$", called, re.IGNORECASE):
        raise Refusal(words.OTHER_REFERENCE_SYSTEM, name=called[:80])


def _no_number(_: str) -> None:
    """NaN and Infinity are nothing."""


def _listed(value: Any) -> list[Mapping[str, Any]]:
    if not isinstance(value, list) or not all(isinstance(each, Mapping) for each in value):
        raise Refusal(words.UNREADABLE, why="not a list of objects")
    return value


def _cell(address: str, value: Any) -> Cell:
    if value is None or value == "":
        return Cell(address, None, Kind.EMPTY)
    if isinstance(value, bool):
        return Cell(address, value, Kind.TRUTH)
    return Cell(address, value, Kind.NUMBER if isinstance(value, int | float) else Kind.TEXT)


def _flat(value: Mapping[str, Any], before: str = "", depth: int = 0) -> dict[str, Any]:
    """Nested objects under joined names; lists of plain values as one text."""
    out: dict[str, Any] = {}
    for key, each in value.items():
        name = f"{before}{key}"
        if isinstance(each, Mapping):
            if depth < _DEEPEST:
                out |= _flat(each, f"{name}.", depth + 1)
        elif isinstance(each, list):
            out[name] = "; ".join(str(e) for e in each if not isinstance(e, list | Mapping)) or None
        else:
            out[name] = each
    return out


def _feature(feature: Mapping[str, Any]) -> dict[str, Any]:
    properties = feature.get("properties")
    out = _flat(properties) if isinstance(properties, Mapping) else {}
    if feature.get("id") is not None:
        out = {"id": feature["id"], **out}
    return out | _position(feature.get("geometry"))


def _position(geometry: Any) -> dict[str, Any]:
    """Longitude first, as GeoJSON has it. What is no point has no position of a facility: its kind is told instead."""
    if not isinstance(geometry, Mapping):
        return {}
    at = geometry.get("coordinates")
    if geometry.get("type") == "MultiPoint" and isinstance(at, list) and len(at) == 1:
        return _position({"type": "Point", "coordinates": at[0]})
    if geometry.get("type") != "Point" or not isinstance(at, list) or len(at) < 2:
        return {"latitude": str(geometry.get("type", "")), "longitude": str(geometry.get("type", ""))}
    return {"latitude": at[1], "longitude": at[0]}
