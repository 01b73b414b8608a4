"""The pages of reports: what each role finds, what is refused in words, and the files of what was released."""

from datetime import date

import pytest
from django.test import Client

from kerege.inventory import actions as inventory
from kerege.journal.rules import checking
from kerege.law.actions import releasing, reports
from kerege.law.models import Report
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people import queries
from kerege.people.rules import SYSTEM
from tests import ground
from tests.law import judged
from tests.law.reported import published
from tests.web.signing import signed_in

AT, HIDDEN = "/law/reports/", "Zerkalka laboratory"
OPENED = {"owner": "KGZ", "form": "small-form", "period": "2026", "as_of": "2026-10-15", "audience": "0"}


@pytest.fixture
def here(db):
    ground.lay()
    for name, role, owner in (
        ("drafter", "legal_drafter", "KGZ"),
        ("focal", "focal_point", "KGZ"),
        ("neighbour", "legal_drafter", "KAZ"),
    ):
        made = people.open_account(by=SYSTEM, email=f"{name}@example.org", name=name, password="kerege-demo-2026")
        people.grant_role(by=SYSTEM, account=made, role=role, owner=owner, start=date(2024, 1, 1))
    judged.lay_obligations()
    judged.approved(judged.opened(), "OB-1")
    return published()


def actor(name):
    return queries.actor_for(queries.account(f"{name}@example.org"), on=judged.TODAY, strong=True)


def opened(**changes):
    given = {"owner": "KGZ", "form": "small-form", "period": 2026, "as_of": date(2026, 10, 15)}
    return reports.open_report(by=actor("drafter"), **(given | changes))


def released():
    row = opened()
    reports.prepare_report(by=actor("drafter"), report=str(row.uid))
    return releasing.release_report(by=actor("focal"), report=str(row.uid))


def body(answer, status=200):
    assert answer.status_code == status
    return answer.content.decode()


def test_one_fills_it_and_another_releases_it(here):
    one, two = signed_in("drafter"), signed_in("focal")
    made = one.post(f"{AT}new/", OPENED)
    assert made.status_code == 302
    at = made["Location"]
    page = body(one.get(at))
    assert "Law on biosafety, art. 4" in page
    assert "Not a tool for measuring compliance." in page
    assert "Provisional" in page
    assert one.post(f"{at}W1/", {"own_text": "A word of the ministry."}).status_code == 302
    assert "A word of the ministry." in body(one.get(at))
    assert one.post(at, {"do": "prepare"}).status_code == 302
    assert "See what leaves, and release it" not in body(one.get(at))
    assert "A word of the ministry." in body(two.get(f"{at}release/"))
    assert two.post(f"{at}release/", {"do": "release"}).status_code == 302
    public = Client()
    told = body(public.get(at))
    assert "A word of the ministry." in told
    assert "drafter" not in told
    for kind, begins in (("pdf", b"%PDF"), ("docx", b"PK"), ("xlsx", b"PK"), ("json", b"{")):
        answer = public.get(f"{at}files/en.{kind}")
        assert (answer.status_code, answer.content[: len(begins)]) == (200, begins)
    assert two.post(at, {"do": "sent", "sent_on": "2090-01-01", "channel": "Note"}).status_code == 422
    assert b"BEGIN:VEVENT" in public.get(f"{AT}calendar.ics?country=KGZ").content


def test_others_find_neither_a_draft_nor_its_fields(here):
    row = opened()
    for client in (Client(), signed_in("neighbour")):
        assert str(row.uid) not in body(client.get(AT))
        for rest in ("", "release/", "W1/", "files/en.pdf"):
            body(client.get(f"{AT}{row.uid}/{rest}"), 404)
    page = body(Client().get(f"{AT}calendar/?country=KGZ"))
    assert "in work" not in page
    assert "to be prepared" not in page


def test_a_hidden_facility_stops_it_and_its_name_is_nowhere(here):
    made = inventory.record_facility(
        by=SYSTEM,
        owner="KGZ",
        territory="KGZ",
        names={"en": HIDDEN},
        kind="reference_laboratory",
        sectors=["human"],
        label=Sensitivity.RESTRICTED,
        sure=True,
    )
    inventory.claim_containment(by=SYSTEM, facility=made.key, scheme="biosafety", level=3, claimed_on=date(2026, 9, 1))
    at = f"{AT}{opened().uid}/"
    client = signed_in("drafter")
    stopped = body(client.post(at, {"do": "prepare"}), 422)
    assert "what feeds the field T1" in stopped
    client.post(f"{at}T1/", {"own_text": "Said in words.", "instead": "on"})
    assert client.post(at, {"do": "prepare"}).status_code == 302
    two = signed_in("focal")
    assert two.post(f"{at}release/", {"do": "release"}).status_code == 302
    pages = [body(who.get(at)) for who in (client, two, Client())]
    files = [Client().get(f"{at}files/{lang}.json").content.decode() for lang in ("en", "ru")]
    assert all(HIDDEN not in each and made.key not in each for each in (stopped, *pages, *files))


WRONG = (
    ("new/", OPENED | {"period": "12"}, "1990"),
    ("new/", OPENED | {"as_of": "2090-01-01"}, "yet to come"),
    ("new/", OPENED | {"form": "nothing"}, "nothing"),
    ("new/", OPENED | {"owner": "KAZ"}, ""),
    ("new/", OPENED | {"audience": "3"}, ""),
    ("{at}/R1/", {"own_framework": "Z"}, "is no mark"),
    ("{at}/R1/", {"instead": "on"}, "wrote nothing in its place"),
    ("{at}/W1/", {"own_text": "12 vials of anthracis in freezer 3"}, "freezer"),
    ("{at}/W1/", {"own_text": "x", "seen": "77"}, "after you opened it"),
    ("{at}/", {"do": "withdraw", "reason": " "}, "Write the reason"),
)


def test_ten_wrong_things_are_told_and_change_nothing(here):
    row = opened(period=2025)
    client = signed_in("drafter")
    for rest, sent, told in WRONG:
        answer = client.post(AT + rest.format(at=row.uid), sent)
        assert answer.status_code in {403, 404, 422, 409}, (rest, sent)
        assert told in answer.content.decode(), (rest, sent)
    with checking():
        assert [each.number for each in Report.objects.inside_action().all()] == [row.number]
