"""Facilities in figures: what everybody sees as it is, what only some may know in steps, and lists behind figures."""

from datetime import date

import pytest

from kerege.inventory import actions
from kerege.inventory.queries import statistics
from kerege.inventory.words.statistics import CLOSED, Dimension, ItemState
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC, Viewer
from tests.ground import OFFICER_KAZ
from tests.inventory.equipment import accepted, certified, handed_over, happens, inspected, qualified
from tests.inventory.facts import DAY, recorded

NEIGHBOUR = Viewer("neighbour", "Neighbour", everywhere=Sensitivity.REGIONAL, by_owner=(("KGZ", Sensitivity.NATIONAL),))
D = Dimension


@pytest.fixture(autouse=True)
def _steps_of_two(settings):
    """The least cell, so that few facilities are enough to try; tests/lib tries it with five."""
    settings.KEREGE_MIN_CELL = 2


def facility(name, **told):
    return recorded(names={"en": name}, sure=True, **told)


def count(viewer=PUBLIC, rows=D.COUNTRY, columns=D.SECTOR, on=DAY, today=DAY, territories=()):
    return statistics.counted(statistics.Asked(viewer, on, today, rows, columns, territories))


def claim(place, level=2, label=Sensitivity.NATIONAL, **told):
    given = {"scheme": "biosafety", "level": level, "claimed_on": date(2024, 1, 1), "label": label}
    return actions.claim_containment(by=SYSTEM, facility=place.key, **(given | told))


def country(claiming, others=0, prefix="K", **told):
    """So many facilities of a country that claim BSL-2, and so many that claim nothing."""
    made = [facility(f"{prefix}{n}", **told) for n in range(claiming + others)]
    for place in made[:claiming]:
        claim(place)
    return made


# -- what everybody sees -----------------------------------------------------------------------------------------------
def test_what_everybody_sees_is_counted_as_it_is():
    facility("A", sectors=["human", "animal"], capabilities="training")
    facility("B", sectors=["human"], owner="KGZ", territory="KGZ")
    facility("Hidden", label=Sensitivity.NATIONAL)
    found = count()
    assert found.cells == {("KAZ", "animal"): 1, ("KAZ", "human"): 1, ("KGZ", "human"): 1}
    assert (found.of, found.facilities, found.protected, found.left_out) == ({"KAZ": 1, "KGZ": 1}, 2, False, ())
    assert count(OFFICER_KAZ).cells["KAZ", "human"] == 2
    assert count(territories=("KGZ",)).cells == {("KGZ", "human"): 1}
    assert count(rows=D.SECTOR, columns=D.CAPABILITY).cells == {("human", "training"): 1, ("animal", "training"): 1}


def test_each_figure_has_as_many_facilities_as_its_list():
    facility("B lab", capabilities="training")
    facility("A lab", capabilities="training repair")
    asked = statistics.Asked(PUBLIC, DAY, DAY, D.COUNTRY, D.CAPABILITY)
    found = statistics.counted(asked)
    for (row, column), n in found.cells.items():
        lines, total = statistics.behind(asked, row, column, lang="en")
        assert (len(lines), total) == (n, n)
    assert [line.name for line in statistics.behind(asked, "KAZ", "training", lang="en")[0]] == ["A lab", "B lab"]
    assert statistics.behind(asked, "KAZ", "nothing", lang="en") == ((), 0)


def test_freshness_is_as_on_the_day():
    facility("A")
    assert count(columns=D.FRESHNESS).cells == {("KAZ", "fresh"): 1}
    later = date(2028, 1, 1)
    assert count(columns=D.FRESHNESS, on=later, today=later).cells == {("KAZ", "stale"): 1}


def test_one_thing_is_not_counted_by_itself():
    with pytest.raises(Refusal) as caught:
        count(rows=D.SECTOR, columns=D.SECTOR)
    assert (caught.value.code, caught.value.field) == ("inventory.same_twice", "columns")


# -- what only some may know -------------------------------------------------------------------------------------------
def test_whoever_reads_national_records_sees_figures_as_they_are_and_their_lists():
    first, *_ = country(2, others=1)
    claim(first, level=3)
    asked = statistics.Asked(OFFICER_KAZ, DAY, DAY, D.COUNTRY, D.CLAIMED)
    found = statistics.counted(asked)
    assert found.cells == {("KAZ", "biosafety-2"): 2, ("KAZ", "biosafety-3"): 1}
    assert (found.least, found.protected, found.left_out) == (frozenset(), False, ())
    assert [line.key for line in statistics.behind(asked, "KAZ", "biosafety-3", lang="en")[0]] == [first.key]
    assert count(OFFICER_KAZ, rows=D.SECTOR, columns=D.CLAIMED).cells["human", "biosafety-2"] == 2


@pytest.mark.parametrize("viewer", [PUBLIC, NEIGHBOUR])
def test_for_all_others_a_figure_is_told_in_steps_and_opens_no_list(viewer):
    country(5, others=3)
    asked = statistics.Asked(viewer, DAY, DAY, D.COUNTRY, D.CLAIMED)
    found = statistics.counted(asked)
    assert (found.cells, found.least, found.protected) == (
        {("KAZ", "biosafety-2"): 4},
        frozenset({("KAZ", "biosafety-2")}),
        True,
    )
    assert statistics.behind(asked, "KAZ", "biosafety-2", lang="en") == ((), 0)


