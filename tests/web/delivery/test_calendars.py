"""Calendars of courses: times by the clock of each venue, called-off sessions as such, each for its readers."""

from datetime import UTC, datetime

import icalendar
import pytest
from django.core import signing
from django.test import Client

from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from kerege.training import actions
from kerege.training.models import Course, CourseSession
from kerege.training.queries.calendars import Dated
from kerege.training.queries.delivery import SessionLine
from kerege.training.queries.staff import DOOR
from kerege.web.delivery.ics import written
from tests.ground import lay, persons
from tests.training.planned import MANAGER, invited, lay_centre, planned, session

NOW = datetime(2026, 11, 26, 12, tzinfo=UTC)
STARTS, ENDS = (datetime(2027, 3, 29, hour, tzinfo=UTC) for hour in (7, 9))
LINE = SessionLine(
    "01", "Opening", "", STARTS, ENDS, "Hall", booked=True, called_off=None, called_off_for="", sequence=0
)


def events(content):
    made = icalendar.Calendar.from_ical(content)
    return made, {str(e["summary"]): e for e in made.walk("VEVENT")}


@pytest.mark.nodb
def test_a_file_has_the_clock_of_the_venue_through_the_change_of_clocks():
    told = Dated(LINE, "c", "A course", "planned", "Europe/Brussels", "BEL", "Brussels", "KAZ", "en", synthetic=False)
    made, found = events(written([told], name="X", now=NOW, address=lambda uid: f"https://example.org/{uid}"))
    event = found["A course: Opening"]
    assert event["dtstart"].to_ical() == b"20270329T090000"
    assert (event["dtstart"].params["TZID"], str(event["location"])) == ("Europe/Brussels", "Hall, Brussels")
    assert (str(event["status"]), event["sequence"], str(event["url"])) == ("CONFIRMED", 0, "https://example.org/c")
    (zone,) = made.walk("VTIMEZONE")
    assert str(zone["tzid"]) == "Europe/Brussels"
    assert {part.name for part in zone.subcomponents} == {"STANDARD", "DAYLIGHT"}
    assert list(icalendar.Calendar.from_ical(written([], name="X", now=NOW, address=str)).walk("VEVENT")) == []


@pytest.fixture
def _world(db):
    lay()
    lay_centre()
    persons(1)
    planned(trainees_from="UZB")
    session(room="Hall")
    session(title="Waste", starts="2027-02-02 09:00", ends="2027-02-02 10:00", place="Garden")
    planned("hidden", title="For few", label=2)
    session("hidden", title="Secret", starts="2027-02-03 09:00", ends="2027-02-03 10:00", place="Elsewhere")
    invited("KAZ-P0", "hidden")
    made = people.open_account(by=SYSTEM, email="p0@example.org", name="P0", password="kerege-demo-2026")
    people.link_person(by=SYSTEM, account=made, person="KAZ-P0")


def client(name=""):
    found = Client(headers={"accept-language": "en"})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def titles(answer):
    assert answer["Content-Type"].startswith("text/calendar")
    return {name: str(e["status"]) for name, e in events(answer.content)[1].items()}


@pytest.mark.usefixtures("_world")
def test_each_reader_gets_what_they_may_see_and_called_off_sessions_as_such():
    waste = CourseSession.objects.seen_by(DOOR).filter(title="Waste").one()
    actions.call_off_session(by=MANAGER, session=str(waste.uid), reason="Rain", now=NOW)
    public = titles(client().get("/courses/plan/calendar.ics"))
    assert public == {"Training of trainers: Risk assessment": "CONFIRMED", "Training of trainers: Waste": "CANCELLED"}
    assert titles(client().get("/courses/plan/calendar.ics?centre=almaty")) == public
    assert titles(client().get("/courses/plan/calendar.ics?centre=nowhere")) == {}
    assert titles(client("p0").get("/courses/plan/mine.ics")) == {"For few: Secret": "CONFIRMED"}
    assert titles(client().get("/courses/plan/mine.ics")) == {}
    content = client().get("/courses/plan/calendar.ics").content
    assert events(content)[1]["Training of trainers: Waste"]["sequence"] == 1
    assert b"Secret" not in content


