"""The key of a list for a class: one half goes out with it and signs what comes back, the other stays at the node."""

import base64
from collections.abc import Mapping
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from kerege.lib.canonical import dumps

_SIGNED = "kerege.class-events.2"


def new_key() -> str:
    """A key as it goes out with a list. It is kept nowhere at the node."""
    return _text(Ed25519PrivateKey.generate().private_bytes_raw())


def public_of(key: str) -> str:
    """The other half, by which the node knows the list again. Refuses (ValueError) what is no key."""
    public = _private(key).public_key()
    return _text(public.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw))


def signature_of(key: str, content: Mapping[str, Any]) -> str:
    return _text(_private(key).sign(_said(content)))


def is_signed(content: Mapping[str, Any], signature: str, public: str) -> bool:
    """Whether whoever has the other half of the key said this."""
    try:
        given = Ed25519PublicKey.from_public_bytes(base64.b64decode(public, validate=True))
        given.verify(base64.b64decode(signature, validate=True), _said(content))
    except (InvalidSignature, ValueError):
        return False
    return True


def _said(content: Mapping[str, Any]) -> bytes:
    return dumps([_SIGNED, dict(content)])


def _private(key: str) -> Ed25519PrivateKey:
    return Ed25519PrivateKey.from_private_bytes(base64.b64decode(key, validate=True))


def _text(raw: bytes) -> str:
    return base64.b64encode(raw).decode()
