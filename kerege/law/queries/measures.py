"""Reading national measures: which there are, and one of them on a day."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from kerege.law.models import Authority, Expression, LifecycleEvent, Measure, MeasureSource
from kerege.law.rules.measures import confirm_due
from kerege.law.rules.timeline import Event, Text, state_of
from kerege.law.words import measures_refused as words
from kerege.law.words.measures import MeasureState, SourceKind
from kerege.lib.figures import SourceRef
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.records.citing import cited
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class TextLine:
    """A text of a measure without its words."""

    uid: str
    label: int
    language: str
    start: date
    until: date | None
    kind: str
    schema: str
    editable: bool
    losses: tuple[Mapping[str, str], ...]
    file_kind: str
    sha256: str
    translation_of: int | None

    @property
    def text(self) -> Text:
        return Text(self.uid, self.language, self.start, self.until, self.kind)


@dataclass(frozen=True)
class EventLine:
    """What happens to a measure. `by` is the address of the measure that does it, where the reader may know of it."""

    uid: str
    label: int
    kind: str
    wids: tuple[str, ...]
    first_day: date | None
    counts_from: date | None
    precision: str
    condition: str
    note: str
    by: str

    @property
    def event(self) -> Event:
        return Event(self.uid, self.kind, self.counts_from, frozenset(self.wids), self.condition)


@dataclass(frozen=True)
class MeasureLine:
    """A measure as its viewer may see it, on a day."""

    uid: str
    uri: str
    owner: str
    label: int
    territory: str
    kind: str
    titles: Mapping[str, str]
    number: str
    state: MeasureState
    first_day: date | None
    last_day: date | None
    precision: str
    rank: tuple[int, Mapping[str, str]] | None
    authority: Mapping[str, str]
    delegated_from: str
    delegated_eid: str
    gazette: str
    gazette_on: date | None
    link: str
    aliases: tuple[tuple[str, str], ...]
    note: str
    confirmed_on: date | None
    confirmed: bool
    synthetic: bool
    sources: tuple[SourceRef, ...] = ()
    texts: tuple[TextLine, ...] = ()
    events: tuple[EventLine, ...] = field(default_factory=tuple)

    @property
    def languages(self) -> tuple[str, ...]:
        """The languages in which there is a text that is more than a summary."""
        return tuple(dict.fromkeys(each.language for each in self.texts if each.kind != SourceKind.SUMMARY))

    @property
    def has_text(self) -> bool:
        return bool(self.languages)


def measures(
    viewer: Viewer,
    *,
    on: date,
    territories: Collection[str] = (),
    kind: str = "",
    state: str = "",
    language: str = "",
    text: str = "",
) -> list[MeasureLine]:
    """The measures that the viewer may see, by country and date, the newest first. `text` is looked for in titles,
    numbers and addresses.
    """
    rows = Measure.objects.seen_by(viewer)
    if territories:
        rows = rows.filter(territory_id__in=list(territories))
    if kind:
        rows = rows.filter(kind=kind)
    lines = _lines(viewer, rows, on)
    wanted = text.casefold()
    return [
        line
        for line in sorted(
            lines, key=lambda each: (each.territory, -(each.first_day or date.min).toordinal(), each.uri)
        )
        if (not state or line.state == state)
        and (not language or language in line.languages)
        and (not wanted or wanted in f"{' '.join(line.titles.values())}\n{line.number}\n{line.uri}".casefold())
    ]


def measure(viewer: Viewer, uri: str, *, on: date) -> MeasureLine:
    """One measure by its address. Refuses law.no_measure (404), also for one above the viewer's clearance."""
    found = _lines(viewer, Measure.objects.seen_by(viewer).filter(uri=uri), on)
    if not found:
        raise Refusal(words.NO_MEASURE, uri=uri[:300])
    return found[0]


