"""Competence frameworks and their versions for readers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.models import FrameworkVersion
from kerege.capacity.rules.definitions import text_in
from kerege.capacity.rules.framework import Definition, read
from kerege.capacity.words import competence_refused as refused
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
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

CONTENT = Viewer(uid="capacity.frameworks", everywhere=Sensitivity.RESTRICTED)
"""Reads the content of the framework to which a post or a piece of evidence belongs, for whoever may read that."""
definition_of = read_once(read)
"""The framework that a version holds."""


BETWEEN = ":"
"""Stands between the key of a framework and the code of a competence."""


@dataclass(frozen=True)
class FrameworkLine(InVersionsLine):
    """A framework with the version of the day."""

    domains: int
    competences: int
    roles: int


@dataclass(frozen=True)
class FrameworkPage:
    """One version of a framework, whole. `line` is about the framework, `shown` about the version."""

    line: FrameworkLine
    shown: VersionLine
    definition: Definition
    versions: tuple[VersionLine, ...]


def frameworks(viewer: Viewer, *, on: date, lang: str) -> list[FrameworkLine]:
    """The frameworks that the viewer may see, by title. Those of which nothing was published by the day come last."""
    return by_title(_line(row, version, lang) for row, version in with_version(FrameworkVersion, viewer, on=on))


def framework(viewer: Viewer, key: str, *, on: date, lang: str, version: str = "") -> FrameworkPage | None:
    """One version of a framework: the one named, else that of the day, else the newest draft; None where there is none
    that the viewer may see.
    """
    found = one_version(FrameworkVersion, viewer, key, on=on, version=version)
    if found is None:
        return None
    line = _line(found.whole, found.current, lang)
    return FrameworkPage(line, found.shown_line, definition_of(found.shown), found.lines)


def published_frameworks(viewer: Viewer, *, on: date, lang: str) -> list[tuple[str, Definition]]:
    """The key and the content of what stood on the day of each framework that the viewer may see, by title."""
    rows = with_version(FrameworkVersion, viewer, on=on)
    held = {row.key: definition_of(version) for row, version in rows if version is not None}
    lines = by_title(_line(row, version, lang) for row, version in rows)
    return [(line.key, held[line.key]) for line in lines if line.key in held]


def known_competences(viewer: Viewer, *, on: date, lang: str) -> dict[str, str]:
    """The competences of the frameworks that the viewer may see, with their titles, by framework and code."""
    return {
        f"{key}{BETWEEN}{each.code}": text_in(each.title, lang, definition.source)
        for key, definition in published_frameworks(viewer, on=on, lang=lang)
        for each in definition.competences()
    }


def definitions_on(ids: Iterable[int], on: date) -> dict[int, tuple[str, Definition]]:
    """Of frameworks, by their row numbers, the key and what stood on the day; without those of which nothing did."""
    wanted = set(ids)
    rows = with_version(FrameworkVersion, CONTENT, on=on, id__in=wanted) if wanted else []
    return {row.id: (row.key, definition_of(version)) for row, version in rows if version is not None}


def standing(number: int, title: str) -> Definition:
    """What is published now of the framework with this row number, for actions. Refuses
    capacity.framework_not_published.
    """
    found = definitions_on([number], date.max)
    if number not in found:
        raise Refusal(refused.FRAMEWORK_NOT_PUBLISHED, field="framework", framework=title)
    return found[number][1]


def _line(row: Any, version: Any, lang: str) -> FrameworkLine:
    definition = definition_of(version) if version is not None else None
    return FrameworkLine(
        **told(row, version, definition, lang),
        domains=len(definition.domains) if definition else 0,
        competences=sum(1 for _ in definition.competences()) if definition else 0,
        roles=len(definition.roles) if definition else 0,
    )
