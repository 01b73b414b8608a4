"""Outlooks as a reader may see them: the list, one with what follows from it, the people behind, and its versions."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.capacity.queries import certificates
from kerege.inventory.rules.keepers import keeps
from kerege.lib.canonical import digest
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.people.words import Deed
from kerege.planning.cascade.levers import Change
from kerege.planning.cascade.reckoning import Reckoned, made_surer, reckoned
from kerege.planning.models import Outlook, OutlookVersion
from kerege.planning.queries.gathering.cascade import Question, asked
from kerege.planning.queries.gathering.trainers import Gathering, Trainer, Wanted, gathered_trainers
from kerege.planning.rules.outlooks import Kept
from kerege.planning.rules.rows import Row
from kerege.planning.words.outlooks import NO_SUCH_OUTLOOK
from kerege.records.viewers import Viewer
from kerege.sharing.queries import seated


@dataclass(frozen=True)
class OutlookLine:
    uid: str
    owner: str
    territory: str
    title: str
    scheme: str
    language: str
    curriculum: str
    taken_on: date
    made_on: date
    made_from: str
    synthetic: bool


@dataclass(frozen=True)
class OutlookPage:
    """One outlook. Where something has to be typed or corrected first, `lacking` says what, and nothing is reckoned;
    else `question` is what was asked and `reckoned` what follows.
    """

    line: OutlookLine
    currency: str
    hold: int
    rows: dict[str, list[Row]]
    kept: Kept
    digest: str
    lacking: tuple[Refusal, ...]
    question: Question | None
    reckoned: Reckoned | None


@dataclass(frozen=True)
class VersionLine:
    """One version; `who` is the name of whoever made it, empty for who was erased."""

    number: int
    change: str
    family: str
    why: str
    who: str
    on: date


@dataclass(frozen=True)
class Behind:
    """The people behind the figures, with their names as far as the reader may know them, and what became of them."""

    trainers: tuple[tuple[Trainer, str], ...]
    events: tuple[tuple[date, str, str, str], ...]
    """The day on which the quarter ended, the level, the rate, and the key of the person."""


def outlooks(viewer: Viewer, acting: Actor) -> list[OutlookLine]:
    """The outlooks that the reader may see and asks for, the newest first."""
    rows = Outlook.objects.seen_by(viewer).order_by("-id").seen()
    return [_line(row) for row in rows if keeps(acting, row.owner, "", deed=Deed.RECORD_ACTIVITY)]


def outlook(viewer: Viewer, uid: object, acting: Actor) -> OutlookPage:
    """One outlook, for whoever asks for its owner. Refuses planning.no_such_outlook."""
    row = _row(viewer, uid, acting)
    kept = Kept.of(row.seen)
    told = {"country": row.territory, "language": row.language, "hold": row.hold, "today": row.taken_on}
    found = asked(row.told, kept, **told)
    question = found if isinstance(found, Question) else None
    return OutlookPage(
        _line(row), row.currency, row.hold, row.told, kept, row.digest,
        () if isinstance(found, Question) else tuple(found), question,
        reckoned(question.cascade, question.ends, question.hold) if question else None,
    )  # fmt: skip


def surer(page: OutlookPage, share: float) -> tuple[Change, ...]:
    """What, changed alone, makes it stand alone in this share of futures at least."""
    asked_for = page.question
    return made_surer(asked_for.cascade, asked_for.ends, asked_for.hold, share) if asked_for is not None else ()


def observed_now(viewer: Viewer, uid: object, acting: Actor, *, on: date) -> tuple[Gathering, bool]:
    """What the reader would observe today, and whether it is something else than what the outlook rests on."""
    row = _row(viewer, uid, acting)
    asked_for = (row.owner, row.territory, row.scheme, row.language, row.curriculum)
    reader, sitting = seated(viewer, acting, owner=row.owner, on=on)
    found = gathered_trainers(Wanted(reader, sitting, on, *asked_for))
    return found, digest(found.kept.plain()) != row.digest


def behind(viewer: Viewer, uid: object, acting: Actor, *, on: date) -> Behind:
    """Who stands behind the figures today. Only those are in it whose certificate the reader reads."""
    found, _changed = observed_now(viewer, uid, acting, on=on)
    known = people.persons_of(viewer, {one.key for one in found.trainers})
    names = people.person_names(viewer, [number for number, _owner in known.values()])
    shown = {line.person_uid: line.name for line in certificates.issued(viewer, on=on) if line.name_shown}
    told = []
    for one in found.trainers:
        name = names.get(known[one.key][0]) if one.key in known else None
        told.append((one, name if isinstance(name, str) else shown.get(one.key, "")))
    events = sorted(found.found.events, key=lambda each: (-each.quarter, each.level, each.key))
    levels, days = found.kept.levels, found.quarters
    return Behind(tuple(told), tuple((days[e.quarter + 1], levels[e.level], e.rate, e.key) for e in events))


def versions(viewer: Viewer, uid: object, acting: Actor) -> list[VersionLine]:
    """What was done to an outlook, the newest first."""
    row = _row(viewer, uid, acting)
    rows = OutlookVersion.objects.seen_by(viewer).filter(of_id=row.id).order_by("-number").seen()
    names = people.actor_names({each.told_by for each in rows})
    return [VersionLine(r.number, r.change, r.family, r.why, names.get(r.told_by, ""), r.told_on) for r in rows]


def _row(viewer: Viewer, uid: object, acting: Actor) -> Any:
    number = uid_or_none(str(uid))
    row = Outlook.objects.seen_by(viewer).filter(uid=number).one() if number else None
    if row is None or not keeps(acting, row.owner, "", deed=Deed.RECORD_ACTIVITY):
        raise Refusal(NO_SUCH_OUTLOOK)
    return row


def _line(row: Any) -> OutlookLine:
    return OutlookLine(
        str(row.uid), row.owner, row.territory, row.title, row.scheme, row.language, row.curriculum, row.taken_on,
        row.made_on, str(row.made_from or ""), row.synthetic,
    )  # fmt: skip
