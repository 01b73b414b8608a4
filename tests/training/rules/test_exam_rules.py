"""Blueprints, forms, what stands and what it brings, and the statistics of items: plain rules."""

from collections import Counter
from datetime import UTC, datetime, timedelta
from decimal import Decimal
from math import sqrt

import pytest

from kerege.lib.refusal import Refusal
from kerege.training.rules.exam_attempts import (
    Granted,
    Marked,
    Saved,
    Terms,
    ends_at,
    grade,
    shows_answers,
    standing,
    with_granted,
)
from kerege.training.rules.exam_blueprint import Placed, Pooled, check_enough, draw, read_rows
from kerege.training.rules.exam_statistics import Answered, item_figures, reliability
from kerege.training.words.exams import Flag, Round, Way

pytestmark = pytest.mark.nodb
AT = datetime(2027, 3, 16, 4, tzinfo=UTC)
HOUR = timedelta(hours=1)


def pool(**topics: int) -> list[Pooled]:
    return [Pooled(f"{topic}-{n}", topics=(topic,)) for topic, count in topics.items() for n in range(count)]


def code_of(deed, *args, **told) -> str:
    with pytest.raises(Refusal) as caught:
        deed(*args, **told)
    return caught.value.code


# -- drawing -----------------------------------------------------------------------------------------------------------


def test_the_same_seed_draws_the_same_form_in_whatever_order_the_bank_is_read():
    rows = read_rows([{"count": "3", "topic": "waste"}, {"count": "2", "topic": "air", "points": "2,5"}])
    there = pool(waste=10, air=5)
    first = draw(rows, there, seed="a", shuffled=True)
    assert draw(rows, there[::-1], seed="a", shuffled=True) == first
    assert draw(rows, there, seed="b", shuffled=True) != first
    assert Counter(each.ref.split("-")[0] for each in first) == {"waste": 3, "air": 2}
    assert {each.points for each in first if each.ref.startswith("air")} == {"2.5"}


def test_a_drawn_form_is_the_one_that_was_kept():
    """Of a version of the program that drew another one, attempts could not be drawn again."""
    form = draw(read_rows([{"count": "3"}]), pool(waste=6), seed="kept", shuffled=False)
    assert [each.ref for each in form] == ["waste-0", "waste-5", "waste-1"]


def test_rows_that_want_the_same_questions_are_matched():
    rows = read_rows([{"count": "2"}, {"count": "2", "topic": "waste"}])
    for seed in map(str, range(20)):
        form = draw(rows, pool(waste=2, air=2), seed=seed, shuffled=True)
        assert sorted(each.ref for each in form) == ["air-0", "air-1", "waste-0", "waste-1"]
        assert {each.ref for each in form if each.row == 1} == {"waste-0", "waste-1"}


def test_what_the_bank_lacks_is_told_by_row():
    with pytest.raises(Refusal) as caught:
        check_enough(read_rows([{"count": "1"}, {"count": "3", "topic": "waste"}]), pool(waste=2, air=1))
    assert caught.value.code == "training.exam_too_few_items"
    assert caught.value.data == {"row": 2, "there": 2, "needed": 1}


def test_a_row_that_lacks_what_other_rows_take_names_them():
    rows = [{"count": "1", "topic": "air"}, {"count": "2", "topic": "waste"}, {"count": "2", "topic": "waste"}]
    with pytest.raises(Refusal) as caught:
        check_enough(read_rows(rows), pool(waste=3, air=1))
    told = {"row": 3, "there": 3, "needed": 1, "others": "2"}
    assert (caught.value.code, caught.value.data) == ("training.exam_items_shared", told)


def test_every_question_is_drawn_about_as_often():
    drawn = Counter(
        each.ref
        for n in range(600)
        for each in draw(read_rows([{"count": "2"}]), pool(a=6), seed=str(n), shuffled=True)
    )
    assert len(drawn) == 6
    assert all(150 < count < 250 for count in drawn.values())


