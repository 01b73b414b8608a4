"""Lists and cards of facilities: who reads what, in which order, and that nothing leads back to an exact position."""

from datetime import date, timedelta

import pytest

from kerege.inventory import actions, queries
from kerege.inventory.queries import Choice
from kerege.inventory.queries.listing import ORDERS
from kerege.inventory.rules.precision import Point, snapped
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.labels import WITHHELD
from kerege.records.viewers import PUBLIC
from tests import ground
from tests.conftest import viewer
from tests.inventory.facts import DAY, EXACT, REGION, TOWN, lay_town, recorded

PARTNER = viewer("UZB", Sensitivity.NATIONAL)
FULL = {
    **EXACT,
    "address": "1 Example street",
    "contacts": [("general", "+7 7172 000000")],
    "staff": {"technician": 5},
}


def keys(reader=PUBLIC, **choice):
    return [line.key for line in queries.facilities(reader, on=DAY, choice=Choice(**choice)).rows]


def test_each_reader_reads_up_to_the_own_clearance():
    found = recorded(**FULL)
    told = {}
    for name, reader in (("public", PUBLIC), ("partner", PARTNER), ("officer", ground.OFFICER_KAZ)):
        card = queries.facility(reader, found.key, on=DAY)
        told[name] = (card.line.where.at, card.address, card.contacts, card.staff, card.completeness is None)
    assert told == {
        "public": ("cell", WITHHELD, WITHHELD, WITHHELD, True),
        "partner": ("exact", WITHHELD, [("general", "+7 7172 000000")], WITHHELD, True),
        "officer": ("exact", "1 Example street", [("general", "+7 7172 000000")], [("technician", 5)], False),
    }


@pytest.mark.parametrize("level", list(Sensitivity))
def test_a_record_is_there_for_those_who_may_know_of_it(level):
    found = recorded(label=level)
    readers = (PUBLIC, PARTNER, ground.OFFICER_KAZ, ground.REGISTRAR_KAZ)
    seen = [bool(keys(reader)) for reader in readers]
    assert seen == [level == 0, level <= 1, level <= 2, True]
    assert [queries.facility(reader, found.key, on=DAY) is not None for reader in readers] == seen


def test_nothing_that_can_be_asked_depends_on_a_position_that_is_withheld():
    """Two worlds that differ in the exact position alone, within one cell, answer everything alike."""
    answers = []
    for number, latitude in enumerate((51.1101, 51.1899)):
        found = recorded(latitude=latitude, longitude=71.43042, names={"en": f"Lab {'AB'[number]}"}, note="", sure=True)
        asked = [
            keys(box=(71.4, 51.1, 71.5, 51.12), keys=[found.key]),
            keys(box=(71.4, 51.14, 71.5, 51.16), keys=[found.key]),
            keys(box=(71.4, 51.18, 71.5, 51.2), keys=[found.key]),
            queries.facility(PUBLIC, found.key, on=DAY).line.where,
        ]
        answers.append([len(a) if isinstance(a, list) else a for a in asked])
    assert answers[0] == answers[1]
    assert answers[0][:3] == [0, 1, 0]
    middle = snapped(Point(51.1101, 71.43042))
    assert (answers[0][3].latitude, answers[0][3].longitude) == (middle.latitude, middle.longitude)


def test_a_partner_who_reads_the_exact_position_is_found_by_it_and_nobody_else_is():
    found = recorded(**EXACT)
    assert queries.facility(PARTNER, found.key, on=DAY).line.where.exact
    near = (
        EXACT["longitude"] - 0.001,
        EXACT["latitude"] - 0.001,
        EXACT["longitude"] + 0.001,
        EXACT["latitude"] + 0.001,
    )
    assert (keys(PARTNER, box=near), keys(PUBLIC, box=near)) == ([found.key], [])


@pytest.fixture
def three():
    lay_town()
    ground.centre()
    return [
        recorded(
            names={"en": "Alpha station"}, sectors="animal food", capabilities="training", place=TOWN, languages="kk"
        ),
        recorded(
            names={"en": "Beta institute", "ru": "Бета институт"},
            kind="training_centre",
            ownership="university",
            organisation="CENTRE-ALA",
            today=date(2025, 1, 1),
        ),
        recorded(
            names={"en": "Gamma post"}, owner="KGZ", territory="KGZ", kind="border_post", standing="planned",
            capabilities="training transport", functions="inspection",
        ),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("choice", "which"),
    [
        ({}, [0, 1, 2]),
        ({"territories": ["KAZ"]}, [0, 1]),
        ({"territories": ["KAZ", "KGZ"], "kinds": ["border_post", "training_centre"]}, [1, 2]),
        ({"sectors": ["food"]}, [0]),
        ({"sectors": ["foo"]}, []),
        ({"capabilities": ["training"]}, [0, 2]),
        ({"capabilities": ["transport", "repair"]}, [2]),
        ({"functions": ["inspection"]}, [2]),
        ({"ownerships": ["university"]}, [1]),
        ({"standings": ["planned"]}, [2]),
        ({"owners": ["KGZ"]}, [2]),
        ({"units": [REGION]}, [0]),
        ({"places": [TOWN]}, [0]),
        ({"organisations": ["CENTRE-ALA"]}, [1]),
        ({"language": "kk"}, [0]),
        ({"stale": True}, [1]),
        ({"stale": False}, [0, 2]),
        ({"text": "beta"}, [1]),
        ({"text": "БЕТА инст"}, [1]),
        ({"text": "beta station"}, []),
        ({"text": "???"}, []),
        ({"capabilities": ["training"], "territories": ["KGZ"], "text": "gamma"}, [2]),
    ],
)
def test_a_choice(three, choice, which):
    assert keys(**choice) == [three[n].key for n in which]


