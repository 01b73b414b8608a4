"""Reading one interaction of an item: what its kind needs, and that somebody could be right."""

from collections.abc import Mapping
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.rules.items import fields
from kerege.training.rules.items.fields import MOST_CHOICES, MOST_PAIRS, Data, Texts, kept, unless
from kerege.training.rules.items.keys import PAIRED, can_be_right, key_of
from kerege.training.words import items as words
from kerege.training.words.items import Interaction as Kind
from kerege.training.words.items import Outline

COMMON = ("id", "kind", "points", "prompt")
FIELDS: dict[Kind, tuple[str, ...]] = {
    Kind.CHOICE: ("choices", "right", "table", "shuffle", "least", "most"),
    Kind.INLINE_CHOICE: ("choices", "right", "table", "shuffle"),
    Kind.MATCH: ("choices", "targets", "right", "table", "shuffle", "least", "most"),
    Kind.ORDER: ("choices", "right", "partly", "shuffle"),
    Kind.ASSOCIATE: ("choices", "right", "table", "shuffle", "least", "most"),
    Kind.TEXT: ("accepted", "case"),
    Kind.NUMBER: ("numbers", "unit"),
    Kind.EXTENDED: ("lines", "longest", "guide"),
    Kind.HOTSPOT: ("image", "areas", "right", "table", "least", "most"),
    Kind.POINT: ("image", "areas", "right", "table", "most"),
    Kind.GAP_MATCH: ("text", "choices", "targets", "right", "table", "shuffle"),
    Kind.SLIDER: ("numbers", "low", "high", "step", "unit"),
}
BOUNDED = {Kind.MATCH: 0, Kind.ASSOCIATE: 0}
"""The kinds whose `most` is not one where nothing is said."""


def interaction(told: Any, place: str, texts: Texts, *, keyed: bool) -> Data:
    """One interaction as it is kept. `keyed` where its own keys make the points. Refuses training.item_*."""
    if not isinstance(told, Mapping):
        raise Refusal(words.ITEM_LACKS, field=place, place=place)
    kind = Kind(fields.one_of(told.get("kind"), Kind, f"{place}.kind"))
    fields.table(told, place, (*COMMON, *FIELDS[kind]))
    at = fields.name(told.get("id"), f"{place}.id")
    found: Data = {"id": at, "kind": kind.value}
    points = fields.number(told.get("points", 1), f"{at}.points", 0, 10_000)
    if points != 1:
        found["points"] = points
    found |= kept(prompt=texts(told.get("prompt"), f"{at}.prompt", long=True))
    found |= _parts(told, kind, at, texts)
    found |= _bounds(told, kind, at)
    found |= key_of(told, kind, FIELDS[kind], at, found, texts)
    if keyed and points and not can_be_right(kind, found):
        raise Refusal(words.ITEM_NO_KEY, field=at, id=at)
    return found


def _parts(told: Mapping[str, Any], kind: Kind, at: str, texts: Texts) -> Data:
    """What is offered to whoever answers."""
    found: Data = {}
    if "choices" in FIELDS[kind]:
        found["choices"] = _choices(told, "choices", at, texts, 2 if kind not in PAIRED else 1, kind)
    if "targets" in FIELDS[kind]:
        found["targets"] = _choices(told, "targets", at, texts, 1, kind)
        fields.once([each["id"] for name in ("choices", "targets") for each in found[name]], at)
    if "areas" in FIELDS[kind]:
        given = fields.many(told.get("areas"), f"{at}.areas", MOST_CHOICES)
        found["areas"] = [_area(each, f"{at}.areas[{n}]", texts) for n, each in enumerate(given, start=1)]
        fields.once([each["id"] for each in found["areas"]], f"{at}.areas")
        found["image"] = fields.name(told.get("image"), f"{at}.image")
    if kind == Kind.GAP_MATCH:
        found["text"] = texts(told.get("text"), f"{at}.text", needed=True, long=True)
    if kind == Kind.EXTENDED:
        found |= kept(guide=texts(told.get("guide"), f"{at}.guide", long=True))
        found |= unless(5, lines=fields.whole(told.get("lines", 5), f"{at}.lines", 1, 60))
        found |= unless(10_000, longest=fields.whole(told.get("longest", 10_000), f"{at}.longest", 1, 50_000))
    return found


def _choices(told: Mapping[str, Any], name: str, at: str, texts: Texts, least: int, kind: Kind) -> list[Data]:
    given = fields.many(told.get(name), f"{at}.{name}", MOST_CHOICES)
    if len(given) < least:
        raise Refusal(words.ITEM_LACKS, field=at, place=f"{at}.{name}")
    gap = kind == Kind.GAP_MATCH and name == "targets"
    found = [_choice(each, f"{at}.{name}[{n}]", texts, gap) for n, each in enumerate(given, start=1)]
    fields.once([each["id"] for each in found], f"{at}.{name}")
    return found


def _choice(told: Any, place: str, texts: Texts, gap: bool) -> Data:
    given = fields.table(told, place, ("id", "text", "why", "fixed", "most"))
    return (
        {"id": fields.name(given.get("id"), f"{place}.id")}
        | kept(
            text=texts(given.get("text"), f"{place}.text", needed=not gap),
            why=texts(given.get("why"), f"{place}.why"),
            fixed=fields.flag(given.get("fixed", False), f"{place}.fixed"),
        )
        | unless(1, most=fields.whole(given.get("most", 1), f"{place}.most", 0, MOST_CHOICES))
    )


def _area(told: Any, place: str, texts: Texts) -> Data:
    given = fields.table(told, place, ("id", "text", "outline", "at"))
    outline = Outline(fields.one_of(given.get("outline"), Outline, f"{place}.outline"))
    at = [fields.number(n, f"{place}.at", -100_000, 100_000) for n in fields.many(given.get("at"), f"{place}.at", 200)]
    right = {Outline.RECT: len(at) == 4, Outline.CIRCLE: len(at) == 3}.get(outline, len(at) >= 6 and len(at) % 2 == 0)
    if not right:
        raise Refusal(words.ITEM_LACKS, field=place, place=f"{place}.at")
    named = fields.name(given.get("id"), f"{place}.id")
    return {
        "id": named,
        "text": texts(given.get("text"), f"{place}.text", needed=True),
        "outline": outline.value,
        "at": at,
    }


def _bounds(told: Mapping[str, Any], kind: Kind, at: str) -> Data:
    found: Data = {}
    names = FIELDS[kind]
    if "shuffle" in names:
        found |= kept(shuffle=fields.flag(told.get("shuffle", False), f"{at}.shuffle"))
    if "most" in names:
        usual = BOUNDED.get(kind, 1)
        found |= unless(usual, most=fields.whole(told.get("most", usual), f"{at}.most", 0, MOST_PAIRS))
        found |= unless(0, least=fields.whole(told.get("least", 0), f"{at}.least", 0, MOST_PAIRS))
    if "unit" in names and told.get("unit"):
        found["unit"] = fields.line(told["unit"], f"{at}.unit", 40)
    if kind == Kind.SLIDER:
        low = fields.number(told.get("low"), f"{at}.low")
        high = fields.number(told.get("high"), f"{at}.high", low)
        step = fields.number(told.get("step", 1), f"{at}.step", 1e-9)
        fields.number(high, f"{at}.high", low + step, low + 100_000 * step)
        found |= {"low": low, "high": high, "step": step}
    return found
