"""A plan over years on pages: from the form to the plan, its files, and the season that comes of it."""

from datetime import date

import pytest

from kerege.planning.queries import YearsLine
from kerege.planning.words import State
from kerege.planning.words import years as words
from kerege.web.planning.years_wording import goodness, why_left
from tests.planning.laid_plans import COURSE
from tests.planning.laid_years import ROWS, searched_as, told_years
from tests.web.planning.test_plan_pages import signed_in, told

BEGUN = {
    "owner": "KAZ",
    "title": "Two years",
    "begins": "2027-02-14",
    "quarters": "8",
    "currency": "EUR",
    "seconds": "3",
}


def test_a_plan_over_years_is_made_on_pages_and_a_neighbour_sees_none_of_it(demo_world, monkeypatch):
    client = signed_in("focal.point.kaz@example.org")
    wrong = client.post("/planning/years/new/", {**BEGUN, "quarters": "99"})
    assert (wrong.status_code, "from 2 to 20 quarters" in told(wrong)) == (422, True)
    assert client.post("/planning/years/new/", {**BEGUN, "owner": "REG"}).status_code == 403
    page = client.post("/planning/years/new/", BEGUN)["Location"].removesuffix("told/")
    empty = told(client.get(page))
    assert f"“{words.FAMILIES['lost']}” is not recorded where you may read it" in empty
    assert client.get(f"{page}years.csv").status_code in {409, 422}
    rows = dict(ROWS)
    for family, several in (
        ("courses", {"curricula": [COURSE]}),
        ("people", {"topics": [COURSE], "countries": ["KAZ"]}),
    ):
        typed = {name: value for name, value in rows[family].items() if name not in ("curriculum", "topic", "country")}
        sent = {"do": f"add {family}"} | {f"{family}-{name}": value for name, value in {**typed, **several}.items()}
        assert client.post(f"{page}told/", sent).status_code == 302, typed
    rest = {"do": "missing", "missing-why": "x"}
    for family in ("lost", "terms", "event", "money"):
        rest |= {f"missing-{name}": value for name, value in rows[family].items() if name != "why"}
    wrong = client.post(f"{page}told/", rest | {"missing-places": "0"})
    assert (wrong.status_code, 'value="0"' in told(wrong)) == (422, True)
    assert client.post(f"{page}told/", rest).status_code == 302
    named = told(client.get(f"{page}told/"))
    assert "To be typed before anything is planned" not in named, "three forms are enough"

    uid = told_years()
    searched_as(monkeypatch, uid)
    page = f"/planning/years/{uid}/"
    found = told(client.get(page))
    assert "It is proved that no plan leaves less." in found
    assert found.count('<svg class="plot') == 2
    assert "quarter 1 of 2027" in found
    assert "Budget" in told(client.get(f"{page}told/"))
    assert [client.get(f"{page}years.{key}").status_code for key in ("csv", "xlsx", "nothing")] == [200, 200, 404]
    assert "2027-04-01,Kazakhstan" in told(client.get(f"{page}years.csv"))
    assert client.get(f"{page}report.pdf").content.startswith(b"%PDF")
    season = client.post(f"{page}do/", {"do": "season", "since": "0", "quarters": "2"})["Location"]
    assert "Two years, quarter 1 of 2027" in told(client.get(season))
    assert "A season is made of" in told(
        client.post(f"{page}do/", {"do": "season", "since": "x", "quarters": "1"}, follow=True)
    )
    other = told_years(title="Less money")
    searched_as(monkeypatch, other, unproved=1)
    beside = told(client.get(f"{page}?beside={other}"))
    assert "Trainers in the last quarter" in beside
    assert "0.1 %" in beside, "a gap is never told smaller than it is"
    assert "Still open" not in told(client.get(f"{page}?beside=nothing"))
    copied = client.post(f"{page}do/", {"do": "copy", "title": "Another"})["Location"]
    assert "Taken out." in told(client.post(copied, {"do": "drop money 1"}, follow=True))
    waits = told(client.post(f"{page}do/", {"do": "afresh"}, follow=True))
    assert "Stop, and keep the best that was found" in waits
    assert "Give the search up" in told(client.get(page, headers={"HX-Request": "true"}))
    assert client.post(f"{page}do/", {"do": "cancel"}).status_code == 302

    for email in ("focal.point.kgz@example.org", "secretariat@example.org", "learner@example.org"):
        other = signed_in(email)
        rest = ("", "told/", "report.pdf", "years.csv")
        assert [other.get(f"{page}{each}").status_code for each in rest] == [404] * 4
        assert [other.post(f"{page}{each}", {"do": "afresh"}).status_code for each in ("do/", "told/")] == [404, 404]
    begun = told(signed_in("secretariat@example.org").get("/planning/years/"))
    assert ("Example: the region from 2027 to 2028" in begun, page in begun) == (True, False), (
        "what the world has begun"
    )
    neighbour = signed_in("focal.point.kgz@example.org").get("/planning/years/")
    assert (neighbour.status_code, page in told(neighbour), page in told(client.get("/planning/years/"))) == (
        200,
        False,
        True,
    )
    for email in ("learner@example.org", "centre.manager@example.org"):
        other = signed_in(email)
        assert [other.get(a).status_code for a in ("/planning/years/", "/planning/years/new/")] == [403, 403]


@pytest.mark.nodb
def test_no_more_is_said_than_is_proved():
    days = date(2027, 1, 1), date(2028, 12, 31)
    line = YearsLine("", "KAZ", "", *days, State.FOUND, 10_000, 9_999, 10_000_000, date(2026, 11, 27), False)
    met, gap = goodness(line)
    assert ("99 percent" in met, "at most 0.1 percent" in gap) == (True, True)
    short = (("time", 3), ("money", 1))
    assert why_left(short) == f"money in 1 quarter, {words.SHORT['time']}", "also where it was so in some quarters"