def test_a_key_is_found_as_text(three):
    assert keys(text=three[2].key.lower()) == [three[2].key]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("size", [1, 2])
def test_every_order_brings_every_facility_once(three, order, size):
    found, mark = [], ""
    for _ in range(5):
        page = queries.facilities(PUBLIC, on=DAY, order=order, after=mark, size=size)
        assert page.total == 3
        found += [line.key for line in page.rows]
        mark = page.after
        if not mark:
            break
    whole = queries.facilities(PUBLIC, on=DAY, order=order).rows
    assert found == [line.key for line in whole]
    assert len(set(found)) == 3


@pytest.mark.parametrize("mark", ["x", "bnVsbA", "W10", "WyJhIl0", "WyJhIiwiYiJd", "WyJhIiwgdHJ1ZV0", "a" * 3000, "é"])
def test_a_mark_that_was_not_given_here_begins_anew(three, mark):
    assert len(queries.facilities(PUBLIC, on=DAY, after=mark).rows) == 3


def test_a_name_is_in_the_language_of_the_reader(three):
    names = [queries.facility(PUBLIC, three[1].key, on=DAY, lang=lang).line.name for lang in ("en", "ru", "kk", "fa")]
    assert names == ["Beta institute", "Бета институт", "Бета институт", "Beta institute"]


def test_a_facility_that_was_not_there_yet_is_not_read(three):
    actions.change_facility(by=SYSTEM, facility=three[0].key, expected_version=1, opened_on=DAY, today=DAY)
    before = DAY - timedelta(days=1)
    assert len(queries.facilities(PUBLIC, on=before).rows) == 2
    assert queries.facility(PUBLIC, three[0].key, on=before) is None


def test_facets_count_what_each_value_would_leave(three):
    found = queries.facets(PUBLIC, on=DAY, choice=Choice(kinds=["border_post"], capabilities=["training"]))
    assert found["kinds"] == {"regional_laboratory": 1, "border_post": 1}
    assert found["capabilities"] == {"training": 1, "transport": 1}
    assert found["territories"] == {"KGZ": 1}


def test_facets_count_nothing_that_the_reader_may_not_know(three):
    recorded(names={"en": "Hidden"}, label=Sensitivity.NATIONAL)
    assert queries.facets(PUBLIC, on=DAY)["territories"] == {"KAZ": 2, "KGZ": 1}
    assert queries.facets(ground.OFFICER_KAZ, on=DAY)["territories"] == {"KAZ": 3, "KGZ": 1}


def test_lookalikes_are_told_with_their_reasons(three):
    told = queries.lookalikes(PUBLIC, names=["Alpha stations"], territory="KAZ", place=TOWN)
    reasons = [[r.because.value for r in x.reasons] for x in told]
    assert [(x.key, why) for x, why in zip(told, reasons, strict=True)] == [
        (three[0].key, ["spelling", "kind", "place"])
    ]
    assert queries.lookalikes(PUBLIC, names=["Delta"], territory="KAZ") == []


def test_lookalikes_of_a_hidden_facility_are_told_to_its_own_readers():
    recorded(label=Sensitivity.NATIONAL)
    asked = {"names": ["Example laboratory"], "territory": "KAZ"}
    assert queries.lookalikes(PARTNER, **asked) == []
    assert len(queries.lookalikes(ground.OFFICER_KAZ, **asked)) == 1


def test_a_list_costs_the_same_number_of_queries_however_long_it_is(three, django_assert_max_num_queries):
    for number in range(20):
        recorded(names={"en": f"Further {chr(65 + number)} {number * 7919}"}, sure=True)
    with django_assert_max_num_queries(9):
        assert len(queries.facilities(PUBLIC, on=DAY).rows) == 23


def test_completeness_teaches_the_next_field(three):
    card = queries.facility(ground.REGISTRAR_KAZ, three[1].key, on=DAY)
    assert card.completeness.next_field == "capabilities"
    assert card.completeness.percent < 50
    assert queries.facility(ground.REGISTRAR_KAZ, three[0].key, on=DAY).completeness.next_field == "contacts"
