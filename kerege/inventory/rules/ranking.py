"""What is looked for when somebody types words, and which of the finds is meant most likely."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from kerege.inventory.rules.findable import clearance_word, near_words, owner_word
from kerege.lib.matching import Expression, Without, Word, every, holds, some
from kerege.lib.text import NEAR, near_folded

MOST_WORDS = 12
"""Further words of a question are not looked at."""


@dataclass(frozen=True)
class Meant:
    """Words that stand side by side, from `first` up to `last`, and name a place; `words` are those of its codes."""

    first: int
    last: int
    words: tuple[str, ...]


def windows(words: Sequence[str], *, longest: int = 3) -> list[tuple[int, int]]:
    """Neighbouring words that may name a place together, the longest first."""
    lengths = range(min(longest, len(words)), 0, -1)
    return [(at, at + n) for n in lengths for at in range(len(words) - n + 1)]


def apart(found: Sequence[Meant]) -> list[Meant]:
    """Of names of places that overlap the longest, in the order of the question."""
    chosen: list[Meant] = []
    for each in sorted(found, key=lambda m: (m.first - m.last, m.first)):
        if all(each.last <= other.first or other.last <= each.first for other in chosen):
            chosen.append(each)
    return sorted(chosen, key=lambda m: m.first)


def looked_for(words: Sequence[str], meant: Sequence[Meant], *, near: bool, begun: int | None = None) -> Expression:
    """All of the words, each as it is written, begun, or (where `near`) nearly so; or the place that they name. Only
    the last `begun` of them may be begun, where it is told; the others stand as written.
    """
    places, parts, at = {m.first: m for m in meant}, [], 0
    while at < len(words):
        place = places.get(at)
        last = place.last if place else at + 1
        asked = ((word, begun is None or n >= len(words) - begun) for n, word in enumerate(words[at:last], at))
        literal = every(*(_word(word, near, begins) for word, begins in asked))
        parts.append(some(literal, *(Word(code) for code in place.words)) if place else literal)
        at = last
    return every(*parts)


def _word(word: str, near: bool, begins: bool) -> Expression:
    written = Word(word, begins=begins and len(word) > 1)
    return some(written, *(Word(each) for each in sorted(near_words(word)))) if near else written


def scope(everywhere: int, by_owner: Sequence[tuple[str, int]]) -> Expression:
    """The words of the rows that are for a reader with this clearance, and another one for some owners."""
    others = [(owner, level) for owner, level in by_owner if level != everywhere]
    widely: Expression = Word(clearance_word(everywhere))
    if not others:
        return widely
    own = (Word(clearance_word(level, owner)) for owner, level in others)
    return some(Without(widely, some(*(Word(owner_word(owner)) for owner, _ in others))), *own)


# -- how well ----------------------------------------------------------------------------------------------------------
def score(words: Sequence[str], names: str, *, near: bool = True) -> float:
    """From 0 to 1, for names between bars: 1 for one that is just so, less for one that begins so, then by how many of
    the words it has and how much else stands in it. Without `near` only words that stand there as written or begun
    count: for the many that were found by them.
    """
    phrase, best = " ".join(words), 0.0
    for name in names.split("|"):
        if name == phrase:
            return 1.0
        if name:
            had = 0.9 if name.startswith(phrase) else 0.8 * _had(words, name, near) / len(words)
            best = max(best, had + 0.09 * min(1.0, len(phrase) / len(name)))
    return best


def _had(words: Sequence[str], name: str, near: bool) -> float:
    """How many of the words stand in a name: those that are begun there a little less."""
    between, theirs, found = f" {name} ", name.split() if near else [], 0.0
    for word in words:
        if f" {word}" not in between:
            found += 0.8 * _nearest(word, theirs) if near else 0.0
        else:
            found += 1.0 if f" {word} " in between else 0.9
    return found


def _nearest(word: str, theirs: Sequence[str]) -> float:
    return max((near_folded(word, other) for other in theirs if _comparable(word, other)), default=0.0)


def is_meant(words: Sequence[str], meant: Sequence[Meant], names: str, index: Collection[str]) -> bool:
    """Whether a row that shares consonants with the question is really like it: each word stands in the row, names its
    place, or is near to a word of its names.
    """
    placed = {at for m in meant if any(code in index for code in m.words) for at in range(m.first, m.last)}
    theirs = {word for name in names.split("|") for word in name.split()}
    return all(
        at in placed
        or holds(Word(word, begins=len(word) > 1), index)
        or any(near_folded(word, other) >= NEAR for other in theirs if _comparable(word, other))
        for at, word in enumerate(words)
    )


def _comparable(a: str, b: str) -> bool:
    """Whether two words can be alike at all: cheap, because most are not."""
    return abs(len(a) - len(b)) <= 3 and bool(near_words(a) & near_words(b))
