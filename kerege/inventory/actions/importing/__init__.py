"""Importing a sheet of facilities: hand in, say what its columns are, check, decide, record, undo."""

from kerege.inventory.actions.importing.applying import apply_import, record_rows
from kerege.inventory.actions.importing.carrying import carry_on
from kerege.inventory.actions.importing.checking import check_rows
from kerege.inventory.actions.importing.deciding import decide_all, decide_row
from kerege.inventory.actions.importing.handing_in import hand_in, map_columns
from kerege.inventory.actions.importing.teaching import say_words
from kerege.inventory.actions.importing.undoing import take_back_rows, undo_import

__all__ = [
    "apply_import",
    "carry_on",
    "check_rows",
    "decide_all",
    "decide_row",
    "hand_in",
    "map_columns",
    "record_rows",
    "say_words",
    "take_back_rows",
    "undo_import",
]
