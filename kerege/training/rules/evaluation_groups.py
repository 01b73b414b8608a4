"""Sums over courses, by what courses have in common. Each course stands in them with what was told of it, so no sum
says more than its courses do.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kerege.training.words.evaluation import Theme


class GroupBy(StrEnum):
    """By what courses are put together."""

    COURSE = "course"
    CURRICULUM = "curriculum"
    TRAINEES = "trainees"
    VENUE = "venue"
    GENERATION = "generation"


@dataclass(frozen=True)
class GroupLine:
    """Several courses: means weigh each course by its people. None is what is told of none of them."""

    value: str
    courses: int
    tested: int
    gain: float | None
    answers: int
    participants: int
    themes: Mapping[Theme, float]
    looked: int
    practice: float | None


KEYS: Mapping[GroupBy, Callable[[Any], str]] = {
    GroupBy.COURSE: lambda line: line.uid,
    GroupBy.CURRICULUM: lambda line: line.curriculum,
    GroupBy.TRAINEES: lambda line: line.trainees_from,
    GroupBy.VENUE: lambda line: line.venue,
    GroupBy.GENERATION: lambda line: "" if line.generation is None else str(line.generation),
}


def grouped(lines: Iterable[Any], by: GroupBy) -> list[GroupLine]:
    """The groups in the order in which they first occur for courses, by value otherwise; an empty value comes last."""
    groups: dict[str, list[Any]] = {}
    for line in lines:
        groups.setdefault(KEYS[by](line), []).append(line)
    order = list(groups) if by == GroupBy.COURSE else sorted(groups, key=lambda value: (not value, value))
    return [_sum(value, groups[value]) for value in order]


def _sum(value: str, lines: list[Any]) -> GroupLine:
    gains = [(line.gain.mean, line.gain.n) for line in lines if line.gain is not None]
    heard = [line.heard for line in lines if line.heard is not None]
    seen = [line.practice for line in lines if line.practice is not None]
    themes = {
        theme: found
        for theme in Theme
        if (found := _weighed((h.themes[theme], h.answers) for h in heard if theme in h.themes)) is not None
    }
    return GroupLine(
        value,
        len(lines),
        sum(n for _, n in gains),
        _weighed(gains),
        sum(each.answers for each in heard),
        sum(each.participants for each in heard),
        themes,
        sum(each.people for each in seen),
        100 * sum(each.done for each in seen) / sum(each.of for each in seen) if seen else None,
    )


def _weighed(pairs: Iterable[tuple[float, int]]) -> float | None:
    known = list(pairs)
    weight = sum(n for _, n in known)
    return sum(value * n for value, n in known) / weight if weight else None
