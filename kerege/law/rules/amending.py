"""Amending by the text that shall be: an in-force text as lines to edit, the instructions that lead to what was
written, and whether they still fit. Plain Python.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from kerege.law.rules.akn.compare import compare
from kerege.law.rules.akn.drafting import generate
from kerege.law.rules.akn.instructions import Instruction, apply
from kerege.law.rules.akn.nodes import Node, nodes_of
from kerege.law.rules.akn.parts import Part, parts
from kerege.law.rules.akn.reading import read
from kerege.law.rules.drafts import Drafted, drafted
from kerege.law.rules.timeline import Event, Text, pending, preferred, state_of
from kerege.law.words import drafting_refused as refused
from kerege.law.words.comparing import Kind
from kerege.law.words.measures import MeasureState, SourceKind
from kerege.lib.refusal import Refusal

RESTS_ON = frozenset({SourceKind.OFFICIAL, SourceKind.AUTHENTIC, SourceKind.CONSOLIDATION})
"""The texts that may be amended: no translation that nobody made authentic, and no summary."""
ENDED = frozenset({MeasureState.REPEALED, MeasureState.LAPSED})


@dataclass(frozen=True)
class Base:
    """A text that is amended, with what it takes to write another text as a document of the same act."""

    content: bytes
    uri: str
    language: str
    on: date
    title: str


def to_amend(texts: Iterable[Text], language: str, on: date) -> Text | None:
    """The text on which an amendment of a day rests: the newest of the language that has not ended by then. One that
    begins later counts too, because what was adopted and is still to come would be lost otherwise.
    """
    left = [each for each in texts if each.language == language and each.kind in RESTS_ON]
    left = [each for each in left if each.until is None or each.until > on]
    return min(left, key=preferred, default=None)


def check_stands(stated: str, events: Iterable[Event], on: date) -> None:
    """Refuse law.amends_ended for a measure that no longer holds on the day."""
    if state_of(stated, events, on) in ENDED:
        raise Refusal(refused.AMENDS_ENDED, on=on.isoformat())


def behind(base: Text, events: Iterable[Event], on: date) -> date | None:
    """The day of the first amendment that happened by a day and that the text does not hold; None if it holds all."""
    return next((each.on for each in pending(events, base, on) if each.on is not None), None)


def check_holds_all(base: Text, events: Iterable[Event], on: date) -> None:
    """Refuse law.base_behind: amended, such a text would look as if it held what it does not."""
    missing = behind(base, events, on)
    if missing is not None:
        raise Refusal(refused.BASE_BEHIND, field="version", on=missing.isoformat())


def check_begins(base: date, start: date) -> None:
    """Refuse law.amends_before: a text as amended begins after the text that it amends."""
    if start <= base:
        raise Refusal(refused.AMENDS_BEFORE, field="holds_from", start=base.isoformat())


def typed(content: bytes) -> str:
    """The lines of a text as a version of a draft has them: each part on a line of its own."""
    lines: list[str] = []
    for part in parts(read(content).root):
        head = f"{part.num} {part.heading}".strip()
        own = part.text.split("\n") if part.text else []
        if part.num and not part.heading and own:
            lines += [f"{part.num} {own[0]}", *own[1:]]
        else:
            lines += [*([head] if head else []), *own]
    return "\n".join(lines)


def check_amendable(base: Base) -> None:
    """Refuse law.not_amendable for a text that would not come back word for word and part for part from its lines: an
    amendment of it would change what nobody changed.
    """
    try:
        again = _made(base, typed(base.content))
    except Refusal:
        raise Refusal(refused.NOT_AMENDABLE) from None
    if _node(again.content) != _node(base.content):
        raise Refusal(refused.NOT_AMENDABLE)


def revised(base: Base, text: str) -> tuple[Drafted, list[Instruction]]:
    """The document of the revised text, and the instructions that make it of the base.

    Refuses law.not_amendable, law.amends_nothing, and what drafts.drafted refuses.
    """
    check_amendable(base)
    made = _made(base, text)
    found = generate(_node(base.content), _node(made.content))
    if not found:
        raise Refusal(refused.AMENDS_NOTHING, field="text")
    return made, found


def check_fits(base: bytes, instructions: Sequence[Instruction], draft: bytes) -> None:
    """Whether the instructions still make the draft of this text. Refuses law.base_moved, and law.amend_* with the
    instruction that does not fit.
    """
    if apply(instructions, _node(base)) != _node(draft):
        raise Refusal(refused.BASE_MOVED)


def check_same(draft: bytes, text: bytes) -> None:
    """Refuse law.not_amendable where a text that was kept is not the draft, letter for letter."""
    if _node(draft) != _node(text):
        raise Refusal(refused.NOT_AMENDABLE)


def touched(base: bytes, draft: bytes) -> list[str]:
    """The eIds of the provisions that say something else in the draft, or that came or went, by their text."""
    before, after = _parts(base), _parts(draft)
    own = (Kind.CHANGED, Kind.INSERTED, Kind.DELETED)
    found = [change.old or change.new for change in compare(before, after) if change.kind in own]
    return [part.eid for part in found if part is not None]


def _made(base: Base, text: str) -> Drafted:
    return drafted(text, uri=base.uri, language=base.language, on=base.on, title=base.title)


def _node(content: bytes) -> Node:
    return nodes_of(read(content).document)


def _parts(content: bytes) -> list[Part]:
    return parts(read(content).root)
