"""Handing a seat over on the pages, from the first click to the printed protocol, and what is refused on the way."""

import re
from datetime import timedelta

import pytest
from django.test import Client
from django.utils.timezone import localdate

from kerege.lib.sensitivity import ANY_ROLE, Sensitivity
from kerege.outreach import actions as outreach
from kerege.people import actions, queries
from kerege.people.rules import SYSTEM
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC
from kerege.sharing import actions as sharing
from kerege.sharing.actions.shares import Terms
from kerege.sharing.models import Share
from tests.house import texts
from tests.web.signing import signed_in

SEAT, PAGE = "DEMO-NFP-KAZ", "/people/seats/DEMO-NFP-KAZ/hand-over/"
FOLLOWER = "DEMO-KAZ-S3"


@pytest.fixture
def today(demo_world):
    return localdate()


@pytest.fixture
def task(today):
    due = today + timedelta(days=60)
    return actions.set_task(by=SYSTEM, seat=SEAT, title="Answer the ministry", due=due)


def typed(today, days=5, **given):
    return {"person": FOLLOWER, "on": str(today + timedelta(days=days)), "note": "Thank you", **given}


def page(answer):
    return texts.in_one_line(texts.of_answer(answer))


def focal_points(on):
    return [a.email for a in queries.holders(Role.FOCAL_POINT, on=on) if "kgz" not in a.email]


def test_the_leaving_officer_hands_over_and_both_read_the_protocol(today, task, mailoutbox):
    officer = signed_in("focal.point.kaz")
    assert "Hand the seat over" in page(officer.get(f"/people/seats/{SEAT}/"))
    assert PAGE in officer.get("/people/handovers/").content.decode()
    assert "Alma Seitzhanova" in page(officer.get(PAGE))
    review = officer.post(PAGE, typed(today, do="review"))
    assert review.status_code == 200
    for told in ("Answer the ministry", "National focal point", "Bolat Duisenbek", "Ruslan Kimbayev"):
        assert told in page(review)
    assert focal_points(today + timedelta(days=5)) == ["focal.point.kaz@example.org"], "nothing happened yet"
    assert "As on today," in page(review), "the page reads as today, whatever day the handover has"
    note = {f"note-{task.uid}": "The draft lies with the lawyer"}
    done = officer.post(PAGE, typed(today, do="confirm") | note)
    assert done.status_code == 302
    assert focal_points(today) == ["focal.point.kaz@example.org"]
    assert focal_points(today + timedelta(days=5)) == ["successor.kaz@example.org"]
    for reader in (officer, signed_in("successor.kaz")):
        protocol = page(reader.get(done["Location"]))
        for told in ("Answer the ministry", "The draft lies with the lawyer", "Ruslan Kimbayev", "Thank you"):
            assert told in protocol
    assert Client().get(done["Location"]).status_code == 404
    assert signed_in("donor").get(done["Location"]).status_code == 404
    partner = page(signed_in("focal.point.kgz").get(done["Location"]))
    assert "National focal point" in partner, "partners read that the seat goes over"
    for private in ("Answer the ministry", "Ruslan", "Alma", "Thank you", "Demo focal point of Kazakhstan"):
        assert private not in partner
    (letter,) = mailoutbox
    assert letter.to == ["successor.kaz@example.org"]
    assert done["Location"] in letter.body
    for private in ("Ruslan", "Alma", "Answer the ministry"):
        assert private not in letter.body + letter.subject


def test_what_the_leaving_officer_shared_is_in_hand(today):
    """Shares call whoever made them by a pseudonym; the officer's own are found all the same, and nobody else's."""
    made = {
        "venue": "KAZ",
        "sources": ["S1"],
        "label": 2,
        "owner": "KAZ",
        "kind": "awareness",
        "level": "national",
        "status": "held",
        "dates": "2018-04-04",
    }
    leaving = queries.actor_for(queries.account("focal.point.kaz@example.org"), on=today, strong=True)
    terms = Terms([("KGZ", ANY_ROLE)], Sensitivity.NATIONAL, today, today + timedelta(days=90), "A joint exercise")
    for key, by in (("HERS", leaving), ("OF-ANOTHER", SYSTEM)):
        event = outreach.record_event(by=SYSTEM, key=key, title=f"zq{key}qz", **made)
        sharing.share_record(by=by, kind="outreach.event", record=str(event.uid), terms=terms, on=today)
    officer = signed_in("focal.point.kaz")
    review = page(officer.post(PAGE, typed(today, do="review")))
    assert ("zqHERSqz" in review, "zqOF-ANOTHERqz" in review) == (True, False)
    protocol = page(officer.get(officer.post(PAGE, typed(today, do="confirm"))["Location"]))
    assert "zqHERSqz" in protocol


@pytest.mark.parametrize("format", ["pdf", "csv", "xlsx", "json"])
def test_the_protocol_is_a_file_to_print(today, task, format):
    officer = signed_in("focal.point.kaz")
    address = officer.post(PAGE, typed(today, do="confirm"))["Location"]
    answer = officer.get(address, {"format": format})
    assert answer.status_code == 200
    shown = texts.in_one_line(texts.of_answer(answer))
    for told in ("Answer the ministry", "Alma Seitzhanova", "Ruslan Kimbayev", "Bolat Duisenbek"):
        assert told in shown


