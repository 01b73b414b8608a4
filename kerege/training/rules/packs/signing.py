"""Who signed a package: a key lies beside the manifest, and what it is worth is for the reader to know."""

import base64
from collections.abc import Mapping
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kerege.training.rules.packs.manifest import Manifest, as_bytes, signed_part, strict
from kerege.training.words import packs as words
from kerege.training.words.packs import Signed

FORMAT = "kerege/signature/1"


@dataclass(frozen=True)
class Standing:
    """What a signature is worth here. `node` is whose key it is, where that is known, else what the package says."""

    signed: Signed
    node: str


def sign(key: Ed25519PrivateKey, told: Manifest) -> bytes:
    """The file that lies beside the manifest. The same key and manifest give the same bytes."""
    raw = key.public_key().public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)
    given = key.sign(signed_part(told.raw))
    return as_bytes({"format": FORMAT, "key": _text(raw), "signature": _text(given)})


def standing(told: Manifest, signature: bytes | None, *, known: Mapping[str, str]) -> Standing:
    """`known` are public keys with the nodes whose they are. A known key under another node's name is wrong.

    Refuses training.not_a_pack where the signature's file cannot be read.
    """
    if signature is None:
        return Standing(Signed.NOT, told.node)
    found = strict(signature, words.NOT_A_PACK)
    public, given = (found.get("key"), found.get("signature")) if isinstance(found, dict) else ("", "")
    if not _is_signed(signed_part(told.raw), given, public):
        return Standing(Signed.WRONG, told.node)
    whose = known.get(str(public))
    if whose is None:
        return Standing(Signed.UNKNOWN, told.node)
    return Standing(Signed.KNOWN if whose == told.node else Signed.WRONG, whose)


def _is_signed(what: bytes, signature: object, public: object) -> bool:
    try:
        key = Ed25519PublicKey.from_public_bytes(base64.b64decode(str(public), validate=True))
        key.verify(base64.b64decode(str(signature), validate=True), what)
    except (InvalidSignature, ValueError):
        return False
    return True


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
