"""What a curriculum may be, and that what is wrong is refused at its place."""

from copy import deepcopy

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kerege.capacity.words import Translation
from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import checked, read
from kerege.training.rules.curricula.translating import mark, standing
from tests.training.rules.lessons import activity, assessment, content, item, module, outcome, part, two, without

pytestmark = pytest.mark.nodb
GOWN = {"id": "gown", "what": {"en": "Gown"}, "number": 1, "per": "person"}


def refused(told):
    """The code and the place of the refusal."""
    with pytest.raises(Refusal) as caught:
        checked(told)
    return caught.value.code.removeprefix("training.curriculum_"), caught.value.data.get("place", "")


def changed(name, **fields):
    told = content()
    part(told, name).update(fields)
    return told


def test_a_curriculum_is_read_with_all_its_parts():
    programme = read(content())
    assert (programme.key, programme.version, programme.hours, programme.minutes) == ("parent", "1", 1.0, 60)
    assert [each.id for each in programme.outcomes()] == ["risk-o1", "spill-o1"]
    first = next(programme.assessments())
    assert (first.pass_mark, first.outcomes) == (80, ("risk-o1",))
    assert [(each.id, each.right) for each in first.items[0].choices] == [("a", True), ("b", False)]
    assert [each.outcomes for each in programme.activities()] == [("risk-o1",), ("spill-o1",)]
    assert programme.languages == {"en": Translation.SOURCE, "ru": Translation.DRAFT}


def test_reading_what_was_kept_gives_the_same_again():
    kept = checked(content())
    assert checked(deepcopy(kept)) == kept == read(content()).content


@pytest.mark.parametrize("code", ["cabinet_2", "spill_kit", "autoclave"])
def test_a_material_may_bear_a_code_of_equipment_and_without_one_stays_what_it_was(code):
    bare = changed("risk-a1", materials=[GOWN])
    coded = changed("risk-a1", materials=[GOWN | {"equipment": code}])
    (material,) = read(coded).modules[0].activities[0].materials
    assert (material.equipment, checked(coded)) == (code, coded)
    assert checked(changed("risk-a1", materials=[GOWN | {"equipment": ""}])) == checked(bare) == bare
    assert read(bare).modules[0].activities[0].materials[0].equipment == ""


def test_what_is_empty_is_left_out_and_texts_are_clean():
    told = content()
    told["modules"][0] |= {"day": None, "attachments": [], "title": {"en": "  A\n title ", "ru": ""}}
    told["modules"][0]["outcomes"][0]["mandatory"] = False
    kept = checked(told)["modules"][0]
    assert (kept["title"], "day" in kept, "attachments" in kept) == ({"en": "A title"}, False, False)
    assert "mandatory" not in kept["outcomes"][0]


@pytest.mark.parametrize(
    ("told", "wrong"),
    [
        ({}, ("format", "")),
        ([], ("format", "")),
        (content(format="kerege/curriculum/2"), ("format", "")),
        (content(key="Not A Slug"), ("bad_id", "key")),
        (content(version=""), ("lacks", "version")),
        (content(source="kk"), ("lacks", "languages.kk")),
        (content(languages=["en", "en", "ru"]), ("lacks", "languages.en")),
        (content(languages=["en", "../ru"]), ("bad_id", "languages")),
        (content(languages="en"), ("lacks", "languages.en")),
        (content(licence=""), ("lacks", "licence")),
        (content(level="expert"), ("unknown", "level")),
        (content(hours=1001), ("bad_number", "hours")),
        (content(hours=1.005), ("bad_number", "hours")),
        (content(hours=float("nan")), ("bad_number", "hours")),
        (content(certificate="yes"), ("unknown", "certificate")),
        (content(colour="red"), ("unknown", "programme")),
        (content(modules={"id": "x"}), ("lacks", "modules")),
        (content(modules=["x"]), ("lacks", "modules")),
        (content(title="Spills"), ("lacks", "title.en")),
        (content(title={"ru": "Разливы"}), ("source_empty", "title.en")),
        (content(title=two("Spills") | {"kk": "Төгілу"}), ("unknown", "title")),
        (changed("risk", minutes=0), ("bad_number", "risk.minutes")),
        (changed("risk", minutes="30"), ("bad_number", "risk.minutes")),
        (changed("risk", minutes=True), ("bad_number", "risk.minutes")),
        (changed("risk", id="spill"), ("twice", "modules[2]")),
        (changed("risk", id="spill-o1"), ("twice", "spill.outcomes[1]")),
        (changed("risk", id=None), ("bad_id", "modules[1]")),
        (changed("risk-o1", bloom="know"), ("unknown", "risk-o1.bloom")),
        (changed("risk-a1", outcomes=["gone"]), ("unknown", "risk-a1.outcomes")),
        (changed("risk-a1", outcomes=["spill"]), ("unknown", "risk-a1.outcomes")),
        (changed("risk-a1", outcomes=["risk-o1", "risk-o1"]), ("twice", "risk-a1.outcomes")),
        (changed("risk-a1", title={"en": ""}), ("lacks", "risk-a1.title.en")),
        (changed("risk-a1", materials=[GOWN | {"equipment": "gowns"}]), ("unknown", "gown.equipment")),
        (changed("risk-a1", materials=[GOWN | {"equipment": ["pcr"]}]), ("unknown", "gown.equipment")),
        (changed("risk-q1", **{"pass": 101}), ("bad_number", "risk-q1.pass")),
        (changed("risk-q1-i1", outcome="gone"), ("unknown", "risk-q1-i1.outcome")),
        (changed("risk-q1-i1", choices=[{"id": "a", "text": two("x")}] * 2), ("twice", "risk-q1-i1.choices[2]")),
        (changed("risk", attachments=[{"id": "f"}]), ("lacks", "f.name")),
        (content(translations={"en": {"state": "draft"}}), ("unknown", "translations")),
        (content(translations={"kk": {"state": "draft"}}), ("unknown", "translations")),
        (content(translations={"ru": {"state": "outdated"}}), ("unknown", "translations.ru")),
        (content(translations={"ru": {"texts": {"risk.title": {"state": "source"}}}}), ("unknown", "translations.ru")),
        (
            content(translations={"ru": {"texts": {"risk.title": {"state": "draft", "of": "?"}}}}),
            ("bad_id", "translations.ru"),
        ),
    ],
)
def test_what_is_wrong_is_refused_at_its_place(told, wrong):
    assert refused(told) == wrong


