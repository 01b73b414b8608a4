"""How long the record store takes to answer: pages by learner, verb, activity, registration and time, over millions.

    python -m bench.lrs_asking [--statements 1000000] [--times 60]                             # SQLite
    python tools/postgres.py python -m bench.lrs_asking [--statements 1000000] [--times 60]    # PostgreSQL

Rows are put in directly, with the numbers that the store itself would give them: a learner in 500, an activity in 700,
a verb in 5, a registration for each learner and course. Each question is asked for another value every time, in this
process: without HTTP, with the clearance and everything else that a program's question goes through.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from statistics import median, quantiles
from typing import Any
from uuid import UUID

from bench.lrs import COLUMNS, NODE
from bench.starting import django_in

LEARNERS, ACTIVITIES, VERBS, COURSES = 500, 700, 5, 7
CHUNK, STEP, BEGAN = 5_000, 60_000_000, 1_700_000_000_000_000
"""Rows of one transaction; microseconds between two statements; when the first one was kept."""


def agent(n: int) -> dict[str, Any]:
    """A learner by number."""
    return {"objectType": "Agent", "account": {"homePage": NODE, "name": f"p-{n % LEARNERS}"}}


def verb(n: int) -> str:
    """A verb by number."""
    return f"https://verbs.example.org/{n % VERBS}"


def activity(n: int) -> str:
    """A question of a course by number."""
    return f"https://courses.example.org/{n % COURSES}/{n % ACTIVITIES}"


def registration(n: int) -> UUID:
    """That of a learner in a course."""
    return UUID(int=(n % LEARNERS) * COURSES + n % COURSES + 1, version=4)


def rows(owner: str, first: int, last: int) -> dict[str, list[tuple[Any, ...]]]:
    """What the store keeps of these statements, by the table."""
    from kerege.lrs.rules.mentions import activity_key, agent_key, number, thing

    made: dict[str, list[tuple[Any, ...]]] = {name: [] for name in COLUMNS}
    for n in range(first, last):
        who = n * 31  # so that a learner meets every activity
        uid, at = UUID(int=n + 1, version=4), BEGAN + n * STEP
        told = {"id": str(uid), "actor": agent(who), "verb": {"id": verb(n)}, "object": {"id": activity(n)}}
        told |= {"context": {"registration": str(registration(who))}, "result": {"response": "b" * 500}}
        made["KnownId"].append((uid, owner, at, b"0" * 32))
        known = number(owner, thing("verb", verb(n)))
        kept = (uid, owner, 3, True, at, known, registration(who), None, 1, "1.0.3", "", json.dumps(told))
        made["Statement"].append(kept)
        for key in (agent_key(agent(who)), activity_key(activity(n))):
            assert key is not None  # noqa: S101 - both have a name
            made["Mention"].append((number(owner, key), at, False))
    return made


def load(owner: str, number: int) -> float:
    """Put them in; the seconds that it took."""
    from django.db import connection, transaction

    from kerege.journal.rules import writing
    from kerege.lrs import models

    began = time.perf_counter()
    for first in range(0, number, CHUNK):
        with transaction.atomic(), writing():
            for name, found in rows(owner, first, min(number, first + CHUNK)).items():
                getattr(models, name).objects.all().insert_rows(COLUMNS[name], found)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE")
    return time.perf_counter() - began


def questions(number: int) -> Iterator[tuple[str, Callable[[int], dict[str, str]]]]:
    """What is asked, and of each the parameters of the time that it is asked."""
    from kerege.lrs.rules.asking import iso

    def who(n: int) -> str:
        return json.dumps(agent(n * 13))

    def since(n: int) -> str:
        return iso(BEGAN + (number - 200 - n) * STEP)

    yield "newest 100", lambda n: {}
    yield "by learner", lambda n: {"agent": who(n)}
    yield "by verb", lambda n: {"verb": verb(n)}
    yield "by activity", lambda n: {"activity": activity(n * 17)}
    yield "by registration", lambda n: {"registration": str(registration(n * 31))}
    yield "since, oldest first", lambda n: {"since": since(n), "ascending": "true"}
    yield "by learner and verb", lambda n: {"agent": who(n), "verb": verb(n)}
    yield "by learner, since", lambda n: {"agent": who(n), "since": since(n * 50)}
    yield "newest 500", lambda n: {"limit": "500"}


def asked(number: int, times: int) -> None:
    """Write the table."""
    from django.db import connection
    from django.utils.timezone import localdate

    from kerege.lrs import actions, queries
    from kerege.lrs.rules.asking import asked as read
    from kerege.people.rules import SYSTEM

    day = localdate()
    new = {"by": SYSTEM, "owner": "KAZ", "purpose": "bench", "scopes": ["all"]}
    key, secret = actions.make_credential(**new, on=day, ends_on=day + timedelta(days=1))
    caller = queries.caller_of(key=key, secret=secret, on=day)
    assert caller is not None  # noqa: S101 - it was made a line above
    took = load("KAZ", number)
    load_of_machine = os.getloadavg()[0]
    print(f"{connection.vendor}, {number:,} statements in {took:.0f} s, load of the machine {load_of_machine:.1f}\n")
    print("| question | statements | p50 ms | p95 ms |\n|---|---|---|---|")
    for name, parameters in questions(number):
        spent, found = [], 0
        for n in range(times):
            wanted = read(parameters(n))
            began = time.perf_counter()
            found = len(queries.page(caller, wanted).statements)
            spent.append((time.perf_counter() - began) * 1000)
        print(f"| {name} | {found} | {median(spent):.1f} | {quantiles(spent, n=20)[18]:.1f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=60)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        django_in(data, os.environ.get("DATABASE_URL", ""))
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        asked(told.statements, told.times)


if __name__ == "__main__":
    main()
