"""What is said of figures of an evaluation, in words."""

from datetime import date
from types import SimpleNamespace

import pytest
from django import forms
from django.utils.translation import override
from lxml import etree

from kerege.training.rules.evaluation_practice import Rate
from kerege.training.rules.evaluation_tests import gain
from kerege.web.capacity.paper import printed
from kerege.web.evaluation import plots, report
from kerege.web.evaluation.course import later
from kerege.web.shell.forms import Whole

pytestmark = pytest.mark.nodb


def test_what_was_left_months_later_is_told_as_more_or_less_and_never_as_a_negative_rise():
    with override("en"):
        assert later(gain([(80.0, 70.0), (60.0, 60.0)])).endswith("later: 5 points of a hundred less on average.")
        assert later(gain([(60.0, 72.5)])).endswith("later: 12.5 points of a hundred more on average.")
        assert later(None) == ""
    with override("ru"):
        assert "на 7,5 балла из ста меньше" in later(gain([(80.0, 72.5)]))


def test_a_report_on_paper_has_the_plots_of_its_page_and_needs_no_style_sheet():
    drawn = plots.slopes([(20, 60), (50, 45)], before="Before", after="After")
    learnt = SimpleNamespace(gain=None, tests=[])
    test = SimpleNamespace(kind="pre", on=date(2026, 3, 2), n=2, mean=52.5)
    rate = Rate("gown", "Wears a gown", 6, 3, 2)
    time = SimpleNamespace(after=6, practices=(rate,), conditions=(rate,))
    told = {"learnt": learnt, "learning": {"plot": drawn}, "looked": [time]}
    with override("en"):
        bare = report._learnt(told | {"learnt": SimpleNamespace(gain=None, tests=[test]), "learning": {"plot": ""}})
        told["learnt"].tests = [test]
        parts = [report._learnt(told), *report._looked(told)]
        assert [each["heading"] for each in parts[1:]] == [
            "After 6 months",
            "After 6 months: What it takes: was it there?",
        ]
        (picture,), bar = parts[0]["pictures"], parts[1]["rows"][0][0]
        assert (bar["text"], [each.get("width") for each in bars(bar["drawn"])]) == (
            "Wears a gown",
            ["50.0", "33.3", "16.7"],
        )
        for each in (picture, bar["drawn"]):
            classes = {one.get("class") for one in etree.fromstring(each).iter() if one.get("class")} - {"plot", "bar"}
            assert len(classes) == 1
            assert {name for name in classes if f".{name}{{" not in each} == set(), "each colour comes along"
        assert len(printed("T", [], parts, [])) > len(printed("T", [], [bare], [])) + 1000


def bars(drawn):
    return etree.fromstring(drawn).findall("{http://www.w3.org/2000/svg}rect")


def test_whole_numbers_are_typed_in_any_digits_into_a_box_that_takes_them():
    class One(forms.Form):
        n = Whole(min_value=1, max_value=20)

    assert 'type="text"' in str(One()["n"])
    assert 'inputmode="numeric"' in str(One()["n"])
    given = {typed: One({"n": typed}) for typed in ("۱۸", "18", "21", "x")}
    assert [(each.is_valid(), each.cleaned_data.get("n")) for each in given.values()] == [(True, 18)] * 2 + [
        (False, None)
    ] * 2
