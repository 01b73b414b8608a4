"""A version of a scheme from what somebody types on a page, and back; and what differs between two. Plain Python.

A version always begins from the region's: its title, levels, points and criteria stay, and own ones are added to them.
"""

import re
from collections.abc import Iterable, Mapping
from itertools import zip_longest
from typing import Any

from kerege.capacity.rules.schemes import NUMBERS, TENTHS, Item, Scheme, told_number
from kerege.capacity.words import certification_refused as refused
from kerege.lib.refusal import Refusal

MOST_OF_LEVEL = 50
MOST_OF_A_VERSION = 20
OF_LEVEL = ("deliveries", "observed")
LISTS = ("checklist", "rubric")
_LANGUAGE = re.compile(r"(?P<tag>[a-z]{2,3}(-[A-Z][a-z]{3})?):\s*(?P<text>\S.*)")

Typed = Mapping[str, Any]


def composed(base: Mapping[str, Any], told: Typed, *, owner: str) -> dict[str, Any]:
    """The content of an owner's version from what was typed over the region's.

    Refuses capacity.scheme_number, .scheme_line and .scheme_curriculum at the field that is wrong.
    """
    content = dict(base) | {name: _number(name, str(told.get(name, ""))) for name in NUMBERS}
    content["observer_level"] = str(told.get("observer_level", ""))
    content["first_observers"] = [str(each) for each in told.get("first_observers") or ()]
    content["levels"] = [_level(each, told) for each in base["levels"]]
    content.pop("also", None)
    content |= _curricula(str(told.get("curricula", "")))
    for name in LISTS:
        content[name] = [*base[name], *_further(base[name], str(told.get(name, "")), owner, name)]
    return content


def typed(base: Scheme, own: Scheme) -> dict[str, Any]:
    """What a form shows of a version: `own` in the words in which `composed` takes it over `base`."""
    found: dict[str, Any] = {name: told_number(name, getattr(own, name)) for name in NUMBERS}
    found |= {"observer_level": own.observer_level, "first_observers": list(own.first_observers)}
    found |= {f"{name}_{level.key}": str(getattr(level, name)) for level in own.levels for name in OF_LEVEL}
    named = [(key, version) for key in sorted(own.curricula) for version in own.versions(key)]
    found["curricula"] = "\n".join(f"{key} {version}" for key, version in named)
    for name in LISTS:
        known = {item.key for item in getattr(base, name)}
        found[name] = "\n".join(_line(item) for item in getattr(own, name) if item.key not in known)
    return found


def changed(before: Scheme, after: Scheme) -> list[tuple[str, str, str]]:
    """What differs, as (field, before, after): numbers as they are typed, and each text that came or went by itself."""
    old, new = typed(before, before), typed(after, after)
    found = []
    for name in new:
        if name in LISTS:
            found += _texts_changed(name, getattr(before, name), getattr(after, name))
        elif old.get(name, "") != new[name]:
            found.append((name, _one_line(old.get(name, "")), _one_line(new[name])))
    return found


def _texts_changed(name: str, before: Iterable[Item], after: Iterable[Item]) -> list[tuple[str, str, str]]:
    had, has = [_line(item) for item in before], [_line(item) for item in after]
    gone, come = [line for line in had if line not in has], [line for line in has if line not in had]
    return [(name, old, new) for old, new in zip_longest(gone, come, fillvalue="")]


def _one_line(value: Any) -> str:
    return ", ".join(value) if isinstance(value, list) else str(value).replace("\n", ", ")


def _number(name: str, text: str) -> int:
    low, high = NUMBERS[name]
    return _whole(text, low, high, field=name, tenths=name in TENTHS)


def _whole(text: str, low: int, high: int, *, field: str, tenths: bool = False) -> int:
    typed_text = text.strip().replace(",", ".")
    digits = typed_text.replace(".", "", 1) if tenths and re.fullmatch(r"\d\.\d", typed_text) else typed_text
    number = int(digits) if re.fullmatch(r"[0-9]{1,4}", digits) else -1
    number *= 10 if tenths and digits == typed_text else 1
    if not low <= number <= high:
        ends = {"low": told_number(field, low), "high": told_number(field, high)}
        raise Refusal(refused.SCHEME_NUMBER, field=field, value=text.strip()[:20] or "–", **ends)
    return number


def _level(base: Mapping[str, Any], told: Typed) -> dict[str, Any]:
    found = dict(base)
    for name in OF_LEVEL:
        field = f"{name}_{base['key']}"
        number = _whole(str(told.get(field, "")), 0, MOST_OF_LEVEL, field=field)
        if number or name in base:
            found[name] = number
    return found


def _curricula(text: str) -> dict[str, Any]:
    """What is to be taught: of each curriculum the version that is named first, and those that count beside it."""
    found: dict[str, list[str]] = {}
    for line in filter(None, map(str.strip, text.splitlines())):
        key, _separator, version = (part.strip() for part in line.partition(" "))
        if not version or len(version) > MOST_OF_A_VERSION or version in found.get(key, ()):
            raise Refusal(refused.SCHEME_CURRICULUM, field="curricula", line=line[:60])
        found.setdefault(key, []).append(version)
    if not found:
        raise Refusal(refused.SCHEME_CURRICULUM, field="curricula", line="–")
    also = {key: versions[1:] for key, versions in found.items() if len(versions) > 1}
    return {"curricula": {key: versions[0] for key, versions in found.items()}} | ({"also": also} if also else {})


def _further(base: Iterable[Mapping[str, Any]], text: str, owner: str, field: str) -> list[dict[str, Any]]:
    """Own points, one a line: English first, then other languages, each after a bar with its code."""
    taken, lines = len(list(base)), list(filter(None, map(str.strip, text.splitlines())))
    found = []
    for number, line in enumerate(lines, start=taken + 1):
        english, *others = [part.strip() for part in line.split("|")]
        in_others = [_LANGUAGE.fullmatch(part) for part in others]
        if not english or len(line) > 600 or None in in_others:
            raise Refusal(refused.SCHEME_LINE, field=field, line=line[:60])
        texts = {"en": english} | {each["tag"]: each["text"] for each in in_others if each}
        found.append({"key": f"{owner.lower()}-{number}", "text": texts})
    return found


def _line(item: Item) -> str:
    english = item.text.get("en", "")
    return " | ".join([english, *(f"{tag}: {text}" for tag, text in item.text.items() if tag != "en")])
