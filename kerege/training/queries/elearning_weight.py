"""What a package weighs before somebody opens it; it never changes, so it is counted once."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from kerege.files import queries as stored
from kerege.training.models import ElearningPackage
from kerege.training.queries.elearning import DOOR, PackageLine, stored_in
from kerege.training.rules.elearning.shapes import Recognised
from kerege.training.rules.elearning.weight import first_exercise, first_page, left_out, medium_of, packs
from kerege.training.words.elearning import Medium, PackageState, Standard


@dataclass(frozen=True)
class Heap:
    """Files of one kind: how many, their bytes, and their bytes on the line."""

    medium: Medium
    count: int
    size: int
    sent: int


@dataclass(frozen=True)
class Weight:
    """`first` are the bytes on the line with which it begins, at the least; None where that cannot be told. `media` are
    the bytes of films and sound. Of a package that came before this was counted, `known` is not set, and `sent` is its
    size.
    """

    heaps: tuple[Heap, ...]
    first: int | None
    media: int
    known: bool

    @property
    def sent(self) -> int:
        return sum(each.sent for each in self.heaps)

    @property
    def light(self) -> int:
        """Bytes on the line without films and sound."""
        return self.sent - self.media


def weight(line: PackageLine) -> Weight:
    """What a package that its reader was shown weighs."""
    return _weight(line.uid) if line.state != PackageState.WITHDRAWN else Weight((), None, 0, known=True)


@lru_cache(maxsize=128)
def _weight(uid: str) -> Weight:
    row: Any = ElearningPackage.objects.seen_by(DOOR).filter(uid=uid).one()
    paths: Mapping[str, Mapping[str, Any]] = row.paths
    heaps = [_heap(each, (told for told in paths.values() if medium_of(told["type"]) == each)) for each in Medium]
    media = sum(told["size"] for told in paths.values() if left_out(told["type"]))
    known = all("packed" in told for told in paths.values() if packs(told["type"], told["size"]))
    return Weight(tuple(each for each in heaps if each.count), _first(uid, row, paths), media, known)


def _heap(medium: Medium, files: Iterable[Mapping[str, Any]]) -> Heap:
    told = list(files)
    return Heap(medium, len(told), sum(each["size"] for each in told), sum(map(_sent, told)))


def _sent(told: Mapping[str, Any]) -> int:
    return int(told.get("packed", told["size"]))


def _first(uid: str, row: Any, paths: Mapping[str, Mapping[str, Any]]) -> int | None:
    what = Recognised(**{**row.told, "parts": ()})
    entry, lines = row.told["parts"][0]["path"], stored_in(uid)

    def load(path: str) -> bytes:
        with stored.opened(lines[paths[path]["sha256"]]) as stream:
            return stream.read()

    try:
        if what.standard == Standard.H5P:
            found = first_exercise(what.tree.get("libraries", ()), paths, load)
        else:
            found = first_page(entry, paths, load)
    except (KeyError, ValueError, OSError):
        return None
    return sum(_sent(paths[path]) for path in found) if found else None
