"""What is refused about a sheet, and the sentences of what was noticed."""

from kerege.lib.refusal import N_, RefusalWord
from kerege.lib.sheets.shape import Noticed

UNREADABLE = RefusalWord(
    "sheets.unreadable",
    N_("This file cannot be read as a sheet (%(why)s). Open it in the program that made it and save it anew."),
)
UNKNOWN_KIND = RefusalWord(
    "sheets.unknown_kind",
    N_("“%(name)s” is no kind of sheet that is read here. Save it as one of these: %(kinds)s."),
)
BROKEN_SUBMISSION = RefusalWord(
    "sheets.broken_submission",
    N_(
        "“%(name)s” in the archive is cut off or no submission (%(why)s), so nothing was taken. Let the device send it "
        "again, or take it out of the archive."
    ),
)
OTHER_REFERENCE_SYSTEM = RefusalWord(
    "sheets.other_reference_system",
    N_(
        "The file says that its coordinates are in “%(name)s”. Save it in WGS 84 (EPSG:4326), in which GeoJSON is, and "
        "hand it in again."
    ),
)
OLD_WORKBOOK = RefusalWord(
    "sheets.old_workbook",
    N_("“%(name)s” is a workbook of an old or binary kind. Open it and save it as .xlsx, then try again."),
)
MACROS = RefusalWord("sheets.macros", N_("The workbook holds macros. Save it as .xlsx without them, and try again."))
NO_ROWS = RefusalWord("sheets.no_rows", N_("There is no row of data in this file. See that the right sheet was saved."))
TOO_MANY_ROWS = RefusalWord(
    "sheets.too_many_rows",
    N_("The sheet “%(name)s” has more than %(most)s rows. Divide it and hand in the parts one after the other."),
    status=413,
)
TOO_MANY_COLUMNS = RefusalWord(
    "sheets.too_many_columns",
    N_("The sheet “%(name)s” has more than %(most)s columns. Delete those that are not needed."),
    status=413,
)
NOT_A_DAY = RefusalWord(
    "sheets.not_a_day", N_("“%(value)s” is no day. Write it as 2026-04-17, 17.04.2026 or 17 April 2026.")
)
OTHER_CALENDAR = RefusalWord(
    "sheets.other_calendar",
    N_("“%(value)s” looks like a day of another calendar. Write the day of the Gregorian calendar, as 2026-04-17."),
)
NOT_A_NUMBER = RefusalWord(
    "sheets.not_a_number", N_("“%(value)s” is no number. Write digits alone, for example 12 or 12.5.")
)
NOT_A_COUNT = RefusalWord("sheets.not_a_count", N_("“%(value)s” is no whole number from 0 up. Write digits alone."))
NOT_AN_ANGLE = RefusalWord(
    "sheets.not_an_angle",
    N_("“%(value)s” is no coordinate. Write it in degrees, for example 43.2567 or 43°15′24″ N."),
)
NOT_A_POINT = RefusalWord(
    "sheets.not_a_point",
    N_("“%(value)s” is no pair of coordinates. Write latitude and longitude, for example 43.2567, 76.9286."),
)
FAULT_IN_CELL = RefusalWord(
    "sheets.fault_in_cell", N_("The formula in this cell failed (%(value)s). Put what it should be in its place.")
)
NO_CACHED_VALUE = RefusalWord(
    "sheets.no_cached_value",
    N_("This cell holds a formula without its result. Open the sheet, let it calculate, and save it."),
)

NOTICES: dict[Noticed, str] = {
    Noticed.HIDDEN_SHEET: N_("The hidden sheet “%(name)s” was left aside. Choose it if it is meant."),
    Noticed.HIDDEN_ROWS: N_("Hidden rows, read like all others: %(count)s, the first is row %(first)s."),
    Noticed.HIDDEN_COLUMNS: N_("These columns are hidden in the file and were read like all others: %(names)s."),
    Noticed.FORMULAS: N_(
        "Cells with formulas: %(count)s, the first is %(first)s. The results that the file keeps were taken."
    ),
    Noticed.MERGED: N_("Merged cells, filled with what stands in the first of them: %(count)s, from %(first)s on."),
    Noticed.LINKS: N_("The workbook points to other files. Nothing was fetched from there."),
    Noticed.TITLES: N_("Rows above the table that were left out: %(count)s."),
    Noticed.HEADERS: N_("Rows of the heading, which were joined: %(count)s."),
    Noticed.NO_HEADER: N_("No heading was found, so the columns have the names of their letters."),
    Noticed.NUMBERED: N_("The row that only numbers the columns was left out."),
    Noticed.SECTIONS: N_(
        "Rows with a title across the table that were left out: %(count)s, the first is row %(first)s."
    ),
    Noticed.ENCODING: N_("The text was read as %(name)s. Look whether the names are right."),
    Noticed.OTHER_FILES: N_("Files in the archive that are no submissions and were left out: %(count)s."),
    Noticed.AREAS: N_(
        "Organisation units that hold others and have no point of their own were left out as areas: %(count)s, the "
        "first is “%(first)s”."
    ),
    Noticed.SEPARATOR: N_("The columns are apart by “%(name)s”."),
}
