"""When two statements under one id are the same: what is told about activities and verbs may differ, what was said not.

The digest is over what the statement says in one form: without what the store sets, without definitions and displays,
times as moments, durations to the hundredth of a second, members of groups in order.
"""

import hashlib
import json
import re
from decimal import Decimal
from typing import Any

from kerege.lrs.rules.agents import identifier
from kerege.lrs.rules.forms import instant

_SET_BY_THE_STORE = frozenset({"id", "stored", "authority", "version"})
_SECONDS = re.compile(r"(?<!\d)(\d+)[.,](\d+)S")


def digest(value: dict[str, Any]) -> bytes:
    """32 bytes that are the same for a statement that is sent again, and differ when it says something else."""
    told = {name: inner for name, inner in value.items() if name not in _SET_BY_THE_STORE}
    return hashlib.sha256(json.dumps(_said(told), sort_keys=True, separators=(",", ":")).encode()).digest()


def _said(value: dict[str, Any]) -> dict[str, Any]:
    told = dict(value)
    told["actor"], told["verb"], told["object"] = _actor(value["actor"]), value["verb"]["id"], _object(value["object"])
    if "timestamp" in value:
        told["timestamp"] = str(instant(value["timestamp"]))
    if "result" in value and "duration" in value["result"]:
        told["result"] = {**value["result"], "duration": _SECONDS.sub(_hundredths, value["result"]["duration"])}
    if "context" in value:
        told["context"] = _context(value["context"])
    if "attachments" in value:
        told["attachments"] = sorted(each["sha2"].lower() for each in value["attachments"])
    return told


def _hundredths(found: re.Match[str]) -> str:
    cut = Decimal(f"{found[1]}.{found[2][:2]}").normalize()
    return f"{cut:f}S"


def _actor(value: dict[str, Any]) -> Any:
    """The identifier; a group without one is its members."""
    return identifier(value) or sorted(identifier(each) for each in value.get("member", ()))


def _object(value: dict[str, Any]) -> Any:
    kind = value.get("objectType", "Activity")
    if kind == "SubStatement":
        return [kind, _said(value)]
    return [kind, _actor(value) if kind in {"Agent", "Group"} else value["id"]]


def _context(value: dict[str, Any]) -> dict[str, Any]:
    told = dict(value)
    for name in ("instructor", "team"):
        if name in value:
            told[name] = _actor(value[name])
    if "contextActivities" in value:
        told["contextActivities"] = {
            name: sorted(each["id"] for each in (listed if isinstance(listed, list) else [listed]))
            for name, listed in value["contextActivities"].items()
        }
    for name, whom in (("contextAgents", "agent"), ("contextGroups", "group")):
        if name in value:
            told[name] = [{**each, whom: _actor(each[whom])} for each in value[name]]
    return told
