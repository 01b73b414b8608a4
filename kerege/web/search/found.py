"""A question and what is found for it."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kerege.records.viewers import Viewer

MOST = 20
"""So many results has a group at most."""


@dataclass(frozen=True)
class Found:
    """One result. `title` may be a designated name; `former` says which older or other name was found."""

    title: Any
    href: str
    about: str = ""
    country: Any = None
    former: str = ""
    synthetic: bool = False


@dataclass(frozen=True)
class Group:
    title: str
    found: list[Found] = field(default_factory=list)
    more: str = ""


@dataclass(frozen=True)
class Question:
    viewer: Viewer
    text: str
    on: date
    lang: str
