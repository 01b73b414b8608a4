"""The frame in a real browser: accessible, both directions, keyboard only, without scripts, under the strict policy."""

import os
from pathlib import Path

import pytest

from tests.web.shell_gallery.fixtures import gallery  # noqa: F401 - a fixture

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True), pytest.mark.usefixtures("gallery")]
CHROMIUM = os.environ.get("CHROMIUM", "/usr/bin/chromium")
AXE = Path(__file__).resolve().parents[2] / "frontend/node_modules/axe-core/axe.min.js"
FLAGS = ["--no-sandbox", "--enable-unsafe-swiftshader"]
AXE_RULES = {"runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]}


@pytest.fixture(scope="module")
def browser():
    from playwright.sync_api import sync_playwright

    # Playwright runs a loop in this thread, and Django refuses its database beside one unless told.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"
    with sync_playwright() as play:
        chromium = play.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield chromium
        chromium.close()
    del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]


@pytest.fixture
def opened(browser, live_server):
    """Open an address; fails when the page complains to the console, which is where a broken policy shows."""
    contexts, complaints = [], []

    def visit(address="/", language="en", width=1280, scheme="light", **options):
        context = browser.new_context(
            viewport={"width": width, "height": 800}, color_scheme=scheme, bypass_csp=False, **options
        )
        contexts.append(context)
        context.add_cookies([{"name": "language", "value": language, "url": live_server.url}])
        page = context.new_page()
        page.on("console", lambda m: complaints.append(m.text) if m.type == "error" else None)
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.goto(live_server.url + address)
        return page

    visit.complaints = complaints
    yield visit
    for context in contexts:
        context.close()
    assert complaints == []


def violations(page):
    run = f"async rules => {{ {AXE.read_text()}; return (await axe.run(document, rules)).violations }}"
    return page.evaluate(run, AXE_RULES)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [360, 1280])
@pytest.mark.parametrize("language", ["en", "fa"])
def test_axe_finds_nothing_and_nothing_sticks_out(opened, language, width, scheme):
    page = opened("/?on=2018-04-04", language, width, scheme)
    found = violations(page)
    assert {f["id"]: [n["html"][:200] for n in f["nodes"]][:5] for f in found} == {}
    assert page.evaluate("document.documentElement.scrollWidth") == width


def test_a_phone_menu_opens_by_keyboard_and_escape_closes_it(opened):
    page = opened(width=360)
    summary = page.locator(".phone-menu summary")
    summary.focus()
    page.keyboard.press("Enter")
    assert page.locator(".phone-menu nav a").first.is_visible()
    page.keyboard.press("Escape")
    assert not page.locator(".phone-menu nav a").first.is_visible()
    assert summary.evaluate("e => e === document.activeElement")


def test_the_first_tab_skips_to_the_content(opened):
    page = opened()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.className") == "skip"
    page.keyboard.press("Enter")
    assert page.evaluate("document.activeElement.id") == "main"


def test_day_and_country_open_in_place(opened):
    page = opened()
    page.locator(".lens summary").click()
    page.locator("#lens-on").fill("2018-04-04")
    page.locator(".lens button").click()
    page.wait_for_url("**/?on=2018-04-04")
    assert page.locator(".banner--asof").is_visible()
    page.locator(".banner--asof button").click()
    page.wait_for_url(lambda url: url.endswith("/"))
    assert page.locator(".banner--asof").count() == 0


def test_everything_that_reads_and_submits_works_without_scripts(opened):
    page = opened(java_script_enabled=False, width=360)
    page.locator(".phone-menu summary").click()
    page.locator(".phone-menu nav a", has_text="Training").click()
    page.wait_for_url("**/courses/")
    page.locator(".lens summary").click()
    page.locator(".lens a").click()
    page.locator("#on").fill("2018-04-04")
    page.locator("main button").click()
    page.wait_for_url("**/courses/?on=2018-04-04")
    page.locator("kerege-menu:not(.phone-menu-host) summary").click()
    page.locator("button[value=ru]").click()
    assert page.locator("html").get_attribute("lang") == "ru"


def test_the_summary_of_errors_gets_the_focus_and_leads_to_the_field(opened):
    page = opened("/?wrong=1")
    page.wait_for_function("document.activeElement.classList.contains('error-summary')")
    page.locator(".error-summary a", has_text="Title").click()
    assert page.evaluate("document.activeElement.id") == "id_title"


def test_the_detailed_map_comes_only_when_asked_for_and_from_this_node_only(opened):
    page = opened()
    node = page.evaluate("location.origin")
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.wait_for_timeout(300)
    assert [u for u in asked if "icon.svg" not in u] == []
    page.locator("kerege-map [data-open]").click()
    page.locator(".map__stage canvas").wait_for(timeout=60_000)
    page.locator(".map__name").first.wait_for(timeout=60_000)
    assert [u for u in asked if not u.startswith((f"{node}/", "blob:", "data:"))] == []
    assert page.locator("kerege-map svg.map__picture").count() == 0
    assert page.locator(".map__name").count() == 12


def test_a_map_that_cannot_load_leaves_the_picture(opened):
    page = opened()
    page.evaluate("document.querySelector('kerege-map').setAttribute('module', '/nowhere.js')")
    page.locator("kerege-map [data-open]").click()
    page.locator("kerege-map [role=status]", has_text="could not be loaded").wait_for()
    assert page.locator("kerege-map svg.map__picture").is_visible()
    assert len(opened.complaints) == 2, "the missing file, and what the map says about it"
    opened.complaints.clear()


def test_axe_bites(opened):
    page = opened()
    page.evaluate("document.querySelector('main').insertAdjacentHTML('beforeend', '<img src=/static/kerege/icon.svg>')")
    assert [f["id"] for f in violations(page)] == ["image-alt"]
