"""Opening a package: judged whole, file by file, before anything of it is stored."""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from functools import partial
from typing import IO

from kerege.lib.archives import Alone, Archive, Member
from kerege.lib.refusal import Refusal
from kerege.training.rules.elearning import cmi5, h5p, scorm
from kerege.training.rules.elearning.members import LIMITS, members_of
from kerege.training.rules.elearning.shapes import Recognised

Reader = Callable[[bytes, Mapping[str, Member]], Recognised]
_MOST_MANIFEST = 5_000_000
_BARE = "cmi5.xml"


@dataclass(frozen=True)
class Opened:
    """A package that may come in, with its files by the path that its pages call them by."""

    what: Recognised
    archive: Archive | Alone
    members: dict[str, Member]

    @property
    def size(self) -> int:
        return sum(each.size for each in self.members.values())


def opened(file: IO[bytes], *, sites: Collection[str] = ()) -> Opened:
    """What a package is and holds. `sites` are the origins from which units of cmi5 may come that lie in no package.

    Refuses archives.*, xml.*, training.elearning_* and training.cmi5_*, each told at the file.
    """
    try:
        if _is_bare(file):
            alone = Alone(file, _BARE, most=_MOST_MANIFEST)
            members = {_BARE: alone.member}
            return Opened(cmi5.read(b"".join(alone.chunks(alone.member)), members, sites), alone, members)
        archive = Archive(file, LIMITS)
        manifest, members = members_of(archive)
        content = archive.read(members[manifest], most=_MOST_MANIFEST)
        if manifest == "h5p.json":
            what = h5p.read(content, members, partial(archive.read, most=_MOST_MANIFEST))
        elif manifest == _BARE:
            what = cmi5.read(content, members, sites)
        else:
            what = scorm.read(content, members)
        return Opened(what, archive, members)
    except Refusal as refusal:
        refusal.field = "file"
        raise


def _is_bare(file: IO[bytes]) -> bool:
    """Whether the file is XML and no archive."""
    begins = file.read(200).removeprefix(b"\xef\xbb\xbf").lstrip()
    file.seek(0)
    return begins.startswith((b"<?xml", b"<courseStructure"))
