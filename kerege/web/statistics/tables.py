"""Statistics as files: the same figures as on the page, in the same words."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext

from kerege.inventory.queries.statistics import Counted
from kerege.inventory.words import STAFF_ROLES
from kerege.inventory.words.equipment import EQUIPMENT_KINDS, EquipmentKind
from kerege.inventory.words.statistics import CLOSED, DIMENSIONS, ITEM_STATES, Dimension, ItemState
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.records.viewers import Viewer
from kerege.web.activities import lists
from kerege.web.statistics.asking import Wanted
from kerege.web.statistics.wording import Names, cell, in_order, label, protection

STAFF = (N_("Role"), N_("Facilities"), N_("People"))


def facilities_table(viewer: Viewer, found: Counted, wanted: Wanted, names: Names) -> Table:
    """Rows and columns as on the page. A country that is a column has its marker there and its note below."""
    table = wanted.table
    columns = in_order(table.columns, found.columns, names)
    counts = table.rows not in CLOSED
    headings = [DIMENSIONS[table.rows], *([N_("Facilities")] if counts else [])]
    headings += [str(label(table.columns, column, names)) for column in columns]
    rows = []
    for row in in_order(table.rows, found.rows, names):
        figures = [_plain(found, row, column, wanted) for column in columns]
        rows.append([label(table.rows, row, names), *([found.of.get(row, 0)] if counts else []), *figures])
    told = [gettext("Columns: %(what)s") % {"what": gettext(DIMENSIONS[table.columns])}, *protection(found)]
    if table.columns == Dimension.COUNTRY:
        told += sorted({names[column].footnote for column in columns if column in names and names[column].note})
    return lists.table(viewer, gettext("Facilities in figures"), headings, rows, wanted.base, *told)


def _plain(found: Counted, row: str, column: str, wanted: Wanted) -> Any:
    """A number stays a number, so that programs can go on with it."""
    n = found.cells.get((row, column), 0)
    if n is None or (row, column) in found.least:
        return cell(found, row, column, wanted).text
    return n


def staff_table(viewer: Viewer, found: Mapping[str, tuple[int, int]], wanted: Wanted) -> Table:
    rows = [[gettext(word), *found[role]] for role, word in STAFF_ROLES.items() if role in found]
    told = gettext("Only of cards whose numbers you may read.")
    return lists.table(viewer, gettext("Staff in figures"), STAFF, rows, wanted.base, told)


def equipment_table(viewer: Viewer, found: Mapping[tuple[str, ItemState], int], wanted: Wanted) -> Table:
    kinds = [kind for kind in EquipmentKind if any((kind, state) in found for state in ITEM_STATES)]
    rows = [
        [gettext(EQUIPMENT_KINDS[kind]), *(found.get((kind.value, state), 0) for state in ITEM_STATES)]
        for kind in kinds
    ]
    headings = (N_("Kind"), *ITEM_STATES.values())
    return lists.table(viewer, gettext("Equipment in figures"), headings, rows, wanted.base)
