"""The forms of single values: IRIs, times, languages, hashes. Each check refuses with the property's path."""

import re
from collections.abc import Callable
from datetime import UTC, datetime
from functools import wraps
from typing import Any

import orjson

from kerege.lib.refusal import Refusal, RefusalWord
from kerege.lrs.words.statements import FORM, MISSING, NULL, TYPE, UNKNOWN, VALUE

_IRI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\x00-\x20<>\"{}|\\^`\x7f-\x9f]+")
_MAILTO = re.compile(r"mailto:[^@\x00-\x20<>\"]+@[^@\x00-\x20<>\"]+")
_SHA1 = re.compile(r"[0-9a-fA-F]{40}")
_SHA2 = re.compile(r"(?:[0-9a-fA-F]{56}|[0-9a-fA-F]{64}|[0-9a-fA-F]{96}|[0-9a-fA-F]{128})")
_UUID = re.compile(r"[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}")
_MEDIA = re.compile(r"[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}[ \t]*(?:;[^;\x00-\x08\x0a-\x1f\x7f]+)*")
"""Semicolons alone part the parameters: where blanks could belong to either side, a long value would take years."""
_CONTROL = re.compile(r"[\x00-\x08\x0a-\x1f\x7f-\x9f]")
_DURATION = re.compile(
    r"P(?=[\dT])(?:\d+(?:[.,]\d+)?W"
    r"|(?:\d+(?:[.,]\d+)?Y)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?D)?"
    r"(?:T(?=\d)(?:\d+(?:[.,]\d+)?H)?(?:\d+(?:[.,]\d+)?M)?(?:\d+(?:[.,]\d+)?S)?)?)",
    re.ASCII,
)
_LANGUAGE = re.compile(
    r"(?:(?:[A-Za-z]{2,3}(?:-[A-Za-z]{3}){0,3}|[A-Za-z]{4,8})(?:-[A-Za-z]{4})?(?:-(?:[A-Za-z]{2}|\d{3}))?"
    r"(?:-(?:[A-Za-z0-9]{5,8}|\d[A-Za-z0-9]{3}))*(?:-[0-9A-WY-Za-wy-z](?:-[A-Za-z0-9]{2,8})+)*"
    r"(?:-[xX](?:-[A-Za-z0-9]{1,8})+)?|[xX](?:-[A-Za-z0-9]{1,8})+|i-[A-Za-z]{2,8})",
    re.ASCII,
)
_TIME = re.compile(
    r"(\d{4})-?(\d{2})-?(\d{2})[Tt ](\d{2}):?(\d{2})(?::?(\d{2})(?:[.,](\d+))?)?"
    r"(?:([Zz])|([+-])(\d{2}):?(\d{2})?)?",
    re.ASCII,
)
_PLAIN_TIME = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}T[0-9]{2}:[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,6})?Z")
Check = Callable[[Any, str], None]
MOST_REMEMBERED, LONGEST_REMEMBERED = 2_000, 4_000
"""So many values, of so many bytes at most, does one check remember as right."""


def refuse(word: RefusalWord, where: str, **data: Any) -> Refusal:
    """The refusal of the property at this path."""
    return Refusal(word, field=where, where=where, **data)


def demand(value: Any, kind: type | tuple[type, ...], name: str, where: str) -> None:
    """Refuses lrs.null and lrs.type."""
    if type(value) is kind:
        return
    if value is None:
        raise refuse(NULL, where)
    if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
        raise refuse(TYPE, where, type=name)


def members(value: Any, where: str, known: frozenset[str], needed: tuple[str, ...] = ()) -> None:
    """An object with no other properties than these. Refuses lrs.null, lrs.type, lrs.unknown_property, lrs.missing."""
    if type(value) is not dict:
        demand(value, dict, "object", where)
    if not value.keys() <= known:
        wrong = next(name for name in value if name not in known)
        raise refuse(UNKNOWN, f"{where}.{wrong[:60]}" if where else wrong[:60])
    for name in needed:
        if name not in value:
            raise refuse(MISSING, f"{where}.{name}" if where else name)
    if None in value.values():
        raise refuse(NULL, f"{where}.{next(name for name, inner in value.items() if inner is None)}")


