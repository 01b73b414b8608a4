"""What a row changes on a card that is there."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from kerege.inventory.actions.changing import Change, Names, change_of
from kerege.inventory.models import Facility
from kerege.inventory.queries.looking_up import LookedUp
from kerege.inventory.rules import column_words as words
from kerege.inventory.rules.cards import read_staff
from kerege.inventory.rules.import_rows import Fault, joined, recordable
from kerege.inventory.words.importing import REPLACES
from kerege.lib.sheets import Cell, Kind
from kerege.people.rules import Actor

_COLUMNS = {
    words.UNIT: "unit",
    **dict.fromkeys((words.LATITUDE, words.LONGITUDE, words.POINT), "position"),
    words.CONTACT: "contacts",
}
"""The field of a card that a column of a sheet fills, where it is called otherwise."""


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


def cells_that_change(
    *, by: Actor, facility: Facility, told: Mapping[str, Any], change: Change, cells: Mapping[str, Cell]
) -> list[Fault]:
    """The cells of a row that say something else than the card does, as something to look at; `cells` by their field.

    What the card says is not told: its fields have labels of their own. Refuses nothing.
    """
    fields, staff = {name for name, _, _ in change.told}, dict(read_staff(facility.staff))

    def differs(target: str) -> bool:
        kind, _, detail = target.partition(":")
        if kind == words.NAME:
            return detail in change.names
        if kind == words.STAFF:
            return bool(staff.get(detail) != told.get("staff", {}).get(detail))
        return _COLUMNS.get(kind, kind) in fields

    filled = {target: cell.address for target, cell in cells.items() if cell.kind != Kind.EMPTY}
    return [Fault(address, target, REPLACES.code, {}) for target, address in filled.items() if differs(target)]


def cards_by_uid(*, by: Actor, uids: set[str], held: bool = False) -> dict[str, Facility]:
    """Facilities with what a comparison needs of them, by their uid; inside an open act or check. Those that are `held`
    change by nobody else until the act is over. Refuses nothing.
    """
    rows: Any = Facility.objects.inside_action().select_related("unit", "place__unit", "organisation")
    if held:
        rows = rows.select_for_update(of=("self",))
    return {str(found.uid): found for found in rows.filter(uid__in=uids).order_by("id")}
