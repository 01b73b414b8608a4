"""Facilities as an indicator: verified cards, of countries and of no project."""

from kerege.indicators import queries
from kerege.indicators.rules import Scope
from kerege.indicators.words import State
from kerege.lib.sensitivity import Sensitivity
from kerege.records.viewers import PUBLIC
from tests import ground
from tests.inventory.facts import DAY, recorded


def read(viewer=PUBLIC, **scope):
    return queries.reading(viewer, "resources.facilities", on=DAY, scope=Scope(**{"project": "", **scope}))


def test_verified_cards_are_counted_by_country_and_open_to_their_records(db):
    ground.lay()
    recorded(names={"en": "Declared"})
    shown = recorded(names={"en": "Shown"}, proof="documented", verified_on=DAY, sources=["S1"])
    recorded(names={"en": "Visited"}, owner="KGZ", territory="KGZ", proof="verified_on_site")
    recorded(names={"en": "Hidden"}, proof="documented", label=Sensitivity.NATIONAL)
    found = read()
    assert (found.evidence.low, found.evidence.high, found.by_territory) == (2, 2, (("KAZ", 1, 1), ("KGZ", 1, 1)))
    record = next(r for r in found.records if r.territory == "KAZ")
    assert (record.kind, record.key, record.last_day, [s.key for s in record.sources]) == (
        "facility",
        shown.key,
        DAY,
        ["S1"],
    )
    assert read(ground.OFFICER_KAZ).evidence.low == 3
    assert read(territories=("KGZ",)).evidence.low == 1


def test_no_project_has_facilities(db):
    ground.lay()
    recorded(proof="documented")
    assert read(project="P53").evidence.state == State.NO_RECORDS
