"""An item as data: `read` refuses what is wrong with its place, and gives the item with its one form as data."""

import json
from collections.abc import Mapping, Sequence
from typing import Any

from kerege.lib.canonical import digest
from kerege.lib.refusal import Refusal
from kerege.training.rules.items import building, fields, processing
from kerege.training.rules.items.fields import Data, kept
from kerege.training.rules.items.interactions import interaction
from kerege.training.rules.items.shapes import Item
from kerege.training.rules.items.slots import check_slots
from kerege.training.words import items as words
from kerege.training.words.items import FORMAT

MARK = "kerege.item"
"""Stands before an item in its digest."""
MOST_INTERACTIONS, MOST_IMAGES, MOST_LANGUAGES, MOST_MODALS = 40, 20, 12, 60
LARGEST = 300_000
WHEN = ("always", "right", "partly", "wrong")
_KNOWN = (
    *("format", "source", "languages", "title", "text", "interactions", "images", "after", "modals"),
    *("processing", "by_hand"),
)


def read(told: Any) -> Item:
    """The item that the data say. The same item gives the same `data`, however it was written.

    Refuses training.item_format, _lacks, _unknown, _bad_id, _twice, _bad_number, _too_large, _no_key, _slots,
    training.processing_* and text.*
    """
    if not isinstance(told, Mapping) or told.get("format") != FORMAT:
        raise Refusal(words.ITEM_FORMAT, field="item", format=FORMAT)
    fields.table(told, "item", _KNOWN)
    if len(json.dumps(told, ensure_ascii=False, default=str)) > LARGEST:
        raise Refusal(words.ITEM_TOO_LARGE, field="item", place="item", most=LARGEST)
    languages, source = _languages(told)
    texts = fields.Texts(languages, source)
    data: Data = {"format": FORMAT, "source": source, "languages": list(languages)}
    data |= kept(
        title=texts(told.get("title"), "title"),
        text=texts(told.get("text"), "text", long=True),
        images=_images(told.get("images") or {}, texts),
        after=_after(told.get("after") or {}, texts),
        modals=[_modal(each, number, texts) for number, each in _numbered(told, "modals", MOST_MODALS)],
        by_hand=fields.flag(told.get("by_hand", False), "by_hand"),
    )
    if told.get("processing") is not None:
        data["processing"] = processing.checked(told["processing"])
    data["interactions"] = _interactions(told, texts, "processing" in data or data.get("by_hand", False))
    if not data["interactions"]:
        raise Refusal(words.ITEM_LACKS, field="interactions", place="interactions")
    found = building.item(data)
    check_slots(found)
    return found


def digest_of(item: Item) -> str:
    """By what an item is known again."""
    return digest([MARK, item.data])


def _languages(told: Mapping[str, Any]) -> tuple[tuple[str, ...], str]:
    given = fields.many(told.get("languages"), "languages", MOST_LANGUAGES)
    tags = tuple(fields.language(tag, "languages") for tag in given)
    fields.once(tags, "languages")
    source = fields.one_of(told.get("source"), tags, "source")
    return (source, *sorted(tag for tag in tags if tag != source)), source


def _numbered(told: Mapping[str, Any], name: str, most: int) -> list[tuple[str, Any]]:
    return [(f"{name}[{n}]", each) for n, each in enumerate(fields.many(told.get(name) or [], name, most), start=1)]


def _interactions(told: Mapping[str, Any], texts: fields.Texts, other: bool) -> list[Data]:
    """`other` where something else than their keys makes the points."""
    numbered = _numbered(told, "interactions", MOST_INTERACTIONS)
    found = [interaction(each, place, texts, keyed=not other) for place, each in numbered]
    fields.once([each["id"] for each in found], "interactions")
    images = told.get("images") or {}
    for each in found:
        if each.get("image") and each["image"] not in images:
            fields.unknown(each["image"], f"{each['id']}.image", images)
    return found


def _images(told: Any, texts: fields.Texts) -> Data:
    table = fields.table(told, "images", told if isinstance(told, Mapping) else ())
    if len(table) > MOST_IMAGES:
        raise Refusal(words.ITEM_TOO_LARGE, field="images", place="images", most=MOST_IMAGES)
    found = {}
    for key in sorted(table):
        place = f"images.{key}"
        given = fields.table(table[key], place, ("sha256", "type", "width", "height", "alt"))
        found[fields.name(key, place)] = {
            "sha256": fields.sha256(given.get("sha256"), place),
            "type": fields.one_of(given.get("type"), ("image/png", "image/jpeg"), place),
            "width": fields.whole(given.get("width"), place, 1, 20_000),
            "height": fields.whole(given.get("height"), place, 1, 20_000),
        } | kept(alt=texts(given.get("alt"), f"{place}.alt"))
    return found


def _after(told: Any, texts: fields.Texts) -> Data:
    given = fields.table(told, "after", WHEN)
    return kept(**{when: texts(given.get(when), f"after.{when}", long=True) for when in WHEN})


def _modal(told: Any, place: str, texts: fields.Texts) -> Data:
    given = fields.table(told, place, ("outcome", "id", "text", "hidden"))
    return {
        "outcome": fields.name(given.get("outcome"), place),
        "id": fields.name(given.get("id"), place),
        "text": texts(given.get("text"), f"{place}.text", needed=True, long=True),
    } | kept(hidden=fields.flag(given.get("hidden", False), place))


def coverage(item: Item) -> tuple[str, ...]:
    """The languages in which every text of the item is there, the source's first."""
    found: list[set[str]] = []
    _gather(item.data, set(item.languages), found)
    return tuple(lang for lang in item.languages if all(lang in each for each in found))


def _gather(value: Any, languages: set[str], found: list[set[str]]) -> None:
    if isinstance(value, Mapping):
        if value and set(value) <= languages and all(isinstance(each, str) for each in value.values()):
            found.append(set(value))
            return
        for each in value.values():
            _gather(each, languages, found)
    elif isinstance(value, Sequence) and not isinstance(value, str):
        for each in value:
            _gather(each, languages, found)
