"""Fifty people at once: visitors, focal points, readers of the API, searches, exports, records and sign-ins.

    python -m bench.mixed [--minutes 10] [--database sqlite|postgresql] [--users 50] [--server granian|gunicorn]
                          [--processes 1]

Starts a node with the example world on a folder of its own, lets the people loose, and writes one table: for each kind
of request how many, p50, p95, p99 and faults; then how memory grew, CPU per request, and what a bare view cost in the
same run. Between two requests of one person passes a second, more or less. Everything is seeded.
"""

import argparse
import gzip
import http.client
import os
import random
import re
import signal
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import urlencode

ROOT = Path(__file__).resolve().parent.parent
PAGES = ("/", "/countries/", "/countries/KAZ/", "/countries/UZB/", "/indicators/", "/courses/", "/events/", "/law/",
         "/projects/P53/", "/indicators/trainers.part1/", "/help/", "/people/seats/", "/sources/")  # fmt: skip
API = ("/api/v1/territories?size=50", "/api/v1/courses?size=50", "/api/v1/events?size=50", "/api/v1/claims?size=50",
       "/api/v1/indicators/trainers.part1?size=50", "/api/v1/organisations?size=50")  # fmt: skip
WORDS = ("Semey", "Ташкент", "Qaraganda", "training", "biosafety", "Душанбе", "nothing at all")
EXPORTS = ("/courses/?format=csv", "/events/?format=xlsx", "/sources/?format=json", "/indicators/trainers.part1.csv")
PASSWORD = "kerege-demo-2026"  # noqa: S105 - no secret: the demo prints it
SESSION = """
from kerege.config import sqlite; sqlite.install()
import django, time; django.setup()
from django.test import Client
from kerege.people import queries as people
found = []
for who in ("focal.point.kaz", "focal.point.kgz", "secretariat") * 6:
    visitor = Client(); visitor.force_login(people.account(who + "@example.org")); session = visitor.session
    session["account_authentication_methods_user"] = session["_auth_user_id"]
    session["account_authentication_methods"] = [
        dict(method="password", at=time.time() + 86400), dict(method="mfa", type="totp", at=time.time() + 86400)]
    session.save(); found.append(visitor.cookies["sessionid"].value)
print(" ".join(found))
"""


@dataclass
class Told:
    """What came of one kind of request."""

    seconds: list[float] = field(default_factory=list)
    faults: dict[int | str, int] = field(default_factory=dict)

    def share(self, of: float) -> float:
        ordered = sorted(self.seconds) or [0.0]
        return ordered[min(len(ordered) - 1, int(of * len(ordered)))] * 1000


