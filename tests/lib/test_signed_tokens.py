"""Tokens of other machines: signed with RS256 by a key they show, from whom, for whom and when; and nothing else."""

import base64
import json

import jwt
import pytest
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1
from cryptography.hazmat.primitives.asymmetric.ec import generate_private_key as elliptic
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from kerege.lib.key_sets import AGAIN, HOLDS, KeySets
from kerege.lib.outgoing import Answer, ask
from kerege.lib.refusal import Refusal
from kerege.lib.signed_tokens import LONGEST_TOKEN, claims_of, key_set, public_jwk, signed, unverified

pytestmark = pytest.mark.nodb
NOW = 1_800_000_000
KEY = generate_private_key(public_exponent=65537, key_size=2048)
OTHER = generate_private_key(public_exponent=65537, key_size=2048)
JWK = public_jwk(KEY.public_key())
GOOD = {"iss": "https://tool.example", "aud": "us", "sub": "x", "iat": NOW, "exp": NOW + 300, "nonce": "once"}
PEM = (serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)


def pem(key):
    return key.public_key().public_bytes(*PEM).decode()


def token(key=KEY, kid=JWK["kid"], **said):
    return signed({name: value for name, value in (GOOD | said).items() if value is not None}, key=key, kid=kid)


def read(sent, *, keys=None, **wanted):
    asked = {"issuer": GOOD["iss"], "audience": {"us"}, "now": NOW, "require": ("sub", "nonce")} | wanted
    return claims_of(sent, keys=[JWK] if keys is None else keys, **asked)


def code(sent, **wanted):
    with pytest.raises(Refusal) as told:
        read(sent, **wanted)
    return told.value.code.removeprefix("tokens.")


def test_what_a_good_token_says_is_taken_with_clocks_a_minute_apart():
    assert read(token()) == GOOD
    assert read(token(), now=NOW - 60)["sub"] == read(token(), now=NOW + 359)["sub"] == "x"
    assert read(token(aud=["us", "them"], azp="us"))["azp"] == "us"
    assert read(token(kid=""))["sub"] == read(token(), keys=key_set(pem(KEY)))["sub"] == "x"
    assert unverified(token(key=OTHER))["iss"] == GOOD["iss"]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ({"iss": "https://elsewhere.example"}, "other_issuer"),
        ({"iss": None}, "other_issuer"),
        ({"aud": "them"}, "other_audience"),
        ({"aud": ["us", "them"]}, "other_audience"),
        ({"azp": "them"}, "other_audience"),
        ({"aud": None}, "claims_missing"),
        ({"aud": []}, "claims_missing"),
        ({"aud": [{"us": 1}]}, "claims_missing"),
        ({"exp": NOW - 60}, "expired"),
        ({"iat": NOW - 4000}, "expired"),
        ({"iat": NOW + 61, "exp": NOW + 300}, "too_early"),
        ({"nbf": NOW + 61}, "too_early"),
        ({"exp": NOW + 90_000}, "claims_missing"),
        ({"exp": None}, "claims_missing"),
        ({"iat": None}, "claims_missing"),
        ({"iat": "now"}, "claims_missing"),
        ({"exp": True}, "claims_missing"),
        ({"nonce": None}, "claims_missing"),
        ({"nonce": 5}, "claims_missing"),
        ({"nonce": "n" * 1001}, "claims_missing"),
        ({"sub": ""}, "claims_missing"),
    ],
)
def test_a_token_that_says_anything_else_is_refused(said, expected):
    assert code(token(**said)) == expected


def part(told):
    return base64.urlsafe_b64encode(json.dumps(told).encode()).rstrip(b"=").decode()


