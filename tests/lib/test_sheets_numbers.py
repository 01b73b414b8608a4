"""Numbers and coordinates out of cells."""

import math

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.lib.refusal import Refusal
from kerege.lib.sheets import Axis, read_angle, read_count, read_number, read_point

pytestmark = pytest.mark.nodb


# -- numbers -----------------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "number"),
    [
        (12, 12.0),
        (12.5, 12.5),
        ("12,5", 12.5),
        ("43,256", 43.256),
        ("1 234,5", 1234.5),
        ("1\u00a0234.5", 1234.5),
        ("1.234,5", 1234.5),
        ("1,234.5", 1234.5),
        ("1.234.567", 1234567.0),
        ("−7", -7.0),
        ("۱۲٫۵", 12.5),
        (".5", 0.5),
    ],
)
def test_numbers_are_read_as_they_are_meant(value, number):
    assert read_number(value) == number


@pytest.mark.parametrize("value", ["", "abc", "1.2.3", "12 чел.", "1,2,3.4,5", "--1", True, None])
def test_what_is_no_number_is_refused(value):
    with pytest.raises(Refusal) as told:
        read_number(value)
    assert told.value.code == "sheets.not_a_number"


@pytest.mark.parametrize(
    ("value", "count"), [("1,234", 1234), ("1 234", 1234), (7.0, 7), ("7,0", 7), ("٣", 3), ("0", 0)]
)
def test_counts_take_a_comma_for_thousands(value, count):
    assert read_count(value) == count


@pytest.mark.parametrize("value", ["-1", "1.5", "many", "", None, "1,23,456", "9" * 13])
def test_what_is_no_count_is_refused(value):
    with pytest.raises(Refusal) as told:
        read_count(value)
    assert told.value.code == "sheets.not_a_count"


@settings(max_examples=100, deadline=None)
@given(number=st.integers(0, 10**9), sign=st.sampled_from(["", " ", "\u00a0", ",", "."]))
def test_a_count_with_thousands_comes_back(number, sign):
    assert read_count(f"{number:,}".replace(",", sign)) == number


# -- coordinates -------------------------------------------------------------------------------------------------------

angles = st.floats(-89.9, 89.9).map(lambda a: round(a, 6))


def dms(angle: float, form: str, letter: str) -> str:
    whole = abs(angle)
    degrees = int(whole)
    minutes = int((whole - degrees) * 60)
    seconds = round(((whole - degrees) * 60 - minutes) * 60, 4)
    if seconds >= 60:
        minutes, seconds = minutes + 1, 0.0
    if minutes >= 60:
        degrees, minutes = degrees + 1, 0
    return form.format(d=degrees, m=minutes, s=f"{seconds:.4f}", l=letter)


@pytest.mark.parametrize(
    "form",
    ["{d}°{m}′{s}″ {l}", "{l} {d}° {m}' {s}\"", "{d} {m} {s} {l}", "{l}{d}°{m}'{s}''", "{d}º{m}’{s}”{l}"],
)
@pytest.mark.parametrize("letters", ["NS", "СЮ", ("с.ш.", "ю.ш.")], ids=["latin", "cyrillic", "words"])
@settings(max_examples=25, deadline=None)
@given(angle=angles)
def test_degrees_minutes_and_seconds_come_back(form, letters, angle):
    found = read_angle(dms(angle, form, letters[angle < 0]))
    assert math.isclose(found.degrees, angle, abs_tol=1e-6)
    assert (found.axis, found.sexagesimal) == (Axis.LATITUDE, True)


@settings(max_examples=60, deadline=None)
@given(angle=angles)
def test_decimal_degrees_come_back_with_point_and_comma(angle):
    assert read_angle(f"{angle:.6f}").degrees == angle
    assert read_angle(f"{angle:.6f}".replace(".", ",")).degrees == angle
    assert read_angle(angle).degrees == angle


@pytest.mark.parametrize(
    ("text", "degrees", "axis"),
    [
        ("43,2567", 43.2567, None),
        ("N 43.2567", 43.2567, Axis.LATITUDE),
        ("43.2567 С", 43.2567, Axis.LATITUDE),
        ("43.2567° с. ш.", 43.2567, Axis.LATITUDE),
        ("76.9286 В", 76.9286, Axis.LONGITUDE),
        ("в.д. 76,9286", 76.9286, Axis.LONGITUDE),
        ("76°55.7′ E", 76.928333, Axis.LONGITUDE),
        ("12.5 W", -12.5, Axis.LONGITUDE),
        ("33.5 Ю", -33.5, Axis.LATITUDE),
        ("Latitude: 43.2567", 43.2567, None),
        ("۴۳٫۲۵", 43.25, None),
        ("34.5 شمالی", 34.5, Axis.LATITUDE),
        ("43°15′", 43.25, None),
    ],
)
def test_ways_to_write_one_coordinate(text, degrees, axis):
    found = read_angle(text)
    assert (round(found.degrees, 6), found.axis) == (degrees, axis)


@pytest.mark.parametrize(
    "text", ["", "north", "43°75′ N", "43°15′75″", "191", "N 43 E", "4 3 2 1", "43.2567.1", "n/a", None]
)
def test_what_is_no_coordinate_is_refused(text):
    with pytest.raises(Refusal) as told:
        read_angle(text)
    assert told.value.code == "sheets.not_an_angle"


@pytest.mark.parametrize(
    "text",
    [
        "43.25, 76.95",
        "43.25 76.95",
        "43,25; 76,95",
        "43,25, 76,95",
        "43,25 76,95",
        "43.25/76.95",
        "(43.25, 76.95)",
        "43°15′N 76°57′E",
        "43°15′00″N, 76°57′00″E",
        "N43°15' E76°57'",
        "76.95 E, 43.25 N",
        "43.25 с.ш., 76.95 в.д.",
        "POINT(76.95 43.25)",
        "SRID=4326;POINT (76.95 43.25)",
        "43.25 76.95 812.4 4.9",
    ],
)
def test_a_pair_is_read_latitude_first(text):
    assert tuple(round(angle.degrees, 6) for angle in read_point(text)) == (43.25, 76.95)


@pytest.mark.parametrize("text", ["", "43.25", "Almaty", "43.25 N, 44.1 N", "1,2,3,4,5", "POLYGON((1 2))", None])
def test_what_is_no_pair_is_refused(text):
    with pytest.raises(Refusal) as told:
        read_point(text)
    assert told.value.code == "sheets.not_a_point"


@settings(max_examples=200, deadline=None)
@given(text=st.text(alphabet="0123456789.,-°′″ NSEWСЮВЗ;'\"", max_size=24))
def test_any_text_is_a_place_on_earth_or_refused(text):
    for read in (lambda t: [read_angle(t)], read_point):
        try:
            found = [angle.degrees for angle in read(text)]
        except Refusal as refusal:
            found = {"sheets.not_an_angle": [], "sheets.not_a_point": []}[refusal.code]
        assert all(-180 <= degrees <= 180 for degrees in found)
