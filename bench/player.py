"""From pressing "Begin" to the first paint of a package, in Chromium: SCORM 1.2, SCORM 2004, cmi5 and H5P, against the
same files as plain pages in the same run; and what is lost when a browser is killed.

    python -m bench.player --rounds 10          # first paint; needs the H5P file of KEREGE_SAMPLES for its line
    python -m bench.player --killed 20          # rounds in which Chromium is killed (SIGKILL) after something was noted

A node with the example world on a folder of its own, started by the real command. Paint is what the browser's
`first-contentful-paint` entry of the package's own frame says, with the time from the press to the frame's beginning.
"""

import argparse
import functools
import http.server
import io
import json
import os
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.error
import urllib.request
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
SAMPLES = Path(os.environ.get("KEREGE_SAMPLES", "") or "no-samples") / "training"
PASSWORD = "kerege-demo-2026"  # noqa: S105 - the one that the example world prints
NOTED = 1_000
"""Milliseconds from what the package notes until the browser is killed."""
FILM = b"p { color: #123 }\n" * 4_000
PART = """<!doctype html><html lang="en"><meta charset="utf-8"><title>A part</title><link rel="stylesheet" href="s.css">
<h1>A part</h1><p id="told">…</p><script>
let api = null;
for (let each = window; !api && each !== each.parent; each = each.parent)
  api = each.parent.API ?? each.parent.API_1484_11;
if (api) {
  const old = "LMSInitialize" in api, kept = old ? "cmi.suspend_data" : "cmi.suspend_data";
  (old ? api.LMSInitialize : api.Initialize).call(api, "");
  document.getElementById("told").textContent = (old ? api.LMSGetValue : api.GetValue).call(api, kept) || "nothing";
  window.note = (text) => (old ? api.LMSSetValue : api.SetValue).call(api, kept, text);
} else document.getElementById("told").textContent = "plain";
</script>"""
SCORM12 = """<manifest identifier="B" xmlns="http://www.imsproject.org/xsd/imscp_rootv1p1p2"
 xmlns:adlcp="http://www.adlnet.org/xsd/adlcp_rootv1p2"><metadata><schemaversion>1.2</schemaversion></metadata>
<organizations default="O"><organization identifier="O"><title>{title}</title><item identifier="one" identifierref="r">
<title>{title}</title></item></organization></organizations><resources><resource identifier="r" type="webcontent"
 adlcp:scormtype="sco" href="one.html"/></resources></manifest>"""
SCORM2004 = SCORM12.replace("imsproject.org/xsd/imscp_rootv1p1p2", "imsglobal.org/xsd/imscp_v1p1").replace(
    "adlcp_rootv1p2", "adlcp_v1p3"
).replace("<schemaversion>1.2<", "<schemaversion>2004 4th Edition<").replace("scormtype", "scormType")  # fmt: skip

TEXT = '<langstring lang="en">{title}</langstring>'
CMI5 = f"""<courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
<course id="https://example.org/c"><title>{TEXT}</title><description>{TEXT}</description></course>
<au id="https://example.org/a"><title>{TEXT}</title><description>{TEXT}</description><url>one.html</url></au>
</courseStructure>"""


