"""Handing statements on to another store: to which, and in which form."""

import base64
import hashlib
import json
import tomllib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lrs.rules.parts import Attached, joined
from kerege.lrs.words.access import BAD_FORWARDING

BACKOFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240))
AT_ONCE = 100
_NEEDED = ("owner", "target", "key", "secret")


@dataclass(frozen=True)
class Target:
    """Another store, to which the statements of one owner are handed on."""

    owner: str
    target: str
    key: str
    secret: str = field(repr=False)

    @property
    def headers(self) -> dict[str, str]:
        """What every request to it has."""
        told = base64.b64encode(f"{self.key}:{self.secret}".encode()).decode()
        return {"Authorization": f"Basic {told}", "X-Experience-API-Version": "1.0.3"}


def targets(text: str) -> list[Target]:
    """The stores that the operator's file names: `[[store]]` with owner, target, key and secret.

    Refuses lrs.bad_forwarding, with nothing of the file in it.
    """
    try:
        stores = tomllib.loads(text).get("store", [])
        found = [Target(**{name: str(each[name]) for name in _NEEDED}) for each in stores]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError):
        raise Refusal(BAD_FORWARDING) from None
    if any(not each.target.startswith("https://") or not each.target.endswith("/") for each in found):
        raise Refusal(BAD_FORWARDING)
    return found


def handed_on(uid: str, raw: str, stored: str) -> dict[str, Any]:
    """A statement for another store: with its id and time. Who vouches for it and when it was kept that store says.

    What only the second edition has is left as it is: a store of the first then does not take the statement.
    """
    value: dict[str, Any] = json.loads(raw)
    told = {"id": uid, "timestamp": stored, **value}
    return {name: inner for name, inner in told.items() if name not in {"stored", "authority"}}


def body_of(values: list[dict[str, Any]], contents: list[Attached]) -> tuple[bytes, str]:
    """Body and Content-Type of a request that hands statements on.

    The boundary is a digest over the hashes of all contents, so that no content can have been made to hold it.
    """
    told = json.dumps(values, ensure_ascii=False).encode()
    if not contents:
        return told, "application/json"
    boundary = f"kerege-{hashlib.sha256(told).hexdigest()[:48]}"
    return joined(told, contents, boundary), f"multipart/mixed; boundary={boundary}"


def pause(tries: int) -> timedelta:
    """How long after so many failures in a row it is tried again."""
    return BACKOFF[min(tries, len(BACKOFF)) - 1]
