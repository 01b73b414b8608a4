"""The records behind a figure, one page of them, in the order that was asked for."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.core.paginator import Page, Paginator
from django.urls import NoReverseMatch, reverse
from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.indicators import queries
from kerege.indicators.queries.sheet import BASES
from kerege.indicators.rules import Reading, RecordRef
from kerege.lib.figures import SourceRef
from kerege.people import queries as organisations
from kerege.records.viewers import Viewer
from kerege.web.indicators.asking import Asked
from kerege.web.shell.figures import between, days, stated

SHOWN, READ_AT_ONCE, MOST_SORTED = 50, 200, 1000
Names = Mapping[str, Designated]
ORDERS: dict[str, Callable[[RecordRef, Names], Any]] = {
    "title": lambda r, _: r.title.casefold(),
    "day": lambda r, _: r.last_day or date.min,
    "territory": lambda r, names: names[r.territory].sort_key if r.territory else "",
    "venue": lambda r, names: names[r.venue].sort_key if r.venue else "",
    "figure": lambda r, _: (r.high if r.high is not None else -1, r.planned or 0),
}
PAGES = {
    "course": "course",
    "course_group": "course_group",
    "placement": "course",
    "event": "event",
    "handover": "handover",
    "facility": "facility",
    "item": "equipment_item",
    "adoption": "adoption",
    "milestone": "milestone",
    "case": "certificate_case",
}


@dataclass(frozen=True)
class Row:
    """A record as the page shows it. `adds` is empty where nobody says how many; `href` where it has no page."""

    title: str
    href: str
    synthetic: bool
    country: Designated | None
    place: Designated | None
    days: str
    adds: str
    basis: str
    sources: tuple[SourceRef, ...]


@dataclass(frozen=True)
class Records:
    """`page` is for the controls, `rows` are what it shows. Long lists keep the order of their query."""

    rows: list[Row]
    page: Page[Any]
    total: int
    sortable: bool


def records_of(viewer: Viewer, first: Reading, question: Asked, *, page: str, sort: str) -> Records:
    """The records of `first`, a reading of the first READ_AT_ONCE of them."""
    total = first.records_total
    if total > MOST_SORTED:
        return _unsorted(viewer, first, question, page)
    rows = list(first.records)
    while len(rows) < total:
        number = len(rows) // READ_AT_ONCE + 1
        more = _read(viewer, first, question, number, READ_AT_ONCE)
        if not more:
            break
        rows += more
    names = _names(rows, question)
    key = ORDERS.get(sort.removeprefix("-"))
    if key:
        rows.sort(key=lambda r: key(r, names), reverse=sort.startswith("-"))
    shown = Paginator(rows, SHOWN).get_page(page)
    return Records(_shown(shown.object_list, names, question), shown, total, sortable=True)


def _unsorted(viewer: Viewer, first: Reading, question: Asked, page: str) -> Records:
    shown = Paginator(range(first.records_total), SHOWN).get_page(page)
    rows = _read(viewer, first, question, shown.number, SHOWN)
    names = _names(rows, question)
    return Records(_shown(rows, names, question), shown, first.records_total, sortable=False)


def _shown(rows: Iterable[RecordRef], names: Names, question: Asked) -> list[Row]:
    """The rows of a page. Trainers in a centre are known by the centre; the course that trained them follows."""
    rows = list(rows)
    placed = any(r.kind == "placement" for r in rows)
    bodies = organisations.organisations(on=question.on, lang=question.lang) if placed else []
    centres = {body.key: body.name for body in bodies}
    return [_row(r, names, centres.get(r.key, r.key) if r.kind == "placement" else "") for r in rows]


def _names(rows: list[RecordRef], question: Asked) -> Names:
    codes = {r.territory for r in rows} | {r.venue for r in rows}
    return atlas.display_names(sorted(codes - {""}), lang=question.lang, on=question.on)


def _read(viewer: Viewer, first: Reading, question: Asked, page: int, size: int) -> list[RecordRef]:
    key = first.indicator.key
    return list(queries.reading(viewer, key, on=question.on, scope=question.scope, page=page, size=size).records)


def _row(record: RecordRef, names: Names, centre: str) -> Row:
    adds = between(record.low, record.high)
    if not adds and record.planned:
        adds = stated(record.planned, "planned")
    return Row(
        title=" · ".join(filter(None, (centre, record.title))),
        href=address_of(record),
        synthetic=record.synthetic,
        country=names.get(record.territory),
        place=names.get(record.venue),
        days=record.date_text if record.precision == "none" and record.date_text else _days(record),
        adds=adds,
        basis=gettext(BASES[record.basis]) if record.basis in BASES else "",
        sources=record.sources,
    )


def _days(record: RecordRef) -> str:
    return days(record.first_day, record.last_day, record.precision)


def address_of(record: RecordRef) -> str:
    """The page of a record; an empty text where this node has none for its kind."""
    try:
        return reverse(PAGES[record.kind], args=[record.uid])
    except (KeyError, NoReverseMatch):
        return ""
