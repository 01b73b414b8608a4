"""Events: what happened or is planned, with the figures that sources state about them."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.lib.figures import SourceRef
from kerege.outreach.models import Event, EventCount, EventSource
from kerege.outreach.words import Measure, Status
from kerege.records.citing import cited, source_ref
from kerege.records.labels import Withheld
from kerege.records.stated import NEWEST
from kerege.records.viewers import Viewer

LARGEST_LIST = 500


@dataclass(frozen=True)
class FigureLine:
    """A figure that one source states about an event."""

    measure: str
    value: int
    qualifier: str
    source: SourceRef
    note: str


@dataclass(frozen=True)
class EventLine:
    """One event with the figures and pages known about it."""

    uid: str
    key: str
    owner: str
    title: str
    kind: str
    level: str
    status: str
    project: str
    first_day: date | None
    last_day: date | None
    precision: str
    date_text: str
    venue: str
    place: str
    note: str | Withheld
    figures: tuple[FigureLine, ...]
    sources: tuple[SourceRef, ...]
    synthetic: bool

    def stated(self, measure: str) -> tuple[tuple[int, tuple[str, ...]], ...]:
        """The figures for one measure that are no plans, each with the keys of its sources, smallest first."""
        found = [f for f in self.figures if f.measure == measure and f.qualifier != "planned"]
        return tuple(
            (value, tuple(sorted(f.source.key for f in found if f.value == value)))
            for value in sorted({f.value for f in found})
        )


def events(
    viewer: Viewer,
    *,
    on: date,
    project: str = "",
    kinds: Collection[str] = (),
    level: str = "",
    territories: Collection[str] = (),
    status: str = "",
    text: str = "",
    limit: int = LARGEST_LIST,
) -> list[EventLine]:
    """Events by day, newest first, undated last: those held by `on`, and those planned or not known to be held.

    The number of queries does not grow with the number of events.
    """
    rows = Event.objects.seen_by(viewer).filter(Q(status=Status.HELD, done_by__lte=on) | ~Q(status=Status.HELD))
    wanted = {
        "project_key": project,
        "kind__in": list(kinds),
        "level": level,
        "venue_id__in": list(territories),
        "status": status,
        "title__icontains": text,
    }
    rows = rows.filter(**{name: value for name, value in wanted.items() if value})
    return _lines(viewer, rows.order_by(NEWEST, "key")[:limit].seen())


def events_held(
    viewer: Viewer,
    *,
    on: date,
    project: str = "",
    kinds: Collection[str] = (),
    level: str = "",
    territories: Collection[str] = (),
) -> list[EventLine]:
    """The events among `events` that were held by `on`."""
    return events(viewer, on=on, project=project, kinds=kinds, level=level, territories=territories, status=Status.HELD)


def event(viewer: Viewer, uid: str, *, on: date) -> EventLine | None:
    """One event; None when there is none that the viewer may see, or when it was not yet held on the day."""
    rows = Event.objects.seen_by(viewer).filter(uid=uid)
    found = _lines(viewer, rows.filter(Q(done_by__lte=on) | Q(done_by__isnull=True)).seen())
    return found[0] if found else None


def participants(lines: Iterable[EventLine]) -> tuple[int, int, int]:
    """Least and greatest number of participants that sources state, and of how many events nobody says it."""
    low = high = unknown = 0
    for line in lines:
        stated = line.stated(Measure.PARTICIPANTS)
        low += stated[0][0] if stated else 0
        high += stated[-1][0] if stated else 0
        unknown += not stated
    return low, high, unknown


def _lines(viewer: Viewer, rows: list[Any]) -> list[EventLine]:
    ids = [r.id for r in rows]
    sources = cited(EventSource, "event", ids)
    figures: dict[int, list[FigureLine]] = {}
    counts = EventCount.objects.seen_by(viewer).filter(event_id__in=ids).select_related("source")
    for c in counts.order_by("measure", "id").seen():
        line = FigureLine(c.measure, c.value, c.qualifier, source_ref(c.source), c.note)
        figures.setdefault(c.event_id, []).append(line)
    return [
        EventLine(
            uid=str(r.uid),
            key=r.key,
            owner=r.owner,
            title=r.title,
            kind=r.kind,
            level=r.level,
            status=r.status,
            project=r.project_key,
            first_day=r.first_day,
            last_day=r.last_day,
            precision=r.precision,
            date_text=r.date_text,
            venue=r.venue_id or "",
            place=r.place,
            note=r.note,
            figures=tuple(figures.get(r.id, ())),
            sources=sources.get(r.id, ()),
            synthetic=r.synthetic,
        )
        for r in rows
    ]
