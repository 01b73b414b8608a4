"""Experts beside what somebody needs. What may be compared is decided here; how, by the caller."""

from collections.abc import Callable
from datetime import date
from typing import Protocol, TypeVar

from kerege.lib.geo import Spot
from kerege.privacy.queries.listing import Listed, by_distance, everybody_seen
from kerege.records.personal import looked_at_person
from kerege.records.viewers import Viewer


class Compared(Protocol):
    """What a comparison says of somebody. The smallest `order` comes first."""

    @property
    def order(self) -> tuple[int, float]: ...


Said = TypeVar("Said", bound=Compared)


def fitting(
    viewer: Viewer, *, on: date, compare: Callable[[Listed], Said | None], near: Spot | None = None, size: int = 10
) -> list[tuple[Listed, Said]]:
    """At most `size` of those of whom `compare` says something, in its order and then by what is shown of their names.

    It is given of each only the fields that this viewer may read and that are shown on the day; so nothing that is not
    shown, is not for this reader, is over or was withdrawn makes somebody fit, misfit, or stand before another. With
    `near` it knows the distance from there. Whoever is returned is told that somebody looked; whoever was only
    compared is not, because nobody saw them.
    """
    seen = everybody_seen(viewer, on=on, owner="")
    seen = by_distance(seen, near, on=on) if near is not None else seen
    said = [(person, line, compare(line)) for person, line in seen]
    found = [(person, line, what) for person, line, what in said if what is not None]
    found.sort(key=lambda each: (each[2].order, each[1].name, each[1].uid))
    for person, _line, _what in found[:size]:
        looked_at_person(person)
    return [(line, what) for _person, line, what in found[:size]]
