"""Pages for a device, made small: what pages have in common goes out once, and each says only what is its own.

A page is cut where its templates say so (`CUT`). In each piece, numbers of records, names and times become holes.
Pieces, and what stands in holes except numbers of records, are kept once for all pages; a page is a list of pieces with
what stands in their holes. Put together it is the page again, letter by letter (frontend/src/js/practice/pages.js).
"""

import re
from collections.abc import Iterable, Mapping
from typing import Any

CUT = "\ue000"
"""Where a template says that a piece ends; only for devices."""
WHO, HOLE = "\ue001", "\ue002"
_UID = "[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
_NUMBERS = re.compile(rf"{_UID}(?: {_UID})*")
_HOLES = re.compile(rf'{_NUMBERS.pattern}|(?<=dir="auto">)[^<]+(?=</a>)|(?<=<bdi>)[^<]+(?=</bdi>)')

Piece = int | list[Any]


class Packed:
    """The pieces of many pages."""

    def __init__(self) -> None:
        self.pieces: dict[str, int] = {}
        self.words: dict[str, int] = {}

    def page(self, html: str, *, who: str = "", same: Iterable[str] = ()) -> list[Piece]:
        """A page as a list of its pieces: the number of a piece, or that and what stands in its holes. `who` is the
        person whose page it is; `same` are numbers that stand in every page, as those of the course and the activity.
        """
        if who:
            html = html.replace(who, WHO)
        return [self._piece(each, frozenset(same)) for each in html.split(CUT) if each]

    def _piece(self, text: str, same: frozenset[str]) -> Piece:
        holes: dict[str, int] = {}

        def hole(found: re.Match[str]) -> str:
            if found[0] in same:
                return found[0]
            return f"{HOLE}{holes.setdefault(found[0], len(holes))}{HOLE}"

        number = self.pieces.setdefault(_HOLES.sub(hole, text), len(self.pieces))
        return [number, *map(self._told, holes)] if holes else number

    def _told(self, text: str) -> int | str:
        return text if _NUMBERS.fullmatch(text) else self.words.setdefault(text, len(self.words))

    def all(self) -> dict[str, list[str]]:
        """What all pages share."""
        return {"pieces": list(self.pieces), "words": list(self.words)}


def unpacked(shared: Mapping[str, list[str]], page: Iterable[Piece], *, who: str = "") -> str:
    """The page again, as a device puts it together."""
    found: list[str] = []
    for each in page:
        number, *holes = each if isinstance(each, list) else [each]
        told = [shared["words"][hole] if isinstance(hole, int) else str(hole) for hole in holes]
        parts = re.split(rf"{HOLE}(\d+){HOLE}", shared["pieces"][number].replace(WHO, who))
        found += [told[int(part)] if place % 2 else part for place, part in enumerate(parts)]  # every second is a hole
    return "".join(found)
