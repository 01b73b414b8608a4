"""The text of a measure on a day is a function of its texts and of what happened to it."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.law.rules.timeline import Event, Text, gaps, overlaps, standings, state_of, text_at
from kerege.law.words.measures import EventKind, MeasureState, SourceKind, Standing

pytestmark = pytest.mark.nodb
FIRST = date(2020, 1, 1)


def day(number):
    return FIRST + timedelta(days=number)


def text(start, until=None, *, kind="official", language="rus", key=""):
    return Text(key or f"{language}{start}", language, day(start), None if until is None else day(until), kind)


def event(kind, on, *wids, condition=""):
    return Event(f"{kind}{on}", kind, None if on is None else day(on), frozenset(wids), condition)


@st.composite
def chains(draw):
    """Texts that follow each other: without a gap, or with one."""
    found, start = [], 0
    for length, gap in draw(st.lists(st.tuples(st.integers(1, 50), st.integers(0, 5)), min_size=1, max_size=8)):
        found.append(text(start, start + length))
        start += length + gap
    return found


@given(chains(), st.integers(-10, 500))
def test_on_each_day_the_text_whose_period_holds_it_is_shown_and_none_in_a_gap(texts, number):
    on = day(number)
    holding = [each for each in texts if each.start <= on < each.until]
    assert text_at(texts, [], "rus", on).text == (holding[0] if holding else None)
    assert len(holding) <= 1
    inside = any(first <= on < last for first, last in gaps(texts, "rus"))
    outside = on < texts[0].start or on >= texts[-1].until
    assert (not holding) == (inside or outside)


@given(chains(), st.randoms())
def test_the_order_in_which_texts_were_recorded_does_not_matter(texts, random):
    shuffled = list(texts)
    random.shuffle(shuffled)
    days = {each.start for each in texts} | {each.until for each in texts}
    assert [text_at(texts, [], "rus", on) for on in days] == [text_at(shuffled, [], "rus", on) for on in days]


@given(st.lists(st.tuples(st.integers(0, 30), st.integers(1, 30)), min_size=2, max_size=2))
def test_two_texts_overlap_when_a_day_is_in_both(pairs):
    first, second = (text(start, start + length) for start, length in pairs)
    assert overlaps(first, second) == any(first.holds(day(n)) and second.holds(day(n)) for n in range(70))
    assert overlaps(first, second) == overlaps(second, first)


KINDS = st.sampled_from([EventKind.ENTER, EventKind.SUSPEND, EventKind.RESUME, EventKind.REPEAL, EventKind.LAPSE])
WIDS = st.frozensets(st.sampled_from(["art_1", "art_2", "art_3"]), max_size=2)


@given(st.lists(st.builds(Event, st.uuids().map(str), KINDS, st.integers(0, 40).map(day), WIDS), max_size=8))
def test_what_is_still_to_come_changes_nothing_but_what_waits_for_it(events):
    on = day(20)
    whole, parts = standings(events, on)
    happened = [each for each in events if each.on <= on]
    before, parts_before = standings(happened, on)
    waits = {Standing.UNCOMMENCED, Standing.UNKNOWN}
    assert whole == before or {whole, before} <= waits
    differing = {wid for wid in {*parts, *parts_before} if parts.get(wid, whole) != parts_before.get(wid, before)}
    assert all(parts.get(wid, whole) in waits for wid in differing)


def test_a_law_that_enters_in_parts():
    events = [event("enter", 10), event("enter", 100, "art_7"), event("repeal", 50, "art_3")]
    assert text_at([text(0)], events, "rus", day(5)).whole == Standing.UNCOMMENCED
    at = text_at([text(0)], events, "rus", day(60))
    assert (at.whole, at.parts) == (
        Standing.IN_FORCE,
        {"art_7": Standing.UNCOMMENCED, "art_3": Standing.REPEALED},
    )
    assert at.standing("art_7__para_1", ["art_7"]) == Standing.UNCOMMENCED
    assert at.standing("art_1") == Standing.IN_FORCE
    assert text_at([text(0)], events, "rus", day(100)).parts == {"art_3": Standing.REPEALED}


def test_a_suspension_ends_and_what_was_repealed_stays_so():
    events = [event("enter", 0), event("repeal", 5, "art_2"), event("suspend", 10), event("resume", 20)]
    assert standings(events, day(15)) == (Standing.SUSPENDED, {"art_2": Standing.REPEALED})
    assert standings(events, day(20)) == (Standing.IN_FORCE, {"art_2": Standing.REPEALED})
    assert standings([*events, event("repeal", 30)], day(30)) == (Standing.REPEALED, {})


def test_amendments_that_the_text_does_not_hold_are_pending_until_a_text_holds_them():
    events = [event("amend", 10), event("correct", 20), event("amend", None, condition="six months after publication")]
    names = [each.key for each in text_at([text(0)], events, "rus", day(15)).pending]
    assert names == ["amend10", "amendNone"]
    assert [each.key for each in text_at([text(0), text(10, key="new")], events, "rus", day(15)).pending] == [
        "amendNone"
    ]
    assert text_at([text(0, 5)], events, "rus", day(15)).pending == ()


def test_the_later_text_is_shown_and_a_summary_only_where_nothing_else_is():
    original, consolidated = text(0), text(10, kind="consolidation")
    assert text_at([original, consolidated], [], "rus", day(12)).text == consolidated
    assert text_at([original, text(10, kind=SourceKind.SUMMARY)], [], "rus", day(12)).text == original
    both = [text(0, kind="unofficial_translation", key="a"), text(0, kind="official", key="b")]
    assert text_at(both, [], "rus", day(0)).text.kind == "official"
    assert text_at(both, [], "eng", day(0)).text is None


@pytest.mark.parametrize(
    ("stated", "events", "state"),
    [
        ("unknown", [], "unknown"),
        ("draft", [event("enter", None, condition="when it is adopted")], "draft"),
        ("unknown", [event("enter", 30)], "adopted"),
        ("unknown", [event("enter", 0)], "in_force"),
        ("unknown", [event("enter", 0), event("enter", 30, "art_1")], "partly"),
        ("unknown", [event("enter", 0, "art_1")], "partly"),
        ("unknown", [event("enter", 0), event("repeal", 5, "art_1")], "in_force"),
        ("in_force", [event("suspend", 5)], "suspended"),
        ("in_force", [event("repeal", 5)], "repealed"),
        ("in_force", [event("lapse", 5)], "lapsed"),
        ("in_force", [event("declared_invalid", 5)], "repealed"),
        ("in_force", [event("repeal", 25)], "in_force"),
    ],
)
def test_how_a_measure_stands(stated, events, state):
    assert state_of(stated, events, day(20)) == MeasureState(state)
