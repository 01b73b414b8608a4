"""E-learning packages coming in, being published after a review, and being withdrawn."""

import gzip
from collections.abc import Iterable
from datetime import date
from functools import partial
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import IO, Any

from django.conf import settings
from django.utils.timezone import localdate

from kerege.files import actions as files
from kerege.files import words as file_words
from kerege.files.rules import Received, Scan
from kerege.files.words import FileKind, Purpose
from kerege.journal.actions import act
from kerege.journal.rules import checking, known_as
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import UNKNOWN_LEVEL, Sensitivity
from kerege.lib.text import clean_line
from kerege.people.rules import Actor, check_may, may
from kerege.people.words import Deed
from kerege.records.recording import named
from kerege.training.models import ElearningPackage
from kerege.training.queries.elearning_libraries import check_libraries
from kerege.training.rules.elearning.members import type_of
from kerege.training.rules.elearning.recognising import Opened, opened
from kerege.training.rules.elearning.shapes import recognised
from kerege.training.rules.elearning.weight import packs
from kerege.training.words import elearning as words
from kerege.training.words.elearning import LAUNCHED, PLAYED, STANDARDS, PackageState, Standard

_SCANNED = 25_000_000
"""Bytes of a file that a scanner of viruses is given; larger ones are sound and film."""


def hand_in_package(
    *,
    by: Actor,
    owner: str,
    file: IO[bytes],
    label: Sensitivity = Sensitivity.PUBLIC,
    languages: Iterable[str] = (),
    licence: str = "",
    rights: str = "",
    scan: Scan | None = None,
    today: date | None = None,
    synthetic: bool = False,
) -> ElearningPackage:
    """Take in a package, whole or not at all. It waits for the review of another person.

    Refuses people.not_yours, sharing.unknown_level, text.*, archives.*, xml.*, training.elearning_* for what is wrong
    with the package, training.elearning_there_already, files.full, files.infected and files.not_scanned.
    """
    check_may(by, Deed.KEEP_CURRICULA, owner)
    if label not in list(Sensitivity):
        raise Refusal(UNKNOWN_LEVEL, field="label")
    told = {
        "licence": clean_line(licence, field="licence", max_length=80) if licence else "",
        "rights": clean_line(rights, field="rights", max_length=500) if rights else "",
    }
    found = opened(file, sites=settings.KEREGE_ELEARNING_SITES)
    with TemporaryDirectory(prefix="kerege-elearning-") as folder:
        taken = _unpacked(Path(folder), found, scan)
        digests = {path: each.sha256 for path, each in taken.items()}
        digest = _digest(digests)
        _check_new(owner, digest)
        with act("training.elearning.handed_in", by=by, owner=owner) as done:
            row = ElearningPackage(owner=owner, label=label, synthetic=synthetic, digest=digest, **told)
            row.title, row.standard = found.what.title or "?", found.what.standard
            row.edition, row.told = found.what.edition, found.what.told()
            row.paths = {path: _told_of(path, digests[path], each) for path, each in taken.items()}
            row.size, row.count = found.size, len(taken)
            row.languages = _languages(languages, found.what.language)
            row.handed_in_on, row.handed_in_by = today or localdate(), known_as(by.uid)
            row.save()
            kept: dict[str, Any] = {"owner": owner, "label": label, "synthetic": synthetic}
            files.keep_files(by=by, about=row.uid, received=taken.values(), purpose=Purpose.ELEARNING, **kept)
            done.about = row.uid
            done.note(digest=digest, files=len(taken))
    return row