class Person:
    """One of the fifty: a kind, a connection that stays, cookies, and dice of their own."""

    def __init__(self, port: int, number: int, told: dict[str, Told], lock: threading.Lock, session: str) -> None:
        self.port, self.number, self.told, self.lock = port, number, told, lock
        self.dice = random.Random(number)
        self.cookies = {"sessionid": session} if session else {}
        self.line = http.client.HTTPConnection("127.0.0.1", port, timeout=120)
        self.led = ""
        """Where the last answer led to, of those that lead elsewhere."""

    def ask(self, kind: str, path: str, typed: dict[str, str] | None = None, *, well: tuple[int, ...] = (200,)) -> str:
        """One request, counted under its kind; a status that is not `well` is a fault.

        Where the node hung up a line that waited, it is asked once more on a new one, as browsers do.
        """
        headers = {"Cookie": "; ".join(f"{k}={v}" for k, v in self.cookies.items()), "Accept-Encoding": "gzip"}
        body = None
        if typed is not None:
            body = urlencode(typed | {"csrfmiddlewaretoken": self.cookies.get("csrftoken", "")})
            headers["Content-Type"] = "application/x-www-form-urlencoded"
        began, got, packed, waited = time.perf_counter(), b"", False, self.line.sock is not None
        status: int | str = 0
        try:
            try:
                answer = self._answer(path, body, headers)
            except ConnectionError:
                self.line.close()
                if not waited:
                    raise
                answer = self._answer(path, body, headers)
            got, status, packed = answer.read(), answer.status, answer.headers.get("content-encoding") == "gzip"
            self.led = answer.headers.get("location") or ""
            for cookie in answer.headers.get_all("set-cookie") or ():
                name, value = re.match(r"([^=]+)=([^;]*)", cookie).groups()  # type: ignore[union-attr]
                self.cookies[name] = value
        except (OSError, http.client.HTTPException) as fault:
            self.line.close()
            status = type(fault).__name__
        passed = time.perf_counter() - began
        with self.lock:
            kept = self.told.setdefault(kind, Told())
            kept.seconds.append(passed)
            if status not in well:
                kept.faults[status] = kept.faults.get(status, 0) + 1
        return (gzip.decompress(got) if packed else got).decode(errors="replace")

    def _answer(self, path: str, body: str | None, headers: dict[str, str]) -> http.client.HTTPResponse:
        self.line.request("GET" if body is None else "POST", path, body, headers)
        return self.line.getresponse()

    def go_on(self, until: float) -> None:
        deeds: dict[str, Callable[[], object]] = {
            "visitor": lambda: self.ask("page", self.dice.choice(PAGES)),
            "officer": self._officer,
            "api": lambda: self.ask("API", self.dice.choice(API)),
            "search": lambda: self.ask("search", "/search/?" + urlencode({"q": self.dice.choice(WORDS)})),
            "export": lambda: self.ask("export", self.dice.choice(EXPORTS)),
            "sign-in": self._signs_in,
        }
        deed = deeds[kind_of(self.number)]
        while time.perf_counter() < until:
            deed()
            self.ask("bare view", "/bench/bare/") if self.dice.random() < 0.05 else None
            time.sleep(self.dice.expovariate(1.0))

    def _officer(self) -> None:
        if self.dice.random() < 0.2:
            key = f"B{self.number}-{time.time_ns() % 10**9}"
            self.ask("form", "/sources/new/")
            self.ask("write", "/sources/new/", {"key": key, "title": f"Page {key}"}, well=(302,))
        else:
            self.ask("page, signed in", self.dice.choice((*PAGES, "/journal/")))

    def _signs_in(self) -> None:
        """The password is checked, which costs what it has to cost; somebody signs in twice a minute."""
        self.cookies.clear()
        self.line.close()  # who comes back after half a minute comes on a new connection
        self.ask("page", "/account/sign-in/")
        typed = {"login": "learner@example.org", "password": PASSWORD}
        self.ask("sign-in", "/account/sign-in/", typed, well=(302,))
        time.sleep(self.dice.uniform(20, 40))


def kind_of(number: int) -> str:
    """Of fifty: 22 visitors, 12 officers, 8 programs, 4 who search, 2 who export, 2 who sign in again and again."""
    place = number % 50
    limits = ((22, "visitor"), (34, "officer"), (42, "api"), (46, "search"), (48, "export"), (50, "sign-in"))
    return next(kind for limit, kind in limits if place < limit)


@contextmanager
def node(url: str, server: str, processes: int) -> Iterator[tuple[int, int, list[str]]]:
    """A node with the example world; its port, the process that serves, sessions of officers."""
    from bench.pages import _free_port, _wait

    with tempfile.TemporaryDirectory(prefix="kerege-mixed-") as data:
        env = {k: v for k, v in os.environ.items() if not k.startswith(("KEREGE_", "DATABASE_"))}
        env |= {"DATA": data, "DATABASE_URL": url, "KEREGE_DEMO": "1", "DJANGO_SETTINGS_MODULE": "bench.settings"}
        subprocess.run([sys.executable, "-m", "kerege", "demo", "--prepare-only"], cwd=ROOT, env=env, check=True,
                       stdout=subprocess.DEVNULL)  # fmt: skip
        made = subprocess.run([sys.executable, "-c", SESSION], cwd=ROOT, env=env, check=True, capture_output=True)
        port = _free_port()
        commands = {
            "granian": ["granian", "--interface", "wsgi", "--port", str(port), "--blocking-threads", "4",
                        "--workers", str(processes), "--log-level", "warning", "bench.wsgi:application"],
            "gunicorn": ["gunicorn", "--bind", f"127.0.0.1:{port}", "--threads", "4", "--log-level", "warning",
                         "--workers", str(processes), "--keep-alive", "75", "bench.wsgi:application"],
        }  # fmt: skip
        running = subprocess.Popen([sys.executable, "-m", *commands[server]], cwd=ROOT, env=env, start_new_session=True)
        try:
            _wait(port)
            yield port, running.pid, made.stdout.decode().split()
        finally:
            os.killpg(running.pid, signal.SIGKILL)
            running.wait()


