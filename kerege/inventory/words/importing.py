"""The words of imports: how far one has come, what becomes of a row, and what is refused."""

from enum import StrEnum

from kerege.lib.refusal import N_, RefusalWord


class ImportState(StrEnum):
    """MAPPED: the node checks the rows. APPLYING and UNDOING: the node writes, all in one transaction."""

    UPLOADED = "uploaded"
    MAPPED = "mapped"
    CHECKED = "checked"
    APPLYING = "applying"
    APPLIED = "applied"
    PARTLY_APPLIED = "partly_applied"
    UNDOING = "undoing"
    UNDONE = "undone"


IMPORT_STATES = {
    ImportState.UPLOADED: N_("Handed in"),
    ImportState.MAPPED: N_("Being checked"),
    ImportState.CHECKED: N_("Checked"),
    ImportState.APPLYING: N_("Being recorded"),
    ImportState.APPLIED: N_("Recorded"),
    ImportState.PARTLY_APPLIED: N_("Recorded in part"),
    ImportState.UNDOING: N_("Being undone"),
    ImportState.UNDONE: N_("Undone"),
}


class Outcome(StrEnum):
    """What a row would do. ASKED waits for somebody to say whether it is a facility that is there already."""

    NEW = "new"
    CHANGES = "changes"
    SAME = "same"
    ASKED = "asked"
    FAULTY = "faulty"
    LEFT_OUT = "left_out"


OUTCOMES = {
    Outcome.NEW: N_("New"),
    Outcome.CHANGES: N_("Changes a card"),
    Outcome.SAME: N_("Changes nothing"),
    Outcome.ASKED: N_("Perhaps there already"),
    Outcome.FAULTY: N_("Has errors"),
    Outcome.LEFT_OUT: N_("Left out"),
}


class Done(StrEnum):
    """What became of a row."""

    NOTHING = ""
    RECORDED = "recorded"
    CHANGED = "changed"
    REFUSED = "refused"
    TAKEN_BACK = "taken_back"
    KEPT = "kept"


DONE = {
    Done.NOTHING: N_("Not recorded"),
    Done.RECORDED: N_("Recorded"),
    Done.CHANGED: N_("Card changed"),
    Done.REFUSED: N_("Refused"),
    Done.TAKEN_BACK: N_("Undone"),
    Done.KEPT: N_("Could not be undone"),
}


class Decision(StrEnum):
    """What somebody said of a row that may be there already."""

    OPEN = ""
    SAME = "same"
    OTHER = "other"
    SKIP = "skip"


DECISIONS = {
    Decision.OPEN: N_("Not decided yet"),
    Decision.SAME: N_("It is this one"),
    Decision.OTHER: N_("It is another facility"),
    Decision.SKIP: N_("Leave the row out"),
}

NO_SUCH_IMPORT = RefusalWord(
    "inventory.no_such_import",
    N_("There is no such import, or it is not yours to see. Go back to the list."),
    status=404,
)
NO_SUCH_ROW = RefusalWord(
    "inventory.no_such_row",
    N_("This import has no row %(row)s that waits for a decision. Reload the page."),
    status=404,
)
NOT_IN_THIS_STATE = RefusalWord(
    "inventory.not_in_this_state",
    N_("The import is in another state by now (%(state)s). Reload the page and look again."),
    status=409,
)
COLUMN_EXCLUDED = RefusalWord(
    "inventory.column_excluded",
    N_("Column %(letter)s cannot be imported: it tells what this platform does not take (“%(found)s”). Leave it out."),
)
NO_SUCH_COLUMN = RefusalWord(
    "inventory.no_such_column", N_("There is no column %(letter)s, or no field “%(target)s”. Choose from the lists.")
)
COLUMN_TWICE = RefusalWord(
    "inventory.column_twice", N_("Two columns were chosen for “%(target)s” (%(letters)s). Leave one of them out.")
)
NO_NAME_COLUMN = RefusalWord(
    "inventory.no_name_column",
    N_("No column was chosen for a name. Say which column holds the names of the facilities."),
)
NO_SUCH_SHEET = RefusalWord(
    "inventory.no_such_sheet", N_("The file has no sheet “%(name)s”. Choose one of its sheets.")
)
OTHER_FORM_VERSION = RefusalWord(
    "inventory.other_form_version",
    N_(
        "These submissions were made with version “%(version)s” of the form; read here are: %(known)s. Take the form "
        "from this page anew, or hand the answers in as a table."
    ),
)
NOTHING_TO_APPLY = RefusalWord(
    "inventory.nothing_to_apply", N_("No row would record or change anything. There is nothing to do.")
)
UNKNOWN_WORD = RefusalWord(
    "inventory.unknown_word",
    N_("“%(value)s” is not known here. Write one of these: %(known)s."),
)
NO_MEANING = RefusalWord("inventory.no_meaning", N_("Choose for at least one word what it means, from its list."))
UNKNOWN_PLACE = RefusalWord(
    "inventory.unknown_place",
    N_("“%(value)s” is not in the gazetteer of the country. Check the spelling, or leave the cell empty."),
)
UNKNOWN_ORGANISATION = RefusalWord(
    "inventory.unknown_organisation",
    N_("The organisation “%(value)s” is not recorded here. Record it first, or leave the cell empty."),
)
CELL_EXCLUDED = RefusalWord(
    "inventory.cell_excluded",
    N_("“%(found)s” is not taken here. Strains, quantities, storage places, guards and data of persons have no place."),
)
MISSING = RefusalWord("inventory.missing", N_("This is needed and the row does not have it. Fill it in."))
ROW_TWICE = RefusalWord(
    "inventory.row_twice", N_("Row %(row)s has the same facility. Delete one of the two, or tell them apart.")
)
READ_FROM_MINUTES = RefusalWord(
    "inventory.read_from_minutes", N_("Read from degrees and minutes as %(degrees)s. Look whether that is right.")
)
READ_FROM_FORMULA = RefusalWord(
    "inventory.read_from_formula", N_("The cell holds a formula; its result “%(value)s” was taken.")
)
REPLACES = RefusalWord(
    "inventory.replaces",
    N_("The card says something else. Recording this row changes it."),
)
CARD_GONE = RefusalWord(
    "inventory.card_gone",
    N_("The card that this row would change is gone by now. Choose the columns anew; the rows are then checked again."),
    status=404,
)
CHANGED_SINCE = RefusalWord(
    "inventory.changed_since", N_("Somebody has changed the card since. It stays as it is now; correct it there.")
)
OTHERS_RELY = RefusalWord(
    "inventory.others_rely", N_("Other records rely on this card by now, so it stays. Close it there if it is wrong.")
)
