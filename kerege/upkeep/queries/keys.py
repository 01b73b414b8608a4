"""The node's keys as they lie in its folder `keys`."""

import json
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kerege.lib.refusal import Refusal
from kerege.upkeep import words
from kerege.upkeep.rules.anchors import PublicKey

PUBLIC = "public.json"


def folder(data: Path) -> Path:
    return data / "keys"


def public_keys(data: Path) -> list[PublicKey]:
    """The public keys that this node has had, oldest first; none on a node that made none yet."""
    path = folder(data) / PUBLIC
    return read_public(path) if path.exists() else []


def read_public(path: Path) -> list[PublicKey]:
    """Public keys from a file that `kerege audit key` wrote. Refuses upkeep.bad_key_file."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return sorted((PublicKey(**key) for key in told["keys"]), key=lambda key: key.number)
    except (OSError, ValueError, TypeError, KeyError):
        raise Refusal(words.BAD_KEY_FILE, field="--key", place=str(path)) from None


def private_key(data: Path, number: int) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key((folder(data) / f"node-{number:04}.pem").read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise Refusal(words.BAD_KEY_FILE, place=str(folder(data)))
    return key
