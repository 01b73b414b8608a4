"""Associations, and who does which reference work on a day."""

from datetime import date

import pytest

from kerege.inventory import actions, queries
from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.records.labels import WITHHELD
from kerege.records.viewers import PUBLIC
from tests.ground import FOCAL_KAZ, FOCAL_KGZ, OFFICER_KAZ, centre
from tests.inventory.equipment import NEIGHBOUR, code_of
from tests.inventory.facts import DAY, TRAINER_KAZ, recorded


@pytest.fixture(autouse=True)
def _bodies(_ground):
    """Recorded before, so that a refusal is seen to leave no act."""
    for key, kind in (("CLUB", "association"), ("CENTRE-ALA", "training_centre")):
        centre(key, kind)


def club(**changes):
    given = {
        "by": FOCAL_KAZ,
        "owner": "KAZ",
        "organisation": centre("CLUB", "association"),
        "members": "120",
        "members_on": date(2026, 1, 1),
        "topics": ["cabinets"],
        "sources": ["S1"],
        "today": DAY,
    }
    return actions.record_association(**(given | changes))


def clubs(viewer=PUBLIC, on=DAY):
    return [(a.name, a.members, [s.key for s in a.sources]) for a in queries.associations(viewer, on=on, lang="en")]


def function(**changes):
    given = {
        "by": FOCAL_KAZ,
        "owner": "KAZ",
        "territory": "KAZ",
        "area": "serology",
        "organisation": centre(),
        "start": date(2020, 1, 1),
        "mandate": "Order No. 1",
        "sources": ["S1"],
        "today": DAY,
    }
    return actions.record_reference_function(**(given | changes))


def holders(viewer=PUBLIC, on=DAY, **asked):
    found = queries.reference_functions(viewer, on=on, **asked)
    return [(f.area, f.holder.organisation or f.holder.facility) for f in found]


def test_an_association_is_counted_on_a_day():
    first = club()
    assert clubs() == [("CLUB", 120, ["S1"])]
    assert clubs(on=date(2025, 12, 31)) == [("CLUB", None, ["S1"])]
    assert club().uid == first.uid
    club(members="130", members_on=date(2026, 6, 1), sources=["S2"])
    assert clubs() == [("CLUB", 130, ["S1", "S2"])]


def test_an_association_for_some_is_for_no_others():
    club(label=Sensitivity.NATIONAL)
    assert [len(clubs(v)) for v in (OFFICER_KAZ, NEIGHBOUR, PUBLIC)] == [1, 0, 0]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"by": TRAINER_KAZ}, "people.not_yours"),
        ({"by": FOCAL_KGZ, "owner": "KGZ"}, "people.not_about_others"),
        ({"organisation": "CENTRE-ALA"}, "inventory.not_an_association"),
        ({"organisation": "NOBODY"}, "people.unknown_key"),
        ({"members": ""}, "inventory.members_without_day"),
        ({"members_on": None}, "inventory.members_without_day"),
        ({"members": "many"}, "figures.not_a_figure"),
        ({"members_on": date(2027, 1, 1)}, "inventory.in_future"),
        ({"sources": []}, "figures.no_source"),
        ({"sources": ["S99"]}, "atlas.unknown_code"),
        ({"web": "our page"}, "inventory.not_a_website"),
        ({"topics": ["anthrax"]}, "inventory.unknown_code"),
        ({"label": 9}, "sharing.unknown_level"),
    ],
)
def test_what_is_no_association(changes, code):
    centre()
    assert code_of(club, **changes) == code


def test_a_country_records_no_association_of_the_region():
    people.record_organisation(by=SYSTEM, key="WIDE", kind="association", names=[("en", "Wide")])
    assert code_of(club, organisation="WIDE") == "people.not_about_others"
    club(by=SYSTEM, owner="REG", organisation="WIDE")
    assert [name for name, *_ in clubs()] == ["Wide"]


