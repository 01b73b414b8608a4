"""Of what an item is made. These values never change, and know no database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from kerege.lib.versions import Texts
from kerege.training.words.items import Interaction as Kind
from kerege.training.words.items import Outline, Partly

Key = tuple[str, ...]
"""What can be right: (id,) of an answer or an area, or (id, id) of a pair."""
Answer = Any
"""One answer as JSON: a list of ids, a list of pairs, a text, a number, or a list of points [x, y]."""
Answers = Mapping[str, Answer]
"""Answers by the id of their interaction; what was not answered is left out."""


@dataclass(frozen=True)
class Choice:
    """An answer to choose, or a gap. `most` says how often it may be used, 0 for as often as one likes. A `fixed` one
    keeps its place when the others are shuffled.
    """

    id: str
    text: Texts = field(default_factory=dict)
    why: Texts = field(default_factory=dict)
    fixed: bool = False
    most: int = 1


@dataclass(frozen=True)
class Area:
    """An area of a picture, in the picture's own pixels; `text` is its label, for those who do not see it."""

    id: str
    text: Texts
    outline: Outline
    at: tuple[float, ...]


@dataclass(frozen=True)
class Accepted:
    """A text that counts, with its share of the points. `wild`: a star in it stands for anything."""

    value: str
    share: float = 1.0
    wild: bool = False
    why: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Number:
    """A number that counts, with what may be missed on either side, and its share of the points."""

    value: float
    tolerance: float = 0.0
    share: float = 1.0
    why: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Table:
    """Points for parts of an answer. What it does not name is worth `default`; the sum stays from `low` to `high`."""

    points: tuple[tuple[Key, float], ...]
    default: float = 0.0
    low: float | None = 0.0
    high: float | None = None

    def of(self, key: Key) -> float:
        return dict(self.points).get(key, self.default)

    def bounded(self, value: float) -> float:
        value = value if self.low is None else max(value, self.low)
        return value if self.high is None else min(value, self.high)


@dataclass(frozen=True)
class Interaction:
    """One thing that is asked. Which of the fields count is said by its kind (rules.items.reading.FIELDS).

    `right` is what is right as a whole; `table` says what parts are worth. `least` and `most` are how much is chosen,
    0 for no bound. `text` of a gap match has a place [[id]] for each of its `targets`.
    """

    id: str
    kind: Kind
    points: float = 1.0
    prompt: Texts = field(default_factory=dict)
    choices: tuple[Choice, ...] = ()
    targets: tuple[Choice, ...] = ()
    areas: tuple[Area, ...] = ()
    image: str = ""
    text: Texts = field(default_factory=dict)
    right: tuple[Key, ...] = ()
    accepted: tuple[Accepted, ...] = ()
    numbers: tuple[Number, ...] = ()
    table: Table | None = None
    partly: Partly = Partly.NOTHING
    shuffle: bool = False
    case: bool = False
    least: int = 0
    most: int = 1
    low: float = 0.0
    high: float = 100.0
    step: float = 1.0
    unit: str = ""
    lines: int = 5
    longest: int = 10_000
    guide: Texts = field(default_factory=dict)

    @property
    def waits(self) -> bool:
        """Whether a person has to mark it."""
        return self.kind == Kind.EXTENDED


@dataclass(frozen=True)
class Image:
    """A picture of an item: the digest of its file, and its words for those who do not see it."""

    name: str
    sha256: str
    type: str
    width: int
    height: int
    alt: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Modal:
    """Words that are shown afterwards, where an outcome of the processing has this identifier."""

    outcome: str
    id: str
    text: Texts
    hidden: bool = False


@dataclass(frozen=True)
class Item:
    """A question. `text` is Markdown with a place [[id]] for an interaction and ![[name]] for a picture; interactions
    without a place follow the text. `data` is the item as JSON, in the one form in which it is kept.

    `after` are words for everybody who answered, by right, partly, wrong and always. `processing` is a program that
    makes the points (rules.items.processing); None where each interaction has its own.
    """

    source: str
    languages: tuple[str, ...]
    title: Texts
    text: Texts
    interactions: tuple[Interaction, ...]
    images: tuple[Image, ...] = ()
    after: Mapping[str, Texts] = field(default_factory=dict)
    modals: tuple[Modal, ...] = ()
    processing: Mapping[str, Any] | None = None
    by_hand: bool = False
    data: Mapping[str, Any] = field(default_factory=dict, compare=False)

    def interaction(self, name: str) -> Interaction | None:
        return next((each for each in self.interactions if each.id == name), None)

    @property
    def waits_for_a_person(self) -> bool:
        """Whether a person has to mark something of it."""
        return self.by_hand or any(each.waits for each in self.interactions)
