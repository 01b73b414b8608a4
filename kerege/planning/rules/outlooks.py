"""What people tell an outlook, and what was observed for it. Plain Python."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.planning.rules.rows import Field, Row, row_of
from kerege.planning.words import NOT_A_DECIMAL, NOT_A_NUMBER
from kerege.planning.words import outlooks as words

PART_ONE = "part1"
MOST_PEOPLE, MOST_QUARTERS, MOST_HOLD = 2_000, 40, 40
TOO_FEW = 20
"""People × quarters below which what was seen is told and not reckoned with: one event more would turn it over."""
DORMANT_RATES = ("refresh", "lapse")


def _level(name: str = "level", *, needed: bool = True) -> Field:
    return Field(name, "level", needed)


def _number(name: str, least: int = 0, most: int = 1_000_000_000, usual: int | None = None) -> Field:
    return Field(name, "number", usual is None, least, most, usual)


def _percent(name: str, *, needed: bool = True) -> Field:
    return Field(name, "decimal", needed, 0, 100)


WHY = Field("why", "reason")
EACH = Field("each", "decimal", True, 0, 100)
FAMILIES: Mapping[str, tuple[Field, ...]] = {
    "rates": (
        _level(needed=False), Field("what", "what"), _percent("value"), _percent("low", needed=False),
        _percent("high", needed=False), WHY,
    ),
    "needed": (Field("since", "day"), _number("people", 0, MOST_PEOPLE), WHY),
    "needs": (_number("seats", 1, 200), _number("staff", 1, 20), EACH, _number("within", 1, MOST_QUARTERS), WHY),
    "levels": (
        _level("covering"), _level("lead_level"), _level("local_level"), _number("ahead", 1, 16), _number("refresh"),
        WHY,
    ),
    "course": (
        _number("seats", 1, 200), _number("least", 1, 200), _number("leads", 0, 20), _number("locals", 0, 20),
        _number("cost"), EACH, WHY,
    ),
    "money": (
        Field("funder", "text"), _number("amount"), Field("since", "day"), Field("until", "day", False), WHY,
    ),
    "abroad": (_number("amount"), _number("lent", 0, MOST_PEOPLE), Field("until", "day"), WHY),
    "stock": (_level(), _number("active", 0, MOST_PEOPLE), _number("dormant", 0, MOST_PEOPLE), WHY),
}  # fmt: skip
ONCE: Mapping[str, tuple[str, ...]] = {
    "stock": ("level",),
    "rates": ("level", "what"),
    "needed": ("since",),
    **dict.fromkeys(("needs", "levels", "course", "abroad"), ()),
}
Rows = Mapping[str, list[Row]]


def told_row(family: str, told: Mapping[str, Any], levels: Iterable[str]) -> Row:
    """A row of an outlook as it is kept. Refuses what rules.rows.row_of refuses, planning.no_such_level and
    .bad_range.
    """
    row = row_of(family, told, FAMILIES)
    known = set(levels)
    for field in FAMILIES[family]:
        if field.kind == "level" and row[field.name] and row[field.name] not in known:
            raise Refusal(words.NO_SUCH_LEVEL, field=field.name, level=row[field.name][:40])
    if not row.get("each", 1):
        raise Refusal(NOT_A_DECIMAL, field="each", value=0, least=0.001, most=100)
    if family == "course" and row["least"] > row["seats"]:
        raise Refusal(NOT_A_NUMBER, field="least", value=row["least"], least=1, most=row["seats"])
    if family == "rates":
        row["low"] = row["value"] if row["low"] in {None, ""} else row["low"]
        row["high"] = row["value"] if row["high"] in {None, ""} else row["high"]
        if not row["low"] <= row["value"] <= row["high"]:
            raise Refusal(words.BAD_RANGE, field="low" if row["low"] > row["value"] else "high")
    return row


@dataclass(frozen=True)
class Kept:
    """What was observed, as an outlook keeps it: people by level, and (events, people × quarters) by level and rate.
    `people` who need the course is None where it is not known; `read` is False where no certificate could be read.
    """

    levels: tuple[str, ...]
    active: tuple[int, ...]
    dormant: tuple[int, ...]
    counted: Mapping[tuple[str, str], tuple[int, int]]
    people: int | None
    read: bool

    def plain(self) -> dict[str, Any]:
        return {
            "levels": list(self.levels), "active": list(self.active), "dormant": list(self.dormant),
            "counted": [[*key, *pair] for key, pair in sorted(self.counted.items())],
            "people": self.people, "read": self.read,
        }  # fmt: skip

    @classmethod
    def of(cls, plain: Mapping[str, Any]) -> "Kept":
        counted = {(level, rate): (events, exposed) for level, rate, events, exposed in plain["counted"]}
        levels, active, dormant = (tuple(plain[name]) for name in ("levels", "active", "dormant"))
        return cls(levels, active, dormant, counted, plain["people"], plain["read"])

    def seen(self, level: str, rate: str) -> tuple[int, int]:
        """Of one level; of all together where that level was seen too seldom."""
        own = self.counted.get((level, rate), (0, 0))
        if own[1] >= TOO_FEW:
            return own
        each = [pair for (_level, name), pair in self.counted.items() if name == rate]
        return sum(pair[0] for pair in each), sum(pair[1] for pair in each)


def quarter_of(day: date, today: date) -> int:
    """Which quarter a day lies in; that of today is 0."""
    return (day.year - today.year) * 4 + (day.month - 1) // 3 - (today.month - 1) // 3


def quarter_begins(number: int, today: date) -> date:
    year, at = divmod(today.year * 4 + (today.month - 1) // 3 + number, 4)
    return date(year, at * 3 + 1, 1)


def rate_row(rows: Rows, level: str, rate: str) -> Row | None:
    """What was typed of a rate: for the level, else for all levels."""
    told = [row for row in rows.get("rates", ()) if row["what"] == rate and row["level"] in {level, ""}]
    return max(told, key=lambda row: row["level"] == level, default=None)


def possible(kept: Kept, level: str, rate: str) -> bool:
    """Whether a rate means anything at a level: nobody steps up from the last, nobody rests before the certificate."""
    at = kept.levels.index(level)
    return not (rate == "step_up" and at + 1 == len(kept.levels)) and not (
        at == 0 and rate in ("dormancy", *DORMANT_RATES) and len(kept.levels) > 1
    )


def needed(rows: Rows, kept: Kept, today: date, quarter: int) -> int:
    """How many trainers a quarter asks for: as typed last from a day before it on, else as follows from needs."""
    begins = quarter_begins(quarter + 1, today)
    told = [row for row in rows.get("needed", ()) if date.fromisoformat(row["since"]) < begins]
    if told:
        return int(max(told, key=lambda row: row["since"])["people"])
    return of_needs(rows, kept) or 0


def of_needs(rows: Rows, kept: Kept) -> int | None:
    """Trainers who can teach everybody who needs the course within the time told; None where either is not known."""
    how = next(iter(rows.get("needs", ())), None)
    if how is None or kept.people is None:
        return None
    return ceil(ceil(kept.people / how["seats"]) * how["staff"] / (how["each"] * how["within"]) - 1e-9)
