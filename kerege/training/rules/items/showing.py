"""An item for whoever answers it: never with what is right, what it is worth in parts, or words for afterwards."""

import random
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256

from kerege.lib.versions import Texts, text_in
from kerege.training.rules.items.grading import best, best_of
from kerege.training.rules.items.shapes import Choice, Image, Interaction, Item
from kerege.training.words.items import Interaction as Kind


@dataclass(frozen=True)
class ShownChoice:
    """`most` says how often it may be used, 0 for any."""

    id: str
    text: str
    most: int = 1


@dataclass(frozen=True)
class ShownArea:
    id: str
    text: str
    outline: str
    at: tuple[float, ...]


@dataclass(frozen=True)
class ShownImage:
    name: str
    sha256: str
    type: str
    width: int
    height: int
    alt: str


@dataclass(frozen=True)
class ShownInteraction:
    """What is asked, in one language. `text` is that of a gap match."""

    id: str
    kind: Kind
    points: float
    prompt: str
    text: str
    choices: tuple[ShownChoice, ...]
    targets: tuple[ShownChoice, ...]
    areas: tuple[ShownArea, ...]
    image: ShownImage | None
    least: int
    most: int
    low: float
    high: float
    step: float
    unit: str
    lines: int
    longest: int


@dataclass(frozen=True)
class Shown:
    """An item in one language; `lang` is the one in which it really is. `text` has places for `interactions`."""

    lang: str
    title: str
    text: str
    interactions: tuple[ShownInteraction, ...]
    images: Mapping[str, ShownImage]
    points: float


def shown(item: Item, lang: str, seed: str) -> Shown:
    """The item for whoever answers it. The same seed gives the same order of what is shuffled."""
    here = lang if item.text.get(lang) or lang in item.languages else item.source
    images = {each.name: _image(each, here, item.source) for each in item.images}
    asked = tuple(_asked(each, here, item.source, seed, images) for each in item.interactions)
    title, text = text_in(item.title, here, item.source), text_in(item.text, here, item.source)
    return Shown(here, title, text, asked, images, best_of(item))


def _asked(asked: Interaction, lang: str, source: str, seed: str, images: Mapping[str, ShownImage]) -> ShownInteraction:
    def said(texts: Texts) -> str:
        return text_in(texts, lang, source)

    first = _mixed(asked, asked.choices, seed)
    second = asked.targets if asked.kind == Kind.GAP_MATCH else _mixed(asked, asked.targets, f"{seed} targets")
    if _is_the_key(asked, first, second):  # each would stand beside what belongs to it
        if asked.kind == Kind.MATCH:
            second = [*second[1:], second[0]]
        else:
            first = [*first[1:], first[0]]
    choices, targets = ([ShownChoice(each.id, said(each.text), each.most) for each in part] for part in (first, second))
    areas = () if asked.kind == Kind.POINT else asked.areas  # those of a point are what is right
    return ShownInteraction(
        id=asked.id,
        kind=asked.kind,
        points=best(asked),
        prompt=said(asked.prompt),
        text=said(asked.text),
        choices=tuple(choices),
        targets=tuple(targets),
        areas=tuple(ShownArea(each.id, said(each.text), each.outline, each.at) for each in areas),
        image=images.get(asked.image),
        **{name: getattr(asked, name) for name in _SAME},
    )


def _is_the_key(asked: Interaction, first: Sequence[Choice], second: Sequence[Choice]) -> bool:
    """Whether the order in which parts stand would say what belongs together. Files of other programs often have them
    so, and do not say that they are shuffled.
    """
    ids, others = [each.id for each in first], [each.id for each in second]
    if len(ids) < 2 or len(asked.right) < 2:
        return False
    if asked.kind in {Kind.MATCH, Kind.GAP_MATCH}:
        return len(others) > 1 and set(asked.right) <= set(zip(ids, others, strict=False))
    beside = {frozenset(pair) for pair in zip(ids[::2], ids[1::2], strict=False)}
    return asked.kind == Kind.ASSOCIATE and {frozenset(key) for key in asked.right} <= beside


_SAME = ("least", "most", "low", "high", "step", "unit", "lines", "longest")


def _image(image: Image, lang: str, source: str) -> ShownImage:
    alt = text_in(image.alt, lang, source)
    return ShownImage(image.name, image.sha256, image.type, image.width, image.height, alt)


def _mixed(asked: Interaction, choices: Sequence[Choice], seed: str) -> list[Choice]:
    """Shuffled where the item says so; those that are fixed stay. What is to be put in order is never shown in it."""
    if not (asked.shuffle or asked.kind == Kind.ORDER):
        return list(choices)
    made = random.Random(sha256(f"{seed} {asked.id}".encode()).digest())  # noqa: S311 - an order, no secret
    free = [each for each in choices if not each.fixed]
    made.shuffle(free)
    if asked.kind == Kind.ORDER and [(each.id,) for each in free] == list(asked.right):
        free.append(free.pop(0))
    left = iter(free)
    return [each if each.fixed else next(left) for each in choices]
