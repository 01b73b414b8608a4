"""200 learners in one exam at once: beginning, saving an answer and handing in, against a bare insertion of one row.

    python -m bench.exams [learners]                                      # SQLite, in a file that it makes itself
    python tools/postgres.py .venv/bin/python -m bench.exams [learners]   # PostgreSQL

All begin in the same moment, each gives ten answers and hands in, over sixteen connections. Bare is one row with the
columns of an answer, in a transaction of its own, over the same connections in the same run. Told are the median, the
95th percentile and its ratio to that of the bare insertion, in milliseconds, without waiting for a free connection.
"""

import os
import sys
import tempfile
import time
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from typing import Any
from uuid import uuid4

os.environ["DATA"] = tempfile.mkdtemp(prefix="kerege-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")

from kerege.config import sqlite

sqlite.install()

import django  # noqa: E402 - SQLite has to be in place before Django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django has to be set up before its parts
from django.db import connection, connections, transaction  # noqa: E402 - as above

from tests import ground  # noqa: E402 - as above
from tests.training.examined import OPENS, Examined, choice  # noqa: E402 - as above

CONNECTIONS, ANSWERS = 16, 10
BARE = """CREATE TABLE bench_answer (id integer PRIMARY KEY, uid char(32) UNIQUE, attempt integer, place integer,
 device varchar(36), number integer, given text, at varchar(40), late integer)"""


def timed(deeds: Iterable[Callable[[], Any]]) -> list[float]:
    """Milliseconds of each, all of them in the hands of so many threads."""

    def do(deed: Callable[[], Any]) -> float:
        start = time.perf_counter()
        deed()
        return (time.perf_counter() - start) * 1000

    with ThreadPoolExecutor(CONNECTIONS, initializer=connections["default"].ensure_connection) as together:
        return sorted(together.map(do, deeds))


def bare(number: int) -> Callable[[], None]:
    def insert() -> None:
        values = [number, uuid4().hex, 1, 1, "page", number, '{"q": ["a"]}', "2027-03-16T04:00:00", 0]
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"INSERT INTO bench_answer VALUES ({', '.join(['%s'] * 9)})", values)  # noqa: S608 - nine %s

    return insert


def main() -> None:
    learners = int(sys.argv[1]) if len(sys.argv) > 1 else 200
    call_command("migrate", verbosity=0)
    ground.lay()
    of = Examined(people_in=learners, items=[choice(n) for n in range(40)], rows=[{"count": "20"}])
    with connection.cursor() as cursor:
        cursor.execute(BARE)
    whole = timed(bare(n) for n in range(learners * ANSWERS))
    begun: dict[int, Any] = {}
    told = {"begin": timed(lambda n=n: begun.update({n: of.begin(n)}) for n in range(learners))}
    answers = [(who, place) for place in range(1, ANSWERS + 1) for who in range(learners)]
    given = {"q": ["a"]}
    told["save an answer"] = timed(
        lambda w=who, p=place: of.save(begun[w], p, given, p, who=w, device=str(uuid4())) for who, place in answers
    )
    told["hand in"] = timed(lambda n=n: of.hand_in(begun[n], n, OPENS) for n in range(learners))
    floor = _at(whole, 95)
    print(f"{connection.vendor}, {learners} learners, {CONNECTIONS} connections")
    print(f"{'bare insertion':16} {_at(whole, 50):8.1f} {floor:8.1f}")
    for name, taken in told.items():
        print(f"{name:16} {_at(taken, 50):8.1f} {_at(taken, 95):8.1f} {_at(taken, 95) / floor:6.1f} x")


def _at(taken: list[float], percent: int) -> float:
    return taken[min(len(taken) - 1, len(taken) * percent // 100)]


if __name__ == "__main__":
    main()
