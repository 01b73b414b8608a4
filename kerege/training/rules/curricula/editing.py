"""One change of a curriculum at a time: say something else, add, remove, move. Each gives new content; that which it is
given stays as it was. What comes out is checked by whoever keeps it.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import shapes
from kerege.training.rules.curricula.lines import place_in
from kerege.training.rules.curricula.merging import Conflict
from kerege.training.rules.curricula.translating import mark, path
from kerege.training.rules.curricula.walking import ROOT, Content, Placed, placed
from kerege.training.words import curricula_refused as refused
from kerege.training.words.curricula import Clash, Node


def part_of(content: Content, address: str) -> Placed:
    """The part at an address. Refuses training.curriculum_no_part."""
    found = placed(content).get(address)
    if found is None:
        raise Refusal(refused.CURRICULUM_NO_PART, field="part", part=address[:130])
    return found


def say(content: Content, address: str, told: Mapping[str, Any], states: Mapping[str, str] | None = None) -> Content:
    """Let a part say this; a field that is not named stays. A text whose source changes leaves its translations marked
    with what they translated, so that they are outdated; one that is written anew is marked with what it translates.

    `states` are those of languages in which the texts were written now. Refuses training.curriculum_no_part.
    """
    made = deepcopy(content)
    part = part_of(made, address)
    texts = shapes.texts(part.node)
    for name, value in told.items():
        before = part.told.get(name)
        if name in texts:
            _mark(made, path(address, name), dict(before or {}), dict(value or {}), states or {})
        if value in (None, "", [], {}, False):
            part.told.pop(name, None)
        else:
            part.told[name] = value
    return made


def add(content: Content, parent: str, field: str, told: Content) -> Content:
    """Put a new part at the end of a list of another. Refuses training.curriculum_no_part."""
    made = deepcopy(content)
    part = part_of(made, parent)
    if field not in shapes.children(part.node):
        raise Refusal(refused.CURRICULUM_NO_PART, field="part", part=f"{parent}.{field}"[:130])
    part.told.setdefault(field, []).append(dict(told))
    return made


def remove(content: Content, address: str) -> Content:
    """Take a part out, with all that is in it, and the links of others to it. Refuses training.curriculum_no_part."""
    made = deepcopy(content)
    part = _inner(made, address)
    siblings = placed(made)[part.parent].told[part.field]
    gone = {address} | _below(made, address)
    siblings[:] = [each for each in siblings if each is not part.told]
    _unlink(made, gone)
    return made


def move(content: Content, address: str, parent: str, position: int) -> Content:
    """Put a part under another of the kind that it stood under, as which of its list (from 0; too high is last).

    Refuses training.curriculum_no_part.
    """
    made = deepcopy(content)
    part, to = _inner(made, address), part_of(made, parent)
    if shapes.children(to.node).get(part.field) != part.node:
        raise Refusal(refused.CURRICULUM_NO_PART, field="part", part=parent[:130])
    siblings = placed(made)[part.parent].told[part.field]
    siblings[:] = [each for each in siblings if each is not part.told]
    to.told.setdefault(part.field, []).insert(max(position, 0), part.told)
    return made


def move_beside(content: Content, address: str, parent: str, order: Sequence[str]) -> Content:
    """Put a part under another, behind or before what it stands behind or before in this order of elsewhere; last where
    nothing of it is there. Refuses training.curriculum_no_part.
    """
    field = _inner(content, address).field
    here = [each.address for each in placed(content).values() if (each.parent, each.field) == (parent, field)]
    here = [each for each in here if each != address]
    return move(content, address, parent, place_in(order, address, here))


def free_id(content: Content, wanted: str) -> str:
    """This id, or the next free one behind it."""
    taken = placed(content)
    return (
        wanted
        if wanted not in taken
        else next(name for number in range(2, len(taken) + 3) if (name := f"{wanted[:55]}-{number}") not in taken)
    )


def decide(content: Content, conflict: Conflict, *, parents_side: bool) -> Content:
    """The content once a conflict is decided for one side. What stands now is the own side, but for a part that is gone
    on one: it was kept. Refuses training.curriculum_no_part where the part has gone since.
    """
    if conflict.clash in {Clash.GONE_HERE, Clash.GONE_THERE}:
        goes = (conflict.clash == Clash.GONE_THERE) == parents_side
        return remove(content, conflict.address) if goes else content
    if conflict.clash == Clash.LANGUAGE:
        stays = conflict.theirs if parents_side else conflict.own
        return content if stays else without_language(content, conflict.lang)
    if not parents_side:
        return content
    return _as_parent(content, conflict)


def _as_parent(content: Content, conflict: Conflict) -> Content:
    if conflict.clash == Clash.SAME_ID:
        told = conflict.theirs
        made = add(remove(content, conflict.address), told["parent"], told["field"], deepcopy(told["told"]))
        return move_beside(made, conflict.address, told["parent"], conflict.order)
    if conflict.clash == Clash.PLACE:
        return move_beside(content, conflict.address, str(conflict.theirs), conflict.order)
    if conflict.clash == Clash.ORDER:
        return _ordered(content, conflict)
    if conflict.clash == Clash.ANSWERS:
        made = deepcopy(content)
        part = part_of(made, conflict.address)
        part.told.clear()
        part.told.update(deepcopy(conflict.theirs))
        return made
    if not conflict.lang:
        return say(content, conflict.address, _theirs(content, conflict))
    texts = dict(part_of(content, conflict.address).told.get(conflict.field, {}))
    texts[conflict.lang] = conflict.theirs
    return say(content, conflict.address, {conflict.field: {lang: text for lang, text in texts.items() if text}})


def _theirs(content: Content, conflict: Conflict) -> Content:
    """What the parent says in a field that is no text, without links to what is not here."""
    part = part_of(content, conflict.address)
    if part.node == Node.ATTACHMENT and conflict.field == shapes.FILE[0] and isinstance(conflict.theirs, Mapping):
        return dict(conflict.theirs)
    value = deepcopy(conflict.theirs)
    if isinstance(shapes.contents(part.node).get(conflict.field), shapes.Links):
        there = placed(content)
        value = [each for each in value if each in there] if isinstance(value, list) else value
    return {conflict.field: value}


def without_language(content: Content, lang: str) -> Content:
    """The content in its other languages; that of the source always stays."""
    made = deepcopy(content)
    if lang == made["source"]:
        return made
    made["languages"] = [each for each in made["languages"] if each != lang]
    made.get("translations", {}).pop(lang, None)
    for part in placed(made).values():
        for name in shapes.texts(part.node):
            part.told.get(name, {}).pop(lang, None)
    return made


def with_language(content: Content, lang: str) -> Content:
    """The content with one more language, in which nothing is said yet."""
    made = deepcopy(content)
    if lang not in made["languages"]:
        made["languages"] = [*made["languages"], lang]
    return made


def _inner(content: Content, address: str) -> Placed:
    part = part_of(content, address)
    if address == ROOT:
        raise Refusal(refused.CURRICULUM_NO_PART, field="part", part="–")
    return part


def _below(content: Content, address: str) -> set[str]:
    """The addresses of all that is in a part."""
    found = {address}
    for each in placed(content).values():  # a part comes before what is in it
        if each.address and each.parent in found:
            found.add(each.address)
    return found - {address}


def _unlink(content: Content, gone: set[str]) -> None:
    for part in placed(content).values():
        for name, shape in shapes.contents(part.node).items():
            if isinstance(shape, shapes.Links) and name in part.told:
                if not shape.many and part.told[name] in gone:
                    del part.told[name]
                elif shape.many:
                    part.told[name] = [each for each in part.told[name] if each not in gone]


def _ordered(content: Content, conflict: Conflict) -> Content:
    made = deepcopy(content)
    siblings = part_of(made, conflict.address).told.get(conflict.field, [])
    now, theirs = [each["id"] for each in siblings], [name.rsplit("/", 1)[-1] for name in conflict.theirs]
    order = [name for name in theirs if name in now]
    for name in now:
        if name not in order:
            order.insert(place_in(now, name, order), name)
    siblings.sort(key=lambda each: order.index(each["id"]))
    return made


def _mark(
    content: Content, name: str, before: Mapping[str, str], after: Mapping[str, str], states: Mapping[str, str]
) -> None:
    source = content["source"]
    for lang in content["languages"]:
        if lang == source:
            continue
        of_language = content.get("translations", {}).get(lang, {"state": "draft"})
        noted = of_language.get("texts", {}).get(name)
        written = lang in states or after.get(lang) != before.get(lang)
        if written:
            noted = {"state": states.get(lang, "draft"), "of": mark(after.get(source, ""))}
        elif after.get(source) != before.get(source):
            noted = (
                {"state": of_language["state"], "of": mark(before.get(source, ""))}
                if noted is None
                else (noted if noted["of"] else {**noted, "of": mark(before.get(source, ""))})
            )
        if noted is not None and after.get(lang):
            texts = content.setdefault("translations", {}).setdefault(lang, {"state": "draft"}).setdefault("texts", {})
            texts[name] = noted
        else:
            content.get("translations", {}).get(lang, {}).get("texts", {}).pop(name, None)
