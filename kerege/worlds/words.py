"""What is refused about a folder of data."""

from kerege.lib.refusal import N_, RefusalWord

NO_FOLDER = RefusalWord(
    "worlds.no_folder",
    N_("There is no world.toml in %(folder)s, so it is no world. Choose a folder that has one."),
    status=404,
)
BAD_PASSPORT = RefusalWord(
    "worlds.bad_passport",
    N_("world.toml cannot be used: %(reason)s. Correct it as kerege/worlds/README.md describes."),
)
UNKNOWN_FILE = RefusalWord(
    "worlds.unknown_file",
    N_("No table is called %(file)s. Rename it to one of the tables that kerege/worlds/README.md lists, or remove it."),
)
UNKNOWN_COLUMN = RefusalWord(
    "worlds.unknown_column",
    N_("The table has no column “%(column)s”. Its columns are: %(columns)s. Rename or remove the column."),
)
MISSING_COLUMN = RefusalWord(
    "worlds.missing_column", N_("The column “%(column)s” is missing. Add it; its cells may not be empty.")
)
DOUBLE_COLUMN = RefusalWord(
    "worlds.double_column", N_("The column “%(column)s” is there twice. Remove one of the two.")
)
ROW_SHAPE = RefusalWord(
    "worlds.row_shape",
    N_(
        "The row has %(cells)s cells, the table has %(columns)s columns. "
        "Look for a missing or stray comma or quotation mark."
    ),
)
EMPTY_CELL = RefusalWord("worlds.empty_cell", N_("The cell may not be empty. Fill it, or remove the row."))
NOT_YES_NO = RefusalWord(
    "worlds.not_yes_no",
    N_("“%(value)s” is neither yes nor no. Write yes or no, or leave the cell empty when it is not known."),
)
NOT_A_LEVEL = RefusalWord(
    "worlds.not_a_level",
    N_("“%(value)s” is not a level of sensitivity. Write one of %(known)s, or leave the cell empty for the usual one."),
)
TOO_LARGE = RefusalWord(
    "worlds.too_large", N_("The file has %(size)s bytes; at most %(most)s can be read at once. Split it.")
)
FOREIGN_LANGUAGE = RefusalWord(
    "worlds.foreign_language",
    N_("“%(lang)s” is none of the pack's languages (%(languages)s). Add it to pack.toml, or remove the row."),
)
NOT_OF_THIS_COUNTRY = RefusalWord(
    "worlds.not_of_this_country",
    N_("%(territory)s has no %(kind)s “%(subject)s”. A pack names only what belongs to its own country."),
)
