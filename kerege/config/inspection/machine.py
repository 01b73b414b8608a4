"""The machine: who can read the node's folder, how old its key is, and whether there is room."""

import shutil
import stat
import time
from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from kerege.config.environment import read
from kerege.config.inspection.finding import Finding
from kerege.upkeep.queries import factor_keys

LEAST_FREE, LEAST_SHARE = 1_000_000_000, 0.05
OLDEST_KEY = timedelta(days=730)


def findings() -> Iterator[Finding]:
    data = Path(settings.DATA)
    yield from _folder(data)
    yield from _key(data / "secret_key")
    yield from _factor_keys(data)
    yield from _room(data)
    if settings.DEBUG:
        yield Finding(
            "deploy.debug", "Error pages show the program's inside to everybody", "Start the node without KEREGE_DEBUG"
        )


def _folder(data: Path) -> Iterator[Finding]:
    mode = stat.S_IMODE(data.stat().st_mode)
    if mode & 0o077:
        yield Finding("deploy.data_mode", f"Others can look into {data} (mode {mode:o})", f"chmod 700 {data}")


def _key(path: Path) -> Iterator[Finding]:
    if read("KEREGE_SECRET_KEY") or not path.exists():
        return
    found = path.stat()
    mode = stat.S_IMODE(found.st_mode)
    if mode & 0o077:
        yield Finding("deploy.key_mode", f"Others can read {path} (mode {mode:o})", f"chmod 600 {path}")
    if time.time() - found.st_mtime > OLDEST_KEY.total_seconds():
        yield Finding(
            "deploy.key_old",
            f"{path} is older than two years",
            "Remove it and start the node again; everybody signs in anew, and open links end",
        )


def _factor_keys(data: Path) -> Iterator[Finding]:
    place = factor_keys.path(data)
    if not factor_keys.held(data):
        yield Finding(
            "deploy.factor_key",
            "Seeds of second factors are encrypted with a key made of the secret key, so neither can be replaced alone",
            "Set KEREGE_FACTOR_KEYS on all machines, then `kerege up --prepare-only`; for one machine that is enough",
        )
    elif place.exists() and (mode := stat.S_IMODE(place.stat().st_mode)) & 0o077:
        yield Finding("deploy.factor_key_mode", f"Others can read {place} (mode {mode:o})", f"chmod 600 {place}")


def _room(data: Path) -> Iterator[Finding]:
    disk = shutil.disk_usage(data)
    if disk.free < LEAST_FREE or disk.free < LEAST_SHARE * disk.total:
        yield Finding(
            "deploy.disk",
            f"The disk of {data} has {disk.free / 1e9:.1f} GB left",
            "Make room; a full disk turns the node read-only",
        )
