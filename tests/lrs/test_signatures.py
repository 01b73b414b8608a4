"""Signed statements: what holds, and everything that does not."""

import base64
import hashlib
import json
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from cryptography.x509.oid import NameOID

from kerege.lib.refusal import Refusal
from kerege.lrs.rules.batches import ready
from kerege.lrs.rules.parts import Attached
from kerege.lrs.rules.reading import Sent
from kerege.lrs.rules.signatures import ALGORITHMS
from kerege.lrs.words import SIGNATURE, Edition, Signed
from tests.lrs.said import OTHER, said

pytestmark = pytest.mark.nodb

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGER = rsa.generate_private_key(public_exponent=65537, key_size=2048)
FIRST = datetime(2026, 1, 1, tzinfo=UTC)


def certificate(key, *, of="A signer", by=None, issuer="A signer"):
    names = [x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)]) for name in (of, issuer)]
    made = (
        x509.CertificateBuilder()
        .subject_name(names[0])
        .issuer_name(names[1])
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(FIRST)
        .not_valid_after(FIRST + timedelta(days=3650))
        .sign(by or key, hashes.SHA256())
    )
    return base64.b64encode(made.public_bytes(Encoding.DER)).decode()


CERTIFICATE = certificate(KEY)


def packed(content):
    return base64.urlsafe_b64encode(content).rstrip(b"=")


def signature(payload, *, key=KEY, alg="RS256", header=None, content=None):
    told = {"alg": alg, **({"x5c": [CERTIFICATE]} if header is None else header)}
    signed = packed(json.dumps(told).encode()) + b"." + packed(content or json.dumps(payload).encode())
    return signed + b"." + packed(key.sign(signed, padding.PKCS1v15(), ALGORITHMS.get(alg, hashes.SHA256())))


def found(jws, value=None, *, known=None, kind="application/octet-stream", edition=Edition.XAPI_1):
    """What is said of the signature of a statement that came with it."""
    sha2 = hashlib.sha256(jws).hexdigest()
    told = {"usageType": SIGNATURE, "display": {"en": "Signed"}, "contentType": kind, "length": len(jws), "sha2": sha2}
    signed = {**(value or said()), "attachments": [told]}
    contents = {sha2: Attached(sha2, kind, jws)}
    return ready([Sent(json.dumps(signed), signed)], edition=edition, contents=contents, known=known)[0].signed


@pytest.mark.parametrize("alg", ALGORITHMS)
def test_a_signature_with_its_certificate_is_verified(alg):
    assert found(signature(said(), alg=alg)) == Signed.VERIFIED


def test_a_chain_that_holds_together_is_verified_too():
    lower = certificate(KEY, of="A signer", by=STRANGER, issuer="An authority")
    upper = certificate(STRANGER, of="An authority", issuer="An authority")
    assert found(signature(said(), header={"x5c": [lower, upper]})) == Signed.VERIFIED


def test_without_a_certificate_the_senders_own_key_is_taken():
    jws = signature(said(), header={})
    assert found(jws, known=KEY.public_key()) == Signed.VERIFIED
    assert found(jws) == Signed.UNVERIFIED
    with pytest.raises(Refusal) as refused:
        found(jws, known=STRANGER.public_key())
    assert refused.value.code == "lrs.bad_signature"


def test_a_statement_without_a_signature_is_not_signed():
    assert ready([Sent("{}", said())], edition=Edition.XAPI_1)[0].signed == Signed.NOT


def test_what_the_store_sets_and_what_is_called_otherwise_is_still_signed():
    assert found(signature(said(verb={"id": said()["verb"]["id"]})), said(version="1.0.0")) == Signed.VERIFIED


def changed(before, after):
    """A certificate in which a few bytes are others: the DER stays one."""
    der = base64.b64decode(CERTIFICATE)
    assert before in der
    return base64.b64encode(der.replace(before, after, 1)).decode()


NEWER = changed(b"\xa0\x03\x02\x01\x02", b"\xa0\x03\x02\x01\x07")
RSA_KEYS = bytes.fromhex("300d06092a864886f70d0101")
OF_NO_KIND = changed(RSA_KEYS + b"\x01", RSA_KEYS + b"\x7f")
OF_CURVES = certificate(ec.generate_private_key(ec.SECP256R1()))
HALF = signature(said()).rsplit(b".", 1)[0]
BAD = {
    "another statement": signature(said(actor=OTHER)),
    "another key": signature(said(), key=STRANGER),
    "no JWS": b"signed, truly",
    "no signature": HALF + b".",
    "another one's signature": HALF + b"." + signature(said(actor=OTHER)).rsplit(b".", 1)[1],
    "another algorithm": signature(said(), alg="RS1"),
    "none": signature(said(), alg="none"),
    "HMAC with the public key": signature(said(), alg="HS256"),
    "no JSON": signature(None, content=b"{"),
    "no statement": signature({"a": 1}),
    "a list": signature([said()]),
    "what has to be understood": signature(said(), header={"x5c": [CERTIFICATE], "crit": ["b64"]}),
    "no certificate": signature(said(), header={"x5c": []}),
    "a certificate that is none": signature(said(), header={"x5c": ["AAAA"]}),
    "a text as chain": signature(said(), header={"x5c": CERTIFICATE}),
    "a certificate of curves": signature(said(), header={"x5c": [OF_CURVES]}),
    "a certificate of a version to come": signature(said(), header={"x5c": [NEWER]}),
    "a key of an unknown kind": signature(said(), header={"x5c": [OF_NO_KIND]}),
    "a chain of unknown keys": signature(said(), header={"x5c": [CERTIFICATE, OF_NO_KIND]}),
    "a chain that does not hold": signature(said(), header={"x5c": [CERTIFICATE, certificate(STRANGER)]}),
    "no base64": HALF + b".!!!",
}


@pytest.mark.parametrize("jws", BAD.values(), ids=BAD)
def test_a_signature_that_does_not_hold_is_refused(jws):
    with pytest.raises(Refusal) as refused:
        found(jws)
    assert (refused.value.code, refused.value.status) == ("lrs.bad_signature", 400)


def test_a_statement_has_so_many_signatures():
    jws = signature(said())
    sha2 = hashlib.sha256(jws).hexdigest()
    told = {"usageType": SIGNATURE, "display": {}, "contentType": "application/octet-stream", "length": 1, "sha2": sha2}
    contents = {sha2: Attached(sha2, "application/octet-stream", jws)}

    def of(count):
        value = said(attachments=[told] * count)
        return ready([Sent(json.dumps(value), value)], edition=Edition.XAPI_1, contents=contents)[0].signed

    assert of(10) == Signed.VERIFIED
    with pytest.raises(Refusal) as refused:
        of(11)
    assert refused.value.code == "lrs.bad_signature"


def test_a_signature_is_no_picture_and_always_comes_along():
    with pytest.raises(Refusal) as refused:
        found(signature(said()), kind="image/png")
    assert refused.value.code == "lrs.bad_signature"
    told = {
        "usageType": SIGNATURE,
        "display": {},
        "contentType": "application/octet-stream",
        "length": 1,
        "sha2": "a" * 64,
    }
    value = said(attachments=[{**told, "fileUrl": "https://files.example.org/1"}])
    with pytest.raises(Refusal) as refused:
        ready([Sent('"attachments"', value)], edition=Edition.XAPI_1)
    assert refused.value.code == "lrs.no_part"
