"""A class without a line: the list that goes out to it, what comes back, and what of that can be believed.

The list has a key of its own; whoever brings records back signs them with it, and the node kept the other half when it
gave the list out. A pass, which the node makes of its own key, goes out too: with it the node proves to the laptop that
the records arrived. Records are added and never changed, each has a number of its own: they may come twice, in any
order and from several laptops.
"""

import hmac
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from kerege.lib.refusal import Refusal
from kerege.lib.text import is_line
from kerege.lib.zones import zone_or_none
from kerege.training.rules.class_activities import (
    Recorded,
    Taught,
    read_recorded,
    read_taught,
    recorded_told,
    taught_told,
)
from kerege.training.rules.class_signing import is_signed, public_of, signature_of
from kerege.training.rules.packs.manifest import as_bytes, strict
from kerege.training.words import classes as words
from kerege.training.words.classes import Came, Happened

ROSTER, EVENTS = "kerege/class-roster/2", "kerege/class-events/2"
ROSTER_BEFORE, EVENTS_BEFORE = "kerege/class-roster/1", "kerege/class-events/1"
"""As they were before they were signed."""
DAY = timedelta(hours=24)
MOST_EVENTS = 100_000
FIRST_YEAR, LAST_YEAR = 1960, 2200
"""A laptop that lost its clock begins in 1970 or 1980; shifted by twenty years and told elsewhere it stays a moment."""


@dataclass(frozen=True)
class Meeting:
    """A session of the course."""

    uid: str
    title: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Roster:
    """Who is expected in a class. `people` are names by the number of the place in the course. `secret`
    is the pass, `key` what signs; a list of before has none. `zone` is the clock of the venue, where it is known.
    """

    node: str
    course: str
    title: str
    owner: str
    issued: datetime
    secret: str
    people: Mapping[str, str] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()
    taught: Taught = field(default_factory=Taught)
    key: str = ""
    zone: str = ""


@dataclass(frozen=True)
class Event:
    """One thing that happened. `place` is the number of the place in the course; without it `called` is what somebody
    typed. `about` is the session or the lesson.
    """

    uid: str
    what: Happened
    at: datetime
    place: str = ""
    called: str = ""
    about: str = ""
    right: int = 0
    asked: int = 0


@dataclass(frozen=True)
class Returned:
    """What a class brings back: `held` names the class, `written` is its clock when the file was written, and `public`
    the key that signed it.
    """

    held: str
    course: str
    issued: datetime
    written: datetime
    events: tuple[Event, ...]
    public: str
    recorded: tuple[Recorded, ...] = ()


def secret_of(key: bytes, course: str, issued: datetime) -> str:
    """The pass of a list: only the node that made it can make it again."""
    return hmac.new(key, f"kerege.class.1:{course}:{text_of(issued)}".encode(), sha256).hexdigest()


def roster_bytes(roster: Roster) -> bytes:
    meetings = [
        {"uid": each.uid, "title": each.title, "starts": text_of(each.starts), "ends": text_of(each.ends)}
        for each in roster.meetings
    ]
    told = {"node": roster.node, "course": roster.course, "title": roster.title, "owner": roster.owner}
    told |= {"issued": text_of(roster.issued), "pass": roster.secret, **taught_told(roster.taught)}
    told |= {name: said for name, said in (("key", roster.key), ("zone", roster.zone)) if said}
    return as_bytes(
        {"format": ROSTER if roster.key else ROSTER_BEFORE, "people": dict(roster.people), "meetings": meetings, **told}
    )


def read_roster(raw: bytes) -> Roster:
    """A list; one of before signs nothing, which check_signs tells. Refuses training.class_bad_roster."""
    told = strict(raw, words.BAD_ROSTER)
    try:
        if told["format"] not in {ROSTER, ROSTER_BEFORE}:
            raise ValueError("format")
        key = as_line(told["key"]) if told["format"] == ROSTER else ""
        if key:
            public_of(key)
        meetings = tuple(
            Meeting(as_uid(each["uid"]), as_line(each["title"]), as_moment(each["starts"]), as_moment(each["ends"]))
            for each in told["meetings"]
        )
        people = {as_uid(uid): as_line(name) for uid, name in told["people"].items()}
        course, issued = as_uid(told["course"]), as_moment(told["issued"])
        more: dict[str, Any] = {name: as_line(told[name]) for name in ("node", "title", "owner")}
        more |= {"secret": as_line(told["pass"]), "taught": read_taught(told), "key": key}
        more["zone"] = zone_or_none(told.get("zone", ""))
        return Roster(course=course, issued=issued, people=people, meetings=meetings, **more)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refusal(words.BAD_ROSTER, field="roster") from None


def check_signs(roster: Roster) -> None:
    """Refuse training.class_old_roster for a list whose records would not be taken back."""
    if not roster.key:
        raise Refusal(words.OLD_ROSTER, field="roster")


