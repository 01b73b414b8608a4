"""How a country stands: since when, says whom, and what was known on another day."""

from datetime import date

import pytest

from kerege.law import actions, queries
from kerege.law.words.parties import Applies
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from tests import ground
from tests.catalogue.test_release_tables import STATUS
from tests.law.test_release import publish

READ, LATER = date(2026, 8, 9), date(2026, 10, 1)
ROW = "KAZ-IHR-2005,KAZ,IHR-2005,{status},{since},,,,,https://example.org/parties,2026-08-09,yes,no,\n"


def bring(status="bound", since="2007-06-15", known=READ):
    return actions.bring_statuses(
        by=SYSTEM, data=(STATUS + ROW.format(status=status, since=since)).encode(), known_from=known
    )


def state(**changes):
    given = {
        "by": ground.FOCAL_KAZ,
        "territory": "KAZ",
        "version": "IHR-2024",
        "status": "bound",
        "since": "2025-09-19",
        "source": "https://example.org/depositary",
        "source_as_of": "2026-10-30",
        "today": ground.TODAY,
    }
    return actions.state_status(**(given | changes))


def stands(on=ground.TODAY, known_on=None):
    lines = queries.standings(on=on, known_on=known_on, territories=["KAZ"])
    return [(line.version, line.status, str(line.first_day)) for line in lines]


def test_what_is_known_later_does_not_change_what_was_known():
    publish()
    assert (bring(), bring()) == (1, 0)
    assert bring(since="2008-01-01", known=LATER) == 1
    assert stands() == stands(known_on=LATER) == [("IHR-2005", "bound", "2008-01-01")]
    assert stands(known_on=date(2026, 9, 30)) == [("IHR-2005", "bound", "2007-06-15")]
    assert stands(known_on=date(2026, 8, 8)) == []
    assert queries.applying(["KAZ"], on=date(2007, 7, 1))["KAZ"]["IHR-1"].value == Applies.NOT_PARTY
    then = queries.applying(["KAZ"], on=date(2007, 7, 1), known_on=READ)["KAZ"]
    assert then["IHR-1"].value == Applies.APPLIES
    assert then["IHR-2"].value == Applies.NOT_IN_FORCE


def test_a_focal_point_states_and_a_later_table_leaves_it_alone():
    publish()
    bring()
    assert queries.applying(["KAZ"], on=ground.TODAY)["KAZ"]["IHR-2"].value == Applies.UNKNOWN
    state()
    assert queries.applying(["KAZ"], on=ground.TODAY)["KAZ"]["IHR-2"].value == Applies.APPLIES
    assert queries.applying(["KGZ"], on=ground.TODAY)["KGZ"]["IHR-2"].value == Applies.UNKNOWN
    first = state(version="IHR-2005", since="2007-06-16", follows="KAZ-IHR-2005")
    assert first.follows.key == "KAZ-IHR-2005"
    assert bring(since="2009-01-01", known=LATER) == 0
    assert stands() == [("IHR-2005", "bound", "2007-06-16"), ("IHR-2024", "bound", "2025-09-19")]


def test_a_status_that_came_after_another_ends_it():
    publish()
    bring()
    state(version="IHR-2005", status="not_party", since="2026-06-01", follows="KAZ-IHR-2005")
    assert stands(on=date(2026, 5, 31)) == [("IHR-2005", "bound", "2007-06-15")]
    assert stands() == [("IHR-2005", "not_party", "2026-06-01")]


def test_what_a_country_says_of_itself_is_not_verified_by_that():
    publish()
    bring()
    state(version="IHR-2005", status="not_party", since="2026-06-01", follows="KAZ-IHR-2005")
    state(by=SYSTEM)
    found = [*queries.standings(on=date(2026, 5, 31), territories=["KAZ"]), *queries.standings(on=ground.TODAY)]
    told = {(line.version, line.status): (line.verified, line.stated) for line in found}
    assert told == {
        ("IHR-2005", "bound"): (True, False),
        ("IHR-2005", "not_party"): (False, True),
        ("IHR-2024", "bound"): (True, False),
    }


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"by": ground.FOCAL_KGZ}, "people.not_yours"),
        ({"version": "NONE"}, "records.nothing_there"),
        ({"since": "2023-01-01"}, "law.before_adoption"),
        ({"version": "IHR-2005", "since": "2007-06-15"}, "law.statuses_overlap"),
        ({"source_as_of": "2026-11-02"}, "law.source_in_future"),
        ({"status": "guest"}, "people.unknown_choice"),
    ],
)
def test_refused(changes, code):
    publish()
    bring()
    with pytest.raises(Refusal) as refusal:
        state(**changes)
    assert refusal.value.code == code
