"""What a certificate says as an Open Badge, and that somebody else's checker believes it, and stops when it should."""

import base64
import copy
from dataclasses import replace

import pytest
from openvc.did.did_web import DidWebResolver
from openvc.errors import OpenvcError
from openvc.proof.di_jcs import EddsaJcsProofSuite
from openvc.proof.errors import CredentialExpired, CredentialNotYetValid, SignatureInvalid
from openvc.status import check_credential_status, decode_bitstring

from kerege.capacity.rules import badges
from tests.capacity.rules.badge_world import AT, AWARD, ISSUER, KEY, OTHER, SITE, badge, lists, signed

pytestmark = pytest.mark.nodb

REQUIRED = {"@context", "id", "type", "name", "credentialSubject", "issuer", "validFrom"}
"""What the published schema of an AchievementCredential demands at its top."""


def served(address):
    """The one document that the issuer's host has to serve."""
    assert address == "https://node.example.org/.well-known/did.json"
    return badges.did_document(ISSUER)


WEB = DidWebResolver(served)


def believed(document, now=AT):
    """What the checker of others makes of a document; raises what it found."""
    return EddsaJcsProofSuite(leeway_s=0).verify(document, resolver=WEB, now=now)


def stands(document, lists_of):
    """What the checker of others makes of the lists, each of which it checks before it looks into it."""

    def list_at(address):
        believed(lists_of[address])
        return lists_of[address]

    found = check_credential_status(document, resolve_status_list=list_at)
    return found.revoked, found.suspended


def test_a_badge_says_what_open_badges_demand_and_nothing_of_our_own():
    document = badge()
    subject = document["credentialSubject"]
    assert set(document) == REQUIRED | {"awardedDate", "validUntil", "credentialStatus", "proof"}
    assert document["type"] == ["VerifiableCredential", "OpenBadgeCredential"]
    assert set(subject) == {"type", "identifier", "licenseNumber", "role", "narrative", "achievement"}
    assert {"id", "type", "name", "description", "criteria"} <= set(subject["achievement"])
    assert subject["identifier"] == [
        {"type": "IdentityObject", "hashed": False, "identityHash": "Әйгүл Сейітқызы", "identityType": "ext:name"}
    ]
    assert (document["validFrom"], document["validUntil"]) == ("2026-03-01T00:00:00Z", "2028-03-01T00:00:00Z")
    assert "validUntil" not in badge(replace(AWARD, until=None))


def test_somebody_elses_checker_believes_a_badge_and_its_lists():
    found = believed(badge())
    assert (found.issuer, found.expired) == ("did:web:node.example.org", False)
    assert stands(badge(), lists(revoked=[76, 78], suspended=[76, 78])) == (False, False)


@pytest.mark.parametrize("what", ["holder", "level", "date", "status", "added"])
def test_somebody_elses_checker_finds_what_was_changed(what):
    document = copy.deepcopy(badge())
    subject = document["credentialSubject"]
    if what == "holder":
        subject["identifier"][0]["identityHash"] = "Somebody else"
    elif what == "level":
        subject["role"] = "Master trainer"
    elif what == "date":
        document["validUntil"] = "2038-03-01T00:00:00Z"
    elif what == "status":
        del document["credentialStatus"]
    else:
        document["more"] = "words"
    with pytest.raises(SignatureInvalid):
        believed(document)


def test_somebody_elses_checker_finds_a_wrong_key_and_the_wrong_days():

    with pytest.raises(SignatureInvalid):
        believed(badge(key=OTHER))
    with pytest.raises(OpenvcError, match="key-2"):
        believed(badge(number=2))
    with pytest.raises(CredentialExpired):
        believed(badge(), now=AT.replace(year=2028, month=3, day=2))
    with pytest.raises(CredentialNotYetValid):
        believed(badge(), now=AT.replace(month=2))


@pytest.mark.parametrize(
    ("set_bits", "expected"), [({"revoked": [77]}, (True, False)), ({"suspended": [77]}, (False, True))]
)
def test_somebody_elses_checker_finds_what_was_revoked_or_suspended(set_bits, expected):
    assert stands(badge(), lists(**set_bits)) == expected


def test_a_list_that_somebody_else_signed_is_not_believed():
    with pytest.raises(SignatureInvalid):
        stands(badge(), lists(key=OTHER))


def test_a_place_stands_in_its_own_part_and_nowhere_else():
    far = badge(replace(AWARD, place=badges.PLACES + 5))
    entry = far["credentialStatus"][0]
    assert (entry["statusListCredential"], entry["statusListIndex"]) == (SITE.status_list("revocation", 1), "5")
    places = [5, badges.PLACES + 5]
    for part in (0, 1, 2):
        listed = badges.status_credential(places, "revocation", part=part, site=SITE, at=AT)
        raw = decode_bitstring(listed["credentialSubject"]["encodedList"])
        assert (len(raw) * 8, sum(byte.bit_count() for byte in raw)) == (131_072, 0 if part == 2 else 1)


def test_an_address_with_a_port_has_an_identifier_of_its_own():
    assert badges.Site("http://127.0.0.1:8000", "x").did == "did:web:127.0.0.1%3A8000"


def test_a_key_in_the_document_is_the_key_that_signs():
    method = badges.did_document(ISSUER)["verificationMethod"][0]
    jwk = {"kty": "OKP", "crv": "Ed25519", "x": _url(KEY.public_key().public_bytes_raw())}
    assert method["publicKeyMultibase"].startswith("z6Mk")
    assert (
        EddsaJcsProofSuite().verify(signed(badges.credential(AWARD, SITE)), public_key_jwk=jwk, now=AT).issuer
        == SITE.did
    )


def _url(raw):
    return base64.urlsafe_b64encode(raw).decode().rstrip("=")
