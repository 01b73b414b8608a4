"""Time zones of countries, as data says them."""

import pytest

from kerege.lib.zones import at_place, moment, town_of, zones_of

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize(("country", "zones"), [("KG", ("Asia/Bishkek",)), ("MN", ("Asia/Hovd", "Asia/Ulaanbaatar"))])
def test_a_country_has_its_zones(country, zones):
    assert set(zones_of(country)) >= set(zones)


def test_what_is_no_country_keeps_utc():
    assert zones_of("QX") == ("UTC",)


def test_a_moment_is_told_again_by_the_same_clock():
    found = moment("2027-03-15 09:00", "Asia/Bishkek")
    assert at_place(found, "Asia/Kabul").strftime("%H:%M") == "07:30"
    assert moment("nine o'clock", "Asia/Bishkek") is None


@pytest.mark.parametrize(
    ("zone", "language", "said"),
    [
        ("Asia/Bishkek", "ru", "Бишкек"),
        ("Asia/Almaty", "uz-cyrl", "Almaty"),
        ("Asia/Almaty", "xx", "Almaty"),
        ("UTC", "en", "UTC"),
        ("", "en", ""),
    ],
)
def test_a_clock_is_called_by_its_town(zone, language, said):
    assert town_of(zone, language) == said
