"""One change of a fork by itself, so that a parent can take it without all the others."""

from collections.abc import Mapping, Set
from copy import deepcopy
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import shapes
from kerege.training.rules.curricula.difference import difference
from kerege.training.rules.curricula.editing import add, move_beside, remove, say, without_language
from kerege.training.rules.curricula.walking import ROOT, Content, Placed, placed
from kerege.training.words.curricula import Change
from kerege.training.words.curricula_refused import CURRICULUM_NO_PART


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


def put_back(content: Content, parent: Content, address: str) -> Content:
    """A draft with a part that it took out as the parent has it, with all that is in it, in its place, and linked as
    there. Languages that the draft does not have are left out, and so is what the draft has somewhere else by now.

    Refuses training.curriculum_no_part where the parent has no such part, or the draft has it or has no place for it.
    """
    there = parent
    for lang in (each for each in parent["languages"] if each not in content["languages"]):
        there = without_language(there, lang)
    if address in placed(content) or address not in placed(there):
        raise Refusal(CURRICULUM_NO_PART, field="part", part=address[:130])
    made = only(content, _but(there, placed(content).keys(), address), address)
    parts, came = placed(made), placed(made).keys() - placed(content).keys()
    for name, part in placed(there).items():
        here = parts.get(name)
        if here is None or name in came or here.node != part.node:
            continue
        for field, shape in shapes.contents(part.node).items():
            if isinstance(shape, shapes.Links) and field in part.told:
                _link_again(here.told, field, part.told[field], came, many=shape.many)
    return made


def _but(there: Content, here: Set[str], address: str) -> Content:
    """The parent without those parts of one that a draft has itself: it moved them before it took that one out."""
    made = deepcopy(there)
    parts = placed(made)
    for name in here & parts.keys():
        part, around = parts[name], parts[name].parent
        while around not in {address, ROOT}:
            around = parts[around].parent
        if around == address:
            siblings = parts[part.parent].told[part.field]
            siblings[:] = [each for each in siblings if each is not part.told]
    return made


def _link_again(told: Content, field: str, wanted: Any, came: Set[str], *, many: bool) -> None:
    """Let a field lead to what came back, in the order of the parent, and leave all else as it is."""
    if not many:
        if wanted in came and not told.get(field):
            told[field] = wanted
        return
    now = list(told.get(field, ()))
    back = [each for each in wanted if each in came and each not in now]
    if back:
        known = {each: number for number, each in enumerate(wanted)}
        told[field] = sorted([*now, *back], key=lambda each: known.get(each, len(known)))


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