@pytest.mark.parametrize("points", ["0", "0.3", "101", "nan", "x", "1e9"])
def test_points_are_halves_up_to_a_hundred(points):
    assert code_of(read_rows, [{"count": "1", "points": points}]) == "training.exam_blueprint_wrong"


# -- terms -------------------------------------------------------------------------------------------------------------


def test_what_was_granted_widens_and_never_narrows():
    terms = Terms(AT, AT + 6 * HOUR, 50, 1, timedelta(0), ("en",))
    more = [Granted(extra_time=25, language="kk"), Granted(extra_time=10, extra_tries=1, reader=True)]
    more += [Granted(opens=AT + HOUR, closes=AT + HOUR), Granted(closes=AT + 9 * HOUR)]
    found = with_granted(terms, more)
    assert (found.minutes, found.tries, found.languages, found.reader) == (63, 2, ("en", "kk"), True)
    assert (found.opens, found.closes) == (AT, AT + 9 * HOUR)
    assert ends_at(found, AT + 8 * HOUR) == AT + 9 * HOUR


def test_answers_are_shown_once_nobody_can_sit_it_any_more():
    assert not shows_answers("answers", closes=AT, now=AT + timedelta(seconds=60))
    assert shows_answers("answers", closes=AT, now=AT + timedelta(seconds=61))
    assert not shows_answers("score", closes=AT, now=AT + 9 * HOUR)


def test_of_answers_the_last_in_time_stands():
    def saved(device, number, given, late=False):
        return Saved(1, device, number, {"q": given}, AT, late)

    rows = [saved("phone", 2, "b"), saved("phone", 1, "a"), saved("laptop", 1, "c"), saved("laptop", 2, "d", late=True)]
    assert standing(rows)[1].given == {"q": "c"}
    assert standing(rows[:2])[1].given == {"q": "b"}
    assert standing([]) == {}


# -- grading -----------------------------------------------------------------------------------------------------------

FORM = [Placed("one", "1", 0), Placed("text", "4", 1)]


def graded(*marks, auto=None, voids=None, markers=1, gap=20):
    told = auto or {1: (Decimal(1), False), 2: (Decimal(0), True)}
    return grade(FORM, told, marks, voids or {}, markers=markers, gap=gap)


def mark(which: Round, points: str) -> Marked:
    return Marked(2, Decimal(points), which)


def test_a_text_waits_for_its_marks():
    assert graded().places[1].waits == Round.FIRST
    assert graded(mark(Round.FIRST, "3")).points == 4
    two = graded(mark(Round.FIRST, "3"), markers=2)
    assert (two.waits, two.places[1].waits) == (True, Round.SECOND)


@pytest.mark.parametrize(
    ("second", "points", "waits"), [("3", "3", None), ("2.2", "2.6", None), ("2", "2", Round.DECIDING)]
)
def test_two_marks_are_averaged_where_they_differ_by_no_more_than_was_stated(second, points, waits):
    place = graded(mark(Round.FIRST, "3"), mark(Round.SECOND, second), markers=2).places[1]
    assert (place.points, place.waits) == (Decimal(points), waits)


def test_a_deciding_mark_holds_and_an_appeal_before_it():
    marks = [mark(Round.FIRST, "0"), mark(Round.SECOND, "4"), mark(Round.DECIDING, "1")]
    assert graded(*marks, markers=2).places[1].points == 1
    assert graded(*marks, mark(Round.APPEAL, "4"), markers=2).places[1].points == 4


@pytest.mark.parametrize(("way", "points", "of"), [(Way.ALL_POINTS, 5, 5), (Way.REMOVED, 1, 1)])
def test_a_void_question_counts_alike_for_everybody_and_waits_for_nobody(way, points, of):
    found = graded(voids={"text": way})
    assert (found.points, found.of, found.waits) == (points, of, False)


