"""Whether two cards are of one facility: proposed with a score and reasons in words, decided by somebody.

Only what could be the same is compared: cards of one country that share a word of their name (by its consonants), a
kilometre, a key or a web address. So ten thousand rows against ten thousand cards stay a matter of seconds.
"""

import math
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache
from heapq import nlargest
from typing import NamedTuple

from kerege.inventory.rules.facility_names import Said, said
from kerege.lib.refusal import N_
from kerege.lib.text import near_folded, skeleton

SAME, WARNED, MAYBE = 0.86, 0.76, 0.62
"""From SAME on a row is proposed to be the card, from MAYBE on somebody is asked; whoever types a card is stopped from
WARNED on: measured in bench/README.md.
"""

MOST = 5
"""Proposals for one row."""

_BUDGET = 32
"""Cards that one row is compared with at most, those first that share the rarest things with it."""


class Because(StrEnum):
    KEY = "key"
    NAME = "name"
    SPELLING = "spelling"
    KIND = "kind"
    NUMBER = "number"
    PLACE = "place"
    NEAR = "near"
    WEBSITE = "website"
    OTHER_NUMBER = "other_number"
    OTHER_KIND = "other_kind"
    OTHER_PLACE = "other_place"
    FAR = "far"


BECAUSE: Mapping[Because, str] = {
    Because.KEY: N_("The sender's number is the same."),
    Because.NAME: N_("The names are the same: %(names)s."),
    Because.SPELLING: N_("The names are spellings of one another: %(names)s."),
    Because.KIND: N_("It is the same kind of place."),
    Because.NUMBER: N_("The number in the name is the same: %(number)s."),
    Because.PLACE: N_("It is in the same town or region."),
    Because.NEAR: N_("The positions are %(metres)s m apart."),
    Because.WEBSITE: N_("The web address is the same."),
    Because.OTHER_NUMBER: N_("The numbers in the names differ: %(one)s and %(other)s."),
    Because.OTHER_KIND: N_("They are different kinds of place."),
    Because.OTHER_PLACE: N_("They are in different towns or regions."),
    Because.FAR: N_("The positions are %(km)s km apart."),
}


class Told(NamedTuple):
    """One reason, with what fills its sentence."""

    because: Because
    data: Mapping[str, str | int] = {}


@dataclass(frozen=True)
class Card:
    """What is compared of a facility. `uid` names it to the caller; `place` and `unit` are keys of the gazetteer."""

    uid: str
    names: tuple[str, ...]
    territory: str = ""
    unit: str = ""
    place: str = ""
    latitude: float | None = None
    longitude: float | None = None
    key: str = ""
    website: str = ""


class Match(NamedTuple):
    uid: str
    score: float
    reasons: tuple[Told, ...]


# -- one pair ----------------------------------------------------------------------------------------------------------

_KINDS = frozenset(
    "laboratory hospital clinic institute university station department post dispensary sanitary training".split()
)
_SPECIAL = frozenset(
    "veterinary plague tuberculosis infectious childrens maternity blood plant food forensic military mobile emergency "
    "oncology agrarian aids quarantine prevention".split()
)
_LEVELS = frozenset("regional district city national interregional".split())
_SIDES = frozenset("north south east west".split())


def compared(a: Card, b: Card) -> Match | None:
    """How much speaks for one facility, from 0 to 1, with the reasons; None below MAYBE. `uid` is that of `b`."""
    reasons: list[Told] = []
    if a.key and a.key == b.key and a.territory == b.territory:
        reasons.append(Told(Because.KEY))
    score, names = max((_likeness(said(one), said(other)), (one, other)) for one in a.names for other in b.names)
    if score <= 0 and not reasons:
        return None
    score += _of_names(names, score, reasons)
    score += _of_where(a, b, reasons)
    if a.website and _host(a.website) == _host(b.website):
        reasons.append(Told(Because.WEBSITE))
        score += 0.1
    if reasons and reasons[0].because == Because.KEY:
        score = max(score, 0.9) if score >= 0.3 else max(score, MAYBE)
    score = max(0.0, min(1.0, score))
    return Match(b.uid, round(score, 3), tuple(reasons)) if score >= MAYBE else None


def _likeness(a: Said, b: Said) -> float:
    """Likeness of two names' own words and concepts, before numbers, places and positions are asked."""
    return _alike(a.own, b.own, a.concepts, b.concepts)


