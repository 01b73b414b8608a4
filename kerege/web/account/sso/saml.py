"""SAML 2.0 as a service that begins every sign-in itself: no answer is taken that nobody here asked for.

python3-saml writes the request and verifies signatures; what an answer has to look like besides is in `assertion.py`.
"""

import base64
import binascii
import time
from hashlib import sha256
from typing import Any
from urllib.parse import urlsplit

from allauth.socialaccount.internal import statekit
from django.core.cache import cache
from django.http import HttpRequest
from django.urls import reverse
from onelogin.saml2.auth import OneLogin_Saml2_Auth
from onelogin.saml2.constants import OneLogin_Saml2_Constants as Saml
from onelogin.saml2.errors import OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError
from onelogin.saml2.settings import OneLogin_Saml2_Settings

from kerege.web.account.sso.assertion import MOST, Said, said_in
from kerege.web.account.sso.faults import BadAnswer
from kerege.web.account.sso.identity import Identity, digest, label_of, moment
from kerege.web.account.sso.providers import Provider

DRIFT = 600
"""Seconds beyond its end for which an assertion is remembered: clocks differ, and the library allows for it."""
LABELS = (
    "mail",
    "urn:oid:0.9.2342.19200300.100.1.3",
    "http://schemas.xmlsoap.org/ws/2005/05/identity/claims/emailaddress",
    "urn:oid:1.3.6.1.4.1.5923.1.1.1.6",
    "displayName",
    "urn:oid:2.16.840.1.113730.3.1.241",
)


def begin(request: HttpRequest, provider: Provider, state: dict[str, Any]) -> str:
    """Where the browser goes on. To which request an answer belongs is kept in this session, under the request's id."""
    peer = _peer(request, provider)
    wants_name = not provider.subject_attribute
    where: str = peer.login(return_to="", force_authn=provider.ask_again, set_nameid_policy=wants_name)
    statekit.stash_state(request, provider_id=provider.key, state=state, state_id=peer.get_last_request_id())
    return where


def consume(request: HttpRequest, provider: Provider) -> tuple[str, Identity]:
    """The id of the request that was answered, and who it is. Raises BadAnswer.

    The answer comes by the browser, from the provider's page, so it has no session: that it belongs to this browser is
    for the caller to find out, by the request's id.
    """
    text = "".join(request.POST.get("SAMLResponse", "").split())
    try:
        content = base64.b64decode(text, validate=True)
    except (binascii.Error, ValueError):
        raise BadAnswer("the response is not base64") from None
    if not content or len(content) > MOST:
        raise BadAnswer("the response is empty or too long")
    entity_id, consumer = addresses(request, provider)
    said = said_in(content, entity_id=entity_id, consumer=consumer)
    peer = _peer(request, provider, text)
    _verify(peer, said)
    asked_at = moment(said.asked_at)
    if asked_at is None:
        raise BadAnswer("AuthnInstant lies ahead")
    found = Identity(
        subject=digest(provider.issuer, _subject(peer, provider)),
        label=_label(peer, provider),
        strong=provider.says_second_factor(set(said.grades)),
        proved_at=asked_at,
    )
    _remember(provider, said)
    return said.in_response_to, found


def addresses(request: HttpRequest, provider: Provider) -> tuple[str, str]:
    """Our entity id, which is the address of our metadata, and where answers are sent to."""
    named = (reverse(name, args=[provider.key]) for name in ("sso_metadata", "sso_consume"))
    metadata, consumer = (request.build_absolute_uri(path) for path in named)
    return metadata, consumer


def metadata(request: HttpRequest, provider: Provider) -> bytes:
    """What the ministry loads into its provider."""
    made = OneLogin_Saml2_Settings(_settings(request, provider), sp_validation_only=True).get_sp_metadata()
    return made if isinstance(made, bytes) else str(made).encode()


def _settings(request: HttpRequest, provider: Provider) -> dict[str, Any]:
    entity_id, consumer = addresses(request, provider)
    return {
        "strict": True,
        "debug": False,
        "sp": {
            "entityId": entity_id,
            "assertionConsumerService": {"url": consumer, "binding": Saml.BINDING_HTTP_POST},
            "NameIDFormat": Saml.NAMEID_UNSPECIFIED if provider.subject_attribute else Saml.NAMEID_PERSISTENT,
        },
        "idp": {
            "entityId": provider.issuer,
            "singleSignOnService": {"url": provider.sign_in_url, "binding": Saml.BINDING_HTTP_REDIRECT},
            "x509certMulti": {"signing": list(provider.certificates)},
        },
        "security": {
            "wantAssertionsSigned": True,
            "wantNameId": not provider.subject_attribute,
            "wantAttributeStatement": False,
            "rejectDeprecatedAlgorithm": True,
            "requestedAuthnContext": False,
            "allowRepeatAttributeName": False,
            "allowSingleLabelDomains": True,  # of the operator's own network; the file says which
            "signatureAlgorithm": Saml.RSA_SHA256,
            "digestAlgorithm": Saml.SHA256,
        },
    }


def _peer(request: HttpRequest, provider: Provider, response: str = "") -> OneLogin_Saml2_Auth:
    settings = _settings(request, provider)
    consumer = urlsplit(settings["sp"]["assertionConsumerService"]["url"])
    told = {
        "https": "on" if consumer.scheme == "https" else "off",
        "http_host": consumer.netloc,
        "script_name": consumer.path,
        "get_data": {},
        "post_data": {"SAMLResponse": response} if response else {},
    }
    return OneLogin_Saml2_Auth(told, OneLogin_Saml2_Settings(settings))


def _verify(peer: OneLogin_Saml2_Auth, said: Said) -> None:
    """The library's own judgement: signature, issuer, status, times, schema. It has the last word on every refusal."""
    try:
        peer.process_response(request_id=said.in_response_to)
    except (OneLogin_Saml2_Error, OneLogin_Saml2_ValidationError, ValueError, TypeError):
        raise BadAnswer("the library could not read the response") from None
    if peer.get_errors() or not peer.is_authenticated():
        raise BadAnswer("the library refused the response")
    if peer.get_last_assertion_id() != said.assertion:
        raise BadAnswer("the library read another assertion")


def _subject(peer: OneLogin_Saml2_Auth, provider: Provider) -> str:
    """A name that stays with one human being: a persistent NameID, or the attribute that the operator chose."""
    if provider.subject_attribute:
        values = peer.get_attributes().get(provider.subject_attribute, [])
        if len(values) != 1 or not isinstance(values[0], str):
            raise BadAnswer("the attribute that names the subject is not there once")
        return values[0]
    name = peer.get_nameid()
    if peer.get_nameid_format() != Saml.NAMEID_PERSISTENT or not name or not name.strip():
        raise BadAnswer("the subject has no lasting name")
    return str(name)


def _label(peer: OneLogin_Saml2_Auth, provider: Provider) -> str:
    said = peer.get_attributes()
    names = (provider.label_attribute, *LABELS) if provider.label_attribute else LABELS
    return label_of(*(value for name in names for value in said.get(name, [])))


def _remember(provider: Provider, said: Said) -> None:
    """An assertion is good once, in whatever browser."""
    key = sha256(f"{provider.issuer}\n{said.assertion}".encode()).hexdigest()
    lasts = max(0.0, said.until - time.time()) + DRIFT
    if not cache.add(f"kerege.sso.assertion.{key}", 1, timeout=lasts):
        raise BadAnswer("the assertion was used before")