def packed(manifest: str, title: str) -> bytes:
    """A package of one page with a style sheet of 72 kB."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("cmi5.xml" if manifest == CMI5 else "imsmanifest.xml", manifest.format(title=title))
        archive.writestr("one.html", PART)
        archive.writestr("s.css", FILM)
    return file.getvalue()


@contextmanager
def node() -> Iterator[str]:
    with tempfile.TemporaryDirectory(prefix="kerege-player-") as folder, socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
        probe.close()
        command = [sys.executable, "-m", "kerege", "demo", "--data", folder, "--port", str(port)]
        kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
        with Path(folder, "log").open("w") as log:
            running = subprocess.Popen(command, env=kept, stdout=log, stderr=log)
            try:
                try:
                    _until_served(f"http://127.0.0.1:{port}/help/", running)
                except RuntimeError as fault:
                    log.flush()
                    said = Path(folder, "log").read_text(errors="replace")[-4_000:]
                    raise RuntimeError(f"{fault}; it said:\n{said}") from None
                yield f"http://127.0.0.1:{port}"
            finally:
                running.terminate()
                running.wait(20)


def _until_served(address: str, running: subprocess.Popen[bytes]) -> None:
    for _ in range(6_000):  # the world is laid anew, on a machine that others keep busy
        try:
            urllib.request.urlopen(address, timeout=10)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if running.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"the node did not start (it ended with {running.poll()})")


@contextmanager
def plain(content: bytes) -> Iterator[str]:
    """The same files as pages of a plain server: the floor."""
    with tempfile.TemporaryDirectory(prefix="kerege-plain-") as folder:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            archive.extractall(folder)
        handler = functools.partial(_Quiet, directory=folder)
        server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
        threading.Thread(target=server.serve_forever, daemon=True).start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}/one.html"
        finally:
            server.shutdown()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *said: Any) -> None:
        pass


def sign_in(page: Any, site: str, who: str) -> Any:
    page.goto(f"{site}/account/sign-in/")
    page.fill("input[name=login]", f"{who}@example.org")
    page.fill("input[name=password]", PASSWORD)
    page.press("input[name=password]", "Enter")
    page.wait_for_url(lambda url: "/account/sign-in/" not in url, timeout=60_000)
    if "/second-factor/" in page.url:
        page.fill("input[name=code]", page.inner_text("#demo-code"))
        page.press("input[name=code]", "Enter")
        page.wait_for_url(lambda url: "/second-factor/" not in url, timeout=90_000)
    return page


def opened(browser: Any, site: str, name: str, content: bytes) -> str:
    """A package that one person handed in and another one opened; the address of its page."""
    author, reviewer = (
        sign_in(browser.new_context().new_page(), site, who) for who in ("centre.manager", "focal.point.kaz")
    )
    author.goto(f"{site}/training/elearning/new/")
    author.set_input_files("input[type=file]", {"name": name, "mimeType": "application/zip", "buffer": content})
    author.click("main form .button")
    author.wait_for_url("**/training/elearning/*-*/", timeout=60_000)
    reviewer.goto(author.url)
    reviewer.click("button[value=publish]")
    reviewer.wait_for_load_state()
    address: str = author.url
    for each in (author, reviewer):
        each.context.close()
    return address


UNIT = "one.html?endpoint="
PAINTED = """() => new Promise((done) => {
  const told = () => performance.getEntriesByName("first-contentful-paint")[0];
  const wait = () => told() ? done(performance.timeOrigin + told().startTime) : setTimeout(wait, 5);
  wait();
})"""


def painted(page: Any, address: str, inner: str) -> float:
    """Seconds from the press to the first paint of the package's frame. The browser keeps nothing from before."""
    page.goto(address)
    press = "button[value=begin]"
    if inner == UNIT:  # a unit is launched on the page of what was begun
        page.click(press)
        page.wait_for_url("**/units/**")
        press = "main form button.button >> nth=0"
    began = page.evaluate("() => performance.timeOrigin + performance.now()")
    page.click(press, no_wait_after=True)
    for _ in range(3_000):
        found = [frame for frame in page.frames if inner in frame.url]
        if found:
            break
        page.wait_for_timeout(10)
    at: float = found[0].evaluate(PAINTED)
    return (at - began) / 1000


def floor(page: Any, address: str) -> float:
    page.goto("about:blank")
    began = time.time()
    page.goto(address)
    at: float = page.evaluate(PAINTED)
    return at / 1000 - began


