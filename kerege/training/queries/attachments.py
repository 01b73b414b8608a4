"""The files of curricula: whoever reads a version has the files that it names."""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache

from kerege.files import queries as files
from kerege.files.queries import FileLine
from kerege.files.words import Purpose as Kept
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor
from kerege.training.models import Curriculum, CurriculumVersion
from kerege.training.queries.curricula import CurriculumPage
from kerege.training.queries.packs import takes
from kerege.training.queries.staff import DOOR
from kerege.training.rules import captions
from kerege.training.rules.captions import Said
from kerege.training.rules.curricula import Module
from kerege.training.rules.curricula.films import Film, films_of
from kerege.training.words.curricula import Purpose


@dataclass(frozen=True)
class Heard:
    """A film or a recording of a lesson with what is said in it. `line` is None where this node does not have it;
    `captions` are by language with their files, and hold nothing that cannot be read.
    """

    film: Film
    line: FileLine | None
    captions: tuple[tuple[str, FileLine, tuple[Said, ...]], ...]


def attached(page: CurriculumPage, *, me: Actor) -> dict[str, FileLine]:
    """The files of a version that its reader was shown, by the ids of its attachments. One that this node does not have
    is not there; what proves a result is for those who train, as are packages.
    """
    wanted = [each for each in page.programme.attachments() if each.purpose != Purpose.ASSESSMENT or takes(me)]
    if not wanted:
        return {}
    kept = {line.sha256: line for line in kept_with(page.line.key)}
    return {each.id: kept[each.sha256] for each in wanted if each.sha256 in kept}


def kept_with(key: str) -> list[FileLine]:
    """The files of all versions of a curriculum, for what the node does by itself: a version may rest on a file that
    came with another one.
    """
    of = Curriculum.objects.seen_by(DOOR).filter(key=key).one()
    versions = CurriculumVersion.objects.seen_by(DOOR).filter(of_id=of.id).seen() if of is not None else []
    return files.files_of(DOOR, [row.uid for row in versions], purpose=Kept.TOOLKIT)


def heard(page: CurriculumPage, module: Module, there: Mapping[str, FileLine], *, lang: str) -> list[Heard]:
    """The films of a module with their transcripts, those in a language first. `there` are the files that `attached`
    showed to the reader; a film that they do not open because it proves a result is not named.
    """
    found = []
    for film in films_of(module, page.programme):
        if film.file.purpose == Purpose.ASSESSMENT and film.file.id not in there:
            continue
        said = [(tag, there[each.id]) for tag, each in film.captions_for(lang) if each.id in there]
        read = tuple((tag, line, told) for tag, line in said if (told := _said(line)))
        found.append(Heard(film, there.get(film.file.id), read))
    return found


def _said(line: FileLine) -> tuple[Said, ...]:
    """A transcript; nothing of a file that came along and cannot be read."""
    try:
        return _read(line)
    except Refusal:
        return ()


@lru_cache(maxsize=64)
def _read(line: FileLine) -> tuple[Said, ...]:
    with files.opened(line) as stream:
        return captions.transcript(captions.read(stream.read()))
