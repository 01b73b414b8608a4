"""An assessor in a laboratory without a line: the page opens, answers stay, and they go out when the line is back."""

import select
import socket
import threading
import urllib.parse
import uuid

import pytest

from tests.browser.conftest import Visitor


class Line:
    """A wire to the node that can be cut: what is connected breaks, and nothing new gets through."""

    def __init__(self, site):
        self.to = urllib.parse.urlsplit(site)
        self.door = socket.create_server(("127.0.0.1", 0))
        self.address = f"http://127.0.0.1:{self.door.getsockname()[1]}"
        self.cut, self.over = False, False
        threading.Thread(target=self._serve, daemon=True).start()

    def _serve(self):
        with self.door:
            while not self.over:
                if not select.select([self.door], [], [], 0.1)[0]:
                    continue
                come, _ = self.door.accept()
                if self.cut:
                    come.close()
                else:
                    threading.Thread(target=self._carry, args=[come], daemon=True).start()

    def _carry(self, come):
        with come, socket.create_connection((self.to.hostname, self.to.port)) as node:
            ends = {come: node, node: come}
            while not (self.cut or self.over):
                for end in select.select(list(ends), [], [], 0.05)[0]:
                    brought = end.recv(65_536)
                    if not brought:
                        return
                    ends[end].sendall(brought)


@pytest.fixture
def line(site):
    if site.startswith("https"):
        pytest.skip("the wire carries plain HTTP")
    made = Line(site)
    yield made
    made.over = True


def says(page, what):
    """How many, in the sentence of this name, once it is there."""
    page.wait_for_selector(f"[data-say={what}]:not([hidden])")
    return page.inner_text(f"[data-say={what}] [data-n]")


def on_device(page):
    """How many things the device keeps, as text, so that a test can look for what must not stand in it."""
    return page.evaluate(
        """() => new Promise((done) => { const asked = indexedDB.open("kerege-answers", 1);
        asked.onsuccess = () => { const all = asked.result.transaction("kept").objectStore("kept").getAll();
        all.onsuccess = () => { asked.result.close(); done(all.result.map((e) => [e.what, !!e.sent,
        new TextDecoder().decode(e.sealed)])); }; }; })"""
    )


def test_answers_given_without_a_line_are_sent_when_it_is_back(browser, line):
    officer = Visitor(browser, line.address, {}, width=360)
    page, faults = officer.page, []
    page.on("pageerror", lambda fault: faults.append(str(fault)))
    officer.signs_in("laboratory.head")
    officer.goes("/capacity/")
    page.click("main a[href^='/capacity/assessments/']:not([href*='/new/'])")
    page.click("[data-do=prepare]")
    page.wait_for_selector("[data-say=ready]:not([hidden])")
    page.click("main ol a[href*='/answer/'] >> nth=0")
    page.wait_for_selector("kerege-answers[data-ready]")
    where = page.url

    line.cut = True
    page.goto(where)
    page.wait_for_selector("kerege-answers[shell][data-ready] [data-question]")
    assert page.inner_text("h1") != "There is no network"
    first, second = page.locator("[data-question]").nth(0), page.locator("[data-question]").nth(1)
    typed = f"Typed in a cellar {uuid.uuid4()}"
    for card in (first, second):
        card.locator("summary").evaluate("each => each.parentElement.open = true")
        card.locator("textarea").last.fill(typed)
    assert says(page, "kept") == "2"
    page.reload()
    page.wait_for_selector("kerege-answers[data-ready] [data-question]")
    assert (first.locator("textarea").last.input_value(), says(page, "kept")) == (typed, "2")
    assert officer.sticks_out() == 0
    assert len(on_device(page)) == 3
    assert typed not in str(on_device(page)), "what is kept is sealed"

    line.cut = False
    page.evaluate("dispatchEvent(new Event('online'))")
    assert says(page, "sent") == "2"
    page.goto(where)
    page.wait_for_selector("kerege-answers:not([shell])[data-ready]")
    assert first.locator("textarea").last.input_value() == typed

    page.evaluate("document.querySelector('header form[action$=\"/sign-out/\"]').submit()")
    page.wait_for_url(line.address + "/")
    assert page.evaluate("async () => (await indexedDB.databases()).length + (await caches.keys()).length") == 0
    assert page.evaluate("async () => (await navigator.serviceWorker.getRegistrations()).length") == 0
    assert faults == []
    officer.context.close()
