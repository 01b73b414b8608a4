"""What readers of each clearance may find of a facility: made from its labels, once for every clearance.

A row of the index holds what readers of one clearance may read, and nothing else: a word, a code or a position above it
is not in their row, so no match, count, order or empty place of theirs can depend on it. Clearances that read the same
share a row.
"""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from kerege.inventory.rules.precision import Point, cell_radius_km
from kerege.inventory.words import ShownAt
from kerege.lib.geo import Spot, cell_of
from kerege.lib.matching import words_of
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import fold, skeleton

EXACT = "exact"
"""How exactly a row knows the position: this, or a word of ShownAt."""
BEYOND = max(Sensitivity) + 1
"""`until` of a row that is for the highest clearance too."""
WITHIN_M: dict[str, int | None] = {
    EXACT: 10,
    ShownAt.CELL: 7_000,
    ShownAt.PLACE: 10_000,
    ShownAt.UNIT: 100_000,
    ShownAt.TERRITORY: None,
}
"""How far a facility may be from where it is shown, in metres; None where the point says no more than the country."""
NEAR, CODE, SCOPE, WHOLE = "q", "x", "y", "w"
"""First letters of words that are no words of a text: `fold` leaves none that begins so."""
LONGEST_WHOLE = 60


@dataclass(frozen=True)
class Told:
    """Something that the index may tell from a clearance on. `codes` are pairs of vocabulary and code."""

    label: int
    names: tuple[str, ...] = ()
    texts: tuple[str, ...] = ()
    codes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True)
class Place:
    """A position that may be told from a clearance on."""

    label: int
    spot: Spot
    at: str


@dataclass(frozen=True)
class Row:
    """What is kept for readers whose clearance is at least `label` and below `until`."""

    label: int
    until: int
    names: str
    words: str
    codes: str
    latitude: float | None
    longitude: float | None
    at: str
    within_m: int | None
    cell: int | None


def rows(*, label: int, owner: str, told: Sequence[Told], places: Sequence[Place]) -> list[Row]:
    """The rows of a facility with this label: for each clearance all that is told up to it, and the most exact of the
    positions (the last in `places` that it reaches).
    """
    found: list[Row] = []
    labels = {*(each.label for each in told), *(each.label for each in places)}
    steps = sorted({label, *(each for each in labels if each > label)})
    for clearance, until in zip(steps, [*steps[1:], BEYOND], strict=True):
        reached = [t for t in told if t.label <= clearance]
        row = _with(_row(clearance, [p for p in places if p.label <= clearance], reached), until=until)
        if found and _same(found[-1], row):
            found[-1] = _with(found[-1], until=until)
        else:
            found.append(row)
    return [_with(row, words=words_of([row.words, *scope_words(owner, row.label, row.until)])) for row in found]


def _row(clearance: int, places: Sequence[Place], told: Iterable[Told]) -> Row:
    told = list(told)
    names = [fold(name) for t in told for name in t.names]
    codes = sorted({f"{kind}:{code}" for t in told for kind, code in t.codes})
    words = [*names, *(fold(text) for t in told for text in t.texts), *(w for name in names for w in near_words(name))]
    words += [code_word(*code.split(":", 1)) for code in codes]
    words += [word for name in names if name for word in (whole_word(name), first_word(name))]
    kept = {"names": "|".join(dict.fromkeys(n for n in names if n)), "words": words_of(words), "codes": " ".join(codes)}
    if not places:
        return Row(clearance, clearance + 1, **kept, latitude=None, longitude=None, at="", within_m=None, cell=None)
    spot, at = places[-1].spot, places[-1].at
    within = WITHIN_M[at]
    if at == ShownAt.CELL:
        within = int(cell_radius_km(Point(spot.lat, spot.lon)) * 1000)
    return Row(
        clearance,
        clearance + 1,
        **kept,
        latitude=spot.lat,
        longitude=spot.lon,
        at=at,
        within_m=within,
        cell=cell_of(spot),
    )


def _same(a: Row, b: Row) -> bool:
    return _with(a, label=0, until=0) == _with(b, label=0, until=0)


def _with(row: Row, **changes: object) -> Row:
    return Row(**{**row.__dict__, **changes})  # type: ignore[arg-type]


# -- words that are no words of a text ---------------------------------------------------------------------------------
def code_word(kind: str, code: str) -> str:
    """The word under which a code is found."""
    return CODE + re.sub("[^0-9a-z]", "", f"{kind}{code}".casefold())


def whole_word(folded: str) -> str:
    """The word under which a name as a whole is found, and every name that begins as it does."""
    return WHOLE + folded.replace(" ", "")[:LONGEST_WHOLE]


def first_word(folded: str) -> str:
    """The word under which all names are found that begin with the same one: too many, where it is a frequent one, to
    gather them by how they begin.
    """
    return f"{WHOLE}{folded.split()[0]}{WHOLE}"


def scope_words(owner: str, label: int, until: int) -> list[str]:
    """The words by which a search leaves out what is not for its reader, before it takes the first so many."""
    levels = range(label, until)
    return [owner_word(owner), *map(clearance_word, levels), *(clearance_word(level, owner) for level in levels)]


def owner_word(owner: str) -> str:
    return f"{SCOPE}{owner.casefold()}"


def clearance_word(clearance: int, owner: str = "") -> str:
    """Of the rows for readers with this clearance: of everybody's, or of one owner's."""
    return f"{SCOPE}{int(clearance)}{owner.casefold()}"


def near_words(folded: str) -> set[str]:
    """By which a name is found with other vowels, and with one consonant too many, missing or exchanged: the consonants
    of each word, and for words of four and more these without one of them.
    """
    return {NEAR + bones for word in folded.split() for bones in _bones(word)}


@lru_cache(maxsize=50_000)  # the words of names come again and again
def _bones(word: str) -> frozenset[str]:
    bones = skeleton(word).replace("*", "a").replace("t", "d")  # as at the end of words
    if len(bones.strip("a")) < 2:
        return frozenset()
    shorter = (bones[:n] + bones[n + 1 :] for n in range(len(bones))) if len(bones) >= 4 else ()
    return frozenset((bones, *shorter))