def forged():
    body = token().split(".")[1]
    unsigned = f"{part({'alg': 'none', 'kid': JWK['kid']})}.{body}."
    by_public_key = jwt.encode(GOOD, JWK["n"], algorithm="HS256", headers={"kid": JWK["kid"]})
    return [
        unsigned,
        by_public_key,
        jwt.encode(GOOD, KEY, algorithm="RS512", headers={"kid": JWK["kid"]}),
        jwt.encode(GOOD, elliptic(SECP256R1()), algorithm="ES256"),
        token(key=OTHER),
        token(kid="unknown"),
        token()[:-8] + "AAAAAAAA",
        f"{token().split('.')[0]}.{part(GOOD | {'sub': 'admin'})}.{token().split('.')[2]}",
        jwt.encode(GOOD, KEY, algorithm="RS256", headers={"crit": ["x"], "x": 1}),
        "a.b.c",
        "",
        None,
        "é.é.é",
        "x" * (LONGEST_TOKEN + 1),
        f"{part(['RS256'])}.{body}.x",
        f"{part({'alg': 'RS256', 'kid': {}})}.{body}.x",
    ]


@pytest.mark.parametrize("number", range(16))
def test_a_token_that_none_of_its_keys_signed_with_rs256_is_refused(number):
    assert code(forged()[number]) == "bad_token"


def jwks(*keys):
    return json.dumps({"keys": list(keys)})


def test_a_key_set_gives_the_keys_that_sign_and_leaves_others_out():
    encrypts = public_jwk(OTHER.public_key()) | {"use": "enc"}
    assert [key["kid"] for key in key_set(jwks({"kty": "EC"}, "x", encrypts, JWK))] == [JWK["kid"]]
    assert key_set(json.dumps(JWK))[0]["n"] == key_set(pem(KEY))[0]["n"] == JWK["n"]


SMALL = generate_private_key(public_exponent=65537, key_size=1024)  # noqa: S505 - too small, so that it is refused
SECRET = KEY.private_bytes(
    serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
).decode()


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "[]",
        "{}",
        "null",
        b"\xff\xfe",
        "[" * 100_000,
        jwks(),
        jwks({"kty": "oct", "k": "x"}),
        jwks(public_jwk(SMALL.public_key())),
        jwks(JWK | {"d": "x"}),
        jwks(*[JWK] * 51),
        jwks(JWK | {"n": 5}),
        jwks(JWK | {"e": "AA"}),
        jwks(JWK | {"kid": {}}),
        SECRET,
        pem(SMALL),
        pem(elliptic(SECP256R1())),
        "-----BEGIN PUBLIC KEY-----\nхм\n-----END PUBLIC KEY-----",
    ],
    ids=range(18),
)
def test_what_is_no_key_set_is_refused(raw):
    with pytest.raises(Refusal) as told:
        key_set(raw)
    assert told.value.code == "tokens.bad_keys"


class Door:
    def __init__(self, *answers):
        self.answers, self.asked = list(answers), 0

    def __call__(self, address, **told):
        self.asked += 1
        return Answer(*self.answers[min(self.asked, len(self.answers)) - 1])


def test_a_set_is_kept_for_an_hour_and_asked_anew_for_a_key_that_is_not_in_it():
    door = Door((200, {}, jwks(JWK).encode()), (200, {}, jwks(JWK, public_jwk(OTHER.public_key())).encode()))
    sets = KeySets(asks=door)

    def asked(now, kid=JWK["kid"]):
        sets.keys("https://tool.example/keys", kid=kid, now=now, allowed={"tool.example"})
        return door.asked

    assert [asked(0), asked(HOLDS - 1), asked(AGAIN - 1, "new"), asked(AGAIN, "new"), asked(HOLDS)] == [1, 1, 1, 2, 2]
    assert asked(AGAIN + HOLDS) == 3


def test_the_keys_of_the_other_side_are_asked_through_the_one_door():
    def refused(address, door=ask, allowed=frozenset({"tool.example", "127.0.0.1"})):
        with pytest.raises(Refusal) as told:
            KeySets(asks=door).claims(
                token(), address=address, now=NOW, allowed=allowed, issuer=GOOD["iss"], audience={"us"}
            )
        return told.value.code

    assert refused("http://tool.example/keys") == "outgoing.bad_address"
    assert refused("https://elsewhere.example/keys") == "outgoing.not_allowed"
    assert refused("https://127.0.0.1/keys") == "outgoing.private"
    assert refused("https://tool.example/keys", Door((404, {}, b""))) == "tokens.no_keys"
    assert refused("https://tool.example/keys", Door((200, {}, b"<html>"))) == "tokens.bad_keys"
