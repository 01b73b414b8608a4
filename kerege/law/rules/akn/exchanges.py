"""Words for other words in one place, each found there once: what an amending law says of a sentence."""

from collections.abc import Sequence

from kerege.law.rules.akn.instructions import finds
from kerege.law.rules.akn.nodes import pieces, unescaped
from kerege.law.rules.akn.wording import spans, tokens

MOST = 6
"""Exchanges in one place; beyond it the place is given a new wording."""
MOST_CHANGED = 0.5
"""Of the letters of a place; beyond it too."""
SHORT = 40

Span = tuple[int, int, int, int]


def exchanges(old: str, new: str) -> list[tuple[str, str]] | None:
    """Old and new words, where only words changed and few of them; None where a new wording is plainer."""
    before, after = pieces(old), pieces(new)
    if before[1::2] != after[1::2]:
        return None
    texts = [unescaped(each) for each in before[::2]]
    found: list[tuple[str, str]] = []
    for one, other in zip(texts, (unescaped(each) for each in after[::2]), strict=True):
        if one != other:
            some = _in_text(one, other, texts)
            if some is None:
                return None
            found += some
    changed = sum(len(one) + len(other) for one, other in found)
    whole = sum(map(len, texts))
    if len(found) > MOST or (whole > SHORT and changed > MOST_CHANGED * 2 * whole):
        return None
    return found


def _in_text(one: str, other: str, texts: Sequence[str]) -> list[tuple[str, str]] | None:
    before, after = tokens(one), tokens(other)
    runs = _runs(before, after)
    found: list[tuple[str, str]] = []
    least = 0
    for place, run in enumerate(runs):
        most = runs[place + 1][0] if place + 1 < len(runs) else len(before)
        wide = _widened(run, before, least, most, texts)
        if wide is None:
            return None
        a, b, c, d = wide
        found.append(("".join(before[a:b]), "".join(after[c:d])))
        least = b
    return found


def _runs(before: Sequence[str], after: Sequence[str]) -> list[Span]:
    """What was exchanged; two exchanges with nothing but a space between them are one."""
    runs: list[Span] = []
    for a, b, c, d in spans(before, after):
        if before[a:b] == after[c:d]:
            continue
        if runs and not "".join(before[runs[-1][1] : a]).strip():
            runs[-1] = (runs[-1][0], b, runs[-1][2], d)
        else:
            runs.append((a, b, c, d))
    return runs


def _widened(run: Span, before: Sequence[str], least: int, most: int, texts: Sequence[str]) -> Span | None:
    """The exchange with so many of the words around it that the old ones stand once; None if there are not enough."""
    a, b, c, d = run
    left = True
    while True:
        phrase = "".join(before[a:b])
        tidy = phrase.strip() == phrase or c == d
        if phrase.strip() and tidy and sum(len(finds(text, phrase)) for text in texts) == 1:
            return a, b, c, d
        if a <= least and b >= most:
            return None
        if (left and a > least) or b >= most:
            a, c = a - 1, c - 1
        else:
            b, d = b + 1, d + 1
        left = not left
