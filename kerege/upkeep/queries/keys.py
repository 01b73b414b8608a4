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


def known_folder(data: Path) -> Path:
    """Where the public keys of other nodes lie, a file for each node."""
    return folder(data) / "known"


def known_issuers(data: Path) -> dict[str, str]:
    """The public keys whose signatures this node believes, each with the node whose it is: its own issuing keys, and
    those that `kerege toolkit trust` was given. Refuses upkeep.bad_key_file.
    """
    own = public_keys(data, ISSUING)
    others = [key for path in sorted(known_folder(data).glob("*.json")) for key in read_public(path)]
    return {key.public: key.node for key in (*others, *own)}
