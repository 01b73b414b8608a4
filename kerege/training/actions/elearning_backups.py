"""Packages out of a course backup of Moodle: each goes the way of a package that is handed in alone."""

from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Any

from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor, check_may
from kerege.people.words import Deed
from kerege.training.actions.elearning import hand_in_package
from kerege.training.models import ElearningPackage
from kerege.training.rules.elearning.members import LIMITS
from kerege.training.rules.items.formats import moodle_backup
from kerege.training.words import elearning as words


@dataclass(frozen=True)
class FromBackup:
    """What became of one package of a backup: the row, or why it is not taken."""

    name: str
    row: ElearningPackage | None = None
    refusal: Refusal | None = None


def hand_in_any(*, by: Actor, owner: str, file: IO[bytes], **told: Any) -> tuple[FromBackup, ...]:
    """Take in a package, or every package of a course backup of Moodle. Each is whole or not at all, and one that is
    refused leaves the others alone.

    Refuses what hand_in_package refuses where the file is no backup or nothing of it is taken, and
    training.elearning_empty_backup.
    """
    check_may(by, Deed.KEEP_CURRICULA, owner)
    try:
        backup = moodle_backup.opened(file, LIMITS)
    except Refusal as refusal:
        refusal.field = "file"
        raise
    if backup is None:
        file.seek(0)
        row = hand_in_package(by=by, owner=owner, file=file, **told)
        return (FromBackup(row.title, row),)
    found = tuple(_taken(by, owner, backup, each, told) for each in backup.packages)
    if not found:
        raise Refusal(words.ELEARNING_EMPTY_BACKUP, field="file")
    if found[0].refusal is not None and all(each.row is None for each in found):
        raise found[0].refusal
    return found


def _taken(
    by: Actor, owner: str, backup: moodle_backup.Backup, each: moodle_backup.Kept, told: dict[str, Any]
) -> FromBackup:
    with TemporaryFile() as file:
        for piece in backup.archive.chunks(each.member):
            file.write(piece)
        file.seek(0)
        try:
            row = hand_in_package(by=by, owner=owner, file=file, **told)
        except Refusal as refusal:
            return FromBackup(each.path[:120], refusal=refusal)
    return FromBackup(row.title, row)
