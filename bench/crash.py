"""Kill a writer at a random moment, or cut its power, again and again: is everything there that it said it had done?

    python -m bench.crash --rounds 500
    python -m bench.crash --rounds 500 --power

The writer records acts through the real action path on SQLite in the mode of `kerege up`, and says each number only
after the act is done. It is killed with SIGKILL at a random moment; then what it left is opened anew and compared. This
says nothing about a power cut: what was written and not synced is still in the memory of the system. `--power` cuts the
power of a simulated disk (bench/power.py), and again with less syncing, which has to lose something.
"""

import argparse
import os
import random
import select
import signal
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

LONGEST = 0.08
"""Seconds after which the writer is dead at the latest."""


@dataclass
class Trial:
    """What all rounds came to. `killed` are rounds in which the writer was killed while it was writing."""

    rounds: int = 0
    killed: int = 0
    acknowledged: int = 0
    lost: int = 0
    broken: int = 0


def write_until_killed(said: int) -> None:
    """In the child: act after act, each said when it is done."""
    from kerege.journal.actions import act
    from kerege.journal.queries import head
    from kerege.lib.ids import new_uid
    from kerege.people.rules import SYSTEM

    while True:
        with act("bench.crash.done", by=SYSTEM, about=new_uid()):
            pass
        os.write(said, f"{head()[0]}\n".encode())


def round_of(random_: random.Random) -> list[int]:
    """Start a writer, kill it, and return the numbers of the acts that it said were done."""
    listening, said = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(listening)
        try:
            write_until_killed(said)
        finally:
            os._exit(1)
    os.close(said)
    select.select([listening], [], [], 60)  # the first act is done: from now on the moment is a random one
    time.sleep(random_.random() * LONGEST)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    heard = b""
    while part := os.read(listening, 65536):
        heard += part
    os.close(listening)
    return [int(line) for line in heard.decode().split("\n")[:-1]]


def look(trial: Trial, acknowledged: list[int]) -> None:
    """Open what was left, as the next process would, and compare."""
    from django.db import connection

    from kerege.journal import queries as journal

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA integrity_check")
        whole = cursor.fetchone()[0] == "ok"
    verdict = journal.verify()
    there = journal.hashes_at(acknowledged)
    trial.rounds += 1
    trial.killed += bool(acknowledged)
    trial.acknowledged += len(acknowledged)
    trial.lost += len(set(acknowledged) - set(there))
    trial.broken += not (whole and verdict.whole)
    connection.close()  # the next writer must not share it


def trial(rounds: int, *, seed: int = 1) -> Trial:
    """So many rounds on the database that is configured, which has the journal's tables."""
    found, random_ = Trial(), random.Random(seed)
    for _ in range(rounds):
        look(found, round_of(random_))
    return found


def kills(rounds: int, data: str) -> int:
    """Kill so many writers, print what was found, and give the exit code."""
    began = time.monotonic()
    found = trial(rounds)
    size = Path(data, "kerege.sqlite3").stat().st_size
    print(
        f"{found.rounds} rounds, {found.killed} killed while writing, {found.acknowledged} acts acknowledged: "
        f"{found.lost} lost, {found.broken} times broken ({time.monotonic() - began:.0f} s, {size / 1e6:.1f} MB)"
    )
    return 1 if found.lost or found.broken else 0


def cuts(rounds: int, data: str) -> int:
    """Cut the power so often in every mode, print a table, and give the exit code: only FULL may lose nothing."""
    from bench import power

    folder, content = Path(data, "cut"), power.empty_journal(Path(data, "kerege.sqlite3"))
    folder.mkdir()
    print("| synchronous | cuts | acts acknowledged | lost | broken | acts in the database itself |")
    print("|---|---|---|---|---|---|")
    lost = {}
    for mode in ("FULL", "NORMAL", "OFF"):
        found = power.trial(rounds, content, folder, pragmas=power.pragmas(mode))
        lost[mode] = found.lost or found.broken
        print(
            f"| {mode} | {found.rounds} | {found.acknowledged} | {found.lost} | {found.broken} | {found.checkpoints} |"
        )
    return 0 if not lost["FULL"] and lost["NORMAL"] and lost["OFF"] else 1


def main() -> int:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--rounds", type=int, default=500)
    parser.add_argument("--power", action="store_true", help="cut the power instead of killing the writer")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kerege-crash-") as data:
        os.environ |= {"DATA": data, "DJANGO_SETTINGS_MODULE": "kerege.config.settings"}
        from kerege.config import sqlite

        sqlite.install()
        import django
        from django.core.management import call_command
        from django.db import connection

        django.setup()
        call_command("migrate", interactive=False, verbosity=0)
        connection.close()
        return (cuts if args.power else kills)(args.rounds, data)


if __name__ == "__main__":
    sys.exit(main())
