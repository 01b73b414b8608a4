"""Which of two lists belong together, and which of them stayed in their order. The time grows with the length alone."""

from bisect import bisect_left
from collections import defaultdict, deque
from collections.abc import Callable, Hashable, Sequence
from typing import Any

Key = Callable[[Any], Hashable | None]
"""What two things share if they belong together; None where this says nothing about one."""


def paired(old: Sequence[Any], new: Sequence[Any], keys: Sequence[Key]) -> list[tuple[int, int]]:
    """Places in `old` and `new` that belong together, by the first key that says so; equal ones in their order."""
    pairs: list[tuple[int, int]] = []
    left, right = list(range(len(old))), list(range(len(new)))
    for key in keys:
        if not left or not right:
            break
        waiting: dict[Hashable, deque[int]] = defaultdict(deque)
        for place in left:
            waiting[key(old[place])].append(place)
        waiting.pop(None, None)
        found = []
        for place in right:
            queue = waiting.get(key(new[place]))
            if queue:
                found.append((queue.popleft(), place))
        olds, news = {pair[0] for pair in found}, {pair[1] for pair in found}
        left = [place for place in left if place not in olds]
        right = [place for place in right if place not in news]
        pairs += found
    return sorted(pairs)


def in_order(pairs: Sequence[tuple[int, int]]) -> set[tuple[int, int]]:
    """The most pairs (sorted by their first) that stand in the same order on both sides; the rest has moved."""
    ends: list[int] = []
    last: list[int] = []
    before: list[int] = []
    for place, (_, new) in enumerate(pairs):
        at = bisect_left(ends, new)
        before.append(last[at - 1] if at else -1)
        if at == len(ends):
            ends.append(new)
            last.append(place)
        else:
            ends[at], last[at] = new, place
    kept: set[tuple[int, int]] = set()
    place = last[-1] if last else -1
    while place >= 0:
        kept.add(pairs[place])
        place = before[place]
    return kept
