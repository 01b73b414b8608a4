"""What people tell a plan over years, and its quarters. Plain Python."""

from collections.abc import Mapping
from datetime import date, timedelta
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.planning.rules.outlooks import WHY, quarter_begins, quarter_of
from kerege.planning.rules.rows import Field, Row, row_of
from kerege.planning.words import years as words

LEAST_QUARTERS, MOST_QUARTERS, USUAL_QUARTERS = 2, 20, 12
MOST_PEOPLE = 100_000


def _number(name: str, least: int = 0, most: int = 1_000_000_000, usual: int | None = None) -> Field:
    return Field(name, "number", usual is None, least, most, usual)


FAMILIES: Mapping[str, tuple[Field, ...]] = {
    "courses": (
        Field("curriculum", "curriculum"), Field("scheme", "scheme"), Field("days", "number", False, 1, 60),
        _number("seats", 1, 200), _number("staff", 1, 20), _number("cost"), WHY,
    ),
    "people": (
        Field("country", "country"), Field("topic", "topic"), _number("people", 1, MOST_PEOPLE),
        _number("points", 1, 100, 10), WHY,
    ),
    "speaks": (Field("country", "country"), Field("language", "language"), WHY),
    "stock": (Field("country", "country", False), Field("track", "scheme"), _number("active", 0, 2_000), WHY),
    "lost": (Field("value", "decimal", True, 0, 100), WHY),
    "halls": (Field("country", "country", False), _number("hall_days", 0, 10_000), WHY),
    "terms": (_number("teaches", 1, 90), _number("lend", 0, 10_000), _number("trained", 0, 2_000), WHY),
    "event": (_number("places", 1, 200), _number("event_cost"), _number("often", 0, 100), WHY),
    "money": (
        Field("funder", "text"), _number("amount"), Field("since", "day"), Field("until", "day", False), WHY,
    ),
}  # fmt: skip
ONCE: Mapping[str, tuple[str, ...]] = {
    "courses": ("curriculum",),
    "people": ("country", "topic"),
    "speaks": ("country",),
    "stock": ("country", "track"),
    "halls": ("country",),
    **dict.fromkeys(("lost", "terms", "event"), ()),
}
"""By which fields a row stands for one thing: another such row takes its place."""


def years_row(family: str, told: Mapping[str, Any]) -> Row:
    """A row as it is kept. Refuses what rules.rows.row_of refuses."""
    return row_of(family, told, FAMILIES)


def span(begins: date, quarters: int) -> tuple[date, date]:
    """The first and the last day of so many quarters, from the one in which a day lies. Refuses
    planning.no_such_quarters.
    """
    if not LEAST_QUARTERS <= quarters <= MOST_QUARTERS:
        raise Refusal(words.NO_SUCH_QUARTERS, field="quarters", least=LEAST_QUARTERS, most=MOST_QUARTERS)
    return quarter_begins(0, begins), quarter_begins(quarters, begins) - timedelta(days=1)


def quarters_of(first: date, last: date) -> int:
    """How many quarters a plan over years has."""
    return quarter_of(last, first) + 1


def planned_with(inputs: Mapping[str, Any], first: date, currency: str) -> tuple[date, str]:
    """The first day and the currency with which a plan was made, which may be others than those that are told now."""
    return date.fromisoformat(inputs.get("first", first.isoformat())), inputs.get("currency", currency)


def budget(rows: list[Row], first: date, quarters: int) -> tuple[int, ...]:
    """The money of each quarter: of each row from the quarter of its first day to before that of its last."""
    found = [0] * quarters
    for row in rows:
        since = quarter_of(date.fromisoformat(row["since"]), first)
        until = quarter_of(date.fromisoformat(row["until"]), first) if row["until"] else quarters
        for quarter in range(max(0, since), min(quarters, until)):
            found[quarter] += row["amount"]
    return tuple(found)


def surviving(lost: float, quarters: int) -> tuple[int, ...]:
    """How many of a thousand trainers are still active so many quarters later, where a share is lost in each."""
    return tuple(int(1000 * (1 - lost) ** quarter) for quarter in range(quarters))


def of_country(rows: list[Row], country: str) -> tuple[Row | None, Row | None]:
    """What is typed of a country, and of each country of which nothing is recorded."""
    own = next((row for row in rows if row["country"] == country), None)
    return own, next((row for row in rows if not row["country"]), None)
