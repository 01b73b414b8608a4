"""Finding an import for somebody who works on it, and moving it on."""

from typing import Any

from django.utils import timezone

from kerege.files import queries as files
from kerege.files.words import Purpose
from kerege.inventory.models import SheetImport
from kerege.inventory.rules.import_states import check_next
from kerege.inventory.rules.keepers import keeps
from kerege.inventory.words.importing import NO_SUCH_IMPORT, ImportState
from kerege.journal.rules import checking
from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.sheets import Book, read_book
from kerege.people.rules import SYSTEM, Actor
from kerege.records.viewers import Viewer

_READER = Viewer(uid=SYSTEM.uid, name=SYSTEM.name, everywhere=Sensitivity.RESTRICTED)
"""The node itself, which reads the file that it was given."""


def opened(*, by: Actor, uid: object) -> SheetImport:
    """The import, for whoever keeps all cards of its owner. Refuses inventory.no_such_import to everybody else."""
    asked = uid_or_none(str(uid))
    with checking():
        found: SheetImport | None = SheetImport.objects.inside_action().filter(uid=asked).first() if asked else None
    if found is None or not keeps(by, found.owner, ""):
        raise Refusal(NO_SUCH_IMPORT)
    return found


def locked(*, by: Actor, uid: object) -> SheetImport:
    """The row of an import as it is now, held until the open act ends. Refuses inventory.no_such_import."""
    rows: Any = SheetImport.objects.inside_action().select_for_update(of=("self",))
    found: SheetImport | None = rows.filter(uid=uid).first()
    if found is None or not keeps(by, found.owner, ""):
        raise Refusal(NO_SUCH_IMPORT)
    return found


def moved(*, by: Actor, batch: SheetImport, to: ImportState) -> None:
    """Move the import on, inside an open act. Refuses inventory.not_in_this_state."""
    check_next(batch.state, to)
    batch.state, batch.stepped_at = to.value, timezone.now()


def book_of(*, by: Actor, batch: SheetImport) -> Book:
    """What stands in the file of an import. Refuses files.nothing_there and what lib.sheets refuses."""
    line = files.files_of(_READER, [batch.uid], purpose=Purpose.IMPORT)[0]
    with files.opened(line) as stream:
        return read_book(line.name, stream.read())