def publish_package(*, by: Actor, uid: str, today: date | None = None) -> ElearningPackage:
    """Open a package to learners. Refuses records.nothing_there, people.not_yours, training.elearning_not_waiting,
    training.elearning_not_played for what nobody could play, training.elearning_unknown_library for an H5P library that
    nobody has reviewed, training.elearning_bad_list, and training.elearning_own_review for who handed it in.
    """
    row = _kept(by, uid)
    if row.state != PackageState.HANDED_IN:
        raise Refusal(words.ELEARNING_NOT_WAITING)
    if row.standard not in PLAYED | LAUNCHED:
        raise Refusal(words.ELEARNING_NOT_PLAYED, kind=STANDARDS[Standard(row.standard)])
    check_libraries(recognised(row.told))
    if not by.is_system and known_as(by.uid) == row.handed_in_by:
        raise Refusal(words.ELEARNING_OWN_REVIEW)
    with act("training.elearning.published", by=by, owner=row.owner, about=row.uid):
        row.state, row.published_on = PackageState.PUBLISHED, today or localdate()
        row.reviewed_by = "" if by.is_system else known_as(by.uid)  # the example world is reviewed by nobody
        row.save(update_fields=["state", "published_on", "reviewed_by"])
    return row


def withdraw_package(*, by: Actor, uid: str, reason: str, today: date | None = None) -> ElearningPackage:
    """Close a package to everybody, and let its files go. What learners kept of it stays theirs.

    Refuses records.nothing_there, people.not_yours, training.elearning_withdrawn and training.elearning_reason_wanted.
    """
    row = _kept(by, uid)
    if row.state == PackageState.WITHDRAWN:
        raise Refusal(words.ELEARNING_WITHDRAWN)
    if not reason.strip():
        raise Refusal(words.ELEARNING_REASON_WANTED, field="reason")
    told = clean_line(reason, field="reason", max_length=500)
    with act("training.elearning.withdrawn", by=by, owner=row.owner, about=row.uid):
        row.state, row.withdrawn_on, row.reason = PackageState.WITHDRAWN, today or localdate(), told
        row.save(update_fields=["state", "withdrawn_on", "reason"])
        files.forget_files(by=by, about=[row.uid])
    return row


def _kept(by: Actor, uid: str) -> ElearningPackage:
    row = named(ElearningPackage, whose=partial(may, by, Deed.KEEP_CURRICULA), uid=uid)
    check_may(by, Deed.KEEP_CURRICULA, row.owner)
    return row


def _unpacked(folder: Path, found: Opened, scan: Scan | None) -> dict[str, Received]:
    """Every file of the package by its path; each lies in the folder while it is needed."""
    taken = {}
    for number, (path, member) in enumerate(sorted(found.members.items())):
        place = folder / str(number)
        with place.open("wb") as file:
            for chunk in found.archive.chunks(member):
                file.write(chunk)
        if scan is not None and member.size <= _SCANNED and (clean := scan(place.read_bytes())) is not True:
            word = file_words.NOT_SCANNED if clean is None else file_words.INFECTED
            raise Refusal(word, field="file", name=path[:80])
        taken[path] = Received(path.rpartition("/")[2][-200:], FileKind.PART, b"", source=place)
    return taken


def _told_of(path: str, digest: str, each: Received) -> dict[str, Any]:
    told: dict[str, Any] = {"sha256": digest, "size": each.size, "type": type_of(path)}
    if each.source is not None and packs(told["type"], each.size):
        told["packed"] = len(gzip.compress(each.source.read_bytes(), 6, mtime=0))
    return told


def _digest(digests: dict[str, str]) -> str:
    """Of all names and contents, so that the same package is known however it was packed."""
    lines = (f"{path}\0{each}\n" for path, each in sorted(digests.items()))
    return sha256("".join(lines).encode()).hexdigest()


def _check_new(owner: str, digest: str) -> None:
    with checking():
        rows = ElearningPackage.objects.inside_action().filter(owner=owner, digest=digest, withdrawn_on__isnull=True)
        known = rows.first()
    if known is not None:
        raise Refusal(words.ELEARNING_THERE_ALREADY, field="file", title=known.title, package=str(known.uid))


def _languages(said: Iterable[str], own: str) -> list[str]:
    """What the form says, else what the manifest says."""
    chosen = sorted({clean_line(tag, field="languages", max_length=12) for tag in said if tag})
    return chosen or ([own] if own else [])
