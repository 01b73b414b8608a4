"""Organisation units of DHIS2: which of them are facilities, and what is said of each in words of a list."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from kerege.lib.sheets.shape import Notice, Noticed

_REGIONS = 2
"""The level of regions: the country is the first."""
_STRUCTURE = frozenset(
    {"translations", "geometry", "coordinates", "parent", "level", "path", "leaf", "featureType", "ancestors"}
)
"""What is said in other words here, or only of the tree that the units stand in."""

Unit = tuple[dict[str, Any], Any]
"""What is said of a unit, and its geometry. Nothing is said of an area."""


def organisation_units(units: Sequence[Mapping[str, Any]]) -> tuple[list[Unit], list[Notice]]:
    """Every unit with its names in all languages, its parent and region by name, and whether it is closed.

    Units that hold others and have no point of their own are areas and no facilities: nothing is said of them, and one
    notice tells how many there are. Points are taken in either of two spellings.
    """
    names = {str(unit["id"]): str(unit["name"]) for unit in units if unit.get("id") and unit.get("name")}
    parents = {_parent_id(unit) for unit in units} - {""}
    out: list[Unit] = []
    areas = []
    for unit in units:
        geometry = _geometry(unit)
        if unit.get("id") in parents and not _is_point(geometry):
            areas.append(str(unit.get("name") or unit["id"]))
            out.append(({}, None))
        else:
            out.append((_said(unit, names), geometry))
    return out, [Notice(Noticed.AREAS, {"count": len(areas), "first": areas[0][:80]})] if areas else []


def _said(unit: Mapping[str, Any], names: Mapping[str, str]) -> dict[str, Any]:
    said = {key: value for key, value in unit.items() if key not in _STRUCTURE}
    translations = unit.get("translations")
    for each in translations if isinstance(translations, list) else ():
        if isinstance(each, Mapping) and each.get("property") == "NAME" and each.get("locale"):
            said[f"name ({each['locale']})"] = each.get("value")
    parent = unit.get("parent")
    if isinstance(parent, Mapping):
        said["parent"] = parent.get("name") or names.get(_parent_id(unit)) or parent.get("code")
    above = [part for part in str(unit.get("path", "")).split("/") if part][:-1]
    if len(above) >= _REGIONS and above[_REGIONS - 1] in names:
        said["region"] = names[above[_REGIONS - 1]]
    if unit.get("closedDate"):
        said["status"] = "closed"
    return said


def _parent_id(unit: Mapping[str, Any]) -> str:
    parent = unit.get("parent")
    return str(parent.get("id") or "") if isinstance(parent, Mapping) else ""


def _geometry(unit: Mapping[str, Any]) -> Any:
    geometry = unit.get("geometry")
    old = unit.get("coordinates")
    return _old_point(old) if geometry is None and isinstance(old, str) else geometry


def _is_point(geometry: Any) -> bool:
    return isinstance(geometry, Mapping) and geometry.get("type") == "Point"


def _old_point(text: str) -> dict[str, Any] | None:
    """Before its version 2.30 DHIS2 wrote a point as the text [76.9,43.2]."""
    try:
        at = json.loads(text)
    except ValueError:
        return None
    flat = isinstance(at, list) and len(at) == 2 and not any(isinstance(each, list) for each in at)
    return {"type": "Point" if flat else "Polygon", "coordinates": at}
