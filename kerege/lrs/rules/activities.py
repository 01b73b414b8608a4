"""What is done: activities, their definitions, and questions with their parts."""

from typing import Any

from kerege.lrs.rules import forms
from kerege.lrs.words.statements import MISSING, NO_INTERACTION, SAME_ID

INTERACTIONS = (
    *("true-false", "choice", "fill-in", "long-fill-in", "matching", "performance", "sequencing", "likert"),
    *("numeric", "other"),
)
PARTS = {
    "choice": ("choices",),
    "sequencing": ("choices",),
    "likert": ("scale",),
    "matching": ("source", "target"),
    "performance": ("steps",),
}
_OF_QUESTIONS = ("correctResponsesPattern", "choices", "scale", "source", "target", "steps")
_ACTIVITY = frozenset({"objectType", "id", "definition"})
_DEFINITION = frozenset({"name", "description", "type", "moreInfo", "extensions", "interactionType", *_OF_QUESTIONS})
_PART = frozenset({"id", "description"})


@forms.remembered
def activity(value: Any, where: str) -> None:
    """Refuses lrs.* with the path."""
    forms.members(value, where, _ACTIVITY, ("id",))
    if "objectType" in value:
        forms.one_of(value["objectType"], ("Activity",), f"{where}.objectType")
    forms.iri(value["id"], f"{where}.id")
    if "definition" in value:
        definition(value["definition"], f"{where}.definition")


def definition(value: Any, where: str) -> None:
    """Refuses lrs.* with the path."""
    forms.members(value, where, _DEFINITION)
    for name in ("name", "description"):
        if name in value:
            forms.language_map(value[name], f"{where}.{name}")
    for name in ("type", "moreInfo"):
        if name in value:
            forms.iri(value[name], f"{where}.{name}")
    if "extensions" in value:
        forms.extensions(value["extensions"], f"{where}.extensions")
    if "interactionType" in value:
        forms.one_of(value["interactionType"], INTERACTIONS, f"{where}.interactionType")
    if not value.keys().isdisjoint(_OF_QUESTIONS):
        _question(value, where)


def _question(value: dict[str, Any], where: str) -> None:
    if "interactionType" not in value:
        raise forms.refuse(MISSING, f"{where}.interactionType")
    kind = value["interactionType"]
    for name in _OF_QUESTIONS[1:]:
        if name in value:
            if name not in PARTS.get(kind, ()):
                raise forms.refuse(NO_INTERACTION, f"{where}.{name}", kind=kind)
            _parts(value[name], f"{where}.{name}")
    patterns = value.get("correctResponsesPattern", [])
    forms.demand(patterns, list, "array", f"{where}.correctResponsesPattern")
    for n, pattern in enumerate(patterns):
        forms.text(pattern, f"{where}.correctResponsesPattern[{n}]")


def _parts(value: Any, where: str) -> None:
    forms.demand(value, list, "array", where)
    for n, each in enumerate(value):
        here = f"{where}[{n}]"
        forms.members(each, here, _PART, ("id",))
        forms.text(each["id"], f"{here}.id")
        if "description" in each:
            forms.language_map(each["description"], f"{here}.description")
    if len({each["id"] for each in value}) != len(value):
        raise forms.refuse(SAME_ID, where)


def keepable(told: Any) -> Any:
    """What is told of an activity, without the sign NUL: a text in JSON may have it, and no database keeps it there."""
    if isinstance(told, str):
        return told.replace("\0", "")
    if isinstance(told, list):
        return [keepable(each) for each in told]
    if isinstance(told, dict):
        return {keepable(name): keepable(each) for name, each in told.items()}
    return told


def merged(kept: dict[str, Any], sent: dict[str, Any]) -> dict[str, Any]:
    """The definition of an activity after another statement told of it: languages add up, all else is the newest."""
    told = {**kept, **sent}
    for name in ("name", "description"):
        if name in kept and name in sent:
            told[name] = {**kept[name], **sent[name]}
    if "extensions" in kept and "extensions" in sent:
        told["extensions"] = {**kept["extensions"], **sent["extensions"]}
    return told
