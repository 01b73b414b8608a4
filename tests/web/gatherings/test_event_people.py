"""Events with people: a list with its keepers, registration by link, who came, one person twice, figures, calendar."""

import re
from datetime import UTC, datetime, timedelta

import icalendar
import pytest
from django.test import Client
from django.utils import timezone

from kerege.outreach import actions, queries
from kerege.outreach.models import Guest
from kerege.people import queries as people
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.sharing.queries import viewer_for
from tests.conftest import TODAY
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")
NAME, OTHER = "Zqaigul Zqbekova", "Зкайгуль Зкбекова"
GOOD = {"name": NAME, "country": "KGZ", "gender": "woman", "agreed": "on", "email": "zq@example.org"}


def text(answer):
    return answer.content.decode()


def keeper():
    return viewer_for(people.account("focal.point.kgz@example.org"), on=TODAY, strong=True)


def event(key="demo-kgz-awareness-2026"):
    return next(line for line in queries.events(PUBLIC, on=TODAY) if line.key == key)


@pytest.fixture
def meeting():
    """An event of Kyrgyzstan that goes on now, with registration by link; its uid and its address to register."""
    now = timezone.now().replace(second=0, microsecond=0)
    made = actions.record_event(
        by=SYSTEM, owner="KGZ", key="zq-meeting", title="A meeting of today", kind="awareness", level="national",
        status="planned", sources=["DEMO"], dates="2027", venue="KGZ",
    )  # fmt: skip
    uid = str(made.uid)
    told = {"zone": "UTC", "starts": f"{now:%Y-%m-%d %H:%M}", "ends": f"{now + timedelta(hours=3):%Y-%m-%d %H:%M}"}
    until = now.date() + timedelta(days=60)
    actions.set_programme(by=SYSTEM, event=uid, purpose="To hold it.", names_until=until, **told)
    actions.open_registration(by=SYSTEM, event=uid)
    page = text(signed_in("focal.point.kgz").get(f"/events/{uid}/people/"))
    return uid, re.search(r'href="http://[^/"]+(/events/join/[^"]+)"', page).group(1)


def named(uid, name):
    return next(line for line in queries.guests(keeper(), uid) if line.name == name)


def test_only_the_keepers_read_the_list_and_others_read_numbers_that_are_not_small():
    line = event()
    address = f"/events/{line.uid}/people/"
    kept = text(signed_in("focal.point.kgz").get(address))
    assert "Demo Bakyt Sydykov" in kept
    assert "Maybe one person" in kept
    for other in ("focal.point.kaz", "biosafety.officer", "centre.manager", "donor"):
        assert signed_in(other).get(address).status_code in {403, 404}
    assert Client().get(address).status_code in {302, 403}
    shown = text(Client().get(f"/events/{line.uid}/"))
    assert "Bakyt" not in shown
    assert "withheld" in shown
    told, own = queries.figures(PUBLIC, line.uid), queries.figures(keeper(), line.uid)
    assert (own.came, own.women, own.of_known) == (10, 5, 7)
    assert (dict(own.by_country.cells), told.came) == ({"KGZ": 9, "TJK": 1}, 10)
    assert 1 not in told.by_country.cells.values()


def test_a_guest_registers_says_that_she_is_there_and_takes_her_name_off(meeting):
    uid, address = meeting
    visitor = Client()
    assert visitor.get(address).headers["Referrer-Policy"] == "same-origin"
    box = re.search(r"I agree to what my name is used for\.(.{0,60})", text(visitor.get(address)), re.S).group(1)
    assert "optional" not in box
    assert "Say that you agree" in text(visitor.post(address, GOOD | {"agreed": ""}))
    wrong = visitor.post(address, GOOD | {"email": "zq at home"})
    assert wrong.status_code == 422
    assert NAME in text(wrong)
    number = re.search(r'name="number" value="([^"]+)"', text(visitor.get(address))).group(1)
    own = [visitor.post(address, GOOD | {"number": number}).url for _ in range(2)]
    assert own[0] == own[1]
    assert len([line for line in queries.guests(keeper(), uid) if line.name == NAME]) == 1
    assert "not the code" in text(visitor.post(own[0], {"do": "code", "code": "12"}))
    actions.show_code(by=SYSTEM, event=uid)
    code = queries.programme(PUBLIC, uid, secret=True).code
    assert visitor.post(own[0], {"do": "code", "code": f"{code[:3]} {code[3:]}"}).status_code == 302
    assert named(uid, NAME).came_how == "code"
    assert "taken off" in text(visitor.post(own[0], {"do": "forget"}))
    assert visitor.get(own[0]).status_code == 404
    assert NAME not in text(signed_in("focal.point.kgz").get(f"/events/{uid}/people/"))
    assert queries.figures(keeper(), uid).came == 1


