"""Versions of what is kept as data: which stood on a day, and what a version holds, read once."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from typing import Any, NamedTuple, TypeVar

from kerege.lib.versions import VersionState, text_in
from kerege.records.versions import DraftedVersion
from kerege.records.viewers import Viewer

Read = TypeVar("Read")


@dataclass(frozen=True)
class VersionLine:
    """A version as it stood on the day; a draft has no day."""

    uid: str
    version: str
    state: str
    published_on: date | None
    superseded_on: date | None


@dataclass(frozen=True)
class InVersionsLine:
    """What every kind tells, with the version of the day; `version` is empty where none was published by then."""

    uid: str
    key: str
    owner: str
    title: str
    wording: str
    rights: str
    label: int
    version: str
    published_on: date | None
    languages: tuple[tuple[str, str], ...]
    synthetic: bool


class Found(NamedTuple):
    """One version to be shown, of `whole`; `current` is that of the day, None where none was published by then."""

    whole: Any
    current: Any
    shown: Any
    shown_line: VersionLine
    lines: tuple[VersionLine, ...]


Line = TypeVar("Line", bound=InVersionsLine)


# -- which stood on a day ----------------------------------------------------------------------------------------------


def state_on(row: Any, on: date) -> VersionState:
    """How a version stood on the day, whatever became of it later."""
    if row.published_on is None or row.published_on > on:
        return VersionState.DRAFT
    over = row.superseded_on is not None and row.superseded_on <= on
    return VersionState.SUPERSEDED if over else VersionState.PUBLISHED


def with_version(kind: type[DraftedVersion], viewer: Viewer, *, on: date, **wanted: Any) -> list[tuple[Any, Any]]:
    """All of a kind that the viewer may see, by key, each with its version of the day; None where there is none."""
    found = _whole(kind).objects.seen_by(viewer).filter(**wanted).order_by("key").seen()
    versions = _versions(kind, viewer, [row.id for row in found])
    return [(row, _standing(versions.get(row.id, []), on)) for row in found]


def one_version(kind: type[DraftedVersion], viewer: Viewer, key: str, *, on: date, version: str = "") -> Found | None:
    """The version named, else that of the day, else the newest draft; None where there is none that the viewer may
    see.
    """
    whole = _whole(kind).objects.seen_by(viewer).filter(key=key).one()
    versions = _versions(kind, viewer, [whole.id]).get(whole.id, []) if whole is not None else []
    current = _standing(versions, on)
    named = [row for row in versions if row.version == version] if version else [current or next(iter(versions), None)]
    shown = next(iter(named), None)
    if shown is None:
        return None
    return Found(whole, current, shown, _line(shown, on), tuple(_line(row, on) for row in versions))


# -- what they tell ----------------------------------------------------------------------------------------------------


def read_once(read: Callable[[Any], Read]) -> Callable[[Any], Read]:
    """What a version holds, as the rules of its kind read it. Kept by its digest: the same content is read once in a
    process.
    """

    @lru_cache(maxsize=64)
    def kept(_digest: str, content: _Content) -> Read:
        return read(content.content)

    def content_of(version: Any) -> Read:
        return kept(version.digest, _Content(version.content))

    return content_of


def told(whole: Any, version: Any, definition: Any, lang: str) -> dict[str, Any]:
    """What an InVersionsLine says; version and definition are None where nothing was published by the day."""
    return {
        **{name: getattr(whole, name) for name in ("key", "owner", "wording", "rights", "label", "synthetic")},
        "uid": str(whole.uid),
        "title": text_in(definition.title, lang, definition.source) if definition else whole.title,
        "version": version.version if version is not None else "",
        "published_on": version.published_on if version is not None else None,
        "languages": tuple((tag, state.value) for tag, state in definition.languages.items()) if definition else (),
    }


def by_title(lines: Iterable[Line]) -> list[Line]:
    """Those of which nothing was published by the day come last."""
    return sorted(lines, key=lambda line: (not line.version, line.title.casefold(), line.key))


class _Content:
    """Content as an argument of a kept answer; the digest beside it says which."""

    def __init__(self, content: Any) -> None:
        self.content = content

    def __hash__(self) -> int:
        return 0

    def __eq__(self, other: object) -> bool:
        return isinstance(other, _Content)


def _whole(kind: Any) -> Any:
    return kind._meta.get_field("of").related_model


def _versions(kind: type[DraftedVersion], viewer: Viewer, ids: list[int]) -> dict[int, list[Any]]:
    """The versions of these, the newest first."""
    found: dict[int, list[Any]] = {}
    for row in kind.objects.seen_by(viewer).filter(of_id__in=ids).order_by("-id").seen():
        found.setdefault(row.of_id, []).append(row)
    return found


def _standing(versions: list[Any], on: date) -> Any:
    return next((row for row in versions if state_on(row, on) == VersionState.PUBLISHED), None)


def _line(row: Any, on: date) -> VersionLine:
    return VersionLine(str(row.uid), row.version, state_on(row, on).value, row.published_on, row.superseded_on)
