"""Question sets and their versions for readers."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any

from kerege.capacity.models import QuestionSet, SetVersion
from kerege.capacity.rules.definitions import Definition, read, text_in
from kerege.capacity.words import SetState
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class VersionLine:
    """A version as it stood on the day; a draft has no day."""

    uid: str
    version: str
    state: str
    published_on: date | None
    superseded_on: date | None


@dataclass(frozen=True)
class SetLine:
    """A set with the version that is to be answered on the day; `version` is empty where none is published yet."""

    uid: str
    key: str
    owner: str
    title: str
    about: str
    wording: str
    rights: str
    label: int
    version: str
    published_on: date | None
    questions: int
    languages: tuple[tuple[str, str], ...]
    synthetic: bool


@dataclass(frozen=True)
class SetPage:
    """One version of a set, whole. `line` is about the set, `shown` about the version."""

    line: SetLine
    shown: VersionLine
    definition: Definition
    versions: tuple[VersionLine, ...]


def definition_of(version: Any) -> Definition:
    """The definition that a version holds. Kept by its digest: the same content is read once in a process."""
    return _read(version.digest, _Content(version.content))


class _Content:
    """Content as an argument of a kept answer; the digest beside it says which."""

    def __init__(self, content: Mapping[str, Any]) -> None:
        self.content = content

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content)


@lru_cache(maxsize=64)
def _read(digest: str, content: _Content) -> Definition:
    return read(content.content)


def sets(viewer: Viewer, *, on: date, lang: str, about: str = "", owner: str = "") -> list[SetLine]:
    """The sets that the viewer may see, by title. Those of which nothing was published by the day come last."""
    rows = QuestionSet.objects.seen_by(viewer)
    wanted = {"about": about, "owner": owner}
    found = rows.filter(**{name: value for name, value in wanted.items() if value}).order_by("key").seen()
    versions = _versions(viewer, [row.id for row in found])
    lines = [_line(row, _standing(versions.get(row.id, []), on), lang) for row in found]
    return sorted(lines, key=lambda line: (not line.version, line.title.casefold(), line.key))


def question_set(viewer: Viewer, key: str, *, on: date, lang: str, version: str = "") -> SetPage | None:
    """One version of a set: the one named, else that of the day, else the newest draft; None where there is none that
    the viewer may see.
    """
    row = QuestionSet.objects.seen_by(viewer).filter(key=key).one()
    if row is None:
        return None
    versions = _versions(viewer, [row.id]).get(row.id, [])
    current = _standing(versions, on)
    shown = (
        next((v for v in versions if v.version == version), None) if version else current or next(iter(versions), None)
    )
    if shown is None:
        return None
    lines = tuple(_version_line(v, on) for v in versions)
    return SetPage(_line(row, current, lang), _version_line(shown, on), definition_of(shown), lines)


def _versions(viewer: Viewer, ids: list[int]) -> dict[int, list[Any]]:
    """The versions of these sets, the newest first."""
    found: dict[int, list[Any]] = {}
    for row in SetVersion.objects.seen_by(viewer).filter(of_id__in=ids).order_by("-id").seen():
        found.setdefault(row.of_id, []).append(row)
    return found


def _standing(versions: list[Any], on: date) -> Any:
    return next((v for v in versions if _version_line(v, on).state == SetState.PUBLISHED), None)


def _version_line(row: Any, on: date) -> VersionLine:
    state = SetState.DRAFT
    if row.published_on is not None and row.published_on <= on:
        over = row.superseded_on is not None and row.superseded_on <= on
        state = SetState.SUPERSEDED if over else SetState.PUBLISHED
    return VersionLine(str(row.uid), row.version, state.value, row.published_on, row.superseded_on)


def _line(row: Any, version: Any, lang: str) -> SetLine:
    definition = definition_of(version) if version is not None else None
    return SetLine(
        uid=str(row.uid),
        key=row.key,
        owner=row.owner,
        title=text_in(definition.title, lang, definition.source) if definition else row.title,
        about=row.about,
        wording=row.wording,
        rights=row.rights,
        label=row.label,
        version=version.version if version is not None else "",
        published_on=version.published_on if version is not None else None,
        questions=sum(1 for _ in definition.questions()) if definition else 0,
        languages=tuple((tag, state.value) for tag, state in definition.languages.items()) if definition else (),
        synthetic=row.synthetic,
    )
