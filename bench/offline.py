"""What goes onto a device: bytes on the line by tier, against the words alone compressed; and the first load over a
slow line, in Chromium.

    python -m bench.offline --sizes             # lessons, courses and a package, as they come over HTTP
    python -m bench.offline --slow --rounds 3   # first paint and load at 64 kbit/s, 2G and 3G (CDP); keeping a course

A node with the example world of its own, or the one at `--site`. The floor of a lesson is gzip (9) of its words in one
piece: everything that somebody reads, without any structure; that of a slow load is a page of Python's server with as
many bytes, in turn.
"""

import argparse
import functools
import gzip
import http.server
import io
import json
import os
import statistics
import tempfile
import threading
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from bench.player import PAINTED, PART, SCORM12, _chromium, _Quiet, node, opened, sign_in

COURSES = ("biosafety-awareness", "what-would-you-do")
LINES = {"64 kbit/s": (64, 800), "2G": (280, 800), "3G": (1_600, 300)}
"""Kilobits a second and milliseconds there and back."""
TIERS = ("text", "low", "full")


def fetched(address: str) -> tuple[int, bytes]:
    """Bytes of an answer on the line, and its content."""
    asked = urllib.request.Request(address, headers={"Accept-Encoding": "gzip"})
    with urllib.request.urlopen(asked) as answer:
        body = answer.read()
        return len(body), gzip.decompress(body) if answer.headers.get("Content-Encoding") == "gzip" else body


def words(told: Any) -> Iterator[str]:
    """Every text of a lesson that somebody reads."""
    if isinstance(told, dict):
        for name, value in told.items():
            if name not in {"id", "to", "start", "part", "language", "sha256"}:
                yield from words(value)
    elif isinstance(told, list):
        for each in told:
            yield from words(each)
    elif isinstance(told, str):
        yield told


@contextmanager
def _node(address: str) -> Iterator[str]:
    if address:
        yield address
    else:
        with node() as made:
            yield made


def sizes(address: str) -> None:
    with _node(address) as site:
        print("| what | language | tier | on the line | words alone | ratio |\n|---|---|---|---|---|---|")
        for course in COURSES:
            listed, content = fetched(f"{site}/learning/keep/{course}/")
            lessons = json.loads(content)["lessons"]
            for language in ("en", "ru"):
                _course(site, course, lessons, language, listed)
        _, shell = fetched(f"{site}/learning/without-network/")
        named = {each.split('"')[0] for each in shell.decode().split('"/static/')[1:]}
        once = len(gzip.compress(shell)) + sum(fetched(f"{site}/static/{each}")[0] for each in named)
        print(f"\nOnce for each device: the page without a line with {len(named)} files, {once:,} bytes")
        with _chromium() as browser:
            _package(browser, site)


def _course(site: str, course: str, lessons: list[Any], language: str, listed: int) -> None:
    whole = dict.fromkeys(TIERS, 0)
    floor = 0
    for each in lessons:
        got: dict[str, int] = {}
        for part in each["parts"]:
            if part["language"] in ("", language) and part["tiers"]:
                got[part["name"]], content = fetched(f"{site}{each['address']}{part['name']}/")
                if part["kind"] == "text":
                    plain = len(gzip.compress("\n".join(words(json.loads(content))).encode(), 9))
        floor += plain
        for tier in TIERS:
            sent = sum(got.get(part["name"], 0) for part in each["parts"] if tier in part["tiers"])
            whole[tier] += sent
            if each is lessons[0]:
                print(f"| lesson {each['module']} | {language} | {tier} | {sent:,} | {plain:,} | {sent / plain:.2f} |")
    for tier in TIERS:
        total = whole[tier]
        name = f"course {course}, {len(lessons)} lessons"
        print(f"| {name} | {language} | {tier} | {total:,} | {floor:,} | {total / floor:.2f} |")
    print(f"| its list of parts | | | {listed:,} | | |")


def package() -> bytes:
    """A package of one page with a style sheet, a picture and a film that nothing compresses."""
    import zipfile

    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("imsmanifest.xml", SCORM12.format(title="Bench of weights"))
        archive.writestr("one.html", PART + '<video src="film.webm" preload="none"></video><img src="p.png">')
        archive.writestr("s.css", b"p { color: #123 }\n" * 4_000)
        archive.writestr("p.png", os.urandom(60_000))
        archive.writestr("film.webm", os.urandom(2_000_000))
    return file.getvalue()


