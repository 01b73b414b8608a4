"""What a Common Cartridge holds beside questions, by its manifest: pages, discussions, links, tests, tools."""

from collections.abc import Iterator
from typing import Any

from kerege.lib.refusal import Refusal, RefusalWord
from kerege.training.rules.items.formats.qti_names import tag
from kerege.training.rules.items.formats.taking import Left
from kerege.training.words import bank as words

_OWN = ("imscc_", "imsdt_", "imswl_", "imsbasiclti_")
"""What stands in the kinds of a cartridge, and in those of no other package."""
_PAGES = (".html", ".htm", ".xhtml")


def told(root: Any) -> list[Left]:
    """Every part that a manifest names, in its order, with the title by which its course shows it; nothing where it is
    the manifest of no cartridge. Files that stand in no list, as pictures and settings do, are parts of pages.
    """
    kinds = [(each, str(each.get("type") or "").lower()) for each in root.iter() if tag(each) == "resource"]
    if not any(sign in kind for _each, kind in kinds for sign in _OWN):
        return []
    titles = dict(_titles(root))
    return [left for each, kind in kinds if (left := _left(each, kind, titles)) is not None]


def _titles(root: Any) -> Iterator[tuple[str, str]]:
    for each in (e for e in root.iter() if tag(e) == "item" and e.get("identifierref")):
        title = next((e.text for e in each if tag(e) == "title"), "") or ""
        yield str(each.get("identifierref")), " ".join(title.split())


def _left(resource: Any, kind: str, titles: dict[str, str]) -> Left | None:
    name, where = str(resource.get("identifier") or ""), _file(resource)
    if not (name in titles or where.lower().endswith(_PAGES) or _word(kind) is not words.PART_STAYS):
        return None
    if "question-bank" in kind:
        return None
    title = titles.get(name) or where.rpartition("/")[2] or name
    data = {"kind": "assessment"} if _word(kind) is words.QUESTIONS_ONLY else {}
    return Left(where[:120] or name[:120], title[:120], Refusal(_word(kind), name=title[:60], **data))


def _word(kind: str) -> RefusalWord:
    if "assessment" in kind or kind.startswith("imsqti"):
        return words.QUESTIONS_ONLY
    if kind.startswith("imsdt"):
        return words.DISCUSSION_STAYS
    return words.LINK_STAYS if kind.startswith(("imswl", "imsbasiclti")) else words.PART_STAYS


def _file(resource: Any) -> str:
    files = (str(each.get("href") or "") for each in resource if tag(each) == "file")
    return str(resource.get("href") or "") or next(files, "")
