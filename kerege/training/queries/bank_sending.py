"""Questions with all that is right and their pictures, for whoever keeps them and takes them to another program."""

from collections.abc import Mapping

from kerege.files import queries as files
from kerege.files.words import Purpose
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer
from kerege.training.queries import bank
from kerege.training.rules.items import Item
from kerege.training.rules.items.formats.sending import ToSend


def questions(viewer: Viewer, me: Actor, key: str, *, state: str = "", kind: str = "") -> list[ToSend]:
    """The newest versions of a collection, those that stand so and are answered so. Refuses training.no_such_bank."""
    whole = bank.collection(viewer, me, key)
    found = [
        (line, item)
        for line, item in bank.whole_entries(viewer, me, key)
        if state in ("", line.version.state) and kind in ("", *line.version.kinds)
    ]
    pictures = _pictures(viewer, whole.uid) if any(item.images for _line, item in found) else {}
    return [ToSend(line.key, item, line.version.topics, _of(item, pictures)) for line, item in found]


def question(viewer: Viewer, me: Actor, uid: str) -> ToSend:
    """The newest version of one question. Refuses training.no_such_bank_item."""
    page = bank.entry(viewer, me, uid)
    pictures = _pictures(viewer, page.collection.uid) if page.item.images else {}
    return ToSend(page.line.key, page.item, page.shown.topics, _of(page.item, pictures))


def _pictures(viewer: Viewer, collection: str) -> Mapping[str, files.FileLine]:
    return {each.sha256: each for each in files.files_of(viewer, [collection], purpose=Purpose.BANK)}


def _of(item: Item, kept: Mapping[str, files.FileLine]) -> dict[str, bytes]:
    found = {}
    for image in item.images:
        if image.sha256 in kept:
            with files.opened(kept[image.sha256]) as stream:
                found[image.name] = stream.read()
    return found
