"""Fill a small disk under a node: does it turn read-only, lose nothing, and go on by itself once there is room?

    python -m bench.full_disk          (as root, because it mounts a tmpfs for each case)

Cases: SQLite in DATA on the small disk; the same with a reserve (KEREGE_DISK_RESERVE_MB); PostgreSQL whose tables lie
on it and whose log lies elsewhere; PostgreSQL with everything on it, which is killed while the disk is full and started
again once there is room. Acts go through the real action path; what was acknowledged is looked for afterwards, and the
whole journal is read.
"""

import argparse
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from pathlib import Path
from typing import Any

from bench.kill_server import DURABLE, address, durable_server, open_to_server
from bench.starting import django_in

MB = 1_000_000
MOST = 100_000
"""Acts after which the disk should have been full long ago."""
PATIENCE = 30


@contextmanager
def small_disk(mb: int) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="kerege-disk-") as folder:
        subprocess.run(["mount", "-t", "tmpfs", "-o", f"size={mb}m,mode=0755", "tmpfs", folder], check=True)
        try:
            yield Path(folder)
        finally:
            subprocess.run(["umount", "-l", folder], check=True)


# -- inside: one case in a process of its own --------------------------------------------------------------------------


def fill(disk: Path, leave: int) -> Path:
    """A file that leaves so many bytes free."""
    ballast = disk / "ballast"
    with ballast.open("wb") as file:
        file.write(b"\0" * max(0, shutil.disk_usage(disk).free - leave))
    return ballast


def record(said: list[str]) -> str:
    """Act after act until one is refused or the database is gone; what ended it: a code, or the kind of the fault."""
    from django.db import DatabaseError

    from kerege.journal.actions import act
    from kerege.lib.ids import new_uid
    from kerege.lib.refusal import Refusal
    from kerege.people.rules import SYSTEM

    for _ in range(MOST):
        uid = str(new_uid())
        try:
            with act("bench.disk.done", by=SYSTEM, about=uid, words="x" * 2000):
                pass
        except Refusal as refusal:
            return refusal.code
        except DatabaseError as fault:
            return type(fault).__name__
        said.append(uid)
    return "never full"


def goes_on(said: list[str]) -> float:
    """Seconds until an act is recorded again; -1 where none is."""
    from django.db import DatabaseError, connection

    from kerege.journal.actions import act
    from kerege.lib.ids import new_uid
    from kerege.lib.refusal import Refusal
    from kerege.people.rules import SYSTEM

    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        uid = str(new_uid())
        try:
            with act("bench.disk.done", by=SYSTEM, about=uid):
                pass
        except (Refusal, DatabaseError):
            connection.close()
            time.sleep(0.1)
            continue
        said.append(uid)
        return time.monotonic() - began
    return -1


def _works(read: Callable[[], Any]) -> bool:
    from django.db import DatabaseError, connection

    try:
        read()
    except DatabaseError as fault:
        print(str(fault).splitlines()[0], file=sys.stderr)
        connection.close()
        return False
    return True


def inside(disk: str, room: str) -> None:
    """Fill the disk, write until it is full, make room, go on; with `room` "wait" after a line on standard input."""
    django_in(os.environ["DATA"], os.environ["DATABASE_URL"])
    from django.core.management import call_command
    from django.db import connection

    from kerege.journal import queries as journal
    from kerege.journal.models import Act
    from kerege.upkeep.queries import standing

    call_command("migrate", interactive=False, verbosity=0)
    said: list[str] = []
    ballast = fill(Path(disk), int(os.environ["LEAVE_MB"]) * MB)
    ended = record(said)
    why = standing.why_closed()
    read = [_works(lambda: journal.acts(owners=None, limit=50)), _works(journal.verify)]
    ballast.unlink()
    if room == "wait":
        print(json.dumps({"full": True}), flush=True)
        sys.stdin.readline()
    connection.close()
    seconds = goes_on(said)
    lost = len(said) - Act.objects.filter(about__in=said[-20_000:]).count()
    found: dict[str, Any] = {"acts": len(said), "ended": ended, "why": why and why.value, "lost": lost}
    found |= {"read": read, "again": seconds, "whole": journal.verify().whole}
    print(json.dumps(found), flush=True)


# -- outside -----------------------------------------------------------------------------------------------------------


def run(
    disk: Path, data: Path, url: str = "", *, leave: int = 3, reserve: int = 0, again: Any = None
) -> dict[str, Any]:
    """One case; `again` is called when the disk has room again and the server has to be started."""
    env = os.environ | {"DATA": str(data), "DATABASE_URL": url, "LEAVE_MB": str(leave)}
    env |= {"KEREGE_DISK_RESERVE_MB": str(reserve), "KEREGE_DISK_LOW_MB": "0"}
    words = [sys.executable, "-m", "bench.full_disk", "--inside", str(disk), "--room", "wait" if again else "go"]
    with subprocess.Popen(words, env=env, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        if child.stdout is None or child.stdin is None:
            raise RuntimeError("no pipes")
        if again:
            json.loads(child.stdout.readline())
            again()
            child.stdin.write("\n")
            child.stdin.flush()
        return json.loads(child.stdout.readline())


def on_sqlite(mb: int, *, leave: int, reserve: int) -> dict[str, Any]:
    with small_disk(mb) as disk:
        return run(disk, disk / "node", leave=leave, reserve=reserve)


def on_postgresql(mb: int, *, log_elsewhere: bool) -> dict[str, Any]:
    with small_disk(mb) as disk, tempfile.TemporaryDirectory(prefix="kerege-log-") as elsewhere:
        open_to_server(disk)
        open_to_server(Path(elsewhere))
        log = Path(elsewhere) / "wal" if log_elsewhere else None
        small = {"max_wal_size": "8MB", "min_wal_size": "2MB"}
        with durable_server(disk / "data", log_in=log, **small) as server, tempfile.TemporaryDirectory() as data:

            def start() -> None:
                with suppress(FileNotFoundError):
                    server.kill()
                try:
                    server.start(**DURABLE, **small)
                except Exception:
                    print((server.home / f"log{server.port}").read_text()[-3000:], file=sys.stderr)
                    raise

            return run(disk, Path(data), address(server), again=None if log_elsewhere else start)


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mb", type=int, default=200)
    parser.add_argument("--only", default="", help="a part of the name of a case")
    parser.add_argument("--inside", help=argparse.SUPPRESS)
    parser.add_argument("--room", default="go", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.inside:
        inside(args.inside, args.room)
        return 0
    cases = {
        "SQLite": partial(on_sqlite, args.mb, leave=3, reserve=0),
        "SQLite with a reserve of 20 MB": partial(on_sqlite, args.mb, leave=23, reserve=20),
        "PostgreSQL, its log elsewhere": partial(on_postgresql, args.mb, log_elsewhere=True),
        "PostgreSQL, all on the disk": partial(on_postgresql, args.mb, log_elsewhere=False),
    }
    found = {name: case() for name, case in cases.items() if args.only in name}
    print("| full disk of | acts until then | next refused as | 50 acts read | all read | lost | whole | on after s |")
    print("|---|---|---|---|---|---|---|---|")
    for name, one in found.items():
        told = [one["acts"], f"{one['ended']} ({one['why']})", *one["read"], one["lost"], one["whole"]]
        print(f"| {name} | {' | '.join(map(str, told))} | {one['again']:.1f} |")
    return 0 if all(f["whole"] and not f["lost"] and f["again"] >= 0 for f in found.values()) else 1


if __name__ == "__main__":
    sys.exit(main())
