"""A tool of somebody else with real keys: it answers what begins a launch, reads tokens, and tells results."""

import json
import re
import time
from html import unescape
from urllib.parse import parse_qsl, urlsplit
from uuid import uuid4

import jwt
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric.rsa import generate_private_key

from kerege.lib.signed_tokens import public_jwk

HERE, THERE = "http://127.0.0.1:8000", "https://tool.example.org"
KEY = generate_private_key(public_exponent=65537, key_size=2048)
STOLEN = generate_private_key(public_exponent=65537, key_size=2048)
KID = public_jwk(KEY.public_key())["kid"]
PEM = KEY.public_key().public_bytes(serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo)
AGS = "https://purl.imsglobal.org/spec/lti-ags/scope/"
LIST = "https://purl.imsglobal.org/spec/lti-nrps/scope/contextmembership.readonly"
PICKING = "https://purl.imsglobal.org/spec/lti-dl/claim/"
CLAIM = "https://purl.imsglobal.org/spec/lti/claim/"
SCOPES = f"{AGS}score {AGS}lineitem.readonly {AGS}result.readonly"
TOLD = {
    **{"title": "Waste simulator", "login_url": f"{THERE}/login?from=us", "launch_url": f"{THERE}/open"},
    **{"redirect_uris": f"{THERE}/open\n{THERE}/other", "keys": PEM.decode(), "label": "0", "owner": "KAZ"},
}


def question(begun, **changes):
    """What the tool asks the node for, after a browser came to the address that begins a launch."""
    told = dict(parse_qsl(urlsplit(begun).query))
    assert told["iss"] == HERE
    assert told["from"] == "us"
    asked = {"scope": "openid", "response_type": "id_token", "response_mode": "form_post", "prompt": "none"}
    asked |= {"client_id": told["client_id"], "redirect_uri": f"{THERE}/open", "nonce": str(uuid4()), "state": "s-1"}
    return asked | {name: told[name] for name in ("login_hint", "lti_message_hint")} | changes


def form_of(answer):
    """The form that the browser sends on: its address and its fields."""
    page = answer.content.decode()
    told = re.findall(r'<input type="hidden" name="(id_token|state)" value="([^"]*)"', page)
    return re.search(r'action="(https:[^"]+)" data-send-now', page)[1], {name: unescape(value) for name, value in told}


def read(browser, token, client):
    """What a token of the node says, by the keys that the node shows."""
    shown = browser.get("/lti/keys/").json()["keys"]
    kid = jwt.get_unverified_header(token)["kid"]
    key = jwt.PyJWK(next(each for each in shown if each["kid"] == kid))
    return jwt.decode(token, key.key, algorithms=["RS256"], audience=client, issuer=HERE)


def assertion(client, *, key=KEY, alg="RS256", **changes):
    now = int(time.time())
    said = {"iss": client, "sub": client, "aud": f"{HERE}/lti/token/", "iat": now, "exp": now + 60, "jti": str(uuid4())}
    key = "x" * 64 if alg == "HS256" else None if alg == "none" else key
    return jwt.encode(said | changes, key, algorithm=alg, headers={"kid": KID} if alg == "RS256" else {})


def chosen(client, deployment, data, items, *, key=KEY, alg="RS256", **changes):
    """What the tool hands over after somebody chose there."""
    now = int(time.time())
    said = {"iss": client, "aud": HERE, "iat": now, "exp": now + 60, "nonce": str(uuid4())}
    said |= {f"{CLAIM}message_type": "LtiDeepLinkingResponse", f"{CLAIM}version": "1.3.0"}
    said |= {f"{CLAIM}deployment_id": deployment, f"{PICKING}content_items": items, f"{PICKING}data": data}
    key = "x" * 64 if alg == "HS256" else None if alg == "none" else key
    return jwt.encode(said | changes, key, algorithm=alg, headers={"kid": KID} if alg == "RS256" else {})


def fetched(browser, told, scope=SCOPES):
    kind = "urn:ietf:params:oauth:client-assertion-type:jwt-bearer"
    sent = {"grant_type": "client_credentials", "client_assertion_type": kind, "client_assertion": told, "scope": scope}
    return browser.post("/lti/token/", sent)


def tells(browser, address, token, **changes):
    """Tell a score to a line item."""
    score = {"scoreGiven": 8, "scoreMaximum": 10, "activityProgress": "Completed", "gradingProgress": "FullyGraded"}
    score |= {"timestamp": "2026-01-10T12:00:00.000Z"} | changes
    kind = "application/vnd.ims.lis.v1.score+json"
    authorized = {"Authorization": f"Bearer {token}"}
    path = f"{urlsplit(address).path}/scores"
    return browser.post(path, json.dumps(score), content_type=kind, headers=authorized)
