"""What an activity consists of: read from a curriculum's content, or from lines that somebody typed. Plain Python.

The shape is that of an activity in a curriculum, so that both are one thing afterwards. What is read here was checked
when the curriculum's version was published; what is missing is empty.
"""

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lib.sheets.numbers import western
from kerege.lib.text import clean_line, fold
from kerege.training.rules.practice_groups import Need
from kerege.training.rules.practice_skills import Point
from kerege.training.words import practice_refused as refused
from kerege.training.words.curricula import ActivityKind, Per

MOST_LINES, LONGEST_LINE, MOST_MINUTES = 60, 300, 600
CRITICAL = "!"
"""What a line of a checklist begins with when the point is critical."""

Texts = Mapping[str, str]


@dataclass(frozen=True)
class Part:
    """A step, a point, a role, an inject or a material. Only what belongs to its kind is set."""

    id: str
    text: Texts
    title: Texts = field(default_factory=dict)
    expected: Texts = field(default_factory=dict)
    minutes: int = 0
    critical: bool = False
    to: str = ""
    number: int = 0
    per: str = ""


@dataclass(frozen=True)
class Plan:
    """An activity as it is run."""

    kind: str
    title: Texts
    body: Texts
    minutes: int
    group: int
    rotation: int
    steps: tuple[Part, ...]
    checklist: tuple[Part, ...]
    materials: tuple[Part, ...]
    roles: tuple[Part, ...]
    injects: tuple[Part, ...]

    @property
    def takes(self) -> int:
        """Minutes: what is said, or what the steps take together."""
        return self.minutes or sum(each.minutes for each in self.steps)

    @property
    def points(self) -> tuple[Point, ...]:
        return tuple(Point(each.id, each.critical) for each in self.checklist)

    @property
    def needs(self) -> tuple[Need, ...]:
        return tuple(Need(each.id, each.number, each.per) for each in self.materials)


def said(texts: Texts, lang: str) -> str:
    """A text in a language, else in English, else in any."""
    return texts.get(lang) or texts.get("en") or next(iter(texts.values()), "")


def plan_of(content: Mapping[str, Any]) -> Plan:
    """The plan that is kept as data."""
    injects = tuple(_part(each) for each in content.get("injects", ()))
    return Plan(
        kind=str(content.get("kind", "")),
        title=_texts(content.get("title")),
        body=_texts(content.get("body")),
        minutes=_number(content.get("minutes")),
        group=_number(content.get("group")),
        rotation=_number(content.get("rotation")),
        steps=tuple(_part(each) for each in content.get("steps", ())),
        checklist=tuple(_part(each) for each in content.get("checklist", ())),
        materials=tuple(_part(each) for each in content.get("materials", ())),
        roles=tuple(_part(each) for each in content.get("roles", ())),
        injects=tuple(sorted(injects, key=lambda each: each.minutes)),
    )


def _part(told: Mapping[str, Any]) -> Part:
    return Part(
        id=str(told.get("id", "")),
        text=_texts(told.get("text") or told.get("what")),
        title=_texts(told.get("title")),
        expected=_texts(told.get("expected")),
        minutes=_number(told.get("minutes", told.get("minute"))),
        critical=told.get("critical") is True,
        to=str(told.get("to", "")),
        number=_number(told.get("number", 1)),
        per=str(told.get("per", Per.COURSE)),
    )


def _texts(told: object) -> dict[str, str]:
    return {str(lang): str(text) for lang, text in told.items()} if isinstance(told, Mapping) else {}


def _number(told: object) -> int:
    return told if isinstance(told, int) and not isinstance(told, bool) and told >= 0 else 0


def activities_in(tree: Mapping[str, Any]) -> list[tuple[Mapping[str, Any], Mapping[str, Any]]]:
    """The activities of a curriculum's content with the module of each, in its order."""
    return [(module, each) for module in tree.get("modules", ()) for each in module.get("activities", ())]


def minutes(text: str, *, field: str, least: int = 0) -> int:
    """Minutes as typed; nothing is 0 where `least` is. Refuses training.minutes_wrong."""
    typed = text.strip()
    if not typed and least == 0:
        return 0
    if not re.fullmatch(r"[0-9]{1,3}", typed) or not least <= int(typed) <= MOST_MINUTES:
        raise Refusal(refused.MINUTES_WRONG, field=field, value=typed[:20])
    return int(typed)


def by_hand(
    *,
    kind: str,
    title: str,
    lang: str,
    minutes: int,
    group: int,
    rotation: int,
    steps: str,
    checklist: str,
    materials: str = "",
    per: Per = Per.PERSON,
) -> dict[str, Any]:
    """The content of an activity that somebody set up with one step, one point and one material a line; a line of the
    checklist that begins with “!” is critical, and a number before a material is how many `per` person, group or
    course. Refuses training.activity_empty, .lines_too_many and text.*.
    """
    ActivityKind(kind)
    told = _lines(steps, field="steps")
    points = _lines(checklist, field="checklist")
    if not (told or points):
        raise Refusal(refused.ACTIVITY_EMPTY, field="steps")
    return {
        "kind": kind,
        "title": {lang: clean_line(title, field="title")},
        "minutes": minutes,
        "group": group,
        "rotation": rotation,
        "steps": [{"id": f"step-{n}", "text": {lang: line}} for n, line in enumerate(told, 1)],
        "checklist": [
            {"id": f"point-{n}", "text": {lang: line.lstrip(CRITICAL).strip()}, "critical": line.startswith(CRITICAL)}
            for n, line in enumerate(points, 1)
        ],
        "materials": [_material(line, lang, per) for line in _lines(materials, field="materials")],
    }


_MEASURES = r"l|lit(?:re|er)s?|литр\w*|ml|kg|g|mg|m|cm|mm|min|h|л|мл|кг|г|мг|м|см|мм|мин|ч"
_COUNTED = re.compile(rf"([0-9]{{1,4}})(?:\s*[x×х]\s+(?=\w)|\s+(?!(?:{_MEASURES})\b)(?=[^\W\d_]))", re.IGNORECASE)
"""How many of something: "10 gloves", "3 × 10 l container". What is measured ("10 l container") is one thing."""


def _material(line: str, lang: str, per: Per) -> dict[str, Any]:
    """The same words are the same material in every activity, so that it is counted once."""
    counted = _COUNTED.match(western(line))
    what = line[counted.end() :] if counted else line
    number = max(1, int(counted[1])) if counted else 1
    return {"id": f"hand-{fold(what).replace(' ', '-')}"[:60], "what": {lang: what}, "number": number, "per": per.value}


def _lines(text: str, *, field: str) -> list[str]:
    lines = [line.strip() for line in text.splitlines() if line.strip(f"{CRITICAL} \t")]
    if len(lines) > MOST_LINES:
        raise Refusal(refused.LINES_TOO_MANY, field=field, count=len(lines), most=MOST_LINES)
    return [clean_line(line, field=field, max_length=LONGEST_LINE) for line in lines]


def every_language(plan: Plan) -> list[str]:
    """The languages in which something of a plan is written."""
    parts: Iterable[Part] = (*plan.steps, *plan.checklist, *plan.materials, *plan.roles, *plan.injects)
    found = {lang for each in parts for texts in (each.text, each.title, each.expected) for lang in texts}
    return sorted(found | set(plan.title) | set(plan.body))
