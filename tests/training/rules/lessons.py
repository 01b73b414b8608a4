"""Small curricula to read, compare and merge."""

from copy import deepcopy
from typing import Any

Content = dict[str, Any]


def two(text: str) -> dict[str, str]:
    return {"en": text, "ru": f"{text} (ru)"}


def outcome(name: str, **more: Any) -> Content:
    return {"id": name, "text": two(f"Can do {name}"), "bloom": "apply", "mandatory": True} | more


def activity(name: str, *outcomes: str, **more: Any) -> Content:
    told = {"id": name, "kind": "discussion", "title": two(f"Doing {name}"), "minutes": 30, "bloom": "apply"}
    return told | {"outcomes": list(outcomes)} | more


def item(name: str, **more: Any) -> Content:
    choices = [{"id": "a", "text": two("Yes"), "right": True, "why": two("Because")}, {"id": "b", "text": two("No")}]
    return {"id": name, "kind": "one", "stem": two(f"Asking {name}"), "choices": choices} | more


def assessment(name: str, *outcomes: str, **more: Any) -> Content:
    told = {"id": name, "kind": "quiz", "title": two(f"Testing {name}"), "bloom": "apply", "pass": 80}
    return told | {"outcomes": list(outcomes), "items": [item(f"{name}-i1")]} | more


def module(name: str, **more: Any) -> Content:
    """A module with one outcome, an activity of its whole time for it, and a quiz."""
    return {
        "id": name,
        "title": two(f"On {name}"),
        "minutes": 30,
        "body": two(f"# {name}\n\nFirst line.\nSecond line.\nThird line.\nFourth line."),
        "outcomes": [outcome(f"{name}-o1")],
        "activities": [activity(f"{name}-a1", f"{name}-o1")],
        "assessments": [assessment(f"{name}-q1", f"{name}-o1")],
    } | more


def content(*modules: Content, **more: Any) -> Content:
    told = {
        "format": "kerege/curriculum/1",
        "key": "parent",
        "version": "1",
        "kind": "programme",
        "level": "trainer",
        "title": two("Spills"),
        "source": "en",
        "languages": ["en", "ru"],
        "licence": "CC-BY-4.0",
        "certificate": True,
        "hours": 1.0,
        "modules": list(modules) or [module("risk"), module("spill")],
    }
    return deepcopy(told | more)


def part(told: Content, name: str) -> Content:
    """The part with this id, to be changed in place."""
    found = [each for each in _all(told) if each.get("id") == name]
    assert len(found) == 1, name
    return found[0]


def without(told: Content, name: str) -> Content:
    """The same without the part with this id."""
    for each in _all(told):
        for value in each.values():
            if isinstance(value, list):
                value[:] = [part for part in value if not (isinstance(part, dict) and part.get("id") == name)]
    return told


def _all(told: Any) -> list[Content]:
    found = [told]
    for value in told.values():
        if isinstance(value, list):
            for each in value:
                if isinstance(each, dict):
                    found += _all(each)
    return found
