"""Reading what of an interaction is right, and what parts of an answer are worth."""

from collections.abc import Iterable, Mapping
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.items import fields
from kerege.training.rules.items.fields import MOST_CHOICES, MOST_PAIRS, Data, Texts, kept, unless
from kerege.training.words import items as words
from kerege.training.words.items import Interaction as Kind
from kerege.training.words.items import Partly

PAIRED = frozenset({Kind.MATCH, Kind.ASSOCIATE, Kind.GAP_MATCH})
"""The kinds whose answers are pairs."""


def can_be_right(kind: Kind, found: Data) -> bool:
    """Whether some answer brings points, or a person decides."""
    if kind == Kind.EXTENDED:
        return True
    table = found.get("table", {})
    worth = [points for _key, points in table.get("points", [])]
    return bool(
        found.get("right") or found.get("accepted") or found.get("numbers") or any(points > 0 for points in worth)
    )


def key_of(told: Mapping[str, Any], kind: Kind, names: Iterable[str], at: str, found: Data, texts: Texts) -> Data:
    """What of an interaction says what is right, and what it is worth. `found` is what is offered."""
    key: Data = {}
    if "right" in names:
        key |= kept(right=_right(told.get("right") or [], kind, at, found))
    if told.get("table") is not None:
        key["table"] = _table(told["table"], kind, at, found)
    if "partly" in names:
        partly = fields.one_of(told.get("partly", Partly.NOTHING), Partly, f"{at}.partly")
        key |= unless(Partly.NOTHING, partly=partly)
    if "accepted" in names:
        key |= kept(accepted=[_accepted(each, place, texts) for place, each in _numbered(told, "accepted", at)])
        key |= kept(case=fields.flag(told.get("case", False), f"{at}.case"))
    if "numbers" in names:
        key |= kept(numbers=[_number(each, place, texts) for place, each in _numbered(told, "numbers", at)])
    return key


def _numbered(told: Mapping[str, Any], name: str, at: str) -> list[tuple[str, Any]]:
    given = fields.many(told.get(name, ()), f"{at}.{name}", MOST_CHOICES)
    return [(f"{at}.{name}[{n}]", each) for n, each in enumerate(given, start=1)]


def _pair(value: Any, kind: Kind, at: str, found: Data) -> list[str]:
    """What is right: an id of what is offered, or a pair of such."""
    if kind not in PAIRED:
        offered = [each["id"] for each in (found.get("areas") or found["choices"])]
        return [fields.one_of(value, offered, f"{at}.right")]
    pair = fields.many(value, f"{at}.right", 2)
    if len(pair) != 2:
        raise Refusal(words.ITEM_LACKS, field=at, place=f"{at}.right")
    first = [each["id"] for each in found["choices"]]
    second = [each["id"] for each in (found.get("targets") or found["choices"])]
    return [fields.one_of(pair[0], first, f"{at}.right"), fields.one_of(pair[1], second, f"{at}.right")]


def _right(told: Any, kind: Kind, at: str, found: Data) -> list[Any]:
    given = [_pair(each, kind, at, found) for each in fields.many(told, f"{at}.right", MOST_PAIRS)]
    if kind == Kind.ASSOCIATE:
        given = [sorted(each) for each in given]
    fields.once([" ".join(each) for each in given], f"{at}.right")
    if kind == Kind.ORDER and given and len(given) != len(found["choices"]):
        raise Refusal(words.ITEM_LACKS, field=at, place=f"{at}.right")
    flat = [each if kind in PAIRED else each[0] for each in given]
    return flat if kind == Kind.ORDER else sorted(flat)


def _table(told: Any, kind: Kind, at: str, found: Data) -> Data:
    place = f"{at}.table"
    given = fields.table(told, place, ("points", "default", "low", "high"))
    rows = []
    for row in fields.many(given.get("points"), place, MOST_PAIRS):
        pair = fields.many(row, place, 2)
        if len(pair) != 2:
            raise Refusal(words.ITEM_LACKS, field=at, place=place)
        key = _pair(pair[0], kind, at, found)
        key = sorted(key) if kind == Kind.ASSOCIATE else key
        rows.append([key if kind in PAIRED else key[0], fields.number(pair[1], place, -10_000, 10_000)])
    fields.once([str(row[0]) for row in rows], place)
    kept_: Data = {"points": sorted(rows, key=lambda row: str(row[0]))}
    kept_ |= unless(0, default=fields.number(given.get("default", 0), place, -10_000, 10_000))
    low, high = given.get("low", 0), given.get("high")
    if low != 0:
        kept_["low"] = None if low is None else fields.number(low, place, -10_000, 10_000)
    if high is not None:
        kept_["high"] = fields.number(high, place, 0, 10_000)
    return kept_


def _accepted(told: Any, place: str, texts: Texts) -> Data:
    given = fields.table(told, place, ("value", "share", "wild", "why"))
    return (
        {"value": fields.line(given.get("value"), f"{place}.value", 500)}
        | unless(1, share=fields.number(given.get("share", 1), f"{place}.share", 0, 1))
        | kept(wild=fields.flag(given.get("wild", False), f"{place}.wild"), why=texts(given.get("why"), f"{place}.why"))
    )


def _number(told: Any, place: str, texts: Texts) -> Data:
    given = fields.table(told, place, ("value", "tolerance", "share", "why"))
    return (
        {"value": fields.number(given.get("value"), f"{place}.value")}
        | unless(0, tolerance=fields.number(given.get("tolerance", 0), f"{place}.tolerance", 0))
        | unless(1, share=fields.number(given.get("share", 1), f"{place}.share", 0, 1))
        | kept(why=texts(given.get("why"), f"{place}.why"))
    )
