"""Nothing that a state did is older than the instrument."""

from datetime import date

import pytest

from kerege.law import actions, queries
from kerege.law.rules import check_status_date, exists_from
from kerege.lib.refusal import Refusal
from kerege.lib.stated import read_stated
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from tests import ground

ADOPTED = date(2000, 1, 29)


@pytest.fixture
def cartagena():
    return actions.record_instrument(
        by=SYSTEM,
        key="CARTAGENA",
        kind="treaty",
        names=[("en", "Cartagena Protocol on Biosafety")],
        adopted_on=ADOPTED,
        in_force_on=date(2003, 9, 11),
    )


def ratify(on, **changes):
    given = {
        "by": SYSTEM,
        "owner": "MNG",
        "key": f"MNG-{on}",
        "territory": "MNG",
        "instrument": "CARTAGENA",
        "act": "ratification",
        "sources": ["S1"],
        "today": ground.TODAY,
    }
    return actions.record_status(**(given | changes), on=on)


@pytest.mark.parametrize("on", ["1972", "1999-12", "2000-01-28", "1999/2000-01-28"])
def test_before_the_instrument_existed(cartagena, on):
    with pytest.raises(Refusal) as refusal:
        ratify(on)
    assert (refusal.value.code, refusal.value.field) == ("law.before_adoption", "on")
    assert "2000-01-29" in str(refusal.value)


@pytest.mark.parametrize("on", ["2000-01-29", "2000-01", "2000", "2003-07-22"])
def test_from_its_day_on_or_in_a_year_that_reaches_it(cartagena, on):
    assert ratify(on).act == "ratification"


@pytest.mark.parametrize(
    ("on", "changes", "code"),
    [
        ("", {}, "law.no_date"),
        ("2003", {"instrument": "NONE"}, "records.nothing_there"),
        ("2003", {"act": "applause"}, "people.unknown_choice"),
        ("2030", {}, "dates.held_in_future"),
        ("2003", {"by": ground.FOCAL_KAZ}, "people.not_yours"),
    ],
)
def test_refused(cartagena, on, changes, code):
    with pytest.raises(Refusal) as refusal:
        ratify(on, **changes)
    assert refusal.value.code == code


def test_an_instrument_is_not_in_force_before_it_exists():
    with pytest.raises(Refusal) as refusal:
        actions.record_instrument(
            by=SYSTEM, key="X", kind="treaty", names=[("en", "X")], adopted_on=ADOPTED, in_force_on=date(1999, 1, 1)
        )
    assert refusal.value.code == "law.in_force_before_adoption"


def test_without_a_date_of_its_own_nothing_is_dated_against_it():
    with pytest.raises(Refusal) as refusal:
        check_status_date(act="ratification", on=read_stated("2003"), instrument="Codex", exists=None)
    assert refusal.value.code == "law.no_adoption_date"


def test_opening_for_signature_counts_where_it_came_first():
    assert exists_from(adopted_on=None, opened_on=date(1972, 4, 10)) == date(1972, 4, 10)
    assert exists_from(adopted_on=date(1971, 12, 16), opened_on=date(1972, 4, 10)) == date(1971, 12, 16)


def test_statuses_as_on_a_day(cartagena):
    ratify("2003-07-22")
    assert queries.statuses(PUBLIC, on=date(2003, 7, 21)) == []
    assert [s.act for s in queries.statuses(PUBLIC, on=date(2003, 7, 22))] == ["ratification"]
