"""How a statement is told: exactly as it came, by ids alone, or in the language of whoever asks."""

import json
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from kerege.lrs.rules.agents import IDENTIFIERS

FORMATS = ("exact", "ids", "canonical")
_BLANKS = " \t\r\n"
Definitions = Mapping[str, dict[str, Any]]


def with_kept(raw: str, value: dict[str, Any], kept: Mapping[str, Any]) -> str:
    """The statement as it came, and beside it what the store has set (`kept`), in its own characters.

    Where the store's own word takes the place of what was sent, or an activity stands alone where a list is due, the
    statement is written anew.
    """
    replaced = {name for name in kept if name in value and value[name] != kept[name]}
    if replaced or _alone(value):
        return json.dumps({**listed(value), **kept}, ensure_ascii=False, separators=(",", ":"))
    more = {name: inner for name, inner in kept.items() if name not in value}
    if not more:
        return raw
    tail = json.dumps(more, ensure_ascii=False, separators=(",", ":"))[1:]
    return raw.rstrip(_BLANKS)[:-1].rstrip(_BLANKS) + "," + tail


def _alone(value: dict[str, Any]) -> bool:
    """Whether an activity of the context stands where a list of them is due."""
    told = value.get("context", {}).get("contextActivities", {})
    if any(not isinstance(each, list) for each in told.values()):
        return True
    within = value["object"]
    return within.get("objectType") == "SubStatement" and _alone(within)


def listed(value: dict[str, Any]) -> dict[str, Any]:
    """The statement with every kind of context activities as a list."""
    told = dict(value)
    related = value.get("context", {}).get("contextActivities")
    if related is not None:
        lists = {name: each if isinstance(each, list) else [each] for name, each in related.items()}
        told["context"] = {**value["context"], "contextActivities": lists}
    if value["object"].get("objectType") == "SubStatement":
        told["object"] = listed(value["object"])
    return told


def ids_only(value: dict[str, Any]) -> dict[str, Any]:
    """Agents by their identifier, activities and verbs by their id, and nothing that is told about them."""
    return _bare(_mapped(listed(value), _agent_id, lambda each: {"id": each["id"]}))


def _bare(value: dict[str, Any]) -> dict[str, Any]:
    told = {**value, "verb": {"id": value["verb"]["id"]}}
    if value["object"].get("objectType") == "SubStatement":
        told["object"] = _bare(value["object"])
    return told


def canonical(value: dict[str, Any], definitions: Definitions, languages: Sequence[str]) -> dict[str, Any]:
    """What the store knows of activities, each text in the one language that fits `languages` best."""

    def activity(each: dict[str, Any]) -> dict[str, Any]:
        known = definitions.get(each["id"]) or each.get("definition")
        return {**each, "definition": in_language(known, languages)} if known else each

    return _in_language(_mapped(listed(value), lambda each: each, activity), languages)


def _in_language(value: dict[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """Verbs and attachments with one language in each text, those of a statement within it too."""
    told = dict(value)
    if "display" in value["verb"]:
        told["verb"] = {**value["verb"], "display": best(value["verb"]["display"], languages)}
    if "attachments" in value:
        told["attachments"] = [
            {**each, **{name: best(each[name], languages) for name in ("display", "description") if name in each}}
            for each in value["attachments"]
        ]
    if value["object"].get("objectType") == "SubStatement":
        told["object"] = _in_language(value["object"], languages)
    return told


def activities_in(value: dict[str, Any]) -> set[str]:
    """The IRIs of all activities of a statement."""
    found: set[str] = set()

    def note(each: dict[str, Any]) -> dict[str, Any]:
        found.add(each["id"])
        return each

    _mapped(listed(value), lambda each: each, note)
    return found


def in_language(definition: dict[str, Any], languages: Sequence[str]) -> dict[str, Any]:
    """A definition with one language in each text."""
    told = dict(definition)
    for name in ("name", "description"):
        if name in told:
            told[name] = best(told[name], languages)
    for name in ("choices", "scale", "source", "target", "steps"):
        if name in told:
            told[name] = [
                {**each, "description": best(each["description"], languages)} if "description" in each else each
                for each in told[name]
            ]
    return told


def best(words: dict[str, str], languages: Sequence[str]) -> dict[str, str]:
    """The text in the language that fits best: the tag itself, then its first part, else the first that there is."""
    if not words:
        return words
    by_tag = {tag.lower(): tag for tag in words}
    for wanted in languages:
        if wanted in by_tag:
            return {by_tag[wanted]: words[by_tag[wanted]]}
        for low, tag in by_tag.items():
            if low.split("-")[0] == wanted.split("-")[0]:
                return {tag: words[tag]}
    tag = next(iter(words))
    return {tag: words[tag]}


def languages_of(header: str) -> list[str]:
    """The languages of an Accept-Language header, best first; what cannot be read is passed over."""
    weighed = []
    for n, part in enumerate(header.split(",")[:20]):
        tag, _, weight = part.strip().partition(";")
        try:
            value = float(weight.partition("=")[2] or 1) if weight else 1.0
        except ValueError:
            value = 0.0
        if tag and tag != "*" and value > 0:
            weighed.append((-value, n, tag.strip().lower()))
    return [tag for _, _, tag in sorted(weighed)]


_Change = Callable[[dict[str, Any]], dict[str, Any]]


def _agent_id(value: dict[str, Any]) -> dict[str, Any]:
    told = {name: value[name] for name in IDENTIFIERS if name in value}
    if value.get("objectType") == "Group":
        members = {} if told else {"member": [_agent_id(each) for each in value.get("member", ())]}
        return {"objectType": "Group", **told, **members}
    return {"objectType": "Agent", **told} if "objectType" in value else told


def _mapped(value: dict[str, Any], agent: _Change, activity: _Change) -> dict[str, Any]:
    """The statement with every agent and activity changed, those of its context and of a statement within it too."""
    told = dict(value)
    for name in ("actor", "authority"):
        if name in told:
            told[name] = agent(told[name])
    kind = told["object"].get("objectType", "Activity")
    if kind == "Activity":
        told["object"] = activity(told["object"])
    elif kind in {"Agent", "Group"}:
        told["object"] = agent(told["object"])
    elif kind == "SubStatement":
        told["object"] = _mapped(told["object"], agent, activity)
    if "context" in told:
        told["context"] = _context(told["context"], agent, activity)
    return told


def _context(value: dict[str, Any], agent: _Change, activity: _Change) -> dict[str, Any]:
    told = dict(value)
    for name in ("instructor", "team"):
        if name in told:
            told[name] = agent(told[name])
    if "contextActivities" in told:
        told["contextActivities"] = {n: [activity(a) for a in each] for n, each in told["contextActivities"].items()}
    return told
