"""Judging what a file gave: every question is read as an item, and every picture is drawn anew."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from hashlib import sha256

from kerege.lib.images import PIXELS, Picture, redrawn
from kerege.lib.refusal import Refusal
from kerege.training.rules import items
from kerege.training.rules.items.formats.packages import opened
from kerege.training.rules.items.formats.taking import Data, Left, Reading, Taken, Wishes, digest_of
from kerege.training.words import bank as words

MOST_PICTURES, MOST_PIXELS, MOST_DRAWN = 400, 320_000_000, 100_000_000
"""Of one file: different pictures, their pixels, and the bytes of the new drawings. Each may take seconds and megabytes
of its own, and a file of a few megabytes holds thousands.
"""


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
    """What a file would give; nothing is kept.

    Refuses what `rules.items.formats.packages.opened` refuses, and training.bank_pictures_too_much.
    """
    reading: Reading = opened(content, wishes)
    drawing = _Drawing()
    taken, left = [], list(reading.left)
    origins: dict[str, int] = {}
    for each in reading.taken:
        try:
            judged = _judged(each, drawing)
        except Refusal as refusal:
            if refusal.word is words.PICTURES_TOO_MUCH:
                raise
            left.append(Left(each.where, _title(each), refusal))
            continue
        origins[judged.origin] = origins.get(judged.origin, 0) + 1
        again = origins[judged.origin]
        taken.append(judged if again == 1 else replace(judged, origin=f"{judged.origin[:190]} #{again}"))
    return Checked(reading.kind, tuple(taken), tuple(left))


@dataclass
class _Drawing:
    """Draws the pictures of one file, each once, and keeps count."""

    drawn: dict[str, Picture | Refusal] = field(default_factory=dict)
    pixels: int = 0
    size: int = 0

    def picture(self, name: str, content: bytes) -> Picture:
        """Refuses training.bank_picture_not_taken, training.bank_pictures_too_much and images.*."""
        if not content.startswith((b"\x89PNG", b"\xff\xd8\xff", b"RIFF")):
            raise Refusal(words.PICTURE_NOT_TAKEN, field="file", name=name)
        digest = digest_of(content)
        if digest not in self.drawn:
            self.drawn[digest] = self._drawn(content)
        found = self.drawn[digest]
        if isinstance(found, Refusal):
            raise found
        return found

    def _drawn(self, content: bytes) -> Picture | Refusal:
        if len(self.drawn) >= MOST_PICTURES or self.pixels > MOST_PIXELS or self.size > MOST_DRAWN:
            raise Refusal(words.PICTURES_TOO_MUCH, field="file", most=MOST_PICTURES, pixels=MOST_PIXELS // 1_000_000)
        try:
            found = redrawn(content)
        except Refusal as refusal:  # nobody knows what it took
            self.pixels += PIXELS
            return refusal
        self.pixels += found.pixels
        self.size += len(found.content)
        return found


def _judged(each: Taken, drawing: _Drawing) -> Judged:
    """Refuses what items.read refuses, and what `_Drawing.picture` refuses."""
    pictures = {name: drawing.picture(name, content) for name, content in each.pictures.items()}
    item = items.read(body_of(each, pictures))
    return Judged(each.where, each.origin[:200], dict(item.data), each.topics, pictures, each.lost)


def body_of(each: Taken, pictures: Mapping[str, Picture] | None = None) -> Data:
    """The data of a question with its pictures: those that were drawn anew, or else only that there is one."""
    body = dict(each.body)
    if pictures:
        body["images"] = {name: _image(name, picture, each) for name, picture in pictures.items()}
    elif each.pictures:
        blank = {"type": "image/png", "width": 1, "height": 1}
        body["images"] = {name: blank | {"sha256": digest_of(told)} for name, told in each.pictures.items()}
    return body


def _image(name: str, picture: Picture, each: Taken) -> Data:
    width, height = each.sizes.get(name, (picture.width, picture.height))
    alt = each.alts.get(name, "")
    told: Data = {"sha256": sha256(picture.content).hexdigest(), "type": f"image/{picture.kind}"}
    told |= {"width": width, "height": height}
    return told | ({"alt": {each.body["source"]: alt}} if alt else {})


def _title(each: Taken) -> str:
    told = each.body.get("title") or each.body.get("text") or {}
    return " ".join(str(next(iter(told.values()), "")).split())[:120]
