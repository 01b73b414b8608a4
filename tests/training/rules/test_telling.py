"""What a participant is told, and that nothing is told twice."""

from datetime import UTC, datetime, timedelta

import pytest

from kerege.training.rules.telling import due
from kerege.training.words.delivery import EnrolmentState

pytestmark = pytest.mark.nodb
AT = datetime(2027, 3, 1, 3, tzinfo=UTC)


def told(state="enrolled", days=30.0, before=(), **more):
    """What is due, and all that is known after it."""
    facts = {
        "moved": 1,
        "waited": False,
        "cancelled": False,
        "times": "a",
        "first": AT + timedelta(days=days),
        "at": AT,
    }
    found = due(EnrolmentState(state), before=before, **(facts | more))
    times = (facts | more)["times"]
    return [what.value for what, _ in found], [*((key, times) for _, key in reversed(found)), *before]


def test_each_change_of_state_is_told_once():
    for state, what in (("enrolled", ["place"]), ("waiting", ["waits"]), ("refused", ["declined"]), ("nominated", [])):
        first, known = told(state)
        assert (first, told(state, before=known)[0]) == (what, [])
    _, known = told("waiting")
    assert told("enrolled", before=known, moved=2, waited=True)[0] == ["moved_up"]


def test_reminders_come_a_week_and_a_day_before_and_anew_when_times_change():
    _, known = told()
    week, known = told(days=6.5, before=known)
    assert (week, told(days=6, before=known)[0]) == (["week"], [])
    day, known = told(days=1, before=known)
    assert (day, told(days=0.5, before=known)[0]) == (["day"], [])
    assert told(days=-0.1, before=known)[0] == []
    changed, known = told(days=1, before=known, times="b")
    assert (changed, told(days=0.9, before=known, times="b")[0]) == (["times"], []), "one letter says both"
    changed, known = told(days=6, before=known, times="c")
    assert (changed, told(days=1, before=known, times="c")[0]) == (["times"], ["day"])
    early, known = told(days=20, before=known, times="d")
    assert (early, told(days=6, before=known, times="d")[0]) == (["times"], ["week"])
    assert told(days=5)[0] == ["place", "week"], "accepted in the last week: told of both"


def test_changed_times_are_told_to_whoever_knew_others():
    _, known = told()
    changed, known = told(before=known, times="b")
    assert (changed, told(before=known, times="b")[0]) == (["times"], [])
    assert told("waiting", before=[("waiting:1", "a")], times="b")[0] == [], "who waits has no times yet"


def test_who_counted_on_a_course_that_is_called_off_is_told_once():
    for state, what in (("enrolled", ["cancelled"]), ("waiting", ["cancelled"]), ("nominated", ["cancelled"])):
        first, known = told(state, cancelled=True)
        assert (first, told(state, before=known, cancelled=True)[0]) == (what, [])
    assert told("withdrawn", cancelled=True)[0] == []
    assert told("refused", cancelled=True)[0] == []
