"""Whether a certificate that came as a file is one of ours, as plain Python with nothing but `cryptography`.

This file is also given away, with the issuer's keys and status lists, to whoever checks a certificate on a machine that
has no network and no Kerege (`kerege/web/credentials/offline`). So it imports nothing of Kerege.

What is checked is an Open Badges 3.0 credential with a proof of `eddsa-jcs-2022`: the signature over the canonical form
(RFC 8785) of everything that is in the file, with a key that the issuer used on the day on which it was signed; the
dates; and both bits of the issuer's signed status lists.
"""

import base64
import hashlib
import json
import zlib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

VC, OB = "https://www.w3.org/ns/credentials/v2", "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json"
MOST = 200_000
"""Bytes that a certificate may have; one of ours has 3,000."""
LARGEST_LIST = 2_000_000
ALPHABET = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519 = b"\xed\x01"
_PLACE = {letter: number for number, letter in enumerate(ALPHABET)}
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"), sort_keys=True, allow_nan=False)


class Verdict(StrEnum):
    """What was found, the worst first."""

    UNREADABLE = "unreadable"
    NOT_A_BADGE = "not_a_badge"
    OTHER_ISSUER = "other_issuer"
    UNKNOWN_KEY = "unknown_key"
    KEY_OUT_OF_TIME = "key_out_of_time"
    TAMPERED = "tampered"
    REVOKED = "revoked"
    SUSPENDED = "suspended"
    STATUS_UNKNOWN = "status_unknown"
    NOT_YET = "not_yet"
    EXPIRED = "expired"
    VALID = "valid"


class Unreadable(ValueError):
    """What was given has no canonical form, or is no JSON object."""


@dataclass(frozen=True)
class Key:
    """A public key of an issuer, and the time in which it signed: up to and not including `until`, where it is over."""

    method: str
    public: str
    since: datetime
    until: datetime | None = None


@dataclass(frozen=True)
class Issuer:
    """Whom to believe: an identifier and its keys."""

    did: str
    keys: tuple[Key, ...]


@dataclass(frozen=True)
class Listed:
    """A status list that its issuer signed, unpacked: what it is for, its bits, and as of when it is."""

    purpose: str
    raw: bytes
    of: datetime

    def has(self, place: int) -> bool:
        """Whether a bit is set, counted from the left."""
        return bool(self.raw[place // 8] >> (7 - place % 8) & 1)


@dataclass(frozen=True)
class Checked:
    """`verdict` is the worst of what was found; `document` is what the file says, worth nothing unless it was signed.

    `lists_of` is the day of the older of the status lists that were looked into.
    """

    verdict: Verdict
    document: Mapping[str, Any]
    lists_of: datetime | None = None

    @property
    def signed(self) -> bool:
        """Whether the issuer signed what the file says, whatever became of it since."""
        return self.verdict not in UNSIGNED


UNSIGNED = frozenset(list(Verdict)[: list(Verdict).index(Verdict.REVOKED)])


# -- the canonical form, and what is signed ----------------------------------------------------------------------------


def read(text: bytes | str) -> dict[str, Any]:
    """A JSON object that has a canonical form. Raises Unreadable for what is none, also where a name comes twice."""
    raw = text.encode() if isinstance(text, str) else text
    if len(raw) > MOST:
        raise Unreadable("too long")
    try:
        found = json.loads(raw, object_pairs_hook=_once, parse_float=_none, parse_constant=_none)
    except (ValueError, RecursionError):
        raise Unreadable("no JSON") from None
    if not isinstance(found, dict):
        raise Unreadable("no object")
    return found


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) != len(pairs):
        raise Unreadable("a name comes twice")
    return found


def _none(_text: str) -> Any:
    raise Unreadable("a number that is not whole")


def canonical(value: Any) -> bytes:
    """RFC 8785 of a value without fractions; ours have none. Raises Unreadable for what has no such form."""
    try:
        _check_form(value)
        return _ENCODER.encode(value).encode()
    except (ValueError, TypeError, RecursionError):
        raise Unreadable("no canonical form") from None


def _check_form(value: Any) -> None:
    """Names without rare letters sort alike by letter and by UTF-16; whole numbers of this size are written alike."""
    if isinstance(value, dict):
        if any(max(name, default="") > "\uffff" for name in value):
            raise Unreadable("a name that ours never have")
        for each in value.values():
            _check_form(each)
    elif isinstance(value, list):
        for each in value:
            _check_form(each)
    elif isinstance(value, float) or (isinstance(value, int) and abs(value) > 2**53):
        raise Unreadable("a number that is not whole")


def signed_bytes(document: Mapping[str, Any], options: Mapping[str, Any]) -> bytes:
    """What `eddsa-jcs-2022` signs: the digests of the proof's options and of the document without its proof."""
    bare = {name: value for name, value in document.items() if name != "proof"}
    told = {name: value for name, value in options.items() if name != "proofValue"}
    return hashlib.sha256(canonical(told)).digest() + hashlib.sha256(canonical(bare)).digest()


def base58(raw: bytes) -> str:
    """Bytes in multibase base58-btc."""
    number, found = int.from_bytes(raw, "big"), []
    while number:
        number, place = divmod(number, 58)
        found.append(ALPHABET[place])
    zeros = len(raw) - len(raw.lstrip(b"\0"))
    return "z" + ALPHABET[0] * zeros + "".join(reversed(found))


def unbase58(text: object) -> bytes:
    """The bytes of a multibase base58-btc text. Raises Unreadable for anything else."""
    if not isinstance(text, str) or not text.startswith("z") or len(text) > 200 or set(text[1:]) - set(ALPHABET):
        raise Unreadable("no base58")
    number, digits = 0, text[1:]
    for letter in digits:
        number = number * 58 + _PLACE[letter]
    zeros = len(digits) - len(digits.lstrip(ALPHABET[0]))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8, "big")


