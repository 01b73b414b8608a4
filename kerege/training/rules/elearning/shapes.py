"""What a manifest says of its package, in one shape for all standards."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kerege.training.words.elearning import Standard

LONGEST_TITLE = 200
WHOLE = "*"
"""What is kept of a package whose rules say which part comes: where they are. It is kept like one more part."""


@dataclass(frozen=True)
class Part:
    """What is opened by itself: a SCO, an assignable unit, the exercise of an H5P file.

    `path` is the file with which it begins and `query` what follows its name. `settings` are what the manifest says
    that the run-time has to know, by the name that the standard gives it.
    """

    id: str
    title: str
    path: str
    query: str = ""
    depth: int = 0
    settings: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True)
class Recognised:
    """A package as its manifest describes it. `edition` is the standard's own word for its version."""

    standard: Standard
    edition: str
    identifier: str
    title: str
    language: str
    parts: tuple[Part, ...]
    tree: Mapping[str, Any] = field(default_factory=dict)

    @property
    def sequenced(self) -> bool:
        """Whether rules of its manifest say which part comes."""
        return bool(self.tree.get("sequencing"))

    @property
    def keeps(self) -> frozenset[str]:
        """For which names something is kept: its parts, and the whole where it has rules."""
        return frozenset(part.id for part in self.parts) | ({WHOLE} if self.sequenced else frozenset())

    def told(self) -> dict[str, Any]:
        """As it is stored."""
        return {**asdict(self), "standard": self.standard.value, "parts": [asdict(part) for part in self.parts]}


def recognised(told: Mapping[str, Any]) -> Recognised:
    """What `told` stored."""
    parts = tuple(Part(**part) for part in told["parts"])
    return Recognised(**{**told, "standard": Standard(told["standard"]), "parts": parts})
