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
from dataclasses import dataclass
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


BY_BOTH, RARE = "NOT related AND verb = %s", lying.verb(lying.RARE_VERB)
Question = tuple[str, Params, str, Values]
"""What is asked the n-th time, and the floor: a bare statement, whose values follow the owner."""


@dataclass(frozen=True)
class Some:
    """Of each kind of things another one the n-th time, and the numbers under which the store finds them."""

    laid: Laid

    def at(self, n: int) -> int:
        return self.laid.at(_some(n, self.laid.number))

    def learner(self, n: int) -> dict[str, Any]:
        return lying.agent(_some(n, lying.LEARNERS))

    def question(self, n: int) -> str:
        return lying.question(_some(n, lying.COURSES * lying.QUESTIONS))

    def course(self, n: int) -> str:
        return lying.course(n % lying.COURSES)

    def teacher(self, n: int) -> dict[str, Any]:
        return lying.teacher(n % lying.TEACHERS)

    def verb(self, n: int) -> str:
        return lying.verb(n % lying.RARE_VERB)

    def session(self, n: int) -> UUID:
        who, asked_ = lying.of(_some(n, self.laid.number))
        return lying.registration(who, asked_ // lying.QUESTIONS)

    def bare(self, value: UUID) -> Any:
        from django.db import connection

        return value.hex if connection.vendor == "sqlite" else value

    def numbered(self, value: dict[str, Any] | str, kind: str = "activity") -> int:
        from kerege.lrs.rules.mentions import agent_key, number, thing

        key = agent_key(value) if isinstance(value, dict) else thing(kind, value)
        assert key is not None  # noqa: S101 - all of them have a name
        return number(self.laid.owner, key)


def of_statements(s: Some) -> list[Question]:
    """What is found by what a statement is."""
    from kerege.lrs.rules.asking import iso

    return [
        ("newest 100", lambda n: {}, itself("true"), lambda n: []),
        ("newest 500", lambda n: {"limit": "500"}, itself("true", limit=501), lambda n: []),
        (
            "by id",
            lambda n: {"statementId": str(lying.uid(_some(n, s.laid.number)))},
            itself("s.stored = %s"),
            lambda n: [s.at(n)],
        ),
        ("by verb", lambda n: {"verb": s.verb(n)}, itself("verb = %s"), lambda n: [s.numbered(s.verb(n), "verb")]),
        (
            "by a rare verb, oldest first",
            lambda n: {"verb": RARE, "ascending": "true"},
            itself("verb = %s", "ASC"),
            lambda n: [s.numbered(RARE, "verb")],
        ),
        (
            "by registration",
            lambda n: {"registration": str(s.session(n))},
            itself("registration = %s"),
            lambda n: [s.bare(s.session(n))],
        ),
        (
            "since, oldest first",
            lambda n: {"since": iso(s.at(n)), "ascending": "true"},
            itself("s.stored > %s", "ASC"),
            lambda n: [s.at(n)],
        ),
        ("until", lambda n: {"until": iso(s.at(n))}, itself("s.stored <= %s"), lambda n: [s.at(n)]),
    ]


def of_things(s: Some) -> list[Question]:
    """What is found by what a statement speaks of."""
    from kerege.lrs.rules.asking import iso

    return [
        (
            "by learner",
            lambda n: {"agent": json.dumps(s.learner(n))},
            mentioned(),
            lambda n: [s.numbered(s.learner(n))],
        ),
        ("by activity", lambda n: {"activity": s.question(n)}, mentioned(), lambda n: [s.numbered(s.question(n))]),
        (
            "related activity: a course",
            lambda n: {"activity": s.course(n), "related_activities": "true"},
            mentioned("true"),
            lambda n: [s.numbered(s.course(n))],
        ),
        (
            "related agent: an instructor",
            lambda n: {"agent": json.dumps(s.teacher(n)), "related_agents": "true"},
            mentioned("true"),
            lambda n: [s.numbered(s.teacher(n))],
        ),
        (
            "by learner, since",
            lambda n: {"agent": json.dumps(s.learner(n)), "since": iso(s.at(n))},
            mentioned("NOT related AND m.stored > %s"),
            lambda n: [s.numbered(s.learner(n)), s.at(n)],
        ),
        (
            "by learner and verb",
            lambda n: {"agent": json.dumps(s.learner(n)), "verb": s.verb(n)},
            mentioned(BY_BOTH),
            lambda n: [s.numbered(s.learner(n)), s.numbered(s.verb(n), "verb")],
        ),
        (
            "by verb and activity",
            lambda n: {"verb": s.verb(n), "activity": s.question(n)},
            mentioned(BY_BOTH),
            lambda n: [s.numbered(s.question(n)), s.numbered(s.verb(n), "verb")],
        ),
        (
            "somebody of whom nothing is told",
            lambda n: {"agent": json.dumps(lying.agent(10**8 + n))},
            mentioned(),
            lambda n: [s.numbered(lying.agent(10**8 + n))],
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
    for name, params, bare, values in of_statements(Some(laid)) + of_things(Some(laid)):
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
