"""Equipment in service with a valid certificate, as an indicator that opens to its items."""

from datetime import date

import pytest

from kerege.indicators import queries
from kerege.indicators.rules import Scope
from kerege.indicators.words import State
from tests import ground
from tests.inventory.equipment import DAY, NEIGHBOUR, accepted, certified, handed_over, happens, inspected, qualified
from tests.inventory.facts import recorded


def read(on=DAY, viewer=NEIGHBOUR, **scope):
    return queries.reading(viewer, "resources.in_service", on=on, scope=Scope(**{"project": "", **scope}))


@pytest.fixture
def three(db):
    """One with a certificate, one without, one that was disposed of."""
    ground.lay()
    inspected()
    place = recorded()
    handed_over(place, pieces=3)
    made = accepted(place, "SN-1", "SN-2", "SN-3")
    qualified()
    for item in made:
        happens(item, "installed", 12)
    certified(made[0], 13)
    happens(made[2], "disposed", 30)
    return made


def test_items_with_a_certificate_that_holds_count_out_of_those_that_need_one(three):
    found = read()
    assert (found.evidence.low, found.evidence.of_low, found.evidence.of_high) == (1, 2, 2)
    assert found.by_territory == (("KAZ", 1, 1),)
    assert {(r.kind, r.uid, r.low) for r in found.records} == {
        ("item", str(three[0].uid), 1),
        ("item", str(three[1].uid), 0),
    }
    assert sum(r.low or 0 for r in found.records) == found.evidence.low
    assert read(territories=("KGZ",)).evidence.state == State.NO_RECORDS


def test_it_is_read_as_on_the_day(three):
    assert read(on=date(2026, 7, 1)).evidence.state == State.NO_RECORDS
    happens(three[0], "out_of_service", 40)
    assert (read().evidence.low, read().evidence.of_low) == (0, 2)


def test_of_a_project_only_the_items_of_its_lots_count(three):
    assert read(project="P53").evidence.state == State.NO_RECORDS
