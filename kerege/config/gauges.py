"""What only the composition knows and /metrics tells: it joins a room with the settings of this node."""

from collections.abc import Iterator

from django.conf import settings
from django.utils import timezone

from kerege.config import backups
from kerege.upkeep.queries import standing


def gauges() -> Iterator[tuple[str, str, float]]:
    """Whether the node can be written, and how old its last backup is; no age where none can be seen."""
    yield "kerege_read_only", "Whether the node can only be read.", standing.why_closed() is not None
    try:
        last = backups.last()
    except OSError:
        last = None
    if last:
        age = (timezone.now() - last.at).total_seconds()
        yield "kerege_backup_age_seconds", "How old the last backup is that this process can see.", age
    free = standing.free(settings.DATA)
    yield "kerege_disk_free_bytes", "What is free where DATA is.", free
