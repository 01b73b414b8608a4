"""A checked tree → the parts of the law in their order, each with its own words and the hash of all that it says."""

import hashlib
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from kerege.law.rules.akn.vocabulary import FRAMES, HEADS, HIERARCHY, LINES, PARTS, SHORT, is_akn, local
from kerege.lib.xml import Element

QUOTES = frozenset({"quotedStructure", "embeddedStructure", "authorialNote", "meta"})
"""Below these are no parts: words of another law, notes of an editor, and what is said about the text."""
SILENT = frozenset({"meta", "authorialNote", "remark", "toc"})
"""What is no wording of the law."""
_NOT_NUMBER = re.compile(r"[^\w.]+")


@dataclass(frozen=True)
class Part:
    """A part that can be cited.

    `text` is what stands in it and in none of its own parts: for the article the words before and after its
    paragraphs. `content_hash` is over heading and words of the part and of all below it, in their order, but not
    over numbers and eIds: a part that is only renumbered or moved keeps it.
    """

    eid: str
    wid: str
    """Equal to `eid` where the file states none."""
    parent: str
    """The eId of the part in which it stands; "" at the top."""
    kind: str
    num: str
    heading: str
    text: str
    content_hash: str
    ordinal: int
    named: bool = True
    """False where the file gives the part no eId and it is called by its kind."""


@dataclass
class _Found:
    element: Element
    eid: str
    named: bool
    parent: "_Found | None"
    ordinal: int
    below: list["_Found"] = field(default_factory=list)
    hash: str = ""


def parts(root: Element) -> list[Part]:
    """All parts of a tree that `reading.read` gave, in the order of the text; frames without words are left out."""
    found: list[_Found] = []
    _gather(root, None, found, _Names(root))
    made: dict[str, Part] = {}
    for each in reversed(found):
        made[each.eid] = _part(each)
    shown = [made[each.eid] for each in found if not _is_empty_frame(each, made[each.eid])]
    names = {part.eid for part in shown}
    above = {each.eid: _above(each, names) for each in found}
    return [
        Part(**{**part.__dict__, "parent": above[part.eid], "ordinal": number}) for number, part in enumerate(shown)
    ]


def _above(found: _Found, names: set[str]) -> str:
    parent = found.parent
    while parent is not None and parent.eid not in names:
        parent = parent.parent
    return parent.eid if parent else ""


def _is_empty_frame(found: _Found, part: Part) -> bool:
    return local(found.element) in FRAMES and not (part.text or part.heading or part.num)


def is_part(element: Element) -> bool:
    """Whether it can be cited: what is ordered by number, frames, and whatever else the file itself gives an eId."""
    name = local(element)
    return is_akn(element) and (
        name in HIERARCHY or name in FRAMES or (name in PARTS and element.get("eId") is not None)
    )


def _gather(element: Element, parent: _Found | None, found: list[_Found], names: "_Names") -> None:
    places: Counter[str] = Counter()
    for child in element:
        if not isinstance(child.tag, str) or local(child) in QUOTES:
            continue
        places[child.tag] += 1
        if is_part(child):
            each = _Found(child, *names.of(child, parent, places[child.tag]), parent, len(found))
            found.append(each)
            if parent is not None:
                parent.below.append(each)
            _gather(child, each, found, names)
        else:
            _gather(child, parent, found, names)


class _Names:
    """Names of parts, each once; what the file itself gives comes first."""

    def __init__(self, root: Element) -> None:
        self._stated = {each.get("eId") for each in root.iter() if each.get("eId")}
        self._taken: set[str] = set()

    def of(self, element: Element, parent: _Found | None, place: int) -> tuple[str, bool]:
        """The eId that the file gives and True, or False with a name by the naming convention."""
        stated = element.get("eId")
        if stated is not None and stated not in self._taken:
            self._taken.add(stated)
            return str(stated), True
        above = f"{parent.eid}__" if parent and local(parent.element) not in FRAMES else ""
        plain = above + (stated or _called(element, place))
        name, number = plain, 1
        while name in self._taken or name in self._stated:
            number += 1
            name = f"{plain}-{number}"
        self._taken.add(name)
        return name, False


def _called(element: Element, place: int) -> str:
    """Kind and number as the convention writes them: art_5, para_a."""
    name = local(element)
    if name in FRAMES:
        return name
    num = next(_heads(element, "num"), None)
    last = "" if num is None else " ".join(said(num)).rpartition(" ")[2]
    return f"{SHORT.get(name, name)}_{_NOT_NUMBER.sub('-', last).strip('-.').lower() or place}"


def _part(found: _Found) -> Part:
    element = found.element
    heads = {name: " ".join(said(each)) for name in HEADS for each in _heads(element, name)}
    text = "\n".join(own_lines(element))
    heading = " ".join(each for each in (heads.get("heading", ""), heads.get("subheading", "")) if each)
    kind = str(element.get("name") or "hcontainer") if local(element) == "hcontainer" else local(element)
    found.hash = content_hash(kind, heading, text, [each.hash for each in found.below])
    return Part(
        eid=found.eid,
        wid=str(element.get("wId") or found.eid),
        parent="",
        kind=kind,
        num=heads.get("num", ""),
        heading=heading,
        text=text,
        content_hash=found.hash,
        ordinal=found.ordinal,
        named=found.named,
    )


def content_hash(kind: str, heading: str, text: str, below: list[str]) -> str:
    """The hash of a part's substance; spaces and line ends do not count."""
    told = "\x1f".join([kind, " ".join(heading.split()), " ".join(text.split()), *below])
    return hashlib.sha256(told.encode()).hexdigest()


def _heads(element: Element, name: str) -> Iterator[Element]:
    yield from (child for child in element if local(child) == name)


def own_lines(element: Element) -> list[str]:
    """The lines of a part that stand in none of its own parts, without number and headings."""
    return [line for line in said(element, own=True) if line]


def said(element: Element, *, own: bool = False) -> list[str]:
    """The words below an element, line by line, spaces made one; with `own` without heads and parts in it."""
    lines = [""]
    _say(element, lines, own, top=True)
    return [tidy for tidy in (" ".join(line.split()) for line in lines) if tidy]


def _say(element: Element, lines: list[str], own: bool, *, top: bool = False) -> None:
    name = local(element)
    breaks = not top and name in LINES
    if breaks:
        lines.append("")
    lines[-1] += element.text or ""
    for child in element:
        skipped = local(child) in SILENT or (own and (is_part(child) or (top and local(child) in HEADS)))
        if isinstance(child.tag, str) and not skipped:
            _say(child, lines, own and local(child) not in QUOTES)
        elif skipped and local(child) in LINES:
            lines.append("")
        lines[-1] += child.tail or ""
    if breaks:
        lines.append("")
