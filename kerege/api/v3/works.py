"""Measures and their texts as documents of the interface."""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext

from kerege.law.queries.measures import MeasureLine, TextLine
from kerege.law.queries.texts import ProvisionLine
from kerege.law.rules.akn import uris
from kerege.law.rules.measures import LANGUAGES
from kerege.law.rules.timeline import text_on
from kerege.law.words.measures import EVENT_KINDS, MEASURE_KINDS, EventKind, MeasureState, SourceKind

BASE = "/api/v3"
FORMATS = {"json": "application/json", "xml": "application/akn+xml", "html": "text/html"}
_NOT_YET = frozenset({MeasureState.DRAFT, MeasureState.ADOPTED})


def commenced(line: MeasureLine) -> bool | None:
    """Whether any of it has entered into force; None where nothing says so."""
    return None if line.state == MeasureState.UNKNOWN else line.state not in _NOT_YET


def repealed(line: MeasureLine) -> bool:
    return line.state == MeasureState.REPEALED


def principal(line: MeasureLine) -> bool:
    """Whether it is issued under no other measure."""
    return not line.delegated_from


def expression_uri(line: MeasureLine, text: TextLine) -> str:
    return f"{line.uri}/{text.language}@{text.start.isoformat()}"


def title(line: MeasureLine, language: str = "") -> str:
    """In this language (ISO 639-2), else in English or any."""
    tags = [LANGUAGES.get(language, ""), "en", *line.titles]
    return next((line.titles[tag] for tag in tags if tag in line.titles), line.uri)


def latest(line: MeasureLine, language: str, on: date) -> TextLine | None:
    """The text of the language that holds on the day; before the first one, none."""
    found = text_on([each.text for each in line.texts], language, on)
    return next((each for each in line.texts if found and each.uid == found.key), None)


def chosen(line: MeasureLine, language: str | None, on: date) -> TextLine | None:
    """The text for a language, or of a work alone: an official one before a translation, a summary last."""
    languages = [language] if language else list(dict.fromkeys(each.language for each in line.texts))
    found = [text for text in (latest(line, each, on) for each in languages) if text]
    order = [kind.value for kind in SourceKind]
    return min(found, key=lambda text: order.index(text.kind), default=None)


def expression(request: HttpRequest, line: MeasureLine, text: TextLine) -> dict[str, Any]:
    """One text with what is known of its work."""
    address = expression_uri(line, text)
    entry = next((each for each in line.events if each.kind == EventKind.ENTER and not each.wids), None)
    return {
        **_named(line),
        "url": _url(request, f"{address}.json"),
        "title": title(line, text.language),
        "created_at": None,
        "updated_at": None,
        "expression_frbr_uri": address,
        "publication_date": line.gazette_on,
        "publication_name": line.gazette or None,
        "publication_number": None,
        "publication_document": {"url": line.link} if line.link else None,
        "expression_date": text.start,
        "commenced": commenced(line),
        "commencement_date": entry.counts_from if entry else None,
        "assent_date": line.first_day if line.precision == "day" else None,
        "language": text.language,
        "repeal": _repeal(line),
        "amendments": _changes(line),
        "work_amendments": _changes(line),
        "points_in_time": _points(request, line),
        "parent_work": {"frbr_uri": line.delegated_from} if line.delegated_from else None,
        "custom_properties": {
            "source_kind": text.kind,
            "schema": text.schema,
            "sha256": text.sha256,
            "state": line.state.value,
        },
        "numbered_title": line.number or None,
        "taxonomy_topics": [],
        "as_at_date": line.confirmed_on,
        "stub": text.kind == SourceKind.SUMMARY,
        "principal": principal(line),
        "type_name": gettext(MEASURE_KINDS.get(line.kind, line.kind)),  # type: ignore[call-overload]
        "aliases": [{"name": scheme, "value": number} for scheme, number in line.aliases],
        "links": [
            {"rel": "alternate", "title": name.upper(), "mediaType": kind, "href": _url(request, f"{address}.{name}")}
            for name, kind in FORMATS.items()
        ],
    }


