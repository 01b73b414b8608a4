"""The library as a reader may see it on a day: resources, which of their editions to read, and their files."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.atlas.rules import language_chain
from kerege.files import queries as files
from kerege.files.queries import FileLine
from kerege.files.words import Purpose
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import fold
from kerege.outreach.models import LibraryEdition, LibraryResource
from kerege.outreach.rules.library import Issued, places
from kerege.records.viewers import Viewer

DOOR = Viewer(uid="outreach.library", everywhere=Sensitivity.RESTRICTED)
"""With which the library compares what it has, and reads the file of an edition that its reader was shown."""


@dataclass(frozen=True)
class EditionLine:
    """An edition as on the day. `current` is the one to read in its language; `behind` names the newest edition of the
    resource where this is an older one, so a translation that has not followed.
    """

    uid: str
    edition: str
    lang: str
    title: str
    summary: str
    rights: str
    licence: str
    issued_on: date
    address: str
    added_on: date
    withdrawn_on: date | None
    reason: str
    current: bool
    behind: str
    file: FileLine | None


@dataclass(frozen=True)
class ResourceLine:
    """A resource with its editions: `shown` is the one for the reader, `current` those to read, one in each language,
    `older` the ones that they superseded, `withdrawn` what was taken out.
    """

    uid: str
    key: str
    owner: str
    label: int
    kind: str
    topics: tuple[str, ...]
    editions: tuple[EditionLine, ...]
    shown: EditionLine
    synthetic: bool

    @property
    def title(self) -> str:
        return self.shown.title

    @property
    def languages(self) -> tuple[str, ...]:
        return tuple(sorted(each.lang for each in self.current))

    @property
    def current(self) -> tuple[EditionLine, ...]:
        return tuple(each for each in self.editions if each.current)

    @property
    def older(self) -> tuple[EditionLine, ...]:
        return tuple(each for each in self.editions if not each.current and each.withdrawn_on is None)

    @property
    def withdrawn(self) -> tuple[EditionLine, ...]:
        return tuple(each for each in self.editions if each.withdrawn_on is not None)


def library(
    viewer: Viewer,
    *,
    on: date,
    lang: str,
    kind: str = "",
    topic: str = "",
    language: str = "",
    owner: str = "",
    text: str = "",
) -> list[ResourceLine]:
    """The resources that have something to read on the day, by title. `language`: of which there is an edition in it.
    `text` is looked for in the titles, the summaries and the rights of what is to be read, in any language.
    """
    wanted = {"kind": kind, "topics__contains": f" {topic} " if topic else "", "owner": owner}
    rows = LibraryResource.objects.seen_by(viewer).filter(**{name: value for name, value in wanted.items() if value})
    words = fold(text).split()
    lines = [line for line in _lines(viewer, rows.order_by("id").seen(), on, lang) if line.current]
    lines = [line for line in lines if not language or language in line.languages]
    lines = [line for line in lines if all(word in _said(line) for word in words)]
    return sorted(lines, key=lambda line: (fold(line.title), line.key))


def _said(line: ResourceLine) -> str:
    return fold(" ".join(f"{each.title} {each.summary} {each.rights}" for each in line.current))


def resource(viewer: Viewer, key: str, *, on: date, lang: str) -> ResourceLine | None:
    """One resource with all its editions, also where none is to be read any more; None where the viewer sees none."""
    rows = LibraryResource.objects.seen_by(viewer).filter(key=key)
    return next(iter(_lines(viewer, rows.seen(), on, lang)), None)


def _lines(viewer: Viewer, rows: list[Any], on: date, lang: str) -> Iterable[ResourceLine]:
    found = LibraryEdition.objects.seen_by(viewer).filter(resource_id__in=[row.id for row in rows], added_on__lte=on)
    of: dict[int, list[Any]] = {}
    for each in found.order_by("-issued_on", "-id").seen():
        of.setdefault(each.resource_id, []).append(each)
    uids = [each.uid for editions in of.values() for each in editions if not _gone(each, on)]
    kept = {line.about: line for line in files.files_of(DOOR, uids, purpose=Purpose.LIBRARY)} if uids else {}
    for row in rows:
        if row.id in of:
            yield _line(row, of[row.id], kept, on, lang)


def _line(row: Any, editions: list[Any], kept: dict[str, FileLine], on: date, lang: str) -> ResourceLine:
    where = places(Issued(e.id, e.edition, e.lang, e.issued_on) for e in editions if not _gone(e, on))
    told = {each.id: _edition(each, each.id in where.current, where.behind, kept, on) for each in editions}
    by_lang = {each.lang: told[each.id] for each in editions if each.id in where.current}
    shown = next((by_lang[tag] for tag in language_chain(lang) if tag in by_lang), None)
    return ResourceLine(
        uid=str(row.uid),
        key=row.key,
        owner=row.owner,
        label=row.label,
        kind=row.kind,
        topics=tuple(row.topics.split()),
        editions=tuple(told.values()),
        shown=shown or told[where.newest or editions[0].id],
        synthetic=row.synthetic,
    )


def _edition(row: Any, current: bool, behind: dict[int, str], kept: dict[str, FileLine], on: date) -> EditionLine:
    gone = _gone(row, on)
    return EditionLine(
        uid=str(row.uid),
        edition=row.edition,
        lang=row.lang,
        title=row.title,
        summary=row.summary,
        rights=row.rights,
        licence=row.licence,
        issued_on=row.issued_on,
        address=row.read_at,
        added_on=row.added_on,
        withdrawn_on=row.withdrawn_on if gone else None,
        reason=row.reason if gone else "",
        current=current,
        behind=behind.get(row.id, ""),
        file=kept.get(str(row.uid)),
    )


def _gone(row: Any, on: date) -> bool:
    return row.withdrawn_on is not None and row.withdrawn_on <= on


__all__ = ["EditionLine", "ResourceLine", "library", "resource"]
