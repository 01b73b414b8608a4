"""200 learners in one course at once, over HTTP: sign in, open the course and a lesson, answer it, sit an exam.

    python -m bench.course [--learners 200] [--pause 5] [--database sqlite|postgresql] [--laid FOLDER]

A node of its own with a course, a lesson and an exam. All begin in the same moment, on a connection each; between two
requests of one learner passes --pause seconds on average. The floors are asked by the same learners in between: a
view that answers two bytes, and one that inserts a row with the columns of an answer in a transaction of its own.
The password is hashed once with the real hasher and given to everybody, so that laying is quick and signing in costs
what it costs. A FOLDER keeps the node as it was laid on SQLite: the next run with as many learners begins with a copy.
"""

import argparse
import json
import os
import random
import re
import shutil
import subprocess
import sys
import tempfile
import threading
import time
from datetime import timedelta
from pathlib import Path
from typing import Any
from uuid import uuid4

from bench.mixed import PASSWORD, ROOT, Person, Told
from bench.pages import _server

ANSWERS = 10
LESSON = "/training/lessons/parent/risk/?lesson=en"
STEPS = ("sign in", "home", "course", "lesson", "answer the lesson", "exams", "begin", "sit", "save an answer",
         "hand in", "result")  # fmt: skip
FLOORS = ("bare page", "bare insertion")


def lay(learners: int) -> dict[str, str]:
    """The course with its people, in the database that is configured; what a learner has to know."""
    from kerege.config import sqlite

    sqlite.install()
    import django

    django.setup()
    from django.contrib.auth.hashers import make_password
    from django.core.management import call_command
    from django.db import connection
    from django.utils.timezone import now

    call_command("migrate", verbosity=0)
    call_command("collectstatic", interactive=False, verbosity=0)
    from kerege.journal.actions import act
    from kerege.people.models import Account
    from kerege.people.rules import SYSTEM
    from tests import ground
    from tests.training.examined import Examined, choice
    from tests.training.test_lessons import laid

    ground.lay()
    laid()
    began = now()
    of = Examined(
        people_in=learners,
        items=[choice(n) for n in range(40)],
        rows=[{"count": str(ANSWERS)}],
        opens=began - timedelta(hours=1),
        closes=began + timedelta(hours=5),
    )
    with act("bench.course.laid", by=SYSTEM, about="course"), connection.cursor() as cursor:
        table = Account._meta.db_table
        cursor.execute(f"UPDATE {table} SET password = %s", [make_password(PASSWORD)])  # noqa: S608 - a model's table
        cursor.execute(
            "CREATE TABLE bench_answer (uid char(32) PRIMARY KEY, attempt integer, place integer, device varchar(36),"
            " number integer, given text, at varchar(40), late integer)"
        )
    return {"course": str(of.of.course.uid), "exam": of.uid}


class Learner(Person):
    """One of the course, from signing in to the result."""

    def __init__(self, port: int, number: int, told: dict[str, Told], lock: threading.Lock, pause: float) -> None:
        super().__init__(port, number, told, lock, "")
        self.pause, self.begun = pause, ""

    def step(self, kind: str, path: str, typed: dict[str, str] | None = None) -> str:
        """A request, then one of the floors, then a pause."""
        text = self.ask(kind, path, typed, well=(200,) if typed is None or kind == "save an answer" else (302,))
        if kind == "begin":
            self.begun = self.led
        floor = self.dice.choice(FLOORS)
        self.ask(floor, "/bench/bare/" if floor == "bare page" else "/bench/insert/")
        time.sleep(self.dice.expovariate(1 / self.pause) if self.pause else 0)
        return text

    def learn(self, course: dict[str, str]) -> None:
        self.ask("page for signing in", "/account/sign-in/")
        self.step("sign in", "/account/sign-in/", {"login": f"learner{self.number}@example.org", "password": PASSWORD})
        self.step("home", "/learning/")
        self.step("course", f"/courses/{course['course']}/")
        opened = re.search(r'name="opened" value="([^"]+)"', self.step("lesson", LESSON))
        said = {"do": "check", "lesson": "en", "opened": opened.group(1) if opened else "", "first": "a", "second": "b"}
        self.step("answer the lesson", LESSON.partition("?")[0], said)
        self.step("exams", "/my/exams/")
        self.step("begin", f"/my/exams/{course['exam']}/", {"do": "begin", "language": "en"})
        sit = self.begun
        page = self.step("sit", sit)
        places = re.findall(r'name="(p\d+-\d+)"', page)
        device = str(uuid4())
        for place, name in enumerate(dict.fromkeys(places), start=1):
            told = {"place": str(place), "number": str(place), "device": device, name: self.dice.choice("abc")}
            self.step("save an answer", f"{sit}answers/", told)
        self.step("hand in", sit, {"do": "hand_in"} | dict.fromkeys(places, "a"))
        self.step("result", sit.replace("/sit/", "/results/"))


