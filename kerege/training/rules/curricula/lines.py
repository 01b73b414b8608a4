"""Texts line by line, and lists id by id: what two have in common, and three-way merges of them."""

from bisect import bisect_left
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

CONTEXT = 2


@dataclass(frozen=True)
class Line:
    """A line of a comparison: `sign` is + for an added one, - for one that is gone, a space for one that stayed, and …
    for those left out between.
    """

    sign: str
    text: str


def compared(old: str, new: str) -> tuple[Line, ...]:
    """What became of the lines, each change with the lines around it."""
    before, after = old.splitlines(), new.splitlines()
    found: list[Line] = []
    for group in SequenceMatcher(None, before, after, autojunk=False).get_grouped_opcodes(CONTEXT):
        if found or group[0][1] > 0:
            found.append(Line("…", ""))
        for tag, start, end, first, last in group:
            if tag == "equal":
                found += [Line(" ", text) for text in before[start:end]]
            else:
                found += [Line("-", text) for text in before[start:end]]
                found += [Line("+", text) for text in after[first:last]]
    return tuple(found)


@dataclass(frozen=True)
class MergedText:
    """A text in which both sides' changes are. Where they meet, one has the own lines and the other the parent's."""

    own: str
    theirs: str

    @property
    def clean(self) -> bool:
        return self.own == self.theirs


def merged(base: str, own: str, theirs: str) -> MergedText:
    """A three-way merge by lines. Changes of both that touch each other, and are not the same, are no clean merge."""
    if own == base or own == theirs:
        return MergedText(theirs, theirs)
    if theirs == base:
        return MergedText(own, own)
    a, b, c = base.split("\n"), own.split("\n"), theirs.split("\n")
    ours: list[str] = []
    others: list[str] = []
    at = (0, 0, 0)
    for stop in _common(a, b, c):
        mine, yours = _between(a[at[0] : stop[0]], b[at[1] : stop[1]], c[at[2] : stop[2]])
        same = a[stop[0] : stop[0] + stop[3]]
        ours += [*mine, *same]
        others += [*yours, *same]
        at = (stop[0] + stop[3], stop[1] + stop[3], stop[2] + stop[3])
    return MergedText("\n".join(ours), "\n".join(others))


def _between(base: Sequence[str], own: Sequence[str], theirs: Sequence[str]) -> tuple[Sequence[str], Sequence[str]]:
    """What stands between two stretches that all three have."""
    if own == base or own == theirs:
        return theirs, theirs
    return (own, own) if theirs == base else (own, theirs)


def _common(a: Sequence[str], b: Sequence[str], c: Sequence[str]) -> Iterable[tuple[int, int, int, int]]:
    """Stretches that are the same in all three: where each begins in them, and how long it is; an empty one ends."""
    one = SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()
    two = SequenceMatcher(None, a, c, autojunk=False).get_matching_blocks()
    i = j = 0
    while i < len(one) and j < len(two):
        start = max(one[i].a, two[j].a)
        end = min(one[i].a + one[i].size, two[j].a + two[j].size)
        if start < end:
            yield start, one[i].b + start - one[i].a, two[j].b + start - two[j].a, end - start
        if one[i].a + one[i].size < two[j].a + two[j].size:
            i += 1
        else:
            j += 1
    yield len(a), len(b), len(c), 0


def out_of_order(old: Sequence[str], new: Sequence[str]) -> set[str]:
    """The fewest of the ids that both have that must have been moved for the one order to become the other."""
    place = {name: number for number, name in enumerate(old)}
    common = [name for name in new if name in place]
    tails: list[int] = []
    ends: list[int] = []
    before = [-1] * len(common)
    for number, name in enumerate(common):
        at = bisect_left(tails, place[name])
        tails[at : at + 1] = [place[name]]
        ends[at : at + 1] = [number]
        before[number] = ends[at - 1] if at else -1
    stayed, number = set(), ends[-1] if ends else -1
    while number >= 0:
        stayed.add(common[number])
        number = before[number]
    return set(common) - stayed


