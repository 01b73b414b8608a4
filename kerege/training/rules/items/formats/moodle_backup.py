"""A course backup of Moodle (.mbz, a packed tar file or a ZIP file): its questions, its packages, and what is left.

Of a backup only four kinds of files are opened: what it holds (moodle_backup.xml), its questions, the list of its
files, and files that a question shows or that are a package. Who took part (users.xml, logs, grades) is never read.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import IO, Any

from kerege.lib import xml
from kerege.lib.archives import Archive, Limits, Member
from kerege.lib.refusal import Refusal
from kerege.lib.tarballs import BEGINS, Tarball
from kerege.training.rules.items.formats import moodle
from kerege.training.rules.items.formats.moodle_questions import exported
from kerege.training.rules.items.formats.taking import Content, Left, Reading, Wishes
from kerege.training.words import bank as words

KIND = "Moodle backup"
ABOUT, QUESTIONS, FILES = "moodle_backup.xml", "questions.xml", "files.xml"
MOST_XML, MOST_PICTURE = 30_000_000, 30_000_000
_PACKAGES = frozenset((("mod_scorm", "package"), ("mod_h5pactivity", "package"), ("contentbank", "public")))
_QUESTIONS_ONLY = frozenset(("quiz", "qbank", "studentquiz"))


@dataclass(frozen=True)
class Kept:
    """A file that a backup lists: for what it is kept, its name, and where its bytes lie."""

    component: str
    area: str
    item: str
    path: str
    member: Member


@dataclass(frozen=True)
class Activity:
    """A part of the course: what kind it is, its title, and where it stands in the backup."""

    kind: str
    title: str
    where: str


class Backup:
    """A backup that was opened. Refuses xml.* and archives.too_large for a list that cannot be read."""

    def __init__(self, archive: Archive | Tarball) -> None:
        self.archive = archive
        self.members = {each.name: each for each in archive.members}
        self.activities = tuple(_activities(self._xml(ABOUT)))
        self.files = tuple(self._files(self._xml(FILES)))
        self._held: dict[str, Content] = {}

    def _xml(self, name: str) -> Any:
        member = self.members.get(name)
        content = self.archive.read(member, most=MOST_XML) if member else b"<none/>"
        return xml.parse(content, most=MOST_XML)

    def _files(self, root: Any) -> Iterator[Kept]:
        for each in root.iter("file"):
            digest = (each.findtext("contenthash") or "").strip()
            member = self.members.get(f"files/{digest[:2]}/{digest}")
            name = (each.findtext("filename") or "").strip()
            if member is not None and name not in {"", "."}:
                what, area, row = ((each.findtext(of) or "").strip() for of in ("component", "filearea", "itemid"))
                yield Kept(what, area, row, f"{(each.findtext('filepath') or '/').strip()}{name}".lstrip("/"), member)

    def held(self, name: str) -> Content | None:
        """The bytes of a picture by the name of its member, read once."""
        if name not in self._held and name in self.members:
            self._held[name] = Content(self.archive.read(self.members[name], most=MOST_PICTURE))
        return self._held.get(name)

    def questions(self) -> str:
        """The questions as Moodle exports them to a file."""
        return exported(self._xml(QUESTIONS), [(k.component, k.item, k.path, k.member.name) for k in self.files])

    @property
    def packages(self) -> tuple[Kept, ...]:
        """Packages of SCORM and H5P, each content once."""
        found = {k.member.name: k for k in self.files if (k.component, k.area) in _PACKAGES}
        return tuple(found.values())


def opened(file: IO[bytes], limits: Limits) -> Backup | None:
    """The backup in a file; None where the file is none. Refuses archives.* and xml.*."""
    begins = file.read(4)
    file.seek(0)
    if not begins.startswith((BEGINS, b"PK\x03\x04")):
        return None
    archive = Tarball(file, limits) if begins.startswith(BEGINS) else Archive(file, limits)
    return Backup(archive) if is_backup(archive) else None


def is_backup(archive: Archive | Tarball) -> bool:
    return any(each.name == ABOUT for each in archive.members)


def read(archive: Archive | Tarball, wishes: Wishes) -> Reading:
    """All questions of a backup; whatever else it holds is told among what is left.

    Refuses xml.*, archives.too_large and training.bank_too_many_questions.
    """
    backup = Backup(archive)
    root = xml.parse(backup.questions().encode(), most=2 * MOST_XML)
    reading = moodle.read_root(root, wishes, held=backup.held)
    reading.kind = KIND
    reading.left += [_told(each) for each in backup.activities]
    packages = [Left(k.path, k.path[:120], Refusal(words.PACKAGE_INSIDE, name=k.path[:60])) for k in backup.packages]
    reading.left += packages
    return reading


def _told(each: Activity) -> Left:
    word = words.QUESTIONS_ONLY if each.kind in _QUESTIONS_ONLY else words.ACTIVITY_LEFT
    return Left(
        each.where, each.title[:120], Refusal(word, kind=each.kind[:40], name=each.title[:60] or each.kind[:40])
    )


def _activities(root: Any) -> Iterator[Activity]:
    for each in root.iterfind("information/contents/activities/activity"):
        told = {of: " ".join((each.findtext(of) or "").split()) for of in ("modulename", "title", "directory")}
        if told["modulename"] not in {"scorm", "h5pactivity"}:
            yield Activity(told["modulename"], told["title"], told["directory"][:120])
