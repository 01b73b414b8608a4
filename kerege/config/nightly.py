"""Jobs that join what no room may join: they know this node's folder and its settings."""

import logging
from datetime import datetime
from pathlib import Path

from django.conf import settings

from kerege.config import backups
from kerege.config.cli import erased
from kerege.config.environment import read
from kerege.people.rules import Actor
from kerege.upkeep.actions import anchoring, backup

logger = logging.getLogger(__name__)


def anchor(*, by: Actor, at: datetime) -> None:
    """Sign what the journal is now, and mail it to the peers that are set."""
    given = anchoring.anchor(by=by, data=settings.DATA)
    peers = [address.strip() for address in read("KEREGE_ANCHOR_MAIL").split(",") if address.strip()]
    if peers:
        anchoring.send_anchor(by=by, given=given, to=peers)


def back_up(*, by: Actor, at: datetime) -> None:
    """One backup, as `kerege backup` makes it, where KEREGE_BACKUP_TO or KEREGE_BACKUP_RECIPIENTS says for whom.

    Without either it does nothing: a copy beside the node that only the node can open is made before migrations alone.
    Refuses what `upkeep.actions.backup.back_up` refuses; the job is then tried again, and operators see that it failed.
    """
    if read("KEREGE_BACKUP_TO") or backups.recipients():
        made = backup.back_up(by=by, data=settings.DATA, to=backups.folder(), recipients=backups.recipients())
        erased.write_beside(Path(made.path))
        for lost in made.lost:  # failing would make one more backup an hour, which deletes those that have the file
            logger.error("a file is not in the backup, because it is %s: %s", lost.why.value, lost.path)
