"""How long a node of about 1 GB takes to back up, verify and bring back, on SQLite and on PostgreSQL.

    python -m bench.copies --mb 1000          (--only sqlite or --only postgresql for one of them)

Half of it are rows, participations in closed registers put in through the actions that people use; half are files of
2 MB that do not compress. Each command runs as an operator runs it, in a process of its own; told is its memory too.
PostgreSQL is a server of its own with fsync on. The floor is what any copy costs: reading the same bytes once with
SHA-256 and writing them synced (on PostgreSQL every table by COPY).
"""

import argparse
import os
import random
import resource
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from pathlib import Path

from bench.kill_server import address, durable_server
from bench.starting import django_in

MB = 1_000_000
FILE = 2 * MB
EACH = 5_000
"""Participations in one register."""


@dataclass
class Took:
    seconds: float
    peak_mb: float
    said: str


@dataclass
class Node:
    """A folder and a database, as an operator has them in the environment."""

    data: Path
    url: str

    @property
    def env(self) -> dict[str, str]:
        return os.environ | {"DATA": str(self.data), "DATABASE_URL": self.url, "KEREGE_FILES_MB": "100000"}


def command(node: Node, *words: str) -> Took:
    """Run one command to its end; stops where it was refused."""
    began = time.monotonic()
    with tempfile.TemporaryFile("w+") as out:
        running = subprocess.Popen([sys.executable, *words], env=node.env, stdout=out, stderr=out)
        _, status, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        said = out.read()
    if running.returncode:
        raise SystemExit(f"{' '.join(words)}: {running.returncode}\n{said}")
    return Took(time.monotonic() - began, used.ru_maxrss / 1000, said)


# -- filling, in a process of its own ----------------------------------------------------------------------------------


