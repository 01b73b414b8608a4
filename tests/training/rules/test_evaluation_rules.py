"""Plain rules of evaluation: items of a test and their flags, gains, words that name somebody, groups, months."""

from datetime import date
from decimal import Decimal

import pytest

from kerege.lib.refusal import Refusal
from kerege.lib.sheets import read_grid
from kerege.training.rules.evaluation_forms import Question, read_form
from kerege.training.rules.evaluation_practice import (
    is_looked_at,
    is_over,
    months_later,
    practices_of,
    rates,
    share_done,
    time_of,
)
from kerege.training.rules.evaluation_reaction import added, added_words, check_names, read_answer, read_words, stage
from kerege.training.rules.evaluation_sheet import read_rows
from kerege.training.rules.evaluation_tests import (
    alpha_of,
    check_order,
    gain,
    graded,
    item_lines,
    pairs_of,
    read_items,
)
from kerege.training.words.evaluation import ItemFlag, Stage

pytestmark = pytest.mark.nodb

KEY = [{"id": "1", "right": "a", "of": "abc", "most": 1}, {"id": "2", "right": "b", "of": "ab", "most": 1}]
KEY += [{"id": "3", "right": "a", "of": "ab", "most": 1}]
FORM = read_form(
    "reaction",
    {
        "title": {"en": "Form"},
        "questions": [{"key": "useful", "theme": "relevance", "text": {"en": "Useful"}}],
        "texts": [{"key": "change", "text": {"en": "Change"}}],
    },
)


def papers(*answers: str) -> list[dict[str, str]]:
    return [dict(zip(("1", "2", "3"), each, strict=True)) for each in answers]


def test_items_are_read_from_lines():
    assert read_items("1 b\n2 г abcdг 2;\n\n 3;-;4") == [
        {"id": "1", "right": "b", "of": "", "most": 1},
        {"id": "2", "right": "d", "of": "abcd", "most": 2},
        {"id": "3", "right": "", "of": "", "most": 4},
    ]


@pytest.mark.parametrize("line", ["1", "b 1 2 3 4", "1 bb", "1 e abcd", "1 b 0", "1 b\n1 c", "1 b abcd 100"])
def test_what_is_no_question_is_refused(line):
    with pytest.raises(Refusal, match="training.items_wrong"):
        read_items(line)


def test_statistics_of_items_by_hand():
    # twelve papers: item 1 right in nine, item 2 in six; item 3 right only in the three weakest
    found = item_lines(KEY, papers(*["abb"] * 6, *["acb"] * 3, *["bca"] * 3))
    one, two, three = found
    assert [line.n for line in found] == [12, 12, 12]
    assert [line.difficulty for line in found] == [0.75, 0.5, 0.25]
    # item 1 against the rest (1 six times, 0 three times, 1 three times): 6 − 12 · .75 · .75 = −.75, squares 2.25 each
    assert one.discrimination == pytest.approx(-1 / 3)
    # item 3 against the rest (2 six times, 1 three times, 0 three times): −3.75 by the root of 2.25 · 8.25
    assert three.discrimination == pytest.approx(-3.75 / (2.25 * 8.25) ** 0.5)
    assert one.chosen == (("a", 9), ("b", 3), ("c", 0))
    assert one.flags == (ItemFlag.NEGATIVE, ItemFlag.IDLE)
    assert two.chosen == (("a", 0), ("b", 6), ("c", 6))
    assert ItemFlag.NEGATIVE in three.flags


def test_of_too_few_papers_nothing_is_said():
    assert item_lines(KEY, papers(*["aba"] * 9)) == []
    easy = item_lines(KEY, papers(*["aba"] * 10))
    assert [line.flags for line in easy] == [
        (ItemFlag.TOO_EASY, ItemFlag.IDLE),
        (ItemFlag.TOO_EASY, ItemFlag.IDLE),
        (ItemFlag.TOO_EASY, ItemFlag.IDLE),
    ]
    hard = item_lines(KEY[:2], [{"1": "b", "2": "a"}] * 10)
    assert hard[0].flags == (ItemFlag.TOO_HARD, ItemFlag.IDLE)
    assert item_lines(KEY, []) == []


def test_how_far_questions_measure_one_thing_is_told_of_ten_papers_and_of_no_fewer():
    papers = [[1.0, 1.0, 0.0], [0.0, 0.0, 0.0], [1.0, 1.0, 1.0], [0.0, 1.0, 0.0], [1.0, 0.0, 1.0]]
    assert alpha_of(papers[:4]) is alpha_of(papers + papers[:4]) is None
    assert 0 < alpha_of(papers + papers) < 1


def test_a_number_is_a_code_only_below_a_heading_that_says_so():
    def rows(text):
        return read_rows(read_grid("r.csv", text.encode()), [], most=Decimal(10), who=lambda name: f"code:{name}")

    assert [each.who for each in rows("code;score\n7;5\n")[0]] == ["code:7"]
    good, bad = rows("7;5\n8;6\n")
    assert (good, [each.refusal.code for each in bad]) == ([], ["training.who_wrote"] * 2)


def test_letters_of_a_russian_paper_are_those_of_the_english_one():
    assert graded(KEY, {"1": "А", "2": "б", "3": ""}) == (Decimal(2), {"1": "a", "2": "b", "3": ""})


def test_a_gain_of_nobody_is_not_known():
    found = gain([])
    assert (found.n, found.mean, found.spread, found.normalised, found.undefined) == (0, None, None, None, 0)
    one = gain([(100, 90)])
    assert (one.n, one.mean, one.spread, one.normalised, one.undefined, one.fell) == (1, -10, None, None, 1, 1)
    assert pairs_of({"a": 1, "b": 2}, {"b": 3, "c": 4}) == [(2, 3)]


