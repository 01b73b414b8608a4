"""Reminders of cards that nobody has confirmed: one task a month for each country that has a focal point."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kerege.inventory import actions
from kerege.inventory.words.tasks import CONFIRM as TITLE
from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people import queries as seats
from kerege.people.rules import SYSTEM
from tests import ground
from tests.inventory.facts import recorded

NIGHT = datetime(2026, 11, 2, 2, 30, tzinfo=UTC)
LONG_AGO = date(2025, 1, 1)


@pytest.fixture
def seat():
    made = {"kind": "focal_point", "title": "National focal point", "mandate": "An order", "mandate_on": LONG_AGO}
    return people.create_seat(by=SYSTEM, owner="KAZ", key="NFP-KAZ", **made)


def tasks():
    return [(t.title, t.owner, t.due) for t in seats.tasks(ground.REGISTRAR_KAZ, on=NIGHT.date(), owner="KAZ")]


def test_a_country_is_reminded_once_a_month_of_all_its_stale_cards(seat):
    for name in ("Alpha station", "Beta institute"):
        recorded(names={"en": name}, today=LONG_AGO)
    assert actions.remind_keepers(by=SYSTEM, at=NIGHT) == 1
    assert tasks() == [(TITLE, "KAZ", date(2026, 12, 2))]
    last = journal.acts(owners=None, word_prefix="inventory.keepers.reminded")[0]
    assert last.facts == {"month": "2026-11", "cards": 2}
    before = journal.head()
    assert actions.remind_keepers(by=SYSTEM, at=NIGHT + timedelta(days=20)) == 0
    assert journal.head() == before
    assert actions.remind_keepers(by=SYSTEM, at=NIGHT + timedelta(days=30)) == 1


@pytest.mark.parametrize(
    ("confirmed", "reminded"),
    [(NIGHT.date() - timedelta(days=334), 0), (NIGHT.date() - timedelta(days=335), 1)],
)
def test_a_card_counts_a_month_before_it_is_stale(seat, confirmed, reminded):
    recorded(today=confirmed)
    assert actions.remind_keepers(by=SYSTEM, at=NIGHT) == reminded


def test_closed_facilities_remind_nobody(seat):
    found = recorded(today=LONG_AGO)
    actions.close_facility(by=SYSTEM, facility=found.key, on=LONG_AGO, today=LONG_AGO)
    assert actions.remind_keepers(by=SYSTEM, at=NIGHT) == 0


def test_a_country_without_a_focal_point_gets_no_task():
    recorded(today=LONG_AGO)
    assert actions.remind_keepers(by=SYSTEM, at=NIGHT) == 0
    assert tasks() == []


def test_only_the_node_reminds(seat):
    with pytest.raises(Refusal) as refused:
        actions.remind_keepers(by=ground.FOCAL_KAZ, at=NIGHT)
    assert refused.value.code == "people.not_yours"
