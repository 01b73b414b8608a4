"""Scores out of files as they are published: titles above, merged cells, sums between, and rows that are no country."""

from datetime import UTC, date, datetime
from fractions import Fraction

import pytest

from kerege.capacity.rules.declared import read_scores
from kerege.capacity.rules.frames import FRAMES
from kerege.lib.refusal import Refusal
from kerege.lib.sheets.grid import Grid, Line, Raw
from kerege.lib.sheets.shape import Kind

KNOWN = {"Kazakhstan": "KAZ", "KAZ": "KAZ", "Kyrgyzstan": "KGZ", "KGZ": "KGZ"}
SPAR = [
    ["", "IHR (2005) - Scores per Capacities & Indicators - Year 2018"],
    ["Received", "Region", "", "C.5.1", "C.5.2", "C.5.3", "Level C5", "C.6.1", "C.10.1"],
    ["", "AVG EURO", "", 60, 60, 60, 60, 60, 60],
    ["yes", "EURO", "Kazakhstan ", 80, 60, 80, 73, 100, 0],
    ["yes", "EURO", "Kyrgyzstan", 80, 40, None, 60, 80, 40],
    ["yes", "EURO", "Elsewhere", 20, 20, 20, 20, 20, 20],
    ["no", "EURO", "Uzbekistan", None, None],
    ["Received", "Region", "", "C.5.1", "C.5.2", "C.5.3", "Level C5", "C.6.1", "C.10.1"],
]


def grid(rows, name="Scores"):
    lines = [
        Line(n, {c: Raw(value, Kind.TEXT) for c, value in enumerate(row) if value not in (None, "")})
        for n, row in enumerate(rows, start=1)
    ]
    return Grid(name, lines)


def read(rows, **more):
    return read_scores([grid(rows)], known=lambda text: KNOWN.get(text, ""), **more)


def refused(found):
    return [(number, refusal.code) for number, refusal in found.refused]


def code(*rows, **more):
    with pytest.raises(Refusal) as caught:
        read(list(rows), **more)
    return caught.value.code


def test_a_report_of_states_is_read_with_its_year_and_without_its_sums():
    found = read(SPAR)
    assert [(row.number, row.called, row.territory, row.on) for row in found.rows] == [
        (4, "Kazakhstan", "KAZ", date(2018, 12, 31)),
        (5, "Kyrgyzstan", "KGZ", date(2018, 12, 31)),
        (6, "Elsewhere", "", date(2018, 12, 31)),
    ]
    assert found.rows[0].scores == {"C.5.1": 80, "C.5.2": 60, "C.5.3": 80, "C.6.1": 100, "C.10.1": 0}
    assert "C.5.3" not in found.rows[1].scores, "an empty cell is no score"
    assert (found.no_country, found.silent, found.refused) == ([(3, "AVG EURO")], 1, [])


def test_a_year_that_is_given_takes_the_place_of_the_title():
    assert {row.on for row in read(SPAR, year=2020).rows} == {date(2020, 12, 31)}
    assert refused(read(SPAR[1:])) == [(number, "capacity.no_day") for number in (3, 4, 5)]


def test_an_evaluation_is_read_with_its_day_and_both_editions_apart():
    heading = ["country", "iso", "p61", "p62", "d11", "r11", "poe1", "p6", "jee_date1"]
    heading += ["v2_p61", "v2_p62", "v2_d11", "v2_r11", "v2_re1", "p61_2"]
    day = datetime(2016, 11, 28, tzinfo=UTC)
    rows = [
        heading,
        ["Kyrgyzstan", "KGZ", 3.0, 3, 4, 4, 4, 3, day],
        ["Kazakhstan", "KAZ", None, None, None, None, None, None, day, 2, 1, 3, 4, 5, 4],
    ]
    first, second = read(rows).rows
    assert (first.frame, first.on, first.scores["P.6.1"], first.scores["POE.1"]) == ("jee-1", day.date(), 3, 4)
    assert (second.frame, second.scores) == ("jee-2", {"P.6.1": 2, "P.6.2": 1, "D.1.1": 3, "R.1.1": 4, "RE.1": 5})


def test_what_is_no_score_refuses_its_row_and_no_other():
    for wrong in ("Other", 50, 61, -20, 120, 79.5, True):
        rows = [list(row) for row in SPAR]
        rows[3][4] = wrong
        found = read(rows)
        assert refused(found) == [(4, "capacity.score_outside")]
        assert [row.called for row in found.rows] == ["Kyrgyzstan", "Elsewhere"]
    again = [*SPAR, ["yes", "EURO", "KAZ", 80, 60, 80, 73, 100, 0]]
    assert refused(read(again)) == [(9, "capacity.row_twice")]


def test_a_file_without_a_frame_or_without_countries_is_refused():
    assert code(["Country", "Score"], ["Kazakhstan", 3]) == "capacity.no_frame"
    assert code(SPAR[1], ["yes", "EURO", "Nowhere", 80, 60, 80, 73, 100, 0]) == "capacity.no_country_column"
    with pytest.raises(Refusal):
        read_scores([], known=lambda text: "")


def test_the_share_is_a_way_from_the_least_to_the_best():
    assert FRAMES["jee-1"].share({"P.6.1": 3, "P.6.2": 4}) == Fraction(5, 8)
    assert FRAMES["jee-1"].share({"P.6.1": 1}) == 0
    assert FRAMES["jee-1"].share({"P.1.1": 5}) is None
    assert FRAMES["spar-1"].share({"C.5.2": 60}) == Fraction(3, 5)


SPAR_2 = ["Country", *(f"C{area}.1" for area in range(1, 16)), "C4.2"]
JEE_3 = ["Country", "P1.1", "P7.1", "P7.2", "P8.1", "D1.1", "R5.1", "PoE1"]


@pytest.mark.parametrize(
    ("heading", "frame", "biosafety", "worth", "share"),
    [
        (SPAR_2, "spar-2", "C.4.2", 60, Fraction(3, 5)),
        (
            [each.replace("C", "C.") if each[1].isdigit() else each for each in SPAR_2],
            "spar-2",
            "C.4.2",
            60,
            Fraction(3, 5),
        ),
        (JEE_3, "jee-3", "P.7.2", 4, Fraction(3, 4)),
        ([f"v3_{each}" if each != "Country" else each for each in JEE_3], "jee-3", "P.7.2", 4, Fraction(3, 4)),
    ],
)
def test_later_editions_are_told_by_an_area_that_the_earlier_ones_have_not(heading, frame, biosafety, worth, share):
    (row,) = read([heading, ["Kazakhstan", *[worth] * (len(heading) - 1)]], year=2025).rows
    assert (row.frame, row.scores[biosafety], FRAMES[frame].share(row.scores)) == (frame, worth, share)


def test_codes_of_which_no_edition_can_be_told_are_refused():
    assert code([each for each in JEE_3 if each != "P8.1"], ["Kazakhstan", 1, 1, 1, 1, 1, 1]) == "capacity.no_frame"
