"""A conflict of an update decided for neither side: which value of one's own can be given, and what comes of it."""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import shapes
from kerege.training.rules.curricula.editing import move_beside, part_of, say
from kerege.training.rules.curricula.merging import Conflict
from kerege.training.rules.curricula.walking import Content, Placed, placed
from kerege.training.words import curricula_refused as refused
from kerege.training.words.curricula import Clash, Node

TAKEN_WHOLE = (*shapes.FILE, "question", "origin")
"""Fields of which nobody types a third value: which file it is, and which question of the bank."""


def text_asked(content: Content, conflict: Conflict) -> tuple[shapes.Text, str] | None:
    """The text that can be given and its language: that of the source where one side took the whole text out; None
    for a conflict about none, or about a part that has gone since.
    """
    part = placed(content).get(conflict.address)
    if part is None or conflict.clash not in {Clash.FIELD, Clash.LINES}:
        return None
    shape = shapes.texts(part.node).get(conflict.field)
    return None if shape is None else (shape, conflict.lang or content["source"])


def value_asked(content: Content, conflict: Conflict) -> Any:
    """The shape of a value that can be given in place of both sides'; None where there is none."""
    part = placed(content).get(conflict.address)
    if part is None or conflict.clash != Clash.FIELD or conflict.field in TAKEN_WHOLE:
        return None
    if part.node == Node.ITEM and part.told.get("question"):
        return None
    shape = shapes.contents(part.node).get(conflict.field)
    return None if isinstance(shape, shapes.Text | shapes.Flag) else shape


def order_asked(content: Content, conflict: Conflict) -> list[str]:
    """The addresses of the parts that can be put in an order of one's own, as they stand; none for other conflicts."""
    if conflict.clash != Clash.ORDER:
        return []
    return [each.address for each in _siblings(content, conflict)]


def places_asked(content: Content, conflict: Conflict) -> list[str]:
    """The addresses of the parts under which a part can be put that both moved; none for other conflicts."""
    parts = placed(content)
    if conflict.clash != Clash.PLACE or conflict.address not in parts:
        return []
    here = parts[conflict.address]
    return [each.address for each in parts.values() if shapes.children(each.node).get(here.field) == here.node]


def say_own(content: Content, conflict: Conflict, text: str) -> Content:
    """The content once a conflict about a text is decided for neither side but for this text.

    Refuses training.curriculum_no_part where the part has gone since, and training.curriculum_no_text for a conflict
    about something that is no text.
    """
    part = part_of(content, conflict.address)
    asked = text_asked(content, conflict)
    if asked is None:
        raise Refusal(refused.CURRICULUM_NO_TEXT, field="text")
    texts = part.told.get(conflict.field) or _known(content, conflict.theirs)
    return say(content, conflict.address, {conflict.field: {**texts, asked[1]: text}})


def settle(content: Content, conflict: Conflict, value: Any) -> Content:
    """The content once a conflict is decided for neither side but for this value: that of a field, the addresses of all
    parts of a list in their order, or the address of the part under which a part shall stand.

    Refuses training.curriculum_no_part where the part has gone since, training.curriculum_unknown for an order that is
    none of these parts and for a place where it cannot stand, and training.curriculum_no_value for a conflict that one
    of the two sides decides.
    """
    part_of(content, conflict.address)
    if order := order_asked(content, conflict):
        return _in_order(content, conflict, order, value)
    if places := places_asked(content, conflict):
        if value not in places:
            _unknown(str(value), conflict, places)
        return move_beside(content, conflict.address, str(value), conflict.order)
    if value_asked(content, conflict) is None:
        raise Refusal(refused.CURRICULUM_NO_VALUE, field="value")
    return say(content, conflict.address, {conflict.field: value})


def _in_order(content: Content, conflict: Conflict, now: Sequence[str], value: Any) -> Content:
    wanted = [str(each) for each in value] if isinstance(value, list | tuple) else [str(value)]
    if sorted(wanted) != sorted(now):
        strange = [each for each in wanted if each not in now] or [each for each in now if each not in wanted]
        _unknown(next(iter(strange), wanted[0] if wanted else ""), conflict, now)
    made = deepcopy(content)
    ids = [each.rsplit("/", 1)[-1] for each in wanted]
    part_of(made, conflict.address).told[conflict.field].sort(key=lambda each: ids.index(each["id"]))
    return made


def _siblings(content: Content, conflict: Conflict) -> list[Placed]:
    found = placed(content).values()
    return [each for each in found if each.address and (each.parent, each.field) == (conflict.address, conflict.field)]


def _known(content: Content, texts: Any) -> dict[str, str]:
    """What the parent says, in the languages that there are here."""
    told = texts if isinstance(texts, Mapping) else {}
    return {lang: text for lang, text in told.items() if lang in content["languages"]}


def _unknown(value: str, conflict: Conflict, known: Sequence[str]) -> None:
    place = f"{conflict.address}.{conflict.field}".strip(".")
    listed = ", ".join(known)[:400]
    raise Refusal(refused.CURRICULUM_UNKNOWN, field="value", value=value[:60], place=place, known=listed)
