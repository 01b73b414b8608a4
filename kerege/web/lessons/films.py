"""Films and recordings of a lesson as pages show them: a player with captions, and below it what is said, to read."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest

from kerege.training import queries
from kerege.training.queries import Heard
from kerege.training.rules.captions import Said
from kerege.training.rules.curricula.films import captions_in, films_of
from kerege.web.content.addresses import address_past_clearance
from kerege.web.lessons.reading import Reading
from kerege.web.shell.wording import language_name


def films_told(request: HttpRequest, now: Reading, files: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The films of a lesson, each with its file as the list of files shows it, its captions and its transcripts, those
    in the language read first. A film that is not on this node still has what is said in it.
    """
    module, page = now.lesson.module, now.lesson.page
    if not films_of(module, page.programme):
        return []
    there = queries.attached(page, me=request.actor)
    shown = {each["id"]: each for each in files}
    found = queries.heard(page, module, there, lang=now.lang)
    return [_told(request, now, each, shown[each.film.file.id]) for each in found if each.film.file.id in shown]


def others(now: Reading, films: Sequence[dict[str, Any]], files: Sequence[dict[str, Any]]) -> list[dict[str, Any]]:
    """The files of a lesson that are no film and no captions of one."""
    known = captions_in(films_of(now.lesson.module, now.lesson.programme)) | {each["id"] for each in films}
    return [each for each in files if each["id"] not in known]


def _told(request: HttpRequest, now: Reading, each: Heard, file: dict[str, Any]) -> dict[str, Any]:
    tracks = [
        {
            "lang": lang,
            "label": language_name(lang),
            "address": address_past_clearance(request, line),
            "here": lang == now.lang,
        }
        for lang, line, _said in each.captions
    ]
    texts = [transcript(lang, said) | {"open": lang == now.lang} for lang, _line, said in each.captions]
    told = {"file": file, "sound": each.film.sound, "type": each.film.file.type, "transcripts": texts}
    return told | {"id": each.film.file.id, "tracks": [track for track in tracks if track["address"]]}


def transcript(lang: str, said: Sequence[Said]) -> dict[str, Any]:
    """What is said, in one language."""
    rows = [{"at": each.start, "clock": each.clock, "voice": each.voice, "text": each.text} for each in said]
    return {"lang": lang, "name": language_name(lang), "rows": rows}
