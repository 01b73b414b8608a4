"""Our own check of a certificate: every fault is found and named, and nothing that is no certificate gets through."""

import ast
import base64
import copy
import gzip
import inspect
import json
from dataclasses import replace
from datetime import timedelta

import pytest

from kerege.capacity.rules import badges, verifying
from kerege.capacity.rules.verifying import (
    Issuer,
    Unreadable,
    Verdict,
    canonical,
    check,
    issuer_from,
    open_lists,
    read,
    unbase58,
)
from tests.capacity.rules.badge_world import AT, AWARD, ISSUER, KEY, OTHER, SITE, badge, key_of, lists, signed, text

pytestmark = pytest.mark.nodb


def verdict(document, *, issuer=ISSUER, served=None, at=AT):
    opened = open_lists((lists() if served is None else served).values(), issuer=issuer)
    return check(text(document), issuer=issuer, lists=opened, at=at).verdict


def test_a_badge_as_it_was_given_is_valid():
    opened = open_lists(lists(revoked=[76, 78]).values(), issuer=ISSUER)
    found = check(text(badge()), issuer=ISSUER, lists=opened, at=AT)
    assert (found.verdict, found.signed, found.lists_of) == (Verdict.VALID, True, AT)


@pytest.mark.parametrize(
    ("path", "value"),
    [
        (("credentialSubject", "identifier", 0, "identityHash"), "Somebody else"),
        (("credentialSubject", "role"), "Master trainer"),
        (("validUntil",), "2038-03-01T00:00:00Z"),
        (("credentialStatus", 0, "statusListIndex"), "78"),
        (("proof", "created"), "2026-11-27T12:00:00Z"),
        (("proof", "proofPurpose"), "authentication"),
        (("proof", "type"), "SomethingElse"),
        (("proof", "proofValue"), "z1111"),
        (("proof", "proofValue"), 7),
        (("proof", "@context"), ["https://www.w3.org/ns/credentials/v2"]),
        (("extra",), "words"),
    ],
)
def test_whatever_is_changed_is_found(path, value):
    document = copy.deepcopy(badge())
    place = document
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    assert verdict(document) == Verdict.TAMPERED


def test_who_signed_is_named_apart_from_what_was_changed():
    assert verdict(badge(key=OTHER)) == Verdict.TAMPERED
    assert verdict(badge(number=2)) == Verdict.UNKNOWN_KEY
    elsewhere = badges.Site("https://other.example.org", "Other")
    theirs = badges.signed(badges.credential(AWARD, elsewhere), key=OTHER, method=elsewhere.method(1), created=AT)
    assert verdict(theirs) == Verdict.OTHER_ISSUER


def test_revoked_and_suspended_are_found_and_revoked_is_the_worse():
    assert verdict(badge(), served=lists(revoked=[77])) == Verdict.REVOKED
    assert verdict(badge(), served=lists(suspended=[77])) == Verdict.SUSPENDED
    assert verdict(badge(), served=lists(revoked=[77], suspended=[77])) == Verdict.REVOKED


def test_without_a_list_that_the_issuer_signed_nothing_is_said_of_revocation():
    assert verdict(badge(), served={}) == Verdict.STATUS_UNKNOWN
    assert verdict(badge(), served=lists(key=OTHER)) == Verdict.STATUS_UNKNOWN
    bare = badges.credential(AWARD, SITE)
    del bare["credentialStatus"]
    assert verdict(signed(bare)) == Verdict.STATUS_UNKNOWN


@pytest.mark.parametrize(
    "change",
    [
        {"statusPurpose": "suspension"},
        {"type": "Other"},
        {"encodedList": "H4sI"},
        {"encodedList": "uAAAA"},
        {"encodedList": 7},
        {"encodedList": "u" + base64.urlsafe_b64encode(gzip.compress(b"")).decode().rstrip("=")},
    ],
)
def test_a_list_that_the_issuer_signed_but_that_is_none_says_nothing(change):
    listed = badges.status_credential([], "revocation", part=0, site=SITE, at=AT)
    listed["credentialSubject"] |= change
    told = lists() | {listed["id"]: signed(listed)}
    assert verdict(badge(), served=told) == Verdict.STATUS_UNKNOWN


def test_a_list_is_unpacked_to_its_limit_and_no_further():
    listed = badges.status_credential([], "revocation", part=0, site=SITE, at=AT)
    packed = base64.urlsafe_b64encode(gzip.compress(bytes(20_000_000))).decode().rstrip("=")
    listed["credentialSubject"] |= {"encodedList": f"u{packed}"}
    opened = open_lists([signed(listed)], issuer=ISSUER)
    assert [len(each.raw) for each in opened.values()] == [2_000_000]


@pytest.mark.parametrize("place", [str(10**9), "-1", "x", None])
def test_a_place_that_no_list_has_says_nothing(place):
    bare = badges.credential(AWARD, SITE)
    bare["credentialStatus"][0]["statusListIndex"] = place
    assert verdict(signed(bare)) == Verdict.STATUS_UNKNOWN


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        ((2026, 2, 28), Verdict.NOT_YET),
        ((2026, 3, 1), Verdict.VALID),
        ((2028, 2, 29), Verdict.VALID),
        ((2028, 3, 1), Verdict.EXPIRED),
    ],
)
def test_the_days_count_from_the_first_up_to_and_not_including_the_last(day, expected):
    year, month, of = day
    assert verdict(badge(), at=AT.replace(year=year, month=month, day=of, hour=0)) == expected


