"""What a file gave: the questions that are taken, and those that are not, each with its place and why."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from hashlib import sha256
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.words import bank as words
from kerege.training.words.items import FORMAT

MOST_QUESTIONS = 2_000
Data = dict[str, Any]


@dataclass(frozen=True)
class Taken:
    """A question. `origin` is by what it is known again when the file comes again, `body` the data of its item, where
    `pictures` are still to be put in by their name; `sizes` are those in which areas are given. `lost` is what the file
    says and an item cannot.
    """

    where: str
    origin: str
    body: Data
    topics: tuple[str, ...] = ()
    pictures: Mapping[str, bytes] = field(default_factory=dict)
    alts: Mapping[str, str] = field(default_factory=dict)
    sizes: Mapping[str, tuple[int, int]] = field(default_factory=dict)
    lost: tuple[str, ...] = ()


@dataclass(frozen=True)
class Left:
    """A question that is not taken."""

    where: str
    title: str
    refusal: Refusal


@dataclass
class Reading:
    """A whole file, as far as it was read."""

    kind: str
    taken: list[Taken] = field(default_factory=list)
    left: list[Left] = field(default_factory=list)


@dataclass(frozen=True)
class Wishes:
    """How whoever hands a file in wants it read: the language of texts that do not say theirs, and whether questions
    whose points cannot be made here wait for a person.
    """

    language: str = "en"
    by_person: bool = False


class Content(bytes):
    """The bytes of a picture, whose digest is reckoned once however many questions show it."""

    @cached_property
    def digest(self) -> str:
        return sha256(self).hexdigest()


def digest_of(content: bytes) -> str:
    """The SHA-256 of a picture."""
    return content.digest if isinstance(content, Content) else sha256(content).hexdigest()


@dataclass
class Pictures:
    """Pictures by the address by which the texts of a question call them."""

    found: Callable[[str], bytes | None]
    taken: dict[str, bytes] = field(default_factory=dict)
    alts: dict[str, str] = field(default_factory=dict)
    lost: set[str] = field(default_factory=set)
    """Names of what stood in the texts and is not taken along."""

    def name(self, address: str, alt: str = "") -> str:
        """Under which name a picture stands in the item. Refuses training.bank_picture_missing."""
        content = self.found(address)
        if content is None:
            raise Refusal(words.PICTURE_MISSING, field="file", name=address[:80])
        name = f"p{digest_of(content)[:10]}"
        self.taken[name] = content
        if alt:
            self.alts[name] = alt
        return name


def no_pictures(_address: str) -> bytes | None:
    return None


def body(language: str, **parts: Any) -> Data:
    """The data of an item in one language."""
    return {"format": FORMAT, "source": language, "languages": [language], **parts}


class Names:
    """Identifiers of answers that say nothing about the answer's place or worth, the same for the same text."""

    def __init__(self) -> None:
        self._seen: dict[str, int] = {}

    def of(self, text: str) -> str:
        name = f"c{sha256(text.encode()).hexdigest()[:7]}"
        self._seen[name] = self._seen.get(name, 0) + 1
        return name if self._seen[name] == 1 else f"{name}.{self._seen[name]}"


def each_taken(reading: Reading, parts: Iterator[tuple[str, str, Callable[[], Taken]]]) -> None:
    """Take every question that can be taken; one that is refused leaves the others alone. Refuses
    training.bank_too_many_questions as soon as there is one more than is taken.
    """
    for where, title, made in parts:
        if len(reading.taken) + len(reading.left) >= MOST_QUESTIONS:
            raise Refusal(words.TOO_MANY_QUESTIONS, field="file", most=MOST_QUESTIONS)
        try:
            reading.taken.append(made())
        except Refusal as refusal:
            reading.left.append(Left(where, title[:120], refusal))
