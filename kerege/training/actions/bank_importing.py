"""Questions from files of other programs: looked at first, then taken into a collection."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from kerege.files import actions as files
from kerege.files.rules import Received
from kerege.files.words import FileKind, Purpose
from kerege.journal.rules import checking
from kerege.lib.images import Picture, redrawn
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.training.actions.bank import Tags, change_item, collection_kept, draft_item
from kerege.training.models import BankCollection, BankEntry, BankVersion
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


@dataclass(frozen=True)
class Imported:
    """What became of a file: how many questions are new, changed (a new version waits as a draft) or as they were."""

    kind: str
    new: int
    changed: int
    same: int
    left: tuple[Left, ...]
    taken: tuple[Judged, ...]


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


def import_items(
    *, by: Actor, collection: str, content: bytes, wishes: Wishes, licence: str = "", today: date | None = None
) -> Imported:
    """Take the questions of a file into a collection as drafts. The same file again changes nothing; a question that
    differs from what came before gets another draft.

    Refuses records.nothing_there, people.not_yours, text.*, and what `check_file` refuses of the file as a whole.
    """
    into = collection_kept(by, collection)
    found = check_file(content, wishes)
    counts = {"new": 0, "changed": 0, "same": 0}
    for each in found.taken:
        counts[_take(by, into, each, found.kind, licence, today)] += 1
    return Imported(found.kind, **counts, left=found.left, taken=found.taken)


def _take(by: Actor, into: BankCollection, each: Judged, kind: str, licence: str, today: date | None) -> str:
    with checking():
        there = BankEntry.objects.inside_action().filter(collection=into, origin=each.origin).first()
        last = BankVersion.objects.inside_action().filter(entry=there).order_by("-number").first() if there else None
        came = _came_before(there, each.body)
    tags = Tags(topics=each.topics, source=kind, licence=licence)
    if there is None or last is None:
        row = draft_item(
            by=by, collection=into.key, body=each.body, key=_key(each), origin=each.origin, tags=tags, today=today
        )
        _keep_pictures(by, into, row, each)
        return "new"
    if came:
        return "same"
    told = replace(tags, topics=tuple(last.topics), bloom=last.bloom, difficulty=last.difficulty)
    row = change_item(by=by, entry=str(there.uid), body=each.body, tags=told, today=today)
    _keep_pictures(by, into, row, each)
    return "changed"


def _came_before(there: BankEntry | None, body: Data) -> bool:
    """Whether some version is this very question: what somebody changed here since then stays."""
    if there is None:
        return False
    digest = items.digest_of(items.read(body))
    rows: Any = BankVersion.objects.inside_action().filter(entry=there, digest=digest)
    return bool(rows.exists())


def _key(each: Judged) -> str:
    return f"q-{sha256(each.origin.encode()).hexdigest()[:16]}"


def _keep_pictures(by: Actor, into: BankCollection, row: BankVersion, each: Judged) -> None:
    received = [_received(name, picture) for name, picture in each.pictures.items()]
    if received:
        kept: dict[str, Any] = {"owner": into.owner, "label": into.label, "synthetic": into.synthetic}
        files.keep_files(by=by, about=into.uid, received=received, purpose=Purpose.BANK, **kept)


def _received(name: str, picture: Picture) -> Received:
    kind = FileKind(picture.kind)
    return Received(f"{name}.{picture.kind}", kind, picture.content, picture.width, picture.height)


def _judged(each: Taken) -> Judged:
    """Refuses what items.read refuses, and training.bank_picture_not_taken."""
    pictures = {name: _drawn(name, content) for name, content in each.pictures.items()}
    body = dict(each.body)
    if pictures:
        body["images"] = {name: _image(name, picture, each) for name, picture in pictures.items()}
    item = items.read(body)
    return Judged(each.where, each.origin[:200], dict(item.data), each.topics, pictures, each.lost)


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