def _named(line: MeasureLine) -> dict[str, Any]:
    """What the address of the work says."""
    uri = uris.parse(line.uri)
    return {
        "work_title": title(line),
        "country": uri.country,
        "locality": uri.locality,
        "place": uri.place,
        "nature": uri.doctype,
        "subtype": uri.subtype,
        "date": uri.date,
        "year": uri.date[:4],
        "actor": uri.actor,
        "number": uri.number,
        "frbr_uri": line.uri,
    }


def _url(request: HttpRequest, address: str) -> str:
    return request.build_absolute_uri(f"{BASE}{address}")


def _repeal(line: MeasureLine) -> dict[str, Any] | None:
    ended = next((each for each in line.events if each.kind == EventKind.REPEAL and not each.wids), None)
    return {"date": ended.counts_from, "repealing_uri": ended.by or None, "repealing_title": None} if ended else None


def _changes(line: MeasureLine) -> list[dict[str, Any]]:
    return [
        {"date": each.counts_from, "amending_uri": each.by or None, "amending_title": None}
        for each in line.events
        if each.kind == EventKind.AMEND
    ]


def _points(request: HttpRequest, line: MeasureLine) -> list[dict[str, Any]]:
    return [
        {
            "date": day,
            "expressions": [
                {
                    "url": _url(request, f"{expression_uri(line, text)}.json"),
                    "language": text.language,
                    "expression_frbr_uri": expression_uri(line, text),
                    "expression_date": text.start,
                    "title": title(line, text.language),
                }
                for text in {each.language: each for each in line.texts if each.start == day}.values()
            ],
        }
        for day in sorted({text.start for text in line.texts})
    ]


def timeline(line: MeasureLine) -> list[dict[str, Any]]:
    """What happened to the measure, day by day; what hangs on a condition stands last, without a day."""
    told: dict[date | None, list[dict[str, Any]]] = {}
    for each in line.events:
        told.setdefault(each.counts_from, []).append(
            {
                "type": each.kind,
                "description": gettext(EVENT_KINDS[EventKind(each.kind)]),
                "by_frbr_uri": each.by or None,
                "by_title": None,
                "note": each.condition or None,
                "provisions": list(each.wids),
                "date_precision": each.precision,
            }
        )
    days = sorted((day for day in told if day), key=lambda day: day)
    return [{"date": day, "events": told[day]} for day in [*days, *([None] if None in told else [])]]


def commencements(line: MeasureLine) -> list[dict[str, Any]]:
    """When which parts enter into force, and under which condition."""
    return [
        {
            "commencing_work": {"frbr_uri": each.by} if each.by else None,
            "date": each.counts_from,
            "date_precision": each.precision,
            "note": each.condition or None,
            "main": not each.wids,
            "all_provisions": not each.wids,
            "provisions": list(each.wids),
        }
        for each in line.events
        if each.kind == EventKind.ENTER
    ]


def contents(request: HttpRequest, address: str, provisions: Sequence[ProvisionLine]) -> list[dict[str, Any]]:
    """The table of contents: parts below one another, those with a number or a heading."""
    made: dict[str, dict[str, Any]] = {"": {"children": []}}
    nearest: dict[str, str] = {"": ""}
    for each in provisions:
        above = nearest.get(each.parent, "")
        if not (each.num or each.heading):
            nearest[each.eid] = above
            continue
        nearest[each.eid] = each.eid
        made[each.eid] = {
            "type": each.kind,
            "component": "main",
            "title": " ".join(filter(None, (each.num, each.heading))),
            "basic_unit": each.kind in {"article", "section"},
            "num": each.num or None,
            "id": each.eid,
            "heading": each.heading or None,
            "children": [],
            "url": _url(request, f"{address}/~{each.eid}"),
        }
        made[above]["children"].append(made[each.eid])
    return list(made[""]["children"])


def within(provisions: Iterable[ProvisionLine], eid: str) -> list[ProvisionLine]:
    """One part with all that stands in it."""
    found: list[ProvisionLine] = []
    inside: set[str] = set()
    for each in provisions:
        if each.eid == eid or each.parent in inside:
            inside.add(each.eid)
            found.append(each)
    return found
