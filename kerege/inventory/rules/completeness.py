"""How complete a card is, and which field is worth filling next."""

from collections.abc import Mapping
from dataclasses import dataclass

WEIGHTS: dict[str, int] = {
    "names": 10,
    "kind": 8,
    "sectors": 8,
    "capabilities": 12,
    "place": 8,
    "position": 8,
    "contacts": 10,
    "functions": 6,
    "languages": 4,
    "organisation": 4,
    "ownership": 3,
    "staff": 6,
    "quality": 5,
    "waste": 3,
    "transport": 2,
    "verified_on": 3,
}
"""What a field adds, in hundredths: what others look for counts most. `names` needs two languages."""


@dataclass(frozen=True)
class Completeness:
    """`missing` are the fields that are empty, the most useful first."""

    percent: int
    missing: tuple[str, ...]

    @property
    def next_field(self) -> str:
        return self.missing[0] if self.missing else ""


def completeness(filled: Mapping[str, bool]) -> Completeness:
    """Of a card whose fields are filled or not; a field that is not named is empty."""
    missing = sorted((f for f in WEIGHTS if not filled.get(f)), key=lambda f: (-WEIGHTS[f], f))
    return Completeness(100 - sum(WEIGHTS[f] for f in missing), tuple(missing))