# -- the check ---------------------------------------------------------------------------------------------------------


def check(text: bytes | str, *, issuer: Issuer, lists: Mapping[str, Listed], at: datetime) -> Checked:
    """Check a certificate as on a moment, with the issuer's keys and its lists as `open_lists` gives them."""
    try:
        document = read(text)
    except Unreadable:
        return Checked(Verdict.UNREADABLE, {})
    fault = signature_fault(document, issuer=issuer)
    if fault is None and not _is_badge(document):
        fault = Verdict.NOT_A_BADGE
    if fault is not None:
        return Checked(fault, document)
    fault, lists_of = _status(document, lists)
    return Checked(fault or _period(document, at), document, lists_of)


def signature_fault(document: Mapping[str, Any], *, issuer: Issuer) -> Verdict | None:
    """What is wrong with who signed this and how; None where the issuer signed all of it. It says nothing of dates."""
    proof = document.get("proof")
    if not isinstance(proof, Mapping) or proof.get("cryptosuite") != "eddsa-jcs-2022":
        return Verdict.NOT_A_BADGE
    if _issuer_of(document) != issuer.did:
        return Verdict.OTHER_ISSUER
    key = next((each for each in issuer.keys if each.method == proof.get("verificationMethod")), None)
    if key is None:
        return Verdict.UNKNOWN_KEY
    return _with_key(document, proof, key)


def _with_key(document: Mapping[str, Any], proof: Mapping[str, Any], key: Key) -> Verdict | None:
    made_for = (proof.get("type"), proof.get("proofPurpose"), proof.get("@context"))
    if made_for != ("DataIntegrityProof", "assertionMethod", document.get("@context")):
        return Verdict.TAMPERED
    try:
        raw = unbase58(key.public)
        public = Ed25519PublicKey.from_public_bytes(raw.removeprefix(ED25519))
        public.verify(unbase58(proof.get("proofValue")), signed_bytes(document, proof))
        created = moment(proof.get("created"))
    except (InvalidSignature, ValueError):
        return Verdict.TAMPERED
    inside = key.since <= created and (key.until is None or created < key.until)
    return None if inside else Verdict.KEY_OUT_OF_TIME


