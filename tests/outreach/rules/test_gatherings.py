"""Who in a list may be one person: across scripts and orders, with patronymics and initials; and who is not."""

from datetime import UTC, date, datetime, timedelta

import pytest

from kerege.lib.refusal import Refusal
from kerege.lib.text import NEAR, near_folded
from kerege.outreach.rules.gatherings import (
    Listed,
    Named,
    _can_be_near,
    check_code_open,
    counting_for,
    in_any_order,
    listed,
    maybe_same,
    registers,
)

pytestmark = pytest.mark.nodb
START = datetime(2027, 3, 15, 4, tzinfo=UTC)

SAME = [
    ("Айгуль Токтосунова", "Aigul Toktosunova"),
    ("Токтосунова Айгуль Бакытовна", "Aigul Toktosunova"),
    ("Gulnara Dzhumabekova", "Гульнара Джумабекова"),
    ("Gulnora Jumabekova", "Гульнора Джумабекова"),
    ("Yerlan Khasanov", "Ерлан Хасанов"),
    ("Bekzod Qodirov", "Бекзод Қодиров"),
    ("Sergey Petrovskiy", "Сергей Петровский"),
    ("N. Asanov", "Nurlan Asanov"),
    ("محمد رحیمی", "Mohammad Rahimi"),
]
OTHERS = [
    ("Айгуль Токтосунова", "Айгуль Асанова"),
    ("Nurlan Asanov", "Ulan Asanov"),
    ("Timur Osmonov", "Temirlan Usenov"),
    ("Aigerim Bekova", "Aigul Bekova"),
    ("Bakyt Sydykov", "Bakyt Isaev"),
]


def row(number, name, email="", country=""):
    return Listed(number, in_any_order(name), email, country)


@pytest.mark.parametrize(("one", "other"), SAME)
def test_spellings_of_one_person_are_proposed(one, other):
    assert [pair[:2] for pair in maybe_same([row(1, one), row(2, other)])] == [(1, 2)]


@pytest.mark.parametrize(("one", "other"), OTHERS)
def test_other_people_are_not(one, other):
    assert maybe_same([row(1, one), row(2, other)]) == []


def test_an_address_tells_more_than_a_name_and_a_country_less():
    assert maybe_same([row(1, "A B", "x@example.org"), row(2, "C D", "x@example.org")])[0][2] == 1.0
    assert maybe_same([row(1, "Aigul Toktosunova", country="KGZ"), row(2, "Aigul Toktosunova", country="KAZ")]) == []


def test_a_pair_about_which_somebody_decided_is_proposed_no_more():
    rows = [row(1, "Aigul Toktosunova"), row(2, "Айгуль Токтосунова"), row(3, "A. Toktosunova")]
    assert [pair[:2] for pair in maybe_same(rows, decided={frozenset({2, 1})})] == [(1, 3), (2, 3)]


def test_no_two_words_that_are_near_are_passed_over_unread():
    words = {word for pair in SAME + OTHERS for name in pair for word in in_any_order(name).split()}
    near = [(a, b) for a in words for b in words if len(a) > 1 < len(b) and near_folded(a, b) >= NEAR]
    assert len(near) > len(words)
    assert all(_can_be_near(a, b) for a, b in near)
    assert not _can_be_near("toktosunova", "petrovskiy")


@pytest.mark.parametrize(
    ("decided", "counts"),
    [
        ([(1, 2, True)], {2: 1}),
        ([(1, 2, True), (1, 2, False)], {}),
        ([(1, 2, True), (2, 1, False), (1, 2, True)], {2: 1}),
        ([(2, 3, True), (1, 2, True)], {2: 1, 3: 1}),
        ([(2, 3, True), (1, 2, True), (1, 2, False)], {3: 2}),
        ([(1, 2, True), (2, 3, True)], {2: 1, 3: 1}),
        ([(1, 2, True), (2, 3, True), (3, 1, True)], {2: 1, 3: 1}),
        ([(1, 2, True), (3, 4, True), (2, 4, True)], {2: 1, 3: 1, 4: 1}),
        ([(1, 2, True), (2, 1, True)], {1: 2}),
    ],
)
def test_rows_of_one_person_count_once_and_taking_a_decision_back_leaves_the_others(decided, counts):
    assert counting_for(decided) == counts


def test_people_register_until_the_last_day_by_the_clock_there():
    told = {"ends": datetime(2027, 3, 15, 12, tzinfo=UTC), "zone": "Asia/Bishkek"}
    assert registers(until=date(2027, 3, 10), now=datetime(2027, 3, 10, 17, 59, tzinfo=UTC), **told)
    assert not registers(until=date(2027, 3, 10), now=datetime(2027, 3, 10, 18, tzinfo=UTC), **told)
    assert registers(until=None, now=datetime(2027, 3, 15, 17, tzinfo=UTC), **told)
    assert not registers(until=None, now=datetime(2027, 3, 15, 18, tzinfo=UTC), **told)


def test_a_line_of_a_list_has_a_name_and_what_stands_behind_it_in_any_order():
    found = listed("Aigul T.; A laboratory; KGZ; A@Example.org\n\n  Bakyt S.\tb@example.org \n")
    assert found == [Named("Aigul T.", "a@example.org", "KGZ", "A laboratory"), Named("Bakyt S.", "b@example.org")]


@pytest.mark.parametrize(
    ("now", "tries", "code"),
    [
        (START - timedelta(minutes=61), 0, "outreach.not_begun"),
        (START + timedelta(hours=5), 0, "outreach.code_ended"),
        (START, 10, "outreach.code_ended"),
    ],
)
def test_the_code_works_while_the_event_goes_on_and_for_ten_tries(now, tries, code):
    check_code_open(starts=START, ends=START + timedelta(hours=3), now=START - timedelta(minutes=59), tries=9)
    with pytest.raises(Refusal) as refused:
        check_code_open(starts=START, ends=START + timedelta(hours=3), now=now, tries=tries)
    assert refused.value.code == code
