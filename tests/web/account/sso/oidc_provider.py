"""A small provider of OpenID Connect on loopback: real requests, real signatures, and lies on demand.

It signs with joserfc; the platform verifies with another library, so that no fault is made twice.
"""

import base64
import hashlib
import http.server
import json
import secrets
import threading
import time
from collections.abc import Callable
from html import escape
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

from joserfc import jwt
from joserfc.jwk import ECKey

CLIENT, SECRET = "kerege", "a secret of the client"
KEY = ECKey.generate_key("P-256", {"kid": "one", "alg": "ES256", "use": "sig"})
FOREIGN = ECKey.generate_key("P-256", {"kid": "one", "alg": "ES256", "use": "sig"})


class OidcProvider:
    """`claims` replace those of the next token, None leaves one out; `lies` replace what discovery says.

    `pages` are further pages of the ministry, by path; each is made from the whole address.
    """

    def __init__(self) -> None:
        self.pages: dict[str, Callable[[str], str]] = {}
        self.tell_the_truth()
        provider = self

        class Handler(http.server.BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                provider.asked.append(urlsplit(self.path).path)
                self.tell(*provider.answer(self.path))

            def do_POST(self) -> None:
                provider.asked.append(self.path)
                typed = self.rfile.read(int(self.headers["Content-Length"])).decode()
                self.tell(*provider.token({k: v[0] for k, v in parse_qs(typed).items()}))

            def tell(self, status: int, kind: str, text: str) -> None:
                self.send_response(status)
                self.send_header("Content-Type", kind)
                self.send_header("Content-Length", str(len(text.encode())))
                self.end_headers()
                self.wfile.write(text.encode())

            def log_message(self, *_: Any) -> None:
                """Nothing."""

        self.server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.issuer = f"http://127.0.0.1:{self.server.server_port}"
        threading.Thread(target=self.server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True).start()

    def tell_the_truth(self) -> None:
        self.claims: dict[str, Any] = {}
        self.lies: dict[str, Any] = {}
        self.key, self.head = KEY, {"alg": "ES256", "kid": "one"}
        self.codes: dict[str, dict[str, str]] = {}
        self.asked: list[str] = []
        self.subject = "subject-1"

    def close(self) -> None:
        self.server.shutdown()
        self.server.server_close()

    def answer(self, path: str) -> tuple[int, str, str]:
        parts = urlsplit(path)
        if parts.path == "/authorize":
            where = self.goes_back(path)
            return 200, "text/html", f'<h1>Ministry</h1><a id="yes" href="{escape(where)}">It is me</a>'
        if parts.path in self.pages:
            return 200, "text/html", self.pages[parts.path](path)
        told = {
            "/.well-known/openid-configuration": {
                "issuer": self.issuer,
                "authorization_endpoint": f"{self.issuer}/authorize",
                "token_endpoint": f"{self.issuer}/token",
                "jwks_uri": f"{self.issuer}/jwks",
                "userinfo_endpoint": f"{self.issuer}/nobody-asks",
                "token_endpoint_auth_methods_supported": ["client_secret_post"],
                **self.lies,
            },
            "/jwks": {"keys": [KEY.as_dict(private=False)]},
        }.get(parts.path)
        return (200, "application/json", json.dumps(told)) if told else (404, "text/plain", "nothing")

    def goes_back(self, where: str, **more: str) -> str:
        """Somebody signs in at the address to which the platform sent the browser; the address of the way back."""
        asked = {name: value[0] for name, value in parse_qs(urlsplit(where).query).items()}
        assert (asked["client_id"], asked["response_type"]) == (CLIENT, "code")
        code = secrets.token_urlsafe(12)
        self.codes[code] = asked
        return f"{asked['redirect_uri']}?{urlencode({'code': code, 'state': asked['state'], **more})}"

    def token(self, typed: dict[str, str]) -> tuple[int, str, str]:
        """A code is good once, for whoever knows the client's secret and the verifier of PKCE."""
        asked = self.codes.pop(typed.get("code", ""), None)
        challenge = base64.urlsafe_b64encode(hashlib.sha256(typed.get("code_verifier", "").encode()).digest())
        fine = asked and asked["code_challenge"] == challenge.decode().rstrip("=")
        fine = fine and (typed["client_secret"], typed["redirect_uri"]) == (SECRET, asked["redirect_uri"])
        if not fine:
            return 400, "application/json", json.dumps({"error": "invalid_grant"})
        told = {"access_token": "opens nothing here", "token_type": "Bearer", "id_token": self.id_token(asked["nonce"])}
        return 200, "application/json", json.dumps(told)

    def id_token(self, nonce: str) -> str:
        now = int(time.time())
        claims = {"iss": self.issuer, "sub": self.subject, "aud": CLIENT, "nonce": nonce, "auth_time": now}
        claims |= {"iat": now, "exp": now + 300, "email": "somebody@ministry.example", **self.claims}
        claims = {name: value for name, value in claims.items() if value is not None}
        if self.head["alg"] == "none":
            parts = (base64.urlsafe_b64encode(json.dumps(p).encode()).decode().rstrip("=") for p in (self.head, claims))
            return ".".join([*parts, ""])
        return jwt.encode(self.head, claims, self.key, algorithms=[self.head["alg"]])
