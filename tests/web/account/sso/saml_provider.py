"""A small SAML provider: real XML, real signatures by xmlsec, and lies on demand. It needs no server of its own."""

import base64
import datetime as dt
import secrets
import zlib
from functools import cache
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from lxml import etree
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Saml
from onelogin.saml2.utils import OneLogin_Saml2_Utils

ISSUER = "https://idp.ministry.example/metadata"
SIGN_IN = "https://idp.ministry.example/sign-in"
MFA = "https://refeds.org/profile/mfa"
TRANSIENT = "urn:oasis:names:tc:SAML:2.0:nameid-format:transient"
ADDRESS = "urn:oasis:names:tc:SAML:1.1:nameid-format:emailAddress"
FAILED = "urn:oasis:names:tc:SAML:2.0:status:Responder"
PASSWORD = "urn:oasis:names:tc:SAML:2.0:ac:classes:PasswordProtectedTransport"
NS = 'xmlns:samlp="urn:oasis:names:tc:SAML:2.0:protocol" xmlns:saml="urn:oasis:names:tc:SAML:2.0:assertion"'


@cache
def pair(name: str, size: int = 2048, days: int = 30) -> tuple[str, str]:
    """A private key and its certificate, as PEM; the same for the same name."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=size)
    now, called = dt.datetime.now(dt.UTC), x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    made = x509.CertificateBuilder().subject_name(called).issuer_name(called).public_key(key.public_key())
    made = made.serial_number(x509.random_serial_number()).not_valid_before(now - dt.timedelta(days=60))
    made = made.not_valid_after(now + dt.timedelta(days=days))
    pem = serialization.Encoding.PEM
    private = key.private_bytes(pem, serialization.PrivateFormat.PKCS8, serialization.NoEncryption())
    return private.decode(), made.sign(key, hashes.SHA256()).public_bytes(pem).decode()


def asked(where: str) -> dict[str, str]:
    """The request in the address to which the platform sent the browser: its id, and where the answer goes."""
    text = zlib.decompress(base64.b64decode(parse_qs(urlsplit(where).query)["SAMLRequest"][0]), -15)
    return dict(etree.fromstring(text).attrib)


def moment(seconds: float) -> str:
    return (dt.datetime.now(dt.UTC) + dt.timedelta(seconds=seconds)).strftime("%Y-%m-%dT%H:%M:%SZ")


def assertion(request: str, consumer: str, entity: str, **lies: Any) -> str:
    """An unsigned assertion. Every part can be replaced by a lie of its name; None leaves an attribute out."""
    said = {
        "id": f"_{secrets.token_hex(16)}",
        "issuer": ISSUER,
        "subject": "persistent-subject-1",
        "format": Saml.NAMEID_PERSISTENT,
        "in_response_to": request,
        "recipient": consumer,
        "until": moment(300),
        "asked_at": moment(-5),
        "grade": PASSWORD,
        "audience": f"<saml:AudienceRestriction><saml:Audience>{entity}</saml:Audience></saml:AudienceRestriction>",
        "mail": "somebody@ministry.example",
        **lies,
    }
    named = (("InResponseTo", "in_response_to"), ("Recipient", "recipient"), ("NotOnOrAfter", "until"))
    data = " ".join(f'{name}="{said[key]}"' for name, key in named if said[key] is not None)
    return (
        f'<saml:Assertion {NS} ID="{said["id"]}" Version="2.0" IssueInstant="{moment(0)}">'
        f"<saml:Issuer>{said['issuer']}</saml:Issuer><saml:Subject>"
        f'<saml:NameID Format="{said["format"]}">{said["subject"]}</saml:NameID>'
        f'<saml:SubjectConfirmation Method="urn:oasis:names:tc:SAML:2.0:cm:bearer">'
        f"<saml:SubjectConfirmationData {data}/></saml:SubjectConfirmation></saml:Subject>"
        f'<saml:Conditions NotBefore="{moment(-60)}" NotOnOrAfter="{said["until"]}">{said["audience"]}'
        "</saml:Conditions>"
        f'<saml:AuthnStatement AuthnInstant="{said["asked_at"]}" SessionIndex="_1"><saml:AuthnContext>'
        f"<saml:AuthnContextClassRef>{said['grade']}</saml:AuthnContextClassRef></saml:AuthnContext>"
        f"</saml:AuthnStatement><saml:AttributeStatement>"
        f'<saml:Attribute Name="mail"><saml:AttributeValue>{said["mail"]}</saml:AttributeValue></saml:Attribute>'
        f'<saml:Attribute Name="employee"><saml:AttributeValue>4711</saml:AttributeValue></saml:Attribute>'
        f"</saml:AttributeStatement></saml:Assertion>"
    )


def signed(text: str, name: str = "idp", *, sha1: bool = False) -> str:
    method, digest = (Saml.RSA_SHA1, Saml.SHA1) if sha1 else (Saml.RSA_SHA256, Saml.SHA256)
    key, certificate = pair(name)
    return OneLogin_Saml2_Utils.add_sign(text, key, certificate, False, method, digest).decode()


def response(inside: str, request: str | None, consumer: str | None, *, status: str = Saml.STATUS_SUCCESS) -> str:
    """The frame, which is not signed."""
    named = (("InResponseTo", request), ("Destination", consumer))
    attributes = " ".join(f'{name}="{value}"' for name, value in named if value is not None)
    return (
        f'<samlp:Response {NS} ID="_{secrets.token_hex(16)}" Version="2.0" IssueInstant="{moment(0)}" {attributes}>'
        f"<saml:Issuer>{ISSUER}</saml:Issuer>"
        f'<samlp:Status><samlp:StatusCode Value="{status}"/></samlp:Status>{inside}</samlp:Response>'
    )


def packed(text: str) -> str:
    return base64.b64encode(text.encode()).decode()


def page(where: str) -> str:
    """The ministry's page for a browser: whoever says yes is sent on with an answer, by a form to another site."""
    text = zlib.decompress(base64.b64decode(parse_qs(urlsplit(where).query)["SAMLRequest"][0]), -15)
    root = etree.fromstring(text)
    request, consumer, entity = root.get("ID"), root.get("AssertionConsumerServiceURL"), root[0].text.strip()
    answer = packed(response(signed(assertion(request, consumer, entity)), request, consumer))
    hidden = f'<input type="hidden" name="SAMLResponse" value="{answer}">'
    return f'<h1>Ministry</h1><form method="post" action="{consumer}">{hidden}<button id="yes">It is me</button></form>'
