"""Templates of exercises that come with the program: made up, at the level of awareness, in several languages."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lib.versions import Texts
from kerege.response.rules.exercises.plan import Objective, Team, objectives_of, teams_of
from kerege.response.words import exercises_refused as refused
from kerege.response.words.exercises import Release

HERE = Path(__file__).resolve().parent / "templates"


@dataclass(frozen=True)
class KitInject:
    """A line of the list of events as the template has it."""

    number: int
    minute: int
    objective: str
    text: Texts
    expected: Texts
    to: tuple[str, ...] = ()
    release: str = Release.CLOCK


@dataclass(frozen=True)
class Kit:
    """A template: everything of a plan but when, where and who."""

    key: str
    version: str
    kind: str
    minutes: int
    languages: tuple[str, ...]
    title: Texts
    scope: Texts
    scenario: Texts
    objectives: tuple[Objective, ...]
    teams: tuple[Team, ...]
    injects: tuple[KitInject, ...]


@cache
def kits() -> Mapping[str, Kit]:
    """All templates, by key."""
    found = [_read(tomllib.loads(file.read_text(encoding="utf-8"))) for file in sorted(HERE.glob("*.toml"))]
    return {kit.key: kit for kit in found}


def kit(key: str) -> Kit:
    """Refuses response.exercise_no_template."""
    if key not in kits():
        raise Refusal(refused.EXERCISE_NO_TEMPLATE, field="template", key=key[:40])
    return kits()[key]


def _read(told: dict[str, Any]) -> Kit:
    rows = told.pop("injects")
    return Kit(
        languages=tuple(told.pop("languages")),
        objectives=objectives_of(told.pop("objectives")),
        teams=teams_of(told.pop("teams")),
        injects=tuple(KitInject(**{**row, "to": tuple(row.get("to", ()))}) for row in rows),
        **told,
    )
