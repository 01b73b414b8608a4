"""Areas: latitude first, closed, not crossing themselves, and in countries that are named."""

import pytest

from kerege.lib.refusal import Refusal
from kerege.response.rules.alerts import areas
from kerege.response.rules.alerts.placing import Place, check_reach, check_shapes, lies_in

pytestmark = pytest.mark.nodb
SQUARE = "43.1,68 43.1,68.6 43.5,68.6 43.5,68 43.1,68"


def code(call, *args, **named) -> str:
    with pytest.raises(Refusal) as refusal:
        call(*args, **named)
    return refusal.value.code


def test_a_closed_outline_is_read():
    assert areas.polygon(SQUARE)[:2] == [(43.1, 68.0), (43.1, 68.6)]
    assert areas.circle("43.1,68 25.5") == ((43.1, 68.0), 25.5)


@pytest.mark.parametrize(
    ("text", "refused"),
    [
        ("43.1,68 43.1,68.6 43.1,68", "response.few_points"),
        ("43.1,68 43.1,68.6 43.5,68.6 43.5,68", "response.open_polygon"),
        ("43.1,68 43.5,68.6 43.5,68 43.1,68.6 43.1,68", "response.crossed_polygon"),
        ("43.1,68 43.2,68 43.3,68 43.1,68", "response.crossed_polygon"),
        ("43.1,68 43.1,68.6 43.5,68.6 north 43.1,68", "response.bad_point"),
        ("98.1,43 98.6,43 98.6,44 98.1,43", "response.swapped_point"),
        ("43.1,181 43.1,68.6 43.5,68.6 43.1,181", "response.bad_point"),
    ],
)
def test_what_is_no_outline_is_refused(text, refused):
    assert code(areas.polygon, text) == refused


@pytest.mark.parametrize("text", ["43.1,68", "43.1,68 0", "43.1,68 -5", "43.1,68 far"])
def test_a_circle_needs_a_radius(text):
    assert code(areas.circle, text) == "response.bad_radius"


def test_an_alert_says_where_in_few_letters():
    assert code(check_shapes, [Place("Somewhere")]) == "response.no_area"
    assert code(check_shapes, [Place(" ", circle="43.1,68 5")]) == "response.no_area"
    assert code(check_shapes, [Place("x" * 51, circle="43.1,68 5")]) == "response.long_area"
    check_shapes([Place("x" * 50, polygon=SQUARE)])


def test_beside_a_border_the_next_town_may_be_across_it():
    """Own towns count as nearer up to one and a half times the distance."""
    assert lies_in([("KGZ", 10.0), ("KAZ", 14.0)], allowed={"KAZ"}) == ""
    assert lies_in([("KGZ", 10.0), ("KAZ", 16.0)], allowed={"KAZ"}) == "KGZ"
    assert lies_in([("KGZ", 10.0), ("KAZ", 16.0)], allowed={"KAZ", "KGZ"}) == ""
    assert lies_in([], allowed={"KAZ"}) == ""


def test_an_area_abroad_needs_its_country_among_those_warned():
    given = {"of_unit": lambda unit: {"KG-C": "KGZ"}[unit], "near": lambda point: [("UZB", 3.0)]}
    assert code(check_reach, [Place("a", unit="KG-C")], allowed={"KAZ"}, **given) == "response.no_neighbour"
    assert code(check_reach, [Place("a", circle="40,68 5")], allowed={"KAZ", "KGZ"}, **given) == "response.no_neighbour"
    check_reach([Place("a", unit="KG-C", circle="40,68 5")], allowed={"KAZ", "KGZ", "UZB"}, **given)
