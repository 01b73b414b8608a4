"""Needs and demand as files. The headings are names for programs, the same in every language: with these columns alone
`tools/recompute_needs.py` computes every figure again.
"""

from collections.abc import Iterable
from dataclasses import replace
from fractions import Fraction
from typing import Any

from django.utils.translation import gettext

from kerege.capacity.queries import NeedLine, demand_of
from kerege.capacity.rules.demand import Wish
from kerege.capacity.rules.gaps import Item
from kerege.lib.tables import Table
from kerege.records.viewers import Viewer
from kerege.web.activities import lists
from kerege.web.activities.lists import Choice

NEEDS = (
    *("on", "policy", "facility", "owner", "territory", "unit", "post", "role", "competence", "language", "period"),
    *("people", "target", "criticality", "most_criticality", "weight", "containment_level", "containment"),
    *("containment_lowest", "containment_highest", "levels", "questions", "gap_lost", "gap_whole", "gap", "critical"),
    *("person", "place", "stand_in", "factor", "counts_from", "limit_a", "limit_b", "months_a", "months_b", "months_c"),
    *("points", "presumed", "presumed_points", "unknown", "in_need", "presumed_in_need", "total"),
    *("priority", "could_be"),
)
DEMAND = (*("on", "competence", "place", "language", "period", "people", "presumed", "unknown", "points", "priority"),)


def needs_table(viewer: Viewer, lines: Iterable[NeedLine], choice: Choice) -> Table:
    """Every need with all of its factors. Numbers are exact: 300/7. Nothing is an empty cell, which is not zero."""
    rows = [_row(line, choice) for line in lines]
    explained = gettext(
        "points = 100 × criticality ÷ most_criticality × weight × containment × (target − level) ÷ 4 × factor, at most "
        "100; factor = person + place × gap; gap = gap_lost ÷ gap_whole. An empty cell is not known, which is not zero."
    )
    return replace(lists.table(viewer, gettext("Training needs"), NEEDS, rows, choice, explained), headings=NEEDS)


def demand_table(viewer: Viewer, lines: Iterable[NeedLine], choice: Choice) -> Table:
    """People by competence, place, language and period."""
    rows = [[choice.on, *line.cell, *_wish(line.wish)] for line in demand_of(lines, on=choice.on)]
    return replace(lists.table(viewer, gettext("Demand for training"), DEMAND, rows, choice), headings=DEMAND)


def _wish(wish: Wish) -> list[Any]:
    return [wish.people, wish.presumed, wish.unknown, exact(wish.points), wish.priority.value]


def _row(line: NeedLine, choice: Choice) -> list[Any]:
    need, policy, place = line.need, line.policy.policy, line.need.place
    system = need.system
    return [
        *(choice.on, line.policy.called, place.key, place.owner, place.territory, need.staff.unit, need.staff.post),
        *(need.staff.role, need.competence, line.cell.language, line.cell.period),
        *(need.staff.people, need.wanted.level, need.wanted.criticality, policy.most_criticality),
        *(exact(need.weight), need.staff.containment, exact(policy.containment_of(need.staff.containment))),
        *(exact(policy.containment_of(None)), exact(policy.highest)),
        *(several(need.levels), " ".join(_item(i) for i in system.items) if system else ""),
        *((exact(system.lost), exact(system.whole)) if system else ("", "")),
        *(exact(system.value) if system else "", _yes(system.critical) if system else ""),
        *(exact(policy.person), exact(policy.place), _yes(policy.stand_in), exact(need.factor)),
        *(exact(policy.counts_from), exact(policy.limit_a), exact(policy.limit_b), *policy.months.values()),
        *(several(need.points), need.presumed, exact(need.presumed_points), need.unknown),
        *(need.in_need, need.presumed_in_need, exact(need.total), need.priority.value, need.could_be.value),
    ]


def _item(item: Item) -> str:
    """assessment/question (of an incident: finding/):weight:lost:cause:flags; `f` finding, `c` critical."""
    flags = ("f" if item.finding else "") + ("c" if item.critical else "")
    of = f"{item.assessment or item.finding}/{item.question}"
    return ":".join((of, exact(item.weight), exact(item.lost), item.cause, flags))


def several(values: Iterable[Fraction]) -> str:
    return " ".join(exact(value) for value in values)


def exact(value: Fraction | None) -> str:
    return "" if value is None else str(value)


def _yes(value: bool) -> str:
    return "yes" if value else "no"
