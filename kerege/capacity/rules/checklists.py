"""Staged checklists: stages with activities, each with what, why, how, who, and what proves it. Plain Python.

A checklist is data, in languages, and never changes under its version: what was proved stays proved of what was asked.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from kerege.capacity.rules.in_languages import InLanguages, Texts
from kerege.capacity.words import Translation
from kerege.capacity.words import refused_quality as refused
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_text

_KEY = re.compile(r"[a-z][a-z0-9_]{0,59}")
TEXTS = ("what", "why", "how", "role", "proof")
MOST = 500


@dataclass(frozen=True)
class Activity:
    """One thing to do: what, why it matters, how it is begun, who does it, and what proves it."""

    key: str
    what: Texts
    why: Texts
    how: Texts
    role: Texts
    proof: Texts


@dataclass(frozen=True)
class Stage:
    key: str
    title: Texts
    aim: Texts
    activities: tuple[Activity, ...]


@dataclass(frozen=True)
class Checklist(InLanguages):
    title: Texts
    languages: Mapping[str, Translation]
    stages: tuple[Stage, ...]

    def activities(self) -> Iterator[tuple[Stage, Activity]]:
        for stage in self.stages:
            for activity in stage.activities:
                yield stage, activity


def read(content: Mapping[str, Any]) -> Checklist:
    """The checklist that this content is. Refuses capacity.checklist_lacks, .checklist_twice, .checklist_bad_key,
    text.*.
    """
    languages = {str(lang): Translation(state) for lang, state in dict(content.get("languages") or {}).items()}
    if list(languages.values()).count(Translation.SOURCE) != 1:
        raise _lacks("languages")
    source = next(lang for lang, state in languages.items() if state == Translation.SOURCE)
    told = list(content.get("stages") or [])
    stages = tuple(_stage(each, source, f"stages[{n}]") for n, each in enumerate(told, start=1))
    found = Checklist(_texts(content.get("title"), source, "title"), languages, stages)
    keys = [stage.key for stage in stages] + [activity.key for _, activity in found.activities()]
    if not stages or len(keys) > MOST:
        raise _lacks("stages")
    twice = next((key for n, key in enumerate(keys) if key in keys[:n]), "")
    if twice:
        raise Refusal(refused.CHECKLIST_TWICE, field="content", key=twice)
    return found


def _stage(told: Mapping[str, Any], source: str, place: str) -> Stage:
    listed = list(told.get("activities") or [])
    if not listed:
        raise _lacks(f"{place}.activities")
    activities = tuple(_activity(each, source, f"{place}.activities[{n}]") for n, each in enumerate(listed, start=1))
    title, aim = (_texts(told.get(name), source, f"{place}.{name}") for name in ("title", "aim"))
    return Stage(_key(told.get("key"), place), title, aim, activities)


def _activity(told: Mapping[str, Any], source: str, place: str) -> Activity:
    texts = {name: _texts(told.get(name), source, f"{place}.{name}") for name in TEXTS}
    return Activity(key=_key(told.get("key"), place), **texts)


def _texts(told: Any, source: str, place: str) -> dict[str, str]:
    found = {
        str(lang): clean_text(text, field=place, max_length=1_000)
        for lang, text in dict(told or {}).items()
        if str(text).strip()
    }
    if source not in found:
        raise _lacks(place)
    return found


def _key(value: Any, place: str) -> str:
    text = str(value or "")
    if not _KEY.fullmatch(text):
        raise Refusal(refused.CHECKLIST_BAD_KEY, field="content", key=text[:60], place=place)
    return text


def _lacks(place: str) -> Refusal:
    return Refusal(refused.CHECKLIST_LACKS, field="content", place=place)
