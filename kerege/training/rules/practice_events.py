"""How things stand, from the set of what was recorded: whatever the order in which it arrived, and however often.

A record (an event) is never changed. It says which others of the same matter its device had seen (`after`), and its
number on that device; what was seen, or recorded earlier on the same device, is thereby overtaken. What nobody overtook
stands. Where two things stand that say different, that is a dispute: both are kept, and a person decides by another
event that has seen both. Clocks decide nothing.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from kerege.training.words.practice import Seen

Matter = tuple[str, str, str]
"""What events are about: the kind, the subject (a person, a group, or nobody), and the item of the activity."""


@dataclass(frozen=True)
class Event:
    """One thing that somebody recorded. `uid` was made by the device; `number` counts on it. `off` is by how many
    seconds the device's clock was behind the node's when it sent the event; `held` is the class without a line from
    which it came, if it came from one.
    """

    uid: str
    device: str
    number: int
    kind: str
    subject: str
    item: str
    value: str
    device_at: datetime
    received_at: datetime
    after: frozenset[str] = frozenset()
    note: str = ""
    off: int = 0
    by: str = ""
    held: str = ""

    @property
    def matter(self) -> Matter:
        """Observations stand beside each other: each is a matter of its own."""
        return self.kind, self.subject, self.uid if self.kind == Seen.NOTE else self.item


@dataclass(frozen=True)
class Standing:
    """What stands of one matter: one event, or several that nobody has decided between."""

    heads: tuple[Event, ...]

    @property
    def values(self) -> frozenset[str]:
        return frozenset(each.value for each in self.heads)

    @property
    def disputed(self) -> bool:
        return len(self.values) > 1

    @property
    def value(self) -> str:
        """What holds; empty while it is disputed."""
        return self.heads[0].value if len(self.values) == 1 else ""

    @property
    def uids(self) -> tuple[str, ...]:
        return tuple(each.uid for each in self.heads)


def once(events: Iterable[Event]) -> list[Event]:
    """Each event once. Of two with one `uid` one is taken, the same in every order; the door keeps such apart
    (actions.observing).
    """
    found: dict[str, Event] = {}
    for each in events:
        kept = found.get(each.uid)
        found[each.uid] = each if kept is None or _order(each) < _order(kept) else kept
    return sorted(found.values(), key=_order)


def standing(events: Iterable[Event]) -> dict[Matter, Standing]:
    """What stands of every matter."""
    by_matter: dict[Matter, dict[str, Event]] = {}
    for each in once(events):
        by_matter.setdefault(each.matter, {})[each.uid] = each
    return {matter: Standing(_heads(found)) for matter, found in by_matter.items()}


def _order(event: Event) -> tuple[object, ...]:
    """An order that rests on nothing but the event itself."""
    about = (event.kind, event.subject, event.item, event.value, event.note, tuple(sorted(event.after)))
    return event.device, event.number, event.uid, *about, event.device_at, event.received_at, event.off, event.by


def _heads(found: Mapping[str, Event]) -> tuple[Event, ...]:
    """The events that no other overtook. Where devices claim to have seen each other in a circle, which none can have,
    all of the circle stand: nothing may disappear.
    """
    overtakes = _overtakes(found)
    overtaken = {uid for seen in overtakes.values() for uid in seen}
    heads = set(found) - overtaken
    reached = _reached(heads, overtakes)
    heads |= set(found) - reached
    return tuple(sorted((found[uid] for uid in heads), key=_order))


def _overtakes(found: Mapping[str, Event]) -> dict[str, set[str]]:
    """Which events each one overtook: those that it had seen, and the one before it on its device."""
    overtakes = {uid: {seen for seen in each.after if seen in found and seen != uid} for uid, each in found.items()}
    by_device: dict[str, dict[int, list[str]]] = {}
    for uid, each in found.items():
        by_device.setdefault(each.device, {}).setdefault(each.number, []).append(uid)
    for numbers in by_device.values():
        order = sorted(numbers)
        for earlier, later in zip(order, order[1:], strict=False):
            for uid in numbers[later]:
                overtakes[uid].update(numbers[earlier])
    return overtakes


def _reached(heads: Iterable[str], overtakes: Mapping[str, set[str]]) -> set[str]:
    reached: set[str] = set()
    ahead = list(heads)
    while ahead:
        uid = ahead.pop()
        if uid not in reached:
            reached.add(uid)
            ahead.extend(overtakes[uid])
    return reached
