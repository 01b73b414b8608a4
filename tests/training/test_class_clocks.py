"""Clocks of classes that were wrong, set right once and seen by everybody; and receipts, with which laptops forget."""

import json
from datetime import timedelta
from uuid import UUID

import pytest

from kerege.journal.models import Act
from kerege.lib.refusal import Refusal
from kerege.records.viewers import PUBLIC
from kerege.training import actions
from kerege.training.actions import class_clocks
from kerege.training.queries.classes import classes_of, receipt
from kerege.training.rules.class_receipts import check_all_brought, read_receipt
from kerege.training.rules.classes import Event
from kerege.training.words.classes import Came, Happened
from tests.training.cohort import HOUR, NINE, code_of
from tests.training.test_classes import LATER, YEAR, attended, bring, came, file, lines, meanwhile
from tests.training.test_classes import given as given

THEN = NINE - YEAR
"""What the laptop's clock says when it is nine."""
ZONE = timedelta(hours=5)
"""By how much the clock of the venue is ahead of UTC."""


def at_venue(moment):
    return (moment + ZONE).strftime("%Y-%m-%d %H:%M")


def told(given, **changes):
    found = {"by": given.by("lead"), "course": str(given.course.uid), "held": "CLASS-1", "now": LATER}
    return found | {"really": at_venue(NINE + timedelta(minutes=1)), "reason": "The list that was signed"} | changes


def look(given, **changes):
    asked = told(given, **changes)
    asked.pop("reason")
    return actions.look_at_class_clock(**asked)


def settle(given, **changes):
    return actions.set_class_clock(**told(given, **changes))


@pytest.fixture
def off(given):
    """A class a year off: two came, one of them with a name in no list, and somebody took a lesson."""
    place = str(given.rows[0].uid)
    events = [
        came(given, 0, at=THEN + timedelta(minutes=1), about=""),
        came(given, None, n=2, at=THEN + timedelta(minutes=25), about=""),
        Event(str(UUID(int=3)), Happened.LESSON, THEN + HOUR, place=place, about="k 1 m", right=4, asked=5),
    ]
    assert bring(given, *events).came == {"clock": 3}
    return events


def test_somebody_looks_first_and_nothing_is_written(given, off):
    before = Act.objects.count()
    looked = look(given)
    assert (looked.shift, looked.came) == (int(YEAR.total_seconds()), {Came.COUNTED: 2, Came.UNKNOWN: 1})
    assert looked.sessions == {str(given.sessions[0].uid): 2}, "the session that went on then"
    assert (Act.objects.count(), attended()) == (before, [])
    (held,) = classes_of(PUBLIC, given.by("lead"), str(given.course.uid))
    assert (held.records, held.waiting, held.shift) == (3, 3, None)
    assert (held.first.name, held.first.at) == ("Person UZB-P0", THEN + timedelta(minutes=1))


def test_a_clock_that_is_set_right_counts_its_records_and_what_was_told_stays(given, off):
    settle(given)
    assert attended() == [("present", "class", None, True)]
    told_now = [(line.came.value, line.at, line.really) for line in sorted(lines(given), key=lambda each: each.at)]
    assert told_now == [
        ("counted", THEN + timedelta(minutes=1), NINE + timedelta(minutes=1)),
        ("unknown", THEN + timedelta(minutes=25), NINE + timedelta(minutes=25)),
        ("counted", THEN + HOUR, NINE + HOUR),
    ]
    (held,) = classes_of(PUBLIC, given.by("lead"), str(given.course.uid))
    assert (held.waiting, held.shift, held.reason, held.set_on) == (0, YEAR, "The list that was signed", LATER)
    done = Act.objects.get(word="training.class.clock_set")
    assert (done.about, done.facts["held"]) == (str(given.course.uid), "CLASS-1")
    assert (done.facts["seconds"], done.facts["came"]) == (int(YEAR.total_seconds()), {"counted": 2, "unknown": 1})


def test_people_say_minutes_and_the_seconds_of_a_clock_stay(given):
    bring(given, came(given, 0, at=THEN + timedelta(seconds=86), about=""))
    assert look(given).shift == int(YEAR.total_seconds())


def test_who_it_was_is_said_afterwards_by_the_clock_that_was_set(given, off):
    settle(given)
    (line,) = [each for each in lines(given) if each.came == Came.UNKNOWN]
    place = str(given.rows[1].uid)
    actions.settle_class_event(by=given.by("lead"), uid=line.uid, place=place, now=LATER)
    assert attended() == [("present", "class", None, True), ("late", "class", 25, True)]


