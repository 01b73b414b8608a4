"""Statistics in words: values under their names and in their order, figures with what they are worth, and where each
of them opens.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django.urls import reverse
from django.utils.translation import gettext, ngettext

from kerege.inventory.queries.statistics import Counted
from kerege.inventory.rules.counting import scheme_and_level
from kerege.inventory.rules.standing import level_name, rank
from kerege.inventory.words import (
    CAPABILITIES,
    CONTAINMENT_SCHEMES,
    FACILITY_KINDS,
    OWNERSHIPS,
    SECTORS,
    STAFF_ROLES,
    STANDINGS,
    ContainmentScheme,
)
from kerege.inventory.words.statistics import CLOSED, FRESHNESSES, Dimension, Freshness
from kerege.web.shell.figures import figure, withheld
from kerege.web.statistics.asking import Wanted

VOCABULARIES: dict[Dimension, Mapping[Any, str]] = {
    Dimension.SECTOR: SECTORS,
    Dimension.KIND: FACILITY_KINDS,
    Dimension.CAPABILITY: CAPABILITIES,
    Dimension.STANDING: STANDINGS,
    Dimension.OWNERSHIP: OWNERSHIPS,
    Dimension.FRESHNESS: FRESHNESSES,
    Dimension.STAFF: STAFF_ROLES,
}
FILTERS = {
    Dimension.COUNTRY: "country",
    Dimension.SECTOR: "sector",
    Dimension.KIND: "kind",
    Dimension.CAPABILITY: "capability",
    Dimension.STANDING: "standing",
    Dimension.OWNERSHIP: "ownership",
    Dimension.FRESHNESS: "stale",
}
"""What the list of facilities filters by, so that a figure opens there."""
Names = Mapping[str, Any]


def label(dimension: Dimension, value: str, names: Names) -> Any:
    """A value under its name; countries as they are designated."""
    if dimension == Dimension.COUNTRY:
        return names.get(value, value)
    if dimension in (Dimension.CLAIMED, Dimension.PROVED):
        return _level(value)
    if dimension == Dimension.COMPLETE:
        return gettext("%(share)s %%") % {"share": value.replace("-", "–")}
    word = VOCABULARIES[dimension].get(value)
    return gettext(word) if word else value


def _level(value: str) -> str:
    scheme, level = scheme_and_level(value)
    name = level_name(scheme, level)
    if scheme != ContainmentScheme.GROUPS:
        return name
    return f"{gettext(CONTAINMENT_SCHEMES[ContainmentScheme.GROUPS])}: {name}"


def in_order(dimension: Dimension, values: Iterable[str], names: Names) -> list[str]:
    """Values as their vocabulary has them; countries by name, levels by scheme and rank."""
    if dimension == Dimension.COUNTRY:
        return sorted(values, key=lambda value: names[value].sort_key if value in names else value)
    if dimension in (Dimension.CLAIMED, Dimension.PROVED):
        return sorted(values, key=lambda value: (_scheme(value), rank(*scheme_and_level(value))))
    known = {str(value): n for n, value in enumerate(VOCABULARIES.get(dimension, ()))}
    return sorted(values, key=lambda value: (known.get(value, len(known)), value))


def _scheme(value: str) -> int:
    return list(CONTAINMENT_SCHEMES).index(ContainmentScheme(scheme_and_level(value)[0]))


@dataclass(frozen=True)
class Cell:
    """One figure: in words, and where it opens; empty where it opens nowhere."""

    text: str
    href: str = ""


def cell(found: Counted, row: str, column: str, wanted: Wanted) -> Cell:
    """A figure of the table: a number, “at least” a number, or withheld."""
    pair = (row, column)
    if pair in found.cells and found.cells[pair] is None:
        return Cell(withheld())
    n = found.cells.get(pair) or 0
    if pair in found.least:
        return Cell(gettext("at least %(n)s") % {"n": figure(n)})
    return Cell(figure(n), opens(wanted, row, column) if n else "")


def opens(wanted: Wanted, row: str, column: str = "") -> str:
    """The list behind a figure: of facilities where that filters by both, else the one below the table."""
    table, said = wanted.table, {"on": wanted.base.on.isoformat()}
    if wanted.base.country:
        said["country"] = wanted.base.country
    sides = ((table.rows, row), *(((table.columns, column),) if column else ()))
    if all(dimension not in CLOSED for dimension, _ in sides):
        said |= {FILTERS[dimension]: _filter(dimension, value) for dimension, value in sides}
        return f"{reverse('facilities')}?{urlencode(said)}"
    said |= {"rows": table.rows.value, "columns": table.columns.value, "row": row, "column": column}
    return f"{reverse('statistics')}?{urlencode(said)}#behind"


def _filter(dimension: Dimension, value: str) -> str:
    if dimension == Dimension.FRESHNESS:
        return "yes" if value == Freshness.STALE else "no"
    return value


def protection(found: Counted) -> list[str]:
    """What is not told and why, in whole sentences; empty where everything is."""
    told = []
    least = {"least": figure(found.least_cell)}
    if found.protected:
        told.append(
            gettext(
                "Of countries whose national records you do not read, a figure is withheld where fewer than %(least)s "
                "facilities have something or fewer than %(least)s have it not; the others are told in steps of "
                "%(least)s, so that subtracting one table from another tells nothing about one facility."
            )
            % least
        )
    if found.left_out:
        sentence = ngettext(
            "%(n)s country is left out: such figures are told by country, and only as on today.",
            "%(n)s countries are left out: such figures are told by country, and only as on today.",
            len(found.left_out),
        )
        told.append(sentence % {"n": figure(len(found.left_out))})
    return told
