"""Training centres on pages: a manager books a room, a neighbour reads what is for partners, a visitor the rest."""

import pytest
from django.test import Client

from kerege.people.queries import account

pytestmark = [pytest.mark.usefixtures("demo_world"), pytest.mark.filterwarnings("error")]
KEEP, MONTH = "/inventory/centres/shymkent/keep/", "/inventory/centres/shymkent/calendar/?month=2026-12"
BOOKING = {
    "do": "booking",
    "booking-room": "Large hall",
    "booking-starts": "2026-12-15T09:00",
    "booking-ends": "2026-12-15T12:00",
    "booking-what": "Spill response",
    "booking-readers": "2",
}


def client(name):
    found = Client(headers={"accept-language": "en"})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def test_everybody_finds_centres_by_topic_and_seats():
    page = client("").get("/inventory/centres/?topic=cabinets&language=ru&seats=50")
    assert [row.centre.key for row in page.context["lines"]] == ["shymkent"]
    assert "accredited" in text(page)
    assert "No training centre for this choice" in text(client("").get("/inventory/centres/?topic=cabinets&seats=500"))
    files = client("").get("/inventory/centres/?format=csv").content.decode("utf-8-sig")
    assert "Training centre in Khujand (example)" in files


def test_trainers_of_a_centre_are_for_readers_with_a_role():
    own, visitor = (text(client(n).get("/inventory/centres/shymkent/")) for n in ("biosafety.officer", ""))
    assert "Raushan Beisenova" in own
    assert "Raushan" not in visitor
    assert "Sign in" in visitor


def test_each_reads_in_the_calendar_what_may_be_known():
    told = {
        name: text(client(name).get(MONTH)) for name in ("", "biosafety.officer", "centre.manager", "focal.point.kaz")
    }
    shown = {
        name: [word in page for word in ("Practice with cabinets", "Meeting of laboratory heads", "Inspection by")]
        for name, page in told.items()
    }
    assert shown == {
        "": [False, False, False],
        "biosafety.officer": [True, False, False],
        "centre.manager": [True, True, False],
        "focal.point.kaz": [True, True, True],
    }
    assert "14:00" in told["biosafety.officer"], "by the clock of Almaty"
    assert "Nothing that you may know of" in told[""]


def test_the_calendar_leaves_as_icalendar_for_its_reader():
    import icalendar

    answer = client("biosafety.officer").get("/inventory/centres/shymkent/calendar.ics?on=2026-11-26")
    assert answer["Content-Type"].startswith("text/calendar")
    made = icalendar.Calendar.from_ical(answer.content)
    events = {str(e["summary"]): e for e in made.walk("VEVENT")}
    assert "Practice with cabinets (example)" in events
    assert not [name for name in events if "Inspection" in name or "Meeting" in name]
    assert events["Practice with cabinets (example)"].decoded("dtstart").isoformat() == "2026-12-01T09:00:00+00:00"


def test_a_manager_books_a_room_and_frees_it_again():
    manager = client("centre.manager")
    assert manager.post(KEEP, BOOKING)["Location"] == "/inventory/centres/shymkent/calendar/"
    page = manager.get(MONTH)
    (uid,) = {
        e.booking.uid for week in page.context["weeks"] for d in week for e in d.entries if "Spill" in e.booking.title
    }
    assert client("biosafety.officer").post(f"/inventory/centres/shymkent/bookings/{uid}/call-off/").status_code == 403
    assert manager.post(f"/inventory/centres/shymkent/bookings/{uid}/call-off/").status_code == 302
    assert "Spill response" not in text(manager.get(MONTH))


@pytest.mark.parametrize(
    ("changes", "field", "said"),
    [
        ({"booking-starts": "2026-12-01T09:00"}, "starts", "The room is booked already from 30 November 2026, 09:00"),
        (
            {
                "booking-room": "Practice laboratory",
                "booking-starts": "2026-12-10T10:00",
                "booking-ends": "2026-12-10T11:00",
            },
            "starts",
            "The room is not free at this time.",
        ),
        ({"booking-starts": "next week"}, "starts", "is not a day and time"),
        ({"booking-ends": "2026-12-15T09:00"}, "ends", "A booking ends after it starts"),
        ({"booking-ends": "2027-06-15T09:00"}, "ends", "A booking lasts at most 31 days"),
        ({"booking-people": "61"}, "people", "The room has 60 seats"),
        ({"booking-room": "Cellar"}, "room", "The centre has no such room"),
        ({"booking-what": ""}, "what", "Something has to stand here"),
        ({"booking-what": "40 vials of agent X"}, "what", "is not for this platform"),
        ({"booking-readers": "9"}, "readers", "level"),
    ],
)
def test_what_is_wrong_is_told_at_its_field_and_stays_typed(changes, field, said):
    answer = client("centre.manager").post(KEEP, BOOKING | changes)
    (form,) = [f for f in answer.context["forms"] if f.errors]
    assert (answer.status_code, list(form.errors)) == (422, [field])
    assert said in str(form.errors[field])
    assert form[field].value() == (BOOKING | changes)[f"booking-{field}"]


def test_who_keeps_no_centre_keeps_none():
    assert client("biosafety.officer").get(KEEP).status_code == 403
    assert client("").get(KEEP).status_code in {403, 302}
    assert client("centre.manager").get("/inventory/centres/khujand/keep/").status_code == 403
    assert client("focal.point.kaz").get("/inventory/centres/nowhere/keep/").status_code == 404


def test_a_new_centre_is_told_what_is_wrong_at_its_field():
    sent = {"owner": "KAZ", "teacher": "facility:KZ-F-4480236-R", "key": "astana", "zone": "Asia/Almaty"}
    wrong = client("focal.point.kaz").post("/inventory/centres/new/", sent)
    assert (wrong.status_code, list(wrong.context["form"].errors)) == (422, ["teacher"])
    good = sent | {"teacher": "facility:KZ-F-1204711-8"}
    assert client("focal.point.kaz").post("/inventory/centres/new/", good)["Location"] == "/inventory/centres/astana/"
