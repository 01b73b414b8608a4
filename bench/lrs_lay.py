"""Statements laid by the database itself, by millions: for questions about them, and not for how quick the store takes.

What the store would make of each is computed in SQL from its number: a learner, an activity of a course, a verb, a
registration, now and then an instructor. Indexes are made afterwards, as a restore does. `python -m bench.lrs_asking`
lays them and asks.
"""

import json
import os
import time
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from bench.lrs import NODE

LEARNERS, COURSES, QUESTIONS, VERBS, TEACHERS = 20_000, 60, 40, 6, 50
BEGAN, MONTHS = datetime(2024, 1, 1, tzinfo=UTC), 36
CHUNK = 250_000
RARE_VERB = 5
"""Said once in a thousand statements; the others share the rest."""


def agent(n: int) -> dict[str, Any]:
    """A learner by number."""
    return {"objectType": "Agent", "account": {"homePage": NODE, "name": f"p-{n}"}}


def teacher(n: int) -> dict[str, Any]:
    """An instructor by number."""
    return {"objectType": "Agent", "account": {"homePage": NODE, "name": f"t-{n}"}}


def verb(n: int) -> str:
    """A verb by number."""
    return f"https://verbs.example.org/{n}"


def course(n: int) -> str:
    """A course by number."""
    return f"https://courses.example.org/{n}"


def question(n: int) -> str:
    """A question by number; it belongs to the course n // QUESTIONS."""
    return f"{course(n // QUESTIONS)}/q/{n % QUESTIONS}"


def registration(learner: int, course_: int) -> UUID:
    """That of a learner in a course."""
    return UUID(f"{learner * COURSES + course_:08x}-0000-4000-8000-000000000000")


