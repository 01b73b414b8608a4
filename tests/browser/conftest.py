"""A real node with the example world, started by the real command, and a real browser in front of it."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
FLAGS = ["--no-sandbox", "--enable-unsafe-swiftshader", "--disable-background-networking", "--disable-sync"]
AXE = ROOT / "frontend/node_modules/axe-core/axe.min.js"
PASSWORD = "kerege-demo-2026"
FOLDERS = {}
"""DATA of the nodes that were started here, by address."""


def pytest_collection_modifyitems(items):
    for item in items:
        if "tests/browser" in str(item.fspath):
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """The address of `kerege demo` on a folder of its own with SQLite, or of the deployment that KEREGE_SITE names.

    The folder is new, or a copy of the one that the command brought up to date for this run.
    """
    if deployed := os.environ.get("KEREGE_SITE"):  # `make test-deployed`
        yield deployed
        return
    data = tmp_path_factory.mktemp("node")
    kept = os.environ.get("KEREGE_KEPT_WORLD", "")
    if kept and (Path(kept).parent / "demo").exists():  # only the folder of a node has it
        shutil.copytree(Path(kept).parent, data / "var")
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = probe.getsockname()[1]
    kept = {k: v for k, v in os.environ.items() if k not in {"DATABASE_URL", "DJANGO_SETTINGS_MODULE"}}
    log = (data / "log").open("w")
    command = [sys.executable, "-m", "kerege", "demo", "--data", str(data / "var"), "--port", str(port)]
    node = subprocess.Popen(command, cwd=ROOT, env=kept, stdout=log, stderr=log)
    address = f"http://127.0.0.1:{port}"
    try:
        _wait(address, node, data / "log")
        FOLDERS[address] = data / "var"
        yield address
    finally:
        node.terminate()
        node.wait(20)
        log.close()


def _wait(address, node, log):
    for _ in range(1200):
        try:
            urllib.request.urlopen(address + "/help/", timeout=10)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            if node.poll() is not None:
                break
            time.sleep(0.1)
    raise RuntimeError(f"the node did not start:\n{log.read_text()[-3000:]}")


@pytest.fixture(scope="session")
def browser():
    from playwright.sync_api import sync_playwright

    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()


class Visitor:
    """Somebody at a browser: opens pages, signs in, and keeps what the browser complains of."""

    def __init__(self, browser, site, sessions, *, language="en", width=1280):
        self.site = site
        self.sessions = sessions
        self.complaints = []
        self.context = browser.new_context(
            viewport={"width": width, "height": 900}, accept_downloads=True, ignore_https_errors=True
        )
        self.context.add_cookies([{"name": "language", "value": language, "url": site}])
        self.page = self.context.new_page()
        self.page.on("console", self._heard)
        self.page.on("pageerror", lambda fault: self.complaints.append(str(fault)))

    def _heard(self, message):
        refused = "the server responded with a status of 4" in message.text
        if message.type == "error" and not refused:
            self.complaints.append(message.text)

    def goes(self, path):
        """Open an address; its status."""
        return self.page.goto(self.site + path).status

    def signs_in(self, who):
        """As this demo account; a second visitor of the same name goes on with the first one's session."""
        if who in self.sessions:
            self.context.add_cookies(self.sessions[who])
            self.goes("/")
            return self
        self.goes("/account/sign-in/")
        self.page.fill("input[name=login]", f"{who}@example.org")
        self.page.fill("input[name=password]", PASSWORD)
        self.page.press("input[name=password]", "Enter")
        self.page.wait_for_url(lambda address: "/account/sign-in/" not in address)
        if "/second-factor/" in self.page.url:
            self.page.fill("input[name=code]", self.page.inner_text("#demo-code"))
            self.page.press("input[name=code]", "Enter")
        self.page.wait_for_url(self.site + "/")
        self.sessions[who] = [c for c in self.context.cookies() if c["name"] in {"sessionid", "__Host-session"}]
        return self

    @property
    def text(self):
        return self.page.inner_text("main")

    def violations(self):
        """What axe-core finds at levels A and AA, as rule and first places."""
        rules = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]}
        run = f"async rules => {{ {AXE.read_text()}; return (await axe.run(document, rules)).violations }}"
        found = self.page.evaluate(run, rules)
        return {f["id"]: [n["html"][:160] for n in f["nodes"]][:3] for f in found}

    def sticks_out(self):
        """By how many pixels the page is wider than the window."""
        return self.page.evaluate("document.documentElement.scrollWidth - document.documentElement.clientWidth")


@pytest.fixture(scope="session")
def sessions():
    """Cookies of whoever signed in already: a code is good once, and tests are quicker than codes change."""
    return {}


@pytest.fixture
def visitor(browser, site, sessions):
    """Make visitors; at the end no page may have complained to its console."""
    made = []

    def come(**options):
        made.append(Visitor(browser, site, sessions, **options))
        return made[-1]

    yield come
    complaints = [c for v in made for c in v.complaints]
    for v in made:
        v.context.close()
    assert complaints == []
