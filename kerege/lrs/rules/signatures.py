"""Signed statements: a JWS (RFC 7515) over the very statement, verified with the certificate that came with it.

What a signature proves is that whoever has the key of that certificate signed this statement; whose certificate it is
has to be known from elsewhere. A chain has to hold together, but no authority is trusted here.
"""

import base64
import binascii
from typing import Any

from cryptography import x509
from cryptography.exceptions import InvalidSignature, UnsupportedAlgorithm
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from kerege.lib.refusal import Refusal
from kerege.lrs.rules import reading
from kerege.lrs.rules.parts import Attached
from kerege.lrs.rules.sameness import digest
from kerege.lrs.rules.statements import check
from kerege.lrs.words import SIGNATURE, Edition, Signed
from kerege.lrs.words.statements import BAD_SIGNATURE

ALGORITHMS = {"RS256": hashes.SHA256(), "RS384": hashes.SHA384(), "RS512": hashes.SHA512()}
LEAST_BITS = 1024
"""Of the keys of certificates; the specification names none, and older tools sign with 1,024 bits."""
MOST_CERTIFICATES = 10
MOST_SIGNATURES = 10
"""Of one statement: each of them is read, checked and compared whole."""


def check_signature(
    value: dict[str, Any], parts: dict[str, Attached], edition: Edition, known: rsa.RSAPublicKey | None = None
) -> Signed:
    """Verify every signature among the attachments of a checked statement, and say what was found.

    `known` is the public key of the sender, for a signature that brings no certificate; without either nobody can
    verify it, and that is said (UNVERIFIED). Refuses lrs.bad_signature for everything that does not hold.
    """
    found = Signed.NOT
    signatures = [each for each in value.get("attachments", ()) if each["usageType"] == SIGNATURE]
    if len(signatures) > MOST_SIGNATURES:
        raise _wrong(f"≤ {MOST_SIGNATURES} × usageType {SIGNATURE}")
    for each in signatures:
        if each["contentType"].split(";")[0].strip().lower() != "application/octet-stream":
            raise _wrong("contentType: application/octet-stream")
        verified = _verify(value, parts[each["sha2"].lower()].content, edition, known)
        found = Signed.UNVERIFIED if found == Signed.UNVERIFIED or not verified else Signed.VERIFIED
    return found


def _wrong(what: str) -> Refusal:
    return Refusal(BAD_SIGNATURE, field="attachments", what=what)


def _verify(value: dict[str, Any], content: bytes, edition: Edition, known: rsa.RSAPublicKey | None) -> bool:
    pieces = content.strip().split(b".")
    if len(pieces) != 3:
        raise _wrong("JWS compact serialization")
    header, payload, signature = (_decoded(piece) for piece in pieces)
    told = _object(header, "JWS header")
    algorithm = ALGORITHMS.get(str(told.get("alg")))
    if algorithm is None:
        raise _wrong("alg: RS256, RS384, RS512")
    if "crit" in told:
        raise _wrong("crit")
    key = _key(told, known)
    if key is not None:
        try:
            key.verify(signature, pieces[0] + b"." + pieces[1], padding.PKCS1v15(), algorithm)
        except InvalidSignature:
            raise _wrong("RSASSA-PKCS1-v1_5") from None
    signed = _object(payload, "JWS payload")
    try:
        check(signed, edition)
    except Refusal as refusal:
        raise _wrong(f"payload, {refusal.field}") from None
    unsigned = {**value, "attachments": [a for a in value["attachments"] if a["usageType"] != SIGNATURE]}
    mine, theirs = ({k: v for k, v in each.items() if k != "attachments" or v} for each in (unsigned, signed))
    if ("id" in signed and signed["id"].lower() != str(value.get("id", "")).lower()) or digest(mine) != digest(theirs):
        raise _wrong("payload ≠ statement")
    return key is not None


def _decoded(piece: bytes) -> bytes:
    try:
        return base64.b64decode(piece + b"=" * (-len(piece) % 4), altchars=b"-_", validate=True)
    except (binascii.Error, ValueError):
        raise _wrong("base64url") from None


def _object(content: bytes, what: str) -> dict[str, Any]:
    try:
        value = reading.parse(reading.text_of(content))
    except Refusal:
        raise _wrong(what) from None
    if not isinstance(value, dict):
        raise _wrong(what)
    return value


def _key(header: dict[str, Any], known: rsa.RSAPublicKey | None) -> rsa.RSAPublicKey | None:
    """The public key: that of the first certificate, else the known one, else none."""
    chain = header.get("x5c")
    if chain is None:
        return known
    if not isinstance(chain, list) or not 1 <= len(chain) <= MOST_CERTIFICATES:
        raise _wrong("x5c")
    try:
        found = [x509.load_der_x509_certificate(base64.b64decode(str(each), validate=True)) for each in chain]
        for lower, upper in zip(found, found[1:], strict=False):
            lower.verify_directly_issued_by(upper)
        key = found[0].public_key()
    except (ValueError, TypeError, binascii.Error, InvalidSignature, UnsupportedAlgorithm, x509.InvalidVersion):
        raise _wrong("x5c") from None
    if not isinstance(key, rsa.RSAPublicKey) or key.key_size < LEAST_BITS:
        raise _wrong(f"x5c: RSA ≥ {LEAST_BITS}")
    return key