def test_what_an_old_key_signed_in_its_time_stays_signed():
    turned = AT + timedelta(days=1)
    issuer = Issuer(SITE.did, (key_of(KEY, until=turned), key_of(OTHER, 2, since=turned)))
    assert verdict(badge(), issuer=issuer) == Verdict.VALID
    late = badge(created=turned)
    assert verdict(late, issuer=issuer, served=lists()) == Verdict.KEY_OUT_OF_TIME
    assert verdict(badge(key=OTHER, number=2, created=turned), issuer=issuer) == Verdict.VALID
    assert verdict(badge(key=OTHER, number=2, created=AT), issuer=issuer) == Verdict.KEY_OUT_OF_TIME


@pytest.mark.parametrize(
    "given",
    [
        b"",
        b"\xff\xfe",
        b"[]",
        b"7",
        b"{",
        text(badge())[:-200].encode(),
        b'{"a": 1, "a": 2}',
        b'{"a": {"b": 1, "b": 2}}',
        b'{"a": 1.5}',
        b'{"a": NaN}',
        b"[" * 100_000,
        b'{"a": "' + b"x" * 200_001 + b'"}',
    ],
)
def test_what_is_no_file_of_ours_is_unreadable(given):
    assert check(given, issuer=ISSUER, lists={}, at=AT).verdict == Verdict.UNREADABLE


@pytest.mark.parametrize(
    "change",
    [
        lambda d: d | {"type": ["VerifiableCredential"]},
        lambda d: d | {"type": "OpenBadgeCredential"},
        lambda d: d | {"@context": ["https://www.w3.org/ns/credentials/v2"]},
        lambda d: d | {"credentialSubject": []},
        lambda d: d | {"validFrom": "yesterday"},
        lambda d: d | {"validUntil": "2028-03-01T00:00:00"},
        lambda d: {name: each for name, each in d.items() if name != "validFrom"},
    ],
)
def test_what_the_issuer_signed_but_is_no_badge_is_called_so(change):
    assert verdict(signed(change(badges.credential(AWARD, SITE)))) == Verdict.NOT_A_BADGE


@pytest.mark.parametrize("proof", [None, [], "z1", {"cryptosuite": "eddsa-rdfc-2022"}])
def test_a_proof_of_another_kind_is_none_of_ours(proof):
    assert verdict(badge() | {"proof": proof}) == Verdict.NOT_A_BADGE


def test_the_canonical_form_is_that_of_the_standard():
    """The example of RFC 8785, section 3.2.3, without its fractions and its rare letters."""
    value = {"\u20ac": "Euro Sign", "\r": "Carriage Return", "1": "One", "\u0080": "Control", "\u00f6": "o"}
    assert canonical(value).decode() == '{"\\r":"Carriage Return","1":"One","\u0080":"Control","ö":"o","€":"Euro Sign"}'
    assert (
        canonical({"b": [1, True, None, "\x0f\n</script>"], "a": {}})
        == b'{"a":{},"b":[1,true,null,"\\u000f\\n</script>"]}'
    )


@pytest.mark.parametrize("value", [{"a": 1.0}, {"\U0001f600": 1}, {"a": 2**60}, {"a": "\ud800"}, {"a": {1, 2}}])
def test_what_has_no_form_that_both_sides_agree_on_is_refused(value):
    with pytest.raises(Unreadable):
        canonical(value)


@pytest.mark.parametrize("given", ["", "1", "z0", "zO", "m11", None, "z" + "1" * 300])
def test_what_is_no_base58_is_refused(given):
    with pytest.raises(Unreadable):
        unbase58(given)


def test_an_issuer_is_read_as_it_is_told():
    turned = AT + timedelta(days=1)
    issuer = Issuer(SITE.did, (key_of(KEY, until=turned), key_of(OTHER, 2, since=turned)))
    assert issuer_from(json.loads(json.dumps(badges.issuer_told(issuer, "Example")))) == issuer


def test_a_file_that_was_made_elsewhere_is_read_as_it_is():
    assert read(text(badge()))["id"] == SITE.verify_page(AWARD.number)


def test_the_check_imports_nothing_of_kerege_because_it_is_given_away():
    tree = ast.parse(inspect.getsource(verifying))
    names = {n.module for n in ast.walk(tree) if isinstance(n, ast.ImportFrom)}
    names |= {each.name for n in ast.walk(tree) if isinstance(n, ast.Import) for each in n.names}
    assert {name.split(".")[0] for name in names} == {
        "base64", "collections", "cryptography", "dataclasses", "datetime", "enum", "hashlib", "json", "typing", "zlib"
    }  # fmt: skip


def test_two_badges_of_one_award_differ_in_their_proof_alone():
    later = badge(created=AT + timedelta(hours=1))
    assert {name for name in later if later[name] != badge()[name]} == {"proof"}
    assert verdict(badge(replace(AWARD, place=78)), served=lists(revoked=[77])) == Verdict.VALID
