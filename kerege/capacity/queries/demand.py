"""The demand for training, for pages, programs and planning: one question, whoever asks.

By competence, place, language and period with people where the reader may read the needs themselves; of other countries
in how many facilities at least, without place, language or period (needs_of_others), so that no cell points at anybody.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kerege.capacity.queries.needs import NeedChoice, NeedLine, needs
from kerege.capacity.queries.needs_of_others import CountryLine, others
from kerege.capacity.rules.demand import Cell, Wish
from kerege.capacity.rules.demand import demand as added_up
from kerege.people.rules import ANONYMOUS, Actor
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class DemandLine:
    """One cell of the demand. `owner` and `territory` are those of the place."""

    owner: str
    territory: str
    cell: Cell
    wish: Wish


@dataclass(frozen=True)
class Demand:
    """`cells` are what the reader may read in full, in the order of competences; `at_least` are other countries', by
    competence in steps. No country is in both. `policies` are those by which it was computed; of owners
    `without_policy` nothing is known.
    """

    cells: tuple[DemandLine, ...]
    at_least: tuple[CountryLine, ...]
    policies: tuple[str, ...]
    without_policy: tuple[str, ...]


def demand(
    viewer: Viewer,
    *,
    acting: Actor = ANONYMOUS,
    on: date,
    today: date,
    lang: str = "en",
    choice: NeedChoice | None = None,
) -> Demand:
    """The demand as on the day for one reader. Of other countries it is told as on today alone, and only where the
    choice asks for no more than a country or a competence: else its figures would say of which facilities they are.
    """
    wanted = choice or NeedChoice()
    told = needs(viewer, acting=acting, on=on, lang=lang, choice=wanted)
    broad = wanted == NeedChoice(territory=wanted.territory, competence=wanted.competence)
    beside = others(viewer, on=on, today=today, territory=wanted.territory) if broad else []
    if wanted.competence:
        beside = [_only(line, wanted.competence) for line in beside if wanted.competence in line.cells]
    policies = tuple(line.called for line in told.policies)
    return Demand(tuple(demand_of(told.lines, on=on)), tuple(beside), policies, told.without_policy)


def demand_of(lines: Iterable[NeedLine], *, on: date) -> list[DemandLine]:
    """Needs added up to their cells."""
    kept = list(lines)
    policies = {line.need.place.owner: line.policy.policy for line in kept}
    places = {line.need.place.key: (line.need.place.owner, line.need.place.territory) for line in kept}
    found = sorted(added_up((line.need for line in kept), policies, on).items())
    return [DemandLine(*places[cell.place], cell, wish) for cell, wish in found]


def _only(line: CountryLine, competence: str) -> CountryLine:
    return CountryLine(line.owner, line.territory, {competence: line.cells[competence]})
