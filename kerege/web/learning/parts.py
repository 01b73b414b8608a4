"""A lesson as a device keeps it: parts with the SHA-256 and the size of each, so that only what changed is fetched.

Three tiers: the text alone; with its pictures made small; with every file as it was attached. What a tier leaves out is
named with its size.
"""

import gzip
import json
from collections.abc import Iterable, Mapping
from dataclasses import asdict, dataclass, replace
from functools import lru_cache
from hashlib import sha256
from typing import Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.template.loader import render_to_string
from django.utils.translation import check_for_language, override

from kerege.files import queries as files
from kerege.lib.images import redrawn
from kerege.lib.markdown import to_html
from kerege.lib.refusal import Refusal
from kerege.people.rules import ANONYMOUS
from kerege.training.queries import Heard, attached, heard
from kerege.training.queries.lessons import Lesson
from kerege.training.rules.curricula import Scenario, Scene
from kerege.training.rules.curricula.films import captions_in, films_of
from kerege.training.rules.scenarios import most_of, start_of
from kerege.web.lessons.films import transcript
from kerege.web.lessons.reading import Reading, of_bank, pictured

TEXT, LOW, FULL = "text", "low", "full"
TIERS = (TEXT, LOW, FULL)
SMALL = 480
"""Pixels of the longer side of a picture in the middle tier."""
LARGEST = 25_000_000
"""Bytes of a file that goes to devices at all."""
PICTURES = ("image/png", "image/jpeg", "image/webp")
KEPT = "kept:"
"""With what the address of a picture begins that a device puts there out of its own store."""


@dataclass(frozen=True)
class Part:
    """One thing that a device fetches. `language` is empty for what serves in each."""

    name: str
    kind: str
    language: str
    tiers: tuple[str, ...]
    sha256: str
    size: int
    type: str
    title: str
    sent: int = 0
    """Bytes on the line, where that is less: texts are compressed on the way."""

    def told(self) -> dict[str, Any]:
        return asdict(self)


def parts_of(lesson: Lesson) -> list[Part]:
    """Every part of a lesson in every language and tier."""
    found = [_text_part(lesson, tag) for tag, _state in lesson.line.languages]
    said = captions_in(films_of(lesson.module, lesson.programme))
    for each, line in _files(lesson):
        told = {"language": each.language, "title": each.name}
        if each.type in PICTURES:
            small = _small(line.sha256)
            if small is not None:
                kind, content = small
                found.append(_part(f"small-{each.id}", "picture", content, (LOW,), f"image/{kind}", **told))
        kind = each.type.split("/")[0] if each.type.split("/")[0] in {"image", "audio", "video"} else "file"
        kind = "captions" if each.id in said else "picture" if kind == "image" else kind
        tiers = (FULL,) if line.size <= LARGEST else ()
        found.append(Part(f"file-{each.id}", kind, each.language, tiers, line.sha256, line.size, each.type, each.name))
    return found


def content_of(lesson: Lesson, name: str) -> bytes | None:
    """The bytes of a part; None where the lesson has no such part."""
    kind, _, rest = name.partition("-")
    if kind == "text":
        return text_of(lesson, rest) if rest in dict(lesson.line.languages) else None
    line = next((line for each, line in _files(lesson) if each.id == rest), None)
    if line is None or kind not in {"small", "file"}:
        return None
    if kind == "small":
        small = _small(line.sha256)
        return small[1] if small is not None else None
    with files.opened(line) as stream:
        return stream.read()


def text_of(lesson: Lesson, lang: str) -> bytes:
    """The lesson in one language as JSON: what is read, and the questions with what is right and why. A lesson's quiz
    is for learning, and whoever checks their answers sees as much without an account. Questions of the bank are graded
    on the node alone: of them it tells the fields (`bank`) as a page has them, and how many there are (`elsewhere`).
    """
    with override(lang if check_for_language(lang) else settings.LANGUAGE_CODE):
        told = _told(Reading(lesson, lang))  # in one language for whoever fetches it, so that it bears one digest
    return json.dumps(told, ensure_ascii=False, separators=(",", ":"), sort_keys=True).encode()


