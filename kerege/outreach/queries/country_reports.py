"""Country reports as their author and their country read them."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.journal.rules import known_as
from kerege.lib.ids import uid_or_none
from kerege.outreach.models import CountryReport, PassageRemark, ReportPassage
from kerege.outreach.queries.report_doors import DOOR, sides_of, speaks_for
from kerege.outreach.rules.country_reports import digest_of_all
from kerege.outreach.words.country_reports import ReportState, Side
from kerege.people.rules import Actor


@dataclass(frozen=True)
class RemarkLine:
    side: str
    text: str
    on: date


@dataclass(frozen=True)
class PassageLine:
    """A passage of a report, with what was remarked; `why` and the day only where the country withdrew it."""

    uid: str
    number: int
    text: str
    withdrawn_on: date | None
    why: str
    remarks: tuple[RemarkLine, ...]


@dataclass(frozen=True)
class ReportLine:
    """A report as somebody reads it who has a part in it; `turn` says that it waits for the reader."""

    uid: str
    country: str
    title: str
    lang: str
    state: ReportState
    sides: frozenset[Side]
    begun_on: date
    sent_on: date | None
    agreed_on: date | None
    synthetic: bool
    number: int

    @property
    def turn(self) -> bool:
        if self.state == ReportState.WRITING:
            return Side.AUTHOR in self.sides
        return self.state == ReportState.COMMENTS and Side.COUNTRY in self.sides


@dataclass(frozen=True)
class ReportPage:
    """A whole report. `digest` is what a country agrees to; `open` says that passages may still change."""

    line: ReportLine
    passages: tuple[PassageLine, ...]
    digest: str

    @property
    def open(self) -> bool:
        return self.line.state != ReportState.AGREED


def country_reports(me: Actor) -> list[ReportLine]:
    """The reports that somebody wrote, and those that were laid before a country for which they speak: first what waits
    for them. Nobody else reads any, whatever their clearance.
    """
    own = Q(written_by=known_as(me.uid)) | Q(owner__in=speaks_for(me))
    rows = CountryReport.objects.seen_by(DOOR).filter(own).order_by("-id").seen() if me.uid else []
    return sorted((line for row in rows if (line := _line(me, row))), key=lambda line: not line.turn)


def country_report(me: Actor, uid: object) -> ReportPage | None:
    """One report with its passages; None for whoever has no part in it."""
    number = uid_or_none(uid)
    row = CountryReport.objects.seen_by(DOOR).filter(uid=number).one() if number else None
    line = _line(me, row) if row is not None else None
    if line is None:
        return None
    rows = ReportPassage.objects.seen_by(DOOR).filter(report_id=line.number).order_by("number").seen()
    remarks = _remarks(each.id for each in rows)
    passages = tuple(_passage(each, remarks.get(each.id, ())) for each in rows)
    return ReportPage(line, passages, digest_of_all(each.digest for each in rows))


def usable_passages(me: Actor) -> list[tuple[ReportLine, PassageLine]]:
    """What its author may take into a text of the region: passages of agreed reports that stand."""
    agreed = [each for each in country_reports(me) if each.state == ReportState.AGREED and Side.AUTHOR in each.sides]
    by_number = {line.number: line for line in agreed}
    rows = ReportPassage.objects.seen_by(DOOR).filter(report_id__in=by_number, withdrawn_on__isnull=True)
    return [(by_number[row.report_id], _passage(row, ())) for row in rows.order_by("report_id", "number").seen()]


def _line(me: Actor, row: Any) -> ReportLine | None:
    sides = sides_of(me, row)
    if not sides:
        return None
    return ReportLine(
        uid=str(row.uid),
        country=row.owner,
        title=row.title,
        lang=row.lang,
        state=ReportState(row.state),
        sides=sides,
        begun_on=row.begun_on,
        sent_on=row.sent_on,
        agreed_on=row.agreed_on,
        synthetic=row.synthetic,
        number=row.id,
    )


def _remarks(passages: Iterable[int]) -> dict[int, tuple[RemarkLine, ...]]:
    found: dict[int, tuple[RemarkLine, ...]] = {}
    for row in PassageRemark.objects.seen_by(DOOR).filter(passage_id__in=list(passages)).order_by("id").seen():
        found[row.passage_id] = (*found.get(row.passage_id, ()), RemarkLine(row.side, row.text, row.on))
    return found


def _passage(row: Any, remarks: tuple[RemarkLine, ...]) -> PassageLine:
    return PassageLine(str(row.uid), row.number, row.text, row.withdrawn_on, row.why, remarks)
