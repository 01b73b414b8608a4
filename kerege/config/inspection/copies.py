"""Whether the node can be written, and whether there is a backup that is young enough."""

from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.utils import timezone

from kerege.config import backups
from kerege.config.inspection.finding import Finding
from kerege.upkeep.queries import standing
from kerege.upkeep.words import Why

HOW = "Set KEREGE_BACKUP_TO to a folder on another disk and let the worker run, or run `kerege backup`"


def findings() -> Iterator[Finding]:
    yield from _standing()
    yield from _backup(timezone.now())
    yield from _disk()


def _standing() -> Iterator[Finding]:
    why = standing.why_closed()
    if why is None:
        return
    since = standing.closed_since(settings.DATA) if why is Why.MAINTENANCE else None
    yield Finding(
        "deploy.read_only",
        f"The node can only be read since {since:%Y-%m-%d %H:%M} UTC"
        if since
        else "The node can only be read: no room",
        "`kerege readonly off` opens it" if why is Why.MAINTENANCE else "Make room where DATA and the database are",
    )


def _backup(now: datetime) -> Iterator[Finding]:
    try:
        last = backups.last()
    except OSError as fault:
        yield Finding(
            "deploy.backup_unreadable",
            f"{fault.filename} cannot be read: {fault.strerror}; nobody can say whether there is a backup",
            "Give the node the right to it, or name another folder in KEREGE_BACKUP_TO",
        )
        return
    if last is None:
        yield Finding("deploy.no_backup", f"There is no backup of this node in {backups.folder()} yet", HOW)
    elif now - last.at > timedelta(days=settings.KEREGE_BACKUP_DAYS):
        yield Finding(
            "deploy.backup_old",
            f"The last backup is of {last.at:%Y-%m-%d %H:%M} UTC, more than {settings.KEREGE_BACKUP_DAYS} days ago",
            f"See on the page of the node's own work why none was made since. {HOW}",
        )


def _disk() -> Iterator[Finding]:
    """A disk that breaks takes what is on it together. A folder that is not there yet is none that could be on it."""
    place = backups.folder()
    with suppress(OSError):
        if place.stat().st_dev == Path(settings.DATA).stat().st_dev:
            yield Finding(
                "deploy.backup_same_disk",
                f"Backups go to {place}, which is on the disk of DATA; when that breaks, both are gone",
                "Set KEREGE_BACKUP_TO to a folder on another disk, or copy the backups away and read this as done",
            )
