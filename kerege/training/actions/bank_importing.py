"""Questions from files of other programs: looked at first, then taken into a collection."""

from dataclasses import dataclass, replace
from datetime import date
from hashlib import sha256
from typing import Any

from kerege.files import actions as files
from kerege.files.rules import Received
from kerege.files.words import FileKind, Purpose
from kerege.journal.rules import checking
from kerege.lib.images import Picture
from kerege.people.rules import Actor
from kerege.training.actions.bank import Tags, change_item, collection_kept, draft_item
from kerege.training.models import BankCollection, BankEntry, BankVersion
from kerege.training.rules import items
from kerege.training.rules.items.formats.judging import Judged, check_file
from kerege.training.rules.items.formats.taking import Data, Left, Wishes


@dataclass(frozen=True)
class Imported:
    """What became of a file: how many questions are new, changed (a new version waits as a draft) or as they were."""

    kind: str
    new: int
    changed: int
    same: int
    left: tuple[Left, ...]
    taken: tuple[Judged, ...]


def import_items(
    *, by: Actor, collection: str, content: bytes, wishes: Wishes, licence: str = "", today: date | None = None
) -> Imported:
    """Take the questions of a file into a collection as drafts. The same file again changes nothing; a question that
    differs from what came before gets another draft.

    Refuses records.nothing_there, people.not_yours, text.*, and what `check_file` refuses of the file as a whole.
    """
    into = collection_kept(by=by, key=collection)
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