@pytest.mark.parametrize(
    ("kind", "right"),
    [("one", [False, False]), ("one", [True, True]), ("many", [False, False]), ("true_false", [True, False, False])],
)
def test_a_question_has_as_many_right_answers_as_its_kind_says(kind, right):
    choices = [{"id": f"c{n}", "text": two("x"), "right": each} for n, each in enumerate(right)]
    told = content(module("risk", assessments=[assessment("q", items=[item("i", kind=kind, choices=choices)])]))
    assert refused(told)[0] == "no_answer"


def test_a_text_without_end_and_a_tree_without_end_are_refused():
    with pytest.raises(Refusal) as caught:
        checked(changed("risk", body={"en": "x" * 60_001}))
    assert (caught.value.code, caught.value.field) == ("text.too_long", "risk.body.en")
    assert checked(changed("risk", title={"en": "x" * 2_000})), "a line is shorter than a lesson"
    with pytest.raises(Refusal) as caught:
        checked(changed("risk", title={"en": "x" * 2_001}))
    assert (caught.value.code, caught.value.field) == ("text.too_long", "risk.title.en")
    many = [outcome(f"o{n}") for n in range(20_001)]
    assert refused(content(module("risk", outcomes=many, activities=[], assessments=[])))[0] == "too_large"


def test_a_hash_that_is_none_is_refused():
    told = {"id": "f", "name": "слайды.odp", "sha256": "A" * 64, "size": 1, "type": "x", "purpose": "slides"}
    assert refused(content(module("risk", attachments=[told]))) == ("lacks", "f.sha256")
    read(content(module("risk", attachments=[told | {"sha256": "a" * 64}])))


def test_an_inject_goes_to_a_role_of_its_curriculum():
    role = {"id": "lead", "title": two("Lead")}
    inject = {"id": "call", "minute": 5, "to": "lead", "text": two("A call")}
    play = activity("play", "risk-o1", kind="tabletop", roles=[role], injects=[inject])
    told = content(module("risk", activities=[play]))
    assert next(read(told).activities()).injects[0].to == "lead"
    assert refused(without(told, "lead")) == ("unknown", "call.to")


def test_a_translation_is_outdated_once_the_text_that_it_translates_has_changed():
    of = mark("On risk")
    told = content(translations={"ru": {"state": "machine", "texts": {"risk.title": {"state": "reviewed", "of": of}}}})

    def state():
        found = {(each.address, each.field): each.state for each in standing(checked(told), "ru")}
        return found[("risk", "title")], found[("spill", "title")], read(told).languages["ru"]

    assert state() == (Translation.REVIEWED, Translation.MACHINE, Translation.MACHINE)
    part(told, "risk")["title"]["en"] = "On risk, anew"
    assert state() == (Translation.OUTDATED, Translation.MACHINE, Translation.OUTDATED)


ODD = st.one_of(st.none(), st.booleans(), st.integers(), st.text(max_size=5), st.sampled_from([[], {}, [{}], 1.5]))


@given(st.lists(st.tuples(st.integers(0, 200), ODD), min_size=1, max_size=4))
@settings(max_examples=200, deadline=None)
def test_whatever_stands_anywhere_is_read_or_refused_and_never_a_fault(changes):
    told = content(translations={"ru": {"state": "draft", "texts": {"risk.title": {"state": "draft", "of": ""}}}})
    places = []

    def collect(value):
        for key, inner in list(value.items() if isinstance(value, dict) else enumerate(value)):
            places.append((value, key))
            if isinstance(inner, dict | list):
                collect(inner)

    collect(told)
    for number, odd in changes:
        holder, key = places[number % len(places)]
        holder[key] = odd
    try:
        kept = checked(told)
    except Refusal:
        return
    assert checked(deepcopy(kept)) == kept