def _told(reading: Reading) -> dict[str, Any]:
    lesson, lang = reading.lesson, reading.lang
    column, pictures = reading.columns[0], _pictured(reading)
    return {
        "language": lang,
        "name": column["name"],
        "title": column["title"],
        "state": column["state"],
        "html": to_html(column["body"], top=2),
        "cases": [
            {"title": each["title"], "html": to_html(each["body"]), "think": each["think"], "said": each["said"]}
            for each in reading.cases
        ],
        "films": [_film(each, lang) for each in _heard(lesson, lang)],
        "scenarios": [_scenario(reading, each) for each in lesson.module.scenarios if start_of(each)],
        "asked_for": lesson.quiz.pass_mark,
        "questions": [_question(reading, item, pictures) for item in lesson.quiz.items],
        "pictured": sorted(pictures.values()),
        "elsewhere": sum(item.question is not None for item in lesson.quiz.items),
    }


def _film(each: Heard, lang: str) -> dict[str, Any]:
    """A film with what is said in it, in the language of the text, else in every other one that there is."""
    captions = dict(each.film.captions)
    texts = [transcript(tag, read) | {"part": f"file-{captions[tag].id}"} for tag, _line, read in each.captions]
    said = [one for one in texts if one["lang"] == lang] or texts
    told = {"part": f"file-{each.film.file.id}", "name": each.film.file.name, "sound": each.film.sound}
    return told | {"said": said}


def _heard(lesson: Lesson, lang: str) -> list[Heard]:
    if not films_of(lesson.module, lesson.programme):
        return []
    return heard(lesson.page, lesson.module, attached(lesson.page, me=ANONYMOUS), lang=lang)


def _scenario(reading: Reading, scenario: Scenario) -> dict[str, Any]:
    """A scenario whole, so that a device walks it by itself."""
    told = {"id": scenario.id, "title": reading.text(scenario.title), "html": to_html(reading.text(scenario.text))}
    scenes = [_scene(reading, each) for each in scenario.scenes]
    first: Any = start_of(scenario)
    return told | {"start": first.id, "most": most_of(scenario), "scenes": scenes}


def _scene(reading: Reading, scene: Scene) -> dict[str, Any]:
    ways = [
        {"id": each.id, "text": reading.text(each.text), "to": each.to, "after": to_html(reading.text(each.after))}
        for each in scene.ways
    ]
    texts = {"title": reading.text(scene.title), "html": to_html(reading.text(scene.text), top=2)}
    texts |= {"learnt": to_html(reading.text(scene.learnt)), "alt": reading.text(scene.alt)}
    return {"id": scene.id, "picture": scene.picture, "ways": ways} | texts


def _pictured(reading: Reading) -> dict[str, str]:
    """The attachments that are pictures of questions of the bank, by their digest."""
    asked = pictured(reading)
    return {line.sha256: each.id for each, line in _files(reading.lesson) if line.sha256 in asked}


def _question(reading: Reading, item: Any, pictures: Mapping[str, str]) -> dict[str, Any]:
    stem = reading.text(item.stem)
    if item.question is None:
        return {"id": item.id, "stem": stem} | _own(reading, item)
    addresses = {digest: f"{KEPT}{name}" for digest, name in pictures.items()}
    html = render_to_string("questions/_question.html", {"item": of_bank(reading, item, {}, addresses)})
    return {"id": item.id, "stem": stem, "many": False, "choices": [], "bank": html}


def _own(reading: Reading, item: Any) -> dict[str, Any]:
    return {
        "many": item.kind == "many",
        "choices": [
            {"id": each.id, "text": reading.text(each.text), "right": each.right, "why": reading.text(each.why)}
            for each in item.choices
        ],
    }


def _text_part(lesson: Lesson, lang: str) -> Part:
    title = Reading(lesson, lang).text(lesson.module.title, lang)
    content = text_of(lesson, lang)
    made = _part(f"text-{lang}", "text", content, TIERS, "application/json", language=lang, title=title)
    return replace(made, sent=len(gzip.compress(content, 6, mtime=0)))


def _part(
    name: str, kind: str, content: bytes, tiers: tuple[str, ...], media_type: str, *, language: str, title: str
) -> Part:
    return Part(name, kind, language, tiers, sha256(content).hexdigest(), len(content), media_type, title)


def _files(lesson: Lesson) -> Iterable[tuple[Any, Any]]:
    """The attachments that everybody may open, with their files."""
    there = attached(lesson.page, me=ANONYMOUS) if lesson.module.attachments else {}
    return [(each, there[each.id]) for each in lesson.module.attachments if each.id in there]


@lru_cache(maxsize=64)
def _small(digest: str) -> tuple[str, bytes] | None:
    """A picture made small, drawn once for its content; None for one that cannot be drawn."""
    with default_storage.open(files.path_of(digest)) as stream:
        content = stream.read()
    try:
        made = redrawn(content, side=SMALL)
    except Refusal:
        return None
    return made.kind, made.content
