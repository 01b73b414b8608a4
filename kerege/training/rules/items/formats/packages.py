"""Packages with questions: content packages of QTI and Common Cartridge, and single files of every kind."""

import posixpath
from collections.abc import Callable, Iterator
from io import BytesIO
from typing import Any
from urllib.parse import unquote

from kerege.lib import tarballs, xml
from kerege.lib.archives import Archive, Limits, Member
from kerege.lib.refusal import Refusal
from kerege.training.rules.items.formats import cartridge, cartridge_parts, gift, moodle, moodle_backup, qti
from kerege.training.rules.items.formats.qti_names import tag
from kerege.training.rules.items.formats.taking import (
    MOST_QUESTIONS,
    Content,
    Left,
    Reading,
    Taken,
    Wishes,
    each_taken,
    no_pictures,
)
from kerege.training.words import bank as words

LIMITS = Limits(packed=100_000_000, unpacked=300_000_000, members=20_000)
MANIFEST = "imsmanifest.xml"
PLAYED = {"h5p.json": "H5P", "cmi5.xml": "cmi5", "tincan.xml": "xAPI"}
MOST_PICTURE, MOST_XML = 30_000_000, 30_000_000
Part = tuple[str, str, Callable[[], Taken]]


def opened(content: bytes, wishes: Wishes) -> Reading:
    """What a file with questions gives, whatever its kind.

    Refuses training.bank_not_a_bank, .bank_no_questions, .bank_is_a_package, .bank_too_many_questions, archives.*,
    xml.* and text.not_utf8; what is wrong with one question is told with it, and the others are taken.
    """
    try:
        reading = _opened(content, wishes)
    except Refusal as refusal:
        refusal.field = "file"
        raise
    if not reading.taken and not reading.left:
        raise Refusal(words.NO_QUESTIONS, field="file")
    if len(reading.taken) + len(reading.left) > MOST_QUESTIONS:
        raise Refusal(words.TOO_MANY_QUESTIONS, field="file", most=MOST_QUESTIONS)
    return reading


def _opened(content: bytes, wishes: Wishes) -> Reading:
    if content.startswith(b"PK\x03\x04"):
        archive = Archive(BytesIO(content), LIMITS)
        return moodle_backup.read(archive, wishes) if moodle_backup.is_backup(archive) else _package(archive, wishes)
    if content.startswith(tarballs.BEGINS):
        return _backup(tarballs.Tarball(BytesIO(content), LIMITS), wishes)
    begins = content[:400].lstrip(b"\xef\xbb\xbf \t\r\n")
    if begins.startswith(b"<") or content.startswith((b"\xff\xfe<", b"\xfe\xff\x00<")):
        return _single(content, wishes)
    if gift.looks_like(content):
        return gift.read(content, wishes)
    gift.check_encoding(content)
    raise Refusal(words.NOT_A_BANK, field="file")


def _backup(archive: tarballs.Tarball, wishes: Wishes) -> Reading:
    if not moodle_backup.is_backup(archive):
        raise Refusal(words.NOT_A_BANK, field="file")
    return moodle_backup.read(archive, wishes)


def _single(content: bytes, wishes: Wishes) -> Reading:
    root = xml.parse(content, most=MOST_XML)
    if str(root.tag) == "quiz":
        return moodle.read_root(root, wishes)
    parts = list(_parts(root, "1", wishes, no_pictures))
    if not parts:
        raise Refusal(words.NOT_A_BANK, field="file")
    reading = Reading(qti.KIND if qti.is_item(root) else cartridge.KIND)
    each_taken(reading, iter(parts))
    return reading


def _parts(root: Any, where: str, wishes: Wishes, found: Callable[[str], bytes | None]) -> Iterator[Part]:
    if qti.is_item(root):
        yield where, str(root.get("title") or root.get("identifier") or where), _item(root, where, wishes, found)
    elif tag(root) == "questestinterop":
        yield from cartridge.parts(root, where, wishes, found)


def _item(root: Any, where: str, wishes: Wishes, found: Callable[[str], bytes | None]) -> Callable[[], Taken]:
    return lambda: qti.question(root, where, wishes, found)


class _Files:
    """The files of a package, called as its pages call them. Each is held once, whoever calls it how often."""

    def __init__(self, archive: Archive) -> None:
        self.archive = archive
        self.held: dict[str, Content] = {}
        self.members: dict[str, Member] = {each.name: each for each in archive.members}

    def beside(self, name: str) -> Callable[[str], bytes | None]:
        """Reads a file by its address in another one."""
        folder = posixpath.dirname(name)

        def found(address: str) -> bytes | None:
            path = cartridge.PLACE.sub("web_resources/", unquote(address.partition("?")[0]))
            names = (path, posixpath.normpath(posixpath.join(folder, path)))
            member = next((self.members[each] for each in names if each in self.members), None)
            return self._whole(member) if member is not None else None

        return found

    def _whole(self, member: Member) -> Content:
        if member.name not in self.held:
            self.held[member.name] = Content(self.archive.read(member, most=MOST_PICTURE))
        return self.held[member.name]


def _package(archive: Archive, wishes: Wishes) -> Reading:
    """Every XML file of a package is looked into: manifests name some of them wrongly, and some not at all."""
    files = _Files(archive)
    reading = Reading(qti.KIND)
    for name in sorted(files.members):
        if not name.lower().endswith((".xml", ".qti")) or name.rpartition("/")[2] == MANIFEST:
            continue
        content = archive.read(files.members[name], most=MOST_XML)
        if not any(sign in content for sign in (b"assessmentItem", b"assessment-item", b"questestinterop", b"<quiz")):
            continue
        _into(reading, content, name, wishes, files)
        if len(reading.taken) + len(reading.left) > MOST_QUESTIONS:
            raise Refusal(words.TOO_MANY_QUESTIONS, field="file", most=MOST_QUESTIONS)
    if not reading.taken and not reading.left and (kind := _played(archive, files.members)):
        raise Refusal(words.PACKAGE_NOT_BANK, field="file", name=kind)
    if MANIFEST in files.members:
        reading.left += _beside_questions(archive.read(files.members[MANIFEST], most=MOST_XML))
    return reading


def _beside_questions(manifest: bytes) -> list[Left]:
    """What the manifest of a package names beside questions, or why it cannot be read."""
    try:
        return cartridge_parts.told(xml.parse(manifest, most=MOST_XML))
    except Refusal as refusal:
        return [Left(MANIFEST, MANIFEST, refusal)]


def _played(archive: Archive, members: dict[str, Member]) -> str:
    """What kind of e-learning package it is; empty for none."""
    if (found := next((PLAYED[name] for name in PLAYED if name in members), "")) or MANIFEST not in members:
        return found
    content = archive.read(members[MANIFEST], most=MOST_XML)
    return "SCORM" if b"adlcp" in content else ""


def _into(reading: Reading, content: bytes, name: str, wishes: Wishes, files: _Files) -> None:
    def failing() -> Taken:
        raise refused

    try:
        root = xml.parse(content, most=MOST_XML)
    except Refusal as refusal:
        refused = refusal
        each_taken(reading, iter([(name, name, failing)]))
        return
    if str(root.tag) == "quiz":
        found = moodle.read_root(root, wishes)
        reading.taken += found.taken
        reading.left += found.left
        reading.kind = found.kind
        return
    if tag(root) == "questestinterop":
        reading.kind = cartridge.KIND
    each_taken(reading, _parts(root, name, wishes, files.beside(name)))
