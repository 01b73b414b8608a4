"""Films and recordings of a module, with the captions that belong to each by name and language."""

from dataclasses import dataclass

from kerege.training.rules.captions import language_in
from kerege.training.rules.curricula.tree import Attachment, Module, Programme

CAPTIONS = "text/vtt"


@dataclass(frozen=True)
class Film:
    """A film or a recording. `captions` are by language, in the order of the curriculum's languages."""

    file: Attachment
    captions: tuple[tuple[str, Attachment], ...]

    @property
    def sound(self) -> bool:
        return self.file.type.startswith("audio/")

    def captions_for(self, lang: str) -> tuple[tuple[str, Attachment], ...]:
        """The captions, those in a language first."""
        return tuple(sorted(self.captions, key=lambda pair: pair[0] != lang))


def films_of(module: Module, programme: Programme) -> list[Film]:
    """In their order. Captions are called as their film with the language before the ending: `spill.mp4` has
    `spill.ru.vtt`. Where neither the name nor the attachment says a language, they are in the film's, or in the source.
    """
    order = [programme.source, *(each for each in programme.languages if each != programme.source)]
    found: dict[str, dict[str, Attachment]] = {}
    spoken = {_stem(each.name): each.language for each in module.attachments if _plays(each)}
    for each in module.attachments:
        if each.type.startswith(CAPTIONS):
            stem, said = language_in(each.name, order)
            lang = each.language or said or spoken.get(stem) or programme.source
            found.setdefault(stem, {}).setdefault(lang, each)
    return [Film(each, _ordered(found.get(_stem(each.name), {}), order)) for each in module.attachments if _plays(each)]


def captions_in(films: list[Film]) -> set[str]:
    """The ids of the attachments that are captions of one of the films."""
    return {each.id for film in films for _lang, each in film.captions}


def unheard(module: Module, programme: Programme) -> list[tuple[Film, tuple[str, ...]]]:
    """Films and recordings of a module that have no captions in a language in which the module is there. One that is
    for one language needs them in that language alone.
    """
    there = [lang for lang in programme.languages if module.body.get(lang)] or [programme.source]
    found = []
    for film in films_of(module, programme):
        wanted = [film.file.language] if film.file.language else there
        missing = tuple(lang for lang in wanted if lang not in dict(film.captions))
        if missing:
            found.append((film, missing))
    return found


def _plays(file: Attachment) -> bool:
    return file.type.split("/")[0] in {"audio", "video"}


def _stem(name: str) -> str:
    return (name.rpartition(".")[0] or name).casefold()


def _ordered(found: dict[str, Attachment], order: list[str]) -> tuple[tuple[str, Attachment], ...]:
    return tuple(sorted(found.items(), key=lambda pair: order.index(pair[0]) if pair[0] in order else len(order)))
