"""Curricula and their versions for readers."""

from dataclasses import dataclass
from datetime import date
from typing import Any

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
from kerege.training.models import CurriculumVersion
from kerege.training.rules.curricula import Programme, read

programme_of = read_once(read)
"""The curriculum that a version holds, read once in a process. Nobody may change its `content`."""


@dataclass(frozen=True)
class CurriculumLine(InVersionsLine):
    """A curriculum with the version of the day; the figures are 0 where none was published by then."""

    kind: str
    level: str
    hours: float
    modules: int


@dataclass(frozen=True)
class CurriculumPage:
    """One version of a curriculum, whole. `line` is about the curriculum, `shown` about the version; `digest` says
    which content this is.
    """

    line: CurriculumLine
    shown: VersionLine
    programme: Programme
    digest: str
    versions: tuple[VersionLine, ...]
    id: int


def curricula(viewer: Viewer, *, on: date, lang: str, owner: str = "") -> list[CurriculumLine]:
    """The curricula that the viewer may see, by title. Those of which nothing was published by the day come last."""
    wanted = {"owner": owner} if owner else {}
    return by_title(_line(of, row, lang) for of, row in with_version(CurriculumVersion, viewer, on=on, **wanted))


def curriculum(viewer: Viewer, key: str, *, on: date, lang: str, version: str = "") -> CurriculumPage | None:
    """One version of a curriculum: the one named, else that of the day, else the newest draft; None where there is none
    that the viewer may see.
    """
    found = one_version(CurriculumVersion, viewer, key, on=on, version=version)
    if found is None:
        return None
    line = _line(found.whole, found.current, lang)
    shown = found.shown
    return CurriculumPage(line, found.shown_line, programme_of(shown), shown.digest, found.lines, shown.id)


def _line(of: Any, version: Any, lang: str) -> CurriculumLine:
    programme = programme_of(version) if version is not None else None
    return CurriculumLine(
        **told(of, version, programme, lang),
        kind=programme.kind if programme else "",
        level=programme.level if programme else "",
        hours=programme.hours if programme else 0.0,
        modules=len(programme.modules) if programme else 0,
    )
