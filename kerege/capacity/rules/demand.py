"""Demand: people by competence, place, language and period, added up from needs; and what others may be told of it."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import NamedTuple

from kerege.capacity.rules.needs import NOTHING, ORDER, Need
from kerege.capacity.rules.policy import Policy, period_of
from kerege.capacity.words.needs import NEEDED, Priority
from kerege.lib.small_cells import Protected, stepped


class Cell(NamedTuple):
    """Where demand stands. `period` is a half-year such as 2027-1: the one by whose end the need has to be met."""

    competence: str
    place: str
    language: str
    period: str


@dataclass(frozen=True)
class Wish:
    """The demand of a cell: people in need, how many of them only the place's assessment speaks of, the points of all
    of them together, and the most urgent priority. `unknown` people have neither evidence nor an assessment behind
    them; they are in no figure of people.
    """

    people: int = 0
    presumed: int = 0
    unknown: int = 0
    points: Fraction = NOTHING
    priority: Priority = Priority.BELOW

    def __add__(self, other: "Wish") -> "Wish":
        return Wish(
            self.people + other.people,
            self.presumed + other.presumed,
            self.unknown + other.unknown,
            self.points + other.points,
            min(self.priority, other.priority, key=ORDER.index),
        )


def cell_of(need: Need, policy: Policy, on: date) -> Cell:
    """The cell of a need. What is not known has to be found out as soon as the most urgent is met."""
    months = policy.months[need.priority if need.priority in NEEDED else Priority.A]
    return Cell(need.competence, need.place.key, need.place.language, period_of(on, months))


def wish_of(need: Need) -> Wish:
    return Wish(need.in_need, need.presumed_in_need, need.unknown, need.total, need.priority)


def demand(needs: Iterable[Need], policies: Mapping[str, Policy], on: date) -> dict[Cell, Wish]:
    """The demand of these needs, each by the policy of its owner, on a day."""
    found: dict[Cell, Wish] = {}
    for need in needs:
        if need.in_need or need.unknown:
            cell = cell_of(need, policies[need.place.owner], on)
            found[cell] = found.get(cell, Wish()) + wish_of(need)
    return found


def told_to_others(needs: Iterable[Need], *, competences: Iterable[str], places: Collection[str], k: int) -> Protected:
    """In how many of a country's places somebody needs each competence, as it may be told to those who may not read
    which: in whole steps of k, withheld where few need it, none, or nearly all. Of every competence, so that one that
    nobody needs looks like one that few need. Never how many people: a large laboratory would move that by itself.
    """
    having: dict[str, set[str]] = {code: set() for code in competences}
    for need in needs:
        if need.in_need:
            having.setdefault(need.competence, set()).add(need.place.key)
    return stepped({code: len(found) for code, found in having.items()}, of=len(places), k=k)
