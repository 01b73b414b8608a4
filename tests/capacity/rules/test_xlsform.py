"""Sets as XLSForms: there and back is the same set, an ODK client can open it, and what is not taken is refused."""

import time

import pytest

from kerege.capacity.rules.definitions import read, written
from kerege.capacity.rules.xlsform import ORDER, check_form, content_of, sheets_of
from kerege.lib import workbooks
from kerege.lib.refusal import Refusal
from kerege.worlds.sets_loader import HERE
from kerege.worlds.sets_loader import content as shipped
from tests.capacity.given import content, question

pytestmark = pytest.mark.nodb
SETS = sorted(path.name for path in HERE.iterdir() if path.is_dir())


def back(found):
    return content_of(workbooks.read(workbooks.written(sheets_of(found, key="set-1", version="2")), ORDER))


@pytest.mark.parametrize("name", SETS)
def test_our_own_sets_go_out_and_come_back_the_same(name):
    found = read(shipped(HERE / name))
    key, version, told = back(found)
    assert (key, version) == ("set-1", "2")
    assert written(read(told)) == written(found)


def test_every_kind_of_question_comes_back_the_same():
    some = [
        question("several", kind="several", evidence={"en": "A list"}, relevant="${plan} = '2'"),
        question("aside", may_not_apply=True, needed=False, weight="0.5"),
        {"key": "yn", "kind": "yes_no", "may_not_apply": True, "text": {"en": "=1+1", "ru": "@да"}},
        {"key": "day", "kind": "date", "text": {"en": "When?"}},
        {"key": "note", "kind": "text", "text": {"en": "What?\nTwo lines"}, "may_not_apply": True},
        {"key": "few", "kind": "number", "high": "5", "text": {"en": "Few?"}},
        question("linked", links=[{"kind": "standard", "of": "ISO-35001", "edition": "2019", "clause": "5.3"}]),
    ]
    bands = [
        {"least": "0.55", "text": {"en": "One star; the first", "ru": "Одна"}},
        {"least": "1", "text": {"en": "= all"}},
    ]
    found = read(content(*some, lead={"en": "Why"}, threshold="0.25", bands=bands))
    assert written(read(back(found)[2])) == written(found)


def test_what_goes_out_opens_in_a_client():
    form = check_form(sheets_of(read(shipped(HERE / SETS[0])), key="set-1", version="1"))
    assert "<h:html" in form
    assert "jr:itext" in form, "in both languages"


SURVEY = [
    {"type": "begin group", "name": "g", "label": "Group"},
    {"type": "select_one level", "name": "a", "label::English (en)": "A?", "required": "yes"},
    {"type": "integer", "name": "n", "label": "How many?", "constraint": ". >= 1 and . <= 5"},
    {"type": "end group"},
]
CHOICES = [
    {"list_name": "level", "name": "low", "label": "Low"},
    {"list_name": "level", "name": "high", "label": "High"},
]


def foreign(survey=SURVEY, choices=CHOICES):
    return {"survey": survey, "choices": choices, "settings": [{"form_title": "Theirs", "form_id": "theirs"}]}


def test_somebody_elses_form_is_read_with_what_it_has():
    key, _version, told = content_of(foreign())
    found = read(told)
    assert (key, found.title["en"]) == ("theirs", "Theirs")
    assert [(q.key, q.kind.value, q.low, q.high, q.needed) for q in found.questions()] == [
        ("a", "choice", "", "", True),
        ("n", "number", "1", "5", False),
    ]
    assert found.scales["level"].most is None, "it has no points, so nothing is scored"


@pytest.mark.parametrize(
    ("row", "code"),
    [
        ({"type": "begin_repeat", "name": "r"}, "capacity.form_unknown_type"),
        ({"type": "begin group", "name": "h", "label": "In a group"}, "capacity.form_groups"),
        ({"type": "geopoint", "name": "p", "label": "Where?"}, "capacity.form_unknown_type"),
        ({"type": "select_one nowhere", "name": "p", "label": "Which?"}, "capacity.form_unknown_list"),
        ({"type": "integer", "name": "p", "label": "Odd?", "constraint": ". mod 2 = 1"}, "capacity.bad_condition"),
        ({"type": "text", "name": "p"}, "capacity.form_no_label"),
    ],
)
def test_what_is_not_taken_is_refused(row, code):
    with pytest.raises(Refusal) as caught:
        content_of(foreign([*SURVEY[:2], row, *SURVEY[2:]]))
    assert caught.value.code == code


def test_a_question_outside_a_group_and_a_group_without_an_end_are_refused():
    for survey in (SURVEY[1:], SURVEY[:-1], [*SURVEY, {"type": "end group"}]):
        with pytest.raises(Refusal) as caught:
            content_of(foreign(survey))
        assert caught.value.code == "capacity.form_groups"


def test_a_file_that_is_no_form_is_refused():
    for sheets in ({}, {"choices": CHOICES}):
        with pytest.raises(Refusal) as caught:
            content_of(sheets)
        assert caught.value.code == "capacity.form_no_survey"


def test_a_form_that_no_client_could_open_is_refused():
    twice = foreign([*SURVEY[:3], SURVEY[2], SURVEY[3]])
    with pytest.raises(Refusal) as caught:
        check_form(twice)
    assert caught.value.code == "capacity.form_refused"


CHOICES = [{"list_name": "x", "name": "a", "label": "A"}]


def long_form(count, relevant):
    """A form of so many questions in one group."""
    rows = [{"type": "begin_group", "name": "g", "label": "G"}]
    rows += [
        {"type": "text", "name": f"q{n}", "label": f"Question {n}?", "relevant": relevant(n)} for n in range(count)
    ]
    return {"survey": [*rows, {"type": "end_group"}], "choices": CHOICES, "settings": [{"form_title": "A form"}]}


def test_a_form_of_ten_thousand_questions_is_refused_before_it_is_read():
    began = time.process_time()
    with pytest.raises(Refusal) as caught:
        content_of(long_form(10_000, lambda n: ""))
    assert (caught.value.code, time.process_time() - began < 1) == ("capacity.set_too_large", True)


def test_a_circle_through_a_long_form_and_a_question_that_is_not_there_are_named_in_short():
    for relevant, code in (
        (lambda n: f"${{q{(n - 1) % 900}}} = 'a'", "capacity.circular"),
        (lambda n: "${nowhere} = 'a'" if n == 899 else "", "capacity.unknown_reference"),
    ):
        with pytest.raises(Refusal) as caught:
            read(content_of(long_form(900, relevant))[2])
        assert (caught.value.code, len(str(caught.value)) < 300) == (code, True)
