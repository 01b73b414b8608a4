"""OpenID Connect: the library speaks with the provider, and what it brings back is checked here.

The library alone would take a token unsigned when it came straight from the provider, with whatever algorithm its head
names, and knows no nonce. So the token is judged by `claims_of`, always in full.
"""

import hmac
import secrets
from collections.abc import Collection
from typing import Any
from urllib.parse import urlsplit

import jwt
from allauth.socialaccount.internal import statekit
from allauth.socialaccount.models import SocialApp
from allauth.socialaccount.providers.oauth2.utils import generate_code_challenge
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from django.http import HttpRequest
from django.urls import reverse

from kerege.web.account.sso import door
from kerege.web.account.sso.faults import BadAnswer
from kerege.web.account.sso.identity import Identity, digest, label_of, moment
from kerege.web.account.sso.providers import Provider

ALGORITHMS = frozenset({"RS256", "RS384", "RS512", "PS256", "PS384", "PS512", "ES256", "ES384", "ES512", "EdDSA"})
ENDPOINTS = ("authorization_endpoint", "token_endpoint", "jwks_uri")
LEEWAY = 60
FRESH = 600
"""Seconds for which the provider may take an earlier sign-in there as enough."""


class Peer(OpenIDConnectOAuth2Adapter):
    """The library's side of the protocol, for one provider of the file."""

    def __init__(self, request: HttpRequest, provider: Provider) -> None:
        super().__init__(request, provider.key)
        self.told = provider
        self.app = SocialApp(
            provider=OpenIDConnectProvider.id,
            provider_id=provider.key,
            name=provider.key,
            client_id=provider.client_id,
            secret=provider.secret,
            settings={"server_url": provider.issuer.rstrip("/")},
        )

    def get_provider(self) -> OpenIDConnectProvider:
        return OpenIDConnectProvider(self.request, app=self.app)

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        return request.build_absolute_uri(reverse("sso_callback", args=[self.told.key]))

    @property
    def openid_config(self) -> dict[str, Any]:
        """What the provider says of itself. It may speak for its own issuer only, and of hosts that the file names."""
        config: dict[str, Any] = super().openid_config
        if config.get("issuer") != self.told.issuer:
            raise BadAnswer("discovery names another issuer")
        for name in ENDPOINTS:
            parts = urlsplit(str(config.get(name, "")))
            if parts.netloc.lower() not in self.told.hosts or parts.scheme != urlsplit(self.told.issuer).scheme:
                raise BadAnswer(f"{name} is at a host that the file does not name")
        return config


def begin(request: HttpRequest, provider: Provider, state: dict[str, Any]) -> str:
    """Where the browser goes on. State, nonce and the secret of PKCE stay in this session."""
    with door.asking(provider):
        peer = Peer(request, provider)
        client, address = peer.get_client(request, peer.app), peer.authorize_url
    pkce, nonce = generate_code_challenge(), secrets.token_urlsafe(24)
    kept = {**state, "nonce": nonce, "verifier": pkce.pop("code_verifier")}
    client.state = statekit.stash_state(request, provider_id=provider.key, state=kept)
    asked = "login" if provider.ask_again else "select_account"
    more = {**pkce, "nonce": nonce, "prompt": asked, **({"max_age": str(FRESH)} if provider.ask_again else {})}
    where: str = client.get_redirect_url(address, ["openid", "email"], more)
    return where


def identity(request: HttpRequest, provider: Provider, state: dict[str, Any]) -> Identity:
    """Who came back. Raises BadAnswer and what the library raises for an answer that is not as it should be."""
    with door.asking(provider):
        peer = Peer(request, provider)
        _check_issuer(request, provider, peer.openid_config)
        client = peer.get_client(request, peer.app)
        answer = client.get_access_token(request.GET["code"], pkce_code_verifier=state["verifier"])
        with door.session() as asked:
            response = asked.get(peer.openid_config["jwks_uri"])
            response.raise_for_status()
    claims = claims_of(
        answer.get("id_token"),
        keys=response.json(),
        issuer=provider.issuer,
        client_id=provider.client_id,
        nonce=state["nonce"],
    )
    return Identity(
        subject=digest(provider.issuer, claims["sub"]),
        label=label_of(claims.get("email"), claims.get("preferred_username"), claims.get("name")),
        strong=provider.says_second_factor(_said(claims)),
        proved_at=_asked_at(claims.get("auth_time")),
    )


def _check_issuer(request: HttpRequest, provider: Provider, config: dict[str, Any]) -> None:
    """RFC 9207: an answer that says whose it is must be of the provider that was asked."""
    said = request.GET.get("iss")
    if said is None and not config.get("authorization_response_iss_parameter_supported"):
        return
    if said != provider.issuer:
        raise BadAnswer("the answer is of another issuer")


def claims_of(token: Any, *, keys: Any, issuer: str, client_id: str, nonce: str) -> dict[str, Any]:
    """The claims of an ID token that is signed by one of these keys, for us, now, and for this very request.

    Raises BadAnswer for every other.
    """
    if not isinstance(token, str):
        raise BadAnswer("there is no ID token")
    try:
        head = jwt.get_unverified_header(token)
        if head.get("alg") not in ALGORITHMS:
            raise BadAnswer("the token's algorithm is not taken here")
        claims: dict[str, Any] = jwt.decode(
            token,
            key=_key(keys, head),
            algorithms=[head["alg"]],
            issuer=issuer,
            audience=client_id,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat", "nonce"]},
        )
    except jwt.PyJWTError as fault:
        raise BadAnswer(type(fault).__name__) from None
    audience = claims["aud"] if isinstance(claims["aud"], list) else [claims["aud"]]
    if audience != [client_id] or claims.get("azp", client_id) != client_id:
        raise BadAnswer("the token is for others too")
    if not isinstance(claims["nonce"], str) or not hmac.compare_digest(claims["nonce"].encode(), nonce.encode()):
        raise BadAnswer("the nonce is not ours")
    if not isinstance(claims["sub"], str) or not claims["sub"].strip():
        raise BadAnswer("the token names nobody")
    return claims


def _key(keys: Any, head: dict[str, Any]) -> jwt.PyJWK:
    """The one key that the token's head means: by its id, or the only one there is."""
    listed = keys.get("keys") if isinstance(keys, dict) else None
    usable = [k for k in listed or () if isinstance(k, dict) and k.get("use", "sig") == "sig"]
    named = [k for k in usable if k.get("kid") == head.get("kid")] if head.get("kid") else usable
    fitting = [k for k in named if k.get("alg", head["alg"]) == head["alg"]]
    if len(fitting) != 1:
        raise BadAnswer("no key fits the token")
    return jwt.PyJWK(fitting[0], algorithm=head["alg"])


def _said(claims: dict[str, Any]) -> set[str]:
    """How the provider says that it asked: `amr` is a list of ways, `acr` one grade."""
    amr, acr = claims.get("amr"), claims.get("acr")
    ways: Collection[Any] = amr if isinstance(amr, list) else ()
    return {each for each in (*ways, acr) if isinstance(each, str)}


def _asked_at(said: Any) -> float:
    if not isinstance(said, int | float) or isinstance(said, bool):
        return 0.0
    at = moment(said, leeway=LEEWAY)
    if at is None:
        raise BadAnswer("auth_time lies ahead")
    return at
