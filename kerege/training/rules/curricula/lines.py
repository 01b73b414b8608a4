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
    order is the own one. Each of `keep` is on a side at least.
    """
    orders = [[name for name in side if name in keep] for side in (base, own, theirs)]
    shared = set(orders[0]) & set(orders[1]) & set(orders[2])
    was, mine, yours = ([name for name in side if name in shared] for side in orders)
    spine = yours if mine == was else mine
    clash = mine not in (was, yours) and yours != was
    gaps: dict[str, list[str]] = {}
    runs = _runs(orders[1], shared), _runs(orders[2], shared)
    for anchor in {**runs[0], **runs[1]}:
        first, second = sorted((runs[0].get(anchor, []), runs[1].get(anchor, [])), key=lambda run: (not run, run))
        gaps[anchor] = [*first, *(name for name in second if name not in set(first))]
    found: list[str] = []
    seen: set[str] = set()
    for anchor in ("", *spine):
        for name in ([anchor] if anchor else []) + gaps.get(anchor, []):
            if name not in seen:
                seen.add(name)
                found.append(name)
    return found, clash


def _runs(order: Sequence[str], shared: Collection[str]) -> dict[str, list[str]]:
    """What stands on a side only, by the id after which it stands; empty for the beginning."""
    found: dict[str, list[str]] = {}
    anchor = ""
    for name in order:
        if name in shared:
            anchor = name
        else:
            found.setdefault(anchor, []).append(name)
    return found
