"""A module written in two languages: what becomes of texts, of states and of the marks of paragraphs."""

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.curricula import editing, read
from kerege.training.rules.curricula.paragraphs import Held, paragraphs
from kerege.training.rules.curricula.reading import digest_of
from kerege.training.rules.curricula.translating import mark, state_of_language
from kerege.training.rules.curricula.writing import Typed, texts_in, write
from tests.training.rules.lessons import part, two
from tests.training.rules.scenarios import told

pytestmark = pytest.mark.nodb
BODY = {"en": "# A\n\nOne\n\nTwo", "ru": "# А\n\nОдин\n\nДва"}


@pytest.fixture
def content():
    made = told(translations={"ru": {"state": "reviewed"}})
    part(made, "risk")["body"] = BODY
    return read(made).content


def typed(place="risk.body", source=None, other=None, holds=()):
    return {
        place: Typed(tuple(source or paragraphs(BODY["en"])), tuple(other or paragraphs(BODY["ru"])), frozenset(holds))
    }


def writes(content, lang="ru", state="", **more):
    return read(write(content, "risk", lang, typed(**more), state)).content


def held(content, place="risk.body", lang="ru"):
    return [row.held.value for text in texts_in(content, "risk", lang) if text.place == place for row in text.rows]


def noted(content, place="risk.body"):
    return content["translations"]["ru"].get("texts", {}).get(place)


def test_what_nobody_touched_stays_to_the_byte(content):
    assert digest_of(writes(content)) == digest_of(content)
    assert noted(content) is None


def test_a_paragraph_that_is_changed_in_the_source_is_outdated_alone(content):
    changed = writes(content, source=["# A", "One more", "Two"])
    assert held(changed) == ["current", "outdated", "current"]
    assert state_of_language(changed, "ru") == "outdated"
    assert noted(changed)["parts"] == [mark("# A"), "", mark("Two")]


def test_once_it_is_written_anew_the_whole_is_what_it_was_said_to_be(content):
    changed = writes(content, source=["# A", "One more", "Two"])
    again = writes(changed, state="reviewed", source=["# A", "One more", "Two"], other=["# А", "Ещё один", "Два"])
    assert held(again) == ["current"] * 3
    assert (state_of_language(again, "ru"), noted(again)["of"]) == ("reviewed", mark("# A\n\nOne more\n\nTwo"))


def test_somebody_may_say_that_it_holds(content):
    changed = writes(content, source=["# A", "One.", "Two"])
    assert held(writes(changed, source=["# A", "One.", "Two"], holds={1})) == ["current"] * 3
    assert state_of_language(writes(changed, source=["# A", "One.", "Two"], holds={1}), "ru") == "reviewed"


def test_a_paragraph_that_came_is_missing_and_one_that_went_leaves_its_translation_alone(content):
    came = writes(content, source=["# A", "New", "One", "Two"], other=["# А", "", "Один", "Два"])
    assert (held(came), state_of_language(came, "ru")) == (["current", "missing", "current", "current"], "outdated")
    went = writes(content, source=["# A", "", "Two"], other=["# А", "Один", "Два"])
    assert held(went) == ["current", "alone", "current"]


def test_blank_lines_within_a_field_make_paragraphs_of_it(content):
    more = writes(content, source=["# A", "One\n\nand a half", "Two"], other=["# А", "Один\n\nс половиной", "Два"])
    assert part(more, "risk")["body"]["ru"] == "# А\n\nОдин\n\nс половиной\n\nДва"
    assert len(noted(more)["parts"]) == 4


def test_a_short_text_is_one_row_and_holds_as_well(content):
    place = {"place": "door.title", "source": ["At our door"], "other": ["At door (ru)"]}
    changed = writes(content, **place)
    assert (held(changed, "door.title"), noted(changed, "door.title")["state"]) == (["outdated"], "reviewed")
    assert held(writes(changed, **place, holds={0}), "door.title") == ["current"]


def test_a_first_translation_is_a_draft_unless_it_is_said_otherwise(content):
    alone = editing.say(content, "door", {"text": {"en": "Here is door."}})
    place = {"place": "door.text", "source": ["Here is door."], "other": ["Вот дверь."]}
    assert held(alone, "door.text") == ["missing"]
    assert noted(writes(alone, **place), "door.text")["state"] == "draft"
    assert noted(writes(alone, state="machine", **place), "door.text")["state"] == "machine"


