"""Curricula and their versions for readers."""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.lib.versions import VersionState
from kerege.records.reading_versions import (
    InVersionsLine,
    VersionLine,
    by_title,
    one_version,
    read_once,
    state_on,
    told,
    with_version,
)
from kerege.records.viewers import Viewer
from kerege.training.models import Curriculum, CurriculumAdoption, CurriculumOffer, CurriculumVersion
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
    which content this is, `conflicts` which of an update are not decided, `decided` which
    are, and how.
    """

    line: CurriculumLine
    shown: VersionLine
    programme: Programme
    digest: str
    versions: tuple[VersionLine, ...]
    base_id: int | None
    conflicts: tuple[dict[str, Any], ...]
    decided: tuple[dict[str, Any], ...]


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
    more = (shown.digest, found.lines, shown.base_id, tuple(shown.conflicts), tuple(shown.decided))
    return CurriculumPage(line, found.shown_line, programme_of(shown), *more)


def _line(of: Any, version: Any, lang: str) -> CurriculumLine:
    programme = programme_of(version) if version is not None else None
    return CurriculumLine(
        **told(of, version, programme, lang),
        kind=programme.kind if programme else "",
        level=programme.level if programme else "",
        hours=programme.hours if programme else 0.0,
        modules=len(programme.modules) if programme else 0,
    )


# -- whence it came and what became of it ------------------------------------------------------------------------------


@dataclass(frozen=True)
class Ancestry:
    """The parent of a version. `base` is the parent's version with which it was last brought together, `newest` the
    one that stands on the day; `behind` where these differ. `programme` is that of the base; `above` are those from
    which the parent itself came, the nearest first, because what a parent lost its forks do not have either.
    """

    key: str
    title: str
    base: str
    newest: str
    programme: Programme
    above: tuple[Programme, ...] = ()

    @property
    def behind(self) -> bool:
        return bool(self.newest) and self.newest != self.base


@dataclass(frozen=True)
class OfferLine:
    """One change that a fork offers back, for whoever keeps the parent. The draft that takes it becomes no more open
    than `label`.
    """

    uid: str
    key: str
    version: str
    node: str
    change: str
    note: str
    offered_on: date
    decision: str
    reason: str
    decided_on: date | None
    label: int


def ancestry(viewer: Viewer, page: CurriculumPage, *, on: date, lang: str) -> Ancestry | None:
    """The parent of the version shown; None where it has none, or none that the viewer may see."""
    if page.base_id is None:
        return None
    base = CurriculumVersion.objects.seen_by(viewer).filter(id=page.base_id).one()
    of = Curriculum.objects.seen_by(viewer).filter(id=base.of_id).one() if base is not None else None
    parent = curriculum(viewer, of.key, on=on, lang=lang) if of is not None else None
    if base is None or of is None or parent is None:
        return None
    above = tuple(_above(viewer, base))
    return Ancestry(of.key, parent.line.title, base.version, parent.line.version, programme_of(base), above)


MOST_ABOVE = 10


def _above(viewer: Viewer, version: Any) -> Iterator[Programme]:
    """The versions from which one came, as far as the viewer may see them; a query for each."""
    for _ in range(MOST_ABOVE):
        number = version.base_id
        version = CurriculumVersion.objects.seen_by(viewer).filter(id=number).one() if number is not None else None
        if version is None:
            return
        yield programme_of(version)


def forks(viewer: Viewer, key: str, *, on: date, lang: str) -> list[CurriculumLine]:
    """The curricula that were made from this one, by title."""
    of = Curriculum.objects.seen_by(viewer).filter(key=key).one()
    if of is None:
        return []
    versions = [row.id for row in CurriculumVersion.objects.seen_by(viewer).filter(of_id=of.id).seen()]
    found = with_version(CurriculumVersion, viewer, on=on, forked_from_id__in=versions)
    return by_title(_line(row, version, lang) for row, version in found)


def offers(viewer: Viewer, key: str) -> list[OfferLine]:
    """What forks offered to a curriculum, those that nobody decided first, then the newest first."""
    of = Curriculum.objects.seen_by(viewer).filter(key=key).one()
    rows = CurriculumOffer.objects.seen_by(viewer).filter(to_id=of.id).order_by("-id").seen() if of else []
    origins = {row.id: row for row in CurriculumVersion.objects.seen_by(viewer).filter(id__in=_origins(rows)).seen()}
    whole = {each.of_id for each in origins.values()}
    wholes = {row.id: row for row in Curriculum.objects.seen_by(viewer).filter(id__in=whole).seen()}
    lines = [
        OfferLine(
            uid=str(row.uid),
            **_whence(row, origins.get(row.origin_id), wholes),
            **{name: getattr(row, name) for name in _OFFERED},
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: bool(line.decision))


_OFFERED = ("node", "change", "note", "offered_on", "decision", "reason", "decided_on")


def _whence(row: Any, origin: Any, wholes: Mapping[int, Any]) -> dict[str, Any]:
    """From which version an offer comes, as far as the viewer may know, and how open what it offers is: as when it was
    offered where its origin is not to be seen.
    """
    whole = wholes.get(origin.of_id) if origin is not None else None
    key, version = whole.key if whole is not None else "", origin.version if origin is not None else ""
    label = max(origin.label, whole.label) if origin is not None and whole is not None else row.label
    return {"key": key, "version": version, "label": label}


def _origins(rows: Any) -> list[int]:
    return [row.origin_id for row in rows]


@dataclass(frozen=True)
class Waiting:
    """What waits for whoever keeps a curriculum: `newest` is a version of its parent that it does not have, or empty;
    `offers` are improvements that nobody decided.
    """

    key: str
    title: str
    owner: str
    newest: str
    offers: int


def waiting(viewer: Viewer, *, on: date, owners: Collection[str]) -> list[Waiting]:
    """Curricula of these owners whose parent has a newer version, or to which something is offered, by title; in three
    queries that read no content. What a draft has been brought together with counts: whoever goes on with it is not
    told again.
    """
    wholes = {row.id: row for row in Curriculum.objects.seen_by(viewer).seen()}
    versions = CurriculumVersion.objects.seen_by(viewer).defer("content", "conflicts", "decided").order_by("id")
    rows = {row.id: row for row in versions.seen()}
    standing = {row.of_id: row for row in rows.values() if state_on(row, on) == VersionState.PUBLISHED}
    last = standing | {row.of_id: row for row in rows.values() if row.published_on is None}
    undecided = CurriculumOffer.objects.seen_by(viewer).filter(owner__in=owners, decision="")
    offered = Counter(row.to_id for row in undecided.seen())
    found = []
    for of in (each for each in wholes.values() if each.owner in owners):
        base = rows.get(last[of.id].base_id) if of.id in last else None
        newest = standing.get(base.of_id) if base is not None else None
        version = newest.version if newest is not None and newest is not base else ""
        if version or offered[of.id]:
            found.append(Waiting(of.key, of.title, of.owner, version, offered[of.id]))
    return sorted(found, key=lambda each: each.title)


# -- who took it in ----------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class AdoptedVersion:
    """A programme of an institution that took one version of a curriculum in."""

    uid: str
    programme: str
    territory: str
    version: str
    decree: str
    last_day: date | None


def adoptions_of(viewer: Viewer, key: str, *, on: date) -> list[AdoptedVersion]:
    """Who adopted which version of a curriculum by the day, by country."""
    of = Curriculum.objects.seen_by(viewer).filter(key=key).one()
    if of is None:
        return []
    numbers = {row.id: row.version for row in CurriculumVersion.objects.seen_by(viewer).filter(of_id=of.id).seen()}
    rows = CurriculumAdoption.objects.seen_by(viewer).filter(done_by__lte=on, curriculum_id__in=list(numbers))
    return [
        AdoptedVersion(
            str(row.uid), row.programme, row.territory_id or "", numbers[row.curriculum_id], row.decree, row.last_day
        )
        for row in rows.order_by("territory_id", "key").seen()
    ]


@dataclass(frozen=True)
class TakenIn:
    """The version that an adoption took in."""

    key: str
    version: str
    title: str


def adopted_version(viewer: Viewer, adoption: str) -> TakenIn | None:
    """The version that an adoption (its uid) took in; None where none is named, or none that the viewer may see."""
    row = CurriculumAdoption.objects.seen_by(viewer).filter(uid=adoption).one()
    if row is None or row.curriculum_id is None:
        return None
    version = CurriculumVersion.objects.seen_by(viewer).filter(id=row.curriculum_id).one()
    of = Curriculum.objects.seen_by(viewer).filter(id=version.of_id).one() if version is not None else None
    return TakenIn(of.key, version.version, of.title) if of is not None and version is not None else None
