"""Items: accepted, moved, certified; and who reads what of equipment."""

import pytest

from kerege.inventory import queries
from kerege.inventory.models import Item, LotMovement
from kerege.inventory.words.equipment import Certified, EquipmentKind, Happening, Outcome, Stage
from kerege.journal.models import Act
from kerege.journal.rules import checking
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import ANONYMOUS
from kerege.records.labels import WITHHELD
from kerege.records.viewers import PUBLIC
from tests.ground import FOCAL_KGZ, OFFICER_KAZ, centre
from tests.inventory.equipment import (
    DAY,
    NEIGHBOUR,
    accepted,
    certified,
    code_of,
    day,
    handed_over,
    happens,
    in_use,
    inspected,
    lot,
    move,
    page,
    plan,
    qualified,
)
from tests.inventory.facts import HEAD_KAZ, TRAINER_KAZ, recorded

# -- items -------------------------------------------------------------------------------------------------------------


def test_items_are_accepted_with_serial_and_state():
    inspected()
    place = recorded()
    handed_over(place)
    items = accepted(place, "sn 1", "SN-2")
    told = queries.items(OFFICER_KAZ, on=DAY)
    assert [(i.serial, i.condition, i.holder.facility, i.lot) for i in told] == [
        ("SN1", "new", place.key, "cabinets"),
        ("SN-2", "new", place.key, "cabinets"),
    ]
    assert [i.standing.certified for i in told] == [Certified.NOT_INSTALLED] * 2
    assert page().held[0].accepted == 2
    before = Act.objects.count()
    assert [i.pk for i in accepted(place, "SN1", "sn-2")] == [i.pk for i in items]
    assert Act.objects.count() == before
    assert queries.items(OFFICER_KAZ, on=day(10)) == [], "not before they were accepted"


def test_one_serial_is_in_one_place():
    inspected()
    place, other = recorded(), recorded(names={"en": "Quite another place"})
    handed_over(place)
    handed_over(other, document="Letter 18")
    accepted(place, "SN-1")
    assert code_of(accepted, other, "sn-1") == "inventory.serial_elsewhere"
    lot(key="second", title="Again")
    assert code_of(accepted, place, "SN-1", lot="second") == "inventory.serial_elsewhere"
    accepted(other, "SN-2")


@pytest.mark.parametrize(
    ("serials", "changes", "code"),
    [
        (["a", "b", "c"], {}, "inventory.too_many_items"),
        ([], {}, "inventory.no_serial"),
        ([" "], {}, "inventory.no_serial"),
        (["a"], {"n": 9}, "inventory.too_many_items"),
        (["a"], {"n": 101}, "inventory.in_future"),
        (["a"], {"condition": "shiny"}, "inventory.unknown_code"),
        (["a"], {"by": FOCAL_KGZ}, "records.nothing_there"),
        (["a"], {"facility": "", "organisation": ""}, "inventory.too_many_items"),
    ],
)
def test_what_is_not_accepted(serials, changes, code):
    inspected()
    place = recorded()
    handed_over(place)
    assert code_of(accepted, place, *serials, **changes) == code
    with checking():
        assert Item.objects.inside_action().count() == 0


def test_a_move_takes_the_piece_along_and_a_certificate_is_due():
    place, item = in_use()
    qualified()
    certified(item, 13)
    other = recorded(names={"en": "Quite another place"})
    happens(item, "moved", 20, facility=other.key)
    told = queries.item(OFFICER_KAZ, str(item.uid), on=DAY)
    assert (told.item.holder.facility, told.item.standing.certified) == (other.key, Certified.DUE_AGAIN)
    assert [(e.what, e.holder.facility) for e in told.events] == [
        (Happening.MOVED, other.key),
        (Happening.INSTALLED, ""),
        (Happening.ACCEPTED, ""),
    ]
    assert {h.holder.facility: h.pieces for h in page().held} == {place.key: 1, other.key: 1}
    assert code_of(happens, item, "moved", 19, facility=place.key) == "inventory.moved_since"


