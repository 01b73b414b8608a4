"""What changed within a text, word by word."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from enum import StrEnum

from kerege.law.rules.akn.pairing import in_order

MOST_COMPARED = 250_000
"""Words of one side times words of the other between two words that stayed; beyond it all between them is exchanged."""
_WORDS = re.compile(r"\s+|\w+|[^\w\s]")


class Fate(StrEnum):
    KEPT = "kept"
    DELETED = "deleted"
    INSERTED = "inserted"


@dataclass(frozen=True)
class Run:
    """Words that follow one another and share their fate."""

    fate: Fate
    text: str


def tokens(text: str) -> list[str]:
    """Words, marks and the spaces between them; joined they are the text again."""
    return _WORDS.findall(text)


def compare_words(old: str, new: str) -> tuple[Run, ...]:
    """How one text became the other. The kept and deleted runs are the old text, the kept and inserted ones the new."""
    runs: list[tuple[Fate, list[str]]] = []
    before, after = tokens(old), tokens(new)
    for a, b, c, d in spans(before, after):
        for fate, words in _fates(before[a:b], after[c:d]):
            if runs and runs[-1][0] is fate:
                runs[-1][1].extend(words)
            else:
                runs.append((fate, list(words)))
    return tuple(Run(fate, "".join(words)) for fate, words in runs if words)


def _fates(before: Sequence[str], after: Sequence[str]) -> list[tuple[Fate, Sequence[str]]]:
    if before == after:
        return [(Fate.KEPT, before)] if before else []
    return [(fate, words) for fate, words in ((Fate.DELETED, before), (Fate.INSERTED, after)) if words]


def spans(before: Sequence[str], after: Sequence[str]) -> Iterator[tuple[int, int, int, int]]:
    """Stretches of both that cover all of them in order: equal ones, and between them those that were exchanged."""
    start = 0
    least = min(len(before), len(after))
    while start < least and before[start] == after[start]:
        start += 1
    end = 0
    while end < least - start and before[-1 - end] == after[-1 - end]:
        end += 1
    if start:
        yield 0, start, 0, start
    a, c = start, start
    last_a, last_c = len(before) - end, len(after) - end
    for place_a, place_c in _anchors(before, after, start, last_a, last_c):
        yield from _between(before, after, (a, place_a), (c, place_c))
        yield place_a, place_a + 1, place_c, place_c + 1
        a, c = place_a + 1, place_c + 1
    yield from _between(before, after, (a, last_a), (c, last_c))
    if end:
        yield last_a, len(before), last_c, len(after)


def _anchors(before: Sequence[str], after: Sequence[str], start: int, a: int, c: int) -> list[tuple[int, int]]:
    """Words that stand once on both sides and in the same order."""
    olds, news = _once(before, start, a), _once(after, start, c)
    pairs = sorted((place, news[word]) for word, place in olds.items() if word in news)
    return sorted(in_order(pairs))


def _once(words: Sequence[str], start: int, end: int) -> dict[str, int]:
    found: dict[str, int] = {}
    twice = set()
    for place in range(start, end):
        word = words[place]
        if word in found:
            twice.add(word)
        found[word] = place
    return {word: place for word, place in found.items() if word not in twice and not word.isspace()}


def _between(
    before: Sequence[str], after: Sequence[str], old: tuple[int, int], new: tuple[int, int]
) -> Iterator[tuple[int, int, int, int]]:
    (a, b), (c, d) = old, new
    if (a, c) == (b, d):
        return
    if not (b - a) or not (d - c) or (b - a) * (d - c) > MOST_COMPARED:
        yield a, b, c, d
        return
    for _, i, j, k, m in SequenceMatcher(None, before[a:b], after[c:d], autojunk=False).get_opcodes():
        yield a + i, a + j, c + k, c + m
