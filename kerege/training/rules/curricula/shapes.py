"""Of what a curriculum is made: every part with its fields. Reading, comparing and merging all go by this table."""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

from kerege.training.words.curricula import (
    EQUIPMENT,
    ActivityKind,
    Aim,
    AssessmentKind,
    Bloom,
    ItemKind,
    Make,
    Node,
    Per,
    Purpose,
)

FORMAT = "kerege/curriculum/1"
LONG, SHORT = 60_000, 2_000
"""The most characters of a lesson and of a line, in one language."""
MOST_PARTS = 20_000


@dataclass(frozen=True)
class Text:
    """A text by language; `long` ones are Markdown. What is needed is there in the language of the source."""

    needed: bool = False
    long: bool = False


@dataclass(frozen=True)
class Number:
    low: int
    high: int
    needed: bool = False


@dataclass(frozen=True)
class Hours:
    """Hours with at most two decimals."""

    high: int


@dataclass(frozen=True)
class OneOf:
    known: type[StrEnum] | tuple[StrEnum, ...]
    needed: bool = False


@dataclass(frozen=True)
class Flag:
    """Yes or no; no where it is absent."""


@dataclass(frozen=True)
class Line:
    """A line that is no text for readers: a name, a code."""

    most: int = 200
    needed: bool = False


@dataclass(frozen=True)
class Links:
    """Ids of other parts: of `to`, one or several."""

    to: Node
    many: bool = True


@dataclass(frozen=True)
class Children:
    of: Node


@dataclass(frozen=True)
class Question:
    """A question as rules.items has it, kept whole: it stays as it is when the question bank goes on."""


Field = Text | Number | Hours | OneOf | Flag | Line | Links | Children | Question

SHAPES: Mapping[Node, Mapping[str, Field]] = {
    Node.PROGRAMME: {
        "title": Text(needed=True),
        "summary": Text(long=True),
        "kind": OneOf(Make, needed=True),
        "level": OneOf(Aim, needed=True),
        "licence": Line(60, needed=True),
        "certificate": Flag(),
        "hours": Hours(1_000),
        "modules": Children(Node.MODULE),
    },
    Node.MODULE: {
        "title": Text(needed=True),
        "day": Number(1, 60),
        "minutes": Number(1, 6_000, needed=True),
        "body": Text(long=True),
        "outcomes": Children(Node.OUTCOME),
        "activities": Children(Node.ACTIVITY),
        "assessments": Children(Node.ASSESSMENT),
        "attachments": Children(Node.ATTACHMENT),
        "scenarios": Children(Node.SCENARIO),
    },
    Node.OUTCOME: {
        "text": Text(needed=True),
        "bloom": OneOf(Bloom, needed=True),
        "mandatory": Flag(),
        "competence": Line(60),
    },
    Node.ACTIVITY: {
        "kind": OneOf(ActivityKind, needed=True),
        "title": Text(needed=True),
        "body": Text(long=True),
        "minutes": Number(0, 6_000),
        "outcomes": Links(Node.OUTCOME),
        "bloom": OneOf(Bloom),
        "steps": Children(Node.STEP),
        "group": Number(1, 100),
        "rotation": Number(1, 600),
        "materials": Children(Node.MATERIAL),
        "checklist": Children(Node.CHECK),
        "roles": Children(Node.ROLE),
        "injects": Children(Node.INJECT),
    },
    Node.STEP: {"minutes": Number(0, 600), "text": Text(needed=True)},
    Node.MATERIAL: {
        "what": Text(needed=True),
        "number": Number(1, 10_000, needed=True),
        "per": OneOf(Per, True),
        "equipment": OneOf(tuple(EQUIPMENT)),
    },
    Node.CHECK: {"text": Text(needed=True), "critical": Flag()},
    Node.ROLE: {"title": Text(needed=True), "text": Text(long=True)},
    Node.INJECT: {
        "minute": Number(0, 6_000),
        "to": Links(Node.ROLE, many=False),
        "text": Text(needed=True, long=True),
        "expected": Text(long=True),
    },
    Node.ASSESSMENT: {
        "kind": OneOf(AssessmentKind, needed=True),
        "title": Text(needed=True),
        "outcomes": Links(Node.OUTCOME),
        "bloom": OneOf(Bloom),
        "pass": Number(1, 100),
        "items": Children(Node.ITEM),
    },
    Node.ITEM: {
        "kind": OneOf(ItemKind, needed=True),
        "outcome": Links(Node.OUTCOME, many=False),
        "stem": Text(needed=True),
        "question": Question(),
        "origin": Line(80),
        "choices": Children(Node.CHOICE),
    },
    Node.CHOICE: {"text": Text(needed=True), "right": Flag(), "why": Text()},
    Node.ATTACHMENT: {
        "name": Line(200, needed=True),
        "sha256": Line(64, needed=True),
        "size": Number(0, 5_000_000_000, needed=True),
        "type": Line(120, needed=True),
        "language": Line(12),
        "purpose": OneOf(Purpose, needed=True),
        "licence": Line(60),
    },
    Node.SCENARIO: {
        "title": Text(needed=True),
        "text": Text(long=True),
        "start": Links(Node.SCENE, many=False),
        "most": Number(2, 200),
        "scenes": Children(Node.SCENE),
    },
    Node.SCENE: {
        "title": Text(needed=True),
        "text": Text(needed=True, long=True),
        "picture": Links(Node.ATTACHMENT, many=False),
        "alt": Text(),
        "learnt": Text(long=True),
        "ways": Children(Node.WAY),
    },
    Node.WAY: {"text": Text(needed=True), "to": Links(Node.SCENE, many=False), "after": Text(long=True)},
}
FILE = ("sha256", "name", "size", "type")
"""What of an attachment is the file itself: they change together, and with the file only."""
ROOT_ONLY = ("format", "key", "version", "source", "languages", "translations")
"""What stands beside the fields of the programme."""


def children(node: Node) -> dict[str, Node]:
    """The fields of a part that hold other parts."""
    return {name: field.of for name, field in SHAPES[node].items() if isinstance(field, Children)}


def contents(node: Node) -> dict[str, Any]:
    """The other fields of a part: what the part itself says."""
    return {name: field for name, field in SHAPES[node].items() if not isinstance(field, Children)}


def texts(node: Node) -> dict[str, Text]:
    return {name: field for name, field in SHAPES[node].items() if isinstance(field, Text)}
