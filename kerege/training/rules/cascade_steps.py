"""The cascade woven on: what a few changed courses make of one that is woven already. Plain Python, no clock.

Woven on is the same as woven from nothing, whatever was written in whatever order; only the work differs: it grows with
what hangs on the changed courses and not with the cascade.
"""

from collections.abc import Collection, Iterable, Mapping
from typing import Literal, TypeVar

from kerege.training.rules.cascade import Knot, Line, Placed, start_of
from kerege.training.words.cascade import Basis

Key = TypeVar("Key")
Value = TypeVar("Value")
Pair = tuple[int, int]
Stated = Mapping[Pair, Basis]


def persons_of(courses: Collection[int], *each_of: Mapping[int, Collection[int]]) -> set[int]:
    """The persons who have one of these courses in any of the mappings of persons to their courses."""
    wanted = frozenset(courses)
    return {person for each in each_of for person, theirs in each.items() if not wanted.isdisjoint(theirs)}


def instead(before: Mapping[Key, Value], gone: Iterable[Key], new: Mapping[Key, Value]) -> dict[Key, Value]:
    """What was there, without what is gone and with what is new."""
    found = dict(before)
    for key in gone:
        found.pop(key, None)
    found.update(new)
    return found


def differing(before: Mapping[int, object], after: Mapping[int, object]) -> set[int]:
    """The persons of whom the two do not say the same."""
    return {person for person, theirs in before.items() if after.get(person) != theirs} | (after.keys() - before.keys())


def counted_again(
    before: Placed, was: Iterable[Line], now: Iterable[Line], stated: tuple[Stated, Stated], touched: Collection[int]
) -> dict[Pair, Line | None]:
    """The lines that may be another one now; None where there is none any more. `was` and `now` are those of the people
    concerned, before and after; `stated` all that sources say, before and after.
    """
    more = dict.fromkeys(_looked_at(before, stated, touched), 0)
    for lines, sign in ((was, -1), (now, 1)):
        for line in lines:
            more[line.above, line.below] = more.get((line.above, line.below), 0) + sign * line.people
    return {pair: _line(before, pair, people, stated[1].get(pair)) for pair, people in more.items()}


def _looked_at(before: Placed, stated: tuple[Stated, Stated], touched: Collection[int]) -> Iterable[Pair]:
    for each in touched:
        yield from ((line.above, line.below) for line in before.below.get(each, ()))
        yield from ((line.above, line.below) for line in before.above.get(each, ()))
    for one, other in (stated, stated[::-1]):
        yield from (
            pair for pair, basis in one.items() if other.get(pair) != basis or pair[0] in touched or pair[1] in touched
        )


def _line(before: Placed, pair: Pair, more: int, says: Basis | None) -> Line | None:
    known = next((line for line in before.above.get(pair[1], ()) if line.above == pair[0]), None)
    people = (known.people if known is not None else 0) + more
    if people:
        return Line(*pair, Basis.REGISTER, people)
    return Line(*pair, says) if says is not None else None


def place_on(
    before: Placed, knots: Mapping[int, Knot], changed: Mapping[Pair, Line | None], touched: Collection[int]
) -> Placed:
    """The generations after some lines became others (None: no line any more) and some courses were touched: changed,
    new, or gone from `knots`. Every line of a touched course is among the changed ones.
    """
    lines = [line for line in changed.values() if line is not None and line.above in knots and line.below in knots]
    ends = {*touched, *(end for pair in changed for end in pair)}
    below, above = dict(before.below), dict(before.above)
    for sides in (below, above):
        for end in ends & sides.keys():
            sides[end] = tuple(line for line in sides[end] if (line.above, line.below) not in changed)
    for line in lines:
        below[line.above] = (*below.get(line.above, ()), line)
        above[line.below] = (*above.get(line.below, ()), line)
    for sides in (below, above):
        for end in ends:
            if not sides.get(end, True):
                del sides[end]
    begins = {pair[0] for pair in changed if (pair[0] in before.below) != (pair[0] in below)}
    again = _hanging({*touched, *begins, *(pair[1] for pair in changed)}, "below", before.below, below)
    generation = {number: g for number, g in before.generation.items() if number not in again}
    _spread_on(generation, {number: knots[number] for number in again if number in knots}, below, above)
    hung, known = below.keys() | above.keys(), generation.keys()
    return Placed(generation, frozenset(hung & known), frozenset(hung - known), below, above)


Lines = Mapping[int, tuple[Line, ...]]


def upwards(ends: Iterable[int], *aboves: Lines) -> set[int]:
    """These courses and all under which they hang, as it was or as it is."""
    return _hanging(ends, "above", *aboves)


def _hanging(ends: Iterable[int], side: Literal["above", "below"], *lines_of: Lines) -> set[int]:
    found, waiting = set(ends), list(ends)
    while waiting:
        number = waiting.pop()
        for lines in lines_of:
            more = {getattr(line, side) for line in lines.get(number, ())} - found
            found |= more
            waiting += more
    return found


def _spread_on(found: dict[int, int], again: Mapping[int, Knot], below: Lines, above: Lines) -> None:
    """Give the courses of `again` their generation, the nearest first; all others in `found` keep theirs."""
    waiting: dict[int, list[int]] = {}
    for number, knot in again.items():
        start = start_of(knot, below, above)
        if start is None:
            nearest = (found[line.above] for line in above.get(number, ()) if line.above in found)
            start = min(nearest, default=-1) + 1 or None
        if start is not None:
            waiting.setdefault(start, []).append(number)
    generation = min(waiting, default=0)
    while waiting:
        for number in waiting.pop(generation, ()):
            if number not in found:
                found[number] = generation
                under = [line.below for line in below.get(number, ()) if line.below in again]
                waiting.setdefault(generation + 1, []).extend(each for each in under if each not in found)
        if not waiting.get(generation + 1, True):
            del waiting[generation + 1]
        generation += 1
