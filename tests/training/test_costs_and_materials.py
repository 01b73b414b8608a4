"""What a course costs and needs: lines of one currency each, who pays, and what is there."""

from datetime import date
from decimal import Decimal

import pytest

from kerege.inventory import actions as inventory
from kerege.journal.models import Act
from kerege.lib.money import in_use
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training import actions
from kerege.training.models import Course, CourseCost, CourseMaterial
from kerege.training.queries.budget import Budget, budget, materials
from kerege.training.queries.equipped import Equipped
from tests.conftest import viewer as partner
from tests.ground import FOCAL_KAZ, FOCAL_KGZ, OFFICER_KAZ, persons
from tests.inventory import equipment
from tests.inventory.equipment import certified, happens, qualified
from tests.training.planned import (
    MANAGER,
    OUTSIDER,
    TODAY,
    curriculum,
    invited,
    lay_centre,
    planned,
    session,
    with_account,
)
from tests.training.rules.lessons import activity, content, module


def code_of(act, *args, **kwargs):
    with pytest.raises(Refusal) as caught:
        act(*args, **kwargs)
    return caught.value.code, caught.value.field


@pytest.fixture(autouse=True)
def _course(_ground):
    lay_centre()
    planned()


def cost(**changes):
    given = {
        "by": MANAGER,
        "course": "uzb-2027",
        "kind": "travel",
        "currency": "EUR",
        "planned": "1200",
        "today": TODAY,
    }
    return actions.record_cost(**(given | changes))


def funded():
    return Course.objects.seen_by(OFFICER_KAZ).one().external_funding


def test_a_line_says_what_is_planned_and_spent_and_who_pays():
    row = cost(spent="1 150,50", funder="A named funder", external="yes", what="Train from Tashkent")
    assert (row.planned, row.spent, row.funder, row.external) == (
        Decimal(1200),
        Decimal("1150.50"),
        "A named funder",
        True,
    )
    assert row.label == Sensitivity.NATIONAL
    acts = Act.objects.count()
    assert cost(spent="1 150,50", funder="A named funder", external="yes", what="Train from Tashkent") == row
    assert Act.objects.count() == acts
    changed = cost(cost=str(row.uid), payer="CENTRE-ALA", external="no", currency="kzt")
    assert (changed.pk, changed.payer.key, changed.funder, changed.currency) == (row.pk, "CENTRE-ALA", "", "KZT")


def test_whether_the_course_had_money_from_outside_follows_from_its_lines():
    assert funded() is None
    own = cost(external="no")
    assert funded() is False
    unsaid = cost(what="Bus")
    assert funded() is None
    cost(what="Bus", external="yes", cost=str(unsaid.uid))
    assert funded() is True
    actions.drop_cost(by=MANAGER, course="uzb-2027", cost=str(unsaid.uid), today=TODAY)
    assert funded() is False
    actions.drop_cost(by=MANAGER, course="uzb-2027", cost=str(own.uid), today=TODAY)
    assert funded() is None
    assert actions.drop_cost(by=MANAGER, course="uzb-2027", cost=str(own.uid)).dropped_on == TODAY


@pytest.mark.parametrize(
    ("changes", "told"),
    [
        ({"by": OUTSIDER}, ("people.not_yours", None)),
        ({"kind": "gifts"}, ("people.unknown_choice", "kind")),
        ({"currency": "SUR"}, ("training.unknown_currency", "currency")),
        ({"planned": ""}, ("training.no_amount", "planned")),
        ({"planned": "-5"}, ("training.bad_amount", "planned")),
        ({"spent": "much"}, ("training.bad_amount", "spent")),
        ({"payer": "CENTRE-ALA", "funder": "Another"}, ("training.one_payer", "funder")),
        ({"payer": "NOBODY"}, ("people.unknown_key", "organisation")),
        ({"external": "perhaps"}, ("people.unknown_choice", "external")),
        ({"cost": "x"}, ("training.no_such_cost", "cost")),
    ],
)
def test_what_is_no_line_is_refused(changes, told):
    assert code_of(cost, **changes) == told
    assert CourseCost.objects.seen_by(OFFICER_KAZ).count() == 0


def test_currencies_are_those_of_the_day():
    assert {"KZT", "UZS", "KGS", "TJS", "MNT", "AFN", "PKR", "EUR", "USD"} <= in_use(TODAY)
    assert "SUR" in in_use(date(1980, 1, 1))
    assert "SUR" not in in_use(TODAY)


def listed():
    rows = CourseMaterial.objects.seen_by(OFFICER_KAZ).filter(dropped_on__isnull=True).order_by("id").seen()
    return [(row.key[:6], row.what, row.number, row.there) for row in rows]


