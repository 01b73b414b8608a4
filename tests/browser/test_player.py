"""Rules of SCORM 2004 hold in a real browser, and an exercise of H5P tells its result and goes on where it was."""

import json
from uuid import uuid4

from tests.browser.conftest import Visitor
from tests.training import elearning_made as made
from tests.training.packed import zipped

PART = b"""<!doctype html><title>A part</title><p id="told">A part.<script>
const api = window.parent.API_1484_11;
api.Initialize("");
window.pass = () => {
  api.SetValue("cmi.success_status", "passed");
  api.SetValue("cmi.completion_status", "completed");
};
addEventListener("unload", () => api.Terminate(""));
</script>"""
LIBRARY = """H5P.TrueFalse = function (params, id, extras) {
  H5P.EventDispatcher.call(this);
  const own = this, was = extras?.previousState?.said ?? "nothing";
  this.attach = ($around) => { $around.html("<p id=told></p><button id=say>Say</button>");
    document.getElementById("told").textContent = was;
    document.getElementById("say").onclick = () => {
      own.said = "yes";
      own.triggerXAPIScored(1, 1, "answered", true, true);
    };
  };
  this.getCurrentState = () => ({ said: own.said ?? was });
};
H5P.TrueFalse.prototype = Object.create(H5P.EventDispatcher.prototype);"""


ONCE = f"<!-- {uuid4()} -->".encode()
"""A site that was deployed has the packages of the run before."""


def exercise():
    needs = {"machineName": "H5P.TrueFalse", "majorVersion": 1, "minorVersion": 6}
    library = needs | {"title": "T", "runnable": 1, "preloadedJs": [{"path": "t.js"}]}
    told = {"title": "Exercise", "language": "en", "mainLibrary": "H5P.TrueFalse", "preloadedDependencies": [needs]}
    files = {"h5p.json": told, "H5P.TrueFalse-1.6/library.json": library, "content/content.json": {"x": 1}}
    raw = {name: json.dumps(each).encode() for name, each in files.items()}
    return zipped(raw | {"H5P.TrueFalse-1.6/t.js": LIBRARY.encode(), "content/once.txt": ONCE})


def opened(browser, site, sessions, **files):
    """The addresses of packages that a manager handed in and a focal point opened."""
    author, reviewer = (Visitor(browser, site, sessions) for _ in range(2))
    author.signs_in("centre.manager")
    reviewer.signs_in("focal.point.kaz")
    found = []
    for name, file in files.items():
        author.goes("/training/elearning/new/")
        sent = {"name": name, "mimeType": "application/zip", "buffer": file.read()}
        author.page.set_input_files("input[type=file]", sent)
        author.page.click("main form .button")
        author.page.wait_for_url("**/training/elearning/*-*/")
        found.append(author.page.url.removeprefix(site))
        reviewer.goes(found[-1])
        reviewer.page.click("button[value=publish]")
        reviewer.page.wait_for_selector("text=The package is open to learners.")
    for each in (author, reviewer):
        each.context.close()
    return found


def begin(learner, address):
    learner.goes(address)
    learner.page.click("button[value=begin]")
    learner.page.wait_for_url("**/play/**")
    return learner.page.url


def inner(page, ending):
    for _ in range(400):
        for frame in page.frames:
            if ending in frame.url and frame.query_selector("#told"):
                return frame
        page.wait_for_timeout(25)
    raise AssertionError(f"no frame with {ending}: {[frame.url[-30:] for frame in page.frames]}")


def test_rules_of_a_package_hold_and_an_exercise_goes_on_where_it_was(browser, site, sessions):
    rules, asks = opened(browser, site, sessions, rules=made.sequenced(page=PART + ONCE), asks=exercise())
    learner = Visitor(browser, site, sessions).signs_in("learner")
    page = learner.page
    begin(learner, rules)
    second = page.locator("[data-target=two]")
    inner(page, "/one.html")
    page.wait_for_selector("[data-target=two][aria-disabled=true]")
    assert page.locator("li", has=second).locator("[data-why=disabled]").is_visible()
    second.evaluate("each => each.click()")
    inner(page, "/one.html").evaluate("pass()")
    page.wait_for_selector("li:has([data-target=one]) [data-standing=completed]:visible")
    page.locator("[data-navigate=continue]").press("Enter")
    inner(page, "/two.html")
    page.wait_for_selector("[data-target=two][aria-current=page]")

    play = begin(learner, asks)
    exercise_ = inner(page, "/r/")
    assert exercise_.inner_text("#told") == "nothing"
    with page.expect_response("**/commits/") as kept:
        exercise_.click("#say")
        page.wait_for_function("() => !document.querySelector('[data-say=kept]').hidden")
    assert kept.value.ok
    page.wait_for_timeout(3_200)  # H5P keeps a state every three seconds, and not more often
    page.goto(play)
    assert inner(page, "/r/").inner_text("#told") == "yes"
    learner.goes(asks)
    assert "Completed Passed · 100 % of the points" in " ".join(page.inner_text("main").split())
    assert learner.violations() == {}
    learner.context.close()
