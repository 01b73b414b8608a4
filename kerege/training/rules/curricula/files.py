"""The files that a curriculum names: what an attachment says of one, and all digests in a tree or in its conflicts."""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from kerege.training.rules.curricula.shapes import FILE

LONGEST_ID = 40


def part_of_file(name: str, *, sha256: str, size: int, media_type: str) -> dict[str, Any]:
    """What an attachment says of the file that it is."""
    return dict(zip(FILE, (sha256, name, size, media_type), strict=True))


def id_for(name: str) -> str:
    """An id from the name of a file, in plain letters; `file` where it has none of them."""
    plain = unicodedata.normalize("NFKD", name.rpartition(".")[0]).encode("ascii", "ignore").decode()
    words = re.findall(r"[a-z0-9]+", plain.lower())
    return "-".join(words)[:LONGEST_ID].strip("-") or "file"


def digests_named(content: Any, conflicts: Iterable[Mapping[str, Any]]) -> set[str]:
    """The digests of the files that a version has, or could have once its conflicts are decided."""
    return digests_in(content) | digests_in([(each.get("own"), each.get("theirs")) for each in conflicts])


def digests_in(value: Any) -> set[str]:
    """The digests of all files that are named somewhere in there."""
    return set(_digests(value))


def _digests(value: Any) -> Iterator[str]:
    if isinstance(value, Mapping):
        if isinstance(value.get(FILE[0]), str):
            yield value[FILE[0]]
        for each in value.values():
            yield from _digests(each)
    elif isinstance(value, list | tuple):
        for each in value:
            yield from _digests(each)
