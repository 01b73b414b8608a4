"""A unit as it asks the node, from the address at which it was launched."""

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit
from uuid import uuid4

from django.test import Client

from kerege.training.words.cmi5 import DEFINED, MASTERY_SCORE, MOVES_ON, PREFERENCES, Verb

ORIGIN = "http://localhost"
RESULTS: dict[str, dict[str, Any]] = {
    Verb.COMPLETED: {"completion": True, "duration": "PT5S"},
    Verb.PASSED: {"success": True, "duration": "PT5S", "score": {"scaled": 0.9}},
    Verb.FAILED: {"success": False, "duration": "PT5S", "score": {"scaled": 0.5}},
    Verb.TERMINATED: {"duration": "PT5S"},
}


@dataclass
class Unit:
    """Asks as pages of the content host do. Before `start` it has no token."""

    address: str
    client: Client = field(default_factory=Client)
    token: str = ""
    data: dict[str, Any] = field(default_factory=dict)

    def __post_init__(self) -> None:
        told = parse_qs(urlsplit(self.address).query)
        self.endpoint, self.fetch_at = told["endpoint"][0], told["fetch"][0]
        self.actor = json.loads(told["actor"][0])
        self.registration, self.activity = told["registration"][0], told["activityId"][0]

    def fetch(self) -> dict[str, Any]:
        """The answer to its fetch, which always has the status 200."""
        answer = self.client.post(urlsplit(self.fetch_at).path, headers={"origin": ORIGIN, "host": "127.0.0.1"})
        assert (answer.status_code, answer["Content-Type"]) == (200, "application/json")
        return dict(answer.json())

    def ask(self, method: str, path: str, body: Any = None, kind: str = "application/json", **header: str) -> Any:
        """The answer to a request of xAPI."""
        headers = {
            "Authorization": f"Basic {self.token}",
            "X-Experience-API-Version": "1.0.3",
            "Origin": ORIGIN,
            "Host": "127.0.0.1",
        }
        content = body if isinstance(body, bytes) else b"" if body is None else json.dumps(body).encode()
        where = urlsplit(self.endpoint).path + path
        return self.client.generic(method, where, content, content_type=kind, headers={**headers, **header})

    def state(self, key: str, **more: str) -> str:
        """The address of a document of its activity, learner and registration."""
        told = {"activityId": self.activity, "agent": json.dumps(self.actor), "registration": self.registration}
        return "activities/state?" + urlencode({**told, "stateId": key, **more})

    def profile(self, key: str = PREFERENCES, **more: str) -> str:
        """The address of a document of its learner."""
        return "agents/profile?" + urlencode({"agent": json.dumps(self.actor), "profileId": key, **more})

    def start(self) -> "Unit":
        """Fetch the token, the data of the launch and the preferences, and begin."""
        self.token = self.fetch()["auth-token"]
        self.data = self.ask("GET", self.state("LMS.LaunchData")).json()
        assert self.ask("GET", self.profile()).status_code == 200
        assert self.say(Verb.INITIALIZED).status_code == 204
        return self

    def said(self, verb: str, *, defined: bool = True, **more: Any) -> dict[str, Any]:
        """A statement as the specification wants it."""
        context = json.loads(json.dumps(self.data["contextTemplate"])) | {"registration": self.registration}
        result = RESULTS.get(verb, {})
        category = [DEFINED] if defined else []
        category += [MOVES_ON] if {"success", "completion"} & result.keys() else []
        context["contextActivities"]["category"] = [{"id": each} for each in category]
        if "score" in result and "masteryScore" in self.data:
            context["extensions"][MASTERY_SCORE] = self.data["masteryScore"]
        now = datetime.now(UTC) + timedelta(0)
        return {
            "id": str(uuid4()),
            "actor": self.actor,
            "verb": {"id": str(verb)},
            "object": {"id": self.activity},
            "timestamp": now.isoformat(timespec="milliseconds").replace("+00:00", "Z"),
            "context": context,
            **({"result": result} if result else {}),
            **more,
        }

    def say(self, verb: str, **more: Any) -> Any:
        """Send one statement."""
        value = self.said(verb, **more)
        return self.ask("PUT", f"statements?statementId={value['id']}", value)
