"""How late injects reach phones: 200 players of one exercise, each with a page that asks for news every three seconds.

    python -m bench.exercises [players] [minutes]

Lays an exercise on a folder of its own (SQLite), starts a server as nodes do (granian, four blocking threads), lets the
players open the page before the start, as they do, and starts the clock; one inject comes by the clock each minute, to
all. Told are, over all injects and players, how late the answer was complete that first held the inject (p50, p95, p99,
most; up to three seconds of it are the page's wait before it asks again), how many requests were answered without
content, how long answers took, faults.
"""

import http.client
import math
import os
import random
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from bench.starting import django_in

ROOT, ASKS, TEXT = Path(__file__).resolve().parent.parent, 3.0, "Inject of minute "
PATIENCE = 120
"""Seconds that a phone waits for an answer. What it gives up on the server still works at, so that a server which is
behind never comes up with those who ask again.
"""
DATA = tempfile.mkdtemp(prefix="kerege-bench-")


@dataclass
class Seen:
    """What the players found: by inject the moments at which it was there, seconds of answers, and how each ended."""

    lock: threading.Lock = field(default_factory=threading.Lock)
    arrived: dict[int, list[float]] = field(default_factory=dict)
    seconds: list[float] = field(default_factory=list)
    ended: dict[int, int] = field(default_factory=dict)


def laid(players: int, minutes: int) -> tuple[str, list[str]]:
    """An exercise with its players: its uid, and a session for each."""
    from django.core.management import call_command
    from django.test import Client

    call_command("migrate", verbosity=0, interactive=False)
    from kerege.people import actions as people
    from kerege.people.rules import SYSTEM
    from kerege.response.actions import exercises
    from tests import ground
    from tests.response.laid_exercise import TOLD, account

    ground.lay()
    leads = account("director", "exercise_director")
    account("evaluator")
    now = datetime.now(UTC)
    uid = str(
        exercises.plan_exercise(
            by=leads, owner="KAZ", told=replace(TOLD, starts_at=now, ends_at=now + timedelta(hours=3))
        ).uid
    )
    exercises.set_objective(by=leads, exercise=uid, text={"en": "Notify"}, measure={"en": "In an hour"})
    exercises.set_team(by=leads, exercise=uid, title={"en": "Duty desk"}, brief={})
    for n in range(1, minutes + 1):
        event = exercises.Event(n, n, {"en": f"{TEXT}{n}."}, "O1", {"en": "It is read."})
        exercises.set_inject(by=leads, exercise=uid, told=event)
    exercises.name_part(by=leads, exercise=uid, email="evaluator@example.org", part="evaluator")
    cookies, secret = [], os.urandom(12).hex()
    for n in range(players):
        made = people.open_account(by=SYSTEM, email=f"p{n}@example.org", name=f"Player {n}", password=secret)
        exercises.name_part(by=leads, exercise=uid, email=made.email, part="player", team="R1", called=f"Player {n}")
        visitor = Client()
        visitor.force_login(made)
        cookies.append(visitor.cookies["sessionid"].value)
    return uid, cookies


def start_clock(uid: str) -> float:
    """Start the exercise now; when that was."""
    from django.utils.timezone import localdate

    from kerege.people import queries as people
    from kerege.response.actions import running_exercises

    leads = people.actor_for(people.account("director@example.org"), on=localdate(), strong=True)
    row = running_exercises.start_exercise(by=leads, exercise=uid)
    assert row.started_at is not None  # noqa: S101 - it was just started
    return row.started_at.timestamp()


class Phone:
    """One player's phone, with the address at which its page asks for news."""

    def __init__(self, port: int, uid: str, cookie: str) -> None:
        self.port, self.path = port, f"/exercises/{uid}/play/"
        self.headers = {"Cookie": f"sessionid={cookie}", "Host": "127.0.0.1"}
        self.known: set[int] = set()
        self._call()

    def _call(self) -> None:
        self.line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=PATIENCE)

    def ask(self) -> tuple[int, str]:
        """One request: its status (0 for none) and what it brought."""
        try:
            self.line.request("GET", self.path, headers=self.headers)
            answer = self.line.getresponse()
            body = answer.read().decode()
        except (OSError, http.client.HTTPException):
            self._call()
            return 0, ""
        if 'id="news"' in body:
            self.path = body.split('id="news"')[1].split('hx-get="')[1].split('"')[0]
        return answer.status, body

    def open(self) -> None:
        """Before the start, as players do: from then on it asks for news alone."""
        status, body = self.ask()
        if 'id="news"' not in body:
            raise SystemExit(f"a player cannot open the page: {status}\n{body[:2000]}")

    def play(self, seen: Seen, until: float) -> None:
        time.sleep(random.random() * ASKS)
        while time.time() < until:
            began = time.time()
            status, body = self.ask()
            ended = time.time()
            with seen.lock:
                seen.seconds.append(ended - began)
                seen.ended[status] = seen.ended.get(status, 0) + 1
                for part in body.split(TEXT)[1:]:
                    number = int(part.split(".")[0])
                    if number not in self.known:
                        self.known.add(number)
                        seen.arrived.setdefault(number, []).append(ended)
            time.sleep(max(0.0, ASKS - (time.time() - began)))


def share(found: list[float], part: float) -> float:
    """A percentile; not a number (nan) where nothing was found."""
    return sorted(found)[min(len(found) - 1, int(len(found) * part))] if found else math.nan


def main(players: str = "200", minutes: str = "5") -> None:
    django_in(DATA, KEREGE_HOSTS="127.0.0.1")
    uid, cookies = laid(int(players), int(minutes))
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = ["granian", "--interface", "wsgi", "--port", str(port), "--blocking-threads", "4", "--workers", "1",
               "--log-level", "warning", "bench.wsgi:application"]  # fmt: skip
    env = os.environ | {"DJANGO_SETTINGS_MODULE": "bench.settings"}
    server = subprocess.Popen([sys.executable, "-m", *command], cwd=ROOT, env=env, start_new_session=True)
    seen = Seen()
    try:
        for _again in range(240):
            with suppress(OSError), socket.create_connection(("127.0.0.1", port), timeout=1):
                break
            time.sleep(0.5)
        phones = [Phone(port, uid, cookie) for cookie in cookies]
        with ThreadPoolExecutor(4) as few:
            list(few.map(Phone.open, phones))
        began = start_clock(uid)
        until = began + 60 * int(minutes) + 4 * ASKS
        crowd = [threading.Thread(target=phone.play, args=(seen, until)) for phone in phones]
        for each in crowd:
            each.start()
        for each in crowd:
            each.join()
    finally:
        os.killpg(server.pid, signal.SIGKILL)
        server.wait()
    late = [moment - began - 60 * number for number, moments in seen.arrived.items() for moment in moments]
    wanted = int(players) * int(minutes)
    print(f"{players} players, {minutes} injects, load {os.getloadavg()[0]:.1f}\n")
    print("| reached | of | late p50 | p95 | p99 | most | answer p50 | p99 | requests | without content | faults |")
    print("|---|---|---|---|---|---|---|---|---|---|---|")
    faults = sum(n for status, n in seen.ended.items() if status not in {200, 204})
    told = [
        *(f"{share(late, part):.2f} s" for part in (0.5, 0.95, 0.99, 1)),
        *(f"{share(seen.seconds, part) * 1000:.0f} ms" for part in (0.5, 0.99)),
    ]
    print(
        f"| {len(late)} | {wanted} | {' | '.join(told)} | {len(seen.seconds)} | {seen.ended.get(204, 0)} | {faults} |"
    )


if __name__ == "__main__":
    main(*sys.argv[1:])
