"""The events of activities, as the rules read them."""

from collections.abc import Iterable
from typing import Any

from kerege.people import queries as people
from kerege.records.viewers import Viewer
from kerege.training.models import PracticeEvent
from kerege.training.rules.practice_events import Event
from kerege.training.words.practice import Seen


def rows_of(door: Viewer, activities: Iterable[int], *, person: int | None = None) -> list[Any]:
    """The rows of these activities in the order in which they arrived, also those that are kept aside."""
    rows = PracticeEvent.objects.seen_by(door).filter(activity_id__in=list(activities))
    if person is not None:
        rows = rows.filter(person_id=person)
    return list(rows.order_by("id").seen())


def events_of(rows: Iterable[Any]) -> list[Event]:
    """Rows that count, as events. The device belongs to whoever used it: nobody overtakes another one's by its name."""
    return [event_of(row) for row in rows if row.claims is None]


def event_of(row: Any) -> Event:
    return Event(
        uid=str(row.uid),
        device=f"{row.noted_by}/{row.device}",
        number=row.number,
        kind=row.kind,
        subject=subject_of(row),
        item=row.item,
        value=row.value,
        device_at=row.device_at,
        received_at=row.received_at,
        after=frozenset(row.after),
        note=row.note,
        off=row.off,
        by=row.noted_by,
        held=row.held,
    )


def subject_of(row: Any) -> str:
    """Whom an event is about: a person, a group, or nobody."""
    if row.person_id is not None:
        return person_subject(row.person_id)
    return team_subject(row.team) if row.kind in {Seen.STEP, Seen.NOTE, Seen.ROUND} and row.team else ""


def person_subject(number: int) -> str:
    return f"person-{number}"


def team_subject(number: int) -> str:
    return f"group-{number}"


def names_of(events: Iterable[Event]) -> dict[str, str]:
    """Who recorded: the names by pseudonym, without those who were erased."""
    return people.actor_names({each.by for each in events})
