"""What goes into the package of a curriculum version, and its manifest."""

from collections.abc import Callable, Mapping
from datetime import date
from hashlib import sha256
from typing import Any

from kerege.training.rules.packs import manifest as manifests
from kerege.training.rules.packs.layout import TREE, attachments, language_of, taken_apart
from kerege.training.rules.packs.manifest import Manifest, PackedFile, Parent
from kerege.training.rules.packs.sheets import Said, sheets
from kerege.training.words.packs import Lies


def contents(tree: Mapping[str, Any], *, said_in: Callable[[str], Said]) -> dict[str, bytes]:
    """The files of a package that are made of the tree: the tree, its texts, and sheets in each of its languages.

    `said_in` gives for a language what says our own words in it.
    """
    bare, texts = taken_apart(tree)
    made = {TREE: manifests.as_bytes(bare)} | {path: text.encode() for path, text in texts.items()}
    for lang in tree.get("languages", ()):
        made |= sheets(tree, lang, said_in(lang))
    return made


def manifest_of(
    tree: Mapping[str, Any],
    made: Mapping[str, bytes],
    *,
    made_on: date,
    node: str,
    program: str,
    parent: Parent | None = None,
) -> Manifest:
    """The manifest of a package with the files that were made, and the attachments that the tree names."""
    licence = tree.get("licence", "")
    files = [
        PackedFile(path, len(raw), sha256(raw).hexdigest(), _lies(path), language_of(path), licence)
        for path, raw in made.items()
    ]
    files += [
        PackedFile(
            path,
            each["size"],
            each["sha256"],
            Lies.ATTACHMENT,
            each.get("language") or "",
            each.get("licence") or licence,
        )
        for path, each in attachments(tree)
    ]
    told = Manifest(
        key=tree["key"],
        version=tree["version"],
        title=tree["title"],
        languages=tuple(tree.get("languages", ())),
        licence=licence,
        made_on=made_on,
        node=node,
        program=program,
        files=tuple(files),
        parent=parent,
    )
    return manifests.written(told)


def _lies(path: str) -> Lies:
    return Lies.TREE if path == TREE else Lies.TEXT if path.endswith(".md") else Lies.SHEET
