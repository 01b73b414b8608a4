"""What the node knows about itself when somebody asks: read then, kept nowhere."""

import logging
import threading
from collections.abc import Iterator
from enum import StrEnum

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from kerege import __version__
from kerege.journal import queries as journal
from kerege.upkeep.queries import standing
from kerege.web.health.prometheus import GaugeMetricFamily, Metric

logger = logging.getLogger(__name__)

_up_to_date = threading.Event()
"""Set once this process has seen the database as new as the program: it does not grow older again."""


class State(StrEnum):
    """What a probe is told. `kerege check` on the machine says why; a probe needs no more to decide."""

    READY = "ready"
    READ_ONLY = "read_only"
    OLD_DATABASE = "old_database"
    NO_DATABASE = "no_database"

    @property
    def takes_readers(self) -> bool:
        return self in {State.READY, State.READ_ONLY}


_last: list[State] = []


def now() -> State:
    """What this process is in this moment; a change of it is a line in the log."""
    try:
        state = _looked_at()
    except Error:
        connection.close()
        state = State.NO_DATABASE
    if _last != [state] and (_last or state is not State.READY):
        logger.log(logging.INFO if state is State.READY else logging.WARNING, "this process is now: %s", state.value)
    _last[:] = [state]
    return state


def _looked_at() -> State:
    journal.acts(owners=None, limit=1)
    if not _up_to_date.is_set():
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return State.OLD_DATABASE
        _up_to_date.set()
    return State.READ_ONLY if standing.why_closed() else State.READY


class Collector:
    """Gauges that are the same for all processes; asked anew for every scrape."""

    def collect(self) -> Iterator[Metric]:
        yield _gauge("kerege_info", "The version that runs.", 1, version=__version__)
        try:
            last = journal.acts(owners=None, limit=1)
        except Error:
            connection.close()
            yield _gauge("kerege_database_up", "Whether the database answered.", 0)
            return
        yield _gauge("kerege_database_up", "Whether the database answered.", 1)
        yield _gauge("kerege_journal_acts", "Acts in the journal.", last[0].seq if last else 0)
        for told in settings.KEREGE_GAUGES:
            for name, meaning, value in import_string(told)():
                yield _gauge(name, meaning, value)


def _gauge(name: str, meaning: str, value: float, **labels: str) -> Metric:
    family = GaugeMetricFamily(name, meaning, labels=list(labels))
    family.add_metric(list(labels.values()), value)
    return family