def test_what_comes_later_from_that_class_moves_too_and_what_is_right_does_not(given, off):
    settle(given)
    later = came(given, 1, n=4, at=THEN + timedelta(minutes=2), about="")
    right = came(given, 1, n=5, at=NINE + timedelta(hours=3), session=1)
    assert bring(given, *off, later).came == {"counted": 1}
    assert attended() == [("present", "class", None, True)] * 2
    bring(given, right)
    assert {line.really for line in lines(given) if line.at == right.at} == {None}
    assert bring(given, came(given, 1, n=6, at=NINE - 3 * YEAR)).came == {"clock": 1}, "still no time at which it was"


def test_it_is_done_once_by_whoever_takes_the_attendance_and_for_a_time_that_can_be(given, off):
    refused = [
        ({"by": given.by("stranger")}, "people.not_yours"),
        ({"course": "nowhere"}, "records.nothing_there"),
        ({"held": "CLASS-2"}, "records.nothing_there"),
        ({"really": "yesterday"}, "inventory.not_a_time"),
        ({"really": at_venue(THEN + timedelta(minutes=1))}, "training.class_clock_right"),
        ({"really": at_venue(NINE + 30 * YEAR)}, "training.class_clock_right"),
        ({"reason": " "}, "text.empty"),
        ({"reason": "x" * 301}, "text.too_long"),
    ]
    assert [(changes, code_of(settle, given, **changes)) for changes, _ in refused] == refused
    assert attended() == []
    settle(given)
    assert code_of(settle, given) == code_of(look, given) == "training.class_clock_stands"
    assert len(attended()) == 1


def test_what_comes_in_the_moment_in_which_a_clock_is_set_moves_as_well(given, off, monkeypatch):
    later = came(given, 1, n=4, at=THEN + timedelta(minutes=2), about="")
    meanwhile(monkeypatch, class_clocks, lambda: bring(given, later))
    settle(given)
    assert attended() == [("present", "class", None, True)] * 2


def test_of_two_who_set_a_clock_in_one_moment_one_is_told_that_it_stands(given, off, monkeypatch):
    meanwhile(monkeypatch, class_clocks, lambda: settle(given))
    with pytest.raises(Refusal, match="training.class_clock_stands"):
        settle(given)
    assert len(attended()) == 1


# -- receipts ----------------------------------------------------------------------------------------------------------


def given_back(given, by="lead", held="CLASS-1"):
    return receipt(PUBLIC, given.by(by), str(given.course.uid), held, node="REG", now=LATER)


def test_a_receipt_names_what_is_here_whatever_became_of_it(given):
    bring(given, came(given, 0), came(given, None, n=2), came(given, 1, n=3, at=THEN))
    found = read_receipt(given_back(given), roster=given.roster, held="CLASS-1")
    assert (found.node, found.held, found.given) == ("REG", "CLASS-1", LATER)
    assert found.numbers == {str(UUID(int=n)) for n in (1, 2, 3)}
    check_all_brought(found.numbers, found)
    with pytest.raises(Refusal) as caught:
        check_all_brought([*found.numbers, str(UUID(int=4))], found)
    assert (caught.value.code, caught.value.data) == ("training.class_not_brought", {"left": 1})


def test_a_receipt_is_given_to_whoever_takes_the_attendance_for_a_class_that_came(given):
    bring(given, came(given, 0))
    assert [given_back(given, "stranger"), given_back(given, held="CLASS-2")] == [None, None]


def test_a_receipt_that_was_changed_or_is_anothers_forgets_nothing(given):
    bring(given, came(given, 0))
    told_of = json.loads(given_back(given))
    wrong = [
        told_of | {"records": [*told_of["records"], str(UUID(int=9))]},
        told_of | {"class": "CLASS-2"},
        told_of | {"proofs": []},
        told_of | {"proofs": "x"},
        {name: value for name, value in told_of.items() if name != "records"},
    ]
    for each in wrong:
        with pytest.raises(Refusal, match="training.class_bad_receipt"):
            read_receipt(json.dumps(each).encode(), roster=given.roster, held="CLASS-1")
    with pytest.raises(Refusal, match="training.class_bad_receipt"):
        read_receipt(given_back(given), roster=given.roster, held="CLASS-2")
    with pytest.raises(Refusal, match="training.class_bad_receipt"):
        read_receipt(file(given), roster=given.roster, held="CLASS-1")
