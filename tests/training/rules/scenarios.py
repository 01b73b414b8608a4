"""A small scenario to judge, to draw and to walk."""

from copy import deepcopy
from typing import Any

from kerege.training.rules.curricula import Scenario, read
from tests.training.rules.lessons import content, module, two


def way(name: str, to: str = "", **more: Any) -> dict[str, Any]:
    return {"id": name, "text": two(f"Take {name}")} | ({"to": to} if to else {}) | more


def scene(name: str, *ways: dict[str, Any], **more: Any) -> dict[str, Any]:
    return {"id": name, "title": two(f"At {name}"), "text": two(f"Here is {name}."), "ways": list(ways)} | more


def ending(name: str, **more: Any) -> dict[str, Any]:
    return scene(name, **{"learnt": two(f"Learnt at {name}"), "ways": []} | more)


def scenario(*scenes: dict[str, Any], **more: Any) -> dict[str, Any]:
    """By default: from `door` to `good` or to `bench`, from there back to `door` or to `bad`."""
    found = scenes or (
        scene("door", way("w-call", "good"), way("w-run", "bench", after=two("You slip."))),
        scene("bench", way("w-back", "door"), way("w-hide", "bad")),
        ending("good"),
        ending("bad"),
    )
    return deepcopy({"id": "spill-s", "title": two("A spill"), "scenes": list(found)} | more)


def told(*scenarios: dict[str, Any], **more: Any) -> dict[str, Any]:
    """A curriculum of lessons, the first with these scenarios, else with the usual one."""
    kept = [*scenarios] or [scenario()]
    return content(module("risk", scenarios=kept), module("spill"), kind="modules", **more)


def made(*scenes: dict[str, Any], **more: Any) -> Scenario:
    return read(told(scenario(*scenes, **more))).modules[0].scenarios[0]
