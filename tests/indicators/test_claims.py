"""Claims need a source; computed values have no place to be typed into."""

from datetime import date

import pytest
from django.apps import apps

from kerege.indicators import actions, queries
from kerege.indicators.rules import DEFINITIONS, GROUPS, Scope
from kerege.indicators.words import State
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from tests import ground

CLAIM = {
    "by": SYSTEM,
    "owner": "REG",
    "key": "CLAIM",
    "indicator": "trainers.part1",
    "project_key": "P53",
    "value": 88,
    "qualifier": "exact",
    "unit": "people",
    "meaning": "Trainers trained",
    "source": "S2",
}


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"source": ""}, "indicators.claim_without_source"),
        ({"source": "S999"}, "atlas.unknown_code"),
        ({"indicator": "trainers.happy"}, "indicators.unknown_indicator"),
        ({"meaning": " "}, "indicators.no_meaning"),
        ({"unit": "litres"}, "indicators.wrong_unit"),
        ({"value": -1}, "figures.not_a_figure"),
        ({"territory": "XXX"}, "atlas.unknown_code"),
        ({"project_key": "P99"}, "atlas.unknown_code"),
        ({"owner": "KAZ", "territory": "KGZ"}, "people.not_about_others"),
        ({"stated_on": "2026-99-99"}, "dates.not_a_date"),
        ({"stated_on": "2999-01-01"}, "indicators.stated_in_future"),
        ({"key": "../x"}, "records.bad_key"),
        ({"key": "=cmd()"}, "records.bad_key"),
        ({"by": ground.FOCAL_KAZ}, "people.not_yours"),
    ],
)
def test_refused(changes, code):
    with pytest.raises(Refusal) as refusal:
        actions.record_claim(**(CLAIM | changes))
    assert refusal.value.code == code


def test_the_same_claim_again_changes_nothing_and_another_value_is_refused():
    assert actions.record_claim(**CLAIM).uid == actions.record_claim(**CLAIM).uid
    with pytest.raises(Refusal) as refusal:
        actions.record_claim(**(CLAIM | {"value": 89}))
    assert refusal.value.code == "records.key_taken"


def test_a_computed_value_cannot_be_typed():
    with pytest.raises(Refusal) as refusal:
        actions.type_value(by=SYSTEM, indicator="trainers.part1", value=88)
    assert refusal.value.code == "indicators.computed_not_typed"


def test_the_database_has_no_table_for_computed_values():
    assert [m.__name__ for m in apps.get_app_config("indicators").get_models()] == ["Claim"]


def test_claims_that_disagree_are_a_conflict():
    actions.record_claim(**CLAIM)
    actions.record_claim(**(CLAIM | {"key": "OTHER", "value": 90, "source": "S3"}))
    reading = queries.reading(PUBLIC, "trainers.part1", on=ground.TODAY, scope=Scope("P53"))
    assert [c.values for c in reading.conflicts] == [((88, ("S2",)), (90, ("S3",)))]


def test_without_any_record_there_is_no_value_rather_than_zero():
    groups = queries.logframe(PUBLIC, on=ground.TODAY)
    evidence = {r.indicator.key: r.evidence for g in groups for r in g.readings}
    assert {e.low for e in evidence.values()} == {None}
    assert {e.state for e in evidence.values()} == {
        State.NO_RECORDS,
        State.NOT_RECORDED_HERE_YET,
        State.NOT_COMPUTABLE,
        State.WITHHELD,
    }


def test_the_ten_groups_stand_under_the_four_objectives():
    assert sorted(g.number for g in GROUPS.values()) == list(range(1, 11))
    assert {g.objective for g in GROUPS.values()} == {1, 2, 3, 4}
    assert {d.group for d in DEFINITIONS} == set(GROUPS)


def test_each_indicator_says_what_is_evidence_or_what_is_missing():
    assert [d.key for d in DEFINITIONS if bool(d.evidence) == bool(d.missing)] == []
    assert set(queries.readings.ANSWERS) == {d.key for d in DEFINITIONS if d.is_recorded}


def test_a_claim_is_not_there_before_it_was_stated():
    actions.record_claim(**(CLAIM | {"stated_on": "2023"}))
    found = [len(queries.claims(PUBLIC, on=day)) for day in (date(2018, 4, 4), date(2023, 1, 1), ground.TODAY)]
    assert found == [0, 1, 1]
