"""What a row changes on a card that is there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kerege.inventory.actions.changing import Change, Names, change_of
from kerege.inventory.models import Facility
from kerege.inventory.queries.looking_up import LookedUp
from kerege.inventory.rules.import_rows import joined, recordable
from kerege.people.rules import Actor


def change_by_row(
    *,
    by: Actor,
    facility: Facility,
    present: Names,
    told: Mapping[str, Any],
    today: date,
    known: LookedUp | None = None,
) -> Change | None:
    """The change of a card by what a row tells; what the row leaves empty stays. None where it tells nothing new.
    Inside an open act or check.

    Refuses what actions.changing.change_of refuses.
    """
    names, rest, _ = recordable(told)
    rest = joined(rest, staff=facility.staff, contacts=facility.contacts)
    given: dict[str, Any] = {"present": present, "told": rest, "names": names, "day": today, "known": known}
    return change_of(by=by, facility=facility, sure=True, **given)


def cards_by_uid(*, by: Actor, uids: set[str], held: bool = False) -> dict[str, Facility]:
    """Facilities with what a comparison needs of them, by their uid; inside an open act or check. Those that are `held`
    change by nobody else until the act is over. Refuses nothing.
    """
    rows: Any = Facility.objects.inside_action().select_related("unit", "place__unit", "organisation")
    if held:
        rows = rows.select_for_update(of=("self",))
    return {str(found.uid): found for found in rows.filter(uid__in=uids).order_by("id")}
