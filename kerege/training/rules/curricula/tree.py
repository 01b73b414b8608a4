"""A curriculum as others use it: parts with their texts. `read` makes it of content; it never changes."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from kerege.capacity.words import Translation
from kerege.lib.versions import Texts
from kerege.training.rules.curricula.reading import Content, checked
from kerege.training.rules.curricula.shapes import children
from kerege.training.rules.curricula.translating import state_of_language
from kerege.training.words.curricula import Node


@dataclass(frozen=True)
class Outcome:
    """What somebody can do afterwards. `competence` is a key of a competence framework, or empty."""

    id: str
    text: Texts
    bloom: str
    mandatory: bool = False
    competence: str = ""


@dataclass(frozen=True)
class Step:
    id: str
    text: Texts
    minutes: int = 0


@dataclass(frozen=True)
class Material:
    """Something that an activity needs. `equipment` is a code of words.curricula.EQUIPMENT, or empty."""

    id: str
    what: Texts
    number: int
    per: str
    equipment: str = ""


@dataclass(frozen=True)
class Check:
    """A line of an observed checklist; a `critical` one has to be right."""

    id: str
    text: Texts
    critical: bool = False


@dataclass(frozen=True)
class Role:
    id: str
    title: Texts
    text: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Inject:
    """What happens in an exercise at a minute: `to` is the id of the role that is told, or empty for all."""

    id: str
    text: Texts
    minute: int = 0
    to: str = ""
    expected: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Activity:
    """`outcomes` are ids, `bloom` is the level at which people work in it; minutes of 0 are not stated."""

    id: str
    kind: str
    title: Texts
    body: Texts = field(default_factory=dict)
    minutes: int = 0
    outcomes: tuple[str, ...] = ()
    bloom: str = ""
    steps: tuple[Step, ...] = ()
    group: int | None = None
    rotation: int | None = None
    materials: tuple[Material, ...] = ()
    checklist: tuple[Check, ...] = ()
    roles: tuple[Role, ...] = ()
    injects: tuple[Inject, ...] = ()


@dataclass(frozen=True)
class Choice:
    """An answer; its id is unique in its question only."""

    id: str
    text: Texts
    right: bool = False
    why: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Item:
    """A question. `outcome` is an id or empty. One of the bank has no choices but its `question`, as rules.items reads
    it, and says in `origin` of which version it is.
    """

    id: str
    kind: str
    stem: Texts
    outcome: str = ""
    choices: tuple[Choice, ...] = ()
    question: Content | None = None
    origin: str = ""


@dataclass(frozen=True)
class Assessment:
    """`pass_mark` is in percent, None where the curriculum states none."""

    id: str
    kind: str
    title: Texts
    outcomes: tuple[str, ...] = ()
    bloom: str = ""
    pass_mark: int | None = None
    items: tuple[Item, ...] = ()


@dataclass(frozen=True)
class Attachment:
    id: str
    name: str
    sha256: str
    size: int
    type: str
    purpose: str
    language: str = ""
    licence: str = ""


@dataclass(frozen=True)
class Way:
    """A choice in a scene: `to` is the id of the scene to which it leads, `after` is told there first."""

    id: str
    text: Texts
    to: str = ""
    after: Texts = field(default_factory=dict)


@dataclass(frozen=True)
class Scene:
    """Where a scenario stands. One that says what is `learnt` is an ending. `picture` is the id of an attachment, told
    by `alt` to whoever does not see it.
    """

    id: str
    title: Texts
    text: Texts
    picture: str = ""
    alt: Texts = field(default_factory=dict)
    learnt: Texts = field(default_factory=dict)
    ways: tuple[Way, ...] = ()


@dataclass(frozen=True)
class Scenario:
    """Scenes and the choices between them. It begins at `start`, else at its first scene; `most` are the most choices
    of one walk, None where it states none.
    """

    id: str
    title: Texts
    text: Texts = field(default_factory=dict)
    start: str = ""
    most: int | None = None
    scenes: tuple[Scene, ...] = ()


@dataclass(frozen=True)
class Module:
    id: str
    title: Texts
    minutes: int
    day: int | None = None
    body: Texts = field(default_factory=dict)
    outcomes: tuple[Outcome, ...] = ()
    activities: tuple[Activity, ...] = ()
    assessments: tuple[Assessment, ...] = ()
    attachments: tuple[Attachment, ...] = ()
    scenarios: tuple[Scenario, ...] = ()


@dataclass(frozen=True)
class Programme:
    """A whole curriculum. `languages` says of each language how far its texts can be relied on; `content` is what it
    was read from, in the form in which it is kept.
    """

    key: str
    version: str
    source: str
    languages: Mapping[str, Translation]
    title: Texts
    kind: str
    level: str
    licence: str
    certificate: bool = False
    hours: float = 0.0
    summary: Texts = field(default_factory=dict)
    modules: tuple[Module, ...] = ()
    content: Content = field(default_factory=dict, compare=False, repr=False)

    def outcomes(self) -> Iterator[Outcome]:
        return (each for module in self.modules for each in module.outcomes)

    def activities(self) -> Iterator[Activity]:
        return (each for module in self.modules for each in module.activities)

    def assessments(self) -> Iterator[Assessment]:
        return (each for module in self.modules for each in module.assessments)

    def attachments(self) -> Iterator[Attachment]:
        return (each for module in self.modules for each in module.attachments)

    @property
    def minutes(self) -> int:
        """What the modules take together."""
        return sum(module.minutes for module in self.modules)


_MADE: Mapping[Node, Any] = {
    Node.MODULE: Module,
    Node.OUTCOME: Outcome,
    Node.ACTIVITY: Activity,
    Node.ASSESSMENT: Assessment,
    Node.STEP: Step,
    Node.MATERIAL: Material,
    Node.CHECK: Check,
    Node.ROLE: Role,
    Node.INJECT: Inject,
    Node.ITEM: Item,
    Node.CHOICE: Choice,
    Node.ATTACHMENT: Attachment,
    Node.SCENARIO: Scenario,
    Node.SCENE: Scene,
    Node.WAY: Way,
}


def read(told: Any) -> Programme:
    """The curriculum that this content is. Refuses what `checked` refuses."""
    content = checked(told)
    root = {name: value for name, value in content.items() if name not in {"format", "languages", "translations"}}
    languages = {lang: state_of_language(content, lang) for lang in content["languages"]}
    return Programme(**_filled(root, Node.PROGRAMME), languages=languages, content=content)


def _filled(told: Content, node: Node) -> Content:
    from_here = children(node)
    found: Content = {}
    for name, value in told.items():
        if name in from_here:
            found[name] = tuple(_MADE[from_here[name]](**_filled(each, from_here[name])) for each in value)
        else:
            found["pass_mark" if name == "pass" else name] = tuple(value) if isinstance(value, list) else value
    return found
