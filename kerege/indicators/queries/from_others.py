"""What events, handovers, facilities, equipment and milestones of law show."""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from kerege.indicators.queries.asking import Answer, Question, last_days, per_country, recorded
from kerege.indicators.rules import Conflict, RecordRef
from kerege.inventory import queries as inventory
from kerege.inventory.queries import FacilityLine, ItemLine
from kerege.inventory.words import Proof
from kerege.inventory.words import Status as HandoverStatus
from kerege.inventory.words.equipment import Certified
from kerege.law import queries as law
from kerege.lib.figures import SourceRef
from kerege.outreach import queries as outreach
from kerege.outreach.words import AWARENESS_KINDS, EventKind, Level, Measure

EXERCISES = (EventKind.EXERCISE,)
VERIFIED = (Proof.DOCUMENTED, Proof.VERIFIED_ON_SITE)


def events(question: Question, *, kinds: tuple[str, ...], level: str = "") -> Answer:
    """Events that were held."""
    lines = outreach.events_held(question.viewer, kinds=kinds, level=level, **question.plain)
    if not lines:
        return Answer()
    return Answer(
        evidence=recorded(len(lines)),
        records=tuple(_record("event", e, e.venue, 1, 1) for e in lines),
        records_total=len(lines),
        by_territory=per_country(lines, "venue"),
        last_days=last_days(lines, "venue"),
    )


def participants(question: Question, *, kinds: tuple[str, ...]) -> Answer:
    """Participants that sources state for events that were held."""
    lines = outreach.events_held(question.viewer, kinds=kinds, **question.plain)
    stated = [(e, e.stated(Measure.PARTICIPANTS)) for e in lines]
    known = {e.uid: (values[0][0], values[-1][0]) for e, values in stated if values}
    if not known:
        return Answer(unknown_records=len(lines))
    low, high, unknown = outreach.participants(lines)
    return Answer(
        evidence=recorded(low, high),
        unknown_records=unknown,
        conflicts=tuple(Conflict("record", e.title, e.uid, v) for e, v in stated if len(v) > 1),
        records=tuple(_record("event", e, e.venue, *known.get(e.uid, (None, None))) for e in lines),
        records_total=len(lines),
        by_territory=per_country([e for e in lines if e.uid in known], "venue", lambda e: known[e.uid]),
        last_days=last_days(lines, "venue"),
    )


def handovers(question: Question) -> Answer:
    lines = inventory.handovers(question.viewer, status=HandoverStatus.HELD, **question.plain)
    if not lines:
        return Answer()
    return Answer(
        evidence=recorded(len(lines)),
        records=tuple(_record("handover", h, h.territory, 1, 1) for h in lines),
        records_total=len(lines),
        by_territory=per_country(lines, "territory"),
        last_days=last_days(lines, "territory"),
    )


def items(question: Question) -> Answer:
    """Items handed over, where a source gives a number; the others stay unknown."""
    lines = inventory.handovers(question.viewer, status=HandoverStatus.HELD, **question.plain)
    known = [h for h in lines if h.items is not None]
    if not known:
        return Answer(unknown_records=len(lines))
    return Answer(
        evidence=recorded(sum(h.items or 0 for h in known)),
        unknown_records=len(lines) - len(known),
        records=tuple(_record("handover", h, h.territory, h.items, h.items) for h in lines),
        records_total=len(lines),
        by_territory=per_country(known, "territory", lambda h: (h.items, h.items)),
        last_days=last_days(lines, "territory"),
    )


def in_service(question: Question) -> Answer:
    """Items in service whose certificate holds on the day, of those that need one and are still there."""
    lines = list(_needing(question))
    if not lines:
        return Answer()
    valid = [line for line in lines if line.standing.usable]
    sources = inventory.lot_sources(question.viewer, {line.lot for line in lines})
    base = {"of_low": len(lines), "of_high": len(lines)}
    return Answer(
        evidence=recorded(len(valid), **base),
        records=tuple(_item(line, sources.get(line.lot, ())) for line in lines),
        records_total=len(lines),
        by_territory=per_country(valid, "territory"),
    )