def _formed(pattern: re.Pattern[str], form: str) -> Any:
    match = pattern.fullmatch

    def check(value: Any, where: str) -> None:
        if not isinstance(value, str):
            demand(value, str, "string", where)
        if match(value) is None:
            raise refuse(FORM, where, form=form)

    return check


iri = _formed(_IRI, "IRI")
mailto = _formed(_MAILTO, "mailto:name@host")
sha1 = _formed(_SHA1, "SHA-1, 40 × 0-9 a-f")
sha2 = _formed(_SHA2, "SHA-2, 0-9 a-f")
uuid = _formed(_UUID, "UUID (RFC 4122)")
media_type = _formed(_MEDIA, "type/subtype")
duration = _formed(_DURATION, "ISO 8601 duration, PT1M30S")
language = _formed(_LANGUAGE, "RFC 5646, en-GB")


def remembered(check: Check) -> Check:
    """A check that does not look again at what it found right: a course sends its activities with every answer.

    What is right has to be so by itself, wherever it stands. Two values are written the same only if they are the same.
    """
    right: set[bytes] = set()

    @wraps(check)
    def quick(value: Any, where: str) -> None:
        try:
            told = orjson.dumps(value)
        except TypeError:  # a whole number of more than 64 bits
            return check(value, where)
        if told not in right:
            check(value, where)
            if len(right) >= MOST_REMEMBERED:
                right.clear()
            if len(told) <= LONGEST_REMEMBERED:
                right.add(told)
        return None

    return quick


def holds_control(told: str) -> bool:
    """Whether there is a sign in it that no header of an answer may have, and no database keeps."""
    return _CONTROL.search(told) is not None


def text(value: Any, where: str) -> None:
    """Refuses lrs.null and lrs.type."""
    demand(value, str, "string", where)


def truth(value: Any, where: str) -> None:
    """Refuses lrs.null and lrs.type."""
    demand(value, bool, "boolean", where)


def number(value: Any, where: str) -> None:
    """Refuses lrs.null and lrs.type."""
    demand(value, (int, float), "number", where)


def one_of(value: Any, allowed: tuple[str, ...], where: str) -> None:
    """Refuses lrs.null, lrs.type and lrs.value."""
    demand(value, str, "string", where)
    if value not in allowed:
        raise refuse(VALUE, where, allowed=", ".join(allowed))


def language_map(value: Any, where: str) -> None:
    """Texts by their language. Refuses lrs.type and lrs.form."""
    demand(value, dict, "object", where)
    for tag, words in value.items():
        language(tag, f"{where}.{tag[:40]}")
        if not isinstance(words, str):
            demand(words, str, "string", f"{where}.{tag}")


def extensions(value: Any, where: str) -> None:
    """Anything under IRIs. Refuses lrs.type and lrs.form."""
    demand(value, dict, "object", where)
    for name in value:
        iri(name, f"{where}.{name[:100]}")


def instant(value: str) -> datetime | None:
    """The moment that a timestamp means, None where it is none; without an offset it is taken for UTC.

    An offset of minus zero says that the offset is not known (RFC 3339, 4.3) and is none.
    """
    found = _TIME.fullmatch(value)
    if found is None:
        return None
    year, month, day, hour, minute, second, rest, _, sign, ahead, past = found.groups()
    offset = (int(ahead or 0) * 60 + int(past or 0)) * (-1 if sign == "-" else 1)
    if (sign == "-" and offset == 0) or abs(offset) >= 1440 or int(past or 0) > 59:
        return None
    micro = int(((rest or "") + "000000")[:6])
    try:
        made = datetime(int(year), int(month), int(day), int(hour), int(minute), min(int(second or 0), 59), micro, UTC)
        return datetime.fromtimestamp(made.timestamp() - offset * 60, UTC) if offset else made
    except (ValueError, OverflowError, OSError):
        return None


def _plain_instant(value: str) -> bool:
    """Whether this is a moment in the form that most programs send, which is told sooner than any form."""
    if _PLAIN_TIME.fullmatch(value) is None:
        return False
    try:
        datetime.fromisoformat(value)
    except ValueError:
        return False
    return True


def timestamp(value: Any, where: str) -> None:
    """Refuses lrs.null, lrs.type and lrs.form."""
    demand(value, str, "string", where)
    if not _plain_instant(value) and instant(value) is None:
        raise refuse(FORM, where, form="RFC 3339, 2026-03-01T09:30:00Z")
