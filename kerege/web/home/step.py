"""One thing to do next, as pages show it."""

from collections.abc import Iterable
from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One thing to do. An empty `href` means that its pages are not on this node."""

    title: str
    text: str
    href: str = ""


Steps = Iterable[Step]
