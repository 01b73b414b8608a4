"""The node's keys as they lie in its folder `keys`, in two rings: one signs the journal, the other certificates.

Web processes sign certificates, and the process that does the node's own work signs the journal: on several machines
neither has to hold the key of the other.
"""

import json
from pathlib import Path

from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from kerege.lib.refusal import Refusal
from kerege.upkeep import words
from kerege.upkeep.rules.anchors import PublicKey

PUBLIC = "public.json"
NODE, ISSUING = "node", "issuing"
_LISTED = {NODE: PUBLIC, ISSUING: "issuing.json"}


def folder(data: Path) -> Path:
    return data / "keys"


def listed(data: Path, ring: str = NODE) -> Path:
    """The file that names the public keys of a ring."""
    return folder(data) / _LISTED[ring]


def public_keys(data: Path, ring: str = NODE) -> list[PublicKey]:
    """The public keys that this node has had in a ring, oldest first; none on a node that made none yet."""
    path = listed(data, ring)
    return read_public(path) if path.exists() else []


def read_public(path: Path) -> list[PublicKey]:
    """Public keys from a file that `kerege audit key` wrote. Refuses upkeep.bad_key_file."""
    try:
        told = json.loads(path.read_text(encoding="utf-8"))
        return sorted((PublicKey(**key) for key in told["keys"]), key=lambda key: key.number)
    except (OSError, ValueError, TypeError, KeyError):
        raise Refusal(words.BAD_KEY_FILE, field="--key", place=str(path)) from None


def place(data: Path, number: int, ring: str = NODE) -> Path:
    return folder(data) / f"{ring}-{number:04}.pem"


def private_key(data: Path, number: int, ring: str = NODE) -> Ed25519PrivateKey:
    key = serialization.load_pem_private_key(place(data, number, ring).read_bytes(), password=None)
    if not isinstance(key, Ed25519PrivateKey):
        raise Refusal(words.BAD_KEY_FILE, place=str(folder(data)))
    return key
