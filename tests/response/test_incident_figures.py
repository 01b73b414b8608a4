"""Figures of a year: the published counts of Canada's LINC give the published percentages and rates; no database.

The counts are those of the yearly reports in the Canada Communicable Disease Report: 2019: 60 incidents, 86 persons, 6
for each 100 active licences; 2020: 42, 57 persons, 4.2, microbiology 52.4 %; 2022: 40, 3.8; 2016–2022 together 361
exposures, 355 without exposure and 111 others. Licences are not given there: the whole number is taken that fits.
"""

import pytest

from kerege.response.rules.incident_figures import Row, figures, poisson, rate, share

pytestmark = pytest.mark.nodb


def rows(count, **parts):
    """So many synthetic rows; `parts` has the activities with their counts."""
    activities = [name for name, n in parts.items() for _ in range(n)]
    activities += ["other"] * (count - len(activities))
    return [Row("exposure", "minor", each, ("procedure",), day % 9, 1) for day, each in enumerate(activities)]


@pytest.mark.parametrize(("count", "licences", "published"), [(60, 1000, 6.0), (42, 1000, 4.2), (40, 1053, 3.8)])
def test_the_rate_is_the_published_one(count, licences, published):
    told = figures(rows(count), laboratories=licences, whole=False)
    assert round(float(told.rate.value), 1) == published
    assert told.rate.low < published < told.rate.high


def test_the_share_of_microbiology_is_the_published_one():
    told = figures(rows(42, microbiology=22), laboratories=1000, whole=False)
    assert told.activities.cells["microbiology"] == 22
    assert round(share(22, told.count)[0], 1) == 52.4


def test_seven_years_together_have_the_published_shares():
    counts = {"exposure": 361, "near_miss": 355, "equipment": 111}
    every = [Row(kind, "minor", "other", (), 0) for kind, n in counts.items() for _ in range(n)]
    told = figures(every, laboratories=1000, whole=False)
    assert (told.count, dict(told.kinds.cells)) == (827, counts)
    assert [round(share(n, told.count)[0], 1) for n in counts.values()] == [43.7, 42.9, 13.4]


def test_persons_are_counted_where_there_are_more_than_a_few():
    every = [Row("exposure", "minor", "other", (), 0, 2 if n < 26 else 1) for n in range(60)]
    assert figures(every, laboratories=1000, whole=False).affected == 86
    assert figures(every[:1] + rows(9)[:0], laboratories=9, whole=True).affected == 2


def test_a_small_year_says_nothing_and_whoever_handles_it_reads_all():
    few = rows(4)
    told = figures(few, laboratories=9, whole=False)
    assert (told.count, told.affected, told.rate, told.days) == (None, None, None, None)
    assert (told.kinds.cells, told.severities.cells, told.occurrences.cells, told.causes.cells) == ({}, {}, {}, {})
    assert figures(few, laboratories=9, whole=True).count == 4


def test_a_rare_cause_is_withheld_with_one_beside_it():
    every = [Row("spill", "minor", "other", ("training",) if n < 2 else ("procedure",), 0) for n in range(20)]
    every += [Row("spill", "minor", "other", ("equipment",), 0) for _ in range(7)]
    cells = figures(every, laboratories=9, whole=False).causes.cells
    assert (cells["training"], cells["equipment"], cells["procedure"]) == (None, None, 18)


def test_an_incident_counts_under_each_way_in_which_it_came_about():
    ways = [("spill", "sharps")] * 6 + [("spill",)] * 5 + [()] * 9
    told = figures([Row("spill", "minor", "other", (), 0, 0, each) for each in ways], laboratories=9, whole=False)
    assert (told.count, dict(told.occurrences.cells)) == (20, {"spill": 11, "sharps": 6})


def test_intervals_are_those_of_the_tables():
    low, high = poisson(10)
    assert (round(low, 3), round(high, 3)) == (4.795, 18.390), "Garwood, from tables of chi-square"
    assert (poisson(0)[0], round(poisson(0)[1], 3)) == (0.0, 3.689)
    assert [round(n, 1) for n in share(5, 10)] == [50.0, 23.7, 76.3]
    assert rate(827, 1000).low < 82.7 < rate(827, 1000).high
