"""Anchors of the journal, as plain Python: what is signed, with which key, and what an anchor proves or finds.

A chain that is kept beside the database can be cut at its end or written anew by whoever owns the machine. An anchor is
the node's signed word, kept elsewhere, that its journal once had so many acts and this last hash.
"""

import base64
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kerege.lib.canonical import digest, dumps
from kerege.upkeep.words import AnchorFault

ANCHOR = "kerege.anchor.1"
KEY = "kerege.key.1"


@dataclass(frozen=True)
class Anchor:
    """What a node said of its journal: at this time it had `count` acts, the last with this number and hash.

    `key` names the key by the beginning of a digest; `signature` covers everything else.
    """

    node: str
    seq: int
    head: str
    count: int
    at: str
    key: str
    signature: str = ""

    def signed_part(self) -> bytes:
        return dumps([ANCHOR, self.node, self.seq, self.head, self.count, self.at, self.key])


@dataclass(frozen=True)
class PublicKey:
    """A node's public key, and the word of the key before it that this one follows; the first vouches for itself."""

    node: str
    number: int
    public: str
    at: str
    signed_by: str
    signature: str

    @property
    def name(self) -> str:
        return key_name(self.public)

    def signed_part(self) -> bytes:
        return dumps([KEY, self.node, self.number, self.public, self.at, self.signed_by])


def public_text(key: Ed25519PrivateKey) -> str:
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    return base64.b64encode(raw).decode()


def key_name(public: str) -> str:
    """A short name for a key that nobody can choose."""
    return digest([KEY, public])[:16]


def sign(key: Ed25519PrivateKey, what: bytes) -> str:
    return base64.b64encode(key.sign(what)).decode()


def is_signed(what: bytes, signature: str, public: str) -> bool:
    """Whether the signature is of this key over these bytes; no for anything that is no key or no signature."""
    try:
        Ed25519PublicKey.from_public_bytes(base64.b64decode(public)).verify(base64.b64decode(signature), what)
    except (InvalidSignature, ValueError):
        return False
    return True


def trusted(keys: Iterable[PublicKey], *, first: Iterable[str]) -> dict[str, PublicKey]:
    """The keys that follow, by signatures, from one of the public keys that the reader trusts; by name."""
    offered = sorted(keys, key=lambda key: key.number)
    believed = {key_name(public): public for public in first}
    good: dict[str, PublicKey] = {}
    for key in offered:
        by = believed.get(key.signed_by)
        if key.name in believed or (by and is_signed(key.signed_part(), key.signature, by)):
            good[key.name] = key
            believed[key.name] = key.public
    return good


def file_name(anchor: Anchor) -> str:
    """A name under which anchors lie in the order of time."""
    stamp = "".join(c for c in anchor.at[:19] if c.isalnum())
    return f"anchor-{anchor.node}-{stamp}Z-{anchor.seq:09}.json"


def as_bytes(anchor: Anchor) -> bytes:
    return json.dumps({"kind": ANCHOR, **asdict(anchor)}, indent=1).encode() + b"\n"


def read_anchor(told: Any) -> Anchor:
    """An anchor from its JSON. Refuses (ValueError) what has another shape."""
    if not isinstance(told, dict) or told.get("kind") != ANCHOR:
        raise ValueError("no anchor")
    fields: dict[str, Any] = {name: told.get(name) for name in Anchor.__dataclass_fields__}
    if any(not isinstance(fields[n], int if n in {"seq", "count"} else str) for n in fields):
        raise ValueError("no anchor")
    return Anchor(**fields)


@dataclass(frozen=True)
class Judgement:
    """What one anchor says about the journal; no fault: the journal still begins with what the anchor saw."""

    name: str
    anchor: Anchor | None
    fault: AnchorFault | None


def judge(
    name: str, anchor: Anchor, *, node: str, keys: Mapping[str, PublicKey], hashes: Mapping[int, str], last: int
) -> Judgement:
    """Hold one anchor against the journal: `hashes` has the hash of the act with the anchor's number, where it is."""
    key = keys.get(anchor.key)
    if anchor.node != node:
        fault: AnchorFault | None = AnchorFault.OTHER_NODE
    elif key is None or not is_signed(anchor.signed_part(), anchor.signature, key.public):
        fault = AnchorFault.FORGED
    elif anchor.seq > last:
        fault = AnchorFault.CUT
    elif anchor.seq and hashes.get(anchor.seq) != anchor.head:
        fault = AnchorFault.REWRITTEN
    else:
        fault = None
    return Judgement(name, anchor, fault)
