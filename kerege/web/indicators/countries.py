"""A figure country by country, with what was claimed there and when the last record is from."""

from dataclasses import dataclass
from datetime import date

from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.indicators.rules import BY_VENUE, ClaimLine, Reading
from kerege.web.indicators.asking import Asked
from kerege.web.shell.figures import between


@dataclass(frozen=True)
class CountryRow:
    """`evidence` is empty where there is no record, which is not zero. `name` is None where nobody says the country."""

    code: str
    name: Designated | None
    evidence: str
    high: float | None
    claims: tuple[ClaimLine, ...]
    last: date | None
    href: str
    frozen: date | None


def country_rows(reading: Reading, question: Asked) -> list[CountryRow]:
    """Countries with a record, a claim or a silence, by name; records without a country last.

    Those that take part in the project stand there too, because silence is not zero and is not nothing. Empty
    where the figure is not kept by country. Claims speak of
    the trainees' countries and are not set beside venues.
    """
    figures = {code: (low, high) for code, low, high in reading.by_territory}
    last = dict(reading.no_data_since)
    claims = {} if reading.scope.by == BY_VENUE else _claims(reading)
    if not figures and not claims:
        return []
    frozen = dict(reading.frozen)
    codes = set(figures) | set(last) | set(claims) | _taking_part(question)
    names = atlas.display_names(sorted(codes - {""}), lang=question.lang, on=question.on)
    rows = [
        CountryRow(
            code,
            names.get(code),
            between(*figures[code]) if code in figures else "",
            figures[code][1] if code in figures else None,
            tuple(claims.get(code, ())),
            last.get(code),
            question.address(country=code, by=reading.scope.by) if code else "",
            frozen.get(code),
        )
        for code in codes
    ]
    return sorted(rows, key=lambda row: (row.name is None, row.name.sort_key if row.name else ""))


def _claims(reading: Reading) -> dict[str, list[ClaimLine]]:
    found: dict[str, list[ClaimLine]] = {}
    for claim in (*reading.country_claims, *(c for c in reading.claims if c.territory)):
        found.setdefault(claim.territory, []).append(claim)
    return found


def _taking_part(question: Asked) -> set[str]:
    if question.scope.territories or not question.scope.project:
        return set()
    return {p.code for p in atlas.participants(question.scope.project, on=question.on)}
