"""Filled-in forms of ODK and its relatives: OpenRosa submissions as XML, one, many, or an archive of them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from io import BytesIO
from typing import Any, NamedTuple

from kerege.lib import xml
from kerege.lib.archives import Archive, Limits, Member
from kerege.lib.refusal import Refusal
from kerege.lib.sheets import words
from kerege.lib.sheets.objects import made
from kerege.lib.sheets.shape import Notice, Noticed, Sheet

LIMITS = Limits(packed=25_000_000, unpacked=200_000_000, members=20_000, depth=8)
"""Photographs lie beside the submissions; they are counted and not unpacked."""

MOST = 1_000_000
"""Bytes of one submission in an archive."""

_POINT = re.compile(r"\s*(-?\d{1,2}(?:\.\d+)?)\s+(-?\d{1,3}(?:\.\d+)?)(?:\s+-?[\d.]+){2}\s*")


class _Submission(NamedTuple):
    form: str
    version: str
    path: str
    answers: dict[str, Any]


def sheets_of_xml(content: bytes, name: str) -> list[Sheet]:
    """One row for each submission; questions in groups have joined names, a point has latitude and longitude. Those of
    different forms stand on different sheets, and one that is there twice is one.

    Repeats are numbered from the second on. Refuses xml.* and sheets.unreadable.
    """
    root = xml.parse(content, most=40_000_000, elements=1_000_000)
    found = list(_submissions(root, ""))
    if not found:
        raise Refusal(words.UNREADABLE, why="no submission")
    return _sheets(found, name)


def sheets_of_zip(content: bytes, name: str) -> tuple[list[Sheet], list[Notice]]:
    """The same of all submissions in an archive. Other files, and forms without answers, are left out and counted.

    Refuses archives.*, sheets.broken_submission for one that is cut off or none, and sheets.unreadable.
    """
    archive = Archive(BytesIO(content), LIMITS)
    found: list[_Submission] = []
    others = 0
    for member in sorted(archive.members, key=lambda each: each.name):
        root = _root(archive, member) if member.name.lower().endswith(".xml") else None
        if root is None:
            others += 1
        else:
            found += _submissions(root, member.name)
    if not found:
        raise Refusal(words.UNREADABLE, why="no submission")
    return _sheets(found, name), [Notice(Noticed.OTHER_FILES, {"count": others})] if others else []


def _root(archive: Archive, member: Member) -> Any:
    """The root of a submission; None for an empty form, which is a page with a model in its head."""
    try:
        root = xml.parse(archive.read(member, most=MOST), most=MOST, elements=20_000)
    except Refusal as refusal:
        raise Refusal(words.BROKEN_SUBMISSION, name=member.name[:80], why=refusal.code) from None
    if _tag(root) == "html":
        return None
    if not root.get("id") and not any(each.get("id") for each in root):
        raise Refusal(words.BROKEN_SUBMISSION, name=member.name[:80], why=words.UNREADABLE.code)
    return root


def _submissions(root: Any, file: str) -> Iterator[_Submission]:
    """The root itself, or those that stand in it. `file` is the name of the file in an archive."""
    found = [root] if root.get("id") else [each for each in root if each.get("id")]
    for number, each in enumerate(found):
        path = f"{_tag(each)}[{number}]" if not file or len(found) > 1 else ""
        answers: dict[str, Any] = {}
        for child in each:
            _collect(child, "", answers)
        yield _Submission(each.get("id"), each.get("version") or "", "/".join(filter(None, (file, path))), answers)


def _sheets(found: Sequence[_Submission], name: str) -> list[Sheet]:
    forms = list(dict.fromkeys(each.form for each in found))
    sheets = []
    for form in forms:
        once: dict[str, _Submission] = {}
        for each in found:
            if each.form == form:
                once.setdefault(repr(each.answers), each)
        of_form = list(once.values())
        called = name if len(forms) == 1 else form
        sheet = made(called, "", [each.answers for each in of_form], paths=[each.path for each in of_form])
        sheets.append(replace(sheet, form=form, versions=sorted({each.version for each in of_form})))
    return sheets


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
