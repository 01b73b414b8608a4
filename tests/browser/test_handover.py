"""A focal point who leaves and her successor, as they walk through a handover; and the pages around it on a phone."""

from datetime import date, timedelta

import pytest

SEAT = "/people/seats/DEMO-NFP-KAZ/"
DAY = date.today() + timedelta(days=40)  # noqa: DTZ011 - the node beside it has the same clock
PAGES = (
    "/people/handovers/",
    f"{SEAT}hand-over/",
    "/people/tasks/",
    "/people/tasks/new/",
    "/people/accounts/",
    "/nodes/",
)


def reviewed(officer):
    officer.goes(SEAT)
    officer.page.click("text=Hand the seat over")
    officer.page.select_option("select[name=person]", label="Ruslan Kimbayev")
    officer.page.fill("input[name=on]", DAY.isoformat())
    officer.page.fill("textarea[name=note]", "We met on Monday")
    officer.page.click("button[value=review]")


def test_a_seat_is_handed_over_printed_and_taken_back(visitor):
    officer = visitor().signs_in("focal.point.kaz")
    assert "Answer the example ministry" in officer.text, "her tasks stand on the first page"
    reviewed(officer)
    for told in ("Answer the example ministry", "National focal point", "Ruslan Kimbayev", "Bolat Duisenbek"):
        assert told in officer.text
    officer.page.fill("input[name^=note-] >> nth=0", "The draft lies with the lawyer")
    officer.page.click("button[value=change]")
    assert officer.page.input_value("textarea[name=note]") == "We met on Monday"
    officer.page.click("button[value=review]")
    officer.page.fill("input[name^=note-] >> nth=0", "The draft lies with the lawyer")
    officer.page.click("button[value=confirm]")
    officer.page.wait_for_url("**/people/handovers/*/")
    assert "The draft lies with the lawyer" in officer.text
    assert "We met on Monday" in officer.text
    with officer.page.expect_download() as download:
        officer.page.click("main a[href*='format=pdf']")
    assert download.value.suggested_filename.endswith(".pdf")
    protocol = officer.page.url.removeprefix(officer.site)
    successor = visitor().signs_in("successor.kaz")
    assert successor.goes(protocol) == 200
    assert "The draft lies with the lawyer" in successor.text
    assert successor.goes(f"{SEAT}?on={DAY.isoformat()}") == 200
    assert "Ruslan Kimbayev" in successor.text
    officer.page.click("text=Take the handover back")
    assert "taken back" in officer.text
    assert successor.goes(f"{SEAT}hand-over/") == 403, "the seat is not theirs"


@pytest.mark.parametrize(("language", "width"), [("en", 1280), ("ru", 360), ("fa", 360)])
def test_the_pages_around_it_on_every_screen(visitor, language, width):
    officer = visitor(language=language, width=width).signs_in("focal.point.kaz")
    found = {}
    for path in PAGES:
        assert officer.goes(path) == 200
        told = (officer.violations(), officer.sticks_out())
        if told != ({}, 0):
            found[path] = told
    officer.page.goto(f"{officer.site}{SEAT}hand-over/")
    officer.page.select_option("select[name=person]", label="Ruslan Kimbayev")
    officer.page.fill("input[name=on]", DAY.isoformat())
    officer.page.click("button[value=review]")
    told = (officer.violations(), officer.sticks_out())
    if told != ({}, 0):
        found["review"] = told
    assert found == {}