def test_what_is_disposed_of_is_written_off():
    _, item = in_use()
    happens(item, "disposed", 20)
    assert page().lot.pieces == ((Stage.INSPECTED, 4), (Stage.HELD, 1), (Stage.WRITTEN_OFF, 1))
    assert code_of(happens, item, "repaired", 21) == "inventory.item_gone"
    assert queries.item(OFFICER_KAZ, str(item.uid), on=DAY).item.standing.certified == Certified.GONE


def test_out_of_service_is_visible_to_planning():
    place, item = in_use()
    qualified()
    certified(item, 13)

    def usable(n):
        found = queries.items(OFFICER_KAZ, on=day(n), facility=place.key, kind="cabinet_2")
        return sum(each.standing.usable for each in found)

    assert usable(13) == 1
    happens(item, "out_of_service", 20)
    assert [usable(n) for n in (12, 13, 19, 20)] == [0, 1, 1, 0]
    happens(item, "back_in_service", 30)
    assert usable(30) == 1


def test_the_same_happening_again_changes_nothing():
    _, item = in_use()
    before = Act.objects.count()
    happens(item, "installed", 12)
    assert Act.objects.count() == before


@pytest.mark.parametrize(
    ("what", "n", "changes", "code"),
    [
        ("painted", 20, {}, "inventory.unknown_code"),
        ("moved", 20, {}, "inventory.no_place_to_go"),
        ("repaired", 10, {}, "inventory.earlier_than_known"),
        ("repaired", 101, {}, "inventory.in_future"),
        ("back_in_service", 20, {}, "inventory.not_out"),
        ("repaired", 20, {"by": FOCAL_KGZ}, "people.not_yours"),
        ("repaired", 20, {"by": ANONYMOUS}, "records.nothing_there"),
        ("repaired", 20, {"by": TRAINER_KAZ}, "people.not_yours"),
        ("repaired", 20, {"item": "nothing"}, "records.nothing_there"),
        ("repaired", 20, {"note": "next to 40 vials of agent X"}, "inventory.not_for_sharing"),
    ],
)
def test_what_does_not_happen(what, n, changes, code):
    _, item = in_use()
    assert code_of(happens, item, what, n, **changes) == code


def test_the_head_of_the_laboratory_keeps_its_items():
    _, item = in_use()
    happens(item, "repaired", 20, by=HEAD_KAZ)
    assert queries.item(OFFICER_KAZ, str(item.uid), on=DAY).events[0].what == Happening.REPAIRED


# -- certificates ------------------------------------------------------------------------------------------------------


def test_a_certificate_of_a_qualified_tester_holds_for_a_year():
    _, item = in_use()
    qualified()
    certified(item, 12, number="C-1")
    told = queries.item(OFFICER_KAZ, str(item.uid), on=DAY)
    assert told.item.standing.due == day(12).replace(year=day(12).year + 1)
    (test,) = told.certificates
    assert (test.outcome, test.standard, test.tester, test.number) == (Outcome.PASSED, "EN-12469", "TESTER-1", "C-1")
    before = Act.objects.count()
    certified(item, 12, number="C-1")
    assert Act.objects.count() == before


@pytest.mark.parametrize(
    ("n", "changes", "code"),
    [
        (11, {}, "inventory.before_installation"),
        (101, {}, "inventory.in_future"),
        (13, {"until": day(13)}, "inventory.ends_before_test"),
        (13, {"until": day(13 + 367)}, "inventory.longer_than_a_year"),
        (13, {"outcome": "splendid"}, "inventory.unknown_code"),
        (13, {"tester": "NOBODY"}, "people.unknown_key"),
        (13, {"by": FOCAL_KGZ}, "people.not_yours"),
        (13, {"by": ANONYMOUS}, "records.nothing_there"),
    ],
)
def test_what_is_no_certificate(n, changes, code):
    _, item = in_use()
    qualified()
    assert code_of(certified, item, n, **changes) == code


@pytest.mark.parametrize(
    "changes", [{"kinds": ["autoclave"]}, {"start": day(14)}, {"until": day(13)}], ids=["kind", "too early", "too late"]
)
def test_a_tester_without_qualification_certifies_nothing(changes):
    _, item = in_use()
    qualified(**changes)
    assert code_of(certified, item, 13) == "inventory.not_qualified"


def test_an_item_that_is_not_installed_is_not_certified():
    inspected()
    place = recorded()
    handed_over(place)
    (item,) = accepted(place, "SN-1")
    qualified()
    assert code_of(certified, item, 13) == "inventory.not_installed"