@lru_cache(maxsize=50_000)  # names that are apart by their numbers alone are many
def _alike(a: tuple[str, ...], b: tuple[str, ...], kinds_a: frozenset[str], kinds_b: frozenset[str]) -> float:
    own = _words_alike(a, b)
    if not a and not b:
        own = 0.75 if kinds_a == kinds_b and len(kinds_a) > 1 else 0.0
    elif not a or not b:
        own = 0.35
    return 0.68 * own + 0.2 * _concepts_alike(kinds_a, kinds_b) if own >= 0.3 else 0.0


def _concepts_alike(a: frozenset[str], b: frozenset[str]) -> float:
    if not a or not b:
        return 0.6 if not a and not b else 0.5
    return len(a & b) / min(len(a), len(b)) * 0.7 + len(a & b) / len(a | b) * 0.3


def _of_names(names: tuple[str, str], score: float, reasons: list[Told]) -> float:
    a, b = said(names[0]), said(names[1])
    if score >= 0.5:
        shown = {"names": " = ".join(names)[:200]}
        equal = names[0].casefold() == names[1].casefold()
        reasons.append(Told(Because.NAME if equal else Because.SPELLING, shown))
    change = _of_numbers(a, b, reasons) + _of_kinds(a.concepts, b.concepts, reasons)
    return change + (0.08 if names[0].casefold() == names[1].casefold() else 0.0)


def _of_numbers(a: Said, b: Said, reasons: list[Told]) -> float:
    if a.numbers and a.numbers == b.numbers:
        reasons.append(Told(Because.NUMBER, {"number": ", ".join(sorted(a.numbers))}))
        return 0.05
    if a.numbers and b.numbers:
        data = {"one": ", ".join(sorted(a.numbers)), "other": ", ".join(sorted(b.numbers))}
        reasons.append(Told(Because.OTHER_NUMBER, data))
        return -0.45
    return -0.22 if a.numbers or b.numbers else 0.0


def _of_kinds(a: frozenset[str], b: frozenset[str], reasons: list[Told]) -> float:
    """A children's hospital is none for everybody, and a regional one not that of the town."""
    kinds_a, kinds_b = a & _KINDS, b & _KINDS
    special = (a ^ b) & _SPECIAL
    other = bool(kinds_a and kinds_b and not kinds_a & kinds_b)
    if special or other:
        reasons.append(Told(Because.OTHER_KIND))
    elif kinds_a and kinds_a == kinds_b:
        reasons.append(Told(Because.KIND))
    change = -0.34 if special or other else 0.04 if kinds_a == kinds_b else -0.05 * len(kinds_a ^ kinds_b)
    for group in (_LEVELS, _SIDES):
        if a & group and b & group and not a & b & group:
            change -= 0.33
    return change


def _of_where(a: Card, b: Card, reasons: list[Told]) -> float:
    change = 0.0
    if a.place and b.place:
        change += _same(a.place == b.place, reasons)
    elif a.unit and b.unit:
        change += _same(a.unit == b.unit, reasons) * (1.0 if a.unit != b.unit else 0.5)
    metres = _metres(a, b)
    if metres is None:
        return change
    if metres <= 1000:
        reasons.append(Told(Because.NEAR, {"metres": round(metres)}))
        return change + (0.12 if metres <= 300 else 0.07)
    if metres > 8000:
        reasons.append(Told(Because.FAR, {"km": round(metres / 1000)}))
        return change - min(0.4, 0.12 + metres / 250_000)
    return change


def _same(same: bool, reasons: list[Told]) -> float:
    reasons.append(Told(Because.PLACE if same else Because.OTHER_PLACE))
    return 0.07 if same else -0.42


def _words_alike(a: Sequence[str], b: Sequence[str]) -> float:
    """Each word with its best partner on the other side; longer words weigh more."""
    if not a or not b:
        return 0.0
    one, other = _covered(a, b), _covered(b, a)
    alike = 0.35 * max(one, other) + 0.65 * min(one, other)
    if len(a) != len(b):
        alike = max(alike, _word_alike("".join(a), "".join(b)))
    strange = [any(len(w) > 3 and not any(_word_alike(w, o) for o in y) for w in x) for x, y in ((a, b), (b, a))]
    return alike - (0.15 if all(strange) else 0.0)


