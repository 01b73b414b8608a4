"""Another learning platform with real keys, that begins launches, signs tokens, and takes results."""

import json
import time
from dataclasses import dataclass, field
from urllib.parse import parse_qs, parse_qsl, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key
from django.test import Client

from kerege.lib.outgoing import NO_ANSWER, Answer
from kerege.lib.refusal import Refusal
from kerege.lib.signed_tokens import public_jwk, signed
from kerege.training.actions import lti_platforms as actions
from kerege.training.rules import lti_platforms as rules

ISSUER = "https://lms.example.org"
HERE = "http://127.0.0.1:8000"
KEY = generate_private_key(public_exponent=65537, key_size=2048)
STOLEN = generate_private_key(public_exponent=65537, key_size=2048)
JWK = public_jwk(KEY.public_key())
LESSON = f"{HERE}/training/lessons/parent/risk/"
TOLD = actions.Told(
    **{"title": "The academy's Moodle", "issuer": ISSUER, "client_id": "client-1", "deployments": "1\n2"},
    **{"auth_url": f"{ISSUER}/auth", "token_url": f"{ISSUER}/token", "keys_url": f"{ISSUER}/keys"},
)


@dataclass
class Platform:
    """What it was told (`asked`), and what it answers: `away` to nothing, `statuses` to the next scores."""

    asked: list = field(default_factory=list)
    away: bool = False
    statuses: list = field(default_factory=list)
    members: list = field(default_factory=list)

    def ask(self, address, *, allowed, method="GET", body=None, headers=None, **_more):
        self.asked.append((method, address, body, dict(headers or {})))
        if self.away:
            raise Refusal(NO_ANSWER, host="lms.example.org", why="away")
        if address == f"{ISSUER}/keys":
            return Answer(200, {}, json.dumps({"keys": [JWK]}).encode())
        if address == f"{ISSUER}/token":
            return Answer(200, {}, b'{"access_token": "t-1", "token_type": "Bearer", "expires_in": 60}')
        if address == f"{ISSUER}/members":
            return Answer(200, {}, json.dumps({"members": self.members}).encode())
        return Answer(self.statuses.pop(0) if self.statuses else 204, {}, b"")

    @property
    def scores(self):
        return [json.loads(body) for method, address, body, _ in self.asked if address.startswith(f"{ISSUER}/line")]


def browser():
    return Client(headers={"host": "127.0.0.1:8000"}, enforce_csrf_checks=False)


def begun(client, target=LESSON, **changes):
    """Begin a launch as the platform's page does; what the platform is asked with."""
    told = {"iss": ISSUER, "login_hint": "7", "target_link_uri": target, "client_id": "client-1"} | changes
    answer = client.post("/lti/tool/login/", told)
    assert answer.status_code == 302, answer.content[:500]
    assert answer["Location"].startswith(f"{ISSUER}/auth?")
    return dict(parse_qsl(urlsplit(answer["Location"]).query))


def claims(asked, target=LESSON, **changes):
    now = int(time.time())
    told = {
        **{"iss": ISSUER, "aud": "client-1", "sub": "u-1", "iat": now, "exp": now + 300, "nonce": asked["nonce"]},
        "email": "focal@example.org",
        f"{rules.CLAIM}message_type": "LtiResourceLinkRequest",
        f"{rules.CLAIM}version": "1.3.0",
        f"{rules.CLAIM}deployment_id": "1",
        f"{rules.CLAIM}target_link_uri": target,
        f"{rules.CLAIM}resource_link": {"id": "link-1"},
        f"{rules.CLAIM}roles": [],
        rules.GRADES: {"scope": [rules.SCORE_SCOPE], "lineitem": f"{ISSUER}/line?type_id=1"},
    }
    return {name: value for name, value in (told | changes).items() if value is not None}


def token(said, key=KEY):
    return signed(said, key=key, kid=JWK["kid"])


def sent(client, asked, token, **more):
    return client.post("/lti/tool/launch/", {"state": asked["state"], "id_token": token} | more)


def launched(client, target=LESSON, **changes):
    """A whole launch; the address where the browser goes on."""
    asked = begun(client, target)
    answer = sent(client, asked, token(claims(asked, target, **changes)))
    assert answer.status_code == 303, answer.content[:800]
    return answer["Location"]


def entered(client, target=LESSON, do="guest", **changes):
    """A whole launch, gone on with."""
    return client.post(launched(client, target, **changes), {"do": do})


def read(told):
    return jwt.decode(told, options={"verify_signature": False})


def form_of(body):
    return {name: values[0] for name, values in parse_qs(body.decode()).items()}
