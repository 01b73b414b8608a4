"""Signing in over SAML: what is taken, and every forged, stolen, old or misdirected answer that is not."""

import re

import pytest
from django.test import Client
from lxml import etree

from kerege.web.account.sso.assertion import said_in
from kerege.web.account.sso.faults import BadAnswer
from tests.web.account.sso import saml_provider as idp
from tests.web.account.sso.conftest import code_of, goes, is_in, linked, posts, why

pytestmark = pytest.mark.django_db
SUBJECT = "persistent-subject-1"
ENTITY = "http://testserver/account/single-sign-on/moa/metadata/"
CONSUMER = "http://testserver/account/single-sign-on/moa/consume/"


@pytest.fixture
def account(somebody, offers):
    return linked(somebody, idp.ISSUER, provider="moa", subject=SUBJECT)


def begun(client: Client) -> str:
    """The id of the request with which this browser went to the ministry."""
    return idp.asked(goes(client, "moa"))["ID"]


def answered(request: str, *, by: str = "idp", sha1: bool = False, frame=None, **lies) -> str:
    """A response to this request, signed; `frame` replaces what the unsigned frame says."""
    inside = idp.signed(idp.assertion(request, CONSUMER, ENTITY, **lies), by, sha1=sha1)
    told = {"request": request, "consumer": CONSUMER, **(frame or {})}
    return idp.response(inside, **told)


def refused(client: Client, answer) -> bool:
    return (answer.status_code, code_of(answer), is_in(client)) == (400, "sso.bad_answer", "")


def restricted(*audiences: str) -> str:
    """For whom the assertion is meant."""
    inside = "".join(f"<saml:Audience>{each}</saml:Audience>" for each in audiences)
    return f"<saml:AudienceRestriction>{inside}</saml:AudienceRestriction>"


def test_a_linked_identity_signs_its_owner_in(account):
    client = Client()
    request = idp.asked(goes(client, "moa", next="/courses/"))
    assert (request["ForceAuthn"], request["Destination"]) == ("true", idp.SIGN_IN)
    assert request["AssertionConsumerServiceURL"] == CONSUMER
    answer = posts(client, answered(request["ID"]), RelayState="https://elsewhere.example/")
    assert (answer.status_code, answer["Location"], is_in(client)) == (302, "/courses/", str(account.pk))


def test_a_response_whose_frame_is_signed_too_is_taken(account):
    client = Client()
    request = begun(client)
    assert posts(client, idp.signed(answered(request))).status_code == 302
    assert is_in(client) == str(account.pk)


OTHERS, AUDIENCE, LIBRARY = "https://elsewhere.example/", "the assertion is for another audience", "the library refused"
LIES = {
    "by another key": ({"by": "somebody else"}, LIBRARY),
    "with SHA-1": ({"sha1": True}, "the signature's SignatureMethod"),
    "for another audience": ({"audience": restricted("x")}, AUDIENCE),
    "for everybody": ({"audience": ""}, "there is not exactly one AudienceRestriction"),
    "also for others": ({"audience": restricted(ENTITY, "x")}, AUDIENCE),
    "for another recipient": ({"recipient": OTHERS}, "the assertion is for another recipient"),
    "for a recipient that begins alike": ({"recipient": f"{CONSUMER}x"}, "the assertion is for another recipient"),
    "for no recipient": ({"recipient": None}, "the assertion is for another recipient"),
    "to another request": ({"in_response_to": "_another"}, "the response answers no request"),
    "to no request": ({"in_response_to": None}, "the response answers no request"),
    "expired": ({"until": idp.moment(-900)}, LIBRARY),
    "asked tomorrow": ({"asked_at": idp.moment(86_400)}, "AuthnInstant lies ahead"),
    "asked at no moment": ({"asked_at": "yesterday"}, "a moment is missing or cannot be read"),
    "of another issuer": ({"issuer": OTHERS}, LIBRARY),
    "for this session only": ({"format": idp.TRANSIENT}, "the subject has no lasting name"),
    "about an address": ({"format": idp.ADDRESS}, "the subject has no lasting name"),
    "about nobody": ({"subject": ""}, "the library"),
    "sent to another address": ({"frame": {"consumer": OTHERS}}, "the response is for another address"),
    "sent to an address alike": ({"frame": {"consumer": f"{CONSUMER}x"}}, "the response is for another address"),
    "sent to nobody": ({"frame": {"consumer": None}}, "the response is for another address"),
    "in a frame without a request": ({"frame": {"request": None}}, "the response answers no request"),
    "that it failed": ({"frame": {"status": idp.FAILED}}, LIBRARY),
}


