"""The notes at the foot of a page: each once, in the order in which their markers occur."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kerege.lib.tables import Noted


@dataclass(frozen=True)
class Footnote:
    """`lang` is set where the note is in another language than the page."""

    marker: str
    text: str
    lang: str = ""


class Footnotes:
    """One per request. `tell` gives the text to print and remembers the note; base.html prints what was remembered."""

    def __init__(self) -> None:
        self._notes: dict[Footnote, None] = {}

    def tell(self, named: Any) -> tuple[str, str]:
        """Name and marker of something designated; its note is remembered. A plain text has no marker."""
        if not isinstance(named, Noted):
            return str(named), ""
        self.add(named.marker, named.note, lang=getattr(named, "note_lang", ""))
        return str(getattr(named, "name", named)).removesuffix(named.marker).rstrip(), named.marker

    def add(self, marker: str, note: str, *, lang: str = "") -> None:
        """Remember a note; an empty one is none."""
        if note:
            self._notes[Footnote(marker, note.removeprefix(marker).strip(), lang)] = None

    def __iter__(self) -> Iterator[Footnote]:
        return iter(list(self._notes))

    def __bool__(self) -> bool:
        return bool(self._notes)
