"""Items as an exam keeps them: which of their answers a machine grades, what a place of a form brought, what may be
chosen. They were read when the exam was written, and are not read anew.
"""

from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from kerege.training.rules import items
from kerege.training.rules.exam_attempts import HUNDREDTH
from kerege.training.rules.exam_statistics import Answered


def checked_answer(data: Mapping[str, Any], given: Mapping[str, Any]) -> dict[str, Any]:
    """An answer in the form in which it is kept. Refuses training.item_answer_*."""
    return items.checked(items.kept(dict(data)), given)


def graded(data: Mapping[str, Any], given: Mapping[str, Any], most: str) -> tuple[Decimal, bool]:
    """What an answer brought, in the points of its place, and whether a person has to mark it."""
    found = items.grade(items.kept(dict(data)), given)
    if not found.of:
        return Decimal(0), found.waits_for_a_person
    points = Decimal(str(found.points)) * Decimal(most) / Decimal(str(found.of))
    return points.quantize(HUNDREDTH, ROUND_HALF_UP), found.waits_for_a_person


def offered(data: Mapping[str, Any]) -> tuple[list[str], list[str]]:
    """The answers of an item from which somebody chooses, and those that are right: `interaction:choice`. Empty where
    nothing is chosen from a list.
    """
    choices, right = [], []
    for each in items.kept(dict(data)).interactions:
        if each.kind not in {"choice", "inline_choice"}:
            continue
        choices += [f"{each.id}:{choice.id}" for choice in each.choices]
        worth = [key for key, points in each.table.points if points > 0] if each.table else each.right
        right += [f"{each.id}:{key[0]}" for key in worth]
    return choices, right


def answered(ref: str, given: Mapping[str, Any], points: Decimal, most: str, row: int) -> Answered:
    """What one sitting brought at one item, for its statistics."""
    chosen = tuple(
        f"{name}:{choice}"
        for name, choices in given.items()
        if isinstance(choices, list)
        for choice in choices
        if isinstance(choice, str)
    )
    return Answered(ref, float(points), float(most), row, chosen)


def right_of(data: Mapping[str, Any]) -> dict[str, Any]:
    """What is right, as far as it can be said in one answer: for whoever may see it after the exam."""
    found: dict[str, Any] = {}
    for each in items.kept(dict(data)).interactions:
        if each.right:
            found[each.id] = [list(key) if len(key) > 1 else key[0] for key in each.right]
        elif each.accepted:
            found[each.id] = [accepted.value for accepted in each.accepted if accepted.share == 1]
        elif each.numbers:
            found[each.id] = [number.value for number in each.numbers if number.share == 1]
    return found
