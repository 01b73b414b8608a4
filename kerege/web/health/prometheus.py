"""prometheus_client, whose counters a node's processes add up in one folder: it looks once, when it is imported."""

from pathlib import Path

from django.conf import settings

FOLDER = Path(settings.KEREGE_METRICS_FOLDER)
FOLDER.mkdir(mode=0o700, parents=True, exist_ok=True)

from prometheus_client import (  # noqa: E402 - it has to find the folder
    CONTENT_TYPE_LATEST,
    CollectorRegistry,
    Counter,
    Histogram,
    generate_latest,
)
from prometheus_client.core import GaugeMetricFamily, Metric  # noqa: E402 - as above
from prometheus_client.multiprocess import MultiProcessCollector  # noqa: E402 - as above

__all__ = [
    "CONTENT_TYPE_LATEST",
    "FOLDER",
    "CollectorRegistry",
    "Counter",
    "GaugeMetricFamily",
    "Histogram",
    "Metric",
    "MultiProcessCollector",
    "generate_latest",
]
