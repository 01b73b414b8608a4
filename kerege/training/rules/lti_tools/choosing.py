"""Choosing within a tool (LTI Deep Linking 2.0): what the tool is asked for, and what of its answer is offered.

Only links into the tool itself are taken, and each is judged for itself: what is wrong is named and set aside, and
what is right stays. Texts, pictures, times and sizes of windows are left out.
"""

from collections.abc import Collection, Mapping
from dataclasses import asdict, dataclass, field
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line
from kerege.training.rules.lti_addresses import address, origin_of
from kerege.training.rules.lti_names import CHOSEN, CLAIM, LINK, MESSAGE, PICKING, VERSION
from kerege.training.rules.lti_tools.columns import MOST_NAME
from kerege.training.rules.lti_tools.reading import number_of, object_of, text_of
from kerege.training.rules.lti_tools.scoring import points
from kerege.training.words.lti_platforms import Message
from kerege.training.words.lti_tools import MOST_CHOSEN, TOOL_ADDRESS, TOOL_BAD_BODY, TOOL_POINTS, Aside

MOST_CUSTOM, MOST_VALUE = 20, 1_000


@dataclass(frozen=True)
class Chosen:
    """A link that was chosen. An empty `url` is where the tool begins; without a `maximum` it has no results."""

    title: str
    url: str = ""
    maximum: float | None = None
    resource: str = ""
    tag: str = ""
    custom: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Left:
    """Something that is not offered: how it is called, of which kind, and why."""

    title: str
    kind: str
    why: Aside


@dataclass(frozen=True)
class Answer:
    """What a tool hands over: `links` to offer, `left` aside, `over` so many more than are looked at, and what it
    `says` to whoever chose.
    """

    links: tuple[Chosen, ...]
    left: tuple[Left, ...]
    over: int
    says: str

    def kept(self) -> dict[str, Any]:
        """As data that `answer_kept` reads."""
        return asdict(self)


def answer_kept(kept: Mapping[str, Any]) -> Answer:
    """What `Answer.kept` wrote."""
    links = tuple(Chosen(**each) for each in kept.get("links", []))
    left = tuple(Left(each["title"], each["kind"], Aside(each["why"])) for each in kept.get("left", []))
    return Answer(links, left, kept.get("over", 0), kept.get("says", ""))


def settings(*, back: str, data: str) -> dict[str, Any]:
    """What the tool has to know to hand over what was chosen. `data` is good once, for whoever began."""
    return {
        MESSAGE: Message.PICK.value,
        f"{PICKING}deep_linking_settings": {
            "deep_link_return_url": back,
            "accept_types": [LINK],
            "accept_presentation_document_targets": ["window"],
            "accept_multiple": True,
            "accept_lineitem": True,
            "auto_create": False,
            "data": data,
        },
    }


def answered(said: Mapping[str, Any], *, deployment: str, origins: Collection[str], title: str, local: bool) -> Answer:
    """What the verified answer of a tool hands over; `title` is for links without one.

    Refuses training.tool_bad_body for another message, version or deployment, and where the items are no list.
    """
    for name, wanted in (("message_type", CHOSEN), ("version", VERSION), ("deployment_id", deployment)):
        if said.get(f"{CLAIM}{name}") != wanted:
            raise Refusal(TOOL_BAD_BODY, why=f"{name} is not {wanted}")
    items = said.get(f"{PICKING}content_items", [])
    if not isinstance(items, list):
        raise Refusal(TOOL_BAD_BODY, why="content_items is no list")
    judged = [_judged(each, origins, title, local) for each in items[:MOST_CHOSEN]]
    links = tuple(each for each in judged if isinstance(each, Chosen))
    left = tuple(each for each in judged if isinstance(each, Left))
    says = _shown(said.get(f"{PICKING}errormsg") or said.get(f"{PICKING}msg"))
    return Answer(links, left, max(0, len(items) - MOST_CHOSEN), says)


def data_of(said: Mapping[str, Any]) -> str:
    """What the tool brings back of our own. Refuses training.tool_bad_body."""
    found = said.get(f"{PICKING}data")
    if not isinstance(found, str) or not 0 < len(found) <= MOST_NAME:
        raise Refusal(TOOL_BAD_BODY, why="data is missing")
    return found


def _judged(item: Any, origins: Collection[str], title: str, local: bool) -> Chosen | Left:
    told = item if isinstance(item, Mapping) else {}
    kind, called = _shown(told.get("type"), 40), _shown(told.get("title"))
    if not isinstance(item, Mapping):
        return Left("", "", Aside.GARBLED)
    if told.get("type") != LINK:
        return Left(called, kind, Aside.OTHER_KIND)
    try:
        return _link(told, origins, title, local)
    except Refusal as refusal:
        why = {TOOL_ADDRESS: Aside.OTHER_HOST, TOOL_POINTS: Aside.BAD_POINTS}.get(refusal.word, Aside.GARBLED)
        return Left(called, kind, why)


def _link(told: Mapping[str, Any], origins: Collection[str], title: str, local: bool) -> Chosen:
    line = object_of(told["lineItem"]) if told.get("lineItem") is not None else {}
    url = told.get("url") or ""
    if not isinstance(url, str):
        raise Refusal(TOOL_ADDRESS, address="")
    if url:
        url = address(url, refused=TOOL_ADDRESS, loopback=local)
        if origin_of(url) not in origins:
            raise Refusal(TOOL_ADDRESS, address=url[:100])
    return Chosen(
        title=text_of(told, "title", 200) or text_of(line, "label", 200) or title,
        url=url,
        maximum=_points(line) if line else None,
        resource=text_of(line, "resourceId", MOST_NAME),
        tag=text_of(line, "tag", MOST_NAME),
        custom=_custom(told.get("custom")),
    )


def _points(line: Mapping[str, Any]) -> float:
    try:
        return points(number_of(line, "scoreMaximum") or 0)
    except Refusal:
        raise Refusal(TOOL_POINTS) from None


def _custom(told: Any) -> dict[str, str]:
    if told is None:
        return {}
    named = object_of(told)
    if len(named) > MOST_CUSTOM:
        raise Refusal(TOOL_BAD_BODY, why="custom has too many values")
    return {clean_line(name, field="custom", max_length=100): text_of(named, name, MOST_VALUE) for name in named}


def _shown(told: Any, most: int = 200) -> str:
    """What is shown of a text that nothing else rests on."""
    return "".join(c for c in " ".join(told.split()) if c.isprintable())[:most] if isinstance(told, str) else ""
