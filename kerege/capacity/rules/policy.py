"""How a country weighs its training needs, as data: `read` takes what a form or a file holds and refuses the absurd.

`written` gives it back; the two are each other's inverse. Every number is exact.
"""

import re
from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from fractions import Fraction
from typing import Any

from kerege.capacity.rules.definitions import number_text
from kerege.capacity.words.needs import (
    NEEDED,
    POLICY_ABSURD_LEVELS,
    POLICY_ABSURD_LIMITS,
    POLICY_ABSURD_SHARES,
    POLICY_LACKS,
    POLICY_NUMBER,
    UNKNOWN_COMPETENCE,
    Priority,
)
from kerege.lib.refusal import Refusal

CONTAINMENT = (1, 2, 3, 4)
LARGEST_FACTOR = 3
MOST_CRITICAL = 7
"""How critical a competence can be in a role profile (rules.framework). A policy that knew less could not weigh it."""
LONGEST = 120
_NUMBER = re.compile(r"-?[0-9]{1,6}([.,][0-9]{1,4})?")


@dataclass(frozen=True)
class Policy:
    """`person` and `place` are the parts of the gap; together they are 1. `containment` is the factor of each level.

    `weights` makes some competences weigh more or less than 1. A person counts as in need from `counts_from` points.
    With `stand_in` the gap of the place stands for people of whom there is no evidence; they are told apart.
    `months` says within how many months a need of each priority has to be met, and `recent` for how many a closed
    assessment is believed.
    """

    person: Fraction
    place: Fraction
    most_criticality: int
    containment: Mapping[int, Fraction]
    counts_from: Fraction
    limit_a: Fraction
    limit_b: Fraction
    recent: int
    months: Mapping[Priority, int]
    stand_in: bool = True
    weights: Mapping[str, Fraction] = field(default_factory=dict)

    def weight_of(self, competence: str) -> Fraction:
        return self.weights.get(competence, Fraction(1))

    def containment_of(self, level: int | None) -> Fraction:
        """The factor of a level; of one that is not known the lowest, and `highest` says what it could be."""
        return self.containment[level or CONTAINMENT[0]]

    @property
    def highest(self) -> Fraction:
        return max(self.containment.values())

    def priority_of(self, points: Fraction) -> Priority:
        if points >= self.limit_a:
            return Priority.A
        if points >= self.limit_b:
            return Priority.B
        return Priority.C if points >= self.counts_from else Priority.BELOW


def read(content: Mapping[str, Any], *, competences: Collection[str] | None = None) -> Policy:
    """The policy that this content is. `competences` are those that may have a weight; None takes any.

    Refuses capacity.policy_lacks, .policy_number, .policy_absurd_shares, .policy_absurd_limits, .policy_absurd_levels
    and .unknown_competence.
    """
    found = Policy(
        person=_number(content, "person", high=1),
        place=_number(content, "place", high=1),
        most_criticality=_whole(content, "most_criticality", low=MOST_CRITICAL, high=10),
        containment={n: _number(content, f"containment_{n}", low=1, high=LARGEST_FACTOR) for n in CONTAINMENT},
        counts_from=_number(content, "counts_from", high=100),
        limit_a=_number(content, "limit_a", high=100),
        limit_b=_number(content, "limit_b", high=100),
        recent=_whole(content, "recent", low=1, high=LONGEST),
        months={each: _whole(content, f"months_{each.value.lower()}", low=1, high=LONGEST) for each in NEEDED},
        stand_in=str(content.get("stand_in", "yes")) not in {"no", "False"},
        weights=_weights(content.get("weights") or {}, competences),
    )
    _check(found)
    return found


def _check(found: Policy) -> None:
    if found.person + found.place != 1:
        raise Refusal(POLICY_ABSURD_SHARES, field="place", sum=number_text(found.person + found.place))
    if not found.limit_a > found.limit_b > found.counts_from > 0:
        told = {"a": found.limit_a, "b": found.limit_b, "counts_from": found.counts_from}
        raise Refusal(POLICY_ABSURD_LIMITS, field="limit_a", **{name: number_text(n) for name, n in told.items()})
    factors = [found.containment[n] for n in CONTAINMENT]
    if factors != sorted(factors):
        levels = ", ".join(number_text(n) for n in factors)
        raise Refusal(POLICY_ABSURD_LEVELS, field="containment_1", levels=levels)


def written(policy: Policy) -> dict[str, Any]:
    """The content that `read` reads as this policy."""
    return {
        "person": number_text(policy.person),
        "place": number_text(policy.place),
        "most_criticality": str(policy.most_criticality),
        **{f"containment_{n}": number_text(policy.containment[n]) for n in CONTAINMENT},
        "counts_from": number_text(policy.counts_from),
        "limit_a": number_text(policy.limit_a),
        "limit_b": number_text(policy.limit_b),
        "recent": str(policy.recent),
        **{f"months_{each.value.lower()}": str(policy.months[each]) for each in NEEDED},
        "stand_in": "yes" if policy.stand_in else "no",
        "weights": {code: number_text(n) for code, n in sorted(policy.weights.items())},
    }


def changed(old: Mapping[str, Any], new: Mapping[str, Any]) -> list[tuple[str, str, str]]:
    """What differs between two written policies: name, old and new. A weight is named by its competence."""

    def flat(told: Mapping[str, Any]) -> dict[str, str]:
        return {**{name: str(v) for name, v in told.items() if name != "weights"}, **dict(told.get("weights") or {})}

    before, after = flat(old), flat(new)
    names = [*after, *(name for name in before if name not in after)]
    return [(n, before.get(n, ""), after.get(n, "")) for n in names if before.get(n, "") != after.get(n, "")]


def months_later(day: date, months: int) -> date:
    """The first day of the month so many months after (or before) the day's."""
    number = day.year * 12 + day.month - 1 + months
    return date(number // 12, number % 12 + 1, 1)


def period_of(day: date, months: int) -> str:
    """The half-year in which something falls that is due so many months from the day: 2027-1 or 2027-2."""
    due = months_later(day, months)
    return f"{due.year}-{1 if due.month < 7 else 2}"


def _weights(told: Mapping[str, Any], competences: Collection[str] | None) -> dict[str, Fraction]:
    for code in told:
        if competences is not None and code not in competences:
            raise Refusal(UNKNOWN_COMPETENCE, field="weights", value=str(code)[:60], known=", ".join(competences))
    found = {str(code): _number(told, code, low=0, high=LARGEST_FACTOR) for code in told}
    return {code: n for code, n in found.items() if n != 1}


def _number(told: Mapping[str, Any], name: str, *, low: int = 0, high: int) -> Fraction:
    text = str(told.get(name, "")).strip()
    if not text:
        raise Refusal(POLICY_LACKS, field=name, place=name)
    if not _NUMBER.fullmatch(text) or not low <= (found := Fraction(text.replace(",", "."))) <= high:
        raise Refusal(POLICY_NUMBER, field=name, value=text[:40], place=name, low=low, high=high)
    return found


def _whole(told: Mapping[str, Any], name: str, *, low: int, high: int) -> int:
    found = _number(told, name, low=low, high=high)
    if found.denominator != 1:
        raise Refusal(POLICY_NUMBER, field=name, value=str(told[name])[:40], place=name, low=low, high=high)
    return int(found)
