"""Expressions of the program of an item: checked once when they come in, and run without anything that could fail."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.items.areas import contains
from kerege.training.rules.items.operators import OPERATORS
from kerege.training.rules.items.values import Many, Value, container, plain, typed
from kerege.training.words import items as words
from kerege.training.words.items import Outline

DEEPEST = 30
ATTRIBUTED = ("equal", "equalRounded", "stringMatch", "substring", "index", "anyN", "inside")
LEAVES = ("null", "baseValue", "variable", "correct", "default", "mapResponse", "mapResponsePoint")
KNOWN = (*LEAVES, *ATTRIBUTED, *OPERATORS)
"""Every operator that is run here."""


class Steps:
    """Counts what a program does. Refuses training.processing_too_large."""

    def __init__(self, most: int) -> None:
        self.left = self.most = most

    def count(self) -> None:
        self.left -= 1
        if self.left < 0:
            raise Refusal(words.PROCESSING_TOO_LARGE, field="processing", most=self.most)


@dataclass
class State:
    """What a running program knows."""

    declared: Mapping[str, Mapping[str, Any]]
    responses: Mapping[str, Value]
    outcomes: dict[str, Value]


def checked(told: Any, steps: Steps, outcomes: Any, responses: Any, depth: int = 0) -> list[Any]:
    """An expression as it is kept. Refuses training.processing_unknown, _wrong and _too_large."""
    steps.count()
    if not isinstance(told, list | tuple) or not told or not isinstance(told[0], str) or depth > DEEPEST:
        raise Refusal(words.PROCESSING_WRONG, field="processing", name="expression")
    name, rest = told[0], list(told[1:])
    if name not in KNOWN:
        raise Refusal(words.PROCESSING_UNKNOWN, field="processing", name=name[:60])
    if name in LEAVES:
        return [name, *_leaf(name, rest, outcomes, responses)]
    head: list[Any] = []
    if name in ATTRIBUTED:
        head, rest = [_attributes(name, rest)], rest[1:]
    least, most = {"anyN": (1, 50)}.get(name, (1, 1) if name in {"index", "inside"} else (2, 2))
    if name in OPERATORS:
        least, most, _made = OPERATORS[name]
    if not least <= len(rest) <= most:
        raise Refusal(words.PROCESSING_WRONG, field="processing", name=name)
    return [name, *head, *(checked(each, steps, outcomes, responses, depth + 1) for each in rest)]


def _leaf(name: str, rest: list[Any], outcomes: Any, responses: Any) -> list[Any]:
    if name == "null":
        return []
    if name == "baseValue":
        if len(rest) != 2 or typed(rest[1], str(rest[0])) is None:
            raise Refusal(words.PROCESSING_WRONG, field="processing", name=name)
        return [str(rest[0]), rest[1]]
    known = {**responses, **outcomes} if name in {"variable", "default"} else responses
    if len(rest) != 1 or rest[0] not in known:
        raise Refusal(words.PROCESSING_WRONG, field="processing", name=str(rest[:1])[:60])
    return rest


_READ: dict[str, dict[str, type]] = {
    "equal": {"mode": str, "tolerance": list},
    "equalRounded": {"mode": str, "figures": int},
    "stringMatch": {"case": bool, "substring": bool},
    "substring": {"case": bool},
    "index": {"n": int},
    "anyN": {"min": int, "max": int},
    "inside": {"outline": str, "at": list},
}


def _attributes(name: str, rest: list[Any]) -> dict[str, Any]:
    told = rest[0] if rest and isinstance(rest[0], Mapping) else None
    if told is None:
        raise Refusal(words.PROCESSING_WRONG, field="processing", name=name)
    read = _READ[name]
    for key, kind in read.items():
        if not isinstance(told.get(key), kind):
            raise Refusal(words.PROCESSING_WRONG, field="processing", name=f"{name}.{key}")
    found = {key: told[key] for key in read}
    numbers = [*found.get("tolerance", []), *found.get("at", [])]
    if not all(isinstance(each, int | float) for each in numbers):
        raise Refusal(words.PROCESSING_WRONG, field="processing", name=name)
    if name == "inside":
        right = {Outline.RECT: 4, Outline.CIRCLE: 3}.get(Outline(found["outline"]), len(found["at"]) // 2 * 2)
        if len(found["at"]) != right:
            raise Refusal(words.PROCESSING_WRONG, field="processing", name=name)
    return found


def value(told: list[Any], state: State) -> Value:
    """What an expression comes to."""
    name, rest = told[0], told[1:]
    if name in LEAVES:
        return _leaf_value(name, rest, state)
    if name in OPERATORS:
        return OPERATORS[name][2]([value(each, state) for each in rest])
    return _WITH[name](rest[0], [value(each, state) for each in rest[1:]])


def _leaf_value(name: str, rest: list[Any], state: State) -> Value:
    if name == "null":
        return None
    if name == "baseValue":
        return typed(rest[1], rest[0])
    if name == "variable":
        return state.outcomes[rest[0]] if rest[0] in state.outcomes else state.responses.get(rest[0])
    declared = state.declared.get(rest[0], {})
    if name == "correct":
        values = [typed(each, declared["base"]) for each in declared.get("correct", [])]
        if declared["cardinality"] == "single":
            return values[0] if values else None
        return container(values, ordered=declared["cardinality"] == "ordered")
    if name == "mapResponse":
        return _mapped(declared, state.responses.get(rest[0]))
    return _mapped_point(declared, state.responses.get(rest[0])) if name == "mapResponsePoint" else None


def _parts(given: Value) -> list[Any]:
    return list(given.items) if isinstance(given, Many) else [] if given is None else [given]


def _mapped(declared: Mapping[str, Any], given: Value) -> Value:
    """The points of each part once. A key of the table without `case` is compared whatever the size of its letters."""
    table = declared.get("table", {"points": []})
    total, seen = 0.0, []
    for part in _parts(given):
        if part in seen:
            continue
        seen.append(part)
        rows = (p for key, case, p in table["points"] if _same_key(typed(key, declared["base"]), part, bool(case)))
        total += next(rows, table.get("default", 0.0))
    return _bounded(table, total)


def _same_key(key: Value, part: Value, case: bool) -> bool:
    if isinstance(key, str) and isinstance(part, str) and not case:
        return key.casefold() == part.casefold()
    return bool(plain(key) == plain(part))


def _mapped_point(declared: Mapping[str, Any], given: Value) -> Value:
    """The points of each area once, however many points lie in it."""
    table = declared.get("areas", {"points": []})
    left, total = list(table["points"]), 0.0
    for x, y in _parts(given):
        inside = [row for row in left if contains(row[0], row[1], x, y)]
        hit_before = any(contains(row[0], row[1], x, y) for row in table["points"] if row not in left)
        if inside:
            total += inside[0][2]
            left.remove(inside[0])
        elif not hit_before:
            total += table.get("default", 0.0)
    return _bounded(table, total)


def _bounded(table: Mapping[str, Any], total: float) -> float:
    total = max(total, table["low"]) if "low" in table else total
    return min(total, table["high"]) if "high" in table else total


# -- operators with attributes -----------------------------------------------------------------------------------------


def _equal(told: Mapping[str, Any], args: list[Value]) -> Value:
    if any(not isinstance(each, int | float) or isinstance(each, bool) for each in args):
        return None
    a, b = float(args[0]), float(args[1])
    if told["mode"] == "exact":
        return a == b
    first, *more = [float(each) for each in told["tolerance"]] or [0.0]
    second = more[0] if more else first
    if told["mode"] == "relative":
        low, high = sorted((a * (1 - first / 100), a * (1 + second / 100)))
        return low <= b <= high
    return a - first <= b <= a + second


def _equal_rounded(told: Mapping[str, Any], args: list[Value]) -> Value:
    if any(not isinstance(each, int | float) or isinstance(each, bool) for each in args):
        return None
    figures = max(0, min(int(told["figures"]), 15))
    if told["mode"] == "decimalPlaces":
        return bool(round(args[0], figures) == round(args[1], figures))
    return f"{args[0]:.{max(figures, 1)}g}" == f"{args[1]:.{max(figures, 1)}g}"


def _string_match(told: Mapping[str, Any], args: list[Value]) -> Value:
    if args[0] is None or args[1] is None:
        return None
    a, b = (str(each) if told["case"] else str(each).casefold() for each in args)
    return b in a if told["substring"] else a == b


def _substring(told: Mapping[str, Any], args: list[Value]) -> Value:
    if args[0] is None or args[1] is None:
        return None
    a, b = (str(each) if told["case"] else str(each).casefold() for each in args)
    return a in b


def _index(told: Mapping[str, Any], args: list[Value]) -> Value:
    items = _parts(args[0])
    return items[told["n"] - 1] if 1 <= told["n"] <= len(items) else None


def _any_n(told: Mapping[str, Any], args: list[Value]) -> Value:
    true, open_ = sum(each is True for each in args), sum(each is None for each in args)
    if true > told["max"] or true + open_ < told["min"]:
        return False
    return True if true >= told["min"] and true + open_ <= told["max"] else None


def _inside(told: Mapping[str, Any], args: list[Value]) -> Value:
    points = _parts(args[0])
    if not points:
        return None
    return any(contains(told["outline"], told["at"], x, y) for x, y in points)


_WITH = {
    "equal": _equal,
    "equalRounded": _equal_rounded,
    "stringMatch": _string_match,
    "substring": _substring,
    "index": _index,
    "anyN": _any_n,
    "inside": _inside,
}
