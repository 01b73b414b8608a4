"""From the data of an item, which were read, to its values."""

from typing import Any

from kerege.training.rules.items.fields import Data
from kerege.training.rules.items.keys import PAIRED
from kerege.training.rules.items.shapes import (
    Accepted,
    Area,
    Choice,
    Image,
    Interaction,
    Item,
    Key,
    Modal,
    Number,
    Table,
)
from kerege.training.words.items import Interaction as Kind
from kerege.training.words.items import Outline, Partly


def item(data: Data) -> Item:
    """The item of data that `rules.items.reading` checked, also of data that were kept since."""
    return Item(
        source=data["source"],
        languages=tuple(data["languages"]),
        title=data.get("title", {}),
        text=data.get("text", {}),
        interactions=tuple(_interaction(each) for each in data["interactions"]),
        images=tuple(Image(name=name, **{"alt": {}} | each) for name, each in data.get("images", {}).items()),
        after=data.get("after", {}),
        modals=tuple(Modal(**each) for each in data.get("modals", [])),
        processing=data.get("processing"),
        by_hand=data.get("by_hand", False),
        data=data,
    )


def _interaction(data: Data) -> Interaction:
    kind = Kind(data["kind"])
    told: dict[str, Any] = {key: value for key, value in data.items() if key not in _MADE}
    if kind in {Kind.MATCH, Kind.ASSOCIATE}:
        told.setdefault("most", 0)
    return Interaction(
        **told,
        kind=kind,
        choices=tuple(Choice(**each) for each in data.get("choices", [])),
        targets=tuple(Choice(**each) for each in data.get("targets", [])),
        areas=tuple(_area(each) for each in data.get("areas", [])),
        right=tuple(_key(each, kind) for each in data.get("right", [])),
        accepted=tuple(Accepted(**each) for each in data.get("accepted", [])),
        numbers=tuple(Number(**each) for each in data.get("numbers", [])),
        table=_table(data["table"], kind) if "table" in data else None,
        partly=Partly(data.get("partly", Partly.NOTHING)),
    )


_MADE = frozenset(("kind", "choices", "targets", "areas", "right", "accepted", "numbers", "table", "partly"))


def _area(data: Data) -> Area:
    return Area(data["id"], data["text"], Outline(data["outline"]), tuple(data["at"]))


def _key(value: Any, kind: Kind) -> Key:
    return tuple(value) if kind in PAIRED else (value,)


def _table(data: Data, kind: Kind) -> Table:
    rows = tuple((_key(key, kind), points) for key, points in data["points"])
    return Table(rows, data.get("default", 0), data.get("low", 0), data.get("high"))