def test_only_the_source_is_written_where_no_other_is_chosen(content):
    changed = write(content, "risk", "", {"door.text": Typed(("Here.",), ("",))})
    assert part(changed, "door")["text"] == {"en": "Here.", "ru": "Here is door. (ru)"}


def test_every_text_of_the_module_is_there_also_those_in_which_nothing_stands(content):
    places = [text.place for text in texts_in(content, "risk", "ru")]
    assert len(places) == len(set(places))
    assert {"risk.title", "risk.body", "risk-q1-i1.stem", "risk-q1-i1/a.why", "door.alt", "w-run.after"} < set(places)
    assert not any(place.startswith("spill.") for place in places)
    assert [text.rows[0].held for text in texts_in(content, "risk", "ru") if text.place == "risk.title"] == [
        Held.CURRENT
    ]


WRONG = {
    "a part that is no module": (lambda c: write(c, "door", "ru", {}), "training.curriculum_no_part", "part"),
    "a text that is not there": (
        lambda c: write(c, "risk", "ru", typed("door.none")),
        "training.curriculum_no_part",
        "part",
    ),
    "a text of another module": (
        lambda c: write(c, "risk", "ru", typed("spill.title")),
        "training.curriculum_no_part",
        "part",
    ),
    "a picture without words": (
        lambda c: write(c, "risk", "ru", typed(other=["# А", "![ ](picture:photo)", "Два"])),
        "training.picture_without_words",
        "risk.body.ru",
    ),
    "a picture that is not there": (
        lambda c: write(c, "risk", "ru", typed(source=["# A", "![A flask](picture:photo)", "Two"])),
        "training.picture_unknown",
        "risk.body.en",
    ),
    "a translation of nothing": (
        lambda c: read(write(c, "risk", "ru", typed("door.title", [""], ["Дверь"]))),
        "training.curriculum_source_empty",
        "door.title",
    ),
    "a text that is needed": (
        lambda c: read(write(c, "risk", "ru", typed("door.text", [""], [""]) | {"door.text": Typed(("",), ("",))})),
        "training.curriculum_lacks",
        "text",
    ),
}


@pytest.mark.parametrize("case", WRONG)
def test_what_is_wrong_is_refused_at_its_field(content, case):
    call, code, field = WRONG[case]
    with pytest.raises(Refusal) as raised:
        call(content)
    assert (raised.value.code, raised.value.field) == (code, field)


def test_a_picture_of_the_module_with_words_is_taken(content):
    file = {"id": "photo", "name": "p.png", "sha256": "a" * 64, "size": 5, "type": "image/png", "purpose": "media"}
    part(content, "risk")["attachments"] = [file]
    made = writes(content, source=["# A", "![A flask](picture:photo)", "Two"])
    assert "picture:photo" in part(made, "risk")["body"]["en"]


def test_marks_of_paragraphs_are_read_strictly_and_left_out_where_there_are_none():
    marks = {"state": "draft", "of": mark("x"), "parts": [mark("a"), ""]}
    kept = told(translations={"ru": {"state": "draft", "texts": {"risk.body": marks}}})
    assert read(kept).content["translations"]["ru"]["texts"]["risk.body"] == marks
    none = told(translations={"ru": {"state": "draft", "texts": {"risk.body": {**marks, "parts": ["", ""]}}}})
    assert "parts" not in read(none).content["translations"]["ru"]["texts"]["risk.body"]
    wrong = told(translations={"ru": {"state": "draft", "texts": {"risk.body": {**marks, "parts": ["<b>"]}}}})
    with pytest.raises(Refusal) as raised:
        read(wrong)
    assert raised.value.code == "training.curriculum_bad_id"


def test_both_titles_stay_when_only_one_is_typed(content):
    made = write(content, "risk", "ru", {"risk.title": Typed(("On risks",), ("On risk (ru)",))})
    assert part(made, "risk")["title"] == {**two("On risk"), "en": "On risks"}
