"""Requests per second and p95 of three pages over a million rows of participation, against two floors.

Floors, in the same run and on the same server: a bare Django view, and the bare SQL of a drill-down. Cases take turns
in rounds, because a machine that others use drifts: read the ratios, not the figures.
"""

import os
import re
import socket
import statistics
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from bench.load import Load, run

ROOT = Path(__file__).resolve().parent.parent
CASES = {
    "bare Django view": "/bench/bare/",
    "bare SQL of the drill-down": "/bench/sql/",
    "regional home": "/",
    "country page": "/countries/KAZ/",
    "indicator drill-down": "/indicators/cascade.people/",
}
ROUNDS, SECONDS = 3, 4.0


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@contextmanager
def _server(environment: dict[str, str]) -> Iterator[int]:
    """The bench's own server on a port that nobody else has; killed with everything it started."""
    port = _free_port()
    command = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(port), "--workers", "1"]
    command += ["--blocking-threads", "4", "--log-level", "warning", "bench.wsgi:application"]
    server = subprocess.Popen(command, cwd=ROOT, env=environment, start_new_session=True)
    try:
        _wait(port)
        yield port
    finally:
        os.killpg(server.pid, 9)
        server.wait()


def _wait(port: int) -> None:
    for _ in range(300):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/bench/bare/", timeout=5)
            return
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not start")


def measure(port: int) -> dict[str, list[Load]]:
    """Every case in turn, ROUNDS times, after one warming request each."""
    for path in CASES.values():
        with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=120) as answer:
            answer.read()
    found: dict[str, list[Load]] = {name: [] for name in CASES}
    for _ in range(ROUNDS):
        for name, path in CASES.items():
            found[name].append(run(port, path, seconds=SECONDS))
    return found


def table(database: str, rows: int, found: dict[str, list[Load]]) -> str:
    """Markdown: medians over the rounds, ratios to the two floors."""
    rate = {name: statistics.median(load.per_second for load in loads) for name, loads in found.items()}
    lines = [
        f"\n{database}, {rows:,} rows of participation, 4 connections, {ROUNDS} rounds of {SECONDS:.0f} s",
        "",
        "| case | requests/s | p50 ms | p95 ms | cost against the bare view | against the bare SQL | not 200 |",
        "|---|---|---|---|---|---|---|",
    ]
    for name, loads in found.items():
        middle = statistics.median(load.percentile(0.5) for load in loads)
        high = statistics.median(load.percentile(0.95) for load in loads)
        bare, sql = rate["bare Django view"] / rate[name], rate["bare SQL of the drill-down"] / rate[name]
        faults = sum(load.faults for load in loads)
        lines.append(f"| {name} | {rate[name]:.1f} | {middle:.1f} | {high:.1f} | {bare:.1f}× | {sql:.2f}× | {faults} |")
    return "\n".join(lines)


def weight(port: int) -> str:
    """Compressed bytes of the first page with everything that it loads at once; the map's renderer comes on demand."""

    def fetch(path: str) -> tuple[bytes, int]:
        request = urllib.request.Request(f"http://127.0.0.1:{port}{path}", headers={"Accept-Encoding": "gzip"})
        with urllib.request.urlopen(request, timeout=60) as answer:
            body = answer.read()
        return body, len(body)

    import gzip

    body, size = fetch("/")
    page = gzip.decompress(body).decode() if body[:2] == b"\x1f\x8b" else body.decode()
    links = re.findall(
        r'<(?:link[^>]+rel="(?:stylesheet|icon|manifest)"[^>]+href|script[^>]+src|img[^>]+src)="([^"]+)"', page
    )
    parts = {"/": size} | {link: fetch(link)[1] for link in dict.fromkeys(links) if link.startswith("/")}
    told = ", ".join(f"{Path(name).name or 'page'} {n / 1000:.1f}" for name, n in parts.items())
    return f"\nFirst page, compressed: {sum(parts.values()) / 1000:.1f} kB ({told})"


def bench(database: str, url: str, rows: int, courses: int) -> None:
    with tempfile.TemporaryDirectory(prefix="kerege-bench-") as data:
        environment = os.environ | {
            "DATA": data,
            "DATABASE_URL": url,
            "KEREGE_DEMO": "1",
            "DJANGO_SETTINGS_MODULE": "kerege.config.settings",
        }
        subprocess.run(
            [sys.executable, "-m", "kerege", "demo", "--prepare-only"], cwd=ROOT, env=environment, check=True
        )
        seeding = [sys.executable, "-m", "bench.seed", str(rows), str(courses)]
        subprocess.run(seeding, cwd=ROOT, env=environment, check=True)
        with _server(environment) as port:
            print(table(database, rows, measure(port)), flush=True)
            if database == "SQLite":
                print(weight(port), flush=True)
        counting = [sys.executable, "-m", "bench.queries"]
        subprocess.run(counting, cwd=ROOT, env=environment, check=True)


def main() -> None:
    rows = int(os.environ.get("BENCH_ROWS", "1000000"))
    bench("SQLite", "", rows, 500)
    from tools.postgres import server

    with server() as url:
        bench("PostgreSQL", url, rows, 500)


if __name__ == "__main__":
    main()