def _issuer_of(document: Mapping[str, Any]) -> object:
    named = document.get("issuer")
    return named.get("id") if isinstance(named, Mapping) else named


def _is_badge(document: Mapping[str, Any]) -> bool:
    kinds, contexts = document.get("type"), document.get("@context")
    if not isinstance(kinds, list) or not isinstance(contexts, list) or contexts[:2] != [VC, OB]:
        return False
    subject = document.get("credentialSubject")
    return {"VerifiableCredential", "OpenBadgeCredential"} <= set(map(str, kinds)) and isinstance(subject, Mapping)


def _period(document: Mapping[str, Any], at: datetime) -> Verdict:
    try:
        since = moment(document.get("validFrom"))
        until = moment(document["validUntil"]) if "validUntil" in document else None
    except ValueError:
        return Verdict.NOT_A_BADGE
    if at < since:
        return Verdict.NOT_YET
    return Verdict.EXPIRED if until is not None and at >= until else Verdict.VALID


def moment(text: object) -> datetime:
    """A moment with its zone, from ISO 8601. Raises Unreadable (a ValueError) for what is none."""
    if not isinstance(text, str) or len(text) > 40:
        raise Unreadable("no moment")
    found = datetime.fromisoformat(text.replace("Z", "+00:00"))
    if found.tzinfo is None:
        raise Unreadable("a moment without its zone")
    return found


def _status(document: Mapping[str, Any], lists: Mapping[str, Listed]) -> tuple[Verdict | None, datetime | None]:
    """What the lists say. A certificate of ours stands in one for revocation and in one for suspension."""
    told = document.get("credentialStatus")
    entries = [each for each in told if isinstance(each, Mapping)] if isinstance(told, list) else []
    of = {str(each.get("statusPurpose")): each for each in entries}
    days, found = [], []
    for purpose, verdict in (("revocation", Verdict.REVOKED), ("suspension", Verdict.SUSPENDED)):
        entry = of.get(purpose, {})
        listed = lists.get(str(entry.get("statusListCredential")))
        try:
            place = int(str(entry.get("statusListIndex")))
        except ValueError:
            return Verdict.STATUS_UNKNOWN, None
        if listed is None or listed.purpose != purpose or not 0 <= place < len(listed.raw) * 8:
            return Verdict.STATUS_UNKNOWN, None
        days.append(listed.of)
        found += [verdict] if listed.has(place) else []
    return (found[0] if found else None), min(days)


def open_lists(lists: Iterable[Mapping[str, Any]], *, issuer: Issuer) -> dict[str, Listed]:
    """The lists that the issuer signed, by their addresses; others are left out, so that nothing is said by them."""
    found = {}
    for listed in lists:
        try:
            if signature_fault(listed, issuer=issuer) is None:
                found[str(listed["id"])] = _opened(listed["credentialSubject"], listed)
        except (ValueError, zlib.error, KeyError, TypeError):
            continue
    return found


def _opened(subject: Mapping[str, Any], listed: Mapping[str, Any]) -> Listed:
    encoded = str(subject["encodedList"])
    if subject["type"] != "BitstringStatusList" or not encoded.startswith("u"):
        raise Unreadable("no list")
    packed = base64.urlsafe_b64decode(encoded[1:] + "=" * (-(len(encoded) - 1) % 4))
    raw = zlib.decompressobj(wbits=31).decompress(packed, LARGEST_LIST)
    return Listed(str(subject["statusPurpose"]), raw, moment(listed["validFrom"]))


def issuer_from(told: Mapping[str, Any]) -> Issuer:
    """An issuer from the file `issuer.json`. Raises ValueError and its like for another shape."""
    keys = (
        Key(k["id"], k["publicKeyMultibase"], moment(k["since"]), moment(k["until"]) if k.get("until") else None)
        for k in told["keys"]
    )
    return Issuer(str(told["id"]), tuple(keys))
