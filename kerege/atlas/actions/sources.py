"""Recording sources."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from kerege.atlas.actions.recording import bring_in, once
from kerege.atlas.models import Source
from kerege.atlas.rules import Recorder, check_may_cite, check_may_record, check_shape, uid_of
from kerege.atlas.words import NOT_AN_ADDRESS
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_line, clean_text

_KEY = r"[A-Za-z0-9][A-Za-z0-9.-]{0,19}"


@dataclass(frozen=True)
class SourceRow:
    key: str
    title: str
    address: str = ""
    page_date: date | None = None
    page_date_text: str = ""
    note: str = ""


def record_source(
    *,
    by: Recorder,
    key: str,
    title: str,
    address: str = "",
    page_date: date | None = None,
    page_date_text: str = "",
    note: str = "",
) -> Source:
    """Record where facts were read; open to everybody who records something that has to cite a source.

    Refuses atlas.not_yours, atlas.bad_code, atlas.not_an_address, records.key_taken, text.*.
    """
    check_may_cite(by)
    _check_address(address)
    row = _row(SourceRow(key, title, address, page_date, page_date_text, note))
    where = {"key": row.pop("key")}
    return once(by=by, model=Source, word="atlas.source.recorded", where=where, content=row)


def _check_address(address: str) -> None:
    """Every part of the address is a web address, so that a reader who follows it stays on the web."""
    if not all(re.fullmatch(r"https?://[^\s/]+\.[^\s]+", part) for part in address.split(" ; ") if part):
        raise Refusal(NOT_AN_ADDRESS, field="address", address=address[:60])


def record_sources(*, by: Recorder, rows: Iterable[SourceRow]) -> int:
    """Bring in a list of sources with one act. Refuses what `record_source` refuses."""
    check_may_record(by)
    return bring_in(by=by, model=Source, word="atlas.sources.recorded", key=["key"], rows=[_row(row) for row in rows])


def _row(row: SourceRow) -> dict[str, Any]:
    return {
        "key": check_shape(row.key, _KEY, "S1, S14b", field="key"),
        "uid": uid_of("source", row.key),
        "title": clean_line(row.title, field="title", max_length=300),
        "address": clean_text(row.address, field="address", max_length=2000) if row.address else "",
        "page_date": row.page_date,
        "page_date_text": clean_line(row.page_date_text, field="page_date_text", max_length=60)
        if row.page_date_text
        else "",
        "note": clean_text(row.note, field="note", max_length=2000) if row.note else "",
    }