def loose(port: int, course: dict[str, str], learners: int, pause: float) -> dict[str, Told]:
    told: dict[str, Told] = {}
    lock, ready = threading.Lock(), threading.Barrier(learners)
    random.seed(1)

    def go(number: int) -> None:
        one = Learner(port, number, told, lock, pause)
        ready.wait()
        time.sleep(random.uniform(0, pause))
        one.learn(course)

    threads = [threading.Thread(target=go, args=(n,)) for n in range(learners)]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    return told


def table(told: dict[str, Told], title: str) -> str:
    page, row = (told[each] for each in FLOORS)
    heads = ("step", "requests", "p50 ms", "p95 ms", "against the bare page", "against the bare insertion", "faults")
    lines = [title, "", f"| {' | '.join(heads)} |", "|---" * len(heads) + "|"]
    for kind in (*FLOORS, *STEPS):
        one = told.get(kind, Told())
        high = one.share(0.95)
        faults = ", ".join(f"{n} × {status}" for status, n in one.faults.items()) or "0"
        ratios = " | ".join(f"{high / max(each.share(0.95), 0.1):.1f}×" for each in (page, row))
        lines.append(f"| {kind} | {len(one.seconds)} | {one.share(0.5):.0f} | {high:.0f} | {ratios} | {faults} |")
    return "\n".join(lines)


def node(env: dict[str, Any], learners: int, laid: Path | None) -> dict[str, str]:
    """Lay the course in the folder of `env`, or copy there what an earlier run laid; what a learner has to know."""
    kept = laid / f"{learners}" if laid else None
    if kept and (kept / "course.json").exists():
        shutil.copytree(kept, env["DATA"], dirs_exist_ok=True)
        return dict(json.loads((kept / "course.json").read_text()))
    made = subprocess.run(
        [sys.executable, "-m", "bench.course", "--lay", "--learners", str(learners)],
        cwd=ROOT, env=env, check=True, capture_output=True, text=True,
    )  # fmt: skip
    course = dict(json.loads(made.stdout.splitlines()[-1]))
    if kept:
        shutil.copytree(env["DATA"], kept, dirs_exist_ok=True)
        (kept / "course.json").write_text(json.dumps(course))
    return course


def measure(database: str, url: str, learners: int, pause: float, laid: Path | None = None) -> str:
    with tempfile.TemporaryDirectory(prefix="kerege-course-") as data:
        kept = {k: v for k, v in os.environ.items() if not k.startswith(("KEREGE_", "DATABASE_"))}
        env: dict[str, Any] = kept | {"DATA": data, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "bench.settings"}
        course = node(env, learners, laid)
        with _server(env) as port:
            began = time.perf_counter()
            told = loose(port, course, learners, pause)
            seconds = time.perf_counter() - began
    asked = sum(len(each.seconds) for each in told.values())
    load = f"load average {os.getloadavg()[0]:.1f}"
    return table(told, f"{database}, {learners} learners, {asked} requests in {seconds:.0f} s, {load}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--learners", type=int, default=200)
    parser.add_argument("--pause", type=float, default=5)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--laid", type=Path, metavar="FOLDER")
    parser.add_argument("--lay", action="store_true", help=argparse.SUPPRESS)
    args = parser.parse_args()
    if args.lay:
        print(json.dumps(lay(args.learners)))
        return
    for database in args.database or ["sqlite", "postgresql"]:
        if database == "sqlite":
            print(measure("SQLite", "", args.learners, args.pause, args.laid), flush=True)
            continue
        from tools.postgres import server as postgres

        with postgres() as url:
            print(measure("PostgreSQL", url, args.learners, args.pause), flush=True)


if __name__ == "__main__":
    main()