@pytest.mark.parametrize(("claiming", "others"), [(0, 3), (1, 3), (3, 1), (3, 0)])
def test_few_all_and_none_look_the_same(claiming, others):
    """A country where few have it, or all but few, is told like one in which nobody has it."""
    country(claiming, others)
    country(2, others=2, prefix="G", owner="KGZ", territory="KGZ")
    found = count(columns=D.CLAIMED)
    assert found.cells == {("KAZ", "biosafety-2"): None, ("KGZ", "biosafety-2"): 2}
    assert (found.rows, found.columns) == (("KAZ", "KGZ"), ("biosafety-2",))


def test_where_nothing_at_all_can_be_told_not_even_the_level_is_named():
    country(1, others=3)
    assert (count(columns=D.CLAIMED).columns, count(columns=D.CLAIMED).cells) == ((), {})


def test_in_no_other_table_and_on_no_other_day_are_they_told():
    country(4, others=2)
    for rows, on in ((D.SECTOR, DAY), (D.COUNTRY, date(2025, 1, 1))):
        found = count(rows=rows, columns=D.CLAIMED, on=on)
        assert (found.cells, found.left_out, found.protected) == ({}, ("KAZ",), False)
    assert count(OFFICER_KAZ, rows=D.SECTOR, columns=D.CLAIMED).cells == {("human", "biosafety-2"): 4}
    assert count(rows=D.CLAIMED, columns=D.COUNTRY).cells == {("biosafety-2", "KAZ"): 4}


def test_what_is_restricted_or_hidden_is_in_no_figure_of_others():
    made = country(2, others=2)
    for place in made[2:]:
        claim(place, label=Sensitivity.RESTRICTED)
    for n in range(2):
        claim(facility(f"Hidden {n}", label=Sensitivity.NATIONAL))
    assert count(columns=D.CLAIMED).cells == {("KAZ", "biosafety-2"): 2}
    assert count(OFFICER_KAZ, columns=D.CLAIMED).cells == {("KAZ", "biosafety-2"): 4}


def test_a_claim_is_proved_by_what_proves_it_on_the_day():
    (place,) = country(1)
    told = claim(place, level=3)
    actions.prove_containment(
        by=SYSTEM, claim=str(told.uid), rooms=2, body="A body", verified_on=date(2024, 2, 1), until=date(2025, 2, 1)
    )
    assert count(OFFICER_KAZ, columns=D.PROVED, on=date(2024, 6, 1)).cells == {("KAZ", "biosafety-3"): 1}
    assert count(OFFICER_KAZ, columns=D.PROVED).cells == {}


def test_roles_of_staff_and_completeness():
    for n in range(5):
        facility(
            f"With {n}", staff={"technician": 40, "biosafety_officer": 1} if n < 3 else {}, capabilities="training"
        )
    assert count(columns=D.STAFF).cells == {("KAZ", "technician"): 2, ("KAZ", "biosafety_officer"): 2}
    assert count(OFFICER_KAZ, columns=D.STAFF).cells["KAZ", "technician"] == 3
    assert sum(n or 0 for n in count(OFFICER_KAZ, columns=D.COMPLETE).cells.values()) == 5
    assert set(count(columns=D.COMPLETE).cells.values()) <= {None, 2, 4}


def test_people_are_summed_only_over_cards_whose_numbers_may_be_read():
    facility("Closed", staff={"technician": 40})
    facility("Open", staff={"technician": 3, "trainer": 2}, labels={"staff": Sensitivity.PUBLIC})
    told = {
        viewer.uid: statistics.staff_numbers(statistics.Asked(viewer, DAY, DAY)) for viewer in (PUBLIC, OFFICER_KAZ)
    }
    assert told[""] == {"technician": (1, 3), "trainer": (1, 2)}
    assert told["officer"] == {"technician": (2, 43), "trainer": (1, 2)}


def test_whoever_imagines_to_read_more_sees_no_more():
    country(5, others=3)
    imagined = Viewer("x", "X", by_owner=(("KAZ", Sensitivity.NATIONAL),), within=NEIGHBOUR)
    assert count(imagined, columns=D.CLAIMED).cells == {("KAZ", "biosafety-2"): 4}


def test_one_card_more_changes_nothing_that_others_read_by_less_than_a_step():
    made = country(4, others=4)
    before = {dimension: dict(count(columns=dimension).cells) for dimension in CLOSED}
    claim(made[-1])
    after = {dimension: dict(count(columns=dimension).cells) for dimension in CLOSED}
    assert before == after
    assert count(OFFICER_KAZ, columns=D.CLAIMED).cells == {("KAZ", "biosafety-2"): 5}


# -- equipment ---------------------------------------------------------------------------------------------------------
def test_items_are_counted_by_how_they_stand():
    inspected(5)
    place = recorded()
    handed_over(place, pieces=5)
    tested, out, waiting, never, gone = accepted(place, *(f"SN-{n}" for n in range(5)))
    qualified()
    for item in (tested, out, never, gone):
        happens(item, "installed", 12)
    certified(tested, 13)
    happens(out, "out_of_service", 20)
    happens(gone, "disposed", 21)
    found = statistics.equipment(statistics.Asked(OFFICER_KAZ, DAY, DAY))
    assert found == {
        ("cabinet_2", state): 1
        for state in (ItemState.USABLE, ItemState.OUT, ItemState.WAITING, ItemState.CALL, ItemState.GONE)
    }
    assert waiting.uid
    assert statistics.equipment(statistics.Asked(OFFICER_KAZ, DAY, DAY, territories=("KGZ",))) == {}
    early = date(2026, 1, 1)
    assert statistics.equipment(statistics.Asked(OFFICER_KAZ, early, DAY)) == {}
