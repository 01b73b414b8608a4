"""How far the recording of an import is, for whoever looks at its page meanwhile."""

from collections.abc import Callable

from django.core.cache import cache

from kerege.inventory.models import SheetImport
from kerege.inventory.rules.import_states import progress_key
from kerege.people.rules import Actor

KEPT_SECONDS = 3600


def told_progress(*, by: Actor, batch: SheetImport, whole: int) -> Callable[[int], None]:
    """To be called with the number of rows that are ready; at most fifty times it is kept for other processes.

    It is kept beside the records, because a transaction that others cannot see yet tells them nothing. Refuses nothing.
    """
    step, key = max(whole // 50, 100), progress_key(batch.uid)
    cache.set(key, 0, timeout=KEPT_SECONDS)

    def told(count: int) -> None:
        if count % step == 0 or count == whole:
            cache.set(key, count, timeout=KEPT_SECONDS)

    return told
