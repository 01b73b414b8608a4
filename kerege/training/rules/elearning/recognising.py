"""Opening a package: judged whole, file by file, before anything of it is stored."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from typing import IO

from kerege.lib.archives import Archive, Member
from kerege.lib.refusal import Refusal
from kerege.training.rules.elearning import cmi5, h5p, scorm
from kerege.training.rules.elearning.members import LIMITS, members_of
from kerege.training.rules.elearning.shapes import Recognised

Reader = Callable[[bytes, Mapping[str, Member]], Recognised]
_READERS: dict[str, Reader] = {"imsmanifest.xml": scorm.read, "cmi5.xml": cmi5.read}
_MOST_MANIFEST = 5_000_000


@dataclass(frozen=True)
class Opened:
    """A package that may come in, with its files by the path that its pages call them by."""

    what: Recognised
    archive: Archive
    members: dict[str, Member]

    @property
    def size(self) -> int:
        return sum(each.size for each in self.members.values())


def opened(file: IO[bytes]) -> Opened:
    """What a package is and holds. Refuses archives.*, xml.* and training.elearning_*, each told at the file."""
    try:
        archive = Archive(file, LIMITS)
        manifest, members = members_of(archive)
        content = archive.read(members[manifest], most=_MOST_MANIFEST)
        if manifest == "h5p.json":
            what = h5p.read(content, members, partial(archive.read, most=_MOST_MANIFEST))
        else:
            what = _READERS[manifest](content, members)
        return Opened(what, archive, members)
    except Refusal as refusal:
        refusal.field = "file"
        raise