def weight(pid: int) -> tuple[float, float]:
    """Memory in MB and CPU seconds of a process and its children."""
    ticks, pages = os.sysconf("SC_CLK_TCK"), os.sysconf("SC_PAGE_SIZE")
    found = [pid, *map(int, subprocess.run(["pgrep", "-P", str(pid)], capture_output=True, text=True).stdout.split())]
    memory = sum(int(Path(f"/proc/{p}/statm").read_text().split()[1]) for p in found) * pages / 1e6
    stats = [Path(f"/proc/{p}/stat").read_text().rpartition(")")[2].split() for p in found]
    return memory, sum(int(s[11]) + int(s[12]) for s in stats) / ticks


def loose(port: int, sessions: list[str], users: int, seconds: float) -> dict[str, Told]:
    """Let them all work for so long; what came of it, by kind."""
    told: dict[str, Told] = {}
    lock, until = threading.Lock(), time.perf_counter() + seconds
    people = [
        Person(port, n, told, lock, sessions[n % len(sessions)] if kind_of(n) == "officer" else "")
        for n in range(users)
    ]
    threads = [threading.Thread(target=person.go_on, args=(until,)) for person in people]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def table(
    told: dict[str, Told], title: str, seconds: float, before: tuple[float, float], after: tuple[float, float]
) -> str:
    floor = told["bare view"].share(0.5) if "bare view" in told else 0.0
    lines = [f"\n{title}", "", "| kind | requests | p50 ms | p95 ms | p99 ms | faults | p50 against the bare view |",
             "|---|---|---|---|---|---|---|"]  # fmt: skip
    for kind in sorted(told):
        one = told[kind]
        faults = ", ".join(f"{n} × {status}" for status, n in one.faults.items()) or "0"
        figures = " | ".join(f"{one.share(of):.0f}" for of in (0.5, 0.95, 0.99))
        ratio = f"{one.share(0.5) / floor:.0f}×" if floor else "–"
        lines.append(f"| {kind} | {len(one.seconds)} | {figures} | {faults} | {ratio} |")
    requests = sum(len(one.seconds) for one in told.values())
    cpu = (after[1] - before[1]) / max(requests, 1) * 1000
    grew = f"{before[0]:.0f} MB at first, {after[0]:.0f} MB in the end"
    lines += [
        "",
        f"{requests} requests in {seconds:.0f} s; {cpu:.1f} ms of CPU each in the web process; memory {grew}.",
    ]
    return "\n".join(lines)


def measure(database: str, url: str, server: str, processes: int, users: int, minutes: float) -> str:
    with node(url, server, processes) as (port, pid, sessions):
        loose(port, sessions, users, min(15.0, minutes * 20))  # everybody's first page, before anything is counted
        before, seconds = weight(pid), minutes * 60
        told = loose(port, sessions, users, seconds)
        after = weight(pid)
    load = f"load average {os.getloadavg()[0]:.1f}"
    title = f"{database}, {server} × {processes}, {users} people, {minutes:g} minutes, {load}"
    return table(told, title, seconds, before, after)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--minutes", type=float, default=10)
    parser.add_argument("--users", type=int, default=50)
    parser.add_argument("--database", choices=["sqlite", "postgresql"], action="append")
    parser.add_argument("--server", choices=["granian", "gunicorn"], action="append")
    parser.add_argument("--processes", type=int, default=1, help="web processes; behind a proxy there may be several")
    parser.add_argument("--out", type=Path, default=ROOT / "bench" / "mixed.out.md")
    args = parser.parse_args()
    found = []
    for database in args.database or ["sqlite", "postgresql"]:
        for server in args.server or ["granian"]:
            found.append(_on(database, server, args.processes, args.users, args.minutes))
            print(found[-1], flush=True)
    args.out.write_text("\n".join(found) + "\n")
    print(f"\nwritten to {args.out}")


def _on(database: str, server: str, processes: int, users: int, minutes: float) -> str:
    if database == "sqlite":
        return measure("SQLite", "", server, processes, users, minutes)
    from tools.postgres import server as postgres

    with postgres() as url:
        return measure("PostgreSQL", url, server, processes, users, minutes)


if __name__ == "__main__":
    main()
