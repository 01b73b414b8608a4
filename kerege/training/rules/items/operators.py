"""What a program may reckon with: the operators of QTI that items really use, each with how many values it takes.

Left out on purpose: patternMatch (a pattern can take forever), custom operators (programs of somebody else), random
ones (the same answer has to bring the same points), and those of tests.
"""

import math
from collections.abc import Callable, Sequence
from typing import Any

from kerege.training.rules.items.values import Many, Value, container, plain, same

Args = Sequence[Value]
NUMBERS = 1e15


def _numbers(args: Args) -> list[float] | None:
    """All numbers of all arguments; None where one is nothing or no number."""
    found: list[Any] = []
    for each in args:
        found += each.items if isinstance(each, Many) else [each]
    right = all(isinstance(each, int | float) and not isinstance(each, bool) for each in found)
    return [float(each) for each in found] if right and found else None


def _reckoned(made: Callable[[list[float]], float]) -> Callable[[Args], Value]:
    """With numbers; nothing where they are none, where it cannot be done, and where it grows beyond all measure."""

    def of(args: Args) -> Value:
        numbers = _numbers(args)
        if numbers is None:
            return None
        try:
            value = made(numbers)
        except (ZeroDivisionError, OverflowError, ValueError):
            return None
        return value if isinstance(value, int | float) and abs(value) <= NUMBERS else None

    return of


def _compared(made: Callable[[float, float], bool]) -> Callable[[Args], Value]:
    def of(args: Args) -> Value:
        numbers = _numbers(args)
        return None if numbers is None or len(numbers) != 2 else made(*numbers)

    return of


def _all(args: Args) -> Value:
    if any(each is False for each in args):
        return False
    return None if any(each is None for each in args) else True


def _any(args: Args) -> Value:
    if any(each is True for each in args):
        return True
    return None if any(each is None for each in args) else False


def _not(args: Args) -> Value:
    return None if args[0] is None else not args[0]


def _match(args: Args) -> Value:
    return None if args[0] is None or args[1] is None else same(args[0], args[1])


def _member(args: Args) -> Value:
    one, several = args
    if one is None or several is None:
        return None
    items = several.items if isinstance(several, Many) else (several,)
    return plain(one) in [plain(each) for each in items]


def _contains(args: Args) -> Value:
    """Whether the second is in the first: as often as it is there, or as a run where the order counts."""
    if args[0] is None or args[1] is None:
        return None
    whole, part = ([plain(e) for e in (each.items if isinstance(each, Many) else (each,))] for each in args)
    if isinstance(args[0], Many) and args[0].ordered:
        return any(whole[at : at + len(part)] == part for at in range(len(whole) - len(part) + 1))
    return all(whole.count(each) >= part.count(each) for each in part)


def _delete(args: Args) -> Value:
    one, several = args
    if one is None or not isinstance(several, Many):
        return None
    return container((each for each in several.items if plain(each) != plain(one)), ordered=several.ordered)


def _size(args: Args) -> Value:
    return len(args[0].items) if isinstance(args[0], Many) else 0 if args[0] is None else 1


def _round(numbers: list[float]) -> float:
    return float(math.floor(numbers[0] + 0.5))


OPERATORS: dict[str, tuple[int, int, Callable[[Args], Value]]] = {
    "and": (1, 50, _all),
    "or": (1, 50, _any),
    "not": (1, 1, _not),
    "isNull": (1, 1, lambda args: args[0] is None),
    "match": (2, 2, _match),
    "member": (2, 2, _member),
    "contains": (2, 2, _contains),
    "delete": (2, 2, _delete),
    "containerSize": (1, 1, _size),
    "multiple": (0, 100, lambda args: container(args, ordered=False)),
    "ordered": (0, 100, lambda args: container(args, ordered=True)),
    "sum": (1, 100, _reckoned(math.fsum)),
    "product": (1, 100, _reckoned(math.prod)),
    "subtract": (2, 2, _reckoned(lambda n: n[0] - n[1])),
    "divide": (2, 2, _reckoned(lambda n: n[0] / n[1])),
    "power": (2, 2, _reckoned(lambda n: n[0] ** n[1])),
    "integerDivide": (2, 2, _reckoned(lambda n: int(n[0] // n[1]))),
    "integerModulus": (2, 2, _reckoned(lambda n: int(n[0] % n[1]))),
    "truncate": (1, 1, _reckoned(lambda n: int(n[0]))),
    "round": (1, 1, _reckoned(_round)),
    "max": (1, 100, _reckoned(max)),
    "min": (1, 100, _reckoned(min)),
    "integerToFloat": (1, 1, _reckoned(lambda n: n[0])),
    "gt": (2, 2, _compared(lambda a, b: a > b)),
    "gte": (2, 2, _compared(lambda a, b: a >= b)),
    "lt": (2, 2, _compared(lambda a, b: a < b)),
    "lte": (2, 2, _compared(lambda a, b: a <= b)),
}
"""Those that need nothing but values: how many at least and at most, and what comes of them."""
