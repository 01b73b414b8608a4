"""A version of a scheme as somebody types it over the region's, and what differs between two."""

import pytest

from kerege.capacity.rules.scheme_writing import changed, composed, typed
from kerege.capacity.rules.schemes import counted, read
from kerege.lib.refusal import Refusal
from tests.capacity.laid_case import regional

pytestmark = pytest.mark.nodb
FLOOR = read(regional())


def written(**told):
    return composed(regional(), typed(FLOOR, FLOOR) | told, owner="KAZ")


def test_what_a_form_shows_comes_back_as_it_was():
    assert written() == regional()
    own = regional(hours=45, rubric_mean=30)
    own["checklist"] = [*own["checklist"], {"key": "kaz-6", "text": {"en": "Signs", "ru": "Подпись", "kk": "Қол"}}]
    shown = typed(FLOOR, read(own))
    assert (shown["hours"], shown["rubric_mean"], shown["checklist"]) == ("45", "3.0", "Signs | ru: Подпись | kk: Қол")
    assert composed(regional(), shown, owner="KAZ") == own


def test_numbers_lists_and_levels_are_taken_as_people_write_them():
    own = read(
        written(
            feedback_mean="4,2",
            rubric_mean="3",
            deliveries_L1=" 2 ",
            observed_L2="1",
            first_observers=[],
            curricula="p53-train-the-trainers 2017\n\n national 2",
            rubric="Speaks the language of the trainees",
        )
    )
    assert (own.feedback_mean, own.rubric_mean, own.first_observers) == (42, 30, ())
    assert [(each.deliveries, each.observed) for each in own.levels] == [(0, 0), (2, 0), (3, 1), (3, 3)]
    assert own.curricula == {"p53-train-the-trainers": "2017", "national": "2"}
    assert [item.key for item in own.rubric][-2:] == ["language", "kaz-6"]


@pytest.mark.parametrize(
    ("told", "code"),
    [
        ({"hours": ""}, "number"),
        ({"hours": "37.5"}, "number"),
        ({"hours": "-40"}, "number"),
        ({"hours": "٤٠"}, "number"),
        ({"hours": "99999"}, "number"),
        ({"rubric_mean": "2.55"}, "number"),
        ({"rubric_mean": "4.1"}, "number"),
        ({"deliveries_L1": "many"}, "number"),
        ({"deliveries_L1": "51"}, "number"),
        ({"checklist": "Signs | Подпись"}, "line"),
        ({"checklist": "| ru: Подпись"}, "line"),
        ({"rubric": "x" * 601}, "line"),
        ({"curricula": ""}, "curriculum"),
        ({"curricula": "national"}, "curriculum"),
        ({"curricula": "national 1\nnational  1"}, "curriculum"),
        ({"curricula": "national 123456789012345678901"}, "curriculum"),
    ],
)
def test_what_cannot_be_read_is_refused_at_its_field(told, code):
    with pytest.raises(Refusal) as caught:
        written(**told)
    assert (caught.value.code, [caught.value.field]) == (f"capacity.scheme_{code}", list(told))


def test_what_differs_is_told_field_by_field():
    own = read(written(hours="40", deliveries_L1="2", checklist="Signs", first_observers=[]))
    assert changed(FLOOR, FLOOR) == []
    assert changed(FLOOR, own) == [
        ("hours", "37", "40"),
        ("first_observers", "master_trainer", ""),
        ("deliveries_L1", "1", "2"),
        ("checklist", "", "Signs"),
    ]
    other = read(written(hours="40", deliveries_L1="2", checklist="Signs twice", first_observers=[]))
    assert changed(own, other) == [("checklist", "Signs", "Signs twice")]


def test_further_versions_of_a_curriculum_stand_below_the_one_that_is_named():
    told = "national 2\np53-train-the-trainers 2017\np53-train-the-trainers 2026"
    content = written(curricula=told)
    own = read(content)
    assert typed(FLOOR, own)["curricula"] == told
    assert (own.versions("national"), own.versions("p53-train-the-trainers")) == (("2",), ("2017", "2026"))
    narrower = composed(content, typed(FLOOR, FLOOR), owner="KAZ")
    assert read(narrower).versions("p53-train-the-trainers") == ("2017",)
    assert own.versions("other") == counted(own, [FLOOR], "other") == ()
    for wrong in ({"other": ["1"]}, {"national": ["2"]}, {"national": []}):
        with pytest.raises(Refusal, match="capacity.scheme_wrong"):
            read(content | {"also": wrong})
