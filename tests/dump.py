"""The whole database as text, as somebody reads it who has a copy of it."""

import base64
import binascii
import re
from collections.abc import Iterable, Iterator
from uuid import UUID

from django.db import connection


def columns(*, leaving_out: Iterable[str] = ()) -> Iterator[tuple[str, str]]:
    """Every column of every table, as (table.column, all that stands in it); binary content as text beside it."""
    with connection.cursor() as cursor:
        for table in sorted(set(connection.introspection.table_names(cursor)) - set(leaving_out)):
            cursor.execute(f"SELECT * FROM {connection.ops.quote_name(table)}")  # noqa: S608 - names of our own tables
            names = [column[0] for column in cursor.description]
            cells: list[list[str]] = [[] for _ in names]
            for row in cursor.fetchall():
                for kept, value in zip(cells, row, strict=True):
                    kept.append(_text(value))
            yield from zip([f"{table}.{name}" for name in names], map("\n".join, cells), strict=True)


def found(*words: str, leaving_out: Iterable[str] = ()) -> list[str]:
    """Where one of the words stands, in any case, as `table.column: word`; a uid also as it is without its dashes."""
    asked = {word: {word.casefold(), *_bare(word)} for word in words}
    if not asked:
        return []
    any_of = re.compile("|".join(sorted({re.escape(form) for forms in asked.values() for form in forms})))
    told = []
    for column, text in columns(leaving_out=leaving_out):
        folded = text.casefold()
        if any_of.search(folded):  # most columns have none, and are looked through once and not for each word
            told += [f"{column}: {word}" for word, forms in asked.items() if any(form in folded for form in forms)]
    return told


def _bare(word: str) -> set[str]:
    try:
        return {UUID(word).hex}
    except ValueError:
        return set()


def _text(value: object) -> str:
    text = bytes(value).decode("utf-8", "replace") if isinstance(value, bytes | memoryview) else str(value)
    if len(text) < 12 or not text.isascii():
        return text
    try:  # what a cache keeps
        return f"{text} {base64.b64decode(text, validate=True).decode('utf-8', 'replace')}"
    except (binascii.Error, ValueError):
        return text
