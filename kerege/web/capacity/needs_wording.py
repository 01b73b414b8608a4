"""Needs in the reader's words: figures, the arithmetic of one, and why one stands before another."""

from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise
from typing import Any

from django.utils.translation import gettext, ngettext

from kerege.capacity.queries import NeedLine
from kerege.capacity.rules.needs import HIGHEST_LEVEL, Need, gap_of, why_before
from kerege.capacity.words.needs import PRIORITIES, Before, Priority
from kerege.web.shell.figures import figure
from kerege.web.shell.wording import word_of

TONES = {Priority.A: "bad", Priority.B: "warn", Priority.C: "info", Priority.BELOW: "good", Priority.UNKNOWN: "dashed"}


def number(value: Fraction | int) -> str:
    """An exact number for a page: whole, or with at most two decimals, rounded half up."""
    hundredths = Fraction(value) * 100
    rounded = Fraction((2 * hundredths.numerator + hundredths.denominator) // (2 * hundredths.denominator), 100)
    return figure(int(rounded)) if rounded.denominator == 1 else figure(float(rounded))


def period(text: str) -> str:
    """2027-1 as people say it."""
    year, _, half = text.partition("-")
    first = gettext("first half of %(year)s") % {"year": year}
    return first if half == "1" else gettext("second half of %(year)s") % {"year": year}


def priority(value: Priority) -> dict[str, str]:
    return {"text": word_of(PRIORITIES, value), "tone": TONES[value], "short": _short(value)}


def _short(value: Priority) -> str:
    return value.value if value in {Priority.A, Priority.B, Priority.C} else word_of(PRIORITIES, value)


def people(need: Need) -> str:
    """How many are in need, and of how many it is only presumed."""
    told = ngettext("%(n)s person", "%(n)s people", need.in_need) % {"n": figure(need.in_need)}
    if need.presumed_in_need:
        return gettext("%(people)s, %(n)s of them without evidence") % {
            "people": told,
            "n": figure(need.presumed_in_need),
        }
    return told


def why(lines: list[NeedLine]) -> list[str]:
    """For each line a sentence on why it stands before the next one; empty for the last."""
    return [*(_sentence(first, second) for first, second in pairwise(lines)), ""][: len(lines)]


def _sentence(first: NeedLine, second: NeedLine) -> str:
    one, two = first.need, second.need
    reason = why_before(one, two)
    told = {"next": second.competence, "place": second.facility}
    if reason == Before.PRIORITY:
        told |= {"one": _short(one.priority), "two": _short(two.priority)}
        return gettext("Before %(next)s (%(place)s): priority %(one)s comes before %(two)s.") % told
    if reason == Before.POINTS:
        told |= {"one": number(one.total), "two": number(two.total)}
        return (
            gettext("Before %(next)s (%(place)s): both are as urgent, and %(one)s points are more than %(two)s.") % told
        )
    if reason == Before.PEOPLE:
        told |= {"one": figure(one.in_need), "two": figure(two.in_need)}
        return gettext("Before %(next)s (%(place)s): as many points, and %(one)s people are more than %(two)s.") % told
    return gettext("Beside %(next)s (%(place)s): nothing speaks for one before the other; they stand by name.") % told


@dataclass(frozen=True)
class Person:
    """People of one level in the arithmetic."""

    people: str
    level: str
    sum: str
    points: str
    exact: str
    counted: bool


def persons(line: NeedLine) -> list[Person]:
    """Those whose level is known, by level, each with the whole sum."""
    need = line.need
    found: dict[Fraction, int] = {}
    for level in need.levels:
        found[level] = found.get(level, 0) + 1
    points = dict(zip(need.levels, need.points, strict=True))
    return [
        Person(
            ngettext("%(n)s person", "%(n)s people", count) % {"n": figure(count)},
            number(level),
            formula(line, gap_of(need.wanted, level)),
            number(points[level]),
            exact(points[level]),
            points[level] >= line.policy.policy.counts_from,
        )
        for level, count in sorted(found.items())
    ]


def formula(line: NeedLine, gap: Fraction) -> str:
    """100 × 6 ÷ 7 × 1 × 1.25 × 0.5 × 0.8, as every factor is."""
    need, policy = line.need, line.policy.policy
    parts = (need.weight, policy.containment_of(need.staff.containment), gap, need.factor)
    told = " × ".join(number(part) for part in parts)
    return f"100 × {need.wanted.criticality} ÷ {policy.most_criticality} × {told}"


def exact(value: Fraction) -> str:
    return str(value) if value.denominator != 1 else ""


def gap_sum(need: Need) -> str:
    """The gap of the place as its sum."""
    system = need.system
    if system is None or system.value is None:
        return ""
    return f"{number(system.lost)} ÷ {number(system.whole)} = {number(system.value)}"


def line_of(line: NeedLine, sentence: str = "") -> dict[str, Any]:
    """One need as lists show it."""
    need = line.need
    could = need.could_be if need.could_be != need.priority else None
    return {
        "line": line,
        "need": need,
        "people": people(need),
        "unknown": figure(need.unknown) if need.unknown else "",
        "points": number(need.total),
        "priority": priority(need.priority),
        "could_be": priority(could) if could is not None and need.priority != Priority.A else None,
        "period": period(line.cell.period),
        "why": sentence,
        "levels": HIGHEST_LEVEL,
    }