@pytest.mark.parametrize(
    ("kind", "on", "wrong"),
    [("pre", 2, False), ("pre", 3, True), ("post", 4, True), ("delayed", 9, False), ("practical", 1, False)],
)
def test_the_order_of_tests(kind, on, wrong):
    others = [("pre", date(2026, 3, 1)), ("post", date(2026, 3, 2)), ("delayed", date(2026, 3, 4))]
    code = ""
    try:
        check_order(kind, date(2026, 3, on), others)
    except Refusal as refusal:
        code = refusal.code
    assert code == ("training.test_day" if wrong else "")


@pytest.mark.parametrize(
    "text",
    [
        "Ask trainer@example.org",
        "Call +7 701 123 45 67",
        "Иванов И.И. объяснял",
        "А. Петрова была лучшей",
        "Спасибо Сауле Ахметовне, Иван Иванович тоже",
        "Dr Smith was too quick",
        "написать @trainer_kz",
        "https://example.org/me",
    ],
)
def test_words_that_name_somebody_are_refused(text):
    with pytest.raises(Refusal, match="training.names_somebody"):
        read_words(text, field="change")


@pytest.mark.parametrize(
    "text", ["More practice, at 9 a.m.", "Больше практики в группах по 4", "The kit of 2026", "Slides 12-15 were long"]
)
def test_words_that_name_nobody_are_kept(text):
    assert read_words(f"  {text} ", field="change") == text


@pytest.mark.parametrize("said", ["Ask Nurbek again", "Спасибо Токторбаеву", "Нурбек спешил", "TOKTORBAEV was late"])
def test_words_that_name_the_staff_are_refused_in_any_script_and_case(said):
    with pytest.raises(Refusal, match="training.names_somebody"):
        check_names({"change": said}, ["Nurbek Toktorbaev"])


def test_a_small_word_and_a_longer_one_are_no_names():
    check_names({"change": "a diamond, алмаз, Almazonia. Li was a unit"}, ["Almaz Li"])


def test_an_answer_is_added_and_leaves_no_trace_of_its_own():
    said = read_answer(FORM, {"useful": "4", "change": "Бюро"})
    counts = added(FORM, {}, said)
    assert counts == {"useful": [0, 0, 0, 1, 0]}
    assert added(FORM, counts, said) == {"useful": [0, 0, 0, 2, 0]}
    assert counts == {"useful": [0, 0, 0, 1, 0]}, "what was given is not changed"
    assert added_words({"change": ["Аул", "Вода"]}, said) == {"change": ["Аул", "Бюро", "Вода"]}


@pytest.mark.parametrize(
    ("on", "closed", "answers", "expected"),
    [(5, None, 9, Stage.OPEN), (6, None, 9, Stage.OVER), (6, None, 4, Stage.TOO_FEW), (3, 3, 9, Stage.OVER)],
)
def test_how_an_asking_stands(on, closed, answers, expected):
    closed_on = date(2026, 3, closed) if closed else None
    found = stage(until=date(2026, 3, 5), closed_on=closed_on, answers=answers, on=date(2026, 3, on), k=5)
    assert found == expected
    assert stage(until=None, closed_on=None, answers=0, on=date(2026, 3, 1), k=5) == Stage.NOT_ASKED


@pytest.mark.parametrize(
    ("content", "place"),
    [
        ({"title": {"en": "x"}}, "questions"),
        ({"title": {"en": "x"}, "questions": "none"}, "questions"),
        ({"title": {"en": "x"}, "questions": [{"key": "a b", "theme": "relevance"}]}, "questions 1: key"),
        ({"title": {"en": "x"}, "questions": [{"key": "a", "theme": "other"}]}, "questions 1: theme"),
        ({"title": {"en": "x"}, "questions": [{"key": "a", "theme": "relevance", "text": {"ru": "x"}}]}, "text"),
        ({"questions": [{"key": "a", "theme": "relevance", "text": {"en": "x"}}]}, "title"),
        ({"title": {"en": "x"}, "questions": [{"key": "a", "theme": "relevance", "text": {"en": "x"}}] * 2}, "key"),
    ],
)
def test_a_form_that_cannot_be_used_is_refused_at_its_place(content, place):
    with pytest.raises(Refusal) as refused:
        read_form("reaction", content)
    assert (refused.value.code, place in refused.value.data["place"]) == ("training.form_wrong", True)


def test_months_later_is_the_same_day_or_the_last_of_the_month():
    assert months_later(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert months_later(date(2026, 3, 6), 10) == date(2027, 1, 6)


def test_times_meet_without_a_gap():
    last = date(2026, 3, 6)
    times = [time_of(last, day) for day in (date(2026, 5, 6), date(2026, 8, 5), date(2026, 8, 6), date(2027, 1, 5))]
    assert times == [3, 3, 6, 6]
    assert [is_over(last, 3, on=day) for day in (date(2026, 8, 5), date(2026, 8, 6))] == [False, True]
    ends = (date(2026, 5, 5), date(2026, 5, 6), date(2027, 1, 5), date(2027, 1, 6))
    assert [is_looked_at(last, on=day) for day in ends] == [False, True, True, False]


def test_where_nothing_could_be_seen_nothing_is_said():
    asked = [Question("a", {"en": "A"}), Question("b", {"en": "B"})]
    seen = [{"a": "fully", "b": "no_occasion"}, {"a": "not", "b": "no_occasion"}]
    assert [(rate.n, rate.fully, rate.share) for rate in rates(asked, seen, "en")] == [(2, 1, 0.5), (0, 0, None)]
    assert share_done(seen) == (1, 2)
    assert practices_of(None, asked) == tuple(asked)