def test_a_closed_or_forged_address_leads_nowhere(meeting):
    uid, address = meeting
    client = signed_in("focal.point.kgz")
    assert client.post(f"/events/{uid}/people/", {"do": "open"}).status_code == 302
    for each in (address, address[:-2] + "x/", "/events/join/forged/", "/events/invited/forged/"):
        assert Client().get(each).status_code == 404
        assert Client().post(each, GOOD).status_code == 404


def test_one_person_in_two_scripts_is_proposed_and_counted_once_after_a_reason(meeting):
    uid, _address = meeting
    client, at = signed_in("focal.point.kgz"), f"/events/{uid}/people/"
    listed = f"{NAME}; zq@example.org; KGZ; A laboratory\n{OTHER}\nZqulan Zqosmonov; KAZ"
    assert client.post(at, {"do": "invite", "people": listed}).status_code == 302
    (pair,) = queries.doubles(keeper(), uid)
    assert {pair.one.name, pair.other.name} == {NAME, OTHER}
    for each in (NAME, OTHER):
        assert client.post(at, {"do": "came", "guest": named(uid, each).uid}).status_code == 302
    assert queries.figures(keeper(), uid).came == 2
    sent = {"guest": pair.one.uid, "other": pair.other.uid, "reason": "", "do": "same"}
    assert "Say in a few words why" in text(client.post(f"{at}same/", sent))
    assert client.post(f"{at}same/", sent | {"reason": "Two scripts"}).status_code == 302
    assert (queries.figures(keeper(), uid).came, queries.doubles(keeper(), uid)) == (1, [])
    assert client.post(f"{at}same/", sent | {"reason": "A mistake", "do": "two"}).status_code == 302
    assert (queries.figures(keeper(), uid).came, queries.doubles(keeper(), uid)) == (2, [])
    assert signed_in("focal.point.kaz").post(f"{at}same/", sent).status_code in {403, 404}


def test_one_person_in_three_rows_counts_once_and_one_decision_is_taken_back_alone(meeting):
    uid, _address = meeting
    actions.invite_guests(by=SYSTEM, event=uid, people="Zqone A\nZqtwo B\nZqthree C")
    one, two, three = (named(uid, name).uid for name in ("Zqone A", "Zqtwo B", "Zqthree C"))
    say = {"by": SYSTEM, "reason": "Asked her"}
    actions.decide_same(guest=two, other=three, same=True, **say)
    actions.decide_same(guest=one, other=two, same=True, **say)
    assert queries.figures(keeper(), uid).invited == 1
    actions.decide_same(guest=one, other=two, same=False, **say)
    assert queries.figures(keeper(), uid).invited == 2
    assert named(uid, "Zqthree C").same_as == named(uid, "Zqtwo B").number