def first_paint(rounds: int) -> None:
    kinds = {
        "SCORM 1.2": ("a.zip", packed(SCORM12, "Bench 1.2"), "/one.html"),
        "SCORM 2004": ("b.zip", packed(SCORM2004, "Bench 2004"), "/one.html"),
        "cmi5": ("d.zip", packed(CMI5, "Bench cmi5"), UNIT),
    }
    sample = SAMPLES / "h5p_standalone-test.h5p"
    if sample.exists():
        kinds["H5P (True/False)"] = ("c.h5p", sample.read_bytes(), "/r/")
    with node() as site, plain(packed(SCORM12, "x")) as static, _chromium() as browser:
        addresses = {kind: opened(browser, site, name, content) for kind, (name, content, _) in kinds.items()}
        times: dict[str, list[float]] = {"plain page": [], **{kind: [] for kind in kinds}}
        for _ in range(rounds):
            page = browser.new_context().new_page()
            times["plain page"].append(floor(page, static))
            page.context.close()
            for kind, (_, _, inner) in kinds.items():
                page = sign_in(browser.new_context().new_page(), site, "learner")
                times[kind].append(painted(page, addresses[kind], inner))
                page.context.close()
    print(f"load {os.getloadavg()[0]:.1f} at the end, {rounds} rounds, cold cache")
    for kind, found in times.items():
        print(f"| {kind} | {statistics.median(found) * 1000:.0f} ms | {max(found) * 1000:.0f} ms |")


@contextmanager
def _chromium() -> Iterator[Any]:
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        yield browser
        browser.close()


def killed(rounds: int) -> None:
    """What was noted a moment before Chromium was killed is there when it starts again with the same profile."""
    from playwright.sync_api import sync_playwright

    lost, large = 0, "ж" * 3_000
    with node() as site, sync_playwright() as play, tempfile.TemporaryDirectory(prefix="kerege-profile-") as profile:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        address = opened(browser, site, "k.zip", packed(SCORM2004, "Killed"))
        browser.close()
        start = functools.partial(
            play.chromium.launch_persistent_context, profile, executable_path=CHROMIUM, args=["--no-sandbox"]
        )
        context = start()
        page = sign_in(context.pages[0], site, "learner")
        page.goto(address)
        page.click("button[value=begin]")
        page.wait_for_url("**/play/**")
        play_at = page.url
        for number in range(rounds):
            inner = _inner(page)
            context.set_offline(number % 2 == 1)
            text = json.dumps([number, large * (20 if number % 3 == 2 else 1)], ensure_ascii=False)
            inner.evaluate("text => window.note(text)", text)
            page.wait_for_timeout(NOTED)
            _kill(profile)
            context = start()
            page = context.pages[0]
            page.goto(play_at)
            if "/account/" in page.url:
                sign_in(page, site, "learner")
                page.goto(play_at)
            told = _inner(page).inner_text("#told")
            lost += told != text
            print(f"round {number}: {'lost' if told != text else 'kept'} ({len(text)} characters)", flush=True)
        context.close()
    print(f"{rounds} kills, {lost} lost")


def _inner(page: Any) -> Any:
    for _ in range(600):
        for frame in page.frames:
            if frame.url.endswith("/one.html") and frame.query_selector("#told"):
                return frame
        page.wait_for_timeout(100)
    raise RuntimeError("the package did not open")


def _kill(profile: str) -> None:
    """SIGKILL for every process of the browser that has this profile, and for no other."""
    for folder in Path("/proc").iterdir():
        if folder.name.isdecimal():
            try:
                told = (folder / "cmdline").read_bytes()
                if f"--user-data-dir={profile}".encode() in told:
                    os.kill(int(folder.name), signal.SIGKILL)
            except OSError:
                continue
    time.sleep(0.5)
    for name in ("SingletonLock", "SingletonSocket", "SingletonCookie"):
        Path(profile, name).unlink(missing_ok=True)


def main() -> int:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--rounds", type=int, default=0)
    options.add_argument("--killed", type=int, default=0)
    chosen = options.parse_args()
    if not shutil.which(CHROMIUM):
        raise SystemExit("Chromium is missing; CHROMIUM names it.")
    if chosen.rounds:
        first_paint(chosen.rounds)
    if chosen.killed:
        killed(chosen.killed)
    return 0


if __name__ == "__main__":
    sys.exit(main())
