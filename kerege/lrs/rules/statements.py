"""What a statement may be, strictly by the specification: the first fault refuses it, with the path of the property."""

from collections.abc import Callable
from typing import Any

from kerege.lrs.rules import forms
from kerege.lrs.rules.activities import activity
from kerege.lrs.rules.agents import actor, agent, authority, group
from kerege.lrs.words import VOIDED, Edition
from kerege.lrs.words.statements import FORM, MISSING, ONLY_ACTIVITY, RANGE, TYPE, VOIDS_NOTHING

_WITHIN = frozenset({"objectType", "actor", "verb", "object", "result", "context", "timestamp", "attachments"})
_WHOLE = (_WITHIN - {"objectType"}) | {"id", "stored", "authority", "version"}
_VERB = frozenset({"id", "display"})
_REF = frozenset({"objectType", "id"})
_RESULT = frozenset({"score", "success", "completion", "response", "duration", "extensions"})
_SCORE = frozenset({"scaled", "raw", "min", "max"})
_CONTEXT = frozenset(
    {
        *("registration", "instructor", "team", "contextActivities", "revision", "platform", "language"),
        *("statement", "extensions"),
    }
)
_CONTEXT_2 = _CONTEXT | {"contextAgents", "contextGroups"}
RELATIONS = ("parent", "grouping", "category", "other")
_RELATIONS = frozenset(RELATIONS)
_ATTACHMENT = frozenset({"usageType", "display", "description", "contentType", "length", "sha2", "fileUrl"})
_NEEDED = ("usageType", "display", "contentType", "length", "sha2")
OBJECTS = ("Activity", "Agent", "Group", "StatementRef", "SubStatement")


def check(value: Any, edition: Edition) -> None:
    """A whole statement. Refuses lrs.* with the path of the first property that is not right."""
    forms.members(value, "", _WHOLE, ("actor", "verb", "object"))
    if "id" in value:
        forms.uuid(value["id"], "id")
    _said(value, "", edition)
    if "stored" in value:
        forms.timestamp(value["stored"], "stored")
    if "authority" in value:
        authority(value["authority"], "authority")
    if "version" in value:
        _version(value["version"], edition)
    if value["verb"]["id"] == VOIDED and value["object"].get("objectType") != "StatementRef":
        raise forms.refuse(VOIDS_NOTHING, "object.objectType")


def _version(value: Any, edition: Edition) -> None:
    forms.text(value, "version")
    ones = value == "1.0" or (value.startswith("1.0.") and value[4:].isdigit())
    twos = value == "2.0" or (value.startswith("2.0.") and value[4:].isdigit())
    if not (ones or (twos and edition == Edition.XAPI_2)):
        raise forms.refuse(FORM, "version", form="1.0.x" if edition == Edition.XAPI_1 else "1.0.x, 2.0.x")


def _said(value: dict[str, Any], before: str, edition: Edition) -> None:
    """What a statement and a statement within a statement have in common. `before` is the path, with its dot."""
    actor(value["actor"], f"{before}actor")
    _verb(value["verb"], f"{before}verb")
    kind = _object(value["object"], f"{before}object", edition, inside=bool(before))
    if "result" in value:
        _result(value["result"], f"{before}result")
    if "context" in value:
        _context(value["context"], f"{before}context", edition, kind)
    if "timestamp" in value:
        forms.timestamp(value["timestamp"], f"{before}timestamp")
    if "attachments" in value:
        _attachments(value["attachments"], f"{before}attachments")


@forms.remembered
def _verb(value: Any, where: str) -> None:
    forms.members(value, where, _VERB, ("id",))
    forms.iri(value["id"], f"{where}.id")
    if "display" in value:
        forms.language_map(value["display"], f"{where}.display")


def _object(value: Any, where: str, edition: Edition, *, inside: bool) -> str:
    """Check the object; of what type it is."""
    forms.demand(value, dict, "object", where)
    kind = value.get("objectType", "Activity")
    forms.one_of(kind, OBJECTS[:4] if inside else OBJECTS, f"{where}.objectType")
    if kind == "Activity":
        activity(value, where)
    elif kind == "Agent":
        agent(value, where)
    elif kind == "Group":
        group(value, where)
    elif kind == "StatementRef":
        reference(value, where)
    else:
        forms.members(value, where, _WITHIN, ("actor", "verb", "object"))
        _said(value, f"{where}.", edition)
    return str(kind)


