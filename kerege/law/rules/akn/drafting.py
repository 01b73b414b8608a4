"""From a law and the text that it shall have → the instructions of an amending law. The drafter only edits the text."""

import re
from collections.abc import Hashable, Iterator, Sequence
from dataclasses import replace

from kerege.law.rules.akn import exchanges, phrases
from kerege.law.rules.akn.instructions import Instruction, apply
from kerege.law.rules.akn.nodes import Node, renumbered
from kerege.law.rules.akn.pairing import in_order, paired
from kerege.law.words.amending import Operation
from kerege.lib.refusal import Refusal

OPENING = 6
"""Words at the beginning or end by which a part without a heading is known again."""
_NAMES = frozenset({"num", "heading", "subheading"})
_WID = re.compile(r' wId="([^"]*)"')


def generate(base: Node, draft: Node) -> list[Instruction]:
    """The instructions by which `base` becomes `draft`; both come from `nodes_of`.

    They were carried out once: `apply(generate(base, draft), base) == draft`. A part that moved is deleted in one
    place and inserted in the other, because amending laws know no moving.
    """
    found = plain(base, draft)
    return found if gives(found, base, draft) else _told(list(_Drafter(base).anew(base, draft)), base)


def plain(base: Node, draft: Node) -> list[Instruction]:
    """The instructions before they were tried."""
    return _told(list(_Drafter(base).between(base, draft)), base)


def gives(found: Sequence[Instruction], base: Node, draft: Node) -> bool:
    """Whether the instructions make the draft of the base."""
    try:
        return apply(found, base) == draft
    except Refusal:
        return False


def _told(found: Sequence[Instruction], base: Node) -> list[Instruction]:
    places = phrases.Places(base)
    return [
        replace(each, ordinal=number, wording=phrases.wording(each, places))
        for number, each in enumerate(found, start=1)
    ]


class _Drafter:
    def __init__(self, base: Node) -> None:
        self._hashes = {node.address: node.digest for node in base.all()}

    def _do(
        self, op: Operation, node: Node, *, fragment: str = "", start: str = "", exchanged: tuple[str, str] = ("", "")
    ) -> Instruction:
        old, new = exchanged
        return Instruction(0, op, node.address, self._hashes[node.address], fragment, start, old, new)

    def between(self, old: Node, new: Node) -> Iterator[Instruction]:
        """`old` keeps its address in the base where a part above it was renumbered."""
        if old.digest == new.digest:
            return
        if (old.name, old.plain_start, old.body is None) != (new.name, new.plain_start, new.body is None):
            yield self._do(Operation.REPLACE, old, fragment=new.written)
            return
        if _only_name_stays(old, new):
            yield self._do(Operation.REPLACE, old, fragment=new.written)
            return
        num = _num_of_both(old, new)
        if old.start != new.start or num:
            written = "".join(each.written for each in num)
            yield self._do(Operation.RENUMBER, old, start=new.start, fragment=written)
            old = renumbered(old, new.start, num)
        if old.body is None or new.body is None:
            yield from self._children(old, new)
        elif old.body != new.body:
            yield from self._words(old, new)

    def _words(self, old: Node, new: Node) -> Iterator[Instruction]:
        found = exchanges.exchanges(old.body or "", new.body or "")
        if found is None:
            yield self._do(Operation.REPLACE, old, fragment=new.written)
            return
        for before, after in found:
            yield self._do(Operation.REPLACE_WORDS, old, exchanged=(before, after))

    def _children(self, old: Node, new: Node) -> Iterator[Instruction]:
        olds, news = old.children, new.children
        kept = sorted(in_order(paired(olds, news, _KEYS)))
        if not kept and olds != news:
            yield from self.anew(old, new)
            return
        a = b = 0
        anchor: Node | None = None
        for place, other in [*kept, (len(olds), len(news))]:
            for each in olds[a:place]:
                yield self._do(Operation.DELETE, each)
            if news[b:other]:
                written = "".join(each.written for each in news[b:other])
                if anchor is not None:
                    yield self._do(Operation.INSERT_AFTER, anchor, fragment=written)
                else:
                    yield self._do(Operation.INSERT_BEFORE, olds[place], fragment=written)
            if place < len(olds):
                anchor = olds[place]
                yield from self.between(anchor, news[other])
            a, b = place + 1, other + 1

    def anew(self, old: Node, new: Node) -> Iterator[Instruction]:
        """The whole of a part in new wording; a whole text has no place of its own, so what is in it is exchanged."""
        if old.address:
            yield self._do(Operation.REPLACE, old, fragment=new.written)
            return
        for number, each in enumerate(old.children):
            if number == 0 and new.children:
                yield self._do(Operation.REPLACE, each, fragment="".join(child.written for child in new.children))
            else:
                yield self._do(Operation.DELETE, each)


def _only_name_stays(old: Node, new: Node) -> bool:
    """Whether nothing stays of a part but its number and heading, although it said something: laws give it anew then,
    because its words have no name of their own, and to delete “Article 4” would be another matter.
    """
    says = {place for place, child in enumerate(old.children) if child.name not in _NAMES}
    if not old.address or not says or len(says) == len(old.children):
        return False
    return not says & {place for place, _other in in_order(paired(old.children, new.children, _KEYS))}


def _num_of_both(old: Node, new: Node) -> tuple[Node, ...]:
    """The new number, where both have one and they differ."""
    before, after = old.child("num"), new.child("num")
    return (after,) if before is not None and after is not None and before.digest != after.digest else ()


def _substance(node: Node) -> Hashable | None:
    words = [child.words for child in node.children if child.name != "num"] or [node.words]
    return (node.name, *words) if any(words) and node.name != "num" else None


def _wid(node: Node) -> Hashable | None:
    found = _WID.search(node.start)
    return (node.name, found.group(1)) if found else None


def _headed(node: Node) -> Hashable | None:
    heading = node.child("heading")
    return (node.name, heading.words.casefold()) if heading is not None else None


def _opens(node: Node) -> Hashable | None:
    words = _own(node)
    return (node.name, *words[:OPENING]) if len(words) > OPENING else None


def _closes(node: Node) -> Hashable | None:
    words = _own(node)
    return (node.name, *words[-OPENING:]) if len(words) > OPENING else None


def _own(node: Node) -> list[str]:
    return " ".join(child.words for child in (node.children or (node,)) if child.name != "num").split()


def _named(node: Node) -> Hashable:
    return node.name, node.eid


_KEYS = (lambda node: node.digest, _substance, _wid, _headed, _opens, _closes, _named)