def test_nobody_registers_for_an_event_that_was_called_off_and_an_unknown_button_says_nothing(meeting):
    uid, address = meeting
    own = Client().post(address, GOOD).url
    client, at = signed_in("focal.point.kgz"), f"/events/{uid}/people/"
    assert client.post(at, {"do": "came", "guest": named(uid, NAME).uid}).status_code == 302
    for page, told in ((own, {"do": "x"}), (at, {"do": "", "guest": named(uid, NAME).uid})):
        client.post(page, told)
    assert (named(uid, NAME).reply, bool(named(uid, NAME).came_at)) == ("coming", True)
    sent = {"title": "A meeting of today", "status": "cancelled", "dates": "2027-02/2027-03", "place": ""}
    assert signed_in("focal.point.kaz").post(f"/events/{uid}/correct/", sent).status_code == 403
    assert client.post(f"/events/{uid}/correct/", sent | {"dates": "soon"}).status_code == 422
    assert client.post(f"/events/{uid}/correct/", sent).status_code == 302
    assert 'value="2027-02/2027-03"' in text(client.get(f"/events/{uid}/correct/"))
    shown = text(Client().get(address))
    assert "called off" in shown
    assert 'name="agreed"' not in shown
    assert Client().post(address, GOOD | {"name": OTHER}).status_code == 422


def test_invitations_go_out_by_mail_once_with_the_own_address(meeting, mailoutbox):
    uid, _address = meeting
    client, at = signed_in("focal.point.kgz"), f"/events/{uid}/people/"
    assert client.post(at, {"do": "mail"}).status_code == 409
    client.post(at, {"do": "invite", "people": f"{NAME}; zq@example.org\nZqwithout Address"})
    assert "was not written to" in text(client.get(at))
    assert signed_in("focal.point.kaz").post(at, {"do": "mail"}).status_code == 403
    assert client.post(at, {"do": "mail"}, headers={"Accept-Language": "ru"}).status_code == 302
    (mail,) = mailoutbox
    assert mail.to == ["zq@example.org"]
    assert mail.subject.startswith("Приглашение: ")
    own = re.search(r"http://[^/]+(/events/invited/\S+)", mail.body).group(1)
    assert Client().post(own, {"do": "coming"}).status_code == 302
    assert named(uid, NAME).reply == "coming"
    assert client.post(at, {"do": "mail"}).status_code == 409
    assert len(mailoutbox) == 1


def test_what_is_wrong_in_a_list_is_told_and_nothing_of_it_is_kept(meeting):
    uid, _address = meeting
    client, at = signed_in("focal.point.kgz"), f"/events/{uid}/people/"
    for typed in (f"{NAME}; zq@@home", "", f"{NAME}; ZZZ"):
        answer = client.post(at, {"do": "invite", "people": typed})
        assert (answer.status_code, typed in text(answer)) == (422, True)
    assert queries.guests(keeper(), uid) == []


def test_names_go_when_their_time_is_over_and_the_numbers_stay():
    line = event()
    until = queries.programme(PUBLIC, line.uid).names_until
    before = queries.figures(keeper(), line.uid)
    night = datetime(until.year, until.month, until.day, 1, 50, tzinfo=UTC)
    assert actions.forget_guests_over(by=SYSTEM, at=night - timedelta(days=1)) == 0
    assert actions.forget_guests_over(by=SYSTEM, at=night) == 12
    assert not Guest.objects.seen_by(keeper()).filter(event__uid=line.uid).exclude(name="").seen()
    assert queries.figures(keeper(), line.uid) == before


def test_what_follows_has_somebody_and_a_day(meeting):
    uid, _address = meeting
    client = signed_in("focal.point.kgz")
    sent = {"title": "Zqsend the report", "seat": "DEMO-NFP-KGZ", "due": ""}
    assert client.post(f"/events/{uid}/next/", sent).status_code == 422
    assert client.post(f"/events/{uid}/next/", sent | {"due": "2027-12-01"}).status_code == 302
    assert "Zqsend the report" in text(client.get(f"/events/{uid}/"))
    assert "Zqsend the report" not in text(Client().get(f"/events/{uid}/"))


def test_the_calendar_has_events_with_the_clock_of_their_place():
    found = icalendar.Calendar.from_ical(Client().get("/events/calendar.ics").content)
    (conference,) = [each for each in found.walk("VEVENT") if "Almaty" in str(each["location"])]
    assert conference["dtstart"].dt.utcoffset() == timedelta(hours=5)
    assert b"Serikova" not in Client().get("/events/calendar.ics").content
