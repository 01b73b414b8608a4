"""One change of a fork by itself, so that a parent can take it without all the others."""

from collections.abc import Mapping
from copy import deepcopy

from kerege.training.rules.curricula import shapes
from kerege.training.rules.curricula.difference import difference
from kerege.training.rules.curricula.editing import add, move_beside, remove, say
from kerege.training.rules.curricula.walking import Content, Placed, placed
from kerege.training.words.curricula import Change


def only(base: Content, fork: Content, address: str) -> Content:
    """The base with what the fork did to this one part, and to nothing else; of a new part with all that is in it,
    without links to what the base does not have. Refuses training.curriculum_no_part where the base has no place.
    """
    before, after = placed(base), placed(fork)
    now = after.get(address)
    if now is None:
        return remove(base, address)
    made = deepcopy(base)
    if address not in before:
        made = add(made, now.parent, now.field, deepcopy(now.told))
        return _linked(move_beside(made, address, now.parent, _list(after, now)))
    made = say(made, address, {name: deepcopy(now.told.get(name)) for name in shapes.contents(now.node)})
    became = next((each.changes for each in difference(base, fork) if each.address == address), ())
    if Change.MOVED in became:
        made = move_beside(made, address, now.parent, _list(after, now))
    return _linked(made)


def _list(parts: Mapping[str, Placed], part: Placed) -> list[str]:
    return [name for name, each in parts.items() if (each.parent, each.field) == (part.parent, part.field)]


def _linked(content: Content) -> Content:
    """Without links to parts that are not there."""
    parts = placed(content)
    for part in parts.values():
        for name, shape in shapes.contents(part.node).items():
            if isinstance(shape, shapes.Links) and name in part.told:
                value = part.told[name]
                there = [each for each in (value if shape.many else [value]) if each in parts]
                part.told[name] = there if shape.many else next(iter(there), "")
    return content
