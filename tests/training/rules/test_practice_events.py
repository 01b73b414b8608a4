"""Whatever the order and however often things arrive, the same stands, and nothing is ever lost from sight."""

import random
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kerege.training.rules.practice_events import Event, standing
from kerege.training.rules.practice_skills import Point, skill_of
from kerege.training.rules.practice_times import doubts
from kerege.training.words.practice import Doubt

pytestmark = pytest.mark.nodb
NOON = datetime(2026, 11, 26, 12, tzinfo=UTC)
POINTS = (Point("gloves", critical=True), Point("gown"))


def event(uid, value="done", *, device="a", number=1, after=(), kind="mark", item="gloves", subject="aida", **more):
    at = {"device_at": NOON, "received_at": NOON} | more
    return Event(uid, device, number, kind, subject, item, value, after=frozenset(after), **at)


def sign(uid, after, **more):
    return event(uid, "signed", kind="sign", item="", after=after, **more)


def told(events):
    return {matter: each.uids for matter, each in standing(events).items()}


UIDS = st.sampled_from([f"e{n}" for n in range(9)])
EVENT = st.builds(
    event,
    UIDS,
    st.sampled_from(["done", "helped", "not_done"]),
    device=st.sampled_from("abc"),
    number=st.integers(1, 4),
    after=st.frozensets(UIDS, max_size=3),
    item=st.sampled_from(["gloves", "gown"]),
    kind=st.sampled_from(["mark", "note", "sign"]),
)
EVENTS = st.lists(EVENT, max_size=9)


@given(EVENTS, st.integers(0, 10_000))
def test_any_order_and_any_repetition_give_the_same(events, seed):
    chance = random.Random(seed)  # noqa: S311 - it only shuffles
    shuffled = events + chance.choices(events, k=5) if events else []
    chance.shuffle(shuffled)
    assert standing(shuffled) == standing(events)
    first, second = (skill_of(POINTS, each, "aida") for each in (events, shuffled))
    assert first == second
    starts = NOON - timedelta(days=1)
    assert doubts(shuffled, starts=starts) == doubts(events, starts=starts)


@given(st.lists(EVENT, max_size=9, unique_by=lambda one: one.uid))
def test_every_event_stands_or_is_overtaken_by_what_leads_to_it_and_nothing_disappears(events):
    stands = standing(events)
    assert set(stands) == {each.matter for each in events}
    for matter, found in stands.items():
        here = {each.uid: each for each in events if each.matter == matter}
        reached, ahead = set(), list(found.uids)
        while ahead:
            each = here[ahead.pop()]
            if each.uid not in reached:
                reached.add(each.uid)
                before = [one for one in here.values() if one.device == each.device and one.number < each.number]
                ahead += [one.uid for one in before] + [uid for uid in each.after if uid in here]
        assert reached == set(here)


@given(EVENTS)
def test_an_event_that_has_seen_what_stands_decides(events):
    before = standing(events).get(("mark", "aida", "gloves"))
    seen = before.uids if before else ()
    decided = event("decided", "not_seen", device="desk", number=1, after=seen)
    (head,) = standing([*events, decided])["mark", "aida", "gloves"].heads
    assert head == decided


def test_two_devices_that_have_not_seen_each_other_are_a_dispute_until_somebody_decides():
    first, second = event("1", "done"), event("2", "not_done", device="b")
    found = standing([first, second])["mark", "aida", "gloves"]
    assert (found.disputed, found.value, found.uids) == (True, "", ("1", "2"))
    decided = event("3", "helped", device="c", after=["1", "2"])
    found = standing([decided, second, first])["mark", "aida", "gloves"]
    assert (found.disputed, found.value, found.uids) == (False, "helped", ("3",))


def test_two_devices_that_say_the_same_are_no_dispute():
    found = standing([event("1"), event("2", device="b")])["mark", "aida", "gloves"]
    assert (found.disputed, found.value, found.uids) == (False, "done", ("1", "2"))


def test_on_one_device_the_number_decides_and_no_clock():
    late = event("1", "done", number=1, device_at=NOON + timedelta(days=400))
    soon = event("2", "not_done", number=2)
    assert standing([late, soon])["mark", "aida", "gloves"].value == "not_done"
    twice = event("3", "helped", number=2)
    assert standing([late, soon, twice])["mark", "aida", "gloves"].disputed, "two tabs that took one number"


