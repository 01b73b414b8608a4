"""Counting, breaking down and listing, for different viewers."""

from datetime import date

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.labels import WITHHELD
from kerege.records.scope import ViewerRequired
from kerege.records.viewers import PUBLIC
from kerege.training import actions, queries
from kerege.training.models import Participation
from tests import ground

ON = date(2026, 1, 1)


def hold(key, people=(), *, close=True, owner="KAZ", dates="2024-05-01/2024-05-05", **more):
    actions.record_course(
        by=SYSTEM,
        owner=owner,
        key=key,
        title=key,
        kind=more.pop("kind", "cascade_workshop"),
        status="held",
        dates=dates,
        trainees_from=owner,
        venue=more.pop("venue", owner),
        sources=["S1"],
        today=ground.TODAY,
        **more,
    )
    if people:
        actions.register_participants(by=SYSTEM, course=key, entries=people, registered_on=date(2024, 5, 1))
        if close:
            actions.close_register(by=SYSTEM, course=key, on=date(2024, 6, 1))


def state(key, value, qualifier="exact", source="S1"):
    actions.record_count(by=SYSTEM, course=key, measure="trainees", value=value, qualifier=qualifier, source=source)


def rows(keys, sex="female", **more):
    return [actions.Entry(person=key, sex=sex, **more) for key in keys]


def test_a_person_in_two_courses_is_one_person_and_two_attendances():
    keys = ground.persons(8)
    hold("A", rows(keys[:6]))
    hold("B", rows(keys[2:]))
    assert queries.headcount(PUBLIC, on=ON).low == 8
    assert queries.breakdown(PUBLIC, on=ON, dimension="sex").total == 12


def test_a_closed_register_beats_the_source_and_an_open_one_does_not():
    hold("A", rows(ground.persons(6)), close=False)
    state("A", 90)
    assert queries.headcount(PUBLIC, on=ON).low == 90
    actions.close_register(by=SYSTEM, course="A", on=date(2024, 6, 1))
    counted = queries.headcount(PUBLIC, on=ON)
    assert (counted.low, counted.high, counted.from_registers) == (6, 6, 6)


def test_a_row_without_a_person_counts_as_one_more():
    hold("A", [*rows(ground.persons(2)), actions.Entry(), actions.Entry()])
    assert queries.headcount(PUBLIC, on=ON).low == 4


def test_by_venue_and_by_trainees_are_two_tables():
    hold("A", owner="UZB", venue="KAZ")
    state("A", 12)
    by_trainees = queries.headcount(PUBLIC, on=ON, by="trainees").by_territory
    by_venue = queries.headcount(PUBLIC, on=ON, by="venue").by_territory
    assert (by_trainees, by_venue) == ({"UZB": (12, 12)}, {"KAZ": (12, 12)})


def test_before_its_last_day_a_course_was_not_held():
    hold("A")
    assert queries.courses_held(PUBLIC, on=date(2024, 5, 4)) == {}
    assert queries.courses_held(PUBLIC, on=date(2024, 5, 5)) == {"KAZ": (1, date(2024, 5, 5))}


def test_a_course_above_the_clearance_is_in_no_list_count_or_breakdown():
    hold("SECRET", rows(ground.persons(9)), label=Sensitivity.NATIONAL)
    assert queries.courses(PUBLIC, on=ON).total == 0
    assert queries.headcount(PUBLIC, on=ON).low == 0
    assert queries.breakdown(PUBLIC, on=ON, dimension="sex").courses == 0
    assert queries.courses(ground.OFFICER_KAZ, on=ON).total == 1
    assert queries.headcount(ground.OFFICER_KAZ, on=ON).low == 9


def test_figures_of_a_course_above_the_clearance_stay_with_it():
    hold("SECRET", label=Sensitivity.NATIONAL)
    state("SECRET", 77)
    assert queries.headcount(PUBLIC, on=ON).high == 0


def test_a_note_with_a_label_is_withheld():
    hold("A", note="between us", note_label=Sensitivity.NATIONAL)
    assert queries.courses(PUBLIC, on=ON).rows[0].note is WITHHELD
    assert queries.courses(ground.OFFICER_KAZ, on=ON).rows[0].note == "between us"


def test_small_cells_are_withheld_below_national_clearance_of_the_owner():
    keys = ground.persons(20)
    hold("A", [*rows(keys[:17]), *rows(keys[17:], sex="male")])
    public = queries.breakdown(PUBLIC, on=ON, dimension="sex")
    assert (public.cells, public.withheld, public.partly) == (
        (("female", 0), ("male", 0)),
        20,
        frozenset({"female", "male"}),
    )
    officer = queries.breakdown(ground.OFFICER_KAZ, on=ON, dimension="sex")
    assert (officer.cells, officer.withheld) == ((("female", 17), ("male", 3)), 0)


def test_clearance_for_one_country_opens_only_its_courses():
    keys = ground.persons(6)
    hold("A", [*rows(keys[:4]), *rows(keys[4:], sex="male")])
    hold("B", [*rows(keys[:4]), *rows(keys[4:], sex="male")], owner="KGZ")
    seen = queries.breakdown(ground.OFFICER_KAZ, on=ON, dimension="sex")
    assert (dict(seen.cells), seen.withheld) == ({"female": 4, "male": 2}, 6)


def test_an_open_register_is_in_no_breakdown():
    hold("A", rows(ground.persons(9)), close=False)
    assert queries.breakdown(PUBLIC, on=ON, dimension="sex").courses == 0


def test_rows_of_a_register_are_for_restricted_clearance_only():
    hold("A", rows(ground.persons(6), unit="KZ-75"))
    uid = queries.courses(PUBLIC, on=ON).rows[0].uid
    public = queries.register(PUBLIC, uid, on=ON)
    assert (public.rows, public.total, public.withheld) == ((), 0, 6)
    assert queries.register(ground.OFFICER_KAZ, uid, on=ON).rows == ()
    own = queries.register(ground.REGISTRAR_KAZ, uid, on=ON, size=4)
    assert (len(own.rows), own.total, own.pages, own.withheld) == (4, 6, 2, 0)
    assert own.rows[0].unit == "KZ-75"


def test_a_register_without_a_viewer_is_a_fault():
    with pytest.raises(ViewerRequired):
        list(Participation.objects.all())


@pytest.mark.parametrize(
    "ask",
    [
        lambda: queries.courses(PUBLIC, on=ON),
        lambda: queries.headcount(PUBLIC, on=ON),
        lambda: queries.breakdown(PUBLIC, on=ON, dimension="sex"),
    ],
)
def test_the_number_of_queries_does_not_grow_with_the_number_of_courses(ask):
    people = ground.persons(6)
    hold("A", rows(people))
    with CaptureQueriesContext(connection) as one:
        ask()
    for n in range(3):
        hold(f"B{n}", rows(people))
    with CaptureQueriesContext(connection) as four:
        ask()
    assert len(four) == len(one)
