"""When a certificate is due, and why."""

from datetime import date

import pytest

from kerege.inventory.rules.certificates import (
    Certificate,
    Event,
    Standing,
    a_year_after,
    check_certificate,
    check_event,
    out_since,
    standing,
)
from kerege.inventory.words.equipment import STANDARDS, Certified, EquipmentKind, Happening, Outcome
from kerege.lib.refusal import Refusal

ACCEPTED = Event(date(2019, 4, 30), Happening.ACCEPTED)
INSTALLED = Event(date(2019, 5, 10), Happening.INSTALLED)
CABINET = EquipmentKind.CABINET_2


def tried(day, outcome=Outcome.PASSED, until=None):
    return Certificate(day, outcome, until or a_year_after(day))


FIRST = tried(date(2019, 5, 12))


def at(day, events=(ACCEPTED, INSTALLED), certificates=(FIRST,), kind=CABINET):
    return standing(kind, events, certificates, on=day)


@pytest.mark.parametrize(
    ("day", "certified", "due", "because"),
    [
        (date(2019, 5, 9), Certified.NOT_INSTALLED, None, None),
        (date(2019, 5, 10), Certified.NEVER, date(2019, 5, 10), Happening.INSTALLED),
        (date(2019, 5, 12), Certified.VALID, date(2020, 5, 12), None),
        (date(2020, 3, 12), Certified.VALID, date(2020, 5, 12), None),
        (date(2020, 3, 13), Certified.DUE_SOON, date(2020, 5, 12), None),
        (date(2020, 5, 11), Certified.DUE_SOON, date(2020, 5, 12), None),
        (date(2020, 5, 12), Certified.EXPIRED, date(2020, 5, 12), None),
    ],
)
def test_a_certificate_is_due_on_installation_and_every_year(day, certified, due, because):
    assert at(day) == Standing(certified, due, because)


@pytest.mark.parametrize("what", [Happening.MOVED, Happening.REPAIRED, Happening.FILTER_CHANGED, Happening.INSTALLED])
def test_and_again_after_a_move_a_repair_and_a_change_of_filters(what):
    moved = Event(date(2019, 9, 1), what)
    events = (ACCEPTED, INSTALLED, moved)
    assert at(date(2019, 8, 31), events).certified == Certified.VALID
    assert at(date(2019, 9, 1), events) == Standing(Certified.DUE_AGAIN, date(2019, 9, 1), what)
    same_day = (FIRST, tried(date(2019, 9, 1)))
    assert at(date(2019, 9, 1), events, same_day).certified == Certified.VALID
    assert at(date(2020, 5, 12), events, same_day).certified == Certified.VALID, "the year begins with the last test"


def test_a_failed_test_holds_nothing_and_one_with_limits_holds():
    failed = (FIRST, tried(date(2019, 12, 1), Outcome.FAILED))
    assert at(date(2019, 12, 1), certificates=failed) == Standing(Certified.FAILED, date(2019, 12, 1))
    repaired = (ACCEPTED, INSTALLED, Event(date(2019, 12, 5), Happening.REPAIRED))
    assert at(date(2019, 12, 5), repaired, failed).certified == Certified.DUE_AGAIN
    limited = (FIRST, tried(date(2019, 12, 1), Outcome.LIMITED))
    assert at(date(2019, 12, 2), certificates=limited).usable


@pytest.mark.parametrize("kind", [kind for kind in EquipmentKind if kind not in STANDARDS])
def test_other_kinds_need_none(kind):
    assert at(date(2019, 5, 1), (ACCEPTED,), (), kind) == Standing(Certified.NOT_NEEDED)


def test_what_is_planned_or_comes_later_counts_for_nothing():
    later = (FIRST, tried(date(2020, 5, 1)))
    assert at(date(2020, 4, 30), certificates=later) == at(date(2020, 4, 30))
    assert at(date(2020, 5, 12), certificates=later).certified == Certified.VALID


