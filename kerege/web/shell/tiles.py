"""A reading as a tile: what was claimed beside what the records prove."""

from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext, ngettext

from kerege.indicators.rules import ClaimLine, Reading
from kerege.indicators.words import STATES, State
from kerege.web.shell.figures import between, figure
from kerege.web.shell.navigation import address


@dataclass(frozen=True)
class Tile:
    """What components/figure_tile.html prints. `evidence` is the most that records show; None where there is none."""

    title: str
    href: str
    claims: tuple[ClaimLine, ...]
    evidence: float | None
    planned: int
    conflict: bool
    note: str
    since: date | None = None


def tile(reading: Reading) -> Tile:
    """The tile of a reading, leading to the page of its indicator for the same country."""
    about, evidence = reading.indicator, reading.evidence
    country = reading.scope.territory
    return Tile(
        title=gettext(about.title),
        href=address("indicator", about.key) + (f"?country={country}" if country else ""),
        claims=_distinct(reading.claims),
        evidence=evidence.high,
        planned=reading.planned or 0,
        conflict=bool(reading.conflicts),
        note=" ".join(notes(reading)),
        since=reading.frozen_since,
    )


def _distinct(claims: tuple[ClaimLine, ...]) -> tuple[ClaimLine, ...]:
    """One claim of each figure, the highest first: three pages that say 14 are one figure here."""
    by_figure = {(c.value, c.qualifier): c for c in sorted(claims, key=lambda c: -c.value)}
    return tuple(by_figure.values())


def notes(reading: Reading) -> list[str]:
    """What has to be known beside the two figures, as whole sentences."""
    evidence, said = reading.evidence, []
    if evidence.state != State.RECORDED:
        said.append(gettext("%(state)s.") % {"state": gettext(STATES[evidence.state])})
    elif not evidence.is_exact and reading.conflicts:
        said.append(gettext("At least %(low)s: sources state different numbers.") % {"low": figure(evidence.low)})
    elif not evidence.is_exact:
        said.append(gettext("At least %(low)s are certain.") % {"low": figure(evidence.low)})
    if evidence.of_high:
        said.append(gettext("Out of %(whole)s.") % {"whole": between(evidence.of_low, evidence.of_high)})
    if reading.planned:
        said.append(
            ngettext("%(n)s more was only planned.", "%(n)s more were only planned.", reading.planned)
            % {"n": figure(reading.planned)}
        )
    if reading.unknown:
        said.append(
            gettext("Of the claim, without any record: %(n)s (inferred by subtraction).")
            % {"n": figure(reading.unknown)}
        )
    return said
