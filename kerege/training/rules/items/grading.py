"""What answers are worth. Nothing is refused here: what is no answer is worth nothing."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from kerege.training.rules.items import processing
from kerege.training.rules.items.answers import keys, plain
from kerege.training.rules.items.areas import contains
from kerege.training.rules.items.shapes import Answer, Answers, Interaction, Item, Key
from kerege.training.words.items import Interaction as Kind
from kerege.training.words.items import Partly

PLACES = 4
"""Decimals to which points are rounded, so that thirds add up again."""


@dataclass(frozen=True)
class Marked:
    """One interaction: points of how many. `waits` until a person has marked it; then `points` are the person's."""

    points: float
    of: float
    answered: bool
    waits: bool = False

    @property
    def right(self) -> bool:
        return not self.waits and self.points >= self.of > 0


@dataclass(frozen=True)
class Graded:
    """A whole item. `points` are those that stand so far; `by` tells them by interaction, as far as each has its own:
    where a program makes the points of the item as a whole, an interaction has 0 of 0. `outcomes` is what a program
    left besides.
    """

    points: float
    of: float
    by: Mapping[str, Marked]
    waits_for_a_person: bool = False
    outcomes: Mapping[str, object] | None = None

    @property
    def right(self) -> bool:
        return not self.waits_for_a_person and self.points >= self.of > 0


def grade(item: Item, answers: Answers, by_hand: Mapping[str, float] | None = None) -> Graded:
    """The points of answers. `by_hand` are points that a person gave, by the id of the interaction (or "item" for an
    item that a person marks as a whole); they take the place of what a machine would say, and never leave its bounds.
    """
    given = by_hand or {}
    if item.by_hand:
        of = best_of(item)
        waits = "item" not in given
        points = 0.0 if waits else min(max(given["item"], 0.0), of)
        return Graded(_rounded(points), of, _nothing(item, answers), waits)
    if item.processing is not None:
        done = processing.run(item, answers)
        return Graded(_rounded(done.points), _rounded(done.of), _nothing(item, answers), False, done.outcomes)
    by = {each.id: mark(each, answers.get(each.id), given.get(each.id)) for each in item.interactions}
    points = sum(each.points for each in by.values())
    of = sum(each.of for each in by.values())
    return Graded(_rounded(max(points, 0.0)), _rounded(of), by, any(each.waits for each in by.values()))


def mark(asked: Interaction, answer: Answer, by_hand: float | None = None) -> Marked:
    """The points of one answer."""
    of = best(asked)
    kept = plain(asked, answer) if answer is not None else None
    answered = kept not in (None, [])
    if by_hand is not None:
        return Marked(_rounded(min(max(by_hand, 0.0), of)), of, answered)
    if asked.waits:
        return Marked(0.0, of, answered, waits=answered)  # an empty page is worth nothing without anybody
    return Marked(_rounded(_worth(asked, kept)) if answered else 0.0, of, answered)


def best(asked: Interaction) -> float:
    """The most points that somebody can get for it."""
    if asked.table is None:
        return float(asked.points)
    table = asked.table
    points = sorted((each for _key, each in table.points if each > 0), reverse=True)
    if asked.most and asked.kind != Kind.GAP_MATCH:
        points = points[: asked.most]
    return _rounded(table.bounded(sum(points)))


def best_of(item: Item) -> float:
    """The most points that somebody can get for an item."""
    if item.processing is not None and not item.by_hand:
        return _rounded(item.processing["most"])
    return _rounded(sum(best(each) for each in item.interactions)) or (1.0 if item.by_hand else 0.0)


def _worth(asked: Interaction, answer: Answer) -> float:
    if asked.kind == Kind.TEXT:
        return asked.points * max((each.share for each in asked.accepted if matches(asked, each, answer)), default=0.0)
    if asked.kind in {Kind.NUMBER, Kind.SLIDER}:
        near = (each.share for each in asked.numbers if abs(answer - each.value) <= each.tolerance + 1e-9)
        return asked.points * max(near, default=0.0)
    found = _hit(asked, answer) if asked.kind == Kind.POINT else keys(asked, answer)
    if asked.table is not None:
        return asked.table.bounded(sum(asked.table.of(key) for key in dict.fromkeys(found)))
    if asked.kind == Kind.ORDER:
        return _in_order(asked, found)
    return asked.points if set(found) == set(asked.right) else 0.0


def _in_order(asked: Interaction, found: list[Key]) -> float:
    if asked.partly == Partly.PLACES:
        there = sum(a == b for a, b in zip(found, asked.right, strict=False))
        return asked.points * there / len(asked.right)
    return asked.points if tuple(found) == asked.right else 0.0


def _hit(asked: Interaction, answer: Answer) -> list[Key]:
    """The areas in which the points lie; a point outside of all of them is a part of its own."""
    found: list[Key] = []
    for x, y in answer:
        inside = next((each.id for each in asked.areas if contains(each.outline, each.at, x, y)), "")
        found.append((inside,))
    return found


def matches(asked: Interaction, accepted: object, answer: str) -> bool:
    """Whether a text counts as an accepted one: blanks are one blank, and letters of any size unless `case`."""
    value, wild = str(getattr(accepted, "value", accepted)), bool(getattr(accepted, "wild", False))
    wanted, given = _folded(value, asked.case), _folded(answer, asked.case)
    return _wild(wanted, given) if wild else wanted == given


def _folded(text: str, case: bool) -> str:
    text = " ".join(unicodedata.normalize("NFC", text).split())
    return text if case else unicodedata.normalize("NFC", text.casefold())


def _wild(pattern: str, text: str) -> bool:
    """Whether the text is the pattern with anything for each star; the time is that of looking for each piece once."""
    first, *rest = pattern.split("*")
    if not rest:
        return pattern == text
    if not text.startswith(first):
        return False
    at, last = len(first), rest.pop()
    for piece in rest:
        found = text.find(piece, at)
        if found < 0:
            return False
        at = found + len(piece)
    return len(text) - at >= len(last) and text.endswith(last)


def _nothing(item: Item, answers: Answers) -> dict[str, Marked]:
    return {
        each.id: Marked(0.0, 0.0, answers.get(each.id) is not None and plain(each, answers[each.id]) not in (None, []))
        for each in item.interactions
    }


def _rounded(value: float) -> float:
    return round(float(value), PLACES)
