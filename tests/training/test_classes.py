"""A class without a line: its list, its seats, and bringing its records back in any order, as often as one likes."""

import itertools
import json
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from kerege.journal.actions import act
from kerege.journal.models import Act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training import actions
from kerege.training.actions import classes as class_actions
from kerege.training.models import Attendance, ClassList, LessonAttempt
from kerege.training.queries.classes import came_back, happened, seats
from kerege.training.rules import class_signing as signing
from kerege.training.rules import classes as rules
from kerege.training.rules.classes import Event, Meeting, Roster
from kerege.training.words.classes import Came, Happened
from tests.training.cohort import HOUR, NINE, Cohort, code_of

LATER = NINE + 48 * HOUR
YEAR = timedelta(days=365)


@pytest.fixture
def given():
    """A course with two people in its list, and what its class would read."""
    found = Cohort()
    found.rows = found.enrolled(0, 1)
    found.roster = rules.read_roster(roster(found))
    return found


def roster(given, by="lead"):
    return actions.make_roster(by=given.by(by), course=str(given.course.uid), now=NINE - HOUR)


def came(given, number=0, *, at=NINE + timedelta(minutes=1), n=1, session=0, **more):
    told = {"place": str(given.rows[number].uid)} if number is not None else {"called": "Somebody Else"}
    told |= {"about": str(given.sessions[session].uid)}
    return Event(str(UUID(int=n)), Happened.CAME, at, **(told | more))


def file(given, *events, written=NINE + HOUR, roster=None):
    return rules.returned_bytes(roster or given.roster, "CLASS-1", events, written)


def bring(given, *events, by="lead", raw=None, now=LATER, **more):
    return actions.bring_class(by=given.by(by), raw=file(given, *events) if raw is None else raw, now=now, **more)


def attended():
    with checking():
        rows = Attendance.objects.inside_action().order_by("person_id", "id")
        return [(row.presence, row.via, row.minutes, row.stands) for row in rows]


def lines(given, by="lead"):
    return came_back(PUBLIC, given.by(by), str(given.course.uid))


def test_the_list_has_names_by_place_and_the_sessions(given):
    told = given.roster
    assert sorted(told.people.values()) == ["Person UZB-P0", "Person UZB-P1"]
    assert set(told.people) == {str(row.uid) for row in given.rows}
    assert [each.uid for each in told.meetings] == [str(each.uid) for each in given.sessions]
    assert (told.owner, told.course, told.issued) == ("UZB", str(given.course.uid), NINE - HOUR)
    assert Act.objects.filter(word="training.class.listed").count() == 1
    for who in ("stranger", "interpreter", "neighbour"):
        assert code_of(roster, given, by=who) == "people.not_yours"
    assert code_of(actions.make_roster, by=SYSTEM, course="nowhere") == "records.nothing_there"


def test_a_clock_that_cannot_be_right_is_told_where_a_class_begins(given):
    made, last = given.roster.issued, max(each.ends for each in given.roster.meetings)
    days = timedelta(days=2)
    off = [rules.is_clock_off(given.roster, at) for at in (made - days, made, last, last + days)]
    assert off == [True, False, False, True]
    assert rules.is_clock_off(replace(given.roster, meetings=()), made - days)
    assert not rules.is_clock_off(replace(given.roster, meetings=()), made + 400 * days)


def test_whoever_sits_down_before_the_session_begins_was_there(given):
    early = [came(given, 0, at=NINE - timedelta(minutes=30)), came(given, 1, n=2, at=NINE - timedelta(minutes=31))]
    assert bring(given, *early).came == {"counted": 1, "refused": 1}
    assert attended() == [("present", "class", None, True)]
    assert [line.reason for line in lines(given)] == ["training.session_not_begun", ""]


def test_what_the_list_contradicts_is_not_called_counted(given):
    absent = {str(given.rows[0].uid): ("absent", 0), str(given.rows[1].uid): ("absent", 0)}
    actions.take_attendance(by=given.by("lead"), session=str(given.sessions[0].uid), marks=absent, now=LATER)
    assert bring(given, came(given, 0), came(given, None, n=2)).came == {"aside": 1, "unknown": 1}
    unknown = next(line for line in lines(given) if line.came == Came.UNKNOWN)
    told = {"uid": unknown.uid, "place": str(given.rows[1].uid), "now": LATER}
    assert actions.settle_class_event(by=given.by("lead"), **told).came == Came.ASIDE
    assert {(line.came, line.reason) for line in lines(given)} == {(Came.ASIDE, "differs")}
    assert [each for each in attended() if each[3]] == [("absent", "list", None, True)] * 2


