"""The catalogue on pages: what applies to a country, what is provisional, and what nobody says stay apart."""

import pytest
from django.test import Client

from kerege.law import actions
from kerege.people.rules import SYSTEM
from kerege.web.activities import lists
from tests import ground
from tests.catalogue.test_release_tables import STATUS
from tests.law.test_release import publish

ROWS = (
    "KAZ-IHR-2005,KAZ,IHR-2005,bound,2007-06-15,,,,,https://example.org/parties,2026-08-09,yes,no,\n"
    "KGZ-IHR-2005,KGZ,IHR-2005,not_party,,,,,,https://example.org/parties,2026-08-09,no,yes,\n"
    "TJK-IHR-2005,TJK,IHR-2005,not_listed,,,,,,https://example.org/parties,2026-08-09,yes,no,\n"
)


@pytest.fixture(autouse=True)
def _laid(db):
    ground.lay()
    publish()
    actions.bring_statuses(by=SYSTEM, data=(STATUS + ROWS).encode(), known_from=ground.TODAY)


def body(address):
    answer = Client().get(address, HTTP_ACCEPT_LANGUAGE="en")
    assert answer.status_code == 200, answer.content[:300]
    return answer.content.decode()


def test_the_list_filters_and_says_what_applies():
    told = body("/law/obligations/?country=KAZ&on=2026-11-01")
    assert "IHR-1" in told
    assert "IHR-2" in told
    only = body("/law/obligations/?country=KAZ&on=2026-11-01&applies=applies")
    assert ("IHR-1" in only, "IHR-2" in only) == (True, False)
    assert "IHR-1" not in body("/law/obligations/?verified=no")
    assert "IHR-1" in body("/law/obligations/?text=report")
    rows = Client().get("/law/obligations/?country=KAZ&on=2026-11-01&format=csv").content.decode("utf-8-sig")
    assert "IHR-1,Report.,en" in rows.replace('"', "")
    assert Client().get("/law/obligations/?instrument=NONE").status_code in {404, 422}
    assert Client().get("/law/obligations/?kind=hope").status_code == 422


def test_not_a_party_unknown_and_not_listed_are_three_things():
    told = body("/law/obligations/IHR-1/?on=2026-11-01")
    for said in ("Applies", "Not a party", "Not listed by the depositary"):
        assert f">{said}" in told
    assert "provisional" in told
    assert "provisional" in body("/law/obligations/IHR-2/")
    assert Client().get("/law/obligations/NONE/").status_code == 404


def test_an_instrument_shows_what_a_version_brought():
    told = body("/law/instruments/IHR/")
    assert told.index("of 2024") < told.index("IHR-2")
    assert Client().get("/law/instruments/NONE/").status_code == 404


def test_the_table_of_parties_as_it_was_known():
    assert "Bound" in body("/law/parties/?country=KAZ&on=2026-11-01")
    assert "No status is known" in body("/law/parties/?known=2026-10-31&on=2026-11-01")
    rows = Client().get("/law/parties/?format=csv&on=2026-11-01").content.decode("utf-8-sig")
    assert "2007-06-15" in rows or "15 June 2007" in rows
    assert Client().get("/law/parties/?known=soon").status_code == 422


def test_the_table_of_parties_goes_on_from_page_to_page(monkeypatch):
    monkeypatch.setattr(lists, "SHOWN", 2)
    pages = [body(f"/law/parties/?on=2026-11-01&page={number}").count('<th scope="row">') for number in (1, 2)]
    assert pages == [2, 1]
    assert 'rel="next"' in body("/law/parties/?on=2026-11-01")
    rows = Client().get("/law/parties/?format=csv&on=2026-11-01").content.decode()
    assert all(f"\n{code}," in rows for code in ("KAZ", "KGZ", "TJK"))


def test_the_table_of_parties_says_what_a_country_states():
    day = {"since": "2025-09-19", "source": "https://example.org/x", "source_as_of": "2026-10-30"}
    actions.state_status(
        by=ground.FOCAL_KAZ, territory="KAZ", version="IHR-2024", status="bound", today=ground.TODAY, **day
    )
    assert "stated by the country" in body("/law/parties/?country=KAZ&on=2026-11-01")
    assert "stated by the country" not in body("/law/parties/?country=KGZ&on=2026-11-01")
