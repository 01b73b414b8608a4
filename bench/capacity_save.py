"""Saving an assessment of 200 questions, against a bare insertion of the same rows in the same run.

    python -m bench.capacity_save [rounds]                                      # SQLite, in a file that it makes itself
    python tools/postgres.py .venv/bin/python -m bench.capacity_save [rounds]   # PostgreSQL

Each round opens an assessment and saves it as people do: all at once, one section of twenty again, one answer; and a
form of all 200 comes in from a phone. Bare is one statement of 200 rows in one transaction, into a table with the same
columns and indexes. Told are milliseconds, p50 and p95, and the ratio of the medians to the bare insertion.
"""

import os
import statistics
import sys
import tempfile
import time
from collections.abc import Callable
from datetime import date
from typing import Any

os.environ["DATA"] = tempfile.mkdtemp(prefix="kerege-bench-")
os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")

from kerege.config import sqlite

sqlite.install()

import django  # noqa: E402 - SQLite has to be in place before Django

django.setup()

from django.core.management import call_command  # noqa: E402 - Django has to be set up before its parts
from django.db import connection, transaction  # noqa: E402 - as above

from kerege.capacity import actions  # noqa: E402 - as above
from kerege.capacity.actions import Told  # noqa: E402 - as above
from kerege.capacity.models import Answer  # noqa: E402 - as above
from kerege.journal.rules import checking  # noqa: E402 - as above
from kerege.people.rules import SYSTEM  # noqa: E402 - as above
from tests import ground  # noqa: E402 - as above
from tests.capacity.given import SCALE, somebody  # noqa: E402 - as above

QUESTIONS, SECTIONS = 200, 10
DAY = date(2026, 11, 1)
BARE = "bench_answer"


def content() -> dict[str, Any]:
    """A set of ten sections with twenty questions each; every fifth waits for the one before."""
    sections = []
    for s in range(SECTIONS):
        questions = [
            {"key": f"q{s}_{n}", "kind": "choice", "scale": "extent", "text": {"en": f"Question {s} {n}?"}}
            | ({"relevant": f"${{q{s}_{n - 1}}} != '9'"} if n % 5 == 4 else {})
            for n in range(QUESTIONS // SECTIONS)
        ]
        sections.append({"key": f"s{s}", "title": {"en": f"Section {s}"}, "questions": questions})
    return {"title": {"en": "Long"}, "languages": {"en": "source"}, "scales": {"extent": SCALE}, "sections": sections}


KEYS = [question["key"] for section in content()["sections"] for question in section["questions"]]


def told(value: str, keys: list[str]) -> dict[str, Told]:
    return {key: Told(value) for key in keys}


def form(uid: str, value: str) -> bytes:
    """A form of a phone with an answer to each question."""
    inside = "".join(
        f"<s{s}>" + "".join(f"<{key}>{value}</{key}>" for key in KEYS if key.startswith(f"q{s}_")) + f"</s{s}>"
        for s in range(SECTIONS)
    )
    return (
        f'<data id="assessment-{uid}" version="1">{inside}<meta><instanceID>{uid}</instanceID></meta></data>'.encode()
    )


SAVED = (("all 200", "1", KEYS), ("a section of 20", "2", KEYS[:20]), ("one answer", "0", KEYS[:1]))


def bare_rows() -> tuple[str, list[tuple[Any, ...]]]:
    """The statement and the rows that one round left, as the table has them."""
    with checking():
        rows = list(Answer.objects.inside_action().order_by("-id")[:QUESTIONS])
    columns = [f for f in Answer._meta.concrete_fields if not f.primary_key]
    names = ", ".join(f'"{f.column}"' for f in columns)
    values = [tuple(f.get_db_prep_save(getattr(row, f.attname), connection) for f in columns) for row in rows]
    return f"INSERT INTO {BARE} ({names}) VALUES ({', '.join(['%s'] * len(columns))})", values  # noqa: S608 - names of our own columns


def prepare_bare() -> None:
    with connection.cursor() as cursor:
        cursor.execute(f"CREATE TABLE {BARE} AS SELECT * FROM capacity_answer WHERE 1 = 0")  # noqa: S608 - a name of our own
        for n, columns in enumerate(("uid", "assessor_id, question", "assessment_id, question", "owner")):
            cursor.execute(f"CREATE INDEX {BARE}_{n} ON {BARE} ({columns})")


def insert(statement: str, values: list[tuple[Any, ...]]) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.executemany(statement, values)


def timed(taken: list[float], deed: Callable[..., Any], *given: Any, **more: Any) -> Any:
    began = time.perf_counter()
    done = deed(*given, **more)
    taken.append((time.perf_counter() - began) * 1000)
    return done


def measure(rounds: int) -> dict[str, list[float]]:
    lead = somebody("lead", "focal_point")
    peer = somebody("peer", "focal_point")
    found: dict[str, list[float]] = {
        name: [] for name in ("all 200", "a section of 20", "one answer", "by phone", "bare")
    }
    statement, values = "", []
    for turn in range(rounds + 1):
        uid = _opened(lead)
        taken = found if turn else {name: [] for name in found}  # the first round warms
        for name, value, keys in SAVED:
            timed(taken[name], actions.save_answers, by=lead, assessment=uid, answers=told(value, keys))
        actions.name_assessor(by=lead, assessment=uid, email="peer@example.org", part="assessor", today=DAY)
        timed(taken["by phone"], actions.submit_form, by=peer, content=form(uid, "1"), files={})
        if not values:
            statement, values = bare_rows()
            prepare_bare()
        timed(taken["bare"], insert, statement, values)
        actions.withdraw_assessment(by=lead, assessment=uid, reason="Measured", today=DAY)
    return found


def _opened(lead: Any) -> str:
    given: dict[str, Any] = {"set_key": "long", "kind": "self", "territory": "KAZ"}
    return str(actions.open_assessment(by=lead, today=DAY, **given).uid)


def main() -> None:
    rounds = int(sys.argv[1]) if len(sys.argv) > 1 else 30
    call_command("migrate", verbosity=0)
    ground.lay()
    actions.record_version(by=SYSTEM, owner="REG", key="long", version="1", about="country", content=content())
    actions.publish_version(by=SYSTEM, key="long", version="1", today=date(2026, 1, 1))
    found = measure(rounds)
    bare = statistics.median(found["bare"])
    print(f"{connection.vendor}, {rounds} rounds, 200 questions\n")
    print("| what | p50 ms | p95 ms | against the bare insertion |")
    print("|---|---|---|---|")
    for name, taken in found.items():
        p95 = statistics.quantiles(taken, n=20)[-1]
        print(f"| {name} | {statistics.median(taken):.1f} | {p95:.1f} | {statistics.median(taken) / bare:.1f}× |")


if __name__ == "__main__":
    main()
