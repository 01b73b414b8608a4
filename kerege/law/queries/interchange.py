"""Judgements of a country on their way to another node: the file that goes out, and files that came in."""

import csv
import io
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.atlas import queries as atlas
from kerege.journal.rules import known_as
from kerege.law.models import (
    AssessmentRound,
    BroughtCoverage,
    CatalogueRelease,
    Evidence,
    Instrument,
    InstrumentVersion,
    Judgement,
    JudgementGrounds,
    ObligationLink,
    ReleaseEntry,
    Review,
    Topic,
)
from kerege.law.rules.interchange import rows as shapes
from kerege.law.rules.interchange.layout import Carried, opened, written
from kerege.law.rules.judging import SETTLED
from kerege.law.rules.release import COLUMNS, INSTRUMENTS, LINKS, OBLIGATIONS, TOPICS, VERSIONS, check_release
from kerege.law.words import interchange as words
from kerege.law.words.interchange import BroughtState
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor, check_may, may
from kerege.people.words import Deed
from kerege.records.viewers import Viewer

Row = dict[str, Any]


def coverage_file(viewer: Viewer, *, by: Actor, owner: str, node: str, licence: str = "", on: date) -> bytes:
    """The approved judgements of a country as a file for another node, as far as its reader reads them whole: with
    their grounds, their evidence and the steps of their review. What is above the reader's clearance is not in it, and
    the manifest says up to which level it was read. The same judgements are the same bytes on every node.

    Refuses people.not_yours unless somebody works on the law of that country, atlas.unknown_code, and
    law.seal_does_not_fit to whoever reads all of it, where a judgement is not what was approved.
    """
    if not may(by, Deed.REVIEW_LAW, owner):
        check_may(by, Deed.RECORD_LAW, owner)
    owner = atlas.territory(owner).code
    release = CatalogueRelease.objects.order_by("-published_on", "-id").first()
    tables = release_tables(release, on=on) if release is not None else {}
    return written(
        Carried(
            owner=owner,
            read_up_to=max(level for level in Sensitivity if viewer.may_see(level, owner)),
            rounds=_rounds(viewer, owner, node, licence),
            release=_told(release) if release is not None and tables else None,
            tables=tables,
        )
    )


def _told(release: CatalogueRelease) -> Row:
    return {
        "version": release.version,
        "sha256": release.sha256,
        "published_on": release.published_on.isoformat(),
        "changelog": release.changelog,
    }


def _rounds(viewer: Viewer, owner: str, node: str, licence: str) -> list[Row]:
    found = AssessmentRound.objects.seen_by(viewer).filter(owner=owner).select_related("release").order_by("key")
    return [_round(viewer, row, node, licence) for row in found.seen()]


def _round(viewer: Viewer, row: Any, node: str, licence: str) -> Row:
    here = not row.judged_at
    plain = _plain(row, shapes.ROUND, but=("release", "judged_at", "licence"))
    return plain | {
        "release": {"version": row.release.version, "sha256": row.release.sha256} if row.release_id else None,
        "judged_at": node if here else row.judged_at,
        "licence": licence if here else row.licence,
        "judgements": _judgements(viewer, row),
    }


def _judgements(viewer: Viewer, of: Any) -> list[Row]:
    """Those that their reader reads whole: its seal says of each whether something of it is not for them."""
    states = [state.value for state in SETTLED]
    rows = Judgement.objects.seen_by(viewer).filter(round_id=of.id, state__in=states)
    found = list(rows.order_by("obligation_id", "id").seen())
    cited = _parts(Evidence, viewer, found, shapes.EVIDENCE)
    said = _parts(Review, viewer, found, shapes.REVIEW)
    grounds = JudgementGrounds.objects.seen_by(viewer).filter(record_id__in=[row.id for row in found]).seen()
    levels = {row.record_id: row.label for row in grounds}
    uids = {row.id: str(row.uid) for row in found}
    kept: list[Row] = []
    for row in found:
        if row.withheld or row.id not in levels:
            continue
        told = _plain(row, shapes.JUDGEMENT, but=("obligation", "supersedes", "grounds_label"))
        told |= {"obligation": row.obligation_id, "supersedes": uids.get(row.supersedes_id)}
        told |= {"grounds_label": levels[row.id]}
        told |= {"evidence": cited.get(row.id, []), "reviews": said.get(row.id, [])}
        if shapes.seal_of(told, told["evidence"], round_uid=str(of.uid)) == row.seal:
            kept.append(told)
        elif viewer.may_see(Sensitivity.RESTRICTED, row.owner):
            raise Refusal(words.BAD_SEAL, obligation=row.obligation_id)
    there = {each["uid"] for each in kept}
    return [each | {"supersedes": each["supersedes"] if each["supersedes"] in there else None} for each in kept]


