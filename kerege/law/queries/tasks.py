"""Reading which body has which task by law, and who informs whom: as on a day, and as it was known then."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Q

from kerege.law.models import Authority, BodyDuty, InformationDuty, Measure
from kerege.law.rules.duties import holds, in_mode, read_period
from kerege.law.words import duties_refused as words
from kerege.law.words.duties import Mode, Timing
from kerege.lib.refusal import Refusal
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class BodyLine:
    """A body. `there` says whether it exists on the day; `before` are the bodies whose tasks it took over."""

    uid: str
    key: str
    owner: str
    label: int
    territory: str
    titles: Mapping[str, str]
    abbreviation: str
    parent: str
    successor: str
    before: tuple[str, ...]
    start: date | None
    until: date | None
    there: bool
    synthetic: bool


@dataclass(frozen=True)
class Basis:
    """Where a duty is laid down. `measure` is the address of a measure that the reader finds here, else empty."""

    act: str
    measure: str
    measure_titles: Mapping[str, str]
    obligation: str
    provision: str
    source: str
    source_as_of: date | None


@dataclass(frozen=True)
class DutyLine:
    """What a body does about a topic; an empty body is one that the provision does not name, as far as known here."""

    uid: str
    key: str
    label: int
    territory: str
    body: str
    topic: str
    topic_label: Mapping[str, str]
    part: str
    what: Mapping[str, str]
    basis: Basis
    start: date | None
    until: date | None
    provisional: bool
    stated: bool
    note: str
    known_from: date
    synthetic: bool


@dataclass(frozen=True)
class InformationDutyLine:
    """Who informs whom of what and by when. `counts` is the period taken apart ({"hours": 24}), empty where the
    provision names no time or none is known: `timing` says which. `working_days`: its days are days of work.
    """

    uid: str
    key: str
    label: int
    territory: str
    sender: str
    recipient: str
    subject: str
    what: Mapping[str, str]
    form: Mapping[str, str]
    mode: str
    switched_by: str
    timing: str
    period: str
    counts: Mapping[str, int]
    clock: str
    working_days: bool
    basis: Basis
    start: date | None
    until: date | None
    provisional: bool
    stated: bool
    note: str
    known_from: date
    synthetic: bool


@dataclass(frozen=True)
class BodyPage:
    """A body with its tasks and with whom it informs and who informs it, on the day."""

    line: BodyLine
    duties: tuple[DutyLine, ...]
    tells: tuple[InformationDutyLine, ...]
    is_told: tuple[InformationDutyLine, ...]
    bodies: Mapping[str, BodyLine]


def bodies(viewer: Viewer, *, on: date, territories: Collection[str] = ()) -> dict[str, BodyLine]:
    """The bodies that the viewer may see, by key: of these countries and of none, or all."""
    rows = Authority.objects.seen_by(viewer).order_by("territory_id", "key").seen()
    names = {row.id: row.key for row in rows}
    before: dict[str, list[str]] = {}
    for row in rows:
        if row.successor_id in names:
            before.setdefault(names[row.successor_id], []).append(row.key)
    return {
        row.key: _body(row, names, before, on)
        for row in rows
        if not territories or row.territory_id is None or row.territory_id in territories
    }


def _body(row: Any, names: Mapping[int, str], before: Mapping[str, list[str]], on: date) -> BodyLine:
    return BodyLine(
        uid=str(row.uid),
        key=row.key,
        owner=row.owner,
        label=row.label,
        territory=row.territory_id or "",
        titles=row.titles,
        abbreviation=row.abbreviation,
        parent=names.get(row.parent_id, ""),
        successor=names.get(row.successor_id, ""),
        before=tuple(before.get(row.key, ())),
        start=row.start,
        until=row.until,
        there=holds(row.start, row.until, on),
        synthetic=row.synthetic,
    )


def duties(
    viewer: Viewer,
    *,
    on: date,
    country: str = "",
    topic: str = "",
    body: str = "",
    known_on: date | None = None,
) -> list[DutyLine]:
    """What bodies do by law on the day, by country, topic and body; as it is known now, or was known on a day."""
    rows = BodyDuty.objects.seen_by(viewer).filter(_known(known_on))
    rows = rows.filter(territory_id=country) if country else rows
    found = rows.select_related("topic", "obligation").order_by("territory_id", "topic__position", "key").seen()
    names = _keys_of(viewer, found, "body")
    bases = _bases(viewer, found)
    lines = [
        DutyLine(
            **_shared(row, bases),
            body=names.get(row.body_id, ""),
            topic=row.topic.key,
            topic_label=row.topic.label,
            part=row.part,
        )
        for row in found
        if holds(row.start, row.until, on)
    ]
    return [line for line in lines if topic in {"", line.topic} and body in {"", line.body}]


def information_duties(
    viewer: Viewer,
    *,
    on: date,
    country: str = "",
    mode: str = "",
    body: str = "",
    known_on: date | None = None,
) -> list[InformationDutyLine]:
    """Who informs whom on the day, by country, sender and key; as it is known now, or was known on a day.

    With a mode, what holds in it: in an emergency its own duties, and of the normal ones those that it does not
    replace. Without one, all of both. `body` is a sender or a recipient.
    """
    rows = InformationDuty.objects.seen_by(viewer).filter(_known(known_on))
    rows = rows.filter(territory_id=country) if country else rows
    found = rows.select_related("obligation").order_by("territory_id", "key").seen()
    names = _keys_of(viewer, found, "sender", "recipient", "switcher")
    bases = _bases(viewer, found)
    lines = [_informing(row, names, bases) for row in found if holds(row.start, row.until, on)]
    if mode:
        lines = [
            line
            for land in dict.fromkeys(line.territory for line in lines)
            for line in in_mode([each for each in lines if each.territory == land], Mode(mode))
        ]
    lines = [line for line in lines if not body or body in {line.sender, line.recipient}]
    return sorted(lines, key=lambda line: (line.territory, line.sender, line.key))


def _informing(row: Any, names: Mapping[int, str], bases: Mapping[int, Basis]) -> InformationDutyLine:
    return InformationDutyLine(
        **_shared(row, bases),
        sender=names.get(row.sender_id, ""),
        recipient=names.get(row.recipient_id, ""),
        subject=row.subject,
        form=row.form,
        mode=row.mode,
        switched_by=names.get(row.switcher_id, ""),
        timing=row.timing,
        period=row.period,
        counts=read_period(row.period) if row.timing == Timing.WITHIN else {},
        clock=row.clock,
        working_days=row.working_days,
    )


def who_switches(viewer: Viewer, *, on: date, country: str) -> list[str]:
    """The bodies of a country that may switch to emergency mode on the day, by key, as far as known here."""
    lines = information_duties(viewer, on=on, country=country)
    return sorted({line.switched_by for line in lines if line.switched_by})


def body(viewer: Viewer, key: str, *, on: date) -> BodyPage:
    """One body with what it does. Refuses law.unknown_body (404), also for one above the viewer's clearance."""
    found = bodies(viewer, on=on)
    if key not in found:
        raise Refusal(words.UNKNOWN_BODY, field="key", key=key[:60])
    told = information_duties(viewer, on=on, body=key)
    return BodyPage(
        line=found[key],
        duties=tuple(duties(viewer, on=on, body=key)),
        tells=tuple(line for line in told if line.sender == key),
        is_told=tuple(line for line in told if line.recipient == key),
        bodies=found,
    )


