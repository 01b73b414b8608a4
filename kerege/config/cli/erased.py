"""Who was erased stays erased when an older backup comes back.

A backup from before an erasure holds the person. So each backup writes the newest list of erasures beside the archives,
as digests of uids without any name, and a restore erases again whoever is on that list or on the list of the node whose
place it takes.
"""

import re
from pathlib import Path

from django.db import DatabaseError, connection

from kerege.people import queries

LIST = "erasures.txt"
_DIGEST = re.compile(r"[0-9a-f]{64}")


def write_beside(archive: Path) -> None:
    """The list of this node's erasures, one digest a line, with what the folder's list held before."""
    digests = _beside(archive) | {erasure.digest for erasure in queries.erasures()}
    if digests:
        (archive.parent / LIST).write_text("".join(f"{digest}\n" for digest in sorted(digests)), encoding="ascii")


def digests(archive: Path) -> set[str]:
    """Whoever was erased as far as this node and the folder of the archive know. Ask before the node is replaced."""
    return _here() | _beside(archive)


def _here() -> set[str]:
    """Empty for a node that has no database yet, or one of a release that erased nobody."""
    try:
        if "people_tombstone" not in connection.introspection.table_names():
            return set()
        return {erasure.digest for erasure in queries.erasures()}
    except DatabaseError:
        return set()


def _beside(archive: Path) -> set[str]:
    listed = archive.parent / LIST
    if not listed.is_file():
        return set()
    return {line for line in listed.read_text(encoding="ascii", errors="replace").split() if _DIGEST.fullmatch(line)}
