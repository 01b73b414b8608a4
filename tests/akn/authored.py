"""Two acts about nothing real, written for these tests, and what is done to them to make them wrong."""

import os
from collections.abc import Iterator
from pathlib import Path

from kerege.law.rules.akn.parts import Part, parts
from kerege.law.rules.akn.reading import read

FOOTPATHS = (Path(__file__).parent / "acts" / "footpaths.xml").read_bytes()
"""In English: chapters, articles, points, a table, a note of an editor, words that are quoted, an attachment."""
SPRINGS = (Path(__file__).parent / "acts" / "springs.xml").read_bytes()
"""In Russian."""
OTHERS = Path(os.environ.get("KEREGE_AKN", "") or "no-documents")
"""A folder with documents of others, which are not ours to keep here."""


def with_(content: bytes, *changes: tuple[str, str]) -> bytes:
    """The same document with words exchanged; each must be there."""
    for old, new in changes:
        assert old.encode() in content, old
        content = content.replace(old.encode(), new.encode())
    return content


def parts_of(content: bytes) -> list[Part]:
    return parts(read(content).root)


def others() -> Iterator[Path]:
    yield from sorted(OTHERS.rglob("*.xml"))
