"""What people tell a plan, family by family: rows of named fields. Plain Python; whoever asks knows the records."""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.planning import words

Row = dict[str, Any]
MOST_ROWS = 500
MOST_MONEY = 1_000_000_000
DIGITS = {0x06F0 + n: str(n) for n in range(10)} | {0x0660 + n: str(n) for n in range(10)}


@dataclass(frozen=True)
class Field:
    """One field of a row: `kind` says what may stand there, `least` and `most` bound a number. A field that is not
    `needed` may be empty, and a number is then `usual`; where it may not be `blank`, only if nobody was asked for it: a
    size that was emptied is missing, and nothing stands in for it.
    """

    name: str
    kind: str
    needed: bool = True
    least: int = 0
    most: int = MOST_MONEY
    usual: int | None = None
    blank: bool = True


def _text(name: str, kind: str = "text", *, needed: bool = True) -> Field:
    return Field(name, kind, needed)


def _number(name: str, least: int = 0, most: int = MOST_MONEY, usual: int | None = None) -> Field:
    return Field(name, "number", usual is None, least, most, usual)


MONEY = _number("price", usual=0)
SINCE, UNTIL = _text("since", "day"), _text("until", "day")
FAMILIES: Mapping[str, tuple[Field, ...]] = {
    "topics": (
        _text("curriculum", "curriculum"),
        Field("days", "number", False, 1, 60),
        Field("least", "number", False, 1, 200, 10, blank=False),
        Field("most", "number", False, 1, 200, 14, blank=False),
        _number("leads", 0, 8, 2),
        _number("locals", 0, 8, 2),
        _number("per_person", usual=0),
    ),
    "wanted": (
        _text("country", "country"),
        _text("topic", "topic"),
        _number("people", 1, 100_000),
        _text("languages", "languages"),
        _number("points", 1, 100, 10),
        _text("sex", "sex", needed=False),
        _text("due", "day", needed=False),
        _text("why", needed=False),
    ),
    "staff": (
        _text("person", "person"),
        _text("languages", "languages"),
        Field("courses", "number", False, 1, 100),
        _number("fee", usual=0),
    ),
    "away": (_text("person", "person"), SINCE, UNTIL),
    "rooms": (_text("room", "room"), MONEY, _text("since", "day", needed=False), _text("until", "day", needed=False)),
    "funds": (
        _text("funder"),
        _text("countries", "countries"),
        _number("amount", 1),
        _text("currency", "currency"),
    ),
    "rates": (_text("currency", "currency"), _text("rate", "rate")),
    "ways": (
        _text("origin", "country", needed=False),
        _text("there", "country", needed=False),
        MONEY,
        _number("travel_days", 0, 10, 0),
        _number("visa_days", 0, 200, 0),
    ),
    "borders": (_text("origin", "country"), _text("there", "country"), SINCE, UNTIL),
    "holidays": (_text("country", "country"), _text("day", "day"), _text("off", "off"), _text("why", needed=False)),
    "interpreters": (_text("language", "language"), MONEY),
    "cohorts": (_text("countries", "countries"),),
    "floors": (_text("country", "country"), _text("women", "women"), _number("share", 0, 100)),
    "pins": (
        _text("topic", "topic"),
        _text("language", "language"),
        _text("room", "room"),
        _text("day", "day"),
        _text("countries", "countries"),
        _text("leads", "people", needed=False),
        _text("locals", "people", needed=False),
        Field("people", "number", False, 1, 200),
    ),
    "forbidden": (_text("course", "key", needed=False), _text("trainer", "person", needed=False)),
}
ONCE: Mapping[str, tuple[str, ...]] = {
    "topics": ("curriculum",),
    "staff": ("person",),
    "rates": ("currency",),
    "ways": ("origin", "there"),
    "holidays": ("country", "day"),
    "interpreters": ("language",),
    "cohorts": ("countries",),
    "floors": ("country", "women"),
    "forbidden": ("course", "trainer"),
}
"""By which fields a row stands for one thing: another such row takes its place."""
STATED: tuple[Field, ...] = (
    _text("competence", "competence"),
    _text("language", "language"),
    _number("people", 1, 100_000),
    _number("points", 1, 100, 10),
)
"""A row of what a country states of its needs."""
CHOICES: Mapping[str, Iterable[str]] = {
    "sex": words.SEXES,
    "off": words.OFF,
    "women": words.SHARED_BY,
    "what": words.RATES,
}


