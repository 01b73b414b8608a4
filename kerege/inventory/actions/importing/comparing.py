"""What a row would change on a card that is there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kerege.inventory.models import Facility, FacilityName
from kerege.inventory.queries.filling import columns_of
from kerege.inventory.rules.import_rows import joined, recordable
from kerege.inventory.words import NameKind
from kerege.people.rules import Actor


def present_names(*, by: Actor, facility: Facility) -> dict[str, str]:
    """What the facility is called now, by language; inside an open act or check. Refuses nothing."""
    rows = FacilityName.objects.inside_action().filter(facility=facility, kind=NameKind.PREFERRED, end__isnull=True)
    return dict(rows.values_list("lang", "text"))


def would_change(*, by: Actor, facility: Facility, told: Mapping[str, Any], today: date) -> list[str]:
    """The fields that would change; what the row leaves empty stays. Inside an open act or check.

    Refuses what queries.filling.columns_of refuses.
    """
    names, rest, _ = recordable(told)
    rest = joined(rest, staff=facility.staff, contacts=facility.contacts)
    columns = columns_of(rest, today=today, before=facility, sure=True)
    changed = [n for n, new in columns.items() if not n.startswith("shown_") and getattr(facility, n) != new]
    present = present_names(by=by, facility=facility)
    changed += [f"name:{lang}" for lang, text in names.items() if present.get(lang) != text]
    return sorted(changed)