def _package(browser: Any, site: str) -> None:
    content = package()
    address = opened(browser, site, "w.zip", content)
    page = sign_in(browser.new_context().new_page(), site, "learner")
    page.goto(address)
    page.click("details:has(table) summary")
    print(f"\nA package of {len(content):,} bytes as a ZIP file; its page says:\n")
    print("\n".join(each.strip() for each in page.inner_text("details:has(table)").splitlines() if each.strip()))
    print(page.inner_text("form .choices"))
    page.context.close()


def slow(rounds: int, address: str) -> None:
    with _node(address) as site, _chromium() as browser:
        lesson = f"{site}/training/lessons/biosafety-awareness/risk/"
        for name, (kilobits, latency) in LINES.items():
            found: dict[str, list[float]] = {}
            for _ in range(rounds):
                for what, told in _load(browser, lesson, kilobits, latency).items():
                    found.setdefault(what, []).append(told)
                found.setdefault("kept", []).append(_keep(browser, site, kilobits, latency))
            said = " | ".join(f"{statistics.median(found[what]):,.1f}" for what in ("paint", "load", "floor", "kept"))
            ratio = statistics.median(found["load"]) / statistics.median(found["floor"])
            print(f"| {name} | {statistics.median(found['bytes']) / 1000:,.0f} kB | {said} | {ratio:.2f} |", flush=True)
    print(f"load {os.getloadavg()[0]:.1f} at the end, {rounds} rounds; seconds, medians, nothing kept from before")


def _slowed(browser: Any, kilobits: int, latency: int) -> Any:
    page = browser.new_context(viewport={"width": 360, "height": 780}).new_page()
    page.set_default_timeout(180_000)
    line = page.context.new_cdp_session(page)
    line.send("Network.enable")
    rate = kilobits * 1000 / 8
    told = {"offline": False, "latency": latency, "downloadThroughput": rate, "uploadThroughput": rate}
    line.send("Network.emulateNetworkConditions", told)
    return page


SUM = """() => performance.getEntriesByType("resource").concat(performance.getEntriesByType("navigation"))
  .reduce((sum, each) => sum + each.transferSize, 0)"""
LOADED = "() => performance.timing.loadEventEnd - performance.timing.navigationStart"


def _load(browser: Any, address: str, kilobits: int, latency: int) -> dict[str, float]:
    page = _slowed(browser, kilobits, latency)
    page.goto(address)
    page.wait_for_timeout(200)
    began = page.evaluate("() => performance.timeOrigin")
    found = {"paint": (page.evaluate(PAINTED) - began) / 1000, "load": page.evaluate(LOADED) / 1000}
    found["bytes"] = page.evaluate(SUM)
    page.context.close()
    return found | {"floor": _floor(browser, int(found["bytes"]), kilobits, latency)}


def _floor(browser: Any, size: int, kilobits: int, latency: int) -> float:
    with tempfile.TemporaryDirectory(prefix="kerege-floor-") as folder:
        Path(folder, "one.html").write_text("<!doctype html><p>" + "x" * size)
        handler = functools.partial(_Quiet, directory=folder)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = _slowed(browser, kilobits, latency)
        page.goto(f"http://127.0.0.1:{server.server_address[1]}/one.html")
        page.wait_for_timeout(200)
        seconds: float = page.evaluate(LOADED) / 1000
        page.context.close()
        server.shutdown()
    return seconds


def _keep(browser: Any, site: str, kilobits: int, latency: int) -> float:
    """Seconds from the press until a course is kept, as text in one language."""
    page = _slowed(browser, kilobits, latency)
    page.goto(f"{site}/training/lessons/")
    block = "kerege-course[packs*=biosafety-awareness]"
    page.wait_for_selector(f"{block}[data-ready]")
    page.click(f"{block} summary")
    page.wait_for_selector(f"{block} button[data-do=keep]:not([disabled])")
    page.check(f"{block} input[value=text]")
    began = page.evaluate("() => performance.now()")
    page.click(f"{block} button[data-do=keep]")
    page.wait_for_selector(f"{block} [data-say=ready]:not([hidden])")
    seconds: float = (page.evaluate("() => performance.now()") - began) / 1000
    page.context.close()
    return seconds


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--sizes", action="store_true")
    options.add_argument("--slow", action="store_true")
    options.add_argument("--rounds", type=int, default=3)
    options.add_argument("--site", default="")
    chosen = options.parse_args()
    if chosen.sizes:
        sizes(chosen.site)
    if chosen.slow:
        slow(chosen.rounds, chosen.site)
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