def _covered(a: Sequence[str], b: Sequence[str]) -> float:
    weights = [math.log2(len(word) + 1) for word in a]
    best = [max(_word_alike(word, other) for other in b) for word in a]
    return sum(w * s for w, s in zip(weights, best, strict=True)) / sum(weights)


@lru_cache(maxsize=200_000)
def _word_alike(a: str, b: str) -> float:
    if a == b:
        return 1.0
    firsts = {a[0], b[0]}
    if len(firsts) > 1 and not any(firsts <= group for group in _ONE_SOUND):
        return 0.0
    near = near_folded(a, b)
    return near if near >= 0.74 else 0.0


_ONE_SOUND = (frozenset("aeiou"), frozenset("cs"), frozenset("jzd"), frozenset("gkh"), frozenset("vb"))
"""Beginnings that spellings of one name may have: Chimkent and Shymkent, Jambul and Dzhambul."""


@lru_cache(maxsize=20_000)
def _host(address: str) -> str:
    return address.casefold().split("://")[-1].removeprefix("www.").split("/")[0]


def _metres(a: Card, b: Card) -> float | None:
    if a.latitude is None or a.longitude is None or b.latitude is None or b.longitude is None:
        return None
    north = math.radians(b.latitude - a.latitude)
    east = math.radians(b.longitude - a.longitude) * math.cos(math.radians((a.latitude + b.latitude) / 2))
    return 6_371_000 * math.hypot(north, east)


# -- many --------------------------------------------------------------------------------------------------------------


class Register:
    """Cards to be found again. Made once, asked for each row."""

    def __init__(self, cards: Iterable[Card]) -> None:
        self._cards = {card.uid: card for card in cards}
        self._by_block: dict[tuple[str, ...], list[str]] = defaultdict(list)
        for card in self._cards.values():
            for block in set(_blocks(card)):
                self._by_block[block].append(card.uid)

    def __len__(self) -> int:
        return len(self._cards)

    def add(self, card: Card) -> None:
        """Another card, to be found from now on."""
        self._cards[card.uid] = card
        for block in set(_blocks(card)):
            self._by_block[block].append(card.uid)

    def like(self, card: Card) -> list[Match]:
        """The cards that may be the same facility, the likeliest first; never the card itself."""
        found = (compared(card, self._cards[uid]) for uid in self._candidates(card) if uid != card.uid)
        return sorted((m for m in found if m), key=lambda m: (-m.score, m.uid))[:MOST]

    def _candidates(self, card: Card) -> list[str]:
        """By how much is shared, rare things counting more."""
        shared: dict[str, int] = {}  # a Counter of the library does the same in twice the time
        blocks = sorted((b for b in set(_blocks(card, around=True)) if b in self._by_block), key=self._size)
        for block in blocks:
            members = self._by_block[block]
            if len(members) > 40 * _BUDGET and len(shared) >= _BUDGET:
                break
            weight = 1_000_000 // (len(members) + 10)
            for uid in members:
                shared[uid] = shared.get(uid, 0) + weight
        return nlargest(_BUDGET, shared, key=shared.__getitem__)

    def _size(self, block: tuple[str, ...]) -> int:
        return len(self._by_block[block])


def _blocks(card: Card, *, around: bool = False) -> Iterator[tuple[str, ...]]:
    """What a card can be found by. `around`: also the neighbouring cells of its position."""
    if card.key:
        yield "key", card.territory, card.key
    if card.website:
        yield "web", _host(card.website)
    for name in card.names:
        words = said(name)
        kinds = "+".join(sorted(words.concepts & (_KINDS | _SPECIAL)))
        if card.place:
            yield "place", card.territory, card.place, kinds
        for bone in words.bones:
            yield from (("start", card.territory, bone[:2], kinds), ("start", card.territory, bone[:4]))
            yield from (("word", card.territory, bone), ("kind", card.territory, bone, kinds))
        if len(words.own) > 1:
            yield "word", card.territory, skeleton("".join(words.own)).strip("*")
        if not words.bones:
            yield "kind", card.territory, card.place or card.unit, kinds
    if card.latitude is not None and card.longitude is not None:
        y, x = math.floor(card.latitude * 50), math.floor(card.longitude * 50)
        near = (-1, 0, 1) if around else (0,)
        yield from (("cell", str(y + dy), str(x + dx)) for dy in near for dx in near)