def test_a_function_is_held_from_a_day_to_a_day():
    function(until=date(2024, 1, 1))
    function(organisation=centre("NEXT"), start=date(2024, 1, 1))
    days = [date(2019, 12, 31), date(2020, 1, 1), date(2023, 12, 31), date(2024, 1, 1)]
    assert [holders(on=day) for day in days] == [
        [],
        [("serology", "CENTRE-ALA")],
        [("serology", "CENTRE-ALA")],
        [("serology", "NEXT")],
    ]
    assert holders(past=True) == [("serology", "NEXT"), ("serology", "CENTRE-ALA")]
    assert [
        len(holders(**asked)) for asked in ({"area": "sequencing"}, {"territory": "KAZ"}, {"reach": "regional"})
    ] == [
        0,
        1,
        0,
    ]


def test_one_work_has_one_holder_on_a_day():
    function(label=Sensitivity.NATIONAL)
    other = centre("NEXT")
    with pytest.raises(Exception, match="function_held") as caught:
        function(organisation=other, start=date(2022, 1, 1))
    assert caught.value.data == {"holder": "…", "start": "…", "end": "…"}, "who holds it is not for everybody"
    function(label=Sensitivity.PUBLIC)
    with pytest.raises(Exception, match="function_held") as caught:
        function(organisation=other, start=date(2022, 1, 1))
    assert caught.value.data == {"holder": "CENTRE-ALA", "start": "2020-01-01", "end": "…"}
    function(organisation=other, start=date(2022, 1, 1), reach="regional")


def test_a_function_ends_and_its_record_stays():
    first = function()
    uid = str(first.uid)
    assert code_of(actions.end_reference_function, by=FOCAL_KGZ, function=uid, until=DAY) == "people.not_yours"
    assert code_of(actions.end_reference_function, by=FOCAL_KAZ, function="x", until=DAY) == "records.nothing_there"
    ends = {"by": FOCAL_KAZ, "function": uid, "today": DAY}
    assert code_of(actions.end_reference_function, **ends, until=date(2026, 11, 2)) == "inventory.in_future"
    assert code_of(actions.end_reference_function, **ends, until=date(2019, 1, 1)) == "periods.end_before_start"
    actions.end_reference_function(**ends, until=DAY)
    assert (holders(), holders(past=True)) == ([], [("serology", "CENTRE-ALA")])


def test_a_holder_that_a_reader_may_not_see_is_withheld():
    place = recorded(label=Sensitivity.NATIONAL)
    function(organisation="", facility=place.key)
    assert holders(OFFICER_KAZ) == [("serology", place.key)]
    assert holders() == [], "a function is no more open than its facility"
    open_ = recorded(names={"en": "Quite another place"})
    function(area="sequencing", organisation="", facility=open_.key)
    assert holders() == [("sequencing", open_.key)]
    with act("tests.facility.closed", by=SYSTEM, about=open_.uid):
        open_.label = Sensitivity.NATIONAL
        open_.save()
    assert queries.reference_functions(PUBLIC, on=DAY)[0].holder.facility is WITHHELD


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"by": TRAINER_KAZ}, "people.not_yours"),
        ({"by": FOCAL_KGZ, "owner": "KGZ"}, "people.not_about_others"),
        ({"area": "anthrax"}, "inventory.unknown_code"),
        ({"reach": "world"}, "inventory.unknown_code"),
        ({"organisation": ""}, "inventory.no_teacher"),
        ({"facility": "KZ-F-0000001-X"}, "inventory.no_teacher"),
        ({"mandate": ""}, "inventory.no_mandate"),
        ({"mandate": "keeps 40 vials of agent X"}, "inventory.not_for_sharing"),
        ({"start": date(2027, 1, 1)}, "inventory.in_future"),
        ({"until": date(2019, 1, 1)}, "periods.end_before_start"),
        ({"sources": []}, "figures.no_source"),
        ({"territory": "ZZZ"}, "atlas.unknown_code"),
        ({"label": 9}, "sharing.unknown_level"),
    ],
)
def test_what_is_no_function(changes, code):
    assert code_of(function, **changes) == code
