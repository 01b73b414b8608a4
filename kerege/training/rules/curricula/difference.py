"""What became of a curriculum: part by part, field by field, and within lessons line by line."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kerege.training.rules.curricula import shapes
from kerege.training.rules.curricula.lines import Line, compared, out_of_order
from kerege.training.rules.curricula.shapes import Text
from kerege.training.rules.curricula.walking import ROOT, Content, Placed, own, placed
from kerege.training.words.curricula import Change, Node


@dataclass(frozen=True)
class FieldChange:
    """What a part says otherwise. `lang` is empty for what is no text; `lines` are those of a long text."""

    field: str
    lang: str
    old: Any
    new: Any
    lines: tuple[Line, ...] = ()


@dataclass(frozen=True)
class PartChange:
    """What became of one part, called by its `title` in every language. `within` says that the part around it came or
    went with it; `changes` are empty only where nothing of it changed.
    """

    address: str
    node: Node
    title: Mapping[str, str]
    changes: tuple[Change, ...]
    fields: tuple[FieldChange, ...]
    parent: str
    parent_before: str
    within: bool


def difference(old: Content, new: Content) -> list[PartChange]:
    """Every part that came, went, moved or says something else, in the order of the new one; what is gone stands where
    it stood.
    """
    before, after = placed(old), placed(new)
    moved = _moved(before, after)
    found = (_change(before.get(address), after.get(address), moved, before, after) for address in _walk(before, after))
    return [each for each in found if each.changes]


def _change(
    was: Placed | None, now: Placed | None, moved: set[str], before: Mapping[str, Placed], after: Mapping[str, Placed]
) -> PartChange:
    part = now or was
    assert part is not None  # noqa: S101 - an address comes from one of the two
    if was is None or now is None or was.node != now.node:
        kinds = [Change.REMOVED] if now is None else [Change.ADDED]
        fields: tuple[FieldChange, ...] = tuple(_fields(was if now is None else None, now))
    else:
        fields = tuple(_fields(was, now))
        kinds = [Change.MOVED] * (part.address in moved) + [Change.CHANGED] * bool(fields)
    other = after if now is None else before
    alone = len(kinds) == 1 and kinds[0] in {Change.ADDED, Change.REMOVED}
    return PartChange(
        address=part.address,
        node=part.node,
        title=title_of(part),
        changes=tuple(kinds),
        fields=fields,
        parent=part.parent,
        parent_before=was.parent if was is not None else part.parent,
        within=alone and part.address != ROOT and part.parent not in other,
    )


def title_of(part: Placed) -> Mapping[str, str]:
    """By what people know a part: its first text; what it is called in the tree where it has none."""
    for name in shapes.texts(part.node):
        if part.told.get(name):
            found: Mapping[str, str] = part.told[name]
            return found
    return {"": str(part.told.get("name", part.address))}


def _fields(was: Placed | None, now: Placed | None) -> Iterator[FieldChange]:
    node = (now or was).node  # type: ignore[union-attr]
    return changed_fields(node, own(was) if was is not None else {}, own(now) if now is not None else {})


def changed_fields(node: Node, old: Content, new: Content) -> Iterator[FieldChange]:
    """Field by field, what a part of this kind says otherwise."""
    for name, field in shapes.contents(node).items():
        if isinstance(field, Text):
            texts = old.get(name, {}), new.get(name, {})
            for lang in dict.fromkeys([*texts[1], *texts[0]]):
                a, b = texts[0].get(lang, ""), texts[1].get(lang, "")
                if a != b:
                    yield FieldChange(name, lang, a, b, compared(a, b) if field.long else ())
        elif old.get(name) != new.get(name):
            yield FieldChange(name, "", old.get(name), new.get(name))


def _moved(before: Mapping[str, Placed], after: Mapping[str, Placed]) -> set[str]:
    """Parts under another part than before, and the fewest that explain another order under the same one."""
    both = [name for name in after if name in before and before[name].node == after[name].node]
    found = {name for name in both if before[name].parent != after[name].parent}
    lists = _lists(before, set(both) - found), _lists(after, set(both) - found)
    for place, order in lists[1].items():
        found |= out_of_order(lists[0].get(place, []), order)
    return found


def _lists(parts: Mapping[str, Placed], among: set[str]) -> dict[tuple[str, str], list[str]]:
    found: dict[tuple[str, str], list[str]] = {}
    for name, part in parts.items():
        if name in among and name != ROOT:
            found.setdefault((part.parent, part.field), []).append(name)
    return found


def _walk(before: Mapping[str, Placed], after: Mapping[str, Placed]) -> Iterator[str]:
    """Every address once: those that are gone behind what stood before them."""
    gone: dict[str, list[str]] = {}
    last = ROOT
    for name in before:
        if name in after:
            last = name
        else:
            gone.setdefault(last, []).append(name)
    for name in after:
        yield name
        yield from gone.get(name, ())
