"""Not a party, not known and not listed stay apart, and nothing applies that is not certain."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.law.rules.applying import Answer, Asked, Stand, applicability
from kerege.law.words.catalogue import BINDS, Force
from kerege.law.words.parties import TAKES_PART, Applies, Standing

pytestmark = pytest.mark.nodb

ON = date(2026, 11, 1)
READ = date(2026, 8, 9)
ASKED = Asked(force=Force.BINDING, universal=False, since=1, until=None, in_force_on=date(2003, 9, 11))


def stand(status=Standing.PARTY, since="2008-12-07", version=1, until=None, last=None, verified=True):
    first = date.fromisoformat(since) if since else None
    end = date.fromisoformat(last) if last else first
    return Stand(version, status, first, end, date.fromisoformat(until) if until else None, READ, verified)


@pytest.mark.parametrize(
    ("stands", "on", "value", "status"),
    [
        ([], ON, Applies.UNKNOWN, Standing.UNKNOWN),
        ([stand()], ON, Applies.APPLIES, Standing.PARTY),
        ([stand()], date(2008, 12, 6), Applies.NOT_PARTY, Standing.NOT_PARTY),
        ([stand(until="2020-01-01")], ON, Applies.NOT_PARTY, Standing.NOT_PARTY),
        ([stand(since="", status=Standing.PARTY)], ON, Applies.APPLIES, Standing.PARTY),
        ([stand(since="")], READ - timedelta(days=1), Applies.UNKNOWN, Standing.UNKNOWN),
        ([stand(since="2007-01-01", last="2007-12-31")], date(2007, 6, 1), Applies.UNKNOWN, Standing.UNKNOWN),
        ([stand(since="2007-01-01", last="2007-12-31")], date(2007, 12, 31), Applies.APPLIES, Standing.PARTY),
        ([stand(Standing.NOT_PARTY, "")], ON, Applies.NOT_PARTY, Standing.NOT_PARTY),
        ([stand(Standing.SIGNATORY)], ON, Applies.NOT_PARTY, Standing.SIGNATORY),
        ([stand(Standing.UNKNOWN, "")], ON, Applies.UNKNOWN, Standing.UNKNOWN),
        ([stand(Standing.NOT_LISTED, "")], ON, Applies.UNKNOWN, Standing.NOT_LISTED),
        ([stand()], date(2003, 9, 10), Applies.NOT_IN_FORCE, ""),
    ],
    ids=range(13),
)
def test_a_treaty_of_one_version(stands, on, value, status):
    found = applicability(ASKED, stands, on)
    assert (found.value, found.status) == (value, status)


REGULATIONS = [
    stand(Standing.BOUND, "2007-06-15", 1),
    stand(Standing.BOUND, "2016-07-11", 2),
    stand(Standing.BOUND, "2025-09-19", 4),
]


@pytest.mark.parametrize(
    ("since", "until", "stands", "on", "value"),
    [
        (4, None, REGULATIONS, ON, Applies.APPLIES),
        (4, None, REGULATIONS, date(2025, 9, 18), Applies.NOT_IN_FORCE),
        (4, None, REGULATIONS[:2], ON, Applies.UNKNOWN),
        (1, 4, REGULATIONS, date(2025, 9, 18), Applies.APPLIES),
        (1, 4, REGULATIONS, ON, Applies.NOT_IN_FORCE),
        (1, 4, [*REGULATIONS[:2], stand(Standing.BOUND, "", 4)], date(2026, 1, 1), Applies.UNKNOWN),
        (4, None, [*REGULATIONS[:2], stand(Standing.NOT_PARTY, "2025-01-01", 4)], ON, Applies.NOT_PARTY),
    ],
    ids=range(7),
)
def test_regulations_that_were_amended(since, until, stands, on, value):
    """What a version asks applies from the day on which that version is in force for the country."""
    asked = Asked(Force.BINDING, False, since, until, date(2007, 6, 15))
    assert applicability(asked, stands, on).value == value


def test_what_binds_every_state_needs_no_status_and_says_nothing_of_a_designated_territory():
    asked = Asked(Force.BINDING_UNSC, True, 1, None, date(2004, 4, 28))
    assert applicability(asked, [], ON) == Answer(Applies.APPLIES)
    assert applicability(asked, [], ON, listed=False) == Answer(Applies.UNKNOWN, Standing.NOT_LISTED)
    assert applicability(asked, [], date(2004, 4, 27)) == Answer(Applies.NOT_IN_FORCE)


DAYS = st.dates(date(1990, 1, 1), date(2030, 1, 1))
STANDS = st.builds(
    lambda version, status, first, length, end, shown: Stand(
        version, status, first, first + timedelta(days=length) if first else None, end, shown
    ),
    st.integers(1, 4),
    st.sampled_from(Standing),
    st.none() | DAYS,
    st.integers(0, 400),
    st.none() | DAYS,
    DAYS,
)
ASKS = st.builds(
    lambda force, since, more, day: Asked(force, False, since, since + more if more else None, day),
    st.sampled_from(Force),
    st.integers(1, 4),
    st.integers(0, 3),
    st.none() | DAYS,
)


@given(ASKS, st.lists(STANDS, max_size=5), DAYS)
def test_it_applies_only_by_force_in_time_and_for_whoever_takes_part(asked, stands, on):
    found = applicability(asked, stands, on)
    if found.value == Applies.APPLIES:
        assert asked.force in BINDS
        assert asked.in_force_on is not None
        assert asked.in_force_on <= on
        assert found.status in TAKES_PART
        assert any(s.status in TAKES_PART and s.version >= asked.since for s in stands)
    if not stands and asked.force in BINDS and asked.in_force_on and asked.in_force_on <= on:
        assert found.value == Applies.UNKNOWN


@given(ASKS, st.lists(STANDS.filter(lambda s: s.status not in TAKES_PART), max_size=5), DAYS)
def test_whoever_takes_part_in_nothing_is_never_bound(asked, stands, on):
    assert applicability(asked, stands, on).value != Applies.APPLIES


@given(ASKS, st.lists(STANDS, max_size=5), DAYS)
def test_what_is_not_listed_decides_before_all_else(asked, stands, on):
    found = applicability(asked, [*stands, Stand(1, Standing.NOT_LISTED, None, None, None, date(1990, 1, 1))], on)
    assert found.value in {Applies.UNKNOWN, Applies.VOLUNTARY, Applies.NOT_IN_FORCE}


@given(ASKS, st.lists(STANDS, max_size=5), DAYS)
def test_the_order_in_which_statuses_are_told_decides_nothing(asked, stands, on):
    there, back = applicability(asked, stands, on), applicability(asked, list(reversed(stands)), on)
    assert there.value == back.value