def of(n: int) -> tuple[int, int]:
    """Who answered which question in the statement with this number: 100 times a course, one after another."""
    learner, turn = n * 7919 % LEARNERS, n // LEARNERS
    return learner, (learner * 7 + turn // 100) % COURSES * QUESTIONS + (turn * 13 + learner) % QUESTIONS


def uid(n: int) -> UUID:
    """The id of the statement with this number."""
    return UUID(f"{n:08x}-0000-4000-8000-000000000001")


@dataclass(frozen=True)
class Laid:
    """How many lie there, since when, and how many microseconds apart."""

    owner: str
    number: int
    began: int
    step: int

    def at(self, n: int) -> int:
        """When the statement with this number was kept."""
        return self.began + n * self.step


def lay(owner: str, number: int) -> tuple[Laid, float]:
    """Lay them into an empty store; what lies there, and the seconds that it took."""
    from django.db import connection

    months = MONTHS * 30 * 86_400 * 1_000_000
    laid = Laid(owner, number, int(BEGAN.timestamp()) * 1_000_000, months // number)
    began = time.perf_counter()
    sqlite = connection.vendor == "sqlite"
    with connection.cursor() as cursor:
        if sqlite:
            cursor.execute("PRAGMA journal_mode=OFF")
            cursor.execute("PRAGMA synchronous=OFF")
        else:
            cursor.execute("SELECT pg_backend_pid()")
            os.setpriority(os.PRIO_PROCESS, int(cursor.fetchone()[0]), os.getpriority(os.PRIO_PROCESS, 0))
            cursor.execute("SET maintenance_work_mem = '512MB'")
        _make_parts()
        _things(cursor, owner)
        anew = _without_indexes(cursor)
        for first in range(0, number, CHUNK):
            for statement in _rows(laid, first, min(number, first + CHUNK), sqlite=sqlite):
                cursor.execute(statement)
            print(f"\r{first + CHUNK:,} in {time.perf_counter() - began:.0f} s", end="", flush=True)
        print()
        for statement in anew:
            cursor.execute(statement)
        cursor.execute("ANALYZE")
        if sqlite:
            cursor.execute("PRAGMA journal_mode=WAL")
            cursor.execute("PRAGMA synchronous=FULL")
    return laid, time.perf_counter() - began


def _make_parts() -> None:
    from django.db import connection

    from kerege.records.partitions import make_parts, months_from

    for table in ("lrs_statement", "lrs_mention"):
        make_parts(connection, table, months_from(BEGAN.date(), MONTHS))


def _things(cursor: Any, owner: str) -> None:
    """The numbers under which the store finds agents, activities and verbs, in tables to look them up."""
    from kerege.lrs.rules.mentions import activity_key, agent_key, number, thing

    kinds: dict[str, list[Any]] = {
        "learner": [agent_key(agent(n)) for n in range(LEARNERS)],
        "teacher": [agent_key(teacher(n)) for n in range(TEACHERS)],
        "question": [activity_key(question(n)) for n in range(COURSES * QUESTIONS)],
        "course": [activity_key(course(n)) for n in range(COURSES)],
        "verb": [thing("verb", verb(n)) for n in range(VERBS)],
    }
    for kind, keys in kinds.items():
        cursor.execute(f"CREATE TEMP TABLE {kind} (n integer PRIMARY KEY, thing bigint)")
        cursor.executemany(
            f"INSERT INTO {kind} VALUES (%s, %s)",  # noqa: S608 - our own names
            [(n, number(owner, key)) for n, key in enumerate(keys)],
        )


def _without_indexes(cursor: Any) -> list[str]:
    """Take the indexes that belong to no constraint from the large tables; how they are made again."""
    from django.db import connection

    if connection.vendor == "sqlite":
        asked = "SELECT name, sql FROM sqlite_master WHERE type = 'index' AND sql IS NOT NULL AND tbl_name IN "
    else:
        asked = (
            "SELECT indexname, replace(indexdef, ' ON ONLY ', ' ON ') FROM pg_indexes WHERE indexname NOT IN "
            "(SELECT conname FROM pg_constraint) AND tablename IN "
        )
    cursor.execute(f"{asked} ('lrs_statement', 'lrs_mention')")
    found = cursor.fetchall()
    for name, _ in found:
        cursor.execute(f'DROP INDEX "{name}"')
    return [str(told) for _, told in found]


def _rows(laid: Laid, first: int, last: int, *, sqlite: bool) -> list[str]:
    """What is run to lay these. All of it is made of our own words and numbers."""
    hexed = "printf('%08x', {})" if sqlite else "lpad(to_hex({}), 8, '0')"
    rest = "000040008000000000000000" if sqlite else "-0000-4000-8000-000000000000"
    no, yes, empty = ("0", "1", "x''") if sqlite else ("false", "true", "''")

    def name(n: str, last_digit: int) -> str:
        spelled = f"{hexed.format(n)} || '{rest[:-1]}{last_digit}'"
        return spelled if sqlite else f"CAST({spelled} AS uuid)"

    some = f"SELECT generate_series({first}, {last - 1})"
    if sqlite:
        some = f"SELECT {first} UNION ALL SELECT n + 1 FROM s WHERE n + 1 < {last}"  # noqa: S608 - our own words
    of_course = f"question / {QUESTIONS}"
    who = f"SELECT n, CAST((CAST(n AS bigint) * 7919) % {LEARNERS} AS integer) AS learner FROM s"  # noqa: S608 - our own words
    turn, at = f"n / {LEARNERS}", f"{laid.began} + n * CAST({laid.step} AS bigint) AS stored"
    asked = f"((learner * 7 + {turn} / 100) % {COURSES}) * {QUESTIONS} + ({turn} * 13 + learner) % {QUESTIONS}"
    verbs = f"CASE WHEN n % 1000 = 0 THEN {RARE_VERB} ELSE n % {RARE_VERB} END"
    told = f"SELECT n, {at}, learner, {asked} AS question, {verbs} AS verb FROM who"  # noqa: S608 - our own words
    said = f"WITH {'RECURSIVE ' if sqlite else ''}s(n) AS ({some}), who AS ({who}), said AS ({told})"
    mentions = " UNION ALL ".join(
        f"SELECT t.thing, stored, {related} FROM said JOIN {kind} t ON t.n = {which}"  # noqa: S608 - our own words
        for kind, which, related in (
            ("learner", "learner", no),
            ("question", "question", no),
            ("course", of_course, yes),
            ("teacher", f"said.n / 10 % {TEACHERS} WHERE said.n % 10 = 0", yes),
        )
    )
    columns = "uid, owner, label, synthetic, stored, verb, registration, refers, credential, version, signed, raw"
    session = name(f"(learner * {COURSES} + {of_course})", 0)
    values = (
        f"{name('said.n', 1)}, '{laid.owner}', 3, {yes}, stored, v.thing, {session}, NULL, 1, '1.0.3', '', {_raw()}"
    )
    return [
        f"INSERT INTO lrs_knownid (uid, owner, stored, digest) {said} "  # noqa: S608 - our own words
        f"SELECT {name('n', 1)}, '{laid.owner}', stored, {empty} FROM said",
        f"INSERT INTO lrs_statement ({columns}) {said} SELECT {values} FROM said JOIN verb v ON v.n = verb",  # noqa: S608 - our own words
        f"INSERT INTO lrs_mention (thing, stored, related) {said} {mentions}",
    ]


def _raw() -> str:
    """The characters of a statement, some 560 of them, as SQL puts them together."""
    told = json.dumps(agent(0))
    who, rest = told[: told.index("p-0") + 2], told[told.index("p-0") + 3 :]
    asked = f"{course(0)[:-1]}' || (question / {QUESTIONS}) || '/q/' || (question % {QUESTIONS}) || '"
    return (
        f"""'{{"actor": {who}' || learner || '{rest}, "verb": {{"id": "{verb(0)[:-1]}' || verb || '"}}, """
        f""""object": {{"id": "{asked}"}}, "result": {{"success": true, "response": "{"b" * 240}"}}, """
        """"timestamp": "2026-03-01T09:30:00Z"}'"""
    )