def meeting_at(meetings: Iterable[Meeting], at: datetime) -> Meeting | None:
    """The session to which somebody comes at a moment: one that goes on or begins within half an hour."""
    found = [each for each in meetings if each.starts - timedelta(minutes=30) <= at < each.ends]
    return max(found, key=lambda each: each.starts, default=None)


def check_class_code(given: str, right: str) -> None:
    """Refuse training.class_code_wrong. Spaces are taken."""
    if not hmac.compare_digest("".join(given.split()).encode(), right.encode()):
        raise Refusal(words.CLASS_CODE_WRONG, field="code")


# -- what comes back ---------------------------------------------------------------------------------------------------


def returned_bytes(
    roster: Roster, held: str, events: Iterable[Event], written: datetime, recorded: Iterable[Recorded] = ()
) -> bytes:
    """The file that a class brings back, signed with the key of its list. Refuses training.class_old_roster."""
    check_signs(roster)
    content = {
        "format": EVENTS,
        "class": held,
        "course": roster.course,
        "issued": text_of(roster.issued),
        "written": text_of(written),
        "key": public_of(roster.key),
        "events": [_told(each) for each in sorted(events, key=lambda each: each.uid)],
    }
    if practice := recorded_told(recorded):
        content["practice"] = practice
    return as_bytes(content | {"signature": signature_of(roster.key, content)})


def read_returned(raw: bytes) -> Returned:
    """What a class brings back, as whoever has the key that it names said it. Whose key that is, the caller asks.

    Refuses training.class_bad_events, training.class_old_events for a file of before, and training.class_events_forged.
    """
    told = strict(raw, words.BAD_EVENTS)
    try:
        if told["format"] == EVENTS_BEFORE:
            raise Refusal(words.OLD_EVENTS, field="file")
        practice = told.get("practice", [])
        if told["format"] != EVENTS or max(len(told["events"]), len(practice)) > MOST_EVENTS:
            raise ValueError("format")
        signature, public = as_line(told.pop("signature")), as_line(told["key"])
        if not is_signed(told, signature, public):
            raise Refusal(words.EVENTS_FORGED, field="file")
        events = tuple(_event(each) for each in told["events"])
        recorded, written, issued = read_recorded(practice), as_moment(told["written"]), as_moment(told["issued"])
        return Returned(as_line(told["class"]), as_uid(told["course"]), issued, written, events, public, recorded)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refusal(words.BAD_EVENTS, field="file") from None


def judged(event: Event, *, known: Container[str], issued: datetime | None, now: datetime) -> Came:
    """Whether a record can be counted. It cannot have happened before the list was made nor after now, give or take a
    day: then the clock of the laptop was wrong. Without `issued` nothing is too early.
    """
    if event.at > now + DAY or (issued is not None and event.at < issued - DAY):
        return Came.CLOCK
    return Came.COUNTED if event.place in known else Came.UNKNOWN


def is_clock_off(roster: Roster, now: datetime) -> bool:
    """Whether a laptop's clock cannot be right where a class of this list begins: it is before the list was made, or
    after the last session, give or take a day.
    """
    last = max((each.ends for each in roster.meetings), default=None)
    return now < roster.issued - DAY or (last is not None and now > last + DAY)


def _told(event: Event) -> dict[str, Any]:
    told = {"uid": event.uid, "what": event.what.value, "at": text_of(event.at)}
    more = {"place": event.place, "called": event.called, "about": event.about}
    more |= {"right": event.right, "asked": event.asked}  # type: ignore[dict-item]
    return told | {name: value for name, value in more.items() if value}


def _event(told: Mapping[str, Any]) -> Event:
    numbers = [told.get(name, 0) for name in ("right", "asked")]
    if any(type(number) is not int or not 0 <= number < 1000 for number in numbers):
        raise ValueError("number")
    place = told.get("place", "")
    about = told.get("about", "")
    if told["what"] == Happened.PRACTICE:  # what is recorded in activities comes with who recorded it
        raise ValueError("what")
    return Event(
        uid=as_uid(told["uid"]),
        what=Happened(told["what"]),
        at=as_moment(told["at"]),
        place=as_uid(place) if place else "",
        called=as_line(told.get("called", "")),
        about=as_line(about),
        right=numbers[0],
        asked=numbers[1],
    )


def as_uid(value: str) -> str:
    """A number of a record. Refuses (ValueError, TypeError, AttributeError) anything else."""
    return str(UUID(value))


def as_line(value: str) -> str:
    """A line of at most 200 characters. Refuses (ValueError) anything else."""
    if not isinstance(value, str) or len(value) > 200 or not is_line(value):
        raise ValueError("text")
    return value


def as_moment(value: str) -> datetime:
    """A moment with its zone, of a year that a clock may say and that other clocks can tell. Refuses (ValueError,
    TypeError) anything else.
    """
    found = datetime.fromisoformat(value)
    if found.tzinfo is None or not FIRST_YEAR <= found.year <= LAST_YEAR:
        raise ValueError("moment")
    return found.astimezone(UTC)


def text_of(at: datetime) -> str:
    """A moment as it is written."""
    return at.astimezone(UTC).isoformat(timespec="seconds")