def _parts(model: Any, viewer: Viewer, of: Iterable[Any], cells: Mapping[str, Any]) -> dict[int, list[Row]]:
    rows = model.objects.seen_by(viewer).filter(judgement_id__in=[row.id for row in of]).order_by("id")
    found: dict[int, list[Row]] = {}
    for row in rows.seen():
        if not row.withheld:
            found.setdefault(row.judgement_id, []).append(_plain(row, cells))
    return found


def _plain(row: Any, cells: Mapping[str, Any], *, but: Iterable[str] = ()) -> Row:
    return {name: _json(getattr(row, name)) for name in cells if name not in but}


def _json(value: Any) -> Any:
    if isinstance(value, date):
        return value.isoformat()
    return value if value is None or isinstance(value, bool | int | str | dict | list) else str(value)


# -- the tables of a release -------------------------------------------------------------------------------------------


def release_tables(release: CatalogueRelease, *, on: date) -> dict[str, bytes]:
    """The tables of a release as they are published, made of what stands here; none where this node no longer has all
    of it, because a later release came.
    """
    instruments = list(Instrument.objects.order_by("position", "id"))
    russian = atlas.names_of([row.uid for row in instruments], on=on, lang="ru")
    rows: dict[str, list[Row]] = {
        INSTRUMENTS: [
            _columns(INSTRUMENTS, each) | {"name_en": each.title, "name_ru": str(russian.get(each.uid, ""))}
            for each in instruments
        ],
        VERSIONS: [
            _columns(VERSIONS, each) | {"instrument": each.instrument.key} | _labels(each.label)
            for each in InstrumentVersion.objects.select_related("instrument").order_by("instrument", "position")
        ],
        TOPICS: [{"key": each.key} | _labels(each.label) for each in Topic.objects.order_by("position", "id")],
        OBLIGATIONS: [each.content for each in ReleaseEntry.objects.filter(release=release).order_by("id")],
        LINKS: [
            _columns(LINKS, each) | {"obligation": each.obligation.key, "to": each.to.key}
            for each in ObligationLink.objects.select_related("obligation", "to").order_by("id")
        ],
    }
    tables = {file: _table(file, told) for file, told in rows.items()}
    found = check_release(tables)
    return tables if not found.faults and found.sha256 == release.sha256 else {}


def _columns(file: str, row: Any) -> Row:
    return {name: getattr(row, name) for name in COLUMNS[file] if hasattr(row, name)}


def _labels(label: Mapping[str, str]) -> Row:
    return {f"label_{lang}": label.get(lang, "") for lang in ("en", "ru")}


def _table(file: str, rows: Iterable[Row]) -> bytes:
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS[file])
    for row in rows:
        writer.writerow([_cell(row[name]) for name in COLUMNS[file]])
    return out.getvalue().encode()


def _cell(value: Any) -> str:
    if isinstance(value, bool):
        return "yes" if value else "no"
    return "" if value is None else str(value)


# -- files that came in ------------------------------------------------------------------------------------------------


@dataclass(frozen=True)
class BroughtLine:
    """A file that somebody brought. `mine` says that the reader did: somebody else has to decide."""

    uid: str
    owner: str
    sha256: str
    state: BroughtState
    reason: str
    brought_by: str
    brought_on: date
    decided_by: str
    decided_on: date | None
    mine: bool


def brought(viewer: Viewer, *, by: Actor) -> list[BroughtLine]:
    """Files of the countries on whose law somebody works, the newest first."""
    rows = BroughtCoverage.objects.seen_by(viewer).defer("content").order_by("-id").seen()
    return _lines([row for row in rows if works_on(by, row.owner)], by)


def brought_one(viewer: Viewer, uid: object, *, by: Actor) -> tuple[BroughtLine, Carried] | None:
    """A file with what it holds; None where there is none that its reader may know of."""
    number = uid_or_none(uid)
    row = BroughtCoverage.objects.seen_by(viewer).filter(uid=number).one() if number else None
    if row is None or not works_on(by, row.owner):
        return None
    return _lines([row], by)[0], opened(bytes(row.content))


def works_on(by: Actor, owner: str) -> bool:
    """Whether somebody records or reviews the law of a country."""
    return may(by, Deed.RECORD_LAW, owner) or may(by, Deed.REVIEW_LAW, owner)


def _lines(rows: list[Any], by: Actor) -> list[BroughtLine]:
    names = people.actor_names({who for row in rows for who in (row.brought_by, row.decided_by)} - {""})
    return [
        BroughtLine(
            uid=str(row.uid),
            owner=row.owner,
            sha256=row.sha256,
            state=BroughtState(row.state),
            reason=row.reason,
            brought_by=names.get(row.brought_by, ""),
            brought_on=row.brought_on,
            decided_by=names.get(row.decided_by, ""),
            decided_on=row.decided_on,
            mine=row.brought_by == known_as(by.uid),
        )
        for row in rows
    ]
