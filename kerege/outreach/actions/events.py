"""Events: what happened or is planned, with the figures that sources state about them."""

from collections.abc import Iterable
from datetime import date
from functools import partial
from typing import Any

from kerege.atlas import queries as atlas
from kerege.journal.rules import checking
from kerege.lib.figures import whole
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line, clean_text
from kerege.outreach import words
from kerege.outreach.models import Event, EventCount, EventSource
from kerege.outreach.words import EventKind, Level, Measure, Status
from kerege.people.rules import Actor, check_may, choice, may
from kerege.people.words import Deed
from kerege.records.counts import Qualifier
from kerege.records.recording import correct, named, record_once
from kerege.records.stated import date_columns


def record_event(
    *,
    by: Actor,
    owner: str,
    key: str,
    title: str,
    kind: str,
    level: str,
    status: str,
    sources: Iterable[str],
    dates: str = "",
    date_text: str = "",
    known_by: date | None = None,
    project_key: str = "",
    venue: str = "",
    place: str = "",
    note: str = "",
    note_label: Sensitivity = Sensitivity.PUBLIC,
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
    today: date | None = None,
) -> Event:
    """Record an event with the sources it is known from. The same content under the same key changes nothing.

    Refuses people.not_yours, people.unknown_choice, atlas.unknown_code, dates.*, records.key_taken, figures.no_source.
    """
    check_may(by, Deed.RECORD_ACTIVITY, owner)
    status = choice(status, Status, "status")
    columns = date_columns(dates, date_text=date_text, happened=status == Status.HELD, known_by=known_by, today=today)
    content = columns | {
        "owner": owner,
        "label": label,
        "synthetic": synthetic,
        "title": clean_line(title, field="title"),
        "kind": choice(kind, EventKind, "kind"),
        "level": choice(level, Level, "level"),
        "status": status,
        "project_key": project_key,
        "venue_id": atlas.territory(venue).code if venue else None,
        "place": clean_line(place, field="place", max_length=120) if place else "",
        "note": clean_text(note, field="note") if note else "",
        "note_label": note_label,
    }
    return record_once(
        Event,
        word="outreach.event.recorded",
        by=by,
        owner=owner,
        where={"key": clean_line(key, field="key", max_length=60)},
        content=content,
        citations=EventSource,
        sources=[atlas.source(source) for source in sources],
    )


def correct_event(*, by: Actor, key: str, today: date | None = None, **changes: Any) -> Event:
    """Change title, note, place, or status with dates, of an event; the act tells old and new.

    Refuses records.nothing_there, people.not_yours and what record_event refuses for the same values.
    """
    event = named(Event, whose=partial(may, by, Deed.RECORD_ACTIVITY), key=key)
    check_may(by, Deed.RECORD_ACTIVITY, event.owner)
    new: dict[str, Any] = {name: changes.pop(name) for name in ("title", "note", "place") if name in changes}
    new = {name: clean_text(value, field=name) if value else "" for name, value in new.items()}
    if "dates" in changes:
        status = choice(changes.pop("status", event.status), Status, "status")
        new |= {"status": status} | date_columns(
            changes.pop("dates"),
            date_text=changes.pop("date_text", ""),
            happened=status == Status.HELD,
            known_by=changes.pop("known_by", None),
            today=today,
        )
    if changes:
        raise TypeError(f"an event has no such change: {', '.join(changes)}")
    return correct(Event, word="outreach.event.corrected", by=by, owner=event.owner, where={"key": key}, changes=new)


def record_event_count(
    *,
    by: Actor,
    event: str,
    measure: str,
    value: int | str,
    qualifier: str,
    source: str,
    note: str = "",
) -> EventCount:
    """Record a figure that one source states about an event. Other sources may state other figures: all of them stay.

    Refuses outreach.count_taken, records.nothing_there, figures.*, people.not_yours, people.unknown_choice.
    """
    about = named(Event, whose=partial(may, by, Deed.RECORD_ACTIVITY), key=event)
    check_may(by, Deed.RECORD_ACTIVITY, about.owner)
    number = whole(value, field="value")
    where = {
        "event": about,
        "measure": choice(measure, Measure, "measure"),
        "source": atlas.source(source),
    }
    content = {"value": number, "qualifier": choice(qualifier, Qualifier, "qualifier")}
    with checking():
        other = EventCount.objects.inside_action().filter(**where).exclude(**content).first()
    if other is not None:
        raise Refusal(words.COUNT_TAKEN, field="value", value=other.value)
    return record_once(
        EventCount,
        word="outreach.count.recorded",
        by=by,
        owner=about.owner,
        where=where | content,
        content={
            "owner": about.owner,
            "label": about.label,
            "synthetic": about.synthetic,
            "note": clean_line(note, field="note") if note else "",
        },
    )
