"""Which roles somebody holds is asked once for each request, and again for the next one."""

from datetime import date, timedelta

import pytest
from django.db import connection
from django.test import RequestFactory
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from kerege.people import actions as people
from kerege.people.models import Account
from kerege.people.rules import SYSTEM, Grant
from kerege.people.words import Role
from kerege.privacy import actions as privacy
from kerege.privacy.models import Look
from kerege.web.shell import reader
from tests.privacy import somebody

BEGAN = date(2020, 1, 1)


@pytest.fixture
def officer(db):
    """Somebody who holds a role by a seat, and an expert to look at."""
    somebody.laid()
    people.create_seat(
        by=SYSTEM, owner="KAZ", key="S", kind="expert_team", title="S", mandate="Order", mandate_on=BEGAN
    )
    made = somebody.account("officer@example.org", "OFFICER", "Officer", role="")
    people.appoint(by=SYSTEM, seat="S", person="OFFICER", capacity="holder", start=BEGAN)
    people.grant_role(by=SYSTEM, role="biosafety_officer", owner="KAZ", start=BEGAN, seat="S")
    expert, at = somebody.account(), timezone.now()
    somebody.agree(expert, at=at)
    chosen = privacy.Chosen(name=True)
    until = at.date() + timedelta(days=30)
    privacy.list_myself(by=somebody.by(expert), account=expert, chosen=chosen, until=until, at=at)
    return made


def asked(client, address):
    """The page, and how often the roles and the terms were asked for it."""
    with CaptureQueriesContext(connection) as found:
        page = client.get(address).content.decode()
    statements = [q["sql"] for q in found.captured_queries if q["sql"].startswith("SELECT")]
    return page, [
        sum(f'FROM "{table}"' in sql for sql in statements) for table in ("people_rolegrant", "people_seatterm")
    ]


def test_viewer_actor_session_and_look_ask_once_for_the_roles(officer):
    page, counts = asked(somebody.client(officer), "/inventory/experts/")
    assert "Zhanar Quxley" in page
    assert Look.objects.get().roles == "biosafety_officer KAZ"
    assert counts == [1, 1]


def test_the_next_request_asks_again_and_sees_that_the_term_ended(officer):
    client = somebody.client(officer)
    assert "Zhanar Quxley" in asked(client, "/inventory/experts/")[0]
    people.end_term(by=SYSTEM, seat="S", capacity="holder", on=timezone.localdate())
    page, counts = asked(client, "/inventory/experts/")
    assert "Zhanar Quxley" not in page
    assert counts == [1, 1]


def request(account):
    made = RequestFactory().get("/")
    made.user = account
    return made


def test_a_request_that_outlives_the_day_is_told_the_roles_of_the_new_day(officer, monkeypatch):
    end = timezone.localdate() + timedelta(days=10)
    people.end_term(by=SYSTEM, seat="S", capacity="holder", on=end)
    made, held = request(officer), Grant(Role.BIOSAFETY_OFFICER, "KAZ")
    for day, grants in ((end - timedelta(days=1), (held,)), (end, ()), (end - timedelta(days=1), (held,))):
        monkeypatch.setattr(reader, "localdate", lambda day=day: day)
        assert reader.real_actor(made, strong=True).grants == grants


def test_whoever_signs_in_within_a_request_is_not_taken_for_the_one_before(officer):
    other = somebody.account("other@example.org", "OTHER", "Other", role="trainer")
    made = request(officer)
    assert [g.role for g in reader.real_actor(made, strong=True).grants] == [Role.BIOSAFETY_OFFICER]
    made.user = other
    assert [g.role for g in reader.real_actor(made, strong=True).grants] == [Role.TRAINER]


def test_two_requests_share_nothing(officer):
    first, second = request(officer), request(officer)
    assert reader.real_actor(first, strong=True).grants
    assert not hasattr(second, "held")


def test_an_account_that_was_closed_acts_as_nobody(officer):
    Account.objects.filter(id=officer.id).update(is_active=False)
    made = request(Account.objects.get(id=officer.id))
    assert reader.real_actor(made, strong=True).grants == ()
    assert reader.real_actor(made, strong=True).uid == ""
