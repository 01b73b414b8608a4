"""The shape of a package of CASE: its objects, lists, identifiers and texts, each refused with its place."""

from collections.abc import Mapping
from typing import Any

from kerege.capacity.words import case_refused as refused
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal


def object_in(told: Any, place: str, name: str) -> Mapping[str, Any]:
    """The object of this name. Refuses capacity.case_shape."""
    where = f"{place}.{name}" if place else name
    if not isinstance(told, dict) or not isinstance(told.get(name), dict):
        raise Refusal(refused.SHAPE, field="file", place=where, wanted="{…}")
    found: Mapping[str, Any] = told[name]
    return found


def listed_in(told: Any, name: str, *, needed: bool = True) -> list[tuple[str, Mapping[str, Any]]]:
    """The objects of a list, each with its place; none only where it is not needed. Refuses capacity.case_shape."""
    found = told.get(name)
    if found is None and not needed:
        return []
    if not isinstance(found, list) or (needed and not found):
        raise Refusal(refused.SHAPE, field="file", place=name, wanted="[…]")
    for n, each in enumerate(found):
        if not isinstance(each, dict):
            raise Refusal(refused.SHAPE, field="file", place=f"{name}[{n}]", wanted="{…}")
    return [(f"{name}[{n}]", each) for n, each in enumerate(found)]


def identifier_of(told: Mapping[str, Any], place: str) -> str:
    """The identifier, which is a UUID. Refuses capacity.case_identifier."""
    value = told.get("identifier")
    if not isinstance(value, str) or uid_or_none(value) is None:
        raise Refusal(refused.NO_IDENTIFIER, field="file", value=str(value)[:60], place=f"{place}.identifier")
    return value


def text_of(told: Mapping[str, Any], name: str, place: str) -> str:
    """A text that says something. Refuses capacity.case_shape."""
    value = told.get(name)
    if not isinstance(value, str) or not value.strip():
        raise Refusal(refused.SHAPE, field="file", place=f"{place}.{name}", wanted="“…”")
    return value