def _lines(viewer: Viewer, rows: Any, on: date) -> list[MeasureLine]:
    found = rows.select_related("rank").seen()
    ids = [row.id for row in found]
    texts, events = _texts(viewer, ids), _events(viewer, ids)
    sources = cited(MeasureSource, "measure", ids)
    above = {row.delegated_from_id for row in found} - {None}
    names = dict(Measure.objects.seen_by(viewer).filter(id__in=above).values_list("id", "uri"))
    bodies = _authorities(viewer, {row.authority_id for row in found} - {None})
    return [
        MeasureLine(
            uid=str(row.uid),
            uri=row.uri,
            owner=row.owner,
            label=row.label,
            territory=row.territory_id,
            kind=row.kind,
            titles=row.titles,
            number=row.number,
            state=state_of(row.stated_state, [each.event for each in events.get(row.id, ())], on),
            first_day=row.first_day,
            last_day=row.last_day,
            precision=row.precision,
            rank=(row.rank.level, row.rank.names) if row.rank_id else None,
            authority=bodies.get(row.authority_id, {}),
            delegated_from=names.get(row.delegated_from_id, ""),
            delegated_eid=row.delegated_eid if row.delegated_from_id in names else "",
            gazette=row.gazette,
            gazette_on=row.gazette_on,
            link=row.link,
            aliases=tuple((scheme, number) for scheme, number in row.aliases),
            note=row.note,
            confirmed_on=row.confirmed_on,
            confirmed=row.confirmed_on is not None and row.confirmed_on <= on < (confirm_due(row.confirmed_on) or on),
            synthetic=row.synthetic,
            sources=sources.get(row.id, ()),
            texts=tuple(texts.get(row.id, ())),
            events=tuple(events.get(row.id, ())),
        )
        for row in found
    ]


def _authorities(viewer: Viewer, ids: Collection[Any]) -> dict[Any, Mapping[str, str]]:
    return {row.id: row.titles for row in Authority.objects.seen_by(viewer).filter(id__in=ids).seen()}


def _texts(viewer: Viewer, ids: Collection[int]) -> dict[int, list[TextLine]]:
    rows = Expression.objects.seen_by(viewer).filter(measure_id__in=ids, withdrawn_on__isnull=True)
    found: dict[int, list[TextLine]] = {}
    for row in rows.defer("content").order_by("language", "start", "id").seen():
        line = TextLine(
            uid=str(row.uid),
            label=row.label,
            language=row.language,
            start=row.start,
            until=row.until,
            kind=row.source_kind,
            schema=row.schema,
            editable=row.editable,
            losses=tuple(row.losses),
            file_kind=row.file_kind,
            sha256=row.sha256,
            translation_of=row.translation_of_id,
        )
        found.setdefault(row.measure_id, []).append(line)
    return found


def _events(viewer: Viewer, ids: Collection[int]) -> dict[int, list[EventLine]]:
    rows = LifecycleEvent.objects.seen_by(viewer).filter(measure_id__in=ids, withdrawn_on__isnull=True)
    seen = rows.order_by("counts_from", "id").seen()
    changing = {row.by_measure_id for row in seen} - {None}
    names = dict(Measure.objects.seen_by(viewer).filter(id__in=changing).values_list("id", "uri"))
    found: dict[int, list[EventLine]] = {}
    for row in seen:
        line = EventLine(
            uid=str(row.uid),
            label=row.label,
            kind=row.kind,
            wids=tuple(row.wids),
            first_day=row.first_day,
            counts_from=row.counts_from,
            precision=row.precision,
            condition=row.condition,
            note=row.note,
            by=names.get(row.by_measure_id, ""),
        )
        found.setdefault(row.measure_id, []).append(line)
    return found


def changed_by(viewer: Viewer, line: MeasureLine) -> dict[str, Mapping[str, str]]:
    """The titles, by address, of the measures to which something happened by this one, of those that the viewer may
    see.
    """
    rows = LifecycleEvent.objects.seen_by(viewer).filter(by_measure__uid=line.uid, withdrawn_on__isnull=True)
    found = Measure.objects.seen_by(viewer).filter(id__in={row.measure_id for row in rows.seen()})
    return {str(row.uri): row.titles for row in found.order_by("uri").seen()}


def holding(viewer: Viewer, uid: str, *, on: date) -> MeasureLine:
    """The measure that has the text or the event with this uid. Refuses law.no_text (404), also above the clearance."""
    number = uid_or_none(uid)
    for model in (Expression, LifecycleEvent):
        row = (
            model.objects.seen_by(viewer)
            .filter(uid=number, withdrawn_on__isnull=True)
            .values_list("measure_id")
            .first()
        )
        if row is not None:
            found = _lines(viewer, Measure.objects.seen_by(viewer).filter(id=row[0]), on)
            if found:
                return found[0]
    raise Refusal(words.NO_TEXT)