def test_a_mail_that_cannot_be_sent_is_said_and_the_handover_stands(today, settings):
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", 1, 1
    officer = signed_in("focal.point.kaz")
    answer = officer.post(PAGE, typed(today, do="confirm"), follow=True)
    assert "Nobody was told by mail" in page(answer)
    assert focal_points(today + timedelta(days=5)) == ["successor.kaz@example.org"]


@pytest.mark.parametrize(
    ("given", "sentence"),
    [
        ({"person": ""}, "Say who follows"),
        ({"person": "DEMO-KAZ-S1"}, "Nobody follows themselves"),
        ({"person": "DEMO-KGZ-S1"}, "This person is recorded for KGZ"),
        ({"on": ""}, "This field is required"),
        ({"on": "2022-01-01"}, "already has a holder"),
        ({"email": "nobody@example.org"}, "No account has this address"),
        ({"note": "x" * 1001}, "1000"),
    ],
)
def test_what_is_wrong_stands_at_its_field_and_what_was_typed_stays(today, given, sentence):
    officer = signed_in("focal.point.kaz")
    for step in ("review", "confirm"):
        answer = officer.post(PAGE, typed(today, do=step, email="") | given)
        assert answer.status_code == 422
        assert sentence in page(answer)
        if "note" not in given:
            assert "Thank you" in answer.content.decode()
    assert queries.handovers(PUBLIC, on=today) == []


def test_change_something_goes_back_with_everything_typed(today):
    answer = signed_in("focal.point.kaz").post(PAGE, typed(today, do="change", newcomer="Erlan"))
    assert answer.status_code == 200
    assert "Erlan" in answer.content.decode()
    assert f'value="{FOLLOWER}" selected' in answer.content.decode()


@pytest.mark.parametrize(
    ("who", "status"),
    [("", 403), ("donor", 403), ("focal.point.kgz", 403), ("administrator", 403), ("secretariat", 200)],
)
def test_who_may_not_hand_over_is_refused(today, who, status):
    client = signed_in(who) if who else Client()
    assert client.get(PAGE).status_code == status
    assert client.post(PAGE, typed(today, do="change")).status_code == status
    assert client.get("/people/seats/NONE/hand-over/").status_code == 404


def test_the_secretariat_may_not_read_names_and_writes_the_followers(today):
    for share in Share.objects.filter(kind="people.person", made_by="system"):  # of the example world
        sharing.withdraw_share(by=SYSTEM, share=str(share.uid), on=today)
    secretariat = signed_in("secretariat")
    first = page(secretariat.get(PAGE))
    assert "You may not read the names" in first
    assert "Alma" not in first
    review = secretariat.post(PAGE, typed(today, do="review", person="", newcomer="Erlan Example"))
    assert "Erlan Example" in page(review)
    assert "Bolat" not in page(review)
    done = secretariat.post(PAGE, typed(today, do="confirm", person="", newcomer="Erlan Example"))
    protocol = page(secretariat.get(done["Location"]))
    assert "Nothing was in hand that you may read" in protocol
    assert "Erlan" not in protocol
    line = queries.seats(PUBLIC, on=today + timedelta(days=6), owner="KAZ")
    assert not next(s for s in line if s.key == SEAT).vacant


def test_a_handover_wants_a_proof_that_is_not_old(today):
    officer = signed_in("focal.point.kaz", minutes_ago=11)
    for answer in (officer.get(PAGE), officer.post(PAGE, typed(today, do="confirm"))):
        assert answer.status_code == 403
    assert queries.handovers(PUBLIC, on=today) == []


def test_a_handover_is_taken_back_before_its_day_and_not_after(today):
    officer = signed_in("focal.point.kaz")
    address = officer.post(PAGE, typed(today, do="confirm"))["Location"]
    assert signed_in("donor").post(f"{address}withdraw/").status_code == 403
    assert f"{address}withdraw/" in officer.get(address).content.decode()
    assert "taken back" in page(officer.post(f"{address}withdraw/", follow=True))
    assert focal_points(today + timedelta(days=5)) == ["focal.point.kaz@example.org"]
    address = officer.post(PAGE, typed(today, days=0, do="confirm"))["Location"]
    assert signed_in("focal.point.kaz").post(f"{address}withdraw/").status_code == 403, "no longer theirs"
    assert signed_in("successor.kaz").post(f"{address}withdraw/").status_code == 409


def test_the_leaving_officer_is_signed_out_at_once_when_the_day_has_come(today):
    officer = signed_in("focal.point.kaz")
    officer.post(PAGE, typed(today, days=0, do="confirm"))
    assert officer.get(PAGE).status_code == 403
    assert "Demo focal point" not in page(officer.get("/"))


def test_a_later_day_shows_both_and_the_seat_keeps_its_history(today):
    officer = signed_in("focal.point.kaz")
    officer.post(PAGE, typed(today, do="confirm"))
    seat = f"/people/seats/{SEAT}/"
    before = page(officer.get(seat))
    after = page(officer.get(seat, {"on": str(today + timedelta(days=5))}))
    assert re.search(r"Who sits here .*Alma Seitzhanova.*Ruslan Kimbayev planned", before)
    assert "is handed over on" in before
    assert re.search(r"Who sits here .*Ruslan Kimbayev.*Before .*Alma Seitzhanova", after)
    assert "is handed over on" not in after
