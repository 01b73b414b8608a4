"""The schema of a course structure of cmi5 (CourseStructure.xsd), as far as it says what stands where.

An element of another namespace may stand behind all others; attributes of other namespaces may stand everywhere.
"""

import re
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.elearning.xml import local
from kerege.training.words.cmi5 import CMI5_NOT_BY_SCHEMA

SPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd"
_TEXTS, _UNITS = "title description ", "((au |block )+)"
_INSIDE = {
    "courseStructure": f"course (objectives )?{_UNITS}",
    "course": _TEXTS,
    "block": f"{_TEXTS}(objectives )?{_UNITS}",
    "au": f"{_TEXTS}(objectives )?url (launchParameters )?(entitlementKey )?",
    "objectives": "(objective )+",
    "title": "(langstring )+",
    "description": "(langstring )+",
    "langstring": "",
    "url": "",
}
_OBJECTIVE = "(title description |description title )"
_ATTRIBUTES = {
    "course": {"id"},
    "block": {"id"},
    "au": {"id", "moveOn", "masteryScore", "launchMethod", "activityType"},
    "langstring": {"lang"},
}
_FREE = frozenset({"launchParameters", "entitlementKey"})
_LANGUAGE = re.compile(r"[a-zA-Z]{1,8}(-[a-zA-Z0-9]{1,8})*")


def check(root: Any) -> None:
    """Refuses training.cmi5_not_by_schema with the element that is wrong."""
    _check(root, "")


def _check(element: Any, above: str) -> None:
    name = local(str(element.tag))
    if name in _FREE:
        return
    if name == "objective":
        referred = above in {"au", "block"}
        inside, attributes = ("", {"idref"}) if referred else (_OBJECTIVE, {"id"})
    else:
        inside, attributes = _INSIDE[name], _ATTRIBUTES.get(name, set())
    _check_attributes(element, name, attributes)
    foreign = not inside or name == "objective"
    order = "".join(f"{_child(each)} " for each in element)
    if not re.fullmatch(inside + ("" if foreign else "(\\* )*"), order):
        raise _refuse(name, order.strip() or "-")
    if inside and any((text or "").strip() for text in (element.text, *(each.tail for each in element))):
        raise _refuse(name, "text")
    around = above if name == "objectives" else name
    for each in element:
        if _child(each) != "*":
            _check(each, around)


def _child(element: Any) -> str:
    """The name of a child, a star for one of another namespace; one without any is none that is known."""
    space, _, name = str(element.tag).removeprefix("{").rpartition("}")
    return name if space == SPACE else "*" if space else f"?{name}"


def _check_attributes(element: Any, name: str, known: set[str]) -> None:
    own = {key for key in element.attrib if not key.startswith("{")}
    if own - known:
        raise _refuse(name, min(own - known))
    if "id" in known and not str(element.get("id", "")).strip():
        raise _refuse(name, "id=''")
    if "lang" in own and not _LANGUAGE.fullmatch(str(element.get("lang")).strip()):
        raise _refuse(name, f"lang={str(element.get('lang'))[:20]}")


def _refuse(where: str, what: str) -> Refusal:
    return Refusal(CMI5_NOT_BY_SCHEMA, field="file", where=where, what=what[:80])
