"""Kill PostgreSQL, all of its processes at once, while acts are recorded: is everything there that was acknowledged?

    python -m bench.kill_server --rounds 100

A server of its own with fsync on and commits that wait for the disk, and four writers that record acts through the real
action path and say each act's uid only after it is done. After each kill the server is started again, recovers, and the
whole journal is read. Like the killed writer of bench/crash.py, this says nothing about a power cut.
"""

import argparse
import os
import random
import select
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from bench.starting import django_in
from tools.pair import Server
from tools.postgres import UNPRIVILEGED, free_port, programs, within_reach

DURABLE = {"fsync": "on", "synchronous_commit": "on", "full_page_writes": "on", "wal_level": "replica"}
LONGEST = 0.3
"""Seconds after which the server is dead at the latest."""
UID = 37
"""Bytes of one line: a uid and its end."""


@dataclass
class Trial:
    """What all rounds came to. `slowest`: the longest time from the start after a kill until the journal was read."""

    rounds: int = 0
    acknowledged: int = 0
    lost: int = 0
    broken: int = 0
    slowest: float = 0.0


@contextmanager
def durable_server(folder: Path | None = None, *, log_in: Path | None = None, **settings: str) -> Iterator[Server]:
    """A server whose data lie in `folder`, its write-ahead log there too or in `log_in`; stopped at the end.

    Without a folder its data are gone with it.
    """
    user = UNPRIVILEGED if os.geteuid() == 0 else None
    with tempfile.TemporaryDirectory(prefix="kerege-server-", ignore_cleanup_errors=True) as home:
        place = within_reach(programs(), Path(home), user)
        server = Server(Path(home), place, folder or Path(home, "data"), free_port(), user)
        words = ["-U", "kerege", "--auth=trust", "-E", "UTF8", "--locale=C.UTF-8", "--wal-segsize=1"]
        server.run("initdb", "-D", server.data, *words, *(("-X", log_in) if log_in else ()))
        server.start(**DURABLE, **settings)
        try:
            yield server
        finally:
            server.stop()


def address(server: Server) -> str:
    return f"postgres://kerege@127.0.0.1:{server.port}/postgres"


def write_until_gone(said: int) -> None:
    """In a child: act after act, each said when it is done, until the server answers no more."""
    from django.db import DatabaseError

    from kerege.journal.actions import act
    from kerege.lib.ids import new_uid
    from kerege.people.rules import SYSTEM

    while True:
        uid = new_uid()
        try:
            with act("bench.server.done", by=SYSTEM, about=uid):
                pass
        except DatabaseError:
            return
        os.write(said, f"{uid}\n".encode())


def writer() -> tuple[int, int]:
    """Start one; its process and the pipe on which it speaks."""
    listening, said = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(listening)
        try:
            write_until_gone(said)
        finally:
            os._exit(0)
    os.close(said)
    return child, listening


def heard(child: int, listening: int) -> list[str]:
    """All whole lines that a writer said before it ended."""
    said = b""
    while part := os.read(listening, 65536):
        said += part
    os.close(listening)
    os.waitpid(child, 0)
    return [said[at : at + UID - 1].decode() for at in range(0, len(said) - UID + 1, UID)]


def round_of(server: Server, writers: int, dice: random.Random) -> list[str]:
    """Let writers write, kill the server at a random moment, start it again; the uids of what was acknowledged."""
    started = [writer() for _ in range(writers)]
    for _, listening in started:
        select.select([listening], [], [], 60)
    time.sleep(dice.random() * LONGEST)
    server.kill()
    return [uid for child, listening in started for uid in heard(child, listening)]


def look(trial: Trial, acknowledged: list[str]) -> None:
    from django.db import connection

    from kerege.journal import queries as journal
    from kerege.journal.models import Act

    there = set(Act.objects.filter(about__in=acknowledged).values_list("about", flat=True))
    verdict = journal.verify()
    trial.rounds += 1
    trial.acknowledged += len(acknowledged)
    trial.lost += len(set(acknowledged) - there)
    trial.broken += not verdict.whole
    connection.close()  # a writer must not share it


def trial(server: Server, rounds: int, *, writers: int = 4, seed: int = 1) -> Trial:
    """So many kills of this server, whose database is the one that is configured and has the journal's tables."""
    found, dice = Trial(), random.Random(seed)
    for _ in range(rounds):
        acknowledged = round_of(server, writers, dice)
        began = time.monotonic()
        server.start(**DURABLE)
        look(found, acknowledged)
        found.slowest = max(found.slowest, time.monotonic() - began)
    return found


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=100)
    parser.add_argument("--writers", type=int, default=4)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kerege-bench-") as data, durable_server() as server:
        django_in(data, address(server))
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", interactive=False, verbosity=0)
        connection.close()
        found = trial(server, args.rounds, writers=args.writers)
    print("| kills of PostgreSQL | acts acknowledged | lost | journal broken | slowest recovery and reading, s |")
    print("|---|---|---|---|---|")
    print(f"| {found.rounds} | {found.acknowledged} | {found.lost} | {found.broken} | {found.slowest:.1f} |")
    return 1 if found.lost or found.broken else 0


def open_to_server(folder: Path) -> None:
    """Let the user whom a server runs as make folders here."""
    if os.geteuid() == 0:
        import shutil

        shutil.chown(folder, UNPRIVILEGED)


if __name__ == "__main__":
    sys.exit(main())
