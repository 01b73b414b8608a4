"""What cards point to, each looked up once, however many cards point to it."""

from collections.abc import Callable
from typing import Any, TypeVar

from kerege.atlas import queries as atlas
from kerege.people import queries as people

Found = TypeVar("Found")


class LookedUp:
    """Territories, towns, regions, organisations and sources by their keys. Made for one deed and forgotten with it.

    Each method refuses what its room refuses, every time anew.
    """

    def __init__(self) -> None:
        self._kept: dict[tuple[str, object], Any] = {}

    def territory(self, code: str) -> Any:
        return self._once("territory", code, lambda: atlas.territory(code))

    def place(self, key: str) -> Any:
        return self._once("place", key, lambda: atlas.place_record(key))

    def unit(self, code: str) -> Any:
        return self._once("unit", code, lambda: atlas.unit(code))

    def middle_of(self, unit: Any) -> tuple[float, float] | None:
        return self._once("middle", unit.pk, lambda: atlas.middle_of(unit))

    def organisation(self, key: str) -> Any:
        return self._once("organisation", key, lambda: people.organisation(key))

    def source(self, key: str) -> Any:
        return self._once("source", key, lambda: atlas.source(key))

    def _once(self, what: str, key: object, ask: Callable[[], Found]) -> Found:
        if (what, key) not in self._kept:
            self._kept[what, key] = ask()
        found: Found = self._kept[what, key]
        return found
