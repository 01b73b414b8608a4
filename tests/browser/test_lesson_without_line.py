"""A learner on a slow line: a film is read and played, the lesson is kept, answered in a cellar, and sent once."""

import os
import subprocess
import sys

import pytest

from tests.browser.conftest import FOLDERS, ROOT, Visitor
from tests.browser.films_laid import DRAFT, LESSON
from tests.browser.test_without_line import line

__all__ = ["line"]
CUES = """() => { const track = document.querySelector("kerege-film video").textTracks[0];
  return track?.cues?.length ? [track.mode, track.language, [...track.cues].map((cue) => cue.text)] : null; }"""
QUEUED = "[data-part=queued] tr"


@pytest.fixture(scope="module")
def _laid(site):
    if site not in FOLDERS:
        pytest.skip("records are laid in the folder of a node that was started here")
    told = {**os.environ, "DATA": str(FOLDERS[site]), "DJANGO_SETTINGS_MODULE": "kerege.config.settings"}
    told.pop("DATABASE_URL", None)
    work = "from tests.browser.films_laid import lay; lay()"
    subprocess.run([sys.executable, "manage.py", "shell", "--no-imports", "-c", work], cwd=ROOT, env=told, check=True)


@pytest.mark.usefixtures("_laid")
def test_a_lesson_with_a_film_is_kept_answered_without_a_line_and_sent_once(browser, line, sessions):
    learner = Visitor(browser, line.address, sessions, width=360)
    page = learner.page
    learner.signs_in("learner")
    learner.goes(LESSON)
    page.wait_for_selector("kerege-learning[data-ready]")
    told = ["showing", "en", ["<v Aigul>Stop.", "<v Bek>Close the door."]]
    page.click("kerege-film button >> nth=1")
    assert page.wait_for_function(CUES).json_value() == told, "captions come from the content host, under the policy"
    page.wait_for_function("() => document.querySelector('kerege-film video').currentTime >= 0.7")
    page.click("kerege-learning summary")
    page.check("input[name=tier][value=full]")
    assert learner.violations() == {}
    assert learner.sticks_out() == 0
    page.click("[data-do=keep]")
    page.wait_for_selector("[data-say=ready]:not([hidden])")

    line.cut = True
    page.goto(line.address + LESSON)
    page.wait_for_selector("kerege-learning[shell][data-ready] kerege-film video")
    assert page.wait_for_function(CUES).json_value() == told, "and from the device"
    page.click("kerege-film button >> nth=1")
    page.wait_for_function("() => document.querySelector('kerege-film video').currentTime >= 0.7")
    page.check("[data-part=questions] input >> nth=0")
    assert learner.violations() == {}
    page.click("[data-part=lesson] form > .buttons .button")
    page.wait_for_selector(f"{QUEUED} [data-state=waits]:not([hidden])")

    page.click("[data-part=text] .card a")
    page.wait_for_selector("kerege-learning[shell][data-ready] [data-part=scene]")
    page.click("text=Take w-run")
    page.wait_for_selector("text=You slip.")
    page.reload()
    page.wait_for_selector("text=You slip.")
    page.click("text=Take w-hide")
    page.wait_for_selector("text=Learnt at bad")
    assert learner.violations() == {}
    assert page.locator(QUEUED).count() == 2, "a scenario is one entry, however many choices were made"

    line.cut = False
    page.evaluate("dispatchEvent(new Event('online'))")
    page.wait_for_selector(f"{QUEUED} >> nth=1 >> [data-state=synced]:not([hidden])")
    learner.goes("/learning/")
    page.wait_for_selector("kerege-learning[data-ready]")
    assert page.locator(f"{QUEUED} [data-state=synced]:not([hidden])").count() == 2
    learner.goes(f"{LESSON}spill-s/")
    assert "Learnt at bad" in learner.text
    learner.goes("/training/lessons/mine/")
    assert page.locator("tbody tr", has_text="On risk").count() == 1

    line.cut = True
    page.goto(line.address + LESSON)
    page.fill("kerege-learning[shell][data-ready] [name=pnumber-1]", "some")
    page.click("[data-part=lesson] form > .buttons .button")
    page.wait_for_selector(f"{QUEUED} [data-state=waits]:not([hidden])")
    line.cut = False
    page.evaluate("dispatchEvent(new Event('online'))")
    page.click(f"{QUEUED} [data-do=correct]")
    page.wait_for_selector("kerege-learning[pack][data-ready]", state="attached")
    assert page.input_value("[name=pnumber-1]") == "some", "what was not taken is in its lesson again"
    learner.goes("/learning/")
    page.wait_for_selector("kerege-learning[data-ready]")
    assert page.locator(QUEUED).count() == 2, "and waits no more"
    learner.context.close()


COURSE, ALONE = ("/training/lessons/", "kerege-course[packs*=films]"), (LESSON, "kerege-learning")