def test_out_of_service_is_seen_by_whoever_plans():
    out, back = Event(date(2019, 7, 1), Happening.OUT_OF_SERVICE), Event(date(2019, 8, 1), Happening.BACK_IN_SERVICE)
    events = (ACCEPTED, INSTALLED, out, back)
    days = {day: at(day, events) for day in (date(2019, 6, 30), date(2019, 7, 1), date(2019, 7, 31), date(2019, 8, 1))}
    assert [(s.usable, s.out_since) for s in days.values()] == [
        (True, None),
        (False, date(2019, 7, 1)),
        (False, date(2019, 7, 1)),
        (True, None),
    ]
    assert [s.certified for s in days.values()] == [Certified.VALID] * 4, "its certificate goes on"
    assert out_since(events, on=date(2019, 7, 15)) == date(2019, 7, 1)


def test_what_was_disposed_of_is_gone():
    events = (ACCEPTED, INSTALLED, Event(date(2019, 10, 1), Happening.DISPOSED))
    assert at(date(2019, 10, 1), events) == Standing(Certified.GONE, out_since=date(2019, 10, 1))
    assert at(date(2019, 9, 30), events).usable


@pytest.mark.parametrize(
    ("certified", "usable"),
    [(each, each in {Certified.NOT_NEEDED, Certified.VALID, Certified.DUE_SOON}) for each in Certified],
)
def test_only_what_is_certified_where_it_must_be_is_usable(certified, usable):
    assert Standing(certified).usable is usable
    assert not Standing(certified, out_since=date(2020, 1, 1)).usable


@pytest.mark.parametrize(
    ("day", "later"),
    [
        (date(2020, 2, 29), date(2021, 3, 1)),
        (date(2019, 2, 28), date(2020, 2, 28)),
        (date(2020, 1, 1), date(2021, 1, 1)),
    ],
)
def test_a_year_later(day, later):
    assert a_year_after(day) == later


def code_of(check, *args):
    with pytest.raises(Refusal) as caught:
        check(*args)
    return caught.value.code


def test_what_cannot_have_happened():
    events = [ACCEPTED, INSTALLED]
    check_event([], ACCEPTED)
    check_event(events, Event(date(2019, 4, 30), Happening.REPAIRED))
    assert code_of(check_event, events, Event(date(2019, 4, 29), Happening.REPAIRED)) == "inventory.earlier_than_known"
    assert code_of(check_event, events, Event(date(2019, 6, 1), Happening.BACK_IN_SERVICE)) == "inventory.not_out"
    out = [*events, Event(date(2019, 6, 1), Happening.OUT_OF_SERVICE)]
    assert code_of(check_event, out, Event(date(2019, 6, 2), Happening.OUT_OF_SERVICE)) == "inventory.already_out"
    check_event(out, Event(date(2019, 5, 20), Happening.OUT_OF_SERVICE))
    moved = [*events, Event(date(2019, 7, 1), Happening.MOVED)]
    for what in (Happening.MOVED, Happening.DISPOSED):
        assert code_of(check_event, moved, Event(date(2019, 6, 30), what)) == "inventory.moved_since"
    check_event(moved, Event(date(2019, 6, 30), Happening.REPAIRED))
    gone = [*events, Event(date(2019, 7, 1), Happening.DISPOSED)]
    assert code_of(check_event, gone, Event(date(2019, 8, 1), Happening.REPAIRED)) == "inventory.item_gone"


def test_a_certificate_is_of_an_item_that_stands():
    events = [ACCEPTED, INSTALLED]
    check_certificate(events, tried(date(2019, 5, 10)))
    early = tried(date(2019, 5, 9))
    assert code_of(check_certificate, events, early) == "inventory.before_installation"
    assert code_of(check_certificate, [ACCEPTED], FIRST) == "inventory.not_installed"
    ends = tried(date(2019, 5, 12), until=date(2019, 5, 12))
    assert code_of(check_certificate, events, ends) == "inventory.ends_before_test"
    gone = [*events, Event(date(2019, 6, 1), Happening.DISPOSED)]
    assert code_of(check_certificate, gone, FIRST) == "inventory.item_gone"