def _needing(question: Question) -> Iterator[ItemLine]:
    asked: dict[str, Any] = {"on": question.on, "project": question.scope.project}
    countries = question.scope.territories or sorted(inventory.accepted_by_country(question.viewer, on=question.on))
    for country in countries:  # each by itself: a list of items is not endless
        for line in inventory.items(question.viewer, territory=country, **asked):
            if line.standing.certified not in {Certified.NOT_NEEDED, Certified.GONE}:
                yield line


def _item(line: ItemLine, sources: tuple[SourceRef, ...]) -> RecordRef:
    """One item: it adds one while it is in service with a certificate that holds, and nothing otherwise."""
    adds = int(line.standing.usable)
    make = " ".join(part for part in (line.maker, line.model) if part)
    return RecordRef(
        kind="item",
        uid=line.uid,
        key=line.lot,
        title=make or line.lot or line.kind,
        first_day=line.accepted_on,
        last_day=line.accepted_on,
        precision="day",
        date_text="",
        territory=line.territory,
        venue="",
        low=adds,
        high=adds,
        planned=None,
        basis="course",
        sources=sources,
        synthetic=line.synthetic,
    )


def facilities(question: Question) -> Answer:
    """Facilities whose cards were verified. A facility belongs to a country and to no project."""
    if question.scope.project:
        return Answer()
    lines = list(_verified(question))
    if not lines:
        return Answer()
    sources = inventory.sources_of([line.id for line in lines])
    return Answer(
        evidence=recorded(len(lines)),
        records=tuple(_facility(line, sources.get(line.id, ())) for line in lines),
        records_total=len(lines),
        by_territory=per_country(lines, "territory"),
    )


def _verified(question: Question) -> Iterator[FacilityLine]:
    choice = inventory.Choice(territories=question.scope.territories, proofs=VERIFIED)
    after = ""
    while True:
        page = inventory.facilities(question.viewer, on=question.on, choice=choice, after=after, size=500)
        yield from page.rows
        after = page.after
        if not after:
            return


def _facility(line: FacilityLine, sources: tuple[SourceRef, ...]) -> RecordRef:
    return RecordRef(
        kind="facility",
        uid=line.uid,
        key=line.key,
        title=line.title,
        first_day=line.verified_on,
        last_day=line.verified_on,
        precision="day" if line.verified_on else "none",
        date_text="",
        territory=line.territory,
        venue="",
        low=1,
        high=1,
        planned=None,
        basis="stated",
        sources=sources,
        synthetic=line.synthetic,
    )


def milestones(question: Question) -> Answer:
    lines = law.milestones(question.viewer, **question.plain)
    if not lines:
        return Answer()
    return Answer(
        evidence=recorded(len(lines)),
        records=tuple(_record("milestone", m, m.territory, 1, 1) for m in lines),
        records_total=len(lines),
        by_territory=per_country(lines, "territory"),
        last_days=last_days(lines, "territory"),
    )


def _record(kind: str, line: Any, territory: str, low: int | None, high: int | None) -> RecordRef:
    return RecordRef(
        kind=kind,
        uid=line.uid,
        key=line.key,
        title=line.title,
        first_day=line.first_day,
        last_day=line.last_day,
        precision=line.precision,
        date_text=line.date_text,
        territory=territory,
        venue=getattr(line, "venue", ""),
        low=low,
        high=high,
        planned=None,
        basis="stated" if low is not None else "unknown",
        sources=line.sources,
        synthetic=line.synthetic,
    )


ANSWERS: dict[str, Callable[[Question], Answer]] = {
    "awareness.events.national": partial(events, kinds=AWARENESS_KINDS, level=Level.NATIONAL),
    "awareness.events.regional": partial(events, kinds=AWARENESS_KINDS, level=Level.REGIONAL),
    "awareness.events.inter_regional": partial(events, kinds=AWARENESS_KINDS, level=Level.INTER_REGIONAL),
    "awareness.participants": partial(participants, kinds=AWARENESS_KINDS),
    "resources.facilities": facilities,
    "resources.handovers": handovers,
    "resources.items": items,
    "resources.in_service": in_service,
    "legal.milestones": milestones,
    "exercises.held": partial(events, kinds=EXERCISES),
    "exercises.participants": partial(participants, kinds=EXERCISES),
}