def test_somebody_who_typed_a_name_and_came_late_was_late(given):
    assert bring(given, came(given, None, at=NINE + timedelta(minutes=40))).came == {"unknown": 1}
    told = {"uid": lines(given)[0].uid, "place": str(given.rows[1].uid), "now": LATER}
    actions.settle_class_event(by=given.by("lead"), **told)
    assert attended() == [("late", "class", 40, True)]


def test_what_happened_counts_once_whatever_the_order(given):
    events = [
        came(given, 0, n=1),
        came(given, 1, n=2, at=NINE + timedelta(minutes=25)),
        Event(
            str(UUID(int=3)),
            Happened.LESSON,
            NINE + HOUR,
            place=str(given.rows[0].uid),
            about="k 1 m",
            right=4,
            asked=5,
        ),
    ]
    assert bring(given, *events[1:]).came == {"counted": 2}
    done = bring(given, *reversed(events))
    assert (done.came, done.known) == ({"counted": 1}, 2)
    assert attended() == [("present", "class", None, True), ("late", "class", 25, True)]
    before = Act.objects.count()
    for order in itertools.permutations(events):
        again = bring(given, *order)
        assert (again.came, again.known) == ({}, 3)
    assert Act.objects.count() == before, "again changes nothing"
    told = sorted((line.name, line.what.value, line.right, line.asked) for line in lines(given))
    assert told == [
        ("Person UZB-P0", "came", 0, 0),
        ("Person UZB-P0", "lesson", 4, 5),
        ("Person UZB-P1", "came", 0, 0),
    ]


def meanwhile(monkeypatch, room, do):
    """Let somebody else be quicker, before the course is held for us."""
    turn = room._turn

    def second(course):
        monkeypatch.setattr(room, "_turn", turn)
        do()
        return turn(course)

    monkeypatch.setattr(room, "_turn", second)


def test_a_file_that_two_bring_in_one_moment_counts_once(given, monkeypatch):
    quicker = []
    meanwhile(monkeypatch, class_actions, lambda: quicker.append(bring(given, came(given))))
    slower = bring(given, came(given))
    assert [(each.came, each.known) for each in (*quicker, slower)] == [({"counted": 1}, 0), ({}, 1)]
    assert attended() == [("present", "class", None, True)]


def test_who_it_was_is_said_once_also_by_two_in_one_moment(given, monkeypatch):
    bring(given, came(given, None))
    told = {"by": given.by("lead"), "uid": lines(given)[0].uid, "now": LATER}
    quicker = {**told, "place": str(given.rows[0].uid)}
    meanwhile(monkeypatch, class_actions, lambda: actions.settle_class_event(**quicker))
    with pytest.raises(Refusal, match="records.nothing_there"):
        actions.settle_class_event(**told, place=str(given.rows[1].uid))
    assert [line.name for line in lines(given)] == ["Person UZB-P0"]
    assert attended() == [("present", "class", None, True)]


def test_whoever_is_in_no_list_is_shown_and_counts_when_somebody_says_who_it_was(given):
    assert bring(given, came(given, None)).came == {"unknown": 1}
    stranger = came(given, None, n=2, place=str(UUID(int=77)))
    assert bring(given, stranger).came == {"unknown": 1}
    assert attended() == []
    line = lines(given)[0]
    assert (line.name, line.came) == ("Somebody Else", Came.UNKNOWN)
    settle = {"by": given.by("lead"), "uid": line.uid, "place": str(given.rows[1].uid), "now": LATER}
    assert code_of(actions.settle_class_event, **(settle | {"place": "nobody"})) == "records.nothing_there"
    assert code_of(actions.settle_class_event, **(settle | {"uid": "nothing"})) == "records.nothing_there"
    assert code_of(actions.settle_class_event, **(settle | {"by": given.by("stranger")})) == "people.not_yours"
    actions.settle_class_event(**settle)
    assert attended() == [("present", "class", None, True)]
    assert code_of(actions.settle_class_event, **settle) == "records.nothing_there", "it is settled"
    told = {line.name for line in lines(given) if line.came == Came.COUNTED}
    assert told == {"Person UZB-P1"}, "the typed name is gone"


@pytest.mark.parametrize("off", [-YEAR, YEAR, timedelta(hours=-26), timedelta(hours=74)])
def test_what_a_wrong_clock_wrote_is_kept_and_not_merged(given, off):
    assert bring(
        given, came(given, at=NINE + off), raw=file(given, came(given, at=NINE + off), written=NINE + off)
    ).came == {"clock": 1}
    assert attended() == []
    assert lines(given)[0].came == Came.CLOCK


def test_two_records_of_one_number_stand_side_by_side(given):
    assert bring(given, came(given, 0)).came == {"counted": 1}
    assert bring(given, came(given, 1)).came == {"differs": 1}
    assert bring(given, came(given, 0), came(given, 1)).came == {}
    assert [line.came.value for line in lines(given)] == ["differs", "counted"]
    assert attended() == [("present", "class", None, True)]