def _known(known_on: date | None) -> Q:
    """What was the newest on the day; a row that was corrected on the day itself is known no more."""
    if known_on is None:
        return Q(known_to=None)
    return Q(known_from__lte=known_on) & (Q(known_to=None) | Q(known_to__gt=known_on))


def _shared(row: Any, bases: Mapping[int, Basis]) -> dict[str, Any]:
    plain = ("key", "label", "what", "start", "until", "provisional", "stated", "note", "known_from", "synthetic")
    return {name: getattr(row, name) for name in plain} | {
        "uid": str(row.uid),
        "territory": row.territory_id,
        "basis": bases[row.id],
    }


def _keys_of(viewer: Viewer, rows: Iterable[Any], *names: str) -> dict[int, str]:
    wanted = {getattr(row, f"{name}_id") for row in rows for name in names} - {None}
    return dict(Authority.objects.seen_by(viewer).filter(id__in=wanted).values_list("id", "key"))


def _bases(viewer: Viewer, rows: Iterable[Any]) -> dict[int, Basis]:
    acts = {row.act for row in rows} - {""}
    here = {row.uri: row.titles for row in Measure.objects.seen_by(viewer).filter(uri__in=acts).seen()}
    return {
        row.id: Basis(
            act=row.act,
            measure=row.act if row.act in here else "",
            measure_titles=here.get(row.act, {}),
            obligation=row.obligation.key if row.obligation_id else "",
            provision=row.provision,
            source=row.source,
            source_as_of=row.source_as_of,
        )
        for row in rows
    }


__all__ = [
    "Basis",
    "BodyLine",
    "BodyPage",
    "DutyLine",
    "InformationDutyLine",
    "bodies",
    "body",
    "duties",
    "information_duties",
    "who_switches",
]
