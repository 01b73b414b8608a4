"""The schemes of a release: a version may say only what it changes."""

import pytest

from kerege.capacity.rules.scheme_writing import changed
from kerege.capacity.rules.schemes import asks_enough, counted, read
from kerege.training.rules.curricula.difference import difference
from kerege.worlds import frameworks_loader, released, sets_loader
from kerege.worlds.curricula_loader import HERE, content, later
from kerege.worlds.schemes_loader import released_schemes

pytestmark = pytest.mark.nodb


def test_part_two_is_done_within_six_months_and_within_twelve_at_the_longest():
    first, newest, *_later = (read(told["content"]) for told in released_schemes())
    assert changed(first, newest) == [("deadline_months", "12", "6")]
    assert newest.deadline_months + newest.most_extension_months == 12
    assert asks_enough(first, newest)
    assert not asks_enough(newest, first), "who still gives twelve months asks for less than the region"


def test_deliveries_of_the_version_that_knows_its_equipment_count_also_for_those_on_their_way():
    first, second, third, _fourth = (read(told["content"]) for told in released_schemes())
    key = "p53-train-the-trainers"
    assert changed(second, third) == [("curricula", f"{key} 2017", f"{key} 2017, {key} 2026")]
    assert second.versions(key) == ("2017",)
    assert counted(first, [second, third], key) == ("2017", "2026")
    before = content(HERE / key)
    (after, _day), _reworded = later(HERE / key, before)
    assert {each.field for part in difference(before, after) for each in part.fields} == {"equipment"}


def test_a_version_that_changes_words_of_one_language_changes_nothing_else():
    _first, _second, third, fourth = (read(told["content"]) for told in released_schemes())
    key = "p53-train-the-trainers"
    assert fourth.versions(key) == ("2017", "2026", "2026.2")
    assert [each for each, _before, _after in changed(third, fourth)] == ["curricula"]
    assert asks_enough(third, fourth)
    (before, _), (after, _) = later(HERE / key, content(HERE / key))
    parts = difference(before, after)
    assert {each.field for part in parts for each in part.fields} == {"title", "summary", "text", "body"}
    assert "преподавател" not in str(after).lower(), "a trainer is no lecturer of a university"
    assert "преподавател" in str(before).lower()
    texts = [str(each) for each in (before, after)]
    assert texts[0].count("rainer") == texts[1].count("rainer"), "the English stays"


def test_in_russian_no_trainer_is_a_lecturer_of_a_university_in_what_stands():
    said = [later(HERE / "p53-train-the-trainers", content(HERE / "p53-train-the-trainers"))[-1][0]]
    for loader, names in (
        (sets_loader, ("training_capability", "national_system")),
        (frameworks_loader, ("regional",)),
    ):
        for name in names:
            first = loader.content(loader.HERE / name)
            ((_version, newest, _day),) = loader.later(loader.HERE / name, first)
            assert "преподавател" in str(first).lower()
            said.append(newest)
    assert [str(each)[:80] for each in said if "преподавател" in str(each).lower()] == []
    with pytest.raises(ValueError, match="no part has the id of nobody"):
        released.check_there(HERE, released.reworded({}, {"ru": {"nobody": "Никто"}}))
