"""The values with which a program reckons: nothing (None), one value, or several in a container."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

MOST = 1_000
"""Values in one container."""


@dataclass(frozen=True)
class Many:
    """Several values; their order counts only where they are `ordered`."""

    items: tuple[Any, ...]
    ordered: bool = False


Value = Any
"""None, a truth, a number, a text, a pair or a point (tuples), or Many."""


def container(values: Iterable[Value], *, ordered: bool) -> Many | None:
    """Of values and containers, without what is nothing; nothing where nothing is left, and where it grows beyond all
    measure: a program that doubles a container again and again would take all memory.
    """
    found: list[Any] = []
    for each in values:
        found += each.items if isinstance(each, Many) else [] if each is None else [each]
    return Many(tuple(found), ordered) if 0 < len(found) <= MOST else None


def same(a: Value, b: Value) -> bool:
    """Whether two values are the same; of containers that are not ordered, whatever their order."""
    if isinstance(a, Many) or isinstance(b, Many):
        first, second = _items(a), _items(b)
        ordered = isinstance(a, Many) and a.ordered
        return list(first) == list(second) if ordered else sorted(map(repr, first)) == sorted(map(repr, second))
    return bool(a == b)


def _items(value: Value) -> Sequence[Any]:
    return [plain(each) for each in (value.items if isinstance(value, Many) else (value,))]


def plain(value: Value) -> Value:
    """Numbers that are the same are written alike."""
    return float(value) if isinstance(value, int | float) and not isinstance(value, bool) else value


def typed(value: Any, base: str) -> Value:
    """A value of JSON or of XML, as one of a base type of QTI; None for what is none of it."""
    if value is None or value == "":
        return None
    if base in {"pair", "directedPair", "point"}:
        parts = value.split() if isinstance(value, str) else list(value)
        made = [_number(each) for each in parts] if base == "point" else [str(each) for each in parts]
        if len(made) != 2 or None in made:
            return None
        return tuple(sorted(made)) if base == "pair" else tuple(made)
    if base in {"float", "integer"}:
        number = _number(value)
        return number if number is None or base == "float" else int(number)
    if base == "boolean":
        return {"true": True, "1": True, "false": False, "0": False}.get(str(value).lower())
    return str(value)


def _number(value: Any) -> float | None:
    try:
        made = float(value)
    except (TypeError, ValueError):
        return None
    return made if abs(made) <= 1e15 else None  # neither infinite nor no number at all
