"""Signatures in alerts (XML-DSig, enveloped), judged by keys that were pinned and by nothing that the message brings.

What is signed is the document as it is stored and served. It is checked over the bytes that came: whitespace belongs to
what is signed, so a pretty-printed alert is honest as it was printed, and nothing is tidied before it is checked.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from signxml import SignatureConfiguration, SignatureMethod, XMLSigner, XMLVerifier
from signxml.exceptions import InvalidInput, InvalidSignature, SignXMLException

from kerege.lib import xml
from kerege.lib.refusal import Refusal
from kerege.response.words.alerts_refused import FORGED, NOT_SIGNED

SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}Signature"
REFERENCE = "{http://www.w3.org/2000/09/xmldsig#}Reference"
METHODS = frozenset(
    {
        SignatureMethod.ECDSA_SHA256,
        SignatureMethod.ECDSA_SHA384,
        SignatureMethod.ECDSA_SHA512,
        SignatureMethod.RSA_SHA256,
        SignatureMethod.RSA_SHA384,
        SignatureMethod.RSA_SHA512,
    }
)
VALID_FOR = timedelta(days=365 * 5)


@dataclass(frozen=True)
class Seal:
    """With what a node signs: its key, the certificate that receivers pin, both as PEM, and the host it speaks for."""

    host: str
    key: bytes
    certificate: bytes

    def sender(self, owner: str) -> str:
        """Who sends the alerts of an owner: it has no space, comma, < or & (CAP 1.2, 3.2.1)."""
        return f"{owner.lower()}.alerts@{self.host.split(':')[0]}"


def new_seal(host: str, *, now: datetime) -> Seal:
    """A key (ECDSA on P-256) with a certificate that it signs itself: nobody is trusted but by being pinned."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, f"alerts of {host}"[:64])])
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now.astimezone(UTC) - timedelta(days=1))
        .not_valid_after(now.astimezone(UTC) + VALID_FOR)
        .add_extension(x509.BasicConstraints(ca=False, path_length=None), critical=True)
        .sign(key, hashes.SHA256())
    )
    private = key.private_bytes(
        serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    return Seal(host, private, made.public_bytes(serialization.Encoding.PEM))


def fingerprint(certificate: bytes) -> str:
    """How a certificate is called on the telephone: SHA-256 in hexadecimal digits."""
    return x509.load_pem_x509_certificate(certificate).fingerprint(hashes.SHA256()).hex()


def signed(content: bytes, seal: Seal) -> bytes:
    """The document with its signature, as it is stored and served."""
    signer = XMLSigner(
        signature_algorithm=SignatureMethod.ECDSA_SHA256,
        c14n_algorithm="http://www.w3.org/2001/10/xml-exc-c14n#",  # type: ignore[arg-type]  # its name, as elsewhere
    )
    root = signer.sign(xml.parse(content), key=seal.key, cert=seal.certificate.decode())
    return xml.octets(root)


def is_signed(root: xml.Element) -> bool:
    return root.find(SIGNATURE) is not None


def check(content: bytes, pinned: Iterable[bytes], *, at: datetime) -> str:
    """The fingerprint of the pinned certificate by which these bytes are signed, as a whole.

    A certificate in the message counts for nothing. Refuses response.not_signed, response.forged and xml.*.
    """
    root = xml.parse(content)
    if not is_signed(root):
        raise Refusal(NOT_SIGNED)
    if any(each.get("URI") != "" for each in root.iter(REFERENCE)):  # a part that is signed vouches for no other
        raise Refusal(FORGED)
    for certificate in pinned:
        if _verifies(root, certificate, at):
            return fingerprint(certificate)
    raise Refusal(FORGED)


def _verifies(root: xml.Element, certificate: bytes, at: datetime) -> bool:
    """Whether the signature is by this certificate's key and covers the whole message."""
    config = SignatureConfiguration(
        location="./", expect_references=1, signature_methods=METHODS, ignore_ambiguous_key_info=True
    )
    pinned = x509.load_pem_x509_certificate(certificate)
    if not pinned.not_valid_before_utc <= at <= pinned.not_valid_after_utc:
        return False
    try:
        result = XMLVerifier().verify(root, x509_cert=pinned, expect_config=config, validate_schema=False)
    except (InvalidSignature, InvalidInput, SignXMLException, ValueError, TypeError):
        return False
    covered = getattr(result, "signed_xml", None)
    return covered is not None and covered.tag == root.tag
