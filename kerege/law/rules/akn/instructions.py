"""Instructions of an amending law, and how they are carried out on the text for which they were written.

Each names its target as it stands in that text, as amending laws do, with the hash of the old wording. All are checked
before anything is changed; where one does not fit, nothing is changed.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from kerege.law.rules.akn.nodes import Node, addressed, eid_of, escaped, fragment, made, pieces, renamed, unescaped
from kerege.law.words import amending as words
from kerege.law.words.amending import Operation
from kerege.lib.refusal import Refusal, RefusalWord


@dataclass(frozen=True)
class Instruction:
    """One change. What is not of its operation is empty.

    `fragment` is what is inserted or takes the target's place; for renumber the new number as it is written, and
    `start` the target's new start with its eId. `wording` says it as an amending law would, by language.
    """

    ordinal: int
    op: Operation
    target: str
    old_hash: str
    fragment: str = ""
    start: str = ""
    old_words: str = ""
    new_words: str = ""
    wording: Mapping[str, str] = field(default_factory=dict)


def as_data(instructions: Sequence[Instruction]) -> list[dict[str, Any]]:
    """For JSON."""
    return [{**asdict(each), "op": each.op.value, "wording": dict(each.wording)} for each in instructions]


def from_data(rows: Sequence[Mapping[str, Any]]) -> list[Instruction]:
    """Read what `as_data` wrote. Refuses law.amend_unreadable."""
    found = []
    for number, row in enumerate(rows, start=1):
        for name in ("target", "old_hash", "fragment", "start", "old_words", "new_words"):
            if not isinstance(row.get(name, ""), str):
                raise Refusal(words.UNREADABLE, number=number, what=name)
        if row.get("op") not in set(Operation) or not isinstance(row.get("wording", {}), Mapping):
            raise Refusal(
                words.UNREADABLE, number=number, what="op" if row.get("op") not in set(Operation) else "wording"
            )
        texts = {name: row.get(name, "") for name in Instruction.__dataclass_fields__ if name not in {"ordinal", "op"}}
        found.append(
            Instruction(ordinal=number, op=Operation(row["op"]), **{**texts, "wording": row.get("wording", {})})
        )
    return found


def apply(instructions: Sequence[Instruction], base: Node) -> Node:
    """The text as amended.

    Refuses law.amend_no_target, law.amend_other_text, law.amend_at_odds, law.amend_words_not_once and
    law.amend_unreadable, each before anything is changed.
    """
    here = {node.address: node for node in base.all()}
    plan = _Plan()
    for each in instructions:
        target = here.get(each.target)
        if target is None:
            raise _refused(words.NO_TARGET, each)
        if target.digest != each.old_hash:
            raise _refused(words.OTHER_TEXT, each)
        plan.take(each, target)
    changed = plan.carried_out(base, gone=False)
    return addressed(changed[0]) if len(changed) == 1 else addressed(base)


class _Plan:
    """What is to be done at each address."""

    def __init__(self) -> None:
        self._before: dict[str, list[Node]] = {}
        self._after: dict[str, list[Node]] = {}
        self._instead: dict[str, tuple[Node, ...]] = {}
        self._starts: dict[str, Instruction] = {}
        self._words: dict[str, list[Instruction]] = {}
        self._of: dict[str, list[Instruction]] = {}

    def take(self, each: Instruction, target: Node) -> None:
        if each.op in (Operation.INSERT_BEFORE, Operation.INSERT_AFTER):
            if not target.address:
                raise _refused(words.NO_TARGET, each)
            places = self._before if each.op is Operation.INSERT_BEFORE else self._after
            places.setdefault(target.address, []).extend(_nodes(each))
            return
        known = self._of.setdefault(target.address, [])
        if any(other.op is not each.op or each.op is not Operation.REPLACE_WORDS for other in known):
            raise _refused(words.AT_ODDS, each)
        known.append(each)
        if each.op is Operation.DELETE:
            self._instead[target.address] = ()
        elif each.op is Operation.REPLACE:
            self._instead[target.address] = _nodes(each)
        elif each.op is Operation.RENUMBER:
            self._starts[target.address] = each
        else:
            self._words.setdefault(target.address, []).append(each)

    def carried_out(self, node: Node, *, gone: bool, renames: tuple[tuple[str, str], ...] = ()) -> list[Node]:
        """What stands in place of a node of the base; `renames` are those of the parts above it."""
        if gone:
            for each in self._of.get(node.address, []):
                raise _refused(words.AT_ODDS, each)
        before, after = self._before.get(node.address, []), self._after.get(node.address, [])
        if gone and (before or after):
            raise Refusal(words.AT_ODDS, number="?", target=node.address)
        if node.address in self._instead:
            for child in node.children:
                self.carried_out(child, gone=True)
            return [*before, *self._instead[node.address], *after]
        return [*before, self._kept(node, gone, renames), *after]

    def _kept(self, node: Node, gone: bool, renames: tuple[tuple[str, str], ...]) -> Node:
        renumber = self._starts.get(node.address)
        start = renamed(node.start, renames)
        if renumber is not None:
            old, new = eid_of(start), eid_of(renumber.start)
            renames = (*renames, (old, new)) if old and new and old != new else renames
            start = renumber.start
        body = None if node.body is None else renamed(node.body, renames)
        if body is not None and node.address in self._words:
            body = _exchanged(body, self._words[node.address])
        children = [each for child in node.children for each in self.carried_out(child, gone=gone, renames=renames)]
        if renumber is not None and renumber.fragment:
            children = [*_nodes(renumber), *(child for child in children if child.name != "num")]
        return made(node.name, start, body, tuple(children))


def _exchanged(body: str, instructions: Sequence[Instruction]) -> str:
    """All exchanges at once: each is found in the old words, so that none finds what another put in."""
    parts = [unescaped(part) if place % 2 == 0 else part for place, part in enumerate(pieces(body))]
    cuts = []
    for each in instructions:
        old = each.old_words
        places = [(place, start) for place in range(0, len(parts), 2) for start in finds(parts[place], old)]
        if len(places) != 1:
            raise _refused(words.WORDS_NOT_ONCE, each, times=len(places))
        cuts.append((*places[0], len(old), each.new_words, each))
    cuts.sort(key=lambda cut: cut[:2], reverse=True)
    last: tuple[int, int] | None = None
    for place, start, length, new, each in cuts:
        if last is not None and place == last[0] and start + length > last[1]:
            raise _refused(words.AT_ODDS, each)
        parts[place] = parts[place][:start] + new + parts[place][start + length :]
        last = (place, start)
    return "".join(escaped(part) if place % 2 == 0 else part for place, part in enumerate(parts))


def finds(text: str, phrase: str) -> list[int]:
    """Where a phrase begins in a text."""
    found, start = [], text.find(phrase) if phrase else -1
    while start >= 0:
        found.append(start)
        start = text.find(phrase, start + 1)
    return found


def _nodes(each: Instruction) -> tuple[Node, ...]:
    try:
        return fragment(each.fragment)
    except Refusal:
        raise _refused(words.UNREADABLE, each, what="fragment") from None


def _refused(word: RefusalWord, each: Instruction, **data: Any) -> Refusal:
    told = {"target": each.target} if "%(target)" in word.sentence else {}
    return Refusal(word, number=each.ordinal, **told, **data)