def test_what_the_list_refuses_is_kept_with_the_reason(given):
    odd = [came(given, n=1, about=str(UUID(int=5))), came(given, n=2, about="")]
    assert bring(given, *odd).came == {"refused": 2}
    assert sorted(line.reason for line in lines(given)) == ["records.nothing_there", "training.class_no_session"]


def signed(given, told, key=""):
    """A file as whoever has the key would write it."""
    content = {name: value for name, value in told.items() if name != "signature"}
    content |= {"key": signing.public_of(key)} if key else {}
    signature = signing.signature_of(key or given.roster.key, content)
    return json.dumps(content | {"signature": signature}).encode()


def test_a_file_that_is_none_or_is_forged_leaves_no_trace(given):
    good, stranger = file(given, came(given)), signing.new_key()
    told = json.loads(good)
    moved = {"events": [told["events"][0] | {"place": str(given.rows[1].uid)}]}
    forged = [
        json.dumps(told | moved).encode(),
        json.dumps(told | {"key": signing.public_of(stranger)}).encode(),
        json.dumps(told | {"signature": "x"}).encode(),
        signed(given, told | moved, stranger),
        signed(given, told | {"issued": (NINE - 2 * HOUR).isoformat()}),
    ]
    assert [code_of(bring, given, raw=raw) for raw in forged] == ["training.class_events_forged"] * len(forged)
    bad = [b"", b"[]", b"{", b'{"a": 1, "a": 1}', json.dumps(told | {"format": "kerege/class-events/9"}).encode()]
    bad += [json.dumps({name: value for name, value in told.items() if name != lost}).encode() for lost in told]
    refused = {code_of(bring, given, raw=raw) for raw in bad}
    assert refused <= {"training.class_bad_events", "training.class_events_forged"}
    assert code_of(bring, given, raw=good, by="stranger") == "people.not_yours"
    assert code_of(bring, given, raw=good, course=str(UUID(int=1))) == "training.class_other_course"
    assert lines(given) == []
    assert lines(given, by="stranger") is None


def test_the_node_keeps_the_public_half_of_a_key_alone(given):
    with checking():
        (kept,) = ClassList.objects.inside_action()
    assert (kept.public, kept.issued, kept.owner) == (signing.public_of(given.roster.key), NINE - HOUR, "UZB")
    columns = {str(getattr(kept, field.attname)) for field in kept._meta.concrete_fields}
    assert given.roster.key not in columns
    assert given.roster.key not in json.dumps(list(Act.objects.values_list("facts", flat=True)))


def test_a_list_of_before_and_what_came_of_it_are_refused_in_words(given):
    before = replace(given.roster, key="")
    read = rules.read_roster(rules.roster_bytes(before))
    assert read == before, "it is read, so that a class that goes on says what to do"
    with pytest.raises(Refusal, match="training.class_old_roster"):
        rules.returned_bytes(read, "CLASS-1", [], NINE)
    told = json.loads(file(given, came(given))) | {"format": "kerege/class-events/1"}
    told["proof"] = told.pop("signature")
    assert code_of(bring, given, raw=json.dumps(told).encode()) == "training.class_old_events"


@pytest.mark.parametrize(
    "changes",
    [
        {"uid": "x"},
        {"what": "slept"},
        {"at": "2026-01-01T00:00:00"},
        {"right": -1},
        {"right": True},
        {"called": "a\nb"},
        {"place": "1"},
        {"at": "9999-12-31T23:59:59+00:00"},
        {"at": "0001-01-01T00:00:00+14:00"},
    ],
)
def test_a_record_that_says_something_strange_is_refused(given, changes):
    told = json.loads(file(given, came(given)))
    told["events"][0] |= changes
    assert code_of(bring, given, raw=signed(given, told)) == "training.class_bad_events"


SHORT = json.dumps(
    {"format": "kerege/class-roster/2", "node": "REG", "course": str(UUID(int=1)), "title": "T", "owner": "UZB"}
    | {"issued": NINE.isoformat(), "pass": "pass", "people": {}, "meetings": [], "key": "c2hvcnQ="}
).encode()
"""A list with a key that is none."""


@pytest.mark.parametrize(
    "raw", [b"", b"[]", b'{"format": "kerege/class-roster/1"}', b'{"format": "kerege/class-roster/2"}', SHORT]
)
@pytest.mark.nodb
def test_a_list_that_is_none_is_refused(raw):
    with pytest.raises(Refusal, match="training.class_bad_roster"):
        rules.read_roster(raw)