def test_the_pass_mark_is_reached_by_points_and_not_by_a_rounded_percent():
    found = grade([Placed("a", "10", 0)], {1: (Decimal("6.9996"), False)}, [], {}, markers=1, gap=0)
    assert (found.percent, found.passed(70)) == (Decimal("70.00"), False)
    removed = grade([Placed("a", "1", 0)], {}, [], {"a": Way.REMOVED}, markers=1, gap=0)
    assert (removed.percent, removed.passed(1)) == (0, False)


# -- statistics --------------------------------------------------------------------------------------------------------

RIGHT = [[1, 1, 1, 0], [1, 1, 0, 0], [1, 0, 1, 1], [1, 1, 1, 1], [1, 0, 0, 1], [1, 1, 1, 0]]
RIGHT += [[1, 0, 0, 1], [1, 1, 1, 0], [1, 0, 0, 0], [1, 1, 0, 1], [1, 1, 1, 0], [1, 0, 0, 1]]


def sittings(rows=RIGHT):
    return [
        [Answered(f"i{n}", points, 1, n, ("q:a",) if points else ("q:b",)) for n, points in enumerate(row)]
        for row in rows
    ]


OFFERED = {f"i{n}": (["q:a", "q:b", "q:c"], ["q:a"]) for n in range(4)}


def by_hand(xs, ys):
    """Pearson's correlation, written another way than the rules do: by sums of squares."""
    n, sx, sy = len(xs), sum(xs), sum(ys)
    top = n * sum(x * y for x, y in zip(xs, ys, strict=True)) - sx * sy
    return top / sqrt((n * sum(x * x for x in xs) - sx**2) * (n * sum(y * y for y in ys) - sy**2))


def test_facility_and_discrimination_are_those_computed_another_way():
    found = item_figures(sittings(), OFFERED)
    for n, each in enumerate(found):
        own, rest = [row[n] for row in RIGHT], [sum(row) - row[n] for row in RIGHT]
        assert each.facility == pytest.approx(sum(own) / 12)
        assert (each.discrimination is None) == (n == 0)
        if n:
            assert each.discrimination == pytest.approx(by_hand(own, rest))


def test_what_is_to_be_looked_at_is_flagged():
    easy, *others = item_figures(sittings(), OFFERED)
    assert easy.flags == (Flag.TOO_EASY, Flag.IDLE)
    assert others[0].chosen == (("q:a", 7), ("q:b", 5), ("q:c", 0))
    for n, each in enumerate(others, start=1):
        found = by_hand([row[n] for row in RIGHT], [sum(row) - row[n] for row in RIGHT])
        assert (Flag.NEGATIVE in each.flags) == (found < 0)
        assert (Flag.WEAK in each.flags) == (0 <= found < 0.2)
    assert {Flag.NEGATIVE, Flag.WEAK} <= {flag for each in others for flag in each.flags}


def test_of_fewer_than_ten_sittings_nothing_is_told():
    (first, *_) = item_figures(sittings(RIGHT[:9]), OFFERED)
    assert (first.n, first.told, first.facility, first.chosen, first.flags) == (9, False, None, (), ())
    assert reliability(sittings(RIGHT[:9])).alpha is None


def test_alpha_is_kuder_and_richardson_20():
    rows, totals = RIGHT, [sum(row) for row in RIGHT]
    shares = [sum(row[n] for row in rows) / 12 for n in range(4)]
    mean = sum(totals) / 12
    variance = sum((t - mean) ** 2 for t in totals) / 12
    kr20 = 4 / 3 * (1 - sum(p * (1 - p) for p in shares) / variance)
    found = reliability(sittings())
    assert (found.n, found.same) == (12, True)
    assert found.alpha == pytest.approx(kr20)


def test_where_forms_differ_reliability_is_over_the_places_of_the_blueprint():
    mixed = [[Answered(f"{k}{n}", p, 1, n) for n, p in enumerate(row)] for k, row in enumerate(RIGHT)]
    assert not reliability(mixed).same
    assert reliability(mixed).alpha == pytest.approx(reliability(sittings()).alpha)
