"""The manifest of a toolkit package: what it says, how it is written, and how strictly it is read.

What is signed is the file as it lies in the package, byte for byte, so that nobody has to write it again to check it.
"""

import json
import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Any

from kerege.lib.canonical import dumps
from kerege.lib.refusal import Refusal
from kerege.lib.text import is_line
from kerege.training.words import packs as words
from kerege.training.words.packs import Lies

FORMAT = "kerege/toolkit/1"
LEAST = "0.1.0"
"""The oldest version of the program that reads what is written here."""
MOST_MANIFEST = 5_000_000
_SIGNED = "kerege.toolkit.1"
_DIGEST, _KEY = re.compile(r"[0-9a-f]{64}"), re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,59}")
_PATH = re.compile(r"[^\\:]{1,400}")


@dataclass(frozen=True)
class PackedFile:
    """One file of a package. `language` is empty for what is in none, `licence` for what nobody stated."""

    path: str
    size: int
    sha256: str
    lies: Lies
    language: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Parent:
    """The version from which that of a package was made, with the digest of what it says."""

    key: str
    version: str
    digest: str


@dataclass(frozen=True)
class Manifest:
    """What a package says of itself; `raw` is how it says it. A fork names its `parent`."""

    key: str
    version: str
    title: Mapping[str, str]
    languages: tuple[str, ...]
    licence: str
    made_on: date
    node: str
    program: str
    files: tuple[PackedFile, ...]
    raw: bytes = b""
    parent: Parent | None = None

    @property
    def digest(self) -> str:
        return sha256(self.raw).hexdigest()

    @property
    def size(self) -> int:
        return sum(each.size for each in self.files)

    def by_path(self) -> dict[str, PackedFile]:
        return {each.path: each for each in self.files}


def signed_part(raw: bytes) -> bytes:
    """What the node's key signs."""
    return dumps([_SIGNED, sha256(raw).hexdigest()])


def written(told: Manifest) -> Manifest:
    """The manifest with its bytes: the same for the same content, files in the order of their paths."""
    files = sorted(told.files, key=lambda each: each.path)
    content = {
        "format": FORMAT,
        "key": told.key,
        "version": told.version,
        "title": dict(told.title),
        "languages": sorted(told.languages),
        "licence": told.licence,
        "program": {"least": LEAST, "made": told.program},
        "made": {"on": told.made_on.isoformat(), "node": told.node},
        "files": [_line(each) for each in files],
    } | ({"parent": vars(told.parent)} if told.parent else {})
    return read(as_bytes(content))


def as_bytes(content: Any) -> bytes:
    """JSON that people can read and that is the same bytes for the same content."""
    return json.dumps(content, ensure_ascii=False, sort_keys=True, indent=1, allow_nan=False).encode() + b"\n"


def _line(each: PackedFile) -> dict[str, Any]:
    told = {"path": each.path, "size": each.size, "sha256": each.sha256, "lies": each.lies.value}
    more = {"language": each.language, "licence": each.licence}
    return told | {name: text for name, text in more.items() if text}


# -- reading -----------------------------------------------------------------------------------------------------------


def read(raw: bytes, *, program: str = "") -> Manifest:
    """A manifest from its bytes. Refuses training.not_a_pack, and training.pack_newer for what is made for a newer
    program than `program`.
    """
    told = strict(raw, words.NOT_A_PACK)
    if not isinstance(told, dict) or not isinstance(told.get("format"), str):
        raise _no("its manifest has no format")
    _check_format(told, program)
    try:
        return _manifest(told, raw)
    except (KeyError, TypeError, ValueError, AttributeError) as fault:
        raise _no(f"its manifest lacks something ({type(fault).__name__})") from None


def _check_format(told: Mapping[str, Any], program: str) -> None:
    family, _, number = told["format"].rpartition("/")
    if family != FORMAT.rpartition("/")[0] or not number.isascii() or not number.isdigit():
        raise _no("its format is another")
    stated = told.get("program")
    least = stated.get("least") if isinstance(stated, dict) else ""
    least = least if isinstance(least, str) and re.fullmatch(r"[0-9.]{1,20}", least) else ""
    if int(number) > 1 or (program and _steps(least) > _steps(program)):
        raise Refusal(words.PACK_NEWER, field="file", least=least or told["format"][:40])


def is_earlier(version: str, than: str) -> bool:
    """Whether a version is earlier than another by the numbers in its name; no where they do not tell."""
    here, there = _steps(version), _steps(than)
    return bool(here and there) and here < there


def _steps(version: str) -> tuple[int, ...]:
    return tuple(int(part) for part in re.findall(r"[0-9]+", version)[:3])


def _manifest(told: Mapping[str, Any], raw: bytes) -> Manifest:
    files = tuple(_file(each) for each in _a(list, told["files"]))
    if len({each.path.casefold() for each in files}) != len(files):
        raise _no("its manifest names a file twice")
    made = told["made"]
    return Manifest(
        key=_plain(told["key"]),
        version=_some(told["version"]),
        title={_lang(lang): _line_of(text) for lang, text in _a(dict, told["title"]).items()},
        languages=tuple(_lang(each) for each in _a(list, told["languages"])),
        licence=_line_of(told.get("licence", "")),
        made_on=date.fromisoformat(made["on"]),
        node=_plain(made["node"]),
        program=_line_of(told["program"].get("made", "")),
        files=files,
        raw=raw,
        parent=_parent(_a(dict, told["parent"])) if "parent" in told else None,
    )


def _parent(told: Mapping[str, Any]) -> Parent:
    if not _DIGEST.fullmatch(told["digest"]):
        raise ValueError("digest")
    return Parent(_plain(told["key"]), _some(told["version"]), told["digest"])


def _file(told: Mapping[str, Any]) -> PackedFile:
    path, size, digest = told["path"], told["size"], told["sha256"]
    if not _PATH.fullmatch(path) or not unicodedata.is_normalized("NFC", path) or not _DIGEST.fullmatch(digest):
        raise ValueError("path")
    if type(size) is not int or size < 0:
        raise ValueError("size")
    language = told.get("language", "")
    return PackedFile(
        path, size, digest, Lies(told["lies"]), language and _lang(language), told.get("licence", "")[:60]
    )


def _a(kind: type, value: Any) -> Any:
    if not isinstance(value, kind):
        raise TypeError(kind.__name__)
    return value


def _plain(value: str) -> str:
    if not _KEY.fullmatch(value):
        raise ValueError("key")
    return value


def _lang(value: str) -> str:
    if not re.fullmatch(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,2}", value):
        raise ValueError("language")
    return value


def _line_of(value: str) -> str:
    if not isinstance(value, str) or len(value) > 300 or not is_line(value):
        raise ValueError("text")
    return value


def _some(value: str) -> str:
    if not _line_of(value).strip() or len(value) > 20:
        raise ValueError("version")
    return value


def strict(raw: bytes, word: Any) -> Any:
    """JSON in which no name stands twice and every number is one. Refuses `word` for anything else."""
    try:
        return json.loads(raw.decode(), object_pairs_hook=_once, parse_constant=_none)
    except (ValueError, RecursionError):
        raise Refusal(word, field="file", why="its data cannot be read, or say a thing twice") from None


def _once(pairs: Iterable[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for name, value in pairs:
        if name in found:
            raise ValueError(name)
        found[name] = value
    return found


def _none(text: str) -> Any:
    raise ValueError(text)


def _no(why: str) -> Refusal:
    return Refusal(words.NOT_A_PACK, field="file", why=why)