@pytest.mark.usefixtures("_world")
def test_one_course_leaves_as_a_file_for_whoever_may_see_it():
    uid = {c.key: c.uid for c in Course.objects.seen_by(DOOR).all().seen()}
    assert len(titles(client().get(f"/courses/{uid['uzb-2027']}/plan.ics"))) == 2
    assert client().get(f"/courses/{uid['hidden']}/plan.ics").status_code == 404
    assert titles(client("p0").get(f"/courses/{uid['hidden']}/plan.ics")) == {"For few: Secret": "CONFIRMED"}
    actions.cancel_course(by=MANAGER, course="uzb-2027", reason="No visas", now=datetime(2027, 2, 2, 12, tzinfo=UTC))
    assert set(titles(client().get(f"/courses/{uid['uzb-2027']}/plan.ics")).values()) == {"CANCELLED"}


@pytest.mark.usefixtures("_world")
def test_a_month_shows_sessions_on_the_day_of_their_venue():
    page = client().get("/courses/plan/calendar/?month=2027-02")
    found = {
        day.on.isoformat(): [e.line.session.title for e in day.entries] for w in page.context["weeks"] for day in w
    }
    assert {day: told for day, told in found.items() if told} == {
        "2027-02-01": ["Risk assessment"],
        "2027-02-02": ["Waste"],
    }
    assert "09:00–12:00" in page.content.decode()
    own = client("p0").get("/courses/plan/calendar/?month=2027-02&mine=yes").content.decode()
    assert ("Secret" in own, "Risk assessment" in own) == (True, False)
    assert "No session that you may see" in client().get("/courses/plan/calendar/?month=2027-03").content.decode()
    assert client().get("/courses/plan/calendar/?month=soon").status_code == 422


@pytest.mark.usefixtures("_world")
def test_a_signed_address_lets_a_calendar_program_in_until_all_sessions_are_ended():
    own = client("p0")
    address = own.get("/courses/plan/mine/").context["feed"]
    path = address.removeprefix("http://testserver")
    assert titles(client().get(path)) == {"For few: Secret": "CONFIRMED"}
    assert client().get(path)["Cache-Control"] == "private, no-store"
    assert "Risk assessment" not in client().get(path).content.decode()
    token = path.split("/")[-1].removesuffix(".ics")
    others = signing.Signer(salt="kerege.content").sign_object([str(account("p0@example.org").uid), 0])
    for wrong in (token[:-1], f"x{token}", others, signing.Signer(salt="kerege.delivery.feed").sign("x")):
        assert client().get(f"/courses/plan/feed/{wrong}.ics").status_code == 404
    people.open_account(by=SYSTEM, email="p1@example.org", name="P1", password="kerege-demo-2026")
    theirs = client("p1").get("/courses/plan/mine/").context["feed"].removeprefix("http://testserver")
    assert own.post("/courses/plan/feed/")["Location"] == "/courses/plan/mine/"
    assert own.post("/courses/plan/feed/", {"back": "my_courses"})["Location"] == "/my/courses/"
    assert [client().get(each).status_code for each in (path, theirs)] == [404, 200], "the own ones alone"
    path = own.get("/courses/plan/mine/").context["feed"].removeprefix("http://testserver")
    assert titles(client().get(path)) == {"For few: Secret": "CONFIRMED"}
    assert (client().post("/courses/plan/feed/").status_code, own.get("/courses/plan/feed/").status_code) == (403, 405)
    people.end_sessions(by=SYSTEM, account=account("p0@example.org"))
    assert client().get(path).status_code == 404
    assert client().get("/courses/plan/mine/").context["feed"] == ""
