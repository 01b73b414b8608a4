"""Regional texts: their author reads all, a country what speaks of it, everybody what was published and stands."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.lib.ids import uid_or_none
from kerege.outreach.models import PassageApproval, RegionalPassage, RegionalText, ReportPassage
from kerege.outreach.queries.report_doors import DOOR, speaks_for, wrote
from kerege.outreach.rules.country_reports import digest_of_all
from kerege.outreach.words.country_reports import Approval, TextState
from kerege.people.rules import REGION, Actor, may
from kerege.people.words import Deed


@dataclass(frozen=True)
class ApprovalLine:
    """What a country said. `mine` where the reader speaks for it; `source` is the passage of its report from which the
    words come, and `origin` its uid, for the author and the country.
    """

    uid: str
    country: str
    state: Approval
    decided_on: date | None
    why: str
    mine: bool
    source: str
    origin: str


@dataclass(frozen=True)
class RegionalLine:
    """A passage. `text` is empty where a country withdrew it after it was published, for every reader; which country
    did so is told to those who have a part in the text, by `approvals`.
    """

    number: int
    text: str
    digest: str
    approvals: tuple[ApprovalLine, ...]
    withdrawn: bool
    withdrawn_on: date | None


@dataclass(frozen=True)
class TextLine:
    """A text in lists; `waiting` are the passages about which the reader's countries have not decided."""

    uid: str
    title: str
    lang: str
    state: TextState
    writes: bool
    publishes: bool
    begun_on: date
    asked_on: date | None
    published_on: date | None
    synthetic: bool
    waiting: int
    number: int


@dataclass(frozen=True)
class TextPage:
    """A text as this reader may read it. `left` are the countries whose approval is missing, and `digest` is what is
    published, both for whoever writes or publishes it.
    """

    line: TextLine
    passages: tuple[RegionalLine, ...]
    left: tuple[str, ...]
    digest: str


def regional_texts(me: Actor) -> list[TextLine]:
    """Published texts for everybody; others for those who write or publish them, and for countries that are asked.
    First what waits for the reader.
    """
    rows = RegionalText.objects.seen_by(DOOR).order_by("-published_on", "-id").seen()
    asked = _asked(me)
    lines = [line for row in rows if (line := _line(me, row, asked.get(row.id, [])))]
    return sorted(lines, key=lambda line: not line.waiting)


def regional_text(me: Actor, uid: object) -> TextPage | None:
    """One text; None for whoever may not know that it is there."""
    number = uid_or_none(uid)
    row = RegionalText.objects.seen_by(DOOR).filter(uid=number).one() if number else None
    line = _line(me, row, _asked(me).get(row.id, [])) if row is not None else None
    if line is None:
        return None
    rows = RegionalPassage.objects.seen_by(DOOR).filter(of_id=line.number).order_by("number").seen()
    decided = _decided(each.id for each in rows)
    sources = _sources(each.origin_id for found in decided.values() for each in found)
    passages = [_passage(me, line, each, decided.get(each.id, []), sources) for each in rows]
    left = {a.owner for each in rows for a in decided.get(each.id, []) if not _stands(a, each, sources)}
    shown = tuple(each for each in passages if each is not None)
    whole = line.writes or line.publishes
    return TextPage(
        line, shown, tuple(sorted(left)) if whole else (), digest_of_all(each.digest for each in rows) if whole else ""
    )


def _line(me: Actor, row: Any, asked: list[Any]) -> TextLine | None:
    draft, published = row.state == TextState.DRAFT, row.state == TextState.PUBLISHED
    awake = bool(me.uid) and not me.owes_factor
    writes = wrote(me, row)
    publishes = awake and not draft and may(me, Deed.PUBLISH_REPORT, REGION)
    if not (published or writes or publishes or (asked and not draft)):
        return None
    waiting = sum(each.state == Approval.WAITING for each in asked) if row.state == TextState.ASKED else 0
    return TextLine(
        uid=str(row.uid),
        title=row.title,
        lang=row.lang,
        state=TextState(row.state),
        writes=writes,
        publishes=publishes,
        begun_on=row.begun_on,
        asked_on=row.asked_on,
        published_on=row.published_on,
        synthetic=row.synthetic,
        waiting=waiting,
        number=row.id,
    )


def _asked(me: Actor) -> dict[int, list[Any]]:
    """By text what the countries for which the reader speaks are asked."""
    found: dict[int, list[Any]] = {}
    countries = speaks_for(me)
    rows = PassageApproval.objects.seen_by(DOOR).filter(owner__in=countries).seen() if countries else []
    asked = RegionalPassage.objects.seen_by(DOOR).filter(id__in={row.passage_id for row in rows})
    passages = {row.id: row.of_id for row in asked.seen()} if rows else {}
    for row in rows:
        found.setdefault(passages[row.passage_id], []).append(row)
    return found


def _decided(passages: Iterable[int]) -> dict[int, list[Any]]:
    found: dict[int, list[Any]] = {}
    for row in PassageApproval.objects.seen_by(DOOR).filter(passage_id__in=list(passages)).order_by("owner").seen():
        found.setdefault(row.passage_id, []).append(row)
    return found


def _sources(numbers: Iterable[int | None]) -> dict[int, Any]:
    rows = ReportPassage.objects.seen_by(DOOR).filter(id__in=[number for number in numbers if number])
    return {row.id: row for row in rows.seen()}


def _passage(me: Actor, line: TextLine, row: Any, decided: list[Any], sources: dict[int, Any]) -> RegionalLine | None:
    own = set(speaks_for(me)) & {each.owner for each in decided}
    part = line.writes or line.publishes or bool(own)
    published = line.state == TextState.PUBLISHED
    if not (published or part):
        return None
    fallen = [each for each in decided if published and not _stands(each, row, sources)]
    shown = [each for each in decided if line.writes or line.publishes or each.owner in own]
    return RegionalLine(
        number=row.number,
        text=row.text if not fallen else "",
        digest=row.digest,
        approvals=tuple(_approval(each, each.owner in own, line.writes, sources) for each in shown),
        withdrawn=bool(fallen),
        withdrawn_on=min((each.decided_on for each in fallen if each.decided_on), default=None),
    )


def _approval(row: Any, mine: bool, writes: bool, sources: dict[int, Any]) -> ApprovalLine:
    source = sources.get(row.origin_id) if mine or writes else None
    told = row.why if mine or writes else ""
    return ApprovalLine(
        uid=str(row.uid),
        country=row.owner,
        state=Approval(row.state),
        decided_on=row.decided_on,
        why=told,
        mine=mine,
        source=source.text if source else "",
        origin=str(source.uid) if source else "",
    )


def _stands(row: Any, passage: Any, sources: dict[int, Any]) -> bool:
    source = sources.get(row.origin_id)
    return bool(
        row.state == Approval.APPROVED
        and row.digest == passage.digest
        and (source is None or source.withdrawn_on is None)
    )
