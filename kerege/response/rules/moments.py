"""Moments as CAP 1.2 writes them (3.3.2 and its schema): whole seconds with an offset, and never the letter Z."""

import re
from datetime import datetime, timedelta

from kerege.lib.refusal import Refusal
from kerege.response.words.moments import NOT_A_MOMENT

SHAPE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d[-+]\d\d:\d\d")


def written(moment: datetime) -> str:
    """A moment with its offset; universal time is -00:00. Parts of a second are cut off.

    Raises ValueError for a moment without a zone: nobody knows when that is.
    """
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("a moment without a zone")
    plain = moment.replace(tzinfo=None, microsecond=0).isoformat()
    if offset == timedelta(0):
        return plain + "-00:00"
    sign, minutes = ("-", -offset) if offset < timedelta(0) else ("+", offset)
    hours, rest = divmod(int(minutes.total_seconds()) // 60, 60)
    return f"{plain}{sign}{hours:02}:{rest:02}"


def read(text: str) -> datetime:
    """The moment that a message states. Refuses response.not_a_moment."""
    if not SHAPE.fullmatch(text):
        raise Refusal(NOT_A_MOMENT, text=text[:60])
    try:
        return datetime.fromisoformat(text)
    except ValueError:
        raise Refusal(NOT_A_MOMENT, text=text[:60]) from None
