"""A class without a line: the list that goes out to it, what comes back, and what of that can be believed.

The list has a pass, which the node makes of its own key; whoever brings records back proves with it that they were made
by a class that had the list. Records are added and never changed, each has a number of its own: they may come twice, in
any order and from several laptops.
"""

import base64
import hmac
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import Any
from uuid import UUID

from kerege.lib.canonical import dumps
from kerege.lib.refusal import Refusal
from kerege.lib.text import is_line
from kerege.training.rules.class_activities import (
    Recorded,
    Taught,
    read_recorded,
    read_taught,
    recorded_told,
    taught_told,
)
from kerege.training.rules.packs.manifest import as_bytes, strict
from kerege.training.words import classes as words
from kerege.training.words.classes import Came, Happened

ROSTER, EVENTS = "kerege/class-roster/1", "kerege/class-events/1"
DAY = timedelta(hours=24)
MOST_EVENTS = 20_000


@dataclass(frozen=True)
class Meeting:
    """A session of the course."""

    uid: str
    title: str
    starts: datetime
    ends: datetime


@dataclass(frozen=True)
class Roster:
    """Who is expected in a class. `people` are names by the number of the place in the course."""

    node: str
    course: str
    title: str
    owner: str
    issued: datetime
    secret: str
    people: Mapping[str, str] = field(default_factory=dict)
    meetings: tuple[Meeting, ...] = ()
    taught: Taught = field(default_factory=Taught)


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
    """What a class brings back: `held` names the class, `written` is its clock when the file was written."""

    held: str
    course: str
    issued: datetime
    written: datetime
    events: tuple[Event, ...]
    proof: str
    recorded: tuple[Recorded, ...] = ()


def secret_of(key: bytes, course: str, issued: datetime) -> str:
    """The pass of a list: only the node that made it can make it again."""
    return hmac.new(key, f"kerege.class.1:{course}:{_text(issued)}".encode(), sha256).hexdigest()


def roster_bytes(roster: Roster) -> bytes:
    meetings = [
        {"uid": each.uid, "title": each.title, "starts": _text(each.starts), "ends": _text(each.ends)}
        for each in roster.meetings
    ]
    told = {"node": roster.node, "course": roster.course, "title": roster.title, "owner": roster.owner}
    told |= {"issued": _text(roster.issued), "pass": roster.secret, **taught_told(roster.taught)}
    return as_bytes({"format": ROSTER, "people": dict(roster.people), "meetings": meetings, **told})


def read_roster(raw: bytes) -> Roster:
    """Refuses training.class_bad_roster."""
    told = strict(raw, words.BAD_ROSTER)
    try:
        if told["format"] != ROSTER:
            raise ValueError("format")
        meetings = tuple(
            Meeting(_uid(each["uid"]), _line(each["title"]), _moment(each["starts"]), _moment(each["ends"]))
            for each in told["meetings"]
        )
        people = {_uid(uid): _line(name) for uid, name in told["people"].items()}
        course, issued = _uid(told["course"]), _moment(told["issued"])
        named = {name: _line(told[name]) for name in ("node", "title", "owner")}
        more: dict[str, Any] = {"secret": _line(told["pass"]), "taught": read_taught(told), **named}
        return Roster(course=course, issued=issued, people=people, meetings=meetings, **more)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refusal(words.BAD_ROSTER, field="roster") from None


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
    """The file that a class brings back, with the proof that it had the list."""
    content = {
        "format": EVENTS,
        "class": held,
        "course": roster.course,
        "issued": _text(roster.issued),
        "written": _text(written),
        "events": [_told(each) for each in sorted(events, key=lambda each: each.uid)],
    }
    if practice := recorded_told(recorded):
        content["practice"] = practice
    return as_bytes(content | {"proof": _proof(roster.secret, content)})


def read_returned(raw: bytes, *, key: bytes) -> Returned:
    """What a class brings back, once it has proved that it had a list of this node, whose key `key` is.

    Refuses training.class_bad_events and training.class_events_forged.
    """
    told = strict(raw, words.BAD_EVENTS)
    try:
        practice = told.get("practice", [])
        if told["format"] != EVENTS or max(len(told["events"]), len(practice)) > MOST_EVENTS:
            raise ValueError("format")
        proof, course, issued = _line(told.pop("proof")), _uid(told["course"]), _moment(told["issued"])
        if not hmac.compare_digest(proof.encode(), _proof(secret_of(key, course, issued), told).encode()):
            raise Refusal(words.EVENTS_FORGED, field="file")
        events = tuple(_event(each) for each in told["events"])
        recorded, written = read_recorded(practice), _moment(told["written"])
        return Returned(_line(told["class"]), course, issued, written, events, proof, recorded)
    except (KeyError, TypeError, ValueError, AttributeError):
        raise Refusal(words.BAD_EVENTS, field="file") from None


def judged(event: Event, *, known: Container[str], issued: datetime, now: datetime) -> Came:
    """Whether a record can be counted. It cannot have happened before the list was made nor after now, give or take a
    day: then the clock of the laptop was wrong, and nobody can say when it was.
    """
    if not issued - DAY <= event.at <= now + DAY:
        return Came.CLOCK
    return Came.COUNTED if event.place in known else Came.UNKNOWN


def _told(event: Event) -> dict[str, Any]:
    told = {"uid": event.uid, "what": event.what.value, "at": _text(event.at)}
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
        uid=_uid(told["uid"]),
        what=Happened(told["what"]),
        at=_moment(told["at"]),
        place=_uid(place) if place else "",
        called=_line(told.get("called", "")),
        about=_line(about),
        right=numbers[0],
        asked=numbers[1],
    )


def _proof(secret: str, content: Mapping[str, Any]) -> str:
    mac = hmac.new(secret.encode(), dumps([EVENTS, dict(content)]), sha256).digest()
    return base64.b64encode(mac).decode()


def _uid(value: str) -> str:
    return str(UUID(value))


def _line(value: str) -> str:
    if not isinstance(value, str) or len(value) > 200 or not is_line(value):
        raise ValueError("text")
    return value


def _moment(value: str) -> datetime:
    found = datetime.fromisoformat(value)
    if found.tzinfo is None:
        raise ValueError("zone")
    return found.astimezone(UTC)


def _text(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="seconds")
