"""How many acts a second `kerege audit verify` reads, against hashing alone.

    python -m bench.journal_verify --acts 200000
    python tools/postgres.py python -m bench.journal_verify --acts 200000

On SQLite in a new folder, or where DATABASE_URL says. The floors have the same acts in memory and only hash them: as
the journal writes them (canonical JSON), and with the quicker encoder that verification may use. The three take turns
in rounds; told are medians.
"""

import argparse
import os
import statistics
import tempfile
import time
from collections.abc import Callable
from hashlib import sha256
from typing import Any

from bench.starting import django_in

AT_ONCE = 5_000


def seed(acts: int) -> list[Any]:
    """So many acts as a busy node writes them, chained as `act` chains them, put in many at a time; all of them."""
    from kerege.journal.models import Act, Head
    from kerege.journal.words import GENESIS

    made: list[Any] = []
    prev = GENESIS
    while len(made) < acts:
        part = []
        for seq in range(len(made) + 1, min(len(made) + AT_ONCE, acts) + 1):
            part.append(entry(seq, prev))
            prev = part[-1].hash
        columns = ("seq", "at", "node", "actor", "owner", "word", "about", "facts", "prev", "hash")
        Act.objects.bulk_create([Act(**dict(zip(columns, each, strict=True))) for each in part])
        made += part
    Head.objects.update_or_create(id=1, defaults={"seq": len(made), "hash": prev})
    return made


def entry(seq: int, prev: str) -> Any:
    from kerege.journal.rules import Entry, entry_hash
    from kerege.lib.ids import new_uid

    facts = {"key": f"BENCH-{seq:07}", "label": seq % 4, "title": "A workshop of the bench", "changed": ["title"]}
    at, word = f"2026-11-26T00:00:00.{seq % 1_000_000:06}+00:00", "training.course.recorded"
    told = (seq, at, "KAZ", str(new_uid()), "KAZ", word, str(new_uid()), facts, prev)
    return Entry(*told, entry_hash(Entry(*told, "")))


def ways(made: list[Any]) -> dict[str, Callable[[], None]]:
    import orjson

    from kerege.journal import queries as journal
    from kerege.journal.rules import DOMAIN
    from kerege.lib.canonical import dumps

    def canonical() -> None:
        for entry in made:
            sha256(dumps([DOMAIN, *entry[:-1]])).hexdigest()

    def quick() -> None:
        for entry in made:
            sha256(orjson.dumps((DOMAIN, *entry[:-1]), None, orjson.OPT_SORT_KEYS)).hexdigest()

    def verify() -> None:
        found = journal.verify()
        if not found.whole or found.acts != len(made):
            raise SystemExit(f"the journal is not what was written: {found}")

    return {
        "bare SHA-256 over canonical JSON": canonical,
        "the same with the quicker encoder": quick,
        "kerege audit verify": verify,
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--acts", type=int, default=200_000)
    parser.add_argument("--rounds", type=int, default=3)
    args = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="kerege-bench-") as data:
        django_in(data, os.environ.get("DATABASE_URL", ""))
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0, interactive=False)
        began = time.perf_counter()
        made = seed(args.acts)
        took: dict[str, list[float]] = {}
        for _ in range(args.rounds):
            for name, way in ways(made).items():
                began_way = time.perf_counter()
                way()
                took.setdefault(name, []).append(time.perf_counter() - began_way)
        print(
            f"{connection.vendor}, {args.acts} acts, {args.rounds} rounds, {time.perf_counter() - began:.0f} s in all\n"
        )
        report(took, args.acts)
        connection.close()


def report(took: dict[str, list[float]], acts: int) -> None:
    medians = {name: statistics.median(seconds) for name, seconds in took.items()}
    floor = next(iter(medians.values()))
    print("| case | seconds | acts/s | against the bare hash |")
    print("|---|---|---|---|")
    for name, seconds in medians.items():
        print(f"| {name} | {seconds:.2f} | {acts / seconds:,.0f} | {seconds / floor:.2f}× |")


if __name__ == "__main__":
    main()
