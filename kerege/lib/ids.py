"""Identifiers that keep their meaning between nodes."""

import os
import threading
import time
import uuid

_lock = threading.Lock()
_last = 0


def new_uid() -> uuid.UUID:
    """A UUIDv7 (RFC 9562 §5.7): sorts by creation time to the millisecond, and within this process strictly.

    The 12 bits after the time are a counter, so that two uids of one process never compare equal or backwards.
    """
    global _last
    with _lock:
        tick = max((time.time_ns() // 1_000_000) << 12, _last + 1)
        _last = tick
    millis, counter = tick >> 12, tick & 0xFFF
    tail = int.from_bytes(os.urandom(8), "big") & ((1 << 62) - 1)
    return uuid.UUID(int=(millis << 80) | (0x7 << 76) | (counter << 64) | (0b10 << 62) | tail)


def stable_uid(*parts: str) -> uuid.UUID:
    """The same uid for the same parts, on every node: for reference data that all nodes load for themselves."""
    return uuid.uuid5(uuid.NAMESPACE_URL, "urn:kerege:" + ":".join(parts))


def uid_or_none(text: object) -> uuid.UUID | None:
    """The uid that a text is; None for a text that is none, so that asking for it finds nothing."""
    try:
        return uuid.UUID(str(text))
    except ValueError:
        return None
