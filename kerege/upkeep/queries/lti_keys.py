"""The RSA keys with which this node signs what it tells tools and platforms by LTI, from its folder `keys`."""

import json
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import RSAPrivateKey

from kerege.lib.refusal import Refusal
from kerege.upkeep import words
from kerege.upkeep.queries.keys import folder

LISTED = "lti.json"
STILL_SHOWN = timedelta(days=7)
"""For how long a key is shown after the next one came: what it signed may still be on its way."""


@dataclass(frozen=True)
class LtiKey:
    """A public key as a key set lists it, from when on it signs, and whether it was taken back."""

    number: int
    at: str
    jwk: dict[str, str]
    forgotten: bool = False

    @property
    def kid(self) -> str:
        return self.jwk["kid"]


def lti_keys(data: Path) -> list[LtiKey]:
    """Every key that this node has had, oldest first. Refuses upkeep.bad_key_file."""
    path = folder(data) / LISTED
    if not path.exists():
        return []
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return sorted((LtiKey(**key) for key in told["keys"]), key=lambda key: key.number)
    except (OSError, ValueError, TypeError, KeyError):
        raise Refusal(words.BAD_KEY_FILE, field="--key", place=str(path)) from None


def shown_keys(data: Path, *, now: datetime) -> list[dict[str, Any]]:
    """The key set (JWKS) of this node: the newest key, and those that it followed a short time ago."""
    known = lti_keys(data)
    followed = [datetime.fromisoformat(key.at) for key in known[1:]]
    old = [key for key, at in zip(known, followed, strict=False) if not key.forgotten and now < at + STILL_SHOWN]
    return [dict(key.jwk) for key in (*old, *known[-1:])]


def place(data: Path, number: int) -> Path:
    return folder(data) / f"lti-{number:04}.pem"


def signing_key(data: Path) -> tuple[str, RSAPrivateKey]:
    """The newest key with its name. Refuses upkeep.no_lti_key and upkeep.bad_key_file."""
    known = lti_keys(data)
    if not known:
        raise Refusal(words.NO_LTI_KEY)
    path = place(data, known[-1].number)
    try:
        key = serialization.load_pem_private_key(path.read_bytes(), password=None)
    except (OSError, ValueError):
        raise Refusal(words.BAD_KEY_FILE, place=str(path)) from None
    if not isinstance(key, RSAPrivateKey):
        raise Refusal(words.BAD_KEY_FILE, place=str(path))
    return known[-1].kid, key