def test_a_list_is_proposed_from_the_curriculum_and_kept_where_it_was_edited():
    asked = {"by": MANAGER, "course": "uzb-2027", "lang": "ru"}
    assert code_of(actions.propose_materials, **asked) == ("training.no_materials", "course")
    course = planned("taught", curriculum=curriculum())
    session("taught", room="Hall")
    asked["course"] = "taught"
    first = actions.propose_materials(**asked)
    assert listed() == [("gloves", "Перчатки", 28, 0), ("kit", "Набор для разливов", 3, 0)]
    told = {"acting": MANAGER, "centre": "almaty", "on": TODAY, "lang": "en"}
    seen = materials(OFFICER_KAZ, str(course.uid), **told)
    assert seen.equipped == Equipped(guessed=("spill_kit",), uncoded=2, rooms=("Hall",))
    assert (seen.equipped.short, [line.missing for line in seen.lines]) == (False, [3, 28]), "a guess is no lack"
    inventory.record_room(by=MANAGER, centre="almaty", title="Hall", seats=20, equipment=["spill_kit"])
    assert materials(OFFICER_KAZ, str(course.uid), **told).equipped.guessed == ()
    actions.count_material(by=MANAGER, material=str(first[0].uid), number="30", there="28")
    actions.drop_material(by=MANAGER, material=str(first[1].uid), today=TODAY)
    acts = Act.objects.count()
    assert actions.propose_materials(**asked) == []
    assert Act.objects.count() == acts
    assert listed() == [("gloves", "Перчатки", 30, 28)], "what was taken off stays off"


def with_codes():
    """A course whose curriculum asks by code for a cabinet, spill kits and PCR, at a centre that has one cabinet."""
    place, cabinet = equipment.in_use(capabilities=["training"])
    inventory.record_centre(by=FOCAL_KAZ, owner="KAZ", key="labs", zone="Asia/Almaty", facility=place.key)
    inventory.record_room(by=FOCAL_KAZ, centre="labs", title="Bay", seats=20, equipment=["cabinet"])
    named = [("cab", "cabinet_2"), ("kit", "spill_kit"), ("pcr", "pcr"), ("kit2", "spill_kit"), ("pen", "")]
    asked = [
        {"id": each, "what": {"en": f"A {each}"}, "number": 1, "per": "course", "equipment": code}
        for each, code in named
    ]
    told = content(module("work", activities=[activity("work-a1", "work-o1", materials=asked)]), key="coded")
    actions.record_curriculum_version(by=SYSTEM, owner="REG", content=told, label=0)
    actions.publish_curriculum_version(by=SYSTEM, key="coded", version="1", today=date(2026, 1, 1))
    course = planned("coded-2027", by=FOCAL_KAZ, curriculum="coded", centre="labs")
    session("coded-2027", by=FOCAL_KAZ, room="Bay")
    actions.propose_materials(by=FOCAL_KAZ, course="coded-2027", lang="en")
    return course, cabinet


def test_what_bears_a_code_is_asked_of_the_pieces_at_the_centre_and_of_its_rooms():
    course, cabinet = with_codes()

    def fits(viewer=OFFICER_KAZ):
        found = materials(viewer, str(course.uid), acting=MANAGER, centre="labs", on=TODAY, lang="en").equipped
        assert (found.guessed, found.uncoded, found.rooms) == ((), 1, ("Bay",)), "pens bear no code"
        return {fit.value: codes for fit, codes in found.kinds.items()}

    never = {"unfit": ("cabinet_2",), "lacking": ("spill_kit",), "unknown": ("pcr",)}
    assert fits() == never
    qualified()
    certified(cabinet, 20, until=course.first_day, number="short")
    assert fits() == never, "it ends before the course does"
    certified(cabinet, 30, number="long")
    assert fits() == {"there": ("cabinet_2",), "lacking": ("spill_kit",), "unknown": ("pcr",)}
    happens(cabinet, "out_of_service", 40)
    assert fits() == never
    assert fits(PUBLIC)["unproved"] == ("cabinet_2",), "a piece that somebody may not see tells them nothing"


def test_the_budget_is_read_by_clearance_and_never_through_a_part_in_the_course():
    course = str(cost(funder="A named funder", external="yes").course.uid)
    persons(1)
    invited("KAZ-P0")
    assert [line.funder for line in budget(OFFICER_KAZ, course, acting=MANAGER).lines] == ["A named funder"]
    for viewer, acting in ((PUBLIC, with_account("KAZ-P0")), (partner("UZB", Sensitivity.NATIONAL), MANAGER)):
        assert budget(viewer, course, acting=acting) == Budget((), ())


def test_a_list_is_kept_by_hand_too():
    add = {"by": MANAGER, "course": "uzb-2027"}
    row = actions.add_material(**add, what="Flip chart", number="2")
    assert actions.add_material(**add, what="flip  CHART", number=2) == row
    assert code_of(actions.add_material, **add, what="Flip chart", number=3) == ("training.material_twice", "what")
    assert code_of(actions.add_material, **add, what="", number=3) == ("text.empty", "what")
    assert code_of(actions.add_material, **add, what="Pens", number="many") == ("figures.not_a_figure", "number")
    counted = {"material": str(row.uid), "number": 2, "there": 1}
    assert code_of(actions.count_material, by=OUTSIDER, **counted)[0] == "people.not_yours"
    assert code_of(actions.count_material, by=FOCAL_KGZ, **counted)[0] == "people.not_yours"
    assert code_of(actions.count_material, by=MANAGER, **counted | {"there": "-1"}) == ("figures.not_a_figure", "there")
    assert code_of(actions.count_material, by=MANAGER, **counted | {"material": "x"})[0] == "training.no_such_material"
    persons(1)
    invited("KAZ-P0")
    own = with_account("KAZ-P0")
    assert actions.count_material(by=own, **counted).there == 1, "staff ticks off, whatever its roles"
    assert code_of(actions.drop_material, by=own, material=str(row.uid))[0] == "people.not_yours"
    assert actions.drop_material(by=MANAGER, material=str(row.uid), today=TODAY).dropped_on == TODAY
    assert listed() == []
