"""Recording what was handed over."""

from collections.abc import Iterable
from datetime import date

from kerege.atlas import queries as atlas
from kerege.inventory.models import Handover, HandoverSource
from kerege.inventory.words import Status
from kerege.lib.figures import whole
from kerege.lib.sensitivity import Sensitivity
from kerege.lib.text import clean_line, clean_text
from kerege.people import queries as people
from kerege.people.rules import Actor, check_may, choice
from kerege.people.words import Deed
from kerege.records.counts import Qualifier
from kerege.records.recording import record_once
from kerege.records.stated import date_columns


def record_handover(
    *,
    by: Actor,
    owner: str,
    key: str,
    title: str,
    territory: str,
    status: str,
    sources: Iterable[str],
    recipient: str = "",
    dates: str = "",
    date_text: str = "",
    known_by: date | None = None,
    project_key: str = "",
    items: int | str | None = None,
    items_qualifier: str = "",
    value_text: str = "",
    value_text_label: Sensitivity = Sensitivity.PUBLIC,
    note: str = "",
    label: Sensitivity = Sensitivity.PUBLIC,
    synthetic: bool = False,
    today: date | None = None,
) -> Handover:
    """Record that equipment was, or is to be, handed over. The same content under the same key changes nothing.

    Refuses people.not_yours, people.unknown_choice, people.unknown_key, atlas.unknown_code, dates.*, figures.*,
    records.key_taken.
    """
    check_may(by, Deed.RECORD_RESOURCE, owner)
    status = choice(status, Status, "status")
    columns = date_columns(dates, date_text=date_text, happened=status == Status.HELD, known_by=known_by, today=today)
    number = None if items in (None, "") else whole(items, field="items")  # type: ignore[arg-type]
    content = columns | {
        "owner": owner,
        "label": label,
        "synthetic": synthetic,
        "title": clean_line(title, field="title"),
        "recipient": people.organisation(recipient) if recipient else None,
        "territory_id": atlas.territory(territory).code,
        "project_key": project_key,
        "status": status,
        "items": number,
        "items_qualifier": choice(items_qualifier or "exact", Qualifier, "items_qualifier") if number else "",
        "value_text": clean_line(value_text, field="value_text", max_length=120) if value_text else "",
        "value_text_label": value_text_label,
        "note": clean_text(note, field="note") if note else "",
    }
    return record_once(
        Handover,
        word="inventory.handover.recorded",
        by=by,
        owner=owner,
        where={"key": clean_line(key, field="key", max_length=60)},
        content=content,
        citations=HandoverSource,
        sources=[atlas.source(source) for source in sources],
    )