def test_what_claims_to_have_seen_itself_or_a_circle_stays_in_sight():
    assert told([event("1", after=["1"])]) == {("mark", "aida", "gloves"): ("1",)}
    circle = [event("1", after=["2"]), event("2", "not_done", device="b", after=["1"])]
    assert told(circle) == {("mark", "aida", "gloves"): ("1", "2")}
    beside = event("3", "helped", device="c")
    assert told([*circle, beside]) == {("mark", "aida", "gloves"): ("1", "2", "3")}


def test_a_mark_of_another_point_is_not_overtaken_by_naming_it():
    events = [event("1", item="gown"), event("2", device="b", after=["1"])]
    assert told(events) == {("mark", "aida", "gown"): ("1",), ("mark", "aida", "gloves"): ("2",)}


def test_observations_stand_beside_each_other():
    notes = [event("1", "", kind="note", note="Slow"), event("2", "", kind="note", number=2, note="Better")]
    assert told(notes) == {("note", "aida", "1"): ("1",), ("note", "aida", "2"): ("2",)}


# -- what comes of a checklist -----------------------------------------------------------------------------------------
def marks(gloves="done", gown="done"):
    return [event("1", gloves), event("2", gown, item="gown", number=2)]


@pytest.mark.parametrize(
    ("gloves", "gown", "passed", "missed"),
    [
        ("done", "done", True, ()),
        ("done", "not_done", True, ()),
        ("done", "not_seen", True, ()),
        ("helped", "done", False, ("gloves",)),
        ("not_done", "done", False, ("gloves",)),
        ("not_seen", "done", False, ("gloves",)),
    ],
)
def test_a_checklist_is_passed_only_if_all_critical_points_were_done(gloves, gown, passed, missed):
    found = skill_of(POINTS, marks(gloves, gown), "aida")
    assert (found.complete, found.passed, found.missed, found.signed) == (True, passed, missed, False)


def test_nothing_is_known_of_a_checklist_with_open_or_disputed_points():
    found = skill_of(POINTS, marks()[:1], "aida")
    assert (found.passed, found.open, found.done) == (None, ("gown",), ("gloves",))
    found = skill_of(POINTS, [*marks(), event("3", "helped", device="b")], "aida")
    assert (found.passed, found.disputed, found.done) == (None, ("gloves",), ("gown",))
    assert skill_of(POINTS, marks(), "bolat").open == ("gloves", "gown")


def test_a_signature_holds_for_the_marks_that_it_saw_and_for_no_others():
    signed = sign("s", ["1", "2"], number=3)
    found = skill_of(POINTS, [*marks(), signed], "aida")
    assert (found.signatures, found.lapsed) == ((signed,), ())
    same = event("3", "done", device="b")
    assert skill_of(POINTS, [*marks(), signed, same], "aida").signed, "another device that says the same"
    other = event("3", "not_done", device="b")
    assert skill_of(POINTS, [*marks(), signed, other], "aida").lapsed == (signed,)
    later = event("4", "not_done", number=4)
    assert skill_of(POINTS, [*marks(), signed, later], "aida").lapsed == (signed,)
    blind = sign("s", ["1"], number=3)
    assert skill_of(POINTS, [*marks(), blind], "aida").lapsed == (blind,)
    both = sign("s", ["1", "2", "3"], device="c")
    assert skill_of(POINTS, [*marks(), other, both], "aida").lapsed == (both,)


# -- times -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("changes", "why"),
    [
        ({}, ()),
        ({"device_at": NOON - timedelta(days=365), "off": 365 * 86_400}, (Doubt.CLOCK,)),
        ({"received_at": NOON + timedelta(hours=25)}, (Doubt.LATE,)),
        ({"received_at": NOON + timedelta(hours=23)}, ()),
        ({"device_at": NOON + timedelta(hours=1)}, (Doubt.AHEAD,)),
        ({"device_at": NOON - timedelta(hours=7)}, (Doubt.BEFORE_COURSE,)),
    ],
)
def test_a_time_that_cannot_be_is_told(changes, why):
    found = doubts([event("1", **changes)], starts=NOON - timedelta(hours=6))
    assert found == ({"1": why} if why else {})


def test_a_clock_that_was_turned_back_is_told_at_what_came_after():
    events = [event("1"), event("2", number=2, device_at=NOON - timedelta(minutes=10)), event("3", device="b")]
    assert doubts(events, starts=None) == {"2": (Doubt.BACKWARDS,)}
