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


def looked_for(words: Sequence[str], meant: Sequence[Meant], *, near: bool) -> Expression:
    """All of the words, each as it is written, begun, or (where `near`) nearly so; or the place that they name."""
    places, parts, at = {m.first: m for m in meant}, [], 0
    while at < len(words):
        place = places.get(at)
        last = place.last if place else at + 1
        literal = every(*(_word(word, near) for word in words[at:last]))
        parts.append(some(literal, *(Word(code) for code in place.words)) if place else literal)
        at = last
    return every(*parts)


def _word(word: str, near: bool) -> Expression:
    written = Word(word, begins=len(word) > 1)
    return some(written, *(Word(each) for each in sorted(near_words(word)))) if near else written


def scope(everywhere: int, by_owner: Sequence[tuple[str, int]]) -> Expression:
    """The words of the rows that are for a reader with this clearance, and another one for some owners."""
    others = [(owner, level) for owner, level in by_owner if level != everywhere]
    widely: Expression = Word(clearance_word(everywhere))
    if not others:
        return widely
    own = [every(Word(owner_word(owner)), Word(clearance_word(level))) for owner, level in others]
    return some(Without(widely, some(*(Word(owner_word(owner)) for owner, _ in others))), *own)


# -- how well ----------------------------------------------------------------------------------------------------------
def score(words: Sequence[str], names: str) -> float:
    """From 0 to 1, for names between bars: 1 for one that is just so, less for one that begins so, then by how many of
    the words it has and how much else stands in it.
    """
    return max((_of_name(words, name) for name in names.split("|")), default=0.0)


def _of_name(words: Sequence[str], name: str) -> float:
    phrase, theirs = " ".join(words), name.split()
    if not theirs or name == phrase:
        return 1.0 if theirs else 0.0
    had = sum(_has(word, theirs) for word in words) / len(words)
    share = min(1.0, len(phrase) / max(1, len(name)))
    return (0.9 if name.startswith(phrase) else 0.8 * had) + 0.09 * share


def _has(word: str, theirs: Sequence[str]) -> float:
    if word in theirs:
        return 1.0
    if any(other.startswith(word) for other in theirs):
        return 0.9
    return 0.8 * max((near_folded(word, other) for other in theirs if _comparable(word, other)), default=0.0)


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