def row_of(family: str, told: Mapping[str, Any], families: Mapping[str, tuple[Field, ...]] | None = None) -> Row:
    """A row as it is kept. Refuses planning.no_such_family, .value_missing, .not_a_choice, .not_a_number, .not_a_rate,
    .not_a_day, .day_too_far, .days_turned and text.*. Whether what is named is there, whoever keeps the row asks.
    """
    known = FAMILIES if families is None else families
    if family not in known:
        raise Refusal(words.NO_SUCH_FAMILY, family=family[:40])
    row = values_of(known[family], told)
    if row.get("since") and row.get("until") and row["until"] < row["since"]:
        raise Refusal(words.DAYS_TURNED, field="until")
    if family == "topics" and row["most"] < row["least"]:
        raise Refusal(words.NOT_A_NUMBER, field="most", value=row["most"], least=row["least"], most=200)
    if family == "forbidden" and not row["course"] and not row["trainer"]:
        raise Refusal(words.VALUE_MISSING, field="trainer")
    return row


def values_of(fields: Iterable[Field], told: Mapping[str, Any]) -> Row:
    """These fields as they are kept. Refuses what `row_of` refuses of single values."""
    return {field.name: _value(field, told.get(field.name)) for field in fields}


def _value(field: Field, told: Any) -> Any:
    asked = told is not None
    if isinstance(told, list | tuple):
        told = " ".join(str(each) for each in told)
    text = str(told).strip() if asked else ""
    if not text and field.kind not in CHOICES:
        if field.needed or asked and not field.blank:
            raise Refusal(words.VALUE_MISSING, field=field.name)
        return field.usual if field.kind == "number" else ""
    if field.kind == "number":
        return _whole(field, text)
    if field.kind == "decimal":
        return _decimal(field, text)
    if field.kind in CHOICES:
        return _choice(field, text)
    if field.kind == "day":
        return _day(field, text)
    if field.kind == "rate":
        return _rate(field, text)
    line = clean_line(text, field=field.name, max_length=300)
    if field.kind in {"countries", "languages", "people"}:
        return " ".join(
            sorted(dict.fromkeys(line.split())) if field.kind != "languages" else dict.fromkeys(line.split())
        )
    return line.upper() if field.kind == "currency" else line


def _whole(field: Field, text: str) -> int:
    digits = re.sub(r"[\s\u00a0\u202f]", "", text).translate(DIGITS)
    if not (digits.isascii() and digits.isdigit() and len(digits) <= 12 and field.least <= int(digits) <= field.most):
        raise Refusal(words.NOT_A_NUMBER, field=field.name, value=text[:40], least=field.least, most=field.most)
    return int(digits)


def _decimal(field: Field, text: str) -> float:
    """A number with at most three digits behind the point; a comma is one, too."""
    plain = text.translate(DIGITS).replace(",", ".").replace("\u066b", ".")
    if not re.fullmatch(r"[0-9]{1,6}(\.[0-9]{1,3})?", plain) or not field.least <= float(plain) <= field.most:
        raise Refusal(words.NOT_A_DECIMAL, field=field.name, value=text[:40], least=field.least, most=field.most)
    return float(plain)


def _choice(field: Field, text: str) -> str:
    if text not in CHOICES[field.kind]:
        raise Refusal(words.NOT_A_CHOICE, field=field.name, value=text[:40])
    return text


def _day(field: Field, text: str) -> str:
    try:
        found = date.fromisoformat(text)
    except ValueError:
        raise Refusal(words.NOT_A_DAY, field=field.name, value=text[:40]) from None
    if not 2000 <= found.year <= 2100:
        raise Refusal(words.DAY_TOO_FAR, field=field.name, value=text[:40])
    return found.isoformat()


def _rate(field: Field, text: str) -> str:
    plain = text.translate(DIGITS).replace(",", ".").replace("\u066b", ".")
    if not re.fullmatch(r"[0-9]{1,9}(\.[0-9]{1,9})?", plain) or not float(plain):
        raise Refusal(words.NOT_A_RATE, field=field.name, value=text[:40])
    return plain


def with_row(rows: list[Row], family: str, row: Row, once: Mapping[str, tuple[str, ...]] | None = None) -> list[Row]:
    """The rows with this one at the end, under the next number; it takes the place of one that stands for the same."""
    same = (ONCE if once is None else once).get(family)
    kept = [each for each in rows if same is None or any(each[name] != row[name] for name in same)]
    number = max((each["no"] for each in rows), default=0) + 1
    known = any(_said(each) == _said(row) for each in rows)
    return rows if known else [*kept, {**row, "no": number}]


def _said(row: Row) -> Row:
    """What a row says; a field that came later says nothing in one that was there before."""
    return {name: value for name, value in row.items() if name != "no" and value is not None}


def key_of(family: str, row: Row) -> str:
    """By which key the solver tells of a row."""
    return f"{family}-{row['no']}"
