"""Reading rounds and judgements as far as their reader may: of what is not shared not even a number is told."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.journal.rules import known_as
from kerege.law.models import AssessmentRound, Evidence, Judgement, Obligation, Review
from kerege.law.queries.binding import binding, in_scope
from kerege.law.rules.coverage import is_confirmed
from kerege.law.rules.grounds import Grounds, read_grounds
from kerege.law.rules.judging import OPEN
from kerege.law.rules.sealing import seal
from kerege.law.words.coverage import CoverageStatus, JudgementState, RoundState
from kerege.lib.ids import uid_or_none
from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.records.labels import WITHHELD, Withheld
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class RoundLine:
    """A round. `whole` says that the reader reads all that the country has in it, drafts too. `judged_at` names the
    node from which it came; empty is here.
    """

    id: int
    uid: str
    key: str
    owner: str
    title: str
    as_of: date
    state: RoundState
    release: str
    partly: str
    scope: Mapping[str, list[str]]
    frozen: Mapping[str, str]
    opened_on: date
    frozen_on: date | None
    published_on: date | None
    synthetic: bool
    whole: bool
    judged_at: str = ""


@dataclass(frozen=True)
class JudgementLine:
    """A judgement. `grounds` is WITHHELD where only the status is shared; people have no names for readers outside."""

    id: int
    uid: str
    round: int
    owner: str
    obligation: str
    status: CoverageStatus
    state: JudgementState
    grounds: Grounds | Withheld
    author: str
    reviewer: str
    overridden_by: str
    drafted_on: date
    submitted_on: date | None
    reviewed_on: date | None
    confirmed: bool
    confirm_due: date | None
    stale: bool
    stale_reason: str
    stale_on: date | None
    number: int
    seal: str
    synthetic: bool


@dataclass(frozen=True)
class EvidenceLine:
    """A provision that is cited, with the hash of its text at that time."""

    uid: str
    relation: str
    work: str
    expression: str
    eid: str
    title: str
    place: str
    exact: str
    content_hash: str
    added_by: str
    added_on: date


@dataclass(frozen=True)
class ReviewLine:
    kind: str
    text: str
    by: str
    on: date


def rounds(viewer: Viewer, *, owner: str = "") -> list[RoundLine]:
    """The rounds that the reader may know of, the latest day first."""
    rows = AssessmentRound.objects.seen_by(viewer)
    if owner:
        rows = rows.filter(owner=owner)
    return [_round(viewer, row) for row in rows.select_related("release").order_by("-as_of", "owner", "-id").seen()]


def round_line(viewer: Viewer, uid: object) -> RoundLine | None:
    """One round; None where there is none that the reader may know of."""
    number = uid_or_none(uid)
    rows = AssessmentRound.objects.seen_by(viewer).filter(uid=number) if number else None
    row = rows.select_related("release").one() if rows is not None else None
    return _round(viewer, row) if row is not None else None


def _round(viewer: Viewer, row: Any) -> RoundLine:
    return RoundLine(
        id=row.id,
        uid=str(row.uid),
        key=row.key,
        owner=row.owner,
        title=row.title,
        as_of=row.as_of,
        state=RoundState(row.state),
        release=row.release.version if row.release_id else "",
        partly=row.partly,
        scope=row.scope,
        frozen=row.frozen,
        opened_on=row.opened_on,
        frozen_on=row.frozen_on,
        published_on=row.published_on,
        synthetic=row.synthetic,
        whole=viewer.may_see(Sensitivity.NATIONAL, row.owner),
        judged_at=row.judged_at,
    )


def bound(line: RoundLine) -> dict[str, str]:
    """Whether each obligation of a round applies: of a frozen one as it was then."""
    if line.state != RoundState.OPEN:
        return dict(line.frozen)
    return binding(line.owner, on=line.as_of, scope=line.scope)


def obligations_of(line: RoundLine) -> list[Obligation]:
    """The obligations of a round in the order of the catalogue, those withdrawn since too where it is frozen."""
    if line.state == RoundState.OPEN:
        return in_scope(line.scope)
    rows = Obligation.objects.filter(key__in=list(line.frozen)).select_related("instrument", "topic", "provision")
    return list(rows.order_by("position", "id"))


def judgements(
    viewer: Viewer, *, on: date, round: int | None = None, obligation: str = "", states: Iterable[str] = ()
) -> list[JudgementLine]:
    """Judgements that the reader may know of, the oldest submission first. Open ones are for the country's own readers,
    whatever their label.
    """
    rows = Judgement.objects.seen_by(viewer)
    if round is not None:
        rows = rows.filter(round_id=round)
    if obligation:
        rows = rows.filter(obligation_id=obligation)
    if states:
        rows = rows.filter(state__in=list(states))
    found = rows.order_by("submitted_on", "id").seen()
    found = [r for r in found if r.state not in OPEN or viewer.may_see(Sensitivity.NATIONAL, r.owner)]
    names, away = _names(viewer, found), _elsewhere(viewer)
    return [_judgement(row, _said(viewer, row, names, away.get(row.round_id, "")), on) for row in found]


def approved_statuses(viewer: Viewer, rounds: Iterable[int]) -> dict[int, dict[str, CoverageStatus]]:
    """Of each round by its id the status of every obligation that is approved and that the reader may know of."""
    rows = Judgement.objects.seen_by(viewer).filter(round_id__in=list(rounds), state=JudgementState.APPROVED)
    found: dict[int, dict[str, CoverageStatus]] = {}
    statuses = {each.value: each for each in CoverageStatus}
    for of, obligation, status in rows.values_list("round_id", "obligation_id", "status").iterator(2000):
        found.setdefault(of, {})[obligation] = statuses[status]
    return found


def judgement_line(viewer: Viewer, uid: object, *, on: date) -> JudgementLine | None:
    """One judgement; None where there is none that the reader may know of."""
    number = uid_or_none(uid)
    row = Judgement.objects.seen_by(viewer).filter(uid=number).one() if number else None
    if row is None:
        return None
    found = judgements(viewer, on=on, round=row.round_id, obligation=row.obligation_id, states=[row.state])
    return next((line for line in found if line.id == row.id), None)


def _names(viewer: Viewer, rows: Iterable[Any], *columns: str) -> dict[str, str]:
    columns = columns or ("author", "reviewer", "overridden_by")
    own = [row for row in rows if viewer.may_see(Sensitivity.NATIONAL, row.owner)]
    return people.actor_names({getattr(row, column) for row in own for column in columns} - {""})


def _elsewhere(viewer: Viewer) -> dict[int, str]:
    """At which node each round was judged that came from one."""
    rows = AssessmentRound.objects.seen_by(viewer).exclude(judged_at="").seen()
    return {row.id: row.judged_at for row in rows}


def _said(viewer: Viewer, row: Any, names: Mapping[str, str], node: str) -> Callable[[str], str]:
    """How to name who had a part in a row. What another node calls its people names nobody of this one."""
    if not node:
        return lambda who: names.get(who, "")
    reads = viewer.may_see(Sensitivity.NATIONAL, row.owner)
    return lambda who: f"{who[:13]} ({node})" if who and reads else ""


def _of_judgement(viewer: Viewer, rows: list[Any], column: str) -> Callable[[str], str]:
    """How to name who had a part in what belongs to one judgement."""
    of = Judgement.objects.seen_by(viewer).filter(id=rows[0].judgement_id).one() if rows else None
    if of is None:
        return lambda who: ""
    return _said(viewer, of, _names(viewer, rows, column), _elsewhere(viewer).get(of.round_id, ""))


def _judgement(row: Any, said: Callable[[str], str], on: date) -> JudgementLine:
    return JudgementLine(
        id=row.id,
        uid=str(row.uid),
        round=row.round_id,
        owner=row.owner,
        obligation=row.obligation_id,
        status=CoverageStatus(row.status),
        state=JudgementState(row.state),
        grounds=WITHHELD if isinstance(row.grounds, Withheld) else read_grounds(row.grounds),
        author=said(row.author),
        reviewer=said(row.reviewer),
        overridden_by=said(row.overridden_by),
        drafted_on=row.drafted_on,
        submitted_on=row.submitted_on,
        reviewed_on=row.reviewed_on,
        confirmed=is_confirmed(row.confirm_due, on=on),
        confirm_due=row.confirm_due,
        stale=row.stale,
        stale_reason=row.stale_reason,
        stale_on=row.stale_on,
        number=row.number,
        seal=row.seal,
        synthetic=row.synthetic,
    )


def evidence_of(viewer: Viewer, judgement: int) -> list[EvidenceLine]:
    """What a judgement cites, as far as the reader may read its evidence."""
    rows = Evidence.objects.seen_by(viewer).filter(judgement_id=judgement).order_by("id").seen()
    said = _of_judgement(viewer, rows, "added_by")
    return [
        EvidenceLine(
            *(str(r.uid), r.relation, r.work, r.expression, r.eid, r.title, r.place, r.exact, r.content_hash),
            said(r.added_by),
            r.added_on,
        )
        for r in rows
    ]


def seal_holds(viewer: Viewer, judgement: int) -> bool | None:
    """Whether an approved judgement still is what was approved; None for a reader who does not read all of it."""
    row = Judgement.objects.seen_by(viewer).filter(id=judgement).one()
    if row is None or not row.seal or row.withheld or not viewer.may_see(Sensitivity.NATIONAL, row.owner):
        return None
    of = AssessmentRound.objects.seen_by(viewer).filter(id=row.round_id).one()
    cited = Evidence.objects.seen_by(viewer).filter(judgement_id=judgement).seen()
    return of is not None and row.seal == seal(row, round_uid=of.uid, cited=cited)


def reviews_of(viewer: Viewer, judgement: int) -> list[ReviewLine]:
    """The steps of a judgement, the oldest first."""
    rows = Review.objects.seen_by(viewer).filter(judgement_id=judgement).order_by("id").seen()
    said = _of_judgement(viewer, rows, "done_by")
    return [ReviewLine(r.kind, r.text, said(r.done_by), r.on) for r in rows]


def wrote(viewer: Viewer, me: str, judgement: JudgementLine) -> tuple[bool, bool]:
    """Whether somebody wrote a judgement, and whether they added evidence to it: for the buttons on its page."""
    who = known_as(me)
    mine = Judgement.objects.seen_by(viewer).filter(id=judgement.id, author=who).exists()
    return mine, Evidence.objects.seen_by(viewer).filter(judgement_id=judgement.id, added_by=who).exists()
