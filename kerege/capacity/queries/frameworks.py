"""Competence frameworks and their versions for readers."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from kerege.capacity.models import Framework, FrameworkVersion
from kerege.capacity.rules.definitions import text_in
from kerege.capacity.rules.framework import Definition, read
from kerege.capacity.words import SetState
from kerege.capacity.words import competence_refused as refused
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.records.viewers import Viewer

CONTENT = Viewer(uid="capacity.frameworks", everywhere=Sensitivity.RESTRICTED)
"""Reads the content of the framework to which a post or a piece of evidence belongs, for whoever may read that."""


@dataclass(frozen=True)
class FrameworkVersionLine:
    """A version as it stood on the day; a draft has no day."""

    uid: str
    version: str
    state: str
    published_on: date | None
    superseded_on: date | None


@dataclass(frozen=True)
class FrameworkLine:
    """A framework with the version of the day; `version` is empty where none was published by then."""

    uid: str
    key: str
    owner: str
    title: str
    wording: str
    rights: str
    label: int
    version: str
    published_on: date | None
    domains: int
    competences: int
    roles: int
    languages: tuple[tuple[str, str], ...]
    synthetic: bool


@dataclass(frozen=True)
class FrameworkPage:
    """One version of a framework, whole. `line` is about the framework, `shown` about the version."""

    line: FrameworkLine
    shown: FrameworkVersionLine
    definition: Definition
    versions: tuple[FrameworkVersionLine, ...]


def frameworks(viewer: Viewer, *, on: date, lang: str) -> list[FrameworkLine]:
    """The frameworks that the viewer may see, by title. Those of which nothing was published by the day come last."""
    found = Framework.objects.seen_by(viewer).order_by("key").seen()
    versions = _versions(viewer, [row.id for row in found])
    lines = [_line(row, _standing(versions.get(row.id, []), on), lang) for row in found]
    return sorted(lines, key=lambda line: (not line.version, line.title.casefold(), line.key))


def framework(viewer: Viewer, key: str, *, on: date, lang: str, version: str = "") -> FrameworkPage | None:
    """One version of a framework: the one named, else that of the day, else the newest draft; None where there is none
    that the viewer may see.
    """
    row = Framework.objects.seen_by(viewer).filter(key=key).one()
    if row is None:
        return None
    versions = _versions(viewer, [row.id]).get(row.id, [])
    current = _standing(versions, on)
    if version:
        shown = next((v for v in versions if v.version == version), None)
    else:
        shown = current or next(iter(versions), None)
    if shown is None:
        return None
    lines = tuple(_version_line(v, on) for v in versions)
    return FrameworkPage(_line(row, current, lang), _version_line(shown, on), definition_of(shown), lines)


def definitions_on(ids: Iterable[int], on: date) -> dict[int, tuple[str, Definition]]:
    """Of frameworks, by their row numbers, the key and what stood on the day; without those of which nothing did."""
    wanted = set(ids)
    if not wanted:
        return {}
    keys = dict(Framework.objects.seen_by(CONTENT).filter(id__in=wanted).values_list("id", "key"))
    versions = _versions(CONTENT, list(wanted))
    standing = {of: _standing(versions.get(of, []), on) for of in wanted}
    return {of: (keys[of], definition_of(row)) for of, row in standing.items() if row is not None}


def standing(number: int, title: str) -> Definition:
    """What is published now of the framework with this row number, for actions. Refuses
    capacity.framework_not_published.
    """
    found = definitions_on([number], date.max)
    if number not in found:
        raise Refusal(refused.FRAMEWORK_NOT_PUBLISHED, field="framework", framework=title)
    return found[number][1]


def definition_of(version: Any) -> Definition:
    """The definition that a version holds. Kept by its digest: the same content is read once in a process."""
    return _read(version.digest, _Content(version.content))


class _Content:
    """Content as an argument of a kept answer; the digest beside it says which."""

    def __init__(self, content: Any) -> None:
        self.content = content

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content)


@lru_cache(maxsize=32)
def _read(digest: str, content: _Content) -> Definition:
    return read(content.content)


def _versions(viewer: Viewer, ids: list[int]) -> dict[int, list[Any]]:
    """The versions of these frameworks, the newest first."""
    found: dict[int, list[Any]] = {}
    for row in FrameworkVersion.objects.seen_by(viewer).filter(of_id__in=ids).order_by("-id").seen():
        found.setdefault(row.of_id, []).append(row)
    return found


def _standing(versions: list[Any], on: date) -> Any:
    return next((v for v in versions if _version_line(v, on).state == SetState.PUBLISHED), None)


def _version_line(row: Any, on: date) -> FrameworkVersionLine:
    state = SetState.DRAFT
    if row.published_on is not None and row.published_on <= on:
        over = row.superseded_on is not None and row.superseded_on <= on
        state = SetState.SUPERSEDED if over else SetState.PUBLISHED
    return FrameworkVersionLine(str(row.uid), row.version, state.value, row.published_on, row.superseded_on)


def _line(row: Any, version: Any, lang: str) -> FrameworkLine:
    definition = definition_of(version) if version is not None else None
    return FrameworkLine(
        uid=str(row.uid),
        key=row.key,
        owner=row.owner,
        title=text_in(definition.title, lang, definition.source) if definition else row.title,
        wording=row.wording,
        rights=row.rights,
        label=row.label,
        version=version.version if version is not None else "",
        published_on=version.published_on if version is not None else None,
        domains=len(definition.domains) if definition else 0,
        competences=sum(1 for _ in definition.competences()) if definition else 0,
        roles=len(definition.roles) if definition else 0,
        languages=tuple((tag, state.value) for tag, state in definition.languages.items()) if definition else (),
        synthetic=row.synthetic,
    )
