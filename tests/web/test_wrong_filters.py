"""A filter that is none is refused at its field, on every list of the inventory and of quality; none is left out."""

import pytest
from django.http import HttpResponse, QueryDict
from django.test import Client, RequestFactory
from django.urls import resolve

from kerege.lib.refusal import Refusal
from kerege.people.queries import account
from kerege.web.shell.asked import a_language, a_line, a_month, a_number, an_order, asks, one_of
from tests.house.asking import offered
from tests.house.outlets import ROUTES

PAGES = {
    "/facilities/": "capability kind sector standing ownership stale bbox sort language",
    "/inventory/map/": "capability kind sector standing ownership stale bbox language",
    "/inventory/who-can/": "capability kind sector standing ownership stale bbox language within",
    "/inventory/offers/": "kind status language sort",
    "/inventory/requests/": "kind status urgency language sort",
    "/inventory/enquiries/": "side",
    "/inventory/searches/": "page",
    "/inventory/experts/": "expertise role reserve teaching",
    "/inventory/centres/": "topic language seats accredited",
    "/inventory/associations/": "",
    "/inventory/reference-functions/": "area reach past",
    "/inventory/statistics/": "rows columns",
    "/inventory/statistics/staff/": "",
    "/inventory/statistics/equipment/": "",
    "/equipment/": "kind standing state",
    "/equipment/lots/": "kind",
    "/equipment/plans/": "",
    "/equipment/testers/": "kind",
    "/capacity/quality/": "standing severity cause source",
    "/capacity/quality/documents/": "state",
    "/capacity/quality/plans/": "",
}
"""The lists of the inventory and of quality, and the filters of each that are no free words."""
WORDS = {"text", "near", "facility", "after", "unit", "place", "centre", "query", "row", "column"}
"""Filters that are words or keys: what may be kept as text may be asked for, and finds nothing."""
FRAME = {"page", "country"}
JUNK = ("zzz no such", "-5", "1" + "0" * 30, "a\x00b", "x" * 300, "٣٣٣٣٣٣٣٣٣٣", "' OR 1=1 --")
UNKEEPABLE = ("a\x00b", "\u202ea", "x" * 2_000)
nodb = pytest.mark.nodb


def codes_of(page: str) -> set[str]:
    return set(PAGES[page].split()) | FRAME


@pytest.fixture
def reader(demo_world):
    """Somebody with every form: the focal point of Kazakhstan."""
    found = Client(headers={"accept-language": "en"})
    found.force_login(account("focal.point.kaz@example.org"))
    return found


# -- readings ----------------------------------------------------------------------------------------------------------
READINGS = {
    "one_of": (one_of("yes", ["no", "maybe"]), ("yes", "maybe"), "shell.not_offered"),
    "order": (an_order(["", "title"]), ("title", "-title"), "shell.not_offered"),
    "number": (a_number(1, 99), ("1", "99", "007"), "shell.not_a_number"),
    "month": (a_month(2000, 2100), ("2000-01", "2100-12"), "shell.not_a_month"),
    "language": (a_language, ("ru", "uz-Latn"), "atlas.bad_language"),
}


@nodb
@pytest.mark.parametrize("name", READINGS)
def test_what_is_meant_is_read_and_all_else_is_refused(name):
    reading, good, code = READINGS[name]
    assert tuple(reading(each, "f") for each in good) == good
    for junk in JUNK:
        with pytest.raises(Refusal) as refused:
            reading(junk, "f")
        assert (refused.value.code, refused.value.field, refused.value.status) == (code, "f", 422)


@nodb
@pytest.mark.parametrize(
    ("reading", "typed"),
    [
        (a_number(1, 99), "0"),
        (a_number(1, 99), "100"),
        (a_number(1, 99), "1.5"),
        (a_number(1, 99), "²"),
        (a_month(2000, 2100), "2026-13"),
        (a_month(2000, 2100), "2026-00"),
        (a_month(2000, 2100), "1999-12"),
        (a_month(2000, 2100), "2026-1"),
        (a_month(2000, 2100), "٢٠٢٦-٠١"),
        (an_order(["", "title"]), "-"),
        (an_order(["", "title"]), "--title"),
        (one_of("yes"), "YES"),
    ],
)
def test_what_is_nearly_right_is_wrong(reading, typed):
    with pytest.raises(Refusal):
        reading(typed, "f")


@nodb
def test_numbers_are_read_in_the_digits_of_every_script():
    assert [a_number(1, 99)(each, "f") for each in ("42", "٤٢", "۴۲", "007")] == ["42", "42", "42", "007"]


@nodb
@pytest.mark.parametrize("typed", UNKEEPABLE)
def test_words_that_cannot_be_kept_cannot_be_asked(typed):
    with pytest.raises(Refusal):
        a_line(200)(typed, "text")


# -- the door ----------------------------------------------------------------------------------------------------------
@asks(kind=one_of("good"), seats=a_number(1, 99))
def told(request):
    """A view that tells what it was asked."""
    if request.GET.get("own") == "bad":
        raise Refusal(a_refusal(), field="own", value="bad")
    if request.GET.get("lost"):
        raise Refusal(a_refusal(), field="elsewhere", value="x")
    wrong = [(w.field, w.typed) for w in request.refused] if request.method == "GET" else "not read"
    answer = HttpResponse(request.GET.urlencode())
    answer.wrong = wrong
    return answer


