"""Holders are told before a certificate or a deadline ends: 90, 60, 30 and 7 days before, each once."""

from datetime import UTC, datetime, timedelta

from kerege.capacity import actions
from kerege.people.rules import SYSTEM
from tests.capacity.given import code_of
from tests.capacity.way import LATER, Way


def told(on):
    at = datetime(on.year, on.month, on.day, 3, tzinfo=UTC)
    return [(each.to, each.what, each.until) for each in actions.remind_holders(by=SYSTEM, at=at)]


def test_a_holder_is_told_once_at_each_mark_and_anew_after_a_renewal():
    way = Way().certified()
    end = LATER.replace(year=LATER.year + 3)
    one = [("trainee@example.org", "certificate", end)]
    assert [told(end - timedelta(days=days)) for days in (91, 90, 89, 60, 20, 8, 7, 7)] == [
        [],
        one,
        [],
        one,
        one,
        [],
        one,
        [],
    ]
    day = end - timedelta(days=1)
    way.deliver(end - timedelta(days=30), today=day)
    assert [way.judge(name, matter="renew", today=day) for name in ("first", "second")] == [None, "yes"]
    later = end.replace(year=end.year + 3)
    assert told(later - timedelta(days=90)) == [("trainee@example.org", "certificate", later)]
    denied = {"by": way.by("focal"), "at": datetime(2026, 1, 1, tzinfo=UTC)}
    assert code_of(actions.remind_holders, **denied) == "people.not_yours"


def test_whoever_is_in_part_two_is_told_of_the_deadline():
    way = Way("trainee", "centre", "coach").opened()
    deadline = way.page().line.deadline
    assert told(deadline - timedelta(days=30)) == [("trainee@example.org", "part_two", deadline)]
    assert told(deadline + timedelta(days=1)) == []
