"""What a device sent, read: every event is as it should be, or is refused by itself with what is wrong in it."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

from kerege.lib.ids import uid_or_none
from kerege.lib.refusal import Refusal
from kerege.lib.text import clean_text
from kerege.training.rules.practice_plan import Plan
from kerege.training.words import practice_refused as refused
from kerege.training.words.practice import VALUES, Seen

MOST_EVENTS, MOST_SEEN, LONGEST_NOTE, HIGHEST = 500, 200, 1000, 2_000_000_000
FIRST, LAST = datetime(1990, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)


@dataclass(frozen=True)
class Brought:
    """One event as a device brought it. `person` is the uid of whom it is about, empty for nobody."""

    uid: UUID
    activity: UUID
    person: str
    kind: Seen
    team: int
    item: str
    value: str
    note: str
    after: tuple[str, ...]
    device: str
    number: int
    device_at: datetime

    @property
    def content(self) -> tuple[Any, ...]:
        """What two events of one number have to have in common to be the same one."""
        about = (str(self.activity), self.person, self.kind.value, self.team, self.item, self.value, self.note)
        return *about, self.after, self.device, self.number, self.device_at


def read_event(told: object) -> Brought:
    """An event out of JSON. Refuses training.event_wrong with the part that is wrong, and text.*."""
    if not isinstance(told, Mapping):
        raise Refusal(refused.EVENT_WRONG, part="event")
    kind = _kind(told.get("kind"))
    return Brought(
        uid=_uid(told, "id"),
        activity=_uid(told, "activity"),
        person=str(_uid(told, "person")) if told.get("person") else "",
        kind=kind,
        team=_whole(told, "team", most=99) if "team" in told else 0,
        item=_line(told, "item", most=60),
        value=_value(kind, told.get("value")),
        note=_note(told.get("note", "")),
        after=_after(told.get("after", [])),
        device=str(_uid(told, "device")),
        number=_whole(told, "number", most=HIGHEST),
        device_at=moment(told.get("at"), part="at"),
    )


def moment(told: object, *, part: str) -> datetime:
    """Milliseconds since 1970 as a moment. Refuses training.event_wrong: no device is older or newer than that."""
    if not isinstance(told, int) or isinstance(told, bool) or not 0 < told < LAST.timestamp() * 1000:
        raise Refusal(refused.EVENT_WRONG, part=part)
    found = datetime(1970, 1, 1, tzinfo=UTC) + timedelta(milliseconds=told)
    if found < FIRST:
        raise Refusal(refused.EVENT_WRONG, part=part)
    return found


def clock_off(sent_at: datetime, now: datetime) -> int:
    """By how many seconds the clock of a device is behind the node's, as far as a column of whole numbers reaches: of
    a device in another century it is enough to know that.
    """
    return max(-HIGHEST, min(round((now - sent_at).total_seconds()), HIGHEST))


def check_fits(event: Brought, plan: Plan) -> None:
    """Refuse training.event_unknown_item and .event_wrong where an activity has no such point, step or inject, or where
    a person is missing or too many.
    """
    known = {
        Seen.MARK: {each.id for each in plan.checklist},
        Seen.SIGN: {""} if plan.checklist else set(),
        Seen.STEP: {each.id for each in plan.steps},
        Seen.INJECT: {each.id for each in plan.injects},
        Seen.NOTE: {"", *(each.id for each in (*plan.steps, *plan.injects))},
        Seen.ROUND: {"", *(each.id for each in plan.steps)} if plan.rotation else set(),
    }[event.kind]
    if event.item not in known:
        raise Refusal(refused.EVENT_UNKNOWN_ITEM, item=event.item)
    of_person = event.kind in {Seen.MARK, Seen.SIGN}
    if of_person != bool(event.person) and event.kind != Seen.NOTE:
        raise Refusal(refused.EVENT_WRONG, part="person")
    if event.kind == Seen.ROUND and not event.team:
        raise Refusal(refused.EVENT_WRONG, part="team")
    if event.kind == Seen.NOTE and not event.note:
        raise Refusal(refused.EVENT_WRONG, part="note")


def _kind(told: object) -> Seen:
    try:
        return Seen(str(told))
    except ValueError:
        raise Refusal(refused.EVENT_WRONG, part="kind") from None


def _uid(told: Mapping[str, Any], part: str) -> UUID:
    found = uid_or_none(told.get(part)) if isinstance(told.get(part), str) else None
    if found is None:
        raise Refusal(refused.EVENT_WRONG, part=part)
    return found


def _whole(told: Mapping[str, Any], part: str, *, most: int) -> int:
    found = told.get(part)
    if not isinstance(found, int) or isinstance(found, bool) or not 0 <= found <= most:
        raise Refusal(refused.EVENT_WRONG, part=part)
    return found


def _line(told: Mapping[str, Any], part: str, *, most: int) -> str:
    found = told.get(part, "")
    if not isinstance(found, str) or len(found) > most or (found and not found.isprintable()):
        raise Refusal(refused.EVENT_WRONG, part=part)
    return found


def _value(kind: Seen, told: object) -> str:
    if not isinstance(told, str) or told not in VALUES[kind]:
        raise Refusal(refused.EVENT_WRONG, part="value")
    return told


def _note(told: object) -> str:
    return clean_text(told, field="note", max_length=LONGEST_NOTE) if told != "" else ""


def _after(told: object) -> tuple[str, ...]:
    if not isinstance(told, list) or len(told) > MOST_SEEN:
        raise Refusal(refused.EVENT_WRONG, part="after")
    found = {uid_or_none(each) if isinstance(each, str) else None for each in told}
    if None in found:
        raise Refusal(refused.EVENT_WRONG, part="after")
    return tuple(sorted(map(str, found)))
