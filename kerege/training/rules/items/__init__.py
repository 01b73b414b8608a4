"""Items: questions with one or more interactions, as plain values. What is right stays on this side of `shown`."""

from kerege.training.rules.items.answers import checked
from kerege.training.rules.items.building import item as kept
from kerege.training.rules.items.grading import Graded, Marked, grade
from kerege.training.rules.items.noticing import notices
from kerege.training.rules.items.reading import coverage, digest_of, read
from kerege.training.rules.items.shapes import Answers, Interaction, Item
from kerege.training.rules.items.showing import Shown, shown

__all__ = [
    "Answers",
    "Graded",
    "Interaction",
    "Item",
    "Marked",
    "Shown",
    "checked",
    "coverage",
    "digest_of",
    "grade",
    "kept",
    "notices",
    "read",
    "shown",
]
