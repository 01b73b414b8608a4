"""The first ten minutes of a newcomer and a focal point, as they walk them."""

import re


def test_a_newcomer_opens_a_claim_down_to_the_record_and_its_source(visitor):
    somebody = visitor()
    assert somebody.goes("/") == 200
    assert "88" in somebody.text
    assert "52" in somebody.text
    somebody.page.click("main a[href*='/indicators/trainers.part1/'] >> nth=0")
    assert "12" in somebody.text
    assert "14" in somebody.text
    somebody.page.click("main a[href^='/courses/'] >> nth=0")
    assert somebody.page.locator("main a[href^='/sources/']").count() > 0


def test_as_on_4_april_2018_kazakhstan_takes_part_and_is_no_partner(visitor):
    somebody = visitor()
    somebody.goes("/countries/KAZ/?on=2018-04-04")
    before = somebody.text
    somebody.goes("/countries/KAZ/?on=2020-12-01")
    after = somebody.text
    assert before != after
    assert re.search(r"20 November 2020", after)
    assert not re.search(r"20 November 2020", before)


def test_the_language_is_switched_stays_and_turns_the_page(visitor):
    somebody = visitor()
    somebody.goes("/")
    somebody.page.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    somebody.page.click("form[action='/language/'] button[value=ru]")
    assert somebody.page.get_attribute("html", "lang") == "ru"
    somebody.goes("/indicators/")
    assert (somebody.page.get_attribute("html", "lang"), somebody.page.get_attribute("html", "dir")) == ("ru", "ltr")
    somebody.context.add_cookies([{"name": "language", "value": "fa", "url": somebody.site}])
    somebody.goes("/indicators/")
    assert somebody.page.get_attribute("html", "dir") == "rtl"


def test_the_focal_point_records_a_claim_without_a_source_and_is_told_why_not(visitor):
    officer = visitor().signs_in("focal.point.kaz")
    assert officer.goes("/claims/new/") == 200
    officer.page.fill("main [name=value]", "17")
    officer.page.click("main form.form button >> nth=0")
    assert officer.page.input_value("main [name=value]") == "17"
    assert officer.page.locator(".error-summary").is_visible()


def test_the_project_page_shows_an_empty_category_and_both_footnotes(visitor):
    somebody = visitor()
    somebody.goes("/projects/P53/")
    page = somebody.page.inner_text("body")
    assert "CBRN categories" in page
    assert "UNSCR 1244/1999" in page
    assert "recognition of a State of Palestine" in page


def test_a_town_is_found_in_any_script_and_under_its_former_name(visitor):
    somebody = visitor()
    for typed, found in (
        ("Ташкент", "Tashkent"),
        ("Toshkent", "Tashkent"),
        ("Қарағанды", "Karag"),
        ("Semipalatinsk", "Semey"),
    ):
        somebody.goes(f"/search/?q={typed}")
        assert found in somebody.text, typed
