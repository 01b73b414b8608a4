"""Statements per second into the learning record store: in batches of 1, 50 and 500, over the real server process.

    python -m bench.lrs [--seconds 3] [--rounds 2]                             # SQLite
    python tools/postgres.py python -m bench.lrs [--seconds 3] [--rounds 2]    # PostgreSQL

A case sends statements with all that a request costs: HTTP, the credential, strict checks, idempotence, columns that
find them. Its floor inserts the very same rows, made before, with one transaction a batch and nothing else. Cases take
turns (A B A B) in one run, because the machine's speed drifts; read the ratios.
"""

import argparse
import base64
import http.client
import json
import os
import random
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any
from uuid import UUID

from bench.mixed import weight
from bench.starting import django_in

ROOT = Path(__file__).resolve().parent.parent
SIZES = (1, 50, 500)
NODE = "https://node.example.org/"
DICE = random.Random(73)


def statement(n: int) -> dict[str, Any]:
    """An answer to a question of a course, as a player sends it; about 1,100 bytes."""
    course = f"https://courses.example.org/waste/{n % 7}"
    return {
        "id": str(UUID(int=DICE.getrandbits(128), version=4)),
        "actor": {"objectType": "Agent", "account": {"homePage": NODE, "name": f"p-{n % 211}"}},
        "verb": {"id": "http://adlnet.gov/expapi/verbs/answered", "display": {"en": "answered", "ru": "ответил"}},
        "object": {
            "objectType": "Activity",
            "id": f"{course}/question/{n % 97}",
            "definition": {
                "name": {"en": f"Question {n % 97}", "ru": f"Вопрос {n % 97}"},
                "type": "http://adlnet.gov/expapi/activities/cmi.interaction",
                "interactionType": "choice",
                "correctResponsesPattern": ["b"],
                "choices": [{"id": each, "description": {"en": f"Answer {each}"}} for each in "abc"],
            },
        },
        "result": {"score": {"scaled": 0.5, "raw": 1, "min": 0, "max": 2}, "success": True, "duration": "PT12.5S"},
        "context": {
            "registration": str(UUID(int=n % 211 + 1, version=4)),
            "contextActivities": {"parent": [{"id": course}], "category": [{"id": "https://w3id.org/xapi/cmi5"}]},
            "platform": "Player",
            "language": "ru",
        },
        "timestamp": "2026-03-01T09:30:00.000Z",
    }


def bodies(size: int, number: int) -> list[bytes]:
    """So many batches as they are sent."""
    return [json.dumps([statement(n) for n in range(size)], ensure_ascii=False).encode() for _ in range(number)]


def rows_of(body: bytes, owner: str, at: Iterator[int]) -> dict[str, list[tuple[Any, ...]]]:
    """The rows that the store makes of a batch, by the table."""
    from kerege.lrs.rules import reading
    from kerege.lrs.rules.batches import ready
    from kerege.lrs.rules.mentions import number, number_named, thing
    from kerege.lrs.words import Edition

    made: dict[str, list[tuple[Any, ...]]] = {"KnownId": [], "Statement": [], "Mention": []}
    for each in ready(reading.statements_of(body.decode())[0], edition=Edition.XAPI_1):
        stored, verb = next(at), number(owner, thing("verb", each.verb))
        made["KnownId"].append((each.uid, owner, stored, b""))
        found = (each.uid, owner, 3, False, stored, verb, each.registration, None, 1, "1.0.3", "", each.raw)
        made["Statement"].append(found)
        for related, names in ((False, each.mentions.direct), (True, each.mentions.related)):
            made["Mention"] += [(number_named(owner, name), stored, related) for name in names]
    return made


COLUMNS = {
    "KnownId": ("uid", "owner", "stored", "digest"),
    "Statement": ("uid", "owner", "label", "synthetic", "stored", "verb", "registration", "refers", "credential",
                  "version", "signed", "raw"),
    "Mention": ("thing", "stored", "related"),
}  # fmt: skip


