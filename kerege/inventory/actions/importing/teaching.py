"""Saying what words of a sheet mean that no vocabulary knows."""

from collections.abc import Mapping
from typing import Any

from kerege.inventory.actions.importing.opening import locked, moved, opened
from kerege.inventory.actions.importing.queue import enqueue
from kerege.inventory.models import ImportRow, SenderColumns, SheetImport
from kerege.inventory.queries.import_settings import VOCABULARIES
from kerege.inventory.rules.import_columns import sender_key
from kerege.inventory.rules.import_words import field_of
from kerege.inventory.words.importing import NO_MEANING, ImportState
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people.rules import Actor


def say_words(*, by: Actor, uid: object, meanings: Mapping[str, str]) -> SheetImport:
    """Say of words that are not known (by `rules.import_words.StrangeWord.key`) which code they mean; the node then
    checks the rows again. It is remembered for the sender.

    Refuses inventory.no_such_import, inventory.not_in_this_state and inventory.no_meaning, which is also for saying
    nothing.
    """
    said = {key: code for key, code in meanings.items() if code}
    known = {field: {str(code.value) for code in codes} for field, codes in VOCABULARIES.items()}
    if not said or any(code not in known.get(field_of(key), ()) for key, code in said.items()):
        raise Refusal(NO_MEANING, field=None)
    batch = opened(by=by, uid=uid)
    with act("inventory.import.words_said", by=by, owner=batch.owner, about=batch.uid, words=len(said)):
        batch = locked(by=by, uid=uid)
        moved(by=by, batch=batch, to=ImportState.MAPPED)
        batch.usual, batch.checked = {**batch.usual, **said}, 0
        batch.save()
        ImportRow.objects.inside_action().filter(of=batch).delete()
        remember(by=by, batch=batch, fields=said)
        enqueue(by=by, batch=batch)
    return batch


def remember(*, by: Actor, batch: SheetImport, fields: Mapping[str, str]) -> None:
    """Keep for the sender what headings and words mean, inside an open act. Refuses nothing."""
    rows: Any = SenderColumns.objects.inside_action()
    found = rows.filter(owner=batch.owner, sender=sender_key(batch.sender)).first()
    found = found or SenderColumns(owner=batch.owner, sender=sender_key(batch.sender), synthetic=batch.synthetic)
    found.fields = {**found.fields, **fields}
    found.save()
