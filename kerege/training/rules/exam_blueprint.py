"""The blueprint of an exam: how many questions of which kind are drawn, and drawing them so that it can be repeated."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass
from decimal import Decimal, InvalidOperation
from hashlib import sha256
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.words import exams as words
from kerege.training.words import exams_refused as refused

BY = {"outcome": "outcomes", "topic": "topics", "kind": "kinds", "difficulty": "difficulties"}
"""By what a row chooses, and where an item says it; an empty one takes any."""


@dataclass(frozen=True)
class Row:
    """One row of a blueprint: `count` questions of `points` each, out of those that fit."""

    count: int
    points: str
    outcome: str = ""
    topic: str = ""
    kind: str = ""
    difficulty: str = ""

    def takes(self, item: "Pooled") -> bool:
        return all(not (want := getattr(self, name)) or want in getattr(item, there) for name, there in BY.items())


@dataclass(frozen=True)
class Pooled:
    """An item of which a form can be drawn, by its version in the bank, with what it is about."""

    ref: str
    outcomes: Sequence[str] = ()
    topics: Sequence[str] = ()
    kinds: Sequence[str] = ()
    difficulties: Sequence[str] = ()


@dataclass(frozen=True)
class Placed:
    """One place of a form: which item stands there, what it gives at most, and from which row it comes."""

    ref: str
    points: str
    row: int


def read_rows(given: Iterable[Mapping[str, Any]]) -> list[Row]:
    """The rows of a blueprint as they were typed; those without a number are left out.

    Refuses training.exam_blueprint_wrong, .exam_blueprint_empty and .exam_blueprint_large.
    """
    rows = []
    for number, each in enumerate(given, start=1):
        if not str(each.get("count", "") or "").strip():
            continue
        by = {name: str(each.get(name, "") or "").strip()[:80] for name in BY}
        rows.append(Row(_count(each, number), _points(each, number), **by))
    if not rows:
        raise Refusal(refused.EXAM_BLUEPRINT_EMPTY, field="rows")
    if len(rows) > words.MOST_ROWS or sum(row.count for row in rows) > words.MOST_ASKED:
        raise Refusal(refused.EXAM_BLUEPRINT_LARGE, field="rows", rows=words.MOST_ROWS, most=words.MOST_ASKED)
    return rows


def kept_rows(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Rows as they are kept."""
    return [asdict(row) for row in rows]


def rows_of(kept: Iterable[Mapping[str, Any]]) -> list[Row]:
    return [Row(**each) for each in kept]


def most_points(rows: Iterable[Row]) -> Decimal:
    """What a form gives at most; the same for every form."""
    return sum((row.count * Decimal(row.points) for row in rows), Decimal(0))


def check_enough(rows: Sequence[Row], pool: Sequence[Pooled]) -> None:
    """Refuse training.exam_too_few_items where no form can be drawn, and training.exam_items_shared where no form can
    since other rows want the same items.
    """
    _, lacking = _matched(rows, pool, order=lambda each: each.ref)
    for number, missing in enumerate(lacking, start=1):
        if missing:
            row = rows[number - 1]
            mine = [each for each in pool if row.takes(each)]
            told = {"row": number, "there": len(mine), "needed": missing}
            if len(mine) + missing <= row.count:
                raise Refusal(refused.EXAM_TOO_FEW_ITEMS, field="rows", **told)
            wanted = [n for n, other in enumerate(rows, start=1) if n != number and any(map(other.takes, mine))]
            raise Refusal(refused.EXAM_ITEMS_SHARED, field="rows", **told, others=", ".join(map(str, wanted)))


def draw(rows: Sequence[Row], pool: Sequence[Pooled], *, seed: str, shuffled: bool) -> list[Placed]:
    """The form that a seed draws. The same rows, items and seed always draw the same one, on every machine: what is
    drawn goes by digests of the seed and the item, and by no random number. Refuses what `check_enough` refuses.
    """
    check_enough(rows, pool)
    taken, _ = _matched(rows, pool, order=lambda each: _lot(seed, "draw", each.ref))
    found = [
        Placed(ref, rows[number].points, number)
        for number, refs in enumerate(taken)
        for ref in sorted(refs, key=lambda each: _lot(seed, "draw", each))
    ]
    return sorted(found, key=lambda each: _lot(seed, "order", each.ref)) if shuffled else found


def _lot(seed: str, what: str, ref: str) -> str:
    return sha256(f"{seed}|{what}|{ref}".encode()).hexdigest()


def _matched(
    rows: Sequence[Row], pool: Sequence[Pooled], *, order: Callable[[Pooled], str]
) -> tuple[list[list[str]], list[int]]:
    """Items for each row, no item twice, and how many each row lacks. An item moves to another row that takes it where
    one would go without: the augmenting paths of Kuhn (1955), with rows that hold `count` items.
    """
    sorted_pool = sorted(pool, key=order)
    fits = [[each.ref for each in sorted_pool if row.takes(each)] for row in rows]
    held: dict[str, int] = {}

    def give(number: int, seen: set[str]) -> bool:
        for ref in fits[number]:
            if ref in seen:
                continue
            seen.add(ref)
            if ref not in held or give(held[ref], seen):
                held[ref] = number
                return True
        return False

    lacking = [sum(not give(number, set()) for _ in range(row.count)) for number, row in enumerate(rows)]
    return [[ref for ref, at in held.items() if at == number] for number in range(len(rows))], lacking


def _count(each: Mapping[str, Any], number: int) -> int:
    text = str(each.get("count", "")).strip()
    if not text.isascii() or not text.isdigit() or not 0 < int(text) <= words.MOST_ASKED:
        raise Refusal(refused.EXAM_BLUEPRINT_WRONG, field="rows", row=number, value=text[:20])
    return int(text)


def _points(each: Mapping[str, Any], number: int) -> str:
    text = str(each.get("points", "") or "1").strip().replace(",", ".")
    try:
        value = Decimal(text)
    except InvalidOperation:
        value = Decimal(0)
    if not value.is_finite() or not Decimal("0.5") <= value <= 100 or value % Decimal("0.5"):
        raise Refusal(refused.EXAM_BLUEPRINT_WRONG, field="rows", row=number, value=text[:20])
    return f"{value.normalize():f}"
