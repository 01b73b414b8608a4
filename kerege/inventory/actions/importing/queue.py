"""The worker's way into an import: one task, whatever is to be done next."""

from django.db import transaction
from django.utils.module_loading import import_string
from django_tasks import task

from kerege.inventory.models import SheetImport
from kerege.people.rules import SYSTEM, Actor

GO_ON = "kerege.inventory.actions.importing.carrying.go_on"
"""Named by its path, because the steps put imports into the queue themselves."""


def enqueue(*, by: Actor, batch: SheetImport) -> None:
    """Put an import into the queue, when the open transaction has ended well. Refuses nothing."""
    uid = str(batch.uid)
    transaction.on_commit(lambda: _go_on.enqueue(uid))


@task()
def _go_on(uid: str) -> None:
    """What a worker does with an import that waits for the node."""
    import_string(GO_ON)(by=SYSTEM, uid=uid)