def reference(value: Any, where: str) -> None:
    """Another statement by its id. Refuses lrs.* with the path."""
    forms.members(value, where, _REF, ("objectType", "id"))
    forms.one_of(value["objectType"], ("StatementRef",), f"{where}.objectType")
    forms.uuid(value["id"], f"{where}.id")


def _result(value: Any, where: str) -> None:
    forms.members(value, where, _RESULT)
    if "score" in value:
        _score(value["score"], f"{where}.score")
    for name in ("success", "completion"):
        if name in value:
            forms.truth(value[name], f"{where}.{name}")
    if "response" in value:
        forms.text(value["response"], f"{where}.response")
    if "duration" in value:
        forms.duration(value["duration"], f"{where}.duration")
    if "extensions" in value:
        forms.extensions(value["extensions"], f"{where}.extensions")


def _score(value: Any, where: str) -> None:
    forms.members(value, where, _SCORE)
    for name, told in value.items():
        if type(told) is not float and type(told) is not int:
            forms.number(told, f"{where}.{name}")
    if not -1 <= value.get("scaled", 0) <= 1:
        raise forms.refuse(RANGE, f"{where}.scaled", least=-1, most=1)
    least, most = value.get("min", float("-inf")), value.get("max", float("inf"))
    if least >= most:
        raise forms.refuse(RANGE, f"{where}.min", least="−∞", most=most)
    if "raw" in value and not least <= value["raw"] <= most:
        raise forms.refuse(RANGE, f"{where}.raw", least=least, most=most)


def _context(value: Any, where: str, edition: Edition, kind: str) -> None:
    forms.members(value, where, _CONTEXT if edition == Edition.XAPI_1 else _CONTEXT_2)
    for name, inner in value.items():
        if (form := _OF_CONTEXT.get(name)) is not None:
            form(inner, f"{where}.{name}")
        if name in {"revision", "platform"} and kind != "Activity":
            raise forms.refuse(ONLY_ACTIVITY, f"{where}.{name}")
    for name, one, whom in (("contextAgents", "contextAgent", "agent"), ("contextGroups", "contextGroup", "group")):
        if name in value:
            _taking_part(value[name], f"{where}.{name}", one, whom)


@forms.remembered
def _context_activities(value: Any, where: str) -> None:
    forms.members(value, where, _RELATIONS)
    for name, listed in value.items():
        here = f"{where}.{name}"
        if isinstance(listed, list):
            for n, each in enumerate(listed):
                activity(each, f"{here}[{n}]")
        else:
            activity(listed, here)


_OF_CONTEXT: dict[str, Callable[[Any, str], None]] = {
    "registration": forms.uuid,
    "instructor": actor,
    "team": group,
    "contextActivities": _context_activities,
    "revision": forms.text,
    "platform": forms.text,
    "language": forms.language,
    "statement": reference,
    "extensions": forms.extensions,
}


def _taking_part(value: Any, where: str, one: str, whom: str) -> None:
    """Who else took part, and as what (2.0)."""
    forms.demand(value, list, "array", where)
    for n, each in enumerate(value):
        here = f"{where}[{n}]"
        forms.members(each, here, frozenset({"objectType", whom, "relevantTypes"}), ("objectType", whom))
        forms.one_of(each["objectType"], (one,), f"{here}.objectType")
        (group if whom == "group" else agent)(each[whom], f"{here}.{whom}")
        if "relevantTypes" in each:
            forms.demand(each["relevantTypes"], list, "array", f"{here}.relevantTypes")
            if not each["relevantTypes"]:
                raise forms.refuse(MISSING, f"{here}.relevantTypes[0]")
            for k, kind in enumerate(each["relevantTypes"]):
                forms.iri(kind, f"{here}.relevantTypes[{k}]")


def _attachments(value: Any, where: str) -> None:
    forms.demand(value, list, "array", where)
    for n, each in enumerate(value):
        here = f"{where}[{n}]"
        forms.members(each, here, _ATTACHMENT, _NEEDED)
        forms.iri(each["usageType"], f"{here}.usageType")
        for name in ("display", "description"):
            if name in each:
                forms.language_map(each[name], f"{here}.{name}")
        forms.media_type(each["contentType"], f"{here}.contentType")
        if not isinstance(each["length"], int) or isinstance(each["length"], bool):
            raise forms.refuse(TYPE, f"{here}.length", type="integer")
        if each["length"] < 0:
            raise forms.refuse(RANGE, f"{here}.length", least=0, most="∞")
        forms.sha2(each["sha2"], f"{here}.sha2")
        if "fileUrl" in each:
            forms.iri(each["fileUrl"], f"{here}.fileUrl")
