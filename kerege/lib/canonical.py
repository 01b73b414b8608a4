"""One way to write a value as bytes, so that its digest means the same on every node."""

import hashlib
import json
from datetime import date, datetime
from decimal import Decimal
from enum import Enum
from typing import Any
from uuid import UUID


def _plain(value: Any) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, datetime | date):
        return value.isoformat()
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, set | frozenset):
        return sorted(value)
    raise TypeError(f"{type(value).__name__} has no canonical form")


_ENCODER = json.JSONEncoder(
    default=_plain, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False
)  # made once: `json.dumps` makes one for each call


def dumps(value: Any) -> bytes:
    """UTF-8 JSON with sorted keys and no spaces; dates as ISO 8601. Refuses NaN and what it does not know."""
    return _ENCODER.encode(value).encode()


def digest(value: Any) -> str:
    """SHA-256 over the canonical form, as 64 hexadecimal digits."""
    return hashlib.sha256(dumps(value)).hexdigest()