@pytest.mark.parametrize("lie", LIES)
def test_an_answer_with_a_lie_signs_nobody_in(account, caplog, lie):
    client = Client()
    told, reason = LIES[lie]
    assert refused(client, posts(client, answered(begun(client), **told)))
    assert why(caplog).startswith(reason)


def test_an_answer_that_is_not_signed_signs_nobody_in(account):
    client = Client()
    request = begun(client)
    bare = idp.response(idp.assertion(request, CONSUMER, ENTITY), request, CONSUMER)
    assert refused(client, posts(client, bare))
    assert refused(client, posts(client, idp.signed(bare))), "the frame's signature alone is not enough"


def test_what_is_changed_after_signing_signs_nobody_in(account):
    client = Client()
    good = answered(begun(client), subject="persistent-subject-2")
    assert good.count("persistent-subject-2") == 1
    assert refused(client, posts(client, good.replace("persistent-subject-2", SUBJECT)))


WRAPPED = ("before", "after", "inside the signature", "in an extension", "as the parent")


@pytest.mark.parametrize("where", WRAPPED)
def test_a_signed_assertion_carries_no_forged_one_along(account, caplog, where):
    """Signature wrapping: the signature is good, and belongs to another assertion than the one that would be read."""
    client = Client()
    request = begun(client)
    root = etree.fromstring(answered(request, subject="persistent-subject-2"))
    good = root.find("{*}Assertion")
    forged = etree.fromstring(idp.assertion(request, CONSUMER, ENTITY, id="_forged"))
    if where == "before":
        good.addprevious(forged)
    elif where == "after":
        root.append(forged)
    elif where == "inside the signature":
        root.replace(good, forged)
        signature = good.find("{*}Signature")
        forged.insert(1, signature)
        holder = etree.SubElement(signature, "{http://www.w3.org/2000/09/xmldsig#}Object")
        holder.append(good)
    elif where == "in an extension":
        root.replace(good, forged)
        holder = etree.Element("{urn:oasis:names:tc:SAML:2.0:protocol}Extensions")
        root.insert(1, holder)
        holder.append(good)
    else:
        root.replace(good, forged)
        forged.append(good)
    assert refused(client, posts(client, etree.tostring(root).decode()))
    assert why(caplog) == "there is not exactly one assertion"


WEAKENED = {
    "is over another element": ('URI="#', 'URI="#x', "the signature is over something else"),
    "is over everything": (r'URI="#[^"]+"', 'URI=""', "the signature is over something else"),
    "is over two elements": (
        "</ds:SignedInfo>",
        '<ds:Reference URI="#y"/></ds:SignedInfo>',
        "there is not exactly one",
    ),
    "leaves out what the sender says": (
        "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
        "http://www.w3.org/TR/1999/REC-xpath-19991116",
        "the signature's Transform ",
    ),
    "runs a program of the sender": (
        "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
        "http://www.w3.org/TR/1999/REC-xslt-19991116",
        "the signature's Transform ",
    ),
    "is a password that everybody knows": ("rsa-sha256", "hmac-sha256", "the signature's SignatureMethod "),
    "has a broken digest": (
        r"http://www.w3.org/2001/04/xmlenc#sha256",
        "http://www.w3.org/2000/09/xmldsig#sha1",
        "the sig",
    ),
    "is not there": ("(?s)<ds:Signature .*</ds:Signature>", "", "there is not exactly one signature"),
    "is there twice": ("(?s)(<ds:Signature .*</ds:Signature>)", r"\1\1", "there is not exactly one signature"),
}