def floor(batches: list[dict[str, list[tuple[Any, ...]]]], seconds: float) -> tuple[int, float]:
    """Insert prepared rows, a transaction a batch; how many batches, in which time."""
    from django.db import transaction

    from kerege.journal.rules import writing
    from kerege.lrs import models

    done, began = 0, time.perf_counter()
    for rows in batches:
        if time.perf_counter() - began > seconds:
            break
        with transaction.atomic(), writing():
            for name, found in rows.items():
                getattr(models, name).objects.all().insert_rows(COLUMNS[name], found)
        done += 1
    return done, time.perf_counter() - began


def sending(port: int, header: dict[str, str], sent: list[bytes], seconds: float) -> tuple[int, float]:
    """Send batches over one connection that stays; how many, in which time."""
    line = http.client.HTTPConnection("127.0.0.1", port, timeout=60)
    done, began = 0, time.perf_counter()
    for body in sent:
        if time.perf_counter() - began > seconds:
            break
        line.request("POST", "/xapi/1.0.3/statements", body, header)
        answer = line.getresponse()
        if answer.status != 200:
            raise RuntimeError(answer.read().decode())
        answer.read()
        done += 1
    return done, time.perf_counter() - began


@contextmanager
def served(data: str, port: int) -> Iterator[int]:
    """The server process of a node, as an operator starts it; its number."""
    command = [sys.executable, "-m", "kerege", "serve", "--data", data, "--port", str(port)]
    process = subprocess.Popen(command, cwd=ROOT, env=os.environ, stdout=subprocess.DEVNULL)
    try:
        for _ in range(300):
            with socket.socket() as probe:
                if probe.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.2)
        yield process.pid
    finally:
        process.terminate()
        process.wait(40)


def credential() -> dict[str, str]:
    """What a program sends along with every request."""
    from django.utils.timezone import localdate

    from kerege.lrs import actions
    from kerege.people.rules import SYSTEM

    day = localdate()
    key, secret = actions.make_credential(
        by=SYSTEM,
        owner="KAZ",
        purpose="bench",
        scopes=["all"],
        on=day,
        ends_on=day + timedelta(days=1),
        per_minute=60_000,
    )
    told = base64.b64encode(f"{key}:{secret}".encode()).decode()
    version = {"X-Experience-API-Version": "1.0.3", "Content-Type": "application/json"}
    return {"Authorization": f"Basic {told}", **version}


def measured(port: int, pid: int, seconds: float, rounds: int) -> None:
    """Write the table. The processor's time of the server tells what a statement costs whoever else is at work."""
    from django.db import connection

    at, header = count(1_000_000), credential()
    sending(port, header, bodies(1, 3), 60)  # the first request brings in the program
    print(f"{connection.vendor}, load of the machine {os.getloadavg()[0]:.1f}, {rounds} rounds of {seconds} s\n")
    print("| batch | statements/s | rows alone, statements/s | cost | µs of the server's processor for each |")
    print("|---|---|---|---|---|")
    for size in SIZES:
        most = {1: 1500, 50: 900, 500: 90}[size]
        cases: dict[str, Callable[[list[bytes]], tuple[int, float]]] = {
            "sent": lambda sent: sending(port, header, sent, seconds),
            "rows": lambda sent: floor([rows_of(body, "KGZ", at) for body in sent], seconds),
        }
        found, cpu = {name: [0, 0.0] for name in cases}, 0.0
        for _ in range(rounds):
            for name, case in cases.items():
                sent, before = bodies(size, int(most * seconds / 3)), weight(pid)[1]
                done, took = case(sent)
                cpu += weight(pid)[1] - before if name == "sent" else 0.0
                found[name][0] += done * size
                found[name][1] += took
        per_second, rows = (found[name][0] / found[name][1] for name in cases)
        each = cpu / found["sent"][0] * 1e6
        print(f"| {size} | {per_second:,.0f} | {rows:,.0f} | {rows / per_second:.1f}× | {each:,.0f} |", flush=True)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--seconds", type=float, default=3)
    parser.add_argument("--rounds", type=int, default=2)
    told = parser.parse_args()
    with tempfile.TemporaryDirectory() as data, socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = int(free.getsockname()[1])
        free.close()
        django_in(data, os.environ.get("DATABASE_URL", ""))
        from django.core.management import call_command

        call_command("migrate", verbosity=0)
        with served(data, port) as pid:
            measured(port, pid, told.seconds, told.rounds)


if __name__ == "__main__":
    main()
