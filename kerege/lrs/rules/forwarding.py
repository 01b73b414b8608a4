"""Handing statements on to another store: to which, and in which form."""

import base64
import hashlib
import json
import tomllib
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.lrs.rules.parts import Attached, joined, named_attachments
from kerege.lrs.words import SIGNATURE, VOIDED, Edition
from kerege.lrs.words.access import BAD_FORWARDING

BACKOFF = tuple(timedelta(minutes=m) for m in (1, 5, 15, 60, 240))
AT_ONCE, MOST_BYTES = 100, 2_000_000
"""Statements of one request, and bytes of them with their attachments: what stores take, and a slow line carries."""
SLOWEST = 8_000
"""Bytes a second of the slowest line (64 kbit/s)."""
_NEEDED = ("owner", "target", "key", "secret")


@dataclass(frozen=True)
class Target:
    """Another store, to which the statements of one owner are handed on."""

    owner: str
    target: str
    key: str
    secret: str = field(repr=False)
    version: Edition = Edition.XAPI_1

    @property
    def headers(self) -> dict[str, str]:
        """What every request to it has."""
        told = base64.b64encode(f"{self.key}:{self.secret}".encode()).decode()
        return {"Authorization": f"Basic {told}", "X-Experience-API-Version": self.version.value}


def targets(text: str) -> list[Target]:
    """The stores that the operator's file names: `[[store]]` with owner, target, key and secret, and with
    version where the store is not asked by xAPI 1.0.3.

    Refuses lrs.bad_forwarding, with nothing of the file in it.
    """
    try:
        stores = tomllib.loads(text).get("store", [])
        found = [_target(each) for each in stores]
    except (tomllib.TOMLDecodeError, KeyError, TypeError, AttributeError, ValueError):
        raise Refusal(BAD_FORWARDING) from None
    if any(not each.target.startswith("https://") or not each.target.endswith("/") for each in found):
        raise Refusal(BAD_FORWARDING)
    return found


def _target(told: dict[str, Any]) -> Target:
    version = Edition(told.get("version", Edition.XAPI_1))
    return Target(**{name: str(told[name]) for name in _NEEDED}, version=version)


def fitting(found: list[tuple[int, str, dict[str, Any]]]) -> list[tuple[int, dict[str, Any]]]:
    """Of statements in their order (moment, characters, value) as many as fit into one request: at least the first."""
    fit, weighs = list[tuple[int, dict[str, Any]]](), 0
    for stored, raw, value in found:
        sent = (each["length"] for _, each in named_attachments(value) if "fileUrl" not in each)
        weighs += len(raw.encode()) + sum(sent)
        if fit and weighs > MOST_BYTES:
            break
        fit.append((stored, value))
    return fit


def voids(value: dict[str, Any]) -> bool:
    """Whether a statement takes another one back."""
    return bool(value["verb"]["id"] == VOIDED)


def seconds_for(body: bytes) -> float:
    """How long the store may take for a request."""
    return 30 + len(body) / SLOWEST


def handed_on(uid: str, raw: str, stored: str) -> dict[str, Any]:
    """A statement for another store: with its id and time. Who vouches for it and when it was kept that store says.

    A signed one gets no time where it has none: it would not be what was signed any more, and no store would take it.
    What only the second edition has is left as it is: a store that is asked by the first then does not take the
    statement.
    """
    value: dict[str, Any] = json.loads(raw)
    signed = any(each["usageType"] == SIGNATURE for each in value.get("attachments", ()))
    told = {"id": uid, **({} if signed else {"timestamp": stored}), **value}
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
