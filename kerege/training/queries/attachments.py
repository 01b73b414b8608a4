"""The files of curricula: whoever reads a version has the files that it names."""

from kerege.files import queries as files
from kerege.files.queries import FileLine
from kerege.files.words import Purpose as Kept
from kerege.people.rules import Actor
from kerege.training.models import Curriculum, CurriculumVersion
from kerege.training.queries.curricula import CurriculumPage
from kerege.training.queries.packs import takes
from kerege.training.queries.staff import DOOR
from kerege.training.words.curricula import Purpose


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
