"""Statements for tests, written for them."""

from typing import Any

ACTOR = {"objectType": "Agent", "account": {"homePage": "https://node.example.org/", "name": "p-1"}}
OTHER = {"account": {"homePage": "https://node.example.org/", "name": "p-2"}}
VERB = {"id": "https://verbs.example.org/answered", "display": {"en": "answered", "ru": "ответил"}}
WASTE = "https://courses.example.org/waste/q1"
ACTIVITY = {"objectType": "Activity", "id": WASTE, "definition": {"name": {"en": "Which bag?", "ru": "Какой пакет?"}}}
ID = "0b1f9c52-6d43-4b8e-9d5c-0f6f5a1c2e77"


def said(**more: Any) -> dict[str, Any]:
    """A statement with these properties; one that is None is left out."""
    told = {"actor": ACTOR, "verb": VERB, "object": ACTIVITY, **more}
    return {name: value for name, value in told.items() if value is not None}


def within(**more: Any) -> dict[str, Any]:
    """A statement as the object of another one."""
    return {"objectType": "SubStatement", **said(**more)}
