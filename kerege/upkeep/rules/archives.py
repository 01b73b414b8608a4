"""Backups as plain Python: their names, their passport, and which of them are kept."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

KIND = "kerege.backup.1"
PASSPORT, MANIFEST, SIGNATURE, SETTINGS = "passport.json", "manifest.json", "manifest.signature.json", "settings.json"
SIGN_IN = re.compile(r"sso\.toml|sso-[a-z0-9-]+\.secret")
"""Files of DATA that say with whose identities people sign in. They are secret, so they go with the node's keys."""
KEEP, KEEP_DAYS = 14, 90
"""How many backups are kept, and for how long: what was erased is gone from every backup after so many days."""
CHUNK = 4_000_000
"""Rows travel in parts of about so many bytes, so that no table has to fit into memory."""

_NAME = re.compile(r"kerege-(?P<node>[A-Z]{3})-(?P<at>\d{8}T\d{6}Z)-(?P<id>[0-9a-f]{8})(?P<what>\.keys)?\.age")


@dataclass(frozen=True)
class Named:
    """A file whose name says that it is a backup, or the keys of one."""

    name: str
    node: str
    at: datetime
    id: str


def name_of(node: str, at: datetime, key: str, *, keys: bool = False) -> str:
    return f"kerege-{node}-{at:%Y%m%dT%H%M%SZ}-{key}{'.keys' if keys else ''}.age"


def read_name(name: str) -> Named | None:
    """What a file's name says; None for files of others, which are none of our business."""
    found = _NAME.fullmatch(name)
    if not found:
        return None
    at = datetime.strptime(found["at"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
    return Named(name, found["node"], at, found["id"])


def newest(names: Iterable[str], *, node: str) -> Named | None:
    """The last backup of this node among the names; None where there is none. Keys without a backup are none."""
    named = [found for name in names if not name.endswith(".keys.age") and (found := read_name(name))]
    return max((each for each in named if each.node == node), key=lambda each: each.at, default=None)


def expired(names: Iterable[str], *, node: str, now: datetime, keep: int, days: int, made: str = "") -> list[str]:
    """The files of this node that are to be deleted: beyond the newest `keep`, and all that are older than `days`.

    A backup and its keys go together. The newest backup stays, however old it is. Names tell seconds, so of two of one
    second the one with the id `made` is the newer.
    """
    ours = [found for name in names if (found := read_name(name)) and found.node == node]
    moments = sorted({(each.at, each.id) for each in ours}, key=lambda m: (m[0], m[1] == made, m[1]), reverse=True)
    stay = {key for at, key in moments[:keep] if now - at <= timedelta(days=days)} | {key for _, key in moments[:1]}
    return sorted(each.name for each in ours if each.id not in stay)
