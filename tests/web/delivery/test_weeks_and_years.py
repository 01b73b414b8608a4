"""The calendar as a week with its hours, by room or by trainer, and as a year of courses by centre."""

from datetime import date

import pytest
from django.test import Client

from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.training import actions
from tests.ground import lay, persons
from tests.training.planned import MANAGER, NOW, invited, lay_centre, planned, session

WEEK = "/courses/plan/calendar/week/"
YEAR = "/courses/plan/calendar/year/"


@pytest.fixture(autouse=True)
def _world(db):
    lay()
    lay_centre()
    persons(1)
    planned(first_day=date(2027, 2, 1), most=12)
    session(room="Hall")
    session(title="Waste", starts="2027-02-02 05:00", ends="2027-02-02 06:30", room="Laboratory")
    planned("hidden", title="For few", centre="", venue="KGZ", venue_place="Bishkek", label=2)
    session("hidden", title="Secret", starts="2027-02-02 23:00", ends="2027-02-03 01:00")
    invited("KAZ-P0")
    made = people.open_account(by=SYSTEM, email="plans@example.org", name="Plans", password="kerege-demo-2026")
    people.grant_role(by=SYSTEM, account=made, role="focal_point", owner="KAZ", start=date(2024, 1, 1))


def client(name=""):
    found = Client(headers={"accept-language": "en"})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def lanes(answer):
    return {
        lane.name: {
            f"{day.on:%a}": [(s.entry.line.session.title, s.at, s.length) for s in strips]
            for day, strips in lane.days
            if strips
        }
        for lane in answer.context["lanes"]
    }


def test_a_week_shows_the_hours_of_each_room():
    page = client().get(f"{WEEK}?week=2027-02-03")
    hall, laboratory = [("Risk assessment", 12, 12)], [("Waste", 0, 6)]
    assert lanes(page) == {"Hall": {"Mon": hall}, "Laboratory": {"Tue": laboratory}}, "five o'clock is drawn at six"
    assert (page.context["days"][0].on, page.context["after"]) == (date(2027, 2, 1), date(2027, 2, 8))
    own = client("plans").get(f"{WEEK}?week=2027-02-03")
    assert lanes(own)["Bishkek"] == {"Tue": [("Secret", 63, 1)]}, "eleven at night is drawn at ten"
    assert "No session that you may see is in this week." in client().get(f"{WEEK}?week=2027-03-01").content.decode()


def test_a_week_by_trainer_names_only_whom_the_reader_may_know():
    public = client().get(f"{WEEK}?week=2027-02-01&by=trainer")
    assert list(lanes(public)) == ["Not told who teaches"]
    own = client("plans").get(f"{WEEK}?week=2027-02-01&by=trainer")
    assert {name: list(days) for name, days in lanes(own).items()} == {
        "Not told who teaches": ["Tue"],
        "Person KAZ-P0": ["Mon", "Tue"],
    }


@pytest.mark.parametrize("wrong", ["?week=2027-02", "?week=1999-12-31", "?week=soon", "?by=colour"])
def test_what_is_no_week_is_told_at_its_field(wrong):
    assert client().get(f"{WEEK}{wrong}").status_code == 422


def edges(page):
    """The weeks before and after to which a page leads, and the day in its field."""
    text = page.content.decode()
    found = [text.partition(f'rel="{name}" href="?week=')[2].partition('"')[0] for name in ("prev", "next")]
    return [*found, text.partition('name="week" value="')[2].partition('"')[0]]


def test_no_link_leads_beyond_the_years_of_calendars():
    first, second, last = (client().get(f"{WEEK}?week={day}") for day in ("2000-01-01", "2000-01-03", "2100-12-31"))
    assert [page.context["days"][0].on for page in (first, second, last)] == [
        date(1999, 12, 27),
        date(2000, 1, 3),
        date(2100, 12, 27),
    ]
    assert [edges(page) for page in (first, second, last)] == [
        ["", "2000-01-03", "2000-01-01"],
        ["2000-01-02", "2000-01-10", "2000-01-03"],
        ["2100-12-26", "", "2100-12-27"],
    ]
    for page in (first, second, last):
        assert {client().get(f"{WEEK}?week={day}").status_code for day in edges(page) if day} == {200}
    assert client().get(f"{WEEK}?on=1950-06-01").context["days"][0].on == date(1999, 12, 27)


def bars(answer):
    return {
        name: [(bar["line"].title, bar["at"], bar["length"]) for bar in of] for name, of in answer.context["groups"]
    }


def test_a_year_shows_courses_by_centre_from_their_first_to_their_last_day():
    (centre,) = bars(client().get(f"{YEAR}?year=2027"))
    assert bars(client().get(f"{YEAR}?year=2027")) == {centre: [("Training of trainers", 31, 2)]}
    assert bars(client("plans").get(f"{YEAR}?year=2027"))[""] == [("For few", 32, 2)]
    assert bars(client("plans").get(f"{YEAR}?year=2027&centre=almaty")) == {centre: [("Training of trainers", 31, 2)]}
    actions.cancel_course(by=MANAGER, course="uzb-2027", reason="No visas", now=NOW)
    assert "called off" in client().get(f"{YEAR}?year=2027").content.decode()
    assert "No course that you may see" in client().get(f"{YEAR}?year=2030").content.decode()
    assert client().get(f"{YEAR}?year=x").status_code == 422