def in_order(
    base: Sequence[str], own: Sequence[str], theirs: Sequence[str], keep: Collection[str]
) -> tuple[list[str], bool]:
    """The ids of `keep` in an order that both sides' moves are in, and whether they contradict each other; then the
    order is the own one, with what only the parent has. Each of `keep` is on a side at least.

    Of two whose order one side turned round the turned order holds, so that both may move different ones, or the same
    one in the same direction. What a side added stands behind what it stands behind there. Turns that lead in a circle
    contradict each other, and so do two places of one that both added.
    """
    orders = [[name for name in side if name in keep] for side in (base, own, theirs)]
    shared = set(orders[0]) & set(orders[1]) & set(orders[2])
    spine = _turned(*([name for name in side if name in shared] for side in orders))
    runs = _runs(orders[1], shared), _runs(orders[2], shared)
    gaps = {anchor: _together(runs[0].get(anchor, []), runs[1].get(anchor, [])) for anchor in ("", *shared)}
    if spine is not None and None not in gaps.values():
        found = [name for anchor in ("", *spine) for name in ([anchor] if anchor else []) + (gaps[anchor] or [])]
        if len(set(found)) == len(found):
            return found, False
    return _as_own(orders[1], orders[2]), True


def _turned(was: Sequence[str], own: Sequence[str], theirs: Sequence[str]) -> list[str] | None:
    """The same ids in the order in which every pair stands that a side turned round; None where there is no such."""
    if own in (was, theirs) or theirs == was:
        return list(theirs if own == was else own)
    mine, yours = ({name: number for number, name in enumerate(side)} for side in (own, theirs))
    before = dict.fromkeys(was, 0)
    for number, first in enumerate(was):
        for second in was[number + 1 :]:
            turned = mine[first] > mine[second] or yours[first] > yours[second]
            before[first if turned else second] += 1
    return sorted(was, key=before.__getitem__) if len(set(before.values())) == len(was) else None


def place_in(order: Sequence[str], name: str, there: Sequence[str]) -> int:
    """As which of `there` something stands that in another order stands in `order`: behind the nearest of those before
    it that are there, else before the nearest of those after it, else last.
    """
    if name not in order:
        return len(there)
    at = list(order).index(name)
    for before in reversed(order[:at]):
        if before in there:
            return list(there).index(before) + 1
    return next((list(there).index(after) for after in order[at + 1 :] if after in there), len(there))


def _together(one: Sequence[str], other: Sequence[str]) -> list[str] | None:
    """Two runs of one gap as one, whoever asks: what both have in the order of both, between it the run that comes
    first by its ids. None where they contradict each other.
    """
    both = [name for name in one if name in other]
    if both != [name for name in other if name in one]:
        return None
    found: list[str] = []
    first, second = list(one), list(other)
    for name in both:
        at = first.index(name), second.index(name)
        found += [*_by_ids(first[: at[0]], second[: at[1]]), name]
        first, second = first[at[0] + 1 :], second[at[1] + 1 :]
    return found + _by_ids(first, second)


def _by_ids(one: list[str], other: list[str]) -> list[str]:
    return [name for run in sorted((one, other)) for name in run]


def _as_own(own: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """The own order, with what only the parent has behind what it stands behind there."""
    found = list(own)
    for name in theirs:
        if name not in found:
            found.insert(place_in(theirs, name, found), name)
    return found


def _runs(order: Sequence[str], shared: Collection[str]) -> dict[str, list[str]]:
    """What stands between those of `shared`, by the id after which it stands; empty for the beginning."""
    found: dict[str, list[str]] = {}
    anchor = ""
    for name in order:
        if name in shared:
            anchor = name
        else:
            found.setdefault(anchor, []).append(name)
    return found
