"""The parts of a curriculum by their addresses, whatever their kind."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from kerege.training.rules.curricula import shapes
from kerege.training.words.curricula import Node

Content = dict[str, Any]
ROOT = ""
"""The address of the programme itself. That of an answer is the question's with its own id behind a slash."""


@dataclass(frozen=True)
class Placed:
    """One part where it stands: under which part, in which of its fields, and as which of them (from 0)."""

    address: str
    node: Node
    told: Content
    parent: str
    field: str
    position: int


def placed(content: Content) -> dict[str, Placed]:
    """Every part by its address, the programme first, each before what is in it."""
    root = Placed(ROOT, Node.PROGRAMME, content, "", "", 0)
    return {ROOT: root} | {each.address: each for each in _below(root)}


def address_of(parent: str, node: Node, name: str) -> str:
    return f"{parent}/{name}" if node == Node.CHOICE else name


def _below(part: Placed) -> Iterator[Placed]:
    for name, node in shapes.children(part.node).items():
        for position, told in enumerate(part.told.get(name, ())):
            here = Placed(address_of(part.address, node, told["id"]), node, told, part.address, name, position)
            yield here
            yield from _below(here)


def own(part: Placed) -> Content:
    """What a part says itself, without the parts in it."""
    return {name: part.told[name] for name in shapes.contents(part.node) if name in part.told}


def told_texts(content: Content) -> Iterator[tuple[str, str, dict[str, str], Placed]]:
    """Every text with the address of its part and the name of its field."""
    for part in placed(content).values():
        for name in shapes.texts(part.node):
            if name in part.told:
                yield part.address, name, part.told[name], part
