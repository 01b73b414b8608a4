"""Money, ways and borders, as people told them. Everything is counted in the currency of the plan, in whole units."""

from collections.abc import Collection, Mapping
from datetime import date, timedelta
from decimal import Decimal

from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.planning import words
from kerege.planning.queries.gathering.asked import Asked, Notes
from kerege.planning.rules.rows import Row, key_of
from kerege.planning.solver.problem import Fund, Way

EVERYBODY = "*"


def funds(asked: Asked, countries: Collection[str], notes: Notes) -> list[Fund]:
    """The money that there is, by the row that tells of it. Refuses planning.no_currency and planning.no_rate."""
    rates = {row["currency"]: Decimal(row["rate"]) for row in asked.told("rates")}
    found = []
    if not asked.currency:
        notes.refuse(Refusal(words.NO_CURRENCY))
    for row in asked.told("funds"):
        rate = Decimal(1) if row["currency"] == asked.currency else rates.get(row["currency"])
        if rate is None:
            notes.refuse(
                Refusal(words.NO_RATE, row=key_of("funds", row), currency=row["currency"], into=asked.currency)
            )
            continue
        payable = frozenset(countries if EVERYBODY in row["countries"].split() else row["countries"].split())
        found.append(Fund(key_of("funds", row), payable, int(rate * row["amount"])))
    return found


def ways(asked: Asked, origins: Collection[str], venues: Collection[str]) -> dict[tuple[str, str], Way]:
    """From each country to each other: the row that names both, else the one that names one of them, else the usual
    way; none where no row speaks of it.
    """
    told = {(row["origin"], row["there"]): row for row in asked.told("ways")}
    found = {}
    for origin in sorted(origins):
        for there in sorted(venues):
            asks = ((origin, there), (origin, ""), ("", there), ("", ""))
            row = next((told[pair] for pair in asks if pair in told), None)
            if row is not None and origin != there:
                found[origin, there] = _way(row, _closed(asked, origin, there))
    return found


def _way(row: Row, closed: tuple[Period, ...]) -> Way:
    return Way(row["price"], row["travel_days"], row["visa_days"], closed)


def _closed(asked: Asked, origin: str, there: str) -> tuple[Period, ...]:
    """When the border between two countries is closed: whoever goes has to come back."""
    return tuple(
        Period(date.fromisoformat(row["since"]), date.fromisoformat(row["until"]) + timedelta(days=1))
        for row in asked.told("borders")
        if {row["origin"], row["there"]} == {origin, there}
    )


def interpreters(asked: Asked) -> Mapping[str, int]:
    return {row["language"]: row["price"] for row in asked.told("interpreters")}
