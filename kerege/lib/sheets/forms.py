"""Filled-in forms of ODK and its relatives: OpenRosa submissions as XML, one or many."""

import re
from typing import Any

from kerege.lib import xml
from kerege.lib.refusal import Refusal
from kerege.lib.sheets import words
from kerege.lib.sheets.objects import made
from kerege.lib.sheets.shape import Sheet

_POINT = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s+(-?\d{1,3}(?:\.\d+)?)(?:\s+-?[\d.]+){2}\s*")


def sheet_of_xml(content: bytes, name: str) -> Sheet:
    """One row for each submission; questions in groups have joined names, a point has latitude and longitude.

    Repeats are numbered from the second on. Refuses xml.* and sheets.unreadable.
    """
    root = xml.parse(content, most=40_000_000, elements=1_000_000)
    found = [root] if root.get("id") else [each for each in root if each.get("id")]
    if not found:
        raise Refusal(words.UNREADABLE, why="no submission")
    return made(name, _tag(found[0]), [_answers(each) for each in found])


def _answers(submission: Any) -> dict[str, Any]:
    out: dict[str, Any] = {}
    for child in submission:
        _collect(child, "", out)
    return out


def _collect(element: Any, before: str, out: dict[str, Any]) -> None:
    name = f"{before}{_tag(element)}"
    if len(element):
        for child in element:
            _collect(child, f"{name}/", out)
        return
    text = (element.text or "").strip()
    if text and (point := _POINT.fullmatch(text)):
        out[_free(f"{name}/latitude", out)] = float(point[1])
        out[_free(f"{name}/longitude", out)] = float(point[2])
    else:
        out[_free(name, out)] = text or None


def _free(name: str, out: dict[str, Any]) -> str:
    number = 1
    while (f"{name}[{number}]" if number > 1 else name) in out:
        number += 1
    return f"{name}[{number}]" if number > 1 else name


def _tag(element: Any) -> str:
    return str(element.tag).rpartition("}")[2]