@pytest.mark.parametrize("name", ["\u0645\u06cc\u200c\u062e\u0648\u0627\u0647\u0645", "Two\u00a0Words"])
@pytest.mark.nodb
def test_names_come_and_go_as_they_may_be_written(name):
    place, session = str(UUID(int=1)), Meeting(str(UUID(int=2)), name, NINE, NINE + HOUR)
    told = Roster("REG", place, name, "UZB", NINE, "pass", {place: name}, (session,), key=signing.new_key())
    assert rules.read_roster(rules.roster_bytes(told)) == told
    event = Event(place, Happened.CAME, NINE, called=name)
    assert rules.read_returned(rules.returned_bytes(told, "C", [event], NINE)).events == (event,)


# -- on the laptop -----------------------------------------------------------------------------------------------------

CODE = {"code": "123 456", "right_code": "123456"}


def join(given=None, number=0, **changes):
    told = {"by": ANONYMOUS, "roster": given.roster if given else None, "pin": "4711", **CODE}
    told |= {"place": str(given.rows[number].uid)} if given else {"name": "Somebody Else"}
    return actions.join_class(**(told | changes))


def enter(seat, pin="4711", **changes):
    return actions.enter_class(**({"by": ANONYMOUS, "seat": str(seat.uid), "pin": pin, "now": NINE, **CODE} | changes))


def refused(call, *args, **told):
    with pytest.raises(Refusal) as caught:
        call(*args, **told)
    return caught.value.code


def test_a_seat_is_taken_with_the_code_and_a_pin_and_found_again(given):
    seat, guest = join(given), join()
    assert [(line.name, line.place) for line in seats()] == [
        ("Person UZB-P0", str(given.rows[0].uid)),
        ("Somebody Else", ""),
    ]
    assert seat.account.email.endswith("@class.invalid")
    assert enter(seat).uid == seat.uid
    wrong = [
        ({"code": "1"}, "training.class_code_wrong"),
        ({"pin": "12"}, "training.class_pin_short"),
        ({"pin": "abcd"}, "training.class_pin_short"),
        ({}, "training.class_seat_taken"),
        ({"place": "nowhere"}, "records.nothing_there"),
        ({"place": "", "name": " "}, "text.empty"),
    ]
    assert [(told, refused(join, given, **told)) for told, _ in wrong] == wrong
    assert refused(enter, guest, code="1") == "training.class_code_wrong"
    assert refused(actions.enter_class, by=ANONYMOUS, seat="nobody", pin="4711", **CODE) == "training.class_pin_wrong"


def test_after_five_wrong_pins_a_name_waits_for_a_minute(given):
    seat = join(given)
    for _ in range(5):
        assert refused(enter, seat, "0000") == "training.class_pin_wrong"
    assert refused(enter, seat) == "training.class_pin_wrong", "also with the right one"
    assert enter(seat, now=NINE + timedelta(minutes=2)).uid == seat.uid


def test_whoever_came_before_the_pin_was_replaced_does_not_bring_the_old_one_back():
    seat = join()
    pin = actions.replace_pin(by=ANONYMOUS, seat=str(seat.uid))
    actions.note_coming(by=ANONYMOUS, seat=seat, meeting="", now=NINE)
    assert refused(enter, seat) == "training.class_pin_wrong"
    assert len(enter(seat, pin).came) == 1


def test_what_happens_on_the_laptop_comes_back_to_the_course(given):
    seat, guest = join(given), join()
    meeting = rules.meeting_at(given.roster.meetings, NINE + timedelta(minutes=3))
    for _ in range(2):
        actions.note_coming(by=ANONYMOUS, seat=seat, meeting=meeting.uid, now=NINE + timedelta(minutes=3))
        actions.note_coming(by=ANONYMOUS, seat=guest, meeting="", now=NINE + timedelta(minutes=3))
    with act("tests.lesson.laid", by=SYSTEM, about=seat.uid):
        LessonAttempt.objects.create(
            account=seat.account, curriculum="spills", version="1.0", module="risk", language="ru",
            right=1, asked=1, started_at=NINE, finished_at=NINE + HOUR,
        )  # fmt: skip
    raw = rules.returned_bytes(given.roster, "CLASS-1", happened(), NINE + 2 * HOUR)
    assert bring(given, raw=raw).came == {"counted": 2, "unknown": 1}
    assert bring(given, raw=raw).came == {}
    assert attended() == [("present", "class", None, True)]
    assert sorted((line.name, line.about) for line in lines(given) if line.what == Happened.LESSON) == [
        ("Person UZB-P0", "spills 1.0 risk")
    ]


def test_somebody_comes_to_the_session_that_goes_on(given):
    meetings = given.roster.meetings
    told = [(-31, None), (-30, 0), (0, 0), (119, 0), (120, None), (24 * 60, 1)]
    found = [rules.meeting_at(meetings, NINE + timedelta(minutes=minutes)) for minutes, _ in told]
    assert [each and each.uid for each in found] == [n if n is None else meetings[n].uid for _, n in told]
