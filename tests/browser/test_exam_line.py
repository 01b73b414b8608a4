"""An exam is handed in on a line that breaks while the device takes it for there: it comes in once the line is back."""

from tests.browser.conftest import Visitor


def test_an_exam_is_handed_in_once_the_line_is_back(browser, site, sessions):
    her = Visitor(browser, site, sessions, width=360).signs_in("learner")
    page = her.page
    her.goes("/my/exams/")
    page.click("main a[href^='/my/exams/']:not([href*=results]) >> nth=0")
    if "/sit/" not in page.url:
        page.click("button[value=begin], main .notice + .buttons a")
    page.wait_for_selector("kerege-exam [data-clock]")
    chosen = page.locator("[data-place]:has(input[type=radio], input[type=checkbox])")  # drawn anew for each attempt
    first, second = chosen.nth(0), chosen.nth(1)
    first.locator("input").first.check()
    first.locator("[data-saved]:has-text('saved at')").wait_for()
    her.context.route("**/my/exams/sit/**", lambda asked: asked.abort())
    second.locator("input").first.check()
    page.click("button[value=hand_in]")
    page.wait_for_selector("[data-state]:has-text('Not handed in yet')")
    assert second.locator("input").first.is_checked(), "the page stays, with what was given"
    her.context.unroute("**/my/exams/sit/**")
    page.wait_for_url("**/my/exams/results/*/")
    assert "Handed in" in her.text
    her.context.close()
