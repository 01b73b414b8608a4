"""Activities in a class without a line: what goes out with its list, and what observers recorded there."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from uuid import UUID

from kerege.lib.text import is_line

MOST_ACTIVITIES, MOST_OBSERVERS, MOST_GROUPS = 200, 100, 30


@dataclass(frozen=True)
class Doing:
    """An activity of the course, with what it consists of; `session` is empty while it stands in none."""

    uid: str
    session: str
    content: Mapping[str, Any]


@dataclass(frozen=True)
class Taught:
    """What a class needs to keep checklists: the activities; who may observe, by the number of their part in the
    course; and in which group of which session people are, by the number of their place.
    """

    activities: tuple[Doing, ...] = ()
    observers: Mapping[str, str] = field(default_factory=dict)
    groups: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def person_key(uid: str) -> str:
    """The key of a person on the laptop, by the number of the place or of the part in the course."""
    return f"class-{uid}"


def taught_told(taught: Taught) -> dict[str, Any]:
    """As the file of the list has it; nothing where a course has no activities."""
    if not taught.activities:
        return {}
    activities = [
        {"uid": each.uid, "session": each.session, "content": dict(each.content)} for each in taught.activities
    ]
    groups = {session: dict(places) for session, places in taught.groups.items()}
    return {"activities": activities, "observers": dict(taught.observers), "groups": groups}


def read_taught(told: Mapping[str, Any]) -> Taught:
    """What a list says of activities; one that was made before there were any says nothing. Raises what Python raises
    for a wrong shape: `classes.read_roster` refuses then.
    """
    activities = told.get("activities", [])
    observers, groups = told.get("observers", {}), told.get("groups", {})
    if len(activities) > MOST_ACTIVITIES or len(observers) > MOST_OBSERVERS:
        raise ValueError("too many")
    return Taught(
        tuple(_doing(each) for each in activities),
        {_uid(uid): _line(name) for uid, name in observers.items()},
        {_uid(session): {_uid(uid): _group(n) for uid, n in places.items()} for session, places in groups.items()},
    )


def _doing(told: Mapping[str, Any]) -> Doing:
    session, content = told["session"], told["content"]
    if not isinstance(content, dict):
        raise TypeError("content")
    return Doing(_uid(told["uid"]), _uid(session) if session else "", content)


@dataclass(frozen=True)
class Recorded:
    """An event of an activity as a class brings it back (`event`, rules.practice_intake, with the number of the place
    where a device has the person), who recorded it (`observer`), and by how many seconds the device's clock was behind
    the laptop's.
    """

    observer: str
    event: Mapping[str, Any]
    off: int = 0

    @property
    def uid(self) -> str:
        return str(self.event["id"])


def recorded_told(found: Iterable[Recorded]) -> list[dict[str, Any]]:
    order = sorted(found, key=lambda each: each.uid)
    return [{"observer": each.observer, "off": each.off, "event": dict(each.event)} for each in order]


def read_recorded(told: Iterable[Mapping[str, Any]]) -> tuple[Recorded, ...]:
    """What a file from a class says of activities. Raises what Python raises for a wrong shape."""
    return tuple(_recorded(each) for each in told)


def _recorded(told: Mapping[str, Any]) -> Recorded:
    event, off = told["event"], told["off"]
    if not isinstance(event, dict) or type(off) is not int or abs(off) > 2_000_000_000:
        raise TypeError("event")
    return Recorded(_uid(told["observer"]), event | {"id": _uid(event["id"])}, off)


def _uid(value: str) -> str:
    return str(UUID(value))


def _line(value: str) -> str:
    if not isinstance(value, str) or len(value) > 200 or not is_line(value):
        raise ValueError("text")
    return value


def _group(value: int) -> int:
    if type(value) is not int or not 1 <= value <= MOST_GROUPS:
        raise ValueError("group")
    return value
