"""The manifest of an H5P file. Its libraries are programs, so only those that this program knows come in."""

import json
import re
from collections.abc import Mapping
from typing import Any

from kerege.lib.archives import Member
from kerege.lib.refusal import N_, Refusal
from kerege.training.rules.elearning.shapes import LONGEST_TITLE, Part, Recognised
from kerege.training.rules.elearning.xml import refuse
from kerege.training.words import elearning as words
from kerege.training.words.elearning import Standard

CONTENT = "content/content.json"
KNOWN = frozenset(
    "Drop FontAwesome H5P.Accordion H5P.AdvancedText H5P.Blanks H5P.Column H5P.CoursePresentation H5P.Crossword "
    "H5P.Dialogcards H5P.Dictation H5P.DragNBar H5P.DragNDrop H5P.DragNResize H5P.DragQuestion H5P.DragText H5P.Essay "
    "H5P.Flashcards H5P.FontIcons H5P.Image H5P.ImageHotspotQuestion H5P.ImageHotspots H5P.InteractiveBook "
    "H5P.InteractiveVideo H5P.JoubelUI H5P.MarkTheWords H5P.MathDisplay H5P.MemoryGame H5P.MultiChoice H5P.Question "
    "H5P.QuestionSet H5P.SingleChoiceSet H5P.SoundJS H5P.Summary H5P.Table H5P.Text H5P.TextUtilities H5P.Timeline "
    "H5P.Transition H5P.TrueFalse H5P.Video Tether flowplayer jQuery.ui".split()
)
"""Libraries of the H5P core team, all under MIT, by their machine names."""
_FOLDER = re.compile(r"([A-Za-z][\w.]*?)-\d+\.\d+")
_EDITOR = "H5PEditor."  # forms of the editor, which lie beside an exercise and are never loaded to play it
_MOST = 10_000_000


def read(content: bytes, members: Mapping[str, Member]) -> Recognised:
    """Refuses training.elearning_*: an unknown library, and a file whose exercise is missing."""
    told = _json(content)
    main, title = str(told.get("mainLibrary", "")), _line(told.get("title", ""))
    named = [main, *(str(each.get("machineName", "")) for each in _list(told, "preloadedDependencies"))]
    brought = [found.group(1) for path in members if (found := _FOLDER.fullmatch(path.partition("/")[0]))]
    for name in [*named, *brought]:
        if name not in KNOWN and not name.startswith(_EDITOR):
            raise Refusal(words.ELEARNING_UNKNOWN_LIBRARY, field="file", name=name[:80] or "?")
    if CONTENT not in members:
        raise Refusal(words.ELEARNING_ENTRY_MISSING, field="file", path=CONTENT, title=title[:80])
    for each in named:
        if each not in brought:
            raise Refusal(words.ELEARNING_ENTRY_MISSING, field="file", path=f"{each}/library.json", title=title[:80])
    language = _line(told.get("language", ""))
    title = title[:LONGEST_TITLE] or main
    part = Part("exercise", title, CONTENT, settings={"library": main})
    return Recognised(
        Standard.H5P, "", main, title, "" if language == "und" else language[:12], (part,), {"licence": _licence(told)}
    )


def _json(content: bytes) -> dict[str, Any]:
    if len(content) > _MOST:
        raise refuse(N_("it is too large"))
    try:
        told = json.loads(content.decode("utf-8-sig"))
    except (ValueError, RecursionError):
        raise refuse(N_("h5p.json is no JSON in UTF-8")) from None
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
    return _line(said)[:80] if said != "U" else ""


def _line(said: Any) -> str:
    """Words on one line, without what is not seen."""
    text = " ".join(said.split()) if isinstance(said, str) else ""
    return "".join(sign for sign in text if sign.isprintable())
