"""The manifest of an H5P file and of the libraries that it brings. They are programs of somebody else: `h5p_list` says
with which of them an exercise is opened, and it runs where the package of any other kind does.
"""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any

from kerege.lib.archives import Member
from kerege.lib.refusal import N_, Refusal
from kerege.training.rules.elearning.shapes import LONGEST_TITLE, Part, Recognised
from kerege.training.rules.elearning.xml import line, refuse
from kerege.training.words import elearning as words
from kerege.training.words.elearning import Standard

CONTENT = "content/content.json"
_FOLDER = re.compile(r"([A-Za-z][\w.]{0,99}?)-(\d{1,4})\.(\d{1,4})")
_MOST, _MOST_LIBRARIES = 10_000_000, 200
Load = Callable[[Member], bytes]


def read(content: bytes, members: Mapping[str, Member], load: Load) -> Recognised:
    """Refuses training.elearning_*: a file whose exercise is missing, or a library that it needs.

    `load` reads a member. `tree["libraries"]` names every library that would run, by machine name and major.minor.
    """
    told = _json(content, N_("h5p.json is no JSON in UTF-8"))
    main, title = line(told.get("mainLibrary", "")), line(told.get("title", ""))
    if CONTENT not in members:
        raise Refusal(words.ELEARNING_ENTRY_MISSING, field="file", path=CONTENT, title=title[:80])
    _json(load(members[CONTENT]), N_("content/content.json is no JSON in UTF-8"))
    libraries = _libraries(told, members, load, title)
    if main not in {each.partition(" ")[0] for each in libraries}:
        raise Refusal(words.ELEARNING_ENTRY_MISSING, field="file", path=f"{main}/library.json", title=title[:80])
    language = line(told.get("language", ""))
    title = title[:LONGEST_TITLE] or main[:LONGEST_TITLE]
    part = Part("exercise", title, CONTENT, settings={"library": main[:100]})
    tree = {"licence": _licence(told), "libraries": libraries}
    language = "" if language == "und" else language[:12]
    return Recognised(Standard.H5P, "", main[:LONGEST_TITLE], title, language, (part,), tree)


def _libraries(told: Mapping[str, Any], members: Mapping[str, Member], load: Load, title: str) -> list[str]:
    """What the exercise loads, with what that needs in turn; each has to lie in the package."""
    brought = {folder for path in members if _FOLDER.fullmatch(folder := path.partition("/")[0])}
    waiting, found = _needed(told), set[str]()
    while waiting:
        name, version = waiting.pop()
        folder, named = f"{name}-{version}", f"{name} {version}"
        if named in found:
            continue
        path = f"{folder}/library.json"
        if folder not in brought or path not in members:
            raise Refusal(words.ELEARNING_ENTRY_MISSING, field="file", path=path[:80], title=title[:80])
        found.add(named)
        if len(found) > _MOST_LIBRARIES:
            raise refuse(N_("it needs too many libraries"))
        library = _json(load(members[path]), N_("a library.json is no JSON in UTF-8"))
        if (library.get("machineName"), _version(library)) != (name, version):
            raise refuse(N_("a library.json names another library than its folder"))
        _check_files(library, folder, members, title)
        waiting += _needed(library)
    return sorted(found)


def _check_files(library: Mapping[str, Any], folder: str, members: Mapping[str, Member], title: str) -> None:
    """A browser waits for ever for a script that is not there."""
    for kind in ("preloadedJs", "preloadedCss"):
        for each in _list(library, kind):
            path = f"{folder}/{each.get('path', '')}"
            if path not in members:
                raise Refusal(words.ELEARNING_ENTRY_MISSING, field="file", path=path[:80], title=title[:80])


def _needed(told: Mapping[str, Any]) -> list[tuple[str, str]]:
    needed = _list(told, "preloadedDependencies")
    return [(line(each.get("machineName", "")), _version(each)) for each in needed]


def _version(told: Mapping[str, Any]) -> str:
    return f"{told.get('majorVersion', '')}.{told.get('minorVersion', '')}"


def _json(content: bytes, why: str) -> dict[str, Any]:
    if len(content) > _MOST:
        raise refuse(N_("it is too large"))
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise refuse(why) from None
    if not isinstance(told, dict):
        raise refuse(N_("h5p.json is no object"))
    return told


def _list(told: Mapping[str, Any], name: str) -> list[Mapping[str, Any]]:
    found = told.get(name, [])
    if not isinstance(found, list) or not all(isinstance(each, dict) for each in found):
        raise refuse(N_("a list in it is none"))
    return found


def _licence(told: Mapping[str, Any]) -> str:
    said = told.get("license", "")
    return line(said)[:80] if said != "U" else ""
