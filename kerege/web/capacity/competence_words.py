"""Levels, gaps and what a framework points to, in the reader's words."""

from collections.abc import Iterable
from decimal import Decimal
from typing import Any

from django.utils.translation import gettext

from kerege.capacity.queries import FrameworkLine, HeldCompetence, HeldPost, PostLine
from kerege.capacity.rules.framework import Definition
from kerege.capacity.rules.levels import Estimate, gap, target_number
from kerege.capacity.words.competence import LEVELS, Level
from kerege.inventory import queries as inventory
from kerege.web.activities.lists import Choice
from kerege.web.capacity.wording import spoken as spoken
from kerege.web.capacity.wording import told as told


def competence_title(definition: Definition | None, code: str) -> str:
    """Code and title; the code alone where this version has it no more."""
    found = definition.competence(code) if definition else None
    return f"{code} {told(found.title, definition)}" if definition and found else code


def role_title(definition: Definition | None, code: str) -> str:
    found = definition.role(code) if definition else None
    return told(found.title, definition) if definition and found else code


def level_word(level: str) -> str:
    return f"{level} · {gettext(LEVELS[Level(level)])}"


def level_text(level: Estimate | None) -> dict[str, Any]:
    """A level with its interval for a page; without one it is unknown."""
    if level is None:
        return {"known": False}
    return {"known": True, "level": level.level, "low": level.low, "high": level.high, "pieces": level.pieces}


def line_of(need: HeldCompetence, definition: Definition | None) -> dict[str, Any]:
    """Required against held of one competence: levels of the known, how many are unknown, and how many fall short."""
    known = [level for level in need.levels if level is not None]
    short = [missing for level in known if (missing := gap(need.target, level))]
    return {
        "title": competence_title(definition, need.competence),
        "target": level_word(need.target),
        "criticality": need.criticality,
        "levels": [level_text(level) for level in known],
        "unknown": need.unknown,
        "short": len(short),
        "worst": max(short, default=Decimal(0)),
        "teach": sum(each is True for each in need.may_teach) if need.may_teach else None,
        "reached": sum(level.level >= target_number(need.target) for level in known),
    }


def sums(held: HeldPost) -> dict[str, int]:
    """Of a post: how many levels (people times competences) are known, unknown, and below what is required."""
    levels = [(each, level) for each in held.competences for level in each.levels]
    known = [(each, level) for each, level in levels if level is not None]
    short = sum(bool(gap(each.target, level)) for each, level in known)
    return {"all": len(levels), "known": len(known), "unknown": len(levels) - len(known), "short": short}


class Places:
    """What facilities and units are called for this reader."""

    def __init__(self, viewer: Any, lines: Iterable[PostLine], choice: Choice) -> None:
        lines = list(lines)
        keys = tuple({line.facility for line in lines})
        found = inventory.facilities(
            viewer, on=choice.on, choice=inventory.Choice(keys=keys or ("-",)), lang=choice.lang, size=500
        ).rows
        self.facilities = {line.key: line.name for line in found}
        self.units = inventory.unit_titles(viewer, (line.unit for line in lines))

    def facility(self, line: PostLine) -> str:
        return self.facilities.get(line.facility, line.facility)

    def unit(self, line: PostLine) -> str:
        return self.units.get(line.unit, "")


def framework_line(line: FrameworkLine) -> dict[str, Any]:
    return {"framework": line, "languages": [tag for tag, _state in line.languages]}
