"""Two texts, part by part: what stayed, what changed, came, went, moved, or only has another number.

The time grows with the length of the texts: parts are paired by what they say, their headings and their names, never
each with each.
"""

from collections import defaultdict, deque
from collections.abc import Hashable, Iterable, Sequence
from dataclasses import dataclass

from kerege.law.rules.akn.pairing import in_order, paired
from kerege.law.rules.akn.parts import Part
from kerege.law.rules.akn.wording import Run, compare_words, tokens
from kerege.law.words.comparing import Kind

LEAST_TO_MOVE = 20
"""Letters below which equal words elsewhere are a coincidence, and not the same part."""
OPENING = 6
"""Words at the beginning or end by which a part without a heading is known again."""


@dataclass(frozen=True)
class Change:
    """What became of one part. A part that changed may have moved and got another number besides.

    `heading` and `words` say word by word what changed in the part itself; of what stands in its own parts these tell.
    """

    kind: Kind
    old: Part | None
    new: Part | None
    moved: bool = False
    renumbered: bool = False
    heading: tuple[Run, ...] = ()
    words: tuple[Run, ...] = ()


def compare(old: Sequence[Part], new: Sequence[Part]) -> list[Change]:
    """Every part of both texts once, in the order of the new one; what was deleted stands where it was."""
    pairing = _Pairing(old, new)
    news = {part.eid: place for place, part in enumerate(new)}
    ordered: list[tuple[tuple[int, int, int], Change]] = []
    last = -1
    for place, part in enumerate(old):
        mate = pairing.mates.get(part.eid)
        if mate is None:
            ordered.append(((last, 1, place), Change(Kind.DELETED, part, None)))
        elif mate.eid not in pairing.moved:
            last = news[mate.eid]
    back = {mate.eid: pairing.olds[eid] for eid, mate in pairing.mates.items()}
    for place, part in enumerate(new):
        was = back.get(part.eid)
        change = pairing.change(was, part) if was else Change(Kind.INSERTED, None, part)
        ordered.append(((place, 0, 0), change))
    return [change for _, change in sorted(ordered, key=lambda each: each[0])]


class _Pairing:
    """Which old part is which new one; `mates` by the old eId, `moved` has the new ones that stand elsewhere."""

    def __init__(self, old: Sequence[Part], new: Sequence[Part]) -> None:
        self.olds = {part.eid: part for part in old}
        self.mates: dict[str, Part] = {}
        self.moved: set[str] = set()
        self._found: set[str] = set()
        self._below = (_children(old), _children(new))
        told = any(part.wid != part.eid for part in (*old, *new))
        self._keys = [_exact, _said, *([_wid] if told else []), _headed, _opens, _closes, _eid, _numbered]
        self._walk([("", "")])
        self._look_elsewhere(old, new)

    def _walk(self, begun: Iterable[tuple[str, str]]) -> None:
        """Pair what stands below pairs."""
        waiting = list(begun)
        while waiting:
            one, other = waiting.pop()
            olds = [part for part in self._below[0][one] if part.eid not in self.mates]
            news = [part for part in self._below[1][other] if part.eid not in self._found]
            pairs = paired(olds, news, self._keys)
            kept = in_order(pairs)
            for pair in pairs:
                was, part = olds[pair[0]], news[pair[1]]
                self._pair(was, part, moved=pair not in kept)
                waiting.append((was.eid, part.eid))

    def _pair(self, was: Part, part: Part, *, moved: bool) -> None:
        self.mates[was.eid] = part
        self._found.add(part.eid)
        if moved:
            self.moved.add(part.eid)

    def _look_elsewhere(self, old: Sequence[Part], new: Sequence[Part]) -> None:
        """What is left may have gone below another part: known by what it says, then by its heading."""
        for key in (_says_enough, _headed):
            waiting: dict[Hashable, deque[Part]] = defaultdict(deque)
            for part in old:
                if part.eid not in self.mates and key(part) is not None:
                    waiting[key(part)].append(part)
            for part in new:
                queue = waiting.get(key(part)) if part.eid not in self._found else None
                while queue and queue[0].eid in self.mates:
                    queue.popleft()
                if queue:
                    was = queue.popleft()
                    self._pair(was, part, moved=True)
                    self._walk([(was.eid, part.eid)])

    def change(self, was: Part, part: Part) -> Change:
        moved = part.eid in self.moved
        renumbered = was.num != part.num or _own(was) != _own(part)
        own = was.kind == part.kind and (was.heading, was.text) == (part.heading, part.text)
        if own:
            kind = Kind.MOVED if moved else Kind.RENUMBERED if renumbered else Kind.SAME
            return Change(kind, was, part, moved, renumbered)
        return Change(
            Kind.CHANGED,
            was,
            part,
            moved,
            renumbered,
            heading=compare_words(was.heading, part.heading) if was.heading != part.heading else (),
            words=compare_words(was.text, part.text) if was.text != part.text else (),
        )


def _children(parts: Sequence[Part]) -> dict[str, list[Part]]:
    found: dict[str, list[Part]] = defaultdict(list)
    for part in parts:
        found[part.parent].append(part)
    return found


def _own(part: Part) -> str:
    """The name without that of the part above it, which may change by itself."""
    return part.eid.removeprefix(f"{part.parent}__") if part.parent else part.eid


def _exact(part: Part) -> Hashable:
    return part.eid, part.content_hash


def _said(part: Part) -> Hashable:
    return part.content_hash


def _says_enough(part: Part) -> Hashable | None:
    return part.content_hash if len(part.text) + len(part.heading) >= LEAST_TO_MOVE else None


def _wid(part: Part) -> Hashable:
    return part.wid


def _headed(part: Part) -> Hashable | None:
    return (part.kind, part.heading.casefold()) if part.heading else None


def _opens(part: Part) -> Hashable | None:
    words = [word for word in tokens(part.text[:300]) if not word.isspace()]
    return (part.kind, *words[:OPENING]) if len(words) > OPENING else None


def _closes(part: Part) -> Hashable | None:
    words = [word for word in tokens(part.text[-300:]) if not word.isspace()]
    return (part.kind, *words[-OPENING:]) if len(words) > OPENING else None


def _eid(part: Part) -> Hashable:
    return part.eid


def _numbered(part: Part) -> Hashable | None:
    return (part.kind, part.num) if part.num else None
