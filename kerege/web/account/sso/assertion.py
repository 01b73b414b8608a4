"""What a SAML response has to look like before its signature is worth checking, and what was said in it.

python3-saml verifies the signature and much of the rest, but takes an answer without an audience, a destination or a
recipient, compares some of them by their beginning, asks of the unsigned frame to which request it belongs, and lets
the sender choose transforms. Here all of that has to be there, exactly, and inside what is signed.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from kerege.lib import xml
from kerege.lib.refusal import Refusal
from kerege.lib.xml import Element
from kerege.web.account.sso.faults import BadAnswer

PROTOCOL = "{urn:oasis:names:tc:SAML:2.0:protocol}"
ASSERTION = "{urn:oasis:names:tc:SAML:2.0:assertion}"
SIGNATURE = "{http://www.w3.org/2000/09/xmldsig#}"
BEARER = "urn:oasis:names:tc:SAML:2.0:cm:bearer"
C14N = {"http://www.w3.org/2001/10/xml-exc-c14n#", "http://www.w3.org/2001/10/xml-exc-c14n#WithComments"}
TRANSFORMS = C14N | {"http://www.w3.org/2000/09/xmldsig#enveloped-signature"}
_MORE = "http://www.w3.org/2001/04/xmldsig-more#"
_ENC = "http://www.w3.org/2001/04/xmlenc#"
METHODS = {f"{_MORE}{kind}-{size}" for kind in ("rsa", "ecdsa") for size in ("sha256", "sha384", "sha512")}
DIGESTS = {f"{_ENC}sha256", f"{_MORE}sha384", f"{_ENC}sha512"}
MOST, DEEPEST, ELEMENTS = 300_000, 30, 3_000


@dataclass(frozen=True)
class Said:
    """What the assertion says. `until` and `asked_at` are seconds since 1970."""

    assertion: str
    in_response_to: str
    until: float
    asked_at: float
    grades: frozenset[str]


def said_in(content: bytes, *, entity_id: str, consumer: str) -> Said:
    """What a response for this service says. Nothing of it may be believed before its signature is verified.

    Raises BadAnswer for one that is not of the one shape that is taken.
    """
    try:
        root = xml.parse(content, most=MOST, deepest=DEEPEST, elements=ELEMENTS)
    except Refusal as refusal:
        raise BadAnswer(refusal.code) from None
    assertion = _the_assertion(root)
    for element in [assertion, *([root] if root.find(f"{SIGNATURE}Signature") is not None else [])]:
        _check_signature(element)
    if root.get("Destination") != consumer:
        raise BadAnswer("the response is for another address")
    _check_audience(assertion, entity_id)
    confirmed = _confirmation(assertion, consumer)
    if not confirmed.get("InResponseTo") or confirmed.get("InResponseTo") != root.get("InResponseTo"):
        raise BadAnswer("the response answers no request")
    statement = _one(assertion, "AuthnStatement")
    return Said(
        assertion=assertion.get("ID"),
        in_response_to=confirmed.get("InResponseTo"),
        until=_moment(confirmed.get("NotOnOrAfter")),
        asked_at=_moment(statement.get("AuthnInstant")),
        grades=frozenset(e.text.strip() for e in statement.iter(f"{ASSERTION}AuthnContextClassRef") if e.text),
    )


def _the_assertion(root: Element) -> Element:
    """The only assertion, unencrypted, a child of the root; and no two elements under one name."""
    if root.tag != f"{PROTOCOL}Response":
        raise BadAnswer("this is no response")
    everywhere = [e for kind in ("Assertion", "EncryptedAssertion") for e in root.iter(f"{ASSERTION}{kind}")]
    if len(everywhere) != 1 or root.findall(f"{ASSERTION}Assertion") != everywhere:
        raise BadAnswer("there is not exactly one assertion")
    ids = [value for e in root.iter() for name, value in e.attrib.items() if name.lower() == "id"]
    if len(ids) != len(set(ids)) or not everywhere[0].get("ID"):
        raise BadAnswer("names of elements are missing or stand there twice")
    return everywhere[0]


def _check_signature(element: Element) -> None:
    """One signature, over this very element, made in a way that is not broken."""
    signatures = element.findall(f"{SIGNATURE}Signature")
    references = [r for s in signatures for r in s.iter(f"{SIGNATURE}Reference")]
    if len(signatures) != 1 or len(references) != 1:
        raise BadAnswer("there is not exactly one signature")
    if references[0].get("URI") != f"#{element.get('ID')}":
        raise BadAnswer("the signature is over something else")
    for name, allowed in (
        ("Transform", TRANSFORMS),
        ("CanonicalizationMethod", C14N),
        ("SignatureMethod", METHODS),
        ("DigestMethod", DIGESTS),
    ):
        used = set(_algorithms(signatures[0], name))
        if not used or used - allowed:
            raise BadAnswer(f"the signature's {name} is not taken here")


def _algorithms(signature: Element, name: str) -> Iterator[str]:
    yield from (each.get("Algorithm", "") for each in signature.iter(f"{SIGNATURE}{name}"))


def _check_audience(assertion: Element, entity_id: str) -> None:
    conditions = _one(assertion, "Conditions")
    audiences = [(e.text or "").strip() for e in _one(conditions, "AudienceRestriction").iter(f"{ASSERTION}Audience")]
    if audiences != [entity_id]:
        raise BadAnswer("the assertion is for another audience")
    if not conditions.get("NotOnOrAfter"):
        raise BadAnswer("the assertion does not end")


def _confirmation(assertion: Element, consumer: str) -> Element:
    """How the bearer is confirmed: here, for a time that has an end."""
    found = _one(_one(assertion, "Subject"), "SubjectConfirmation")
    if found.get("Method") != BEARER:
        raise BadAnswer("the subject is confirmed in another way")
    confirmed = _one(found, "SubjectConfirmationData")
    if confirmed.get("Recipient") != consumer:
        raise BadAnswer("the assertion is for another recipient")
    return confirmed


def _one(element: Element, name: str) -> Element:
    found = element.findall(f"{ASSERTION}{name}")
    if len(found) != 1:
        raise BadAnswer(f"there is not exactly one {name}")
    return found[0]


def _moment(said: str | None) -> float:
    try:
        at = datetime.fromisoformat(said or "")
    except ValueError:
        raise BadAnswer("a moment is missing or cannot be read") from None
    if at.tzinfo is None:
        raise BadAnswer("a moment has no zone")
    return at.timestamp()
