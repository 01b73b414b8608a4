"""Corrected keys: whether another version of a question asks the same, so that answers to the old one can be graded by
what the new one says is right.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from decimal import Decimal
from typing import Any

from kerege.training.rules import items
from kerege.training.rules.exam_attempts import Grade
from kerege.training.rules.items import Interaction, Item
from kerege.training.rules.items.shapes import Partly


def asks_the_same(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether both ask the same in every language of the first: words, answers and their order, pictures, limits. What
    is right, what it is worth, and what is told afterwards may differ.
    """
    first, second = items.kept(dict(before)), items.kept(dict(after))
    spoken = frozenset(first.languages)
    return spoken <= frozenset(second.languages) and _asked(first, spoken) == _asked(second, spoken)


def grades_alike(before: Mapping[str, Any], after: Mapping[str, Any]) -> bool:
    """Whether both give every answer the same points."""
    first, second = items.kept(dict(before)), items.kept(dict(after))
    return first.processing == second.processing and list(map(_key, first.interactions)) == list(
        map(_key, second.interactions)
    )


def _asked(item: Item, spoken: frozenset[str]) -> Any:
    bare = [replace(each, right=(), accepted=(), numbers=(), table=None, guide={}) for each in item.interactions]
    alike = [replace(each, points=1, partly=Partly.NOTHING, case=False) for each in bare]
    shown = [replace(each, choices=_silent(each.choices), targets=_silent(each.targets)) for each in alike]
    return _in_languages((item.text, shown, item.images, item.by_hand), spoken)


def _silent(choices: tuple[Any, ...]) -> tuple[Any, ...]:
    """Answers without what is told of them afterwards."""
    return tuple(replace(each, why={}) for each in choices)


def _in_languages(value: Any, spoken: frozenset[str]) -> Any:
    """A value without its words in other languages."""
    if isinstance(value, Mapping):
        return {name: _in_languages(each, spoken) for name, each in value.items() if name in spoken}
    if isinstance(value, list | tuple):
        return [_in_languages(each, spoken) for each in value]
    if hasattr(value, "__dataclass_fields__"):
        return [(name, _in_languages(getattr(value, name), spoken)) for name in value.__dataclass_fields__]
    return value


def _key(each: Interaction) -> Any:
    accepted = [replace(one, why={}) for one in each.accepted]
    numbers = [replace(one, why={}) for one in each.numbers]
    return (sorted(each.right), accepted, numbers, each.table, each.partly, each.case, each.points)


@dataclass(frozen=True)
class Effect:
    """What a corrected key does to attempts that were graded or wait for a mark; trials count for nothing."""

    asked: int = 0
    up: int = 0
    down: int = 0
    passed: int = 0
    failed: int = 0


def effect(before: list[Grade], after: list[Grade], mark: int) -> Effect:
    """What changes from one grading of the same attempts to another; `mark` is the pass mark. Of attempts that wait for
    a person nothing is said about passing.
    """
    pairs = list(zip(before, after, strict=True))
    ready = [(one.passed(mark), two.passed(mark)) for one, two in pairs if not two.waits]
    rise = [two.points - one.points for one, two in pairs]
    return Effect(
        len(pairs),
        sum(each > Decimal(0) for each in rise),
        sum(each < Decimal(0) for each in rise),
        ready.count((False, True)),
        ready.count((True, False)),
    )
