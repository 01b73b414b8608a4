"""Interactions of SCORM, with their types and patterns, as xAPI writes them."""

import re
from collections.abc import Iterator
from typing import Any

from kerege.training.rules.elearning.runtime import Elements

Told = dict[str, Any]
_NAME = re.compile(r"cmi\.interactions\.(\d{1,5})\.(.+)")
TYPE = "http://adlnet.gov/expapi/activities/cmi.interaction"
KINDS = frozenset("true-false choice fill-in long-fill-in matching performance sequencing likert numeric other".split())
_SPAN = re.compile(r"P(?=[\dT])(?:\d+Y)?(?:\d+M)?(?:\d+D)?(?:T(?=\d)(?:\d+H)?(?:\d+M)?(?:\d+(?:\.\d+)?S)?)?")
_CLOCK = re.compile(r"(\d{1,4}):(\d{1,2}):(\d{1,2})(?:\.(\d{1,2}))?")
_ANSWERS = frozenset({"student_response", "learner_response", "result"})
LONGEST = 4_000


def answered(before: Elements, after: Elements) -> Iterator[tuple[str, Told]]:
    """Every interaction that was answered since, with its place. An answer that changes is an answer more."""
    for place, held in sorted(_places(after).items()):
        was = _places(before).get(place, {})
        if held.get("id") and any(held.get(name) not in (None, was.get(name)) for name in _ANSWERS):
            yield str(place), _told(held)


def _places(data: Elements) -> dict[int, dict[str, str]]:
    found: dict[int, dict[str, str]] = {}
    for name, value in data.items():
        if match := _NAME.fullmatch(name):
            found.setdefault(int(match.group(1)), {})[match.group(2)] = str(value)
    return found


def _told(held: dict[str, str]) -> Told:
    old = "student_response" in held or held.get("type") in {"true-false", "fill-in"} and "learner_response" not in held
    kind = held.get("type", "other")
    kind = kind if kind in KINDS else "other"
    definition: Told = {"type": TYPE, "interactionType": kind}
    if text := held.get("description", "").strip():
        definition["description"] = {"und": text[:LONGEST]}
    patterns = [_answer(kind, said, old=old) for said in _patterns(held)]
    if patterns:
        definition["correctResponsesPattern"] = patterns[:50]
    return {"id": held["id"][:250], "definition": definition, "result": _result(held, kind, old=old)}


def _patterns(held: dict[str, str]) -> list[str]:
    names = sorted((name for name in held if re.fullmatch(r"correct_responses\.\d{1,3}\.pattern", name)), key=_place)
    return [held[name] for name in names if held[name]]


def _place(name: str) -> int:
    return int(name.split(".")[1])


def _result(held: dict[str, str], kind: str, *, old: bool) -> Told:
    found: Told = {}
    said = held.get("learner_response", held.get("student_response"))
    if said:
        found["response"] = _answer(kind, said, old=old)
    result = held.get("result", "")
    if result in {"correct", "incorrect", "wrong"}:
        found["success"] = result == "correct"
    elif re.fullmatch(r"-?\d{1,9}(\.\d{1,7})?", result):
        found["score"] = {"raw": float(result)}
    if span := _duration(held.get("latency", "")):
        found["duration"] = span
    return found


def _answer(kind: str, said: str, *, old: bool) -> str:
    """SCORM 1.2 separates with commas and dots what 2004 and xAPI separate with `[,]` and `[.]`."""
    if kind == "true-false":
        return {"t": "true", "1": "true", "f": "false", "0": "false"}.get(said.lower(), said.lower())[:LONGEST]
    if old and kind in {"choice", "sequencing", "matching", "performance"}:
        plain = said.strip("{}")
        parts = [
            part.replace(".", "[.]", 1) if kind in {"matching", "performance"} else part for part in plain.split(",")
        ]
        return "[,]".join(parts)[:LONGEST]
    return said[:LONGEST]


def _duration(said: str) -> str:
    if len(said) < 60 and _SPAN.fullmatch(said):
        return said
    if clock := _CLOCK.fullmatch(said):
        hours, minutes, seconds, part = clock.groups()
        return f"PT{int(hours)}H{int(minutes)}M{int(seconds)}{f'.{part}' if part else ''}S"
    return ""
