"""Question sets and their versions for readers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.models import SetVersion
from kerege.capacity.rules.definitions import Definition, read
from kerege.records.reading_versions import (
    InVersionsLine,
    VersionLine,
    by_title,
    one_version,
    read_once,
    told,
    with_version,
)
from kerege.records.viewers import Viewer

definition_of = read_once(read)
"""The set that a version holds."""


@dataclass(frozen=True)
class SetLine(InVersionsLine):
    """A set with the version that is to be answered on the day."""

    about: str
    questions: int


@dataclass(frozen=True)
class SetPage:
    """One version of a set, whole. `line` is about the set, `shown` about the version."""

    line: SetLine
    shown: VersionLine
    definition: Definition
    versions: tuple[VersionLine, ...]


def sets(viewer: Viewer, *, on: date, lang: str, about: str = "", owner: str = "") -> list[SetLine]:
    """The sets that the viewer may see, by title. Those of which nothing was published by the day come last."""
    wanted = {name: value for name, value in {"about": about, "owner": owner}.items() if value}
    return by_title(_line(row, version, lang) for row, version in with_version(SetVersion, viewer, on=on, **wanted))


def question_set(viewer: Viewer, key: str, *, on: date, lang: str, version: str = "") -> SetPage | None:
    """One version of a set: the one named, else that of the day, else the newest draft; None where there is none that
    the viewer may see.
    """
    found = one_version(SetVersion, viewer, key, on=on, version=version)
    if found is None:
        return None
    line = _line(found.whole, found.current, lang)
    return SetPage(line, found.shown_line, definition_of(found.shown), found.lines)


def _line(row: Any, version: Any, lang: str) -> SetLine:
    definition = definition_of(version) if version is not None else None
    questions = sum(1 for _ in definition.questions()) if definition else 0
    return SetLine(**told(row, version, definition, lang), about=row.about, questions=questions)
