"""An exam of every kind of question in a real browser: answered by keyboard alone, on a phone, and found accessible."""

import os
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from uuid import uuid4

import pytest
from django.conf import settings
from django.utils import timezone

from kerege.files import actions as files
from kerege.files.rules import Received
from kerege.files.words import FileKind, Purpose
from kerege.people.rules import SYSTEM
from kerege.training.models import ExamAnswer, ExamAttempt
from kerege.training.queries.scope import COUNTING
from tests import ground
from tests.training import items_made as made
from tests.training.examined import Examined, choice
from tests.web.exams.test_exam_pictures import PNG
from tests.web.signing import signed_in

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
AXE = Path(__file__).resolve().parents[3] / "frontend/node_modules/axe-core/axe.min.js"
RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}
HERE = "() => { const e = document.activeElement; return [e.localName, e.type ?? '', e.name ?? '', e.value ?? '']; }"


@pytest.fixture
def phone(live_server, monkeypatch):
    """A phone on which a learner has begun an exam with a question of every kind."""
    from playwright.sync_api import sync_playwright

    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")  # Playwright runs a loop in this thread
    ground.lay()
    now, hour = timezone.now(), timedelta(hours=1)
    picture = Received("room.png", FileKind.PNG, PNG, 1, 1)
    kept = {"owner": "UZB", "label": 2, "about": uuid4(), "purpose": Purpose.BANK}
    files.keep_file(by=SYSTEM, received=picture, **kept)
    pictured = {"images": {"room": made.PICTURE["room"] | {"sha256": picture.sha256}}}
    bodies = [body | pictured if "images" in body else body for body in made.EVERY.values()]
    items = [replace(one, data=body) for one, body in zip(map(choice, range(1, 99)), bodies, strict=False)]
    plan = {"rows": [{"count": str(len(items))}], "shuffled": False, "opens": now - hour, "closes": now + hour}
    of = Examined(items=items, **plan)
    her, site = signed_in("learner0"), live_server.url.replace("localhost", "127.0.0.1")  # the former is for contents
    assert her.post(f"/my/exams/{of.uid}/", {"do": "begin", "language": "en"}).status_code == 302
    attempt = ExamAttempt.objects.seen_by(COUNTING).one()
    with sync_playwright() as play:
        browser = play.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
        context = browser.new_context(viewport={"width": 360, "height": 780})
        cookies = {settings.SESSION_COOKIE_NAME: her.cookies[settings.SESSION_COOKIE_NAME].value, "language": "en"}
        context.add_cookies([{"name": n, "value": v, "url": site} for n, v in cookies.items()])
        page = context.new_page()
        page.set_default_timeout(5_000)
        page.complaints = []
        page.on("console", lambda said: page.complaints.append(said.text) if said.type == "error" else None)
        page.on("pageerror", lambda fault: page.complaints.append(str(fault)))
        page.goto(f"{site}/my/exams/sit/{attempt.uid}/")
        yield page
        browser.close()


def test_an_exam_of_every_kind_is_answered_by_keyboard_alone_and_handed_in(phone):
    assert phone.evaluate("document.documentElement.scrollWidth") == 360
    run = f"async rules => {{ {AXE.read_text()}; return (await axe.run(document, rules)).violations }}"
    assert {f["id"]: [n["html"][:160] for n in f["nodes"]][:3] for f in phone.evaluate(run, RULES)} == {}
    assert phone.locator(".scale output").inner_text() == "not answered"
    _answer(phone)
    phone.locator("[data-state]", has_text="All answers are saved.").wait_for()
    given = {each.place: each.given for each in ExamAnswer.objects.seen_by(COUNTING).order_by("id").seen()}
    assert len(given) == len(made.EVERY)
    assert all(given.values()), given
    scale = int(phone.locator("[data-place]", has=phone.locator(".scale")).get_attribute("data-place"))
    assert phone.locator(".scale output").inner_text() == str(given[scale]["r"]) == "35"
    phone.reload()
    assert phone.locator(".scale output").inner_text() == "35"
    _to(phone, lambda here: here[3] == "hand_in")
    phone.keyboard.press("Enter")
    phone.wait_for_url("**/results/**")
    assert phone.complaints == []


def _to(page, wanted):
    """Press Tab until the focus is on what is wanted."""
    for _ in range(150):
        page.keyboard.press("Tab")
        here = page.evaluate(HERE)
        if wanted(here):
            return here
    raise AssertionError("no key leads there")


def _answer(page):
    """Answer each field that the Tab key comes to: lists each by another of their answers."""
    lists = {}
    for _ in range(150):
        page.keyboard.press("Tab")
        tag, kind, name, value = page.evaluate(HERE)
        if value in {"save", "hand_in"}:
            return
        if kind in {"radio", "checkbox"}:
            page.keyboard.press("Space")
        elif kind == "range":
            page.keyboard.press("ArrowRight")
        elif tag == "select":
            of = "-".join(name.split("-")[:2])
            lists[of] = lists.get(of, 0) + 1
            for _ in range(lists[of]):
                page.keyboard.press("ArrowDown")
        elif tag == "textarea" or (tag == "input" and name.startswith("p") and not value):
            page.keyboard.type("20")


def test_what_is_answered_signed_out_or_without_a_line_is_sent_later(phone):
    kept, first = phone.context.cookies(), phone.locator('[data-place="1"]')
    phone.context.clear_cookies()
    first.locator("input[type=radio]").first.check()
    first.locator("[data-saved]", has_text="You are signed out").wait_for()
    assert not ExamAnswer.objects.seen_by(COUNTING).exists()
    phone.context.add_cookies(kept)
    phone.reload()
    phone.locator("[data-state]", has_text="All answers are saved.").wait_for()
    assert first.locator("input[type=radio]").first.is_checked()
    phone.context.set_offline(True)
    first.locator("input[type=radio]").nth(1).check()
    phone.locator("[value=save]").click()
    phone.locator("[data-state]", has_text="not sent yet").wait_for()
    phone.context.set_offline(False)
    phone.locator("[data-state]", has_text="All answers are saved.").wait_for()
    given = [each.given for each in ExamAnswer.objects.seen_by(COUNTING).order_by("id").seen()]
    assert len(given) == 2
    assert given[0] != given[1]
