"""The quality of one facility: what comes next of findings, plans, documents, accreditations and rounds."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from kerege.capacity.models import Finding, RoundEvaluation
from kerege.capacity.queries.documents import DocumentLine, register
from kerege.capacity.queries.findings import FoundChoice, FoundLine, found, names_of
from kerege.capacity.queries.places import own_facilities, rows_at
from kerege.capacity.queries.plans import PlanLine, plans
from kerege.capacity.queries.teams import DOOR, through
from kerege.capacity.words.quality import URGENT, FindingStanding
from kerege.inventory import queries as inventory
from kerege.inventory.queries import FacilityCard
from kerege.people.rules import Actor
from kerege.records.viewers import Viewer


class Next(StrEnum):
    """What comes next at a facility."""

    FINDING = "finding"
    STAGE = "stage"
    DOCUMENT = "document"
    ACCREDITATION = "accreditation"
    ROUND = "round"


@dataclass(frozen=True)
class NextLine:
    """One thing with the day on which it is due or ends, where it has one. `what` is in the words of the record."""

    kind: Next
    what: str
    uid: str
    day: date | None
    over: bool


@dataclass(frozen=True)
class EvaluationLine:
    """What a provider told of a round, and what it means. `finding` is there where it is unacceptable, and `needed` the
    percentage that was acceptable, with its source, where right answers were counted.
    """

    round: str
    measure: str
    told: str
    needed: int | None
    needed_source: str
    verdict: str
    on: date
    finding: str


@dataclass(frozen=True)
class ResultLine:
    """What a provider told of one round of one facility. `place` is what the facility is called for the reader."""

    uid: str
    owner: str
    facility: str
    place: str
    round: str
    subject: str
    measure: str
    told: str
    needed: int | None
    needed_source: str
    verdict: str
    on: date
    finding: str
    synthetic: bool


@dataclass(frozen=True)
class PlaceQuality:
    """A facility with everything about its quality that the reader may read. `keeps`: the reader is part of it."""

    card: FacilityCard
    next: tuple[NextLine, ...]
    findings: tuple[FoundLine, ...]
    plans: tuple[PlanLine, ...]
    documents: tuple[DocumentLine, ...]
    evaluations: dict[str, EvaluationLine]
    keeps: bool


def place(viewer: Viewer, key: str, *, me: Actor, on: date, lang: str) -> PlaceQuality | None:
    """The quality of a facility; None where there is no card that the reader may see. Each part is as far as the reader
    may read it, and what is not there for them is not counted.
    """
    card = inventory.facility(viewer, key, on=on, lang=lang)
    if card is None:
        return None
    told = {"me": me, "on": on, "lang": lang}
    findings = tuple(found(viewer, **told, choice=FoundChoice(facility=key, open=True)))  # type: ignore[arg-type]
    running = tuple(plans(viewer, me=me, on=on, lang=lang, facility=key))
    documents = tuple(register(viewer, me=me, on=on, lang=lang, facility=key))
    keeps = (card.line.owner, key) in own_facilities(me, on=on)
    evaluations = _evaluations(DOOR if keeps else viewer, key, on)
    lines = [*_of_findings(findings), *_of_plans(running), *_of_documents(documents), *_of_card(card)]
    first = sorted(lines, key=_order)
    return PlaceQuality(card, tuple(first), findings, running, documents, evaluations, keeps)


def results(
    viewer: Viewer, *, me: Actor, on: date, lang: str, owner: str = "", facility: str = "", verdict: str = ""
) -> list[ResultLine]:
    """Results of proficiency tests told by the day that the reader may read by clearance or at the own facility, the
    newest first.
    """
    names = {"owner": owner, "facility": facility, "verdict": verdict}
    wanted = {name: value for name, value in names.items() if value}
    doors = (RoundEvaluation.objects.seen_by(viewer), rows_at(own_facilities(me, on=on), RoundEvaluation))
    rows = through(*(door.filter(on__lte=on, **wanted) for door in doors))
    called = names_of(viewer, {row.facility for row in rows}, on=on, lang=lang)
    uids = _findings([row.finding_id for row in rows])
    lines = [
        ResultLine(
            uid=str(row.uid),
            owner=row.owner,
            facility=row.facility,
            place=called.get(row.facility, row.facility),
            round=str(row.round),
            subject=row.subject,
            measure=row.measure,
            told=row.told,
            needed=row.needed,
            needed_source=row.needed_source,
            verdict=row.verdict,
            on=row.on,
            finding=uids.get(row.finding_id, ""),
            synthetic=row.synthetic,
        )
        for row in rows
    ]
    return sorted(lines, key=lambda line: (line.on, line.uid), reverse=True)


def _findings(numbers: list[int | None]) -> dict[int | None, str]:
    held = [number for number in numbers if number]
    rows = Finding.objects.seen_by(DOOR).filter(id__in=held).seen() if held else []
    return {row.id: str(row.uid) for row in rows}


def _order(line: NextLine) -> tuple[int, date, str]:
    """What is over first, then findings for which nothing is planned, then by the day."""
    bare = line.kind == Next.FINDING and line.day is None
    return (0 if line.over else 1 if bare else 2, line.day or date.max, line.what)


def _evaluations(reader: Viewer, key: str, on: date) -> dict[str, EvaluationLine]:
    rows = RoundEvaluation.objects.seen_by(reader).filter(facility=key, on__lte=on).order_by("id").seen()
    uids = _findings([row.finding_id for row in rows])
    return {
        str(row.round): EvaluationLine(
            str(row.round),
            row.measure,
            row.told,
            row.needed,
            row.needed_source,
            row.verdict,
            row.on,
            uids.get(row.finding_id, ""),
        )
        for row in rows
    }


def _of_findings(lines: tuple[FoundLine, ...]) -> list[NextLine]:
    return [
        NextLine(Next.FINDING, line.text, line.finding.uid, line.due, line.standing in URGENT)
        for line in lines
        if line.standing != FindingStanding.WORKED
    ]


def _of_plans(lines: tuple[PlanLine, ...]) -> list[NextLine]:
    found = []
    for line in (each for each in lines if each.running):
        stage = next((each for each in line.stages if not each.reached), None)
        if stage is not None:
            found.append(NextLine(Next.STAGE, stage.key, line.uid, stage.due, stage.late))
    return found


def _of_documents(lines: tuple[DocumentLine, ...]) -> list[NextLine]:
    return [
        NextLine(
            Next.DOCUMENT,
            f"{line.code} {line.title}",
            line.uid,
            line.current.review_by if line.current is not None else None,
            line.unfit is not None,
        )
        for line in lines
    ]


def _of_card(card: FacilityCard) -> list[NextLine]:
    """What expires: of accreditations of one scheme and of rounds of one subject, the last."""
    last: dict[tuple[str, str], NextLine] = {}
    for a in sorted(card.accreditations, key=lambda each: each.start):
        if a.until is not None:
            last["a", a.scheme] = NextLine(Next.ACCREDITATION, a.number, a.uid, a.until, a.expired)
    for r in sorted(card.rounds, key=lambda each: each.on):
        if r.until is not None:
            last["r", r.subject] = NextLine(Next.ROUND, f"{r.subject}, {r.provider}", r.uid, r.until, r.expired)
    return list(last.values())
