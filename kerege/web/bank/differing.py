"""What differs between two versions of a question: place by place, as it was and as it is."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Difference:
    """`place` is where in the question, in the names of its data."""

    place: str
    before: str
    after: str


def differences(before: Mapping[str, Any], after: Mapping[str, Any]) -> list[Difference]:
    """Every value that came, went or changed, in the order of the places."""
    old, new = dict(_leaves(before, "")), dict(_leaves(after, ""))
    places = [*new, *(place for place in old if place not in new)]
    differ = (place for place in places if old.get(place) != new.get(place))
    return [Difference(place, old.get(place, ""), new.get(place, "")) for place in differ]


def _leaves(value: Any, place: str) -> Iterator[tuple[str, str]]:
    if isinstance(value, Mapping):
        for name, each in value.items():
            if name != "id":
                yield from _leaves(each, f"{place}.{name}" if place else str(name))
    elif isinstance(value, list) and any(isinstance(each, Mapping) for each in value):
        for each in value:
            yield from _leaves(each, f"{place}[{each.get('id', '?')}]" if isinstance(each, Mapping) else place)
    else:
        yield place, ", ".join(map(str, value)) if isinstance(value, list) else str(value)
