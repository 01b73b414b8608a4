"""Where things lie in a toolkit package: the tree without its long texts, each text as a file that people edit.

A text is replaced in the tree by the path of its file, so that whoever reads the tree alone finds it.
"""

import codecs
import copy
from collections.abc import Iterator, Mapping
from typing import Any

MANIFEST, SIGNATURE, DELTA, TREE = "manifest.json", "signature.json", "delta.json", "curriculum.json"
TEXTS, SHEETS, ATTACHMENTS = "texts/", "sheets/", "attachments/"
_FILE = "file"


def taken_apart(tree: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, str]]:
    """The tree with paths in place of its long texts, and those texts by path."""
    bare = copy.deepcopy(dict(tree))
    texts: dict[str, str] = {}
    for where, held, name in _long_texts(bare):
        told = held.get(name)
        if not isinstance(told, dict):
            continue
        paths = {lang: f"{TEXTS}{lang}/{where}.md" for lang in told}
        texts |= {paths[lang]: text for lang, text in told.items()}
        held[name] = {lang: {_FILE: path} for lang, path in paths.items()}
    return bare, texts


def put_together(bare: Any, texts: Mapping[str, str]) -> Any:
    """The tree with its texts again. Refuses (KeyError) a path that is none of the texts."""
    if isinstance(bare, dict):
        if set(bare) == {_FILE}:
            return texts[bare[_FILE]]
        return {name: put_together(each, texts) for name, each in bare.items()}
    return [put_together(each, texts) for each in bare] if isinstance(bare, list) else bare


def _long_texts(tree: dict[str, Any]) -> Iterator[tuple[str, dict[str, Any], str]]:
    """What the file of a text is called, and where the text stands. No id begins as the summary's file does."""
    yield "_summary", tree, "summary"
    for module in tree.get("modules", ()):
        yield module["id"], module, "body"
        for activity in module.get("activities", ()):
            yield activity["id"], activity, "body"


def read_text(raw: bytes) -> str:
    """A text as an editor saved it: without its mark, and with plain ends of lines. Refuses (ValueError) no UTF-8."""
    return raw.removeprefix(codecs.BOM_UTF8).decode().replace("\r\n", "\n")


def attachments(tree: Mapping[str, Any]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """Every attachment with its path in the package."""
    for module in tree.get("modules", ()):
        for each in module.get("attachments", ()):
            yield f"{ATTACHMENTS}{each['id']}/{each['name']}", each


def language_of(path: str) -> str:
    """The language of a text or a sheet, from its path; empty for anything else."""
    parts = path.split("/")
    return parts[1] if len(parts) > 2 and path.startswith((TEXTS, SHEETS)) else ""
