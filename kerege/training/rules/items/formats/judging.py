"""Judging what a file gave: every question is read as an item, and every picture is drawn anew."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from hashlib import sha256

from kerege.lib.images import Picture, redrawn
from kerege.lib.refusal import Refusal
from kerege.training.rules import items
from kerege.training.rules.items.formats.packages import opened
from kerege.training.rules.items.formats.taking import Data, Left, Reading, Taken, Wishes
from kerege.training.words import bank as words


@dataclass(frozen=True)
class Judged:
    """A question that would be taken: its item, with its pictures drawn anew."""

    where: str
    origin: str
    body: Data
    topics: tuple[str, ...]
    pictures: Mapping[str, Picture]
    lost: tuple[str, ...]

    @property
    def title(self) -> str:
        source = self.body["source"]
        told = self.body.get("title") or self.body.get("text") or {}
        return " ".join(str(told.get(source, "")).split())[:120]


@dataclass(frozen=True)
class Checked:
    """What a file holds: what would be taken, and what not and why."""

    kind: str
    taken: tuple[Judged, ...]
    left: tuple[Left, ...]


def check_file(content: bytes, wishes: Wishes) -> Checked:
    """What a file would give; nothing is kept. Refuses what `rules.items.formats.packages.opened` refuses."""
    reading: Reading = opened(content, wishes)
    taken, left = [], list(reading.left)
    origins: dict[str, int] = {}
    for each in reading.taken:
        try:
            judged = _judged(each)
        except Refusal as refusal:
            left.append(Left(each.where, _title(each), refusal))
            continue
        origins[judged.origin] = origins.get(judged.origin, 0) + 1
        again = origins[judged.origin]
        taken.append(judged if again == 1 else replace(judged, origin=f"{judged.origin[:190]} #{again}"))
    return Checked(reading.kind, tuple(taken), tuple(left))


def _judged(each: Taken) -> Judged:
    """Refuses what items.read refuses, and training.bank_picture_not_taken."""
    pictures = {name: _drawn(name, content) for name, content in each.pictures.items()}
    item = items.read(body_of(each, pictures))
    return Judged(each.where, each.origin[:200], dict(item.data), each.topics, pictures, each.lost)


def body_of(each: Taken, pictures: Mapping[str, Picture] | None = None) -> Data:
    """The data of a question with its pictures: those that were drawn anew, or else only that there is one."""
    body = dict(each.body)
    if pictures:
        body["images"] = {name: _image(name, picture, each) for name, picture in pictures.items()}
    elif each.pictures:
        blank = {"type": "image/png", "width": 1, "height": 1}
        body["images"] = {name: blank | {"sha256": sha256(told).hexdigest()} for name, told in each.pictures.items()}
    return body


def _drawn(name: str, content: bytes) -> Picture:
    if not content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"RIFF")):
        raise Refusal(words.PICTURE_NOT_TAKEN, field="file", name=name)
    return redrawn(content)


def _image(name: str, picture: Picture, each: Taken) -> Data:
    width, height = each.sizes.get(name, (picture.width, picture.height))
    alt = each.alts.get(name, "")
    told: Data = {"sha256": sha256(picture.content).hexdigest(), "type": f"image/{picture.kind}"}
    told |= {"width": width, "height": height}
    return told | ({"alt": {each.body["source"]: alt}} if alt else {})


def _title(each: Taken) -> str:
    told = each.body.get("title") or each.body.get("text") or {}
    return " ".join(str(next(iter(told.values()), "")).split())[:120]