@pytest.mark.parametrize("how", WEAKENED)
def test_a_signature_that_proves_less_is_refused_before_it_is_verified(how):
    old, new, reason = WEAKENED[how]
    whole = answered("_request")
    text = re.sub(old, new, whole)
    assert text != whole
    with pytest.raises(BadAnswer, match=reason):
        said_in(text.encode(), entity_id=ENTITY, consumer=CONSUMER)


def test_the_same_name_twice_and_a_comment_in_a_name_deceive_nobody(account):
    client = Client()
    request = begun(client)
    text = answered(request, id="_twice").replace("<samlp:Status>", '<samlp:Status ID="_twice">')
    assert refused(client, posts(client, text))
    cut = answered(request, subject=f"{SUBJECT}<!-- x -->.elsewhere")
    assert posts(client, cut).status_code == 403
    assert is_in(client) == ""


def test_entities_and_floods_are_refused_before_anything_is_verified(account):
    client = Client()
    good = answered(begun(client))
    for text in (
        f'<!DOCTYPE x [<!ENTITY e SYSTEM "file:///etc/passwd">]>{good}',
        good.replace("<samlp:Status>", "<samlp:Status>" + "<a>" * 40 + "</a>" * 40),
        good.replace("<samlp:Status>", "<samlp:Status>" + "<a/>" * 4000),
        good + " " * 400_000,
        "<a/>",
        "",
        "<",
    ):
        assert refused(client, posts(client, text))
    answer = client.post("/account/single-sign-on/moa/consume/", {"SAMLResponse": "not base64!"})
    assert refused(client, answer)
    assert refused(client, client.post("/account/single-sign-on/moa/consume/"))


def test_an_assertion_is_good_once_in_any_browser(account):
    first, second = Client(), Client()
    text = answered(begun(first))
    assert posts(first, text).status_code == 302
    assert refused(second, posts(second, text))


def test_an_answer_that_nobody_asked_for_is_refused(account):
    """The ministry begins it, or an attacker pushes an answer of their own into somebody's browser."""
    attacker, victim = Client(), Client()
    for request in ("_never-asked", begun(attacker)):
        answer = posts(victim, answered(request))
        assert (code_of(answer), is_in(victim)) == ("sso.no_state", "")
    unasked = idp.response(
        idp.signed(idp.assertion("", CONSUMER, ENTITY, in_response_to=None)), request=None, consumer=CONSUMER
    )
    assert refused(victim, posts(victim, unasked, RelayState="/journal/"))


def test_what_was_found_out_is_handed_over_once_and_only_to_who_began(account):
    client, other = Client(), Client()
    fields = {"SAMLResponse": idp.packed(answered(begun(client)))}
    led = Client().post("/account/single-sign-on/moa/consume/", fields)["Location"]
    assert code_of(other.get(led)) == "sso.no_state"
    assert code_of(client.get(led)) == "sso.no_state", "it was shown to somebody else"
    assert code_of(client.get("/account/single-sign-on/moa/finish/")) == "sso.no_state"
    assert is_in(client) == ""


def test_a_subject_may_be_named_by_an_attribute_that_the_operator_chose(somebody, offers):
    offers(saml="subject_attribute = 'employee'")
    linked(somebody, idp.ISSUER, provider="moa", subject="4711")
    client = Client()
    assert posts(client, answered(begun(client), format=idp.TRANSIENT)).status_code == 302
    assert is_in(client) == str(somebody.pk)
    offers(saml="subject_attribute = 'missing'")
    other = Client()
    assert refused(other, posts(other, answered(begun(other))))


def test_the_ministry_loads_our_addresses(offers):
    answer = Client().get("/account/single-sign-on/moa/metadata/")
    root = etree.fromstring(answer.content)
    service = root.find(".//{*}AssertionConsumerService")
    descriptor = root.find("{*}SPSSODescriptor")
    assert (root.get("entityID"), service.get("Location")) == (ENTITY, CONSUMER)
    assert (descriptor.get("WantAssertionsSigned"), root.findall(".//{*}SingleLogoutService")) == ("true", [])
    assert answer["Content-Type"] == "application/samlmetadata+xml"
    assert Client().get("/account/single-sign-on/moh/metadata/").status_code == 404
