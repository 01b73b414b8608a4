"""Launching a unit: its names, its address, what it finds in the store, and what the node itself states of it."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from urllib.parse import quote, urlencode
from uuid import uuid4

from kerege.training.rules.elearning.cmi5_progress import COURSE
from kerege.training.rules.elearning.shapes import Part, Recognised
from kerege.training.words import cmi5 as words
from kerege.training.words.cmi5 import LaunchMode, Verb

_DISPLAY = {Verb.LAUNCHED: "launched", Verb.ABANDONED: "abandoned", Verb.WAIVED: "waived", Verb.SATISFIED: "satisfied"}


@dataclass(frozen=True)
class Names:
    """The names of a package's parts on this node, which are never those that its publisher gave them. `node` is its
    address.
    """

    node: str
    package: str
    what: Recognised

    def unit(self, part: Part) -> str:
        """The activityId of a unit: the same for every launch and every learner."""
        return f"{self.node}/training/elearning/{self.package}/{part.id}"

    def block(self, publisher_id: str) -> str:
        """The id of a block, or of the course."""
        if publisher_id == COURSE:
            return f"{self.node}/training/elearning/{self.package}/course"
        number = list(self.what.tree["blocks"]).index(publisher_id)
        return f"{self.node}/training/elearning/{self.package}/block-{number}"


def launch_address(base: str, part: Part, *, told: Mapping[str, str]) -> str:
    """The whole address of a unit with the five parameters of its launch behind its own. `base` is the address under
    which the files of the package lie.
    """
    plain = plain_address(base, part)
    before, mark, fragment = plain.partition("#")
    return f"{before}{'&' if '?' in before else '?'}{urlencode(told, quote_via=quote)}{mark}{fragment}"


def plain_address(base: str, part: Part) -> str:
    """The address of a unit without what a launch adds."""
    return str(part.settings["outside"] or f"{base}{quote(part.path)}{part.query}")


def template(part: Part, session: str) -> dict[str, Any]:
    """The context that every statement of the session has (10.2.1)."""
    return {
        "contextActivities": {"grouping": [{"objectType": "Activity", "id": part.settings["publisher_id"]}]},
        "extensions": {words.SESSION_ID: session},
    }


def launch_data(part: Part, *, session: str, mode: LaunchMode, returns_to: str) -> dict[str, Any]:
    """The document LMS.LaunchData (10.2)."""
    told: dict[str, Any] = {
        "contextTemplate": template(part, session),
        "launchMode": mode.value,
        "launchMethod": part.settings["launch_method"],
        "moveOn": part.settings["move_on"],
    }
    if part.settings["mastery_score"] is not None:
        told["masteryScore"] = part.settings["mastery_score"]
    if part.settings["launch_parameters"]:
        told["launchParameters"] = part.settings["launch_parameters"]
    if part.settings["entitlement_key"]:
        told["entitlementKey"] = {"courseStructure": part.settings["entitlement_key"]}
    if returns_to:
        told["returnURL"] = returns_to
    return told


@dataclass(frozen=True)
class About:
    """Whom and which session a statement of the node is about."""

    actor: Mapping[str, Any]
    registration: str
    session: str
    at: datetime


def launched(about: About, names: Names, part: Part, *, mode: LaunchMode, address: str) -> dict[str, Any]:
    """A unit is launched (9.3.1)."""
    told = _statement(about, Verb.LAUNCHED, {"id": names.unit(part)}, part.settings["publisher_id"])
    extensions = told["context"]["extensions"]
    extensions[words.LAUNCH_MODE], extensions[words.LAUNCH_URL] = mode.value, address
    extensions[words.MOVE_ON] = part.settings["move_on"]
    if part.settings["mastery_score"] is not None:
        extensions[words.MASTERY_SCORE] = part.settings["mastery_score"]
    if part.settings["launch_parameters"]:
        extensions[words.LAUNCH_PARAMETERS] = part.settings["launch_parameters"]
    return told


def abandoned(about: About, names: Names, part: Part, *, seconds: int) -> dict[str, Any]:
    """A session ended without its unit saying so (9.3.6)."""
    told = _statement(about, Verb.ABANDONED, {"id": names.unit(part)}, part.settings["publisher_id"])
    return told | {"result": {"duration": f"PT{max(0, seconds)}S"}}


def waived(about: About, names: Names, part: Part, *, reason: str) -> dict[str, Any]:
    """A unit counts as done without having been done (9.3.7)."""
    told = _statement(about, Verb.WAIVED, {"id": names.unit(part)}, part.settings["publisher_id"])
    told["context"]["contextActivities"]["category"].append({"objectType": "Activity", "id": words.MOVES_ON})
    return told | {"result": {"success": True, "completion": True, "extensions": {words.REASON: reason}}}


def satisfied(about: About, names: Names, block: str) -> dict[str, Any]:
    """All units of a block, or of the course, are satisfied (9.3.9)."""
    whole = block == COURSE
    target = {
        "objectType": "Activity",
        "id": names.block(block),
        "definition": {"type": f"{words.TYPES}{'course' if whole else 'block'}"},
    }
    return _statement(about, Verb.SATISFIED, target, names.what.tree["course"] if whole else block)


def _statement(about: About, verb: Verb, target: Mapping[str, Any], publisher_id: str) -> dict[str, Any]:
    return {
        "id": str(uuid4()),
        "actor": dict(about.actor),
        "verb": {"id": verb.value, "display": {"en": _DISPLAY[verb]}},
        "object": dict(target),
        "context": {
            "registration": about.registration,
            "contextActivities": {
                "category": [{"objectType": "Activity", "id": words.DEFINED}],
                "grouping": [{"objectType": "Activity", "id": publisher_id}],
            },
            "extensions": {words.SESSION_ID: about.session},
        },
        "timestamp": about.at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z"),
    }


def written(value: Mapping[str, Any]) -> str:
    """A value as JSON."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
