"""What rests on one source: owned records, and the reference data that everybody reads."""

from collections.abc import Iterable
from datetime import date
from typing import Any

from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.atlas.queries import Designated
from kerege.indicators import queries as indicators
from kerege.records.cited_by import CitingRecord, citing_records
from kerege.records.viewers import Viewer
from kerege.web.reference import words
from kerege.web.shell.navigation import address

PAGES = {
    "course": "course",
    "coursegroup": "course_group",
    "event": "event",
    "handover": "handover",
    "curriculumadoption": "adoption",
}
"""The records that have a page of their own, and how its address is called."""


def by_kind(viewer: Viewer, *, source: str, on: date) -> list[tuple[str, list[dict[str, Any]]]]:
    """The records that cite the source and that the viewer may see, by kind, each with the address of its page."""
    found: dict[str, list[dict[str, Any]]] = {}
    claims = {c.uid: c.indicator for c in indicators.claims(viewer, on=on)}
    for record in citing_records(viewer, source=source, on=on):
        kind = gettext(words.RECORD_KINDS.get(record.kind, words.OTHER_RECORDS))
        found.setdefault(kind, []).append({"line": record, "href": _href(record, claims)})
    return sorted(found.items())


def _href(record: CitingRecord, claims: dict[str, str]) -> str:
    if record.kind in PAGES:
        return address(PAGES[record.kind], record.uid)
    if record.kind == "claim" and record.uid in claims:
        return address("indicator", claims[record.uid])
    if record.kind in {"milestone", "statusrecord"}:
        return address("law")
    return address("country", record.owner) if len(record.owner) == 3 and record.owner != "REG" else ""


def relations(*, source: str, on: date, lang: str) -> list[tuple[Designated, str, str]]:
    """The countries of which the source says that they take part in a project or are partners, as on the day."""
    parts = [
        (p.code, key) for key in atlas.project_keys() for p in atlas.participants(key, on=on) if p.source == source
    ]
    partners = [(p.code, p.region) for p in atlas.partners(on=on) if p.source == source]
    names = atlas.display_names({code for code, _ in (*parts, *partners)}, lang=lang, on=on)
    return [
        *((names[code], gettext("takes part in %(project)s") % {"project": key}, code) for code, key in parts),
        *((names[code], gettext("partner in the region %(region)s") % {"region": r}, code) for code, r in partners),
    ]


def matching(lines: Iterable[atlas.SourceLine], text: str) -> list[atlas.SourceLine]:
    """The sources whose key, title or address holds the text, whatever its case."""
    wanted = text.casefold()
    return [s for s in lines if wanted in f"{s.key}\n{s.title}\n{' '.join(s.addresses)}".casefold()]
