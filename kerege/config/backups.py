"""Where the backups of this node go, for whom they are sealed, and which is the last: what its settings say."""

from pathlib import Path

from django.conf import settings

from kerege.config import environment as env
from kerege.upkeep.rules import archives


def folder() -> Path:
    """Where backups go when nobody says otherwise."""
    return Path(env.read("KEREGE_BACKUP_TO") or settings.DATA / "backups")


def recipients() -> list[str]:
    return [text.strip() for text in env.read("KEREGE_BACKUP_RECIPIENTS").split(",") if text.strip()]


def last() -> archives.Named | None:
    """The newest backup of this node in that folder; None where there is none. OSError where it cannot be read."""
    place = folder()
    names = [entry.name for entry in place.iterdir()] if place.exists() else []
    return archives.newest(names, node=settings.KEREGE_NODE)
