"""The typed lines of a draft, provision by provision: which lines a provision has, and other lines in their place.
Plain Python.

A line that begins a part begins a block; what stands before the first is the preface. The block of a provision reaches
to the end of all that stands in it, so that an article's block has its paragraphs.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from kerege.law.rules.akn.compare import compare
from kerege.law.rules.akn.parts import Part
from kerege.law.rules.akn.vocabulary import FRAMES
from kerege.law.rules.bringing.structure import division
from kerege.law.words.comparing import Kind
from kerege.law.words.working import Since


@dataclass(frozen=True)
class Block:
    """The lines of one provision with all below it: from `start` until before `end`."""

    eid: str
    start: int
    end: int


def blocks(text: str, parts: Sequence[Part]) -> dict[str, Block]:
    """The blocks of a typed text by eId; `parts` are those of the document that was made of it. Empty where lines and
    parts do not agree: then nothing can be exchanged provision by provision.
    """
    lines = text.splitlines()
    begins = [at for at, line in enumerate(lines) if division(line)]
    numbered = [part for part in parts if part.kind not in FRAMES]
    if len(begins) != len(numbered):
        return {}
    found: dict[str, Block] = {}
    for place, part in enumerate(numbered):
        after = next((at for at in range(place + 1, len(numbered)) if not _below(part, numbered[at])), len(numbered))
        end = begins[after] if after < len(numbered) else len(lines)
        found[part.eid] = Block(part.eid, begins[place], end)
    for part in parts:
        if part.kind in FRAMES:
            first = begins[0] if begins else len(lines)
            found[part.eid] = (
                Block(part.eid, 0, first) if part.kind == "preface" else Block(part.eid, first, len(lines))
            )
    return found


def _below(part: Part, other: Part) -> bool:
    return other.eid.startswith(f"{part.eid}__")


def lines_of(text: str, block: Block) -> str:
    return "\n".join(text.splitlines()[block.start : block.end])


def exchanged(text: str, block: Block, new: str) -> str:
    """The text with other lines in place of a block; with none the provision is gone."""
    lines = text.splitlines()
    return "\n".join([*lines[: block.start], *tidy(new).splitlines(), *lines[block.end :]])


def tidy(typed: str) -> str:
    """Lines as a version keeps them: no empty ones, spaces made one."""
    return "\n".join(line for line in (" ".join(each.split()) for each in typed.splitlines()) if line)


def since(eid: str, then: Sequence[Part], now: Sequence[Part]) -> tuple[Since, str]:
    """What became of a provision between two versions of a draft, and its eId in the later one, "" where it is gone.

    It changed where it, or anything below it, says something else; a provision that was only renumbered did not.
    """
    for change in compare(then, now):
        if change.old is None or change.old.eid != eid:
            continue
        if change.new is None or change.kind is Kind.DELETED:
            return Since.GONE, ""
        same = change.old.content_hash == change.new.content_hash
        return (Since.SAME if same else Since.CHANGED), change.new.eid
    return Since.GONE, ""
