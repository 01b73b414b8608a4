"""Days and figures in the reader's language."""

from datetime import UTC, date, datetime

import pytest
from django import forms
from django.utils.translation import override

from kerege.lib.refusal import Refusal
from kerege.lib.tables import Table
from kerege.training.words.planning import NO_PART_TWO
from kerege.web.shell import figures
from kerege.web.shell.exports import on_paper
from kerege.web.shell.forms import Numeral, Typed
from kerege.web.shell.middleware import told

pytestmark = pytest.mark.nodb
FIRST, LAST = date(2017, 10, 2), date(2017, 10, 6)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "2 October 2017"),
        ("ru", "2 октября 2017"),
        ("kk", "2017\u202fж. 2 қазан"),
        ("uz-cyrl", "2 октябр, 2017"),
    ],
)
def test_days_are_written_out_also_where_django_has_no_format(language, written):
    with override(language):
        assert figures.day(FIRST) == written


def test_a_moment_is_told_by_the_clock_of_its_place_and_the_day_comes_first():
    at = datetime(2026, 11, 27, 20, 14, tzinfo=UTC)
    assert figures.moment_at(at, "Asia/Almaty") == "28 November 2026, 01:14"
    assert figures.moment_at(at, "") == "27 November 2026, 20:14"


@pytest.mark.parametrize(
    ("came", "read"),
    [
        ("2027-03-15", "15 March 2027"),
        (date(2027, 3, 15), "15 March 2027"),
        ("2027-03-15 09:00", "15 March 2027, 09:00"),
        ("2027-03-15T09:00", "15 March 2027, 09:00"),
        ("2027-02-30", "2027-02-30"),
        ("SOP 2027-03-15", "SOP 2027-03-15"),
        (2027, 2027),
    ],
)
def test_days_among_the_data_of_a_refusal_are_written_as_people_read_them(came, read):
    assert figures.readable(came) == read


def test_a_refusal_tells_its_days_in_the_language_of_the_reader():
    refusal = Refusal(NO_PART_TWO, first="2026-11-16", last="2026-11-20")
    with override("en"):
        assert "holds from 16 November 2026 to 20 November 2026." in told(refusal)
    with override("ru"):
        assert "с 16 ноября 2026 по 20 ноября 2026." in told(refusal)
    assert refusal.data["first"] == "2026-11-16", "programs are told what programs read"


@pytest.mark.parametrize("language", ["en", "ru", "kk", "ky", "uz", "uz-cyrl", "tg", "mn", "fa", "ps", "ur"])
def test_every_language_of_the_node_writes_days_and_figures(language):
    with override(language):
        assert "2017" in figures.day(FIRST)
        assert figures.figure(1234)


@pytest.mark.parametrize(
    ("first", "last", "precision", "written"),
    [
        (FIRST, LAST, "day", "2–6 Oct 2017"),
        (FIRST, FIRST, "day", "2 October 2017"),
        (date(2016, 9, 1), date(2016, 9, 30), "month", "September 2016"),
        (date(2016, 9, 1), date(2016, 10, 31), "month", "September 2016 – October 2016"),
        (date(2017, 1, 1), date(2017, 12, 31), "year", "2017"),
        (None, None, "none", "date not stated"),
    ],
)
def test_days_are_not_more_exact_than_their_source(first, last, precision, written):
    with override("en"):
        assert figures.days(first, last, precision) == written


@pytest.mark.parametrize(
    ("qualifier", "written"),
    [("exact", "1,200"), ("about", "about 1,200"), ("more_than", "more than 1,200"), ("planned", "1,200 planned")],
)
def test_a_figure_keeps_the_word_of_its_source(qualifier, written):
    with override("en"):
        assert figures.stated(1200, qualifier) == written


def test_an_unknown_qualifier_is_an_error_and_not_an_exact_figure():
    with pytest.raises(KeyError):
        figures.stated(70, "nearly")


def test_numbers_are_read_in_the_digits_of_whoever_types_and_words_stay_as_they_are():
    class Asked(forms.Form):
        minutes = Numeral()
        share = Typed(widget=forms.TextInput(attrs={"inputmode": "numeric"}))
        title = Typed()

    asked = Asked({"minutes": " ۲۰٫۵ ", "share": "٨٠", "title": "درس ۲"})
    assert asked.is_valid()
    assert asked.cleaned_data == {"minutes": "20.5", "share": "80", "title": "درس ۲"}


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("As on 2026-11-27", "As on 27 November 2026"),
        ("since 2026-11-27 09:30, then", "since 27 November 2026, 09:30, then"),
        ("2025-11-03 – 2025-11-07.", "3 November 2025 – 7 November 2025."),
        ("KAZ-2026-11-27", "KAZ-2026-11-27"),
        ("https://example.org/?on=2026-11-27", "https://example.org/?on=2026-11-27"),
        ("2026-13-45", "2026-13-45"),
    ],
)
def test_days_in_a_sentence_are_read_and_codes_stay(written, read):
    assert figures.read_in(written) == read


def test_paper_has_days_as_pages_have_them_and_programs_get_theirs():
    moment = datetime(2026, 11, 27, 9, 30, tzinfo=UTC)
    table = Table("Plan", ["When"], [[FIRST], [moment], ["2017-10-02"], [7]], about=["As on 2017-10-06"])
    with override("ru"):
        paper = on_paper(table)
    assert [row[0] for row in paper.rows] == ["2 октября 2017", "27 ноября 2026, 09:30 UTC", "2 октября 2017", 7]
    assert (list(paper.about), table.rows[0][0]) == (["As on 6 октября 2017"], FIRST)