def keeps(browser, line, sessions, where, of):
    """A device of the learner that keeps the lesson, as text, alone or with its course, and has no line. It had none
    either when it was offered at first, and the lesson was taken off once.
    """
    device = Visitor(browser, line.address, sessions, width=360).signs_in("learner")
    page, ready = device.page, f"{of} [data-say=ready]:not([hidden])"
    device.goes(where)
    page.wait_for_selector(f"{of}[data-ready]")
    device.context.set_offline(True)
    page.click(f"{of} summary")
    page.wait_for_selector(f"{of} [data-say=full]:not([hidden])")
    device.context.set_offline(False)
    page.click(f"{of} summary")
    page.wait_for_selector(f"{of} [data-part=tiers]:not([disabled])", state="attached")
    page.click(f"{of} summary")
    page.check(f"{of} input[value=text]")
    size = f"{of} label:has(input[value=text]) [data-size]"
    weighs = page.inner_text(size)
    page.click(f"{of} button[data-do=keep]")
    page.wait_for_selector(ready)
    page.click(f"{of} button[data-do=remove]")
    page.wait_for_selector(ready, state="detached")
    page.wait_for_function("([at, told]) => document.querySelector(at).innerText === told", arg=[size, weighs])
    page.click(f"{of} button[data-do=keep]")
    page.wait_for_selector(ready)
    device.context.set_offline(True)
    page.goto(line.address + LESSON)
    page.wait_for_selector("kerege-learning[shell][data-ready] [name=pnumber-1]")
    return device


def answers(device, own):
    """Questions of the bank, one of them wrong, and the lesson's own or not; all of it is there after a reload."""
    page = device.page
    page.locator("[name=own]").nth(0).set_checked(own)
    page.fill("[name=pnumber-1]", "20,5")
    page.select_option("[name=porder-1-a1]", "1")
    page.locator(".scale input[type=range]").press("ArrowRight")
    page.wait_for_selector("kerege-learning[data-noted]")
    page.reload()
    page.wait_for_selector("kerege-learning[shell][data-ready] [name=pnumber-1]")
    assert page.input_value("[name=pnumber-1]") == "20,5"
    assert page.input_value("[name=porder-1-a1]") == "1"
    assert page.inner_text(".scale output") != "not answered"
    assert device.sticks_out() == 0
    page.click("[data-part=lesson] form > .buttons .button")
    page.wait_for_selector(f"{QUEUED} [data-state=waits]:not([hidden])")
    assert page.inner_text("[data-part=result] [data-there] [data-n]") == "3"
    page.close()


def sends(device):
    """The line is back, in another tab; how many attempts this device says are sent."""
    device.context.set_offline(False)
    device.page = device.context.new_page()
    device.goes("/learning/")
    device.page.wait_for_selector(f"kerege-learning[data-ready] {QUEUED} [data-state=synced]:not([hidden])")
    return device.page.inner_text(f"{QUEUED} [data-result]"), device.page.locator(QUEUED).count()


@pytest.mark.usefixtures("_laid")
def test_two_devices_answer_one_lesson_without_a_line_and_both_attempts_stand(browser, line, sessions):
    phone, tablet = (keeps(browser, line, sessions, *how) for how in (ALONE, COURSE))
    answers(phone, True)
    answers(tablet, False)
    assert (sends(phone), sends(tablet), sends(phone)) == (("· 3 / 4", 1), ("· 2 / 4", 1), ("· 3 / 4", 1))
    tablet.page.click(f"{QUEUED} [data-answers]")
    assert "2 of 4" in tablet.text
    tablet.goes("/training/lessons/mine/")
    rows = tablet.page.locator("tbody tr", has_text="answered without a network")
    assert [sum(f"{n} of 4" in each for each in rows.all_inner_texts()) for n in (3, 2)] == [1, 1]
    for each in (phone, tablet):
        each.context.close()


TYPED, KEPT = (
    "#writing textarea[name$='|en'] >> nth=0",
    "() => JSON.stringify({...localStorage}).includes('In a cellar')",
)


@pytest.mark.usefixtures("_laid")
def test_what_an_author_typed_without_a_line_stands_beside_what_another_saved(browser, line, sessions):
    author = Visitor(browser, line.address, sessions, width=360).signs_in("centre.manager")
    other = Visitor(browser, line.address, sessions).signs_in("centre.manager")
    page = author.page
    author.goes(DRAFT)
    assert author.violations() == {}
    assert author.sticks_out() == 0
    page.click("[data-live] summary")
    page.fill(TYPED, "Seen by learners")
    page.wait_for_selector("[data-preview] >> text=Seen by learners")
    author.context.set_offline(True)
    page.fill(TYPED, "In a cellar")
    page.wait_for_function(KEPT)
    other.goes(DRAFT)
    other.page.fill(TYPED, "By another")
    other.page.click("#writing .writing__bar button[value=save]")
    other.page.wait_for_selector("[data-say=saved]:not([hidden])")
    page.close()
    author.context.set_offline(False)
    page = author.page = author.context.new_page()
    author.goes(DRAFT)
    page.click("[data-say=elsewhere] [data-send]")
    page.wait_for_selector("text=This stands there now.")
    assert "By another" in page.inner_text(".notice dl")
    assert page.input_value(TYPED) == "In a cellar"
    page.click("#writing .writing__bar button[value=save]")
    page.wait_for_selector("[data-say=saved]:not([hidden])")
    assert page.input_value(TYPED) == "In a cellar"
    assert not page.evaluate(KEPT), "what the node has is kept on the device no more"
    for each in (author, other):
        each.context.close()
