"""A program with a credential, as it asks the store."""

import base64
import json
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any

from django.test import Client
from django.utils.timezone import localdate

from kerege.lrs import actions
from kerege.people.rules import SYSTEM

VERSIONS = {"1.0.3": "1.0.3", "2.0": "2.0.0"}


@dataclass
class Program:
    """Asks under one of the two bases; `header` are more headers than every program sends."""

    key: str
    secret: str
    base: str = "2.0"
    client: Client = field(default_factory=Client)

    def ask(self, method: str, path: str, body: Any = None, *, kind: str = "application/json", **header: str) -> Any:
        """The answer. A body that is neither bytes nor a text is sent as JSON; a header that is empty is not sent."""
        content = body if isinstance(body, bytes | str) else b"" if body is None else json.dumps(body)
        headers = {
            "Authorization": "Basic " + base64.b64encode(f"{self.key}:{self.secret}".encode()).decode(),
            "X-Experience-API-Version": VERSIONS[self.base],
            **header,
        }
        return self.client.generic(
            method,
            f"/xapi/{self.base}/{path}",
            content,
            content_type=kind,
            headers={name: value for name, value in headers.items() if value},
        )

    def send(self, *statements: Any) -> list[str]:
        """Send statements as a list; their ids."""
        answer = self.ask("POST", "statements", list(statements))
        assert answer.status_code == 200, answer.content
        return list(answer.json())

    def read(self, query: str = "", **header: str) -> list[dict[str, Any]]:
        """The statements of one page."""
        answer = self.ask("GET", f"statements{query}", **header)
        assert answer.status_code == 200, answer.content
        return list(answer.json()["statements"])


def program(owner: str = "KAZ", *scopes: str, base: str = "2.0", **more: Any) -> Program:
    """A program with a new credential, with all scopes where none is named."""
    day: date = localdate()
    key, secret = actions.make_credential(
        **{
            "by": SYSTEM,
            "owner": owner,
            "purpose": "Player",
            "scopes": scopes or ["all"],
            "on": day,
            "ends_on": day + timedelta(days=9),
            **more,
        }
    )
    return Program(key, secret, base)
