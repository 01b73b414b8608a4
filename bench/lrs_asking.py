"""How long the record store takes to answer over millions: by learner, verb, activity, registration and time.

    python -m bench.lrs_asking [--statements 10000000] [--times 40] [--nice 10]                             # SQLite
    python tools/postgres.py python -m bench.lrs_asking [--statements 10000000] [--times 40] [--nice 10]    # PostgreSQL

`--nice` is for laying alone (bench.lrs_lay). Each question is asked for another value every time, in this process:
without HTTP, with the clearance and everything else that a program's question goes through. The floor is one bare SQL
statement for the same rows by the same index; both take turns.
"""

import argparse
import json
import os
import tempfile
import time
from collections.abc import Callable
from datetime import timedelta
from statistics import median
from typing import Any
from uuid import UUID

from bench import lrs_lay as lying
from bench.lrs_lay import Laid
from bench.starting import django_in

Params = Callable[[int], dict[str, str]]
Values = Callable[[int], list[Any]]
COLUMNS = "s.stored, s.uid, s.raw, s.credential, s.version"


def itself(where: str, order: str = "DESC", limit: int = 101) -> str:
    """The floor of a question to the statements alone."""
    asked = f"SELECT {COLUMNS} FROM lrs_statement s WHERE s.owner = %s AND {where}"  # noqa: S608 - our own words
    return f"{asked} ORDER BY s.stored {order} LIMIT {limit}"


def mentioned(where: str = "NOT related") -> str:
    """The floor of a question for what statements speak of."""
    joined = "lrs_mention m JOIN lrs_statement s ON s.stored = m.stored AND s.owner = %s"
    asked = f"SELECT {COLUMNS} FROM {joined} WHERE m.thing = %s AND {where}"  # noqa: S608 - our own words
    return f"{asked} ORDER BY m.stored DESC LIMIT 101"


