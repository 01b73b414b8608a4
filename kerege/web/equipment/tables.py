"""Lists of equipment as files."""

from collections.abc import Iterable
from itertools import chain

from django.utils.translation import gettext

from kerege.inventory.queries import ItemLine, LotLine, lot_sources
from kerege.inventory.words.equipment import (
    CERTIFIED,
    CONDITIONS,
    EQUIPMENT_KINDS,
    STAGES,
    Condition,
    EquipmentKind,
    Stage,
)
from kerege.lib.refusal import N_
from kerege.lib.tables import Table
from kerege.records.viewers import Viewer
from kerege.web.activities import lists
from kerege.web.activities.lists import Choice, cell, keys_of

ITEMS = (
    *(N_("Kind"), N_("Maker"), N_("Model"), N_("Serial number"), N_("Country"), N_("Facility"), N_("Name")),
    *(N_("Organisation"), N_("Accepted"), N_("Condition"), N_("Certificate"), N_("Day"), N_("Out of service since")),
    *(N_("Lot"), N_("Sources")),
)
LOTS = (N_("Lot"), N_("Key"), N_("Kind"), N_("Maker"), N_("Model"), N_("Country"), N_("Project"), N_("Sources"))
COUNTED = tuple(stage for stage in Stage if stage != Stage.OUTSIDE)


def items_table(viewer: Viewer, lines: Iterable[ItemLine], choice: Choice) -> Table:
    lines = list(lines)
    names = lists.names_of({x.territory for x in lines}, choice)
    sources = lot_sources(viewer, {x.lot for x in lines})
    rows = [
        [
            *(gettext(EQUIPMENT_KINDS[EquipmentKind(x.kind)]), x.maker, x.model, cell(x.serial)),
            *(names.get(x.territory), cell(x.holder.facility), cell(x.holder.title), x.holder.organisation),
            *(x.accepted_on, gettext(CONDITIONS[Condition(x.condition)]), gettext(CERTIFIED[x.standing.certified])),
            *(x.standing.due, x.standing.out_since, x.lot, keys_of(sources.get(x.lot, ()))),
        ]
        for x in lines
    ]
    return lists.table(viewer, gettext("Equipment"), ITEMS, rows, choice, sources=chain(*sources.values()))


def lots_table(viewer: Viewer, lines: Iterable[LotLine], choice: Choice) -> Table:
    lines = list(lines)
    names = lists.names_of({x.territory for x in lines}, choice)
    rows, sources = [], lot_sources(viewer, {x.key for x in lines})
    for x in lines:
        pieces = dict(x.pieces)
        kind = gettext(EQUIPMENT_KINDS[EquipmentKind(x.kind)])
        told = (x.title, x.key, kind, x.maker, x.model, names.get(x.territory), x.project)
        cited = keys_of(sources.get(x.key, ()))
        rows.append([*told, cited, *(pieces.get(stage, 0) for stage in COUNTED)])
    headings = (*LOTS, *(STAGES[stage] for stage in COUNTED))
    return lists.table(viewer, gettext("Lots"), headings, rows, choice, sources=chain(*sources.values()))