def a_refusal():
    from kerege.web.shell.words import NOT_OFFERED

    return NOT_OFFERED


def asked(query, method="get"):
    return told(getattr(RequestFactory(), method)(f"/?{query}"))


@nodb
def test_a_view_reads_what_is_meant_and_hears_of_everything_that_is_wrong():
    good = asked("kind=good&seats=%DB%B4%DB%B2&other=x")
    assert (good.status_code, QueryDict(good.content), good.wrong) == (200, QueryDict("kind=good&seats=42&other=x"), [])
    bad = asked("kind=bad&seats=-5&other=x")
    assert (bad.status_code, bad.content) == (422, b"other=x")
    assert bad.wrong == [("kind", "bad"), ("seats", "-5")]


@nodb
def test_a_filter_of_blanks_asks_for_nothing():
    empty = asked("kind=%20%20&seats=4")
    assert (empty.status_code, QueryDict(empty.content), empty.wrong) == (200, QueryDict("kind=&seats=4"), [])


@nodb
def test_a_filter_that_stands_twice_is_refused_though_each_is_good():
    twice = asked("kind=good&kind=good&seats=4")
    assert (twice.status_code, twice.content, twice.wrong) == (422, b"seats=4", [("kind", "good")])


@nodb
def test_what_the_view_refuses_is_told_beside_the_rest():
    both = asked("kind=bad&own=bad&seats=4")
    assert (both.status_code, both.content) == (422, b"seats=4")
    assert both.wrong == [("kind", "bad"), ("own", "bad")]


@nodb
@pytest.mark.parametrize("query", ["lost=yes&kind=good", "own=bad&format=csv", "kind=bad&format=csv"])
def test_what_has_no_field_here_and_what_is_for_a_file_is_a_page_of_its_own(query):
    with pytest.raises(Refusal):
        asked(query)


@nodb
def test_a_form_that_is_sent_is_left_to_its_view():
    assert asked("kind=bad", "post").wrong == "not read"


# -- every list --------------------------------------------------------------------------------------------------------
@nodb
def test_every_list_of_the_inventory_says_what_it_can_be_asked():
    lists = {
        address
        for route, outlet in ROUTES.items()
        for address in outlet.exports
        if "{" not in address and "?" not in address and route.startswith(("facilities", "inventory", "equipment"))
    }
    assert lists <= set(PAGES)
    for page in PAGES:
        view = resolve(page).func
        assert set(view.asks) - WORDS == codes_of(page), page


def test_every_filter_that_a_page_offers_is_read(reader):
    for page in PAGES:
        found = set(offered(reader.get(page).content.decode())) - {"on", "name", "weekly"}
        assert found <= codes_of(page) | WORDS, page


@pytest.mark.parametrize("turn", [0, 3])
def test_every_wrong_filter_is_told_at_its_field(reader, turn):
    for number, page in enumerate(PAGES):
        wrong = {name: JUNK[(n + turn + number) % len(JUNK)] for n, name in enumerate(sorted(codes_of(page)))}
        answer = reader.get(page, wrong)
        assert answer.status_code == 422, page
        assert {each.field for each in answer.context["refused"]} == set(wrong), page
        text = answer.content.decode()
        controls = [name for name in wrong if f' id="{name}" name="{name}"' in text]
        assert [name for name in controls if f'id="{name}-error"' not in text] == [], page
        assert len(controls) == text.count('aria-invalid="true"'), page


def test_words_that_cannot_be_kept_are_told_at_their_field(reader):
    for page in ("/facilities/", "/inventory/map/", "/inventory/offers/", "/inventory/experts/", "/inventory/centres/"):
        answer = reader.get(page, {"text": "a\x00b"})
        assert (answer.status_code, [w.field for w in answer.context["refused"]]) == (422, ["text"]), page


@pytest.mark.parametrize(
    ("page", "wrong", "shown"),
    [
        ("/facilities/", "kind=zzz", "Osh"),
        ("/inventory/map/", "kind=zzz", "Osh"),
        ("/inventory/offers/", "kind=zzz", "Serological tests"),
        ("/inventory/centres/", "topic=zzz", "Shymkent"),
        ("/equipment/", "standing=zzz", "cabinet"),
    ],
)
def test_a_refused_question_is_not_answered_with_another_one(reader, page, wrong, shown):
    def rows(query):
        text = reader.get(f"{page}?{query}").content.decode()
        return shown in text[text.index("</form>") :] if "<tbody>" in text else False

    assert (rows(""), rows(wrong)) == (True, False)


def test_a_month_that_is_none_and_one_that_is(reader):
    centre = reader.get("/inventory/centres/").context["lines"][0].centre.key
    page = f"/inventory/centres/{centre}/calendar/"
    answers = {month: reader.get(page, {"month": month}) for month in ("2026-13", "26-1", "9" * 30, "2026-12")}
    assert [each.status_code for each in answers.values()] == [422, 422, 422, 200]
    assert "2026-13" in answers["2026-13"].context["refused"][0].sentence
    assert str(answers["2026-12"].context["first"]) == "2026-12-01"


def test_what_was_typed_stays_and_the_file_is_refused_whole(reader):
    page = reader.get("/inventory/centres/?seats=-5&topic=zzz&text=Almaty")
    text = page.content.decode()
    assert 'value="-5"' in text
    assert 'value="Almaty"' in text
    assert text.count('aria-invalid="true"') == 2
    assert reader.get("/inventory/centres/?seats=-5&format=csv").status_code == 422