def questions(laid: Laid) -> list[tuple[str, Params, str, Values]]:
    """What is asked the n-th time, and the floor: a bare statement, whose values follow the owner."""
    from django.db import connection

    from kerege.lrs.rules.asking import iso
    from kerege.lrs.rules.mentions import activity_key, agent_key, number, thing

    def at(n: int) -> int:
        return laid.at(_some(n, laid.number))

    def learner(n: int) -> dict[str, Any]:
        return lying.agent(_some(n, lying.LEARNERS))

    def question(n: int) -> str:
        return lying.question(_some(n, lying.COURSES * lying.QUESTIONS))

    def course(n: int) -> str:
        return lying.course(n % lying.COURSES)

    def teacher(n: int) -> dict[str, Any]:
        return lying.teacher(n % lying.TEACHERS)

    def verb(n: int) -> str:
        return lying.verb(n % lying.RARE_VERB)

    def session(n: int) -> UUID:
        who, asked_ = lying.of(_some(n, laid.number))
        return lying.registration(who, asked_ // lying.QUESTIONS)

    def bare(value: UUID) -> Any:
        return value.hex if connection.vendor == "sqlite" else value

    def numbered(value: dict[str, Any] | str, kind: str = "activity") -> int:
        key = agent_key(value) if isinstance(value, dict) else thing(kind, value)
        assert key is not None  # noqa: S101 - all of them have a name
        assert kind != "activity" or isinstance(value, dict) or key == activity_key(value)  # noqa: S101
        return number(laid.owner, key)

    said = json.dumps
    rare, wide = lying.verb(lying.RARE_VERB), {"related_activities": "true"}
    by_both = "NOT related AND verb = %s"
    return [
        ("newest 100", lambda n: {}, itself("true"), lambda n: []),
        ("newest 500", lambda n: {"limit": "500"}, itself("true", limit=501), lambda n: []),
        (
            "by id",
            lambda n: {"statementId": str(lying.uid(_some(n, laid.number)))},
            itself("s.stored = %s"),
            lambda n: [at(n)],
        ),
        ("by verb", lambda n: {"verb": verb(n)}, itself("verb = %s"), lambda n: [numbered(verb(n), "verb")]),
        (
            "by a rare verb, oldest first",
            lambda n: {"verb": rare, "ascending": "true"},
            itself("verb = %s", "ASC"),
            lambda n: [numbered(rare, "verb")],
        ),
        ("by learner", lambda n: {"agent": said(learner(n))}, mentioned(), lambda n: [numbered(learner(n))]),
        ("by activity", lambda n: {"activity": question(n)}, mentioned(), lambda n: [numbered(question(n))]),
        (
            "by registration",
            lambda n: {"registration": str(session(n))},
            itself("registration = %s"),
            lambda n: [bare(session(n))],
        ),
        (
            "related activity: a course",
            lambda n: {"activity": course(n), **wide},
            mentioned("true"),
            lambda n: [numbered(course(n))],
        ),
        (
            "related agent: an instructor",
            lambda n: {"agent": said(teacher(n)), "related_agents": "true"},
            mentioned("true"),
            lambda n: [numbered(teacher(n))],
        ),
        (
            "since, oldest first",
            lambda n: {"since": iso(at(n)), "ascending": "true"},
            itself("s.stored > %s", "ASC"),
            lambda n: [at(n)],
        ),
        ("until", lambda n: {"until": iso(at(n))}, itself("s.stored <= %s"), lambda n: [at(n)]),
        (
            "by learner, since",
            lambda n: {"agent": said(learner(n)), "since": iso(at(n))},
            mentioned("NOT related AND m.stored > %s"),
            lambda n: [numbered(learner(n)), at(n)],
        ),
        (
            "by learner and verb",
            lambda n: {"agent": said(learner(n)), "verb": verb(n)},
            mentioned(by_both),
            lambda n: [numbered(learner(n)), numbered(verb(n), "verb")],
        ),
        (
            "by verb and activity",
            lambda n: {"verb": verb(n), "activity": question(n)},
            mentioned(by_both),
            lambda n: [numbered(question(n)), numbered(verb(n), "verb")],
        ),
        (
            "somebody of whom nothing is told",
            lambda n: {"agent": said(lying.agent(10**8 + n))},
            mentioned(),
            lambda n: [numbered(lying.agent(10**8 + n))],
        ),
    ]


def _some(n: int, among: int) -> int:
    return (n * 7919 + 13) % among


def asked(laid: Laid, times: int) -> None:
    """Write the table."""
    from django.db import connection
    from django.utils.timezone import localdate

    from kerege.lrs import actions, queries
    from kerege.lrs.rules.asking import asked as read
    from kerege.people.rules import SYSTEM

    day = localdate()
    new = {"by": SYSTEM, "owner": laid.owner, "purpose": "bench", "scopes": ["all"]}
    key, secret = actions.make_credential(**new, on=day, ends_on=day + timedelta(days=1))
    caller = queries.caller_of(key=key, secret=secret, on=day)
    assert caller is not None  # noqa: S101 - it was made a line above
    print(
        "| question | statements | p50 ms | p95 ms | floor: p50 | p95 | p50 against it |\n|---|---|---|---|---|---|---|"
    )
    for name, params, bare, values in questions(laid):
        spent, floor, found = list[float](), list[float](), 0
        for n in range(times):
            wanted, given = read(params(n)), [laid.owner, *values(n)]
            began = time.perf_counter()
            if wanted.one is None:
                found = len(queries.page(caller, wanted).statements)
            else:
                found = int(queries.one(caller, wanted) is not None)
            spent.append((time.perf_counter() - began) * 1000)
            with connection.cursor() as cursor:
                began = time.perf_counter()
                cursor.execute(bare, given)
                cursor.fetchall()
                floor.append((time.perf_counter() - began) * 1000)
        told = [f"{figure:.1f}" for each in (spent, floor) for figure in (median(each), _p95(each))]
        print(f"| {name} | {found} | {' | '.join(told)} | {median(spent) / median(floor):.0f}× |", flush=True)


def _p95(times: list[float]) -> float:
    return sorted(times)[int(len(times) * 0.95)]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--statements", type=int, default=10_000_000)
    parser.add_argument("--times", type=int, default=40)
    parser.add_argument("--nice", type=int, default=0)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as data:
        django_in(data, os.environ.get("DATABASE_URL", ""))
        from django.core.management import call_command
        from django.db import connection

        call_command("migrate", verbosity=0)
        own = os.getpriority(os.PRIO_PROCESS, 0)
        os.setpriority(os.PRIO_PROCESS, 0, told.nice)
        laid, took = lying.lay("KAZ", told.statements)
        connection.close()  # what was slowed down to lay does not answer
        os.setpriority(os.PRIO_PROCESS, 0, own)
        where, load = connection.vendor, os.getloadavg()[0]
        print(f"{where}, {told.statements:,} statements laid in {took:.0f} s, load of the machine {load:.1f}\n")
        asked(laid, told.times)


if __name__ == "__main__":
    main()
