"""Days out of cells: every style gives the same day back, and what is no day is refused."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.lib.refusal import Refusal
from kerege.lib.sheets import is_month_first, read_day

pytestmark = pytest.mark.nodb

days = st.dates(date(1930, 1, 1), date(2099, 12, 31))
RUSSIAN = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря".split()


def in_russian(day: date) -> str:
    return f"{day.day} {RUSSIAN[day.month - 1]} {day.year} г."


STYLES = {
    "iso": date.isoformat,
    "points": lambda d: f"{d.day:02}.{d.month:02}.{d.year}",
    "slashes": lambda d: f"{d.day}/{d.month}/{d.year}",
    "words": in_russian,
    "english": lambda d: d.strftime("%d %B %Y"),
    "american words": lambda d: d.strftime("%B %d, %Y"),
    "program": lambda d: d.strftime("%d-%b-%Y"),
    "serial": lambda d: str((d - date(1899, 12, 30)).days),
    "with a time": lambda d: f"{d.isoformat()} 00:00:00",
    "with a zone": lambda d: f"{d.isoformat()}T10:15:00.000+05:00",
}


@pytest.mark.parametrize("style", STYLES.values(), ids=STYLES)
@settings(max_examples=60, deadline=None)
@given(day=days)
def test_every_style_gives_its_day_back(style, day):
    assert read_day(style(day)) == day


@settings(max_examples=60, deadline=None)
@given(day=days)
def test_the_month_comes_first_where_the_column_says_so(day):
    assert read_day(f"{day.month}/{day.day}/{day.year}", month_first=True) == day


@settings(max_examples=200, deadline=None)
@given(text=st.text(max_size=30))
def test_any_text_is_a_day_or_refused(text):
    try:
        year = read_day(text).year
    except Refusal as refusal:
        year = {"sheets.not_a_day": 2000, "sheets.other_calendar": 2000}[refusal.code]
    assert 1900 <= year <= 2100


def test_cells_that_hold_a_day_are_taken_as_they_are():
    assert read_day(date(2024, 3, 5)) == date(2024, 3, 5)
    assert read_day(datetime(2024, 3, 5, 23, 59, tzinfo=UTC)) == date(2024, 3, 5)
    assert read_day(45356) == date(2024, 3, 5)
    assert read_day(45356.75) == date(2024, 3, 5)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("05.03.24", date(2024, 3, 5)),
        ("05.03.71", date(1971, 3, 5)),
        ("12/31/2024", date(2024, 12, 31)),
        ("2024/3/5", date(2024, 3, 5)),
        ("5 мар. 2024", date(2024, 3, 5)),
        ("5 наурыз 2024", date(2024, 3, 5)),
        ("5-mart 2024", date(2024, 3, 5)),
        ("۲۰۲۴-۰۳-۰۵", date(2024, 3, 5)),
        ("1st May 2024", date(2024, 5, 1)),
    ],
)
def test_further_ways_to_write_a_day(text, day):
    assert read_day(text) == day


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("", "sheets.not_a_day"),
        ("н/д", "sheets.not_a_day"),
        ("31.02.2024", "sheets.not_a_day"),
        ("2024", "sheets.not_a_day"),
        ("12.2024", "sheets.not_a_day"),
        ("00.00.0000", "sheets.not_a_day"),
        ("5 foo 2024", "sheets.not_a_day"),
        ("999", "sheets.not_a_day"),
        ("99999", "sheets.not_a_day"),
        ("1.1.1820", "sheets.not_a_day"),
        ("1403/01/17", "sheets.other_calendar"),
        ("۱۴۰۳/۰۱/۱۷", "sheets.other_calendar"),
    ],
)
def test_what_is_no_day_is_refused(text, code):
    with pytest.raises(Refusal) as told:
        read_day(text)
    assert told.value.code == code


@pytest.mark.parametrize(
    ("values", "first"),
    [
        (["03/04/2024", "12/31/2024"], True),
        (["03/04/2024", "31/12/2024"], False),
        (["12/31/2024", "31/12/2024"], False),
        (["03/04/2024"], False),
        ([date(2024, 1, 2), None, "x", "2024-12-31"], False),
    ],
)
def test_a_column_says_whether_the_month_comes_first(values, first):
    assert is_month_first(values) == first


def test_serials_and_days_agree_on_the_day_after_the_one_that_never_was():
    assert read_day(36526) == date(2000, 1, 1)
    assert read_day("36526") - timedelta(days=1) == date(1999, 12, 31)