def fill(mb: int) -> None:
    """Rows and files of so many MB together in the node of the environment."""
    django_in(os.environ["DATA"], os.environ["DATABASE_URL"])
    from django.core.management import call_command
    from django.db import connection

    from kerege.people.rules import SYSTEM
    from kerege.upkeep.queries import databases
    from kerege.worlds import startup

    call_command("migrate", interactive=False, verbosity=0)
    list(startup.bring_up_to_date(by=SYSTEM, demo=True))
    number = 0
    while databases.size(connection) < mb * MB // 2:
        register(number)
        number += 1
    for number in range(mb * MB // 2 // FILE):
        file(number)
    print(databases.size(connection) // MB, databases.size_of_files(connection) // MB)


def register(number: int) -> None:
    from kerege.people.rules import SYSTEM
    from kerege.training import actions as training
    from kerege.training.actions import Entry

    dice, key, day = random.Random(number), f"BENCH-{number:05}", date(2024, 1, 1)
    common = {"kind": "cascade_workshop", "status": "held", "dates": f"{day}/{day}", "sources": ["S1"]}
    training.record_course(
        by=SYSTEM, owner="KAZ", key=key, title=f"Workshop {number}", project_key="P53", synthetic=True, **common
    )
    entries = [
        Entry(sex=dice.choice(("female", "male")), institution_type=dice.choice(("medical", "veterinary", "plant")))
        for _ in range(EACH)
    ]
    training.register_participants(by=SYSTEM, course=key, entries=entries, registered_on=day, synthetic=True)
    training.close_register(by=SYSTEM, course=key, on=day)


def file(number: int) -> None:
    from kerege.files import actions as files
    from kerege.files.rules import received
    from kerege.files.words import Purpose
    from kerege.lib.ids import new_uid
    from kerege.people.rules import SYSTEM

    content = b"%PDF-1.7\n" + random.Random(number).randbytes(FILE - 16) + b"\n%%EOF\n"
    taken = received("evidence.pdf", [content])
    files.keep_file(by=SYSTEM, owner="KAZ", about=new_uid(), purpose=Purpose.EVIDENCE, received=taken)


# -- measuring ---------------------------------------------------------------------------------------------------------


def floor(node: Node, to: Path) -> Took:
    """Every byte read once with SHA-256 and written once, synced at the end of each file."""
    began = time.monotonic()
    sources = [path for path in (node.data / "files").rglob("*") if path.is_file()]
    if node.url:
        copy_tables(node.url, to)
    else:
        sources.append(node.data / "kerege.sqlite3")
    for number, source in enumerate(sources):
        with source.open("rb") as old, (to / str(number)).open("wb") as new:
            seen = sha256()
            while part := old.read(1 << 20):
                seen.update(part)
                new.write(part)
            new.flush()
            os.fsync(new.fileno())
    return Took(time.monotonic() - began, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000, "")


def copy_tables(url: str, to: Path) -> None:
    import psycopg

    with psycopg.connect(url) as connection, (to / "tables").open("wb") as file:
        names = connection.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'").fetchall()
        seen = sha256()
        for (name,) in names:
            with connection.cursor().copy(f'COPY "{name}" TO STDOUT') as rows:
                for part in rows:
                    seen.update(part)
                    file.write(part)
        file.flush()
        os.fsync(file.fileno())


def measure(name: str, node: Node, empty: Node, mb: int, scratch: Path) -> None:
    """One row for each step."""
    filled = command(node, "-m", "bench.copies", "--fill", str(mb))
    rows_mb, files_mb = filled.said.split()[-2:]
    kept, copied = scratch / "kept", scratch / "copied"
    copied.mkdir()
    steps = {"floor: read, hash, write": floor(node, copied)}
    shutil.rmtree(copied)
    steps["backup"] = command(node, "-m", "kerege", "backup", "--to", str(kept))
    archive = next(kept.glob("*.age"))
    steps["verify"] = command(node, "-m", "kerege", "verify", str(archive))
    key = str(node.data / "keys" / "backup.agekey")
    steps["restore into an empty node"] = command(empty, "-m", "kerege", "restore", str(archive), "--identity", key)
    whole, base = int(rows_mb) + int(files_mb), steps["floor: read, hash, write"].seconds
    size = archive.stat().st_size / MB
    print(f"\n{name}: {rows_mb} MB of database, {files_mb} MB of files, filled in {filled.seconds:.0f} s;")
    print(f"the backup has {size:.0f} MB\n")
    print("| step | seconds | MB/s | against the floor | peak MB |\n|---|---|---|---|---|")
    for step, took in steps.items():
        told = f"{took.seconds:.1f} | {whole / took.seconds:.1f} | {took.seconds / base:.1f}× | {took.peak_mb:.0f}"
        print(f"| {step} | {told} |", flush=True)


@contextmanager
def two_databases() -> Iterator[tuple[str, str]]:
    """Two empty databases that belong to a role which row-level security holds, as the how-to says."""
    with durable_server() as server:
        server.sql("CREATE ROLE node LOGIN NOSUPERUSER NOBYPASSRLS")
        for name in ("one", "two"):
            server.sql(f"CREATE DATABASE {name} OWNER node")
        plain = address(server).rpartition("/")[0].replace("kerege@", "node@")
        yield f"{plain}/one", f"{plain}/two"


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--mb", type=int, default=1000)
    parser.add_argument("--only", choices=["sqlite", "postgresql"])
    parser.add_argument("--fill", type=int, help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.fill:
        fill(args.fill)
        return
    if args.only != "postgresql":
        with tempfile.TemporaryDirectory(prefix="kerege-copies-") as folder:
            place = Path(folder)
            measure("SQLite", Node(place / "one", ""), Node(place / "two", ""), args.mb, place)
    if args.only != "sqlite":
        with tempfile.TemporaryDirectory(prefix="kerege-copies-") as folder:
            place = Path(folder)
            with two_databases() as (one, two):
                measure("PostgreSQL", Node(place / "one", one), Node(place / "two", two), args.mb, place)


if __name__ == "__main__":
    main()
