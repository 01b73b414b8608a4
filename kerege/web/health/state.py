"""What the node knows about itself when somebody asks: read then, kept nowhere."""

import threading
from collections.abc import Iterator

from django.conf import settings
from django.db import Error, connection
from django.db.migrations.executor import MigrationExecutor
from django.utils.module_loading import import_string

from kerege import __version__
from kerege.journal import queries as journal
from kerege.web.health.prometheus import GaugeMetricFamily, Metric

_up_to_date = threading.Event()
"""Set once this process has seen the database as new as the program: it does not grow older again."""


def not_ready() -> str:
    """Why no reader should be sent here, in a sentence; empty where nothing stands in the way."""
    journal.acts(owners=None, limit=1)
    if not _up_to_date.is_set():
        executor = MigrationExecutor(connection)
        if executor.migration_plan(executor.loader.graph.leaf_nodes()):
            return "the database is older than the program: kerege up --prepare-only"
        _up_to_date.set()
    return ""


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