def test_who_can_certify_what_is_found_by_kind_and_day():
    qualified(kinds=["cabinet_2", "filter_unit"], until=day(50))
    told = queries.qualified_testers(OFFICER_KAZ, on=day(49), kind="cabinet_2")
    assert [(t.organisation, t.kinds) for t in told] == [
        ("TESTER-1", (EquipmentKind.CABINET_2, EquipmentKind.FILTER_UNIT))
    ]
    assert queries.qualified_testers(OFFICER_KAZ, on=day(50), kind="cabinet_2") == []
    assert queries.qualified_testers(OFFICER_KAZ, on=day(49), kind="autoclave") == []


def test_a_qualification_without_proof_is_none():
    centre("TESTER-1", "other")
    assert code_of(qualified, proof=" ") == "inventory.no_proof"
    assert code_of(qualified, until=day(0)) == "periods.end_before_start"
    assert code_of(qualified, kinds=["broom"]) == "inventory.unknown_code"
    assert code_of(qualified, by=TRAINER_KAZ) == "people.not_yours"


# -- who reads what ----------------------------------------------------------------------------------------------------


def test_a_neighbour_sees_exactly_what_is_theirs():
    """The lot and its items are for regional partners, the serial number is not."""
    place, item = in_use()
    own, theirs = (queries.items(viewer, on=DAY) for viewer in (OFFICER_KAZ, NEIGHBOUR))
    assert ([i.serial for i in own], [i.serial for i in theirs]) == (["SN-1"], [WITHHELD])
    assert [i.holder.facility for i in theirs] == [place.key]
    assert queries.items(PUBLIC, on=DAY) == []
    assert (queries.lots(PUBLIC, on=DAY), page(PUBLIC), queries.item(PUBLIC, str(item.uid), on=DAY)) == ([], None, None)


def test_equipment_does_not_tell_of_a_facility_that_is_hidden():
    inspected()
    hidden = recorded(label=Sensitivity.NATIONAL)
    handed_over(hidden)
    (item,) = accepted(hidden, "SN-1")
    happens(item, "installed", 12)
    plan(("cabinets", hidden.key, "", 2))
    told = [
        page(NEIGHBOUR),
        queries.items(NEIGHBOUR, on=DAY),
        queries.item(NEIGHBOUR, str(item.uid), on=DAY),
        queries.plan(NEIGHBOUR, "plan-1"),
        queries.lots(NEIGHBOUR, on=DAY),
    ]
    assert hidden.key in repr([page(), queries.items(OFFICER_KAZ, on=DAY), queries.plan(OFFICER_KAZ, "plan-1")])
    assert hidden.key not in repr(told)
    assert hidden.title not in repr(told)
    assert queries.items(NEIGHBOUR, on=DAY, facility=hidden.key) == []
    assert len(queries.items(OFFICER_KAZ, on=DAY, facility=hidden.key)) == 1


def test_a_hidden_lot_is_named_by_none_of_its_parts():
    inspected()
    place = recorded()
    handed_over(place)
    accepted(place, "SN-1")
    with checking():
        assert set(LotMovement.objects.inside_action().values_list("label", flat=True)) == {Sensitivity.REGIONAL}
    lot(key="hidden-lot", label=Sensitivity.NATIONAL)
    move("outside", "ordered", 3, 1, lot="hidden-lot")
    assert [line.key for line in queries.lots(NEIGHBOUR, on=DAY)] == ["cabinets"]
    assert [line.key for line in queries.lots(OFFICER_KAZ, on=DAY)] == ["cabinets", "hidden-lot"]


def test_lists_are_read_in_as_many_queries_whatever_their_number(django_assert_max_num_queries):
    inspected()
    places = [recorded(names={"en": name}) for name in ("Place one", "Second house", "Third laboratory")]
    for n, place in enumerate(places):
        handed_over(place, document=f"Letter {n}")
        accepted(place, f"A{n}", f"B{n}")
    with django_assert_max_num_queries(7):
        assert len(queries.items(OFFICER_KAZ, on=DAY)) == 6
    with django_assert_max_num_queries(2):
        queries.lots(OFFICER_KAZ, on=DAY)
