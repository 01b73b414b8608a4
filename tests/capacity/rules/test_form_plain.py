"""Forms as others write them: what they mean becomes a set, what is left out is told, and the rest is refused."""

import pytest

from kerege.capacity.rules.definitions import read, written
from kerege.capacity.rules.xlsform import LeftOut, content_of, plain, sheets_of
from kerege.lib.refusal import Refusal
from kerege.worlds.sets_loader import HERE
from kerege.worlds.sets_loader import content as shipped

pytestmark = pytest.mark.nodb
OURS = sorted(path.name for path in HERE.iterdir() if path.is_dir())


def group(name, *rows, **more):
    return [{"type": "begin group", "name": name, "label": name, **more}, *rows, {"type": "end group"}]


def text(name, **more):
    return {"type": "text", "name": name, "label": f"{name}?", **more}


def form(*survey, choices=(), **settings):
    return {"survey": list(survey), "choices": list(choices), "settings": [settings] if settings else []}


def choice(name, code):
    return {"list name": name, "name": code, "label": code.title()}


def loaded(sheets, called="Theirs"):
    made, left = plain(sheets, called=called)
    return read(content_of(made)[2]), left


def sections(found):
    return [(section.key, [question.key for question in section.questions]) for section in found.sections]


@pytest.mark.parametrize("name", OURS)
def test_nothing_of_our_own_sets_changes(name):
    found = read(shipped(HERE / name))
    sheets = sheets_of(found, key=name.replace("_", "-"), version="1")
    made, left = plain(sheets)
    assert (written(read(content_of(made)[2])), left, made["settings"]) == (written(found), (), sheets["settings"])


def test_questions_without_a_group_get_a_section_called_as_the_form():
    found, _ = loaded(form(text("a"), *group("g", text("b")), text("c"), form_title="A form"))
    assert sections(found) == [("part", ["a"]), ("g", ["b"]), ("part_2", ["c"])]
    assert [section.title["en"] for section in found.sections] == ["A form", "g", "A form"]
    assert loaded(form(text("a")), called="From the file")[0].title == {"en": "From the file"}


def test_groups_in_groups_pass_their_condition_on_and_lie_in_one_section_with_questions_beside_them():
    inner = group("inner", text("b", relevant="${a} = 'x'"), relevant="${a} != ''")
    wrapped = [{"type": "begin_group", "name": "outer", "label": "Outer", "relevant": "${z} = 'y'"}, *inner]
    found, left = loaded(form(text("z"), text("a"), *wrapped, {"type": "end_group"}))
    assert sections(found) == [("part", ["z", "a"]), ("inner", ["b"])]
    assert (found.sections[1].relevant, left) == ("(${z} = 'y') and (${a} != '')", ())
    found, left = loaded(form(text("z"), text("a"), *wrapped, text("c"), {"type": "end_group"}))
    assert sections(found) == [("part", ["z", "a"]), ("outer", ["b", "c"])]
    assert found.sections[1].questions[0].relevant == "(${a} != '') and (${a} = 'x')"
    assert left == (LeftOut("begin_group", (5,)),)


def test_names_codes_and_lists_become_keys_with_whatever_speaks_of_them():
    lists = [("Level-1", "High Risk"), ("Level-1", "low"), ("yes_no", "yes"), ("yes_no", "no"), ("yes_no", "dk")]
    survey = [
        {"type": "Select one from Level-1", "name": "Risk.Level", "label": "How high?"},
        {"type": "select_one yes_no", "name": "2nd", "label": "Sure?", "relevance": "${Risk.Level}='High Risk'"},
        {"type": "int", "name": "risk_level", "label": "How many?", "constraint": ".>0 and . < 10"},
    ]
    sheets = form(*survey, choices=[choice(*each) for each in lists], form_id="Their_Form")
    found, _ = loaded(sheets)
    first, second, third = found.questions()
    assert [first.key, second.key, third.key] == ["risk_level", "q_2nd", "risk_level_2"]
    assert found.scale_of(first).codes == ("high_risk", "low")
    assert second.relevant == "${risk_level}='high_risk'"
    assert found.scale_of(second).codes == ("yes", "no", "dk"), "theirs, and not ours of that name"
    assert (third.low, third.high) == ("1", "9")
    assert plain(sheets)[0]["settings"][0]["form_id"] == "their-form"


def test_what_asks_nothing_is_left_out_and_told_with_its_rows():
    note = {"type": "note", "name": "n", "label": "N"}
    found, left = loaded(form({"type": "start", "name": "s"}, text("a", appearance="multiline"), note, note))
    assert sections(found) == [("part", ["a"])]
    assert left == (LeftOut("start", (2,)), LeftOut("appearance", (3,)), LeftOut("note", (4, 5)))


@pytest.mark.parametrize(
    ("survey", "code"),
    [
        ([], "capacity.form_no_survey"),
        ([text("a"), {"type": "end group"}], "capacity.form_groups"),
        (group("g", text("a"))[:-1], "capacity.form_groups"),
        ([{"type": "begin group", "name": f"g{n}"} for n in range(11)], "capacity.form_groups"),
        ([{"type": "begin repeat", "name": "r"}], "capacity.form_repeat"),
        ([text("a", choice_filter="region=${b}")], "capacity.form_cascade"),
        ([text("a", relevant="${nobody} = 'x'")], "capacity.unknown_reference"),
        ([text("a", relevant="${b} = 'x'"), text("b", relevant="${a} = 'x'")], "capacity.circular"),
        ([text("a"), text("a")], "capacity.set_twice"),
        ([{"type": "calculate", "name": "c", "calculation": "1+1"}], "capacity.form_unknown_type"),
        ([text("a", relevant="count-selected(${a}) > 1")], "capacity.bad_condition"),
        ([text(f"q{n}") for n in range(2_001)], "capacity.set_too_large"),
    ],
)
def test_what_a_set_cannot_ask_is_refused(survey, code):
    with pytest.raises(Refusal) as caught:
        loaded(form(*survey))
    assert caught.value.code == code


def test_the_row_that_is_told_is_that_of_the_file():
    rows = [{"type": "start", "name": "s"}, {"type": "note", "name": "n"}, text("a"), {"type": "rank x", "name": "r"}]
    with pytest.raises(Refusal) as caught:
        loaded(form(*rows))
    assert (caught.value.code, caught.value.data["row"]) == ("capacity.form_unknown_type", 5)
