"""A checklist in a plain sheet becomes a set, and what is missing in it is named with its row."""

import pytest

from kerege.capacity.rules.definitions import read
from kerege.capacity.rules.set_sheet import SHEETS, example, form_of
from kerege.capacity.rules.xlsform import check_form, content_of, plain
from kerege.lib import workbooks
from kerege.lib.refusal import Refusal

pytestmark = pytest.mark.nodb
ASKED = {"section": "Waste", "code": "W.1", "question": "Recorded?", "scale": "0-2"}


def loaded(*rows, scales=(), about=()):
    made, left = plain(form_of({"questions": list(rows), "scales": list(scales), "about": list(about)}), called="Sheet")
    assert left == ()
    return read(content_of(made)[2])


def test_the_example_loads_as_it_is_given_out():
    sheets = form_of(workbooks.read(workbooks.written(example()), SHEETS))
    assert "<h:html" in check_form(sheets)
    key, version, told = content_of(plain(sheets)[0])
    found = read(told)
    assert (key, version, found.title) == ("my-checklist", "1", {"en": "My checklist", "ru": "Мой контрольный лист"})
    assert [(s.title["en"], len(s.questions)) for s in found.sections] == [("Waste", 2), ("People", 1)]
    first, second, third = found.questions()
    assert (first.key, first.weight, first.critical, first.may_not_apply) == ("w_1", 2, True, True)
    assert first.text["ru"] == "W.1 Записывается ли и проверяется ли каждая загрузка автоклава?"
    assert [(p.code, p.points) for p in found.scale_of(first).points] == [("no", 0), ("partly", 1), ("yes", 2)]
    assert (second.kind.value, second.needed) == ("yes_no", True)
    assert found.scale_of(third).codes == ("0", "1", "2", "3", "4")


def test_codes_as_published_frames_have_them_stay_readable():
    rows = [
        ASKED | {"code": code, "scale": scale} for code, scale in (("1.1", "0-5"), ("P.7.1", "1-5"), ("C4.2", "text"))
    ]
    found = loaded(*rows)
    assert [question.key for question in found.questions()] == ["q_1_1", "p_7_1", "c4_2"]
    assert [question.text["en"] for question in found.questions()][1] == "P.7.1 Recorded?"
    assert (found.title, len(found.sections)) == ({"en": "Sheet"}, 1)
    assert loaded(ASKED | {"question": "W.1 Recorded?"}).sections[0].questions[0].text["en"] == "W.1 Recorded?"


@pytest.mark.parametrize(
    ("rows", "scales", "code", "column"),
    [
        ([ASKED | {"section": ""}], [], "capacity.sheet_lacks", "section"),
        ([ASKED | {"code": ""}], [], "capacity.sheet_lacks", "code"),
        ([ASKED | {"question": ""}], [], "capacity.sheet_lacks", "question"),
        ([ASKED | {"scale": ""}], [], "capacity.sheet_lacks", "scale"),
        ([ASKED], [{"scale": "extent", "points": "1"}], "capacity.sheet_lacks", "answer"),
        ([ASKED | {"scale": "nowhere"}], [], "capacity.sheet_no_scale", None),
        ([ASKED | {"scale": "4-0"}], [], "capacity.sheet_no_scale", None),
        ([ASKED | {"scale": "0-99"}], [], "capacity.sheet_no_scale", None),
        ([ASKED | {"weight": "much"}], [], "capacity.set_bad_number", None),
        ([ASKED, ASKED], [], "capacity.set_twice", None),
        ([], [], "capacity.form_no_survey", None),
    ],
)
def test_what_is_missing_or_wrong_is_named(rows, scales, code, column):
    with pytest.raises(Refusal) as caught:
        loaded(*rows, scales=scales)
    assert (caught.value.code, caught.value.data.get("column")) == (code, column)
