"""What is refused of a file that holds a competence framework: CASE 1.0 JSON, or the table of our own."""

from kerege.lib.refusal import N_, RefusalWord

NOT_JSON = RefusalWord(
    "capacity.case_not_json", N_("The file is no JSON: it breaks off or is wrong near %(place)s. Export it again.")
)
FILE_TOO_LARGE = RefusalWord(
    "capacity.case_file_too_large",
    N_("A file of a framework may have %(most)s MB at most. Divide the framework, or send it without attachments."),
)
SHAPE = RefusalWord(
    "capacity.case_shape",
    N_("%(place)s of the CASE package has to be %(wanted)s. Correct it, and load the file again."),
)
NO_IDENTIFIER = RefusalWord(
    "capacity.case_identifier",
    N_("“%(value)s” at %(place)s is no identifier. CASE wants a UUID there; correct it, and load the file again."),
)
TWICE = RefusalWord(
    "capacity.case_twice",
    N_("The identifier “%(value)s” at %(place)s stands in the package already. Give one of the two another."),
)
UNKNOWN_TARGET = RefusalWord(
    "capacity.case_unknown_reference",
    N_("%(place)s points to “%(value)s”, and nothing in the package has that identifier. Correct it, or add the item."),
)
UNKNOWN_KIND = RefusalWord(
    "capacity.case_unknown_kind",
    N_("“%(value)s” at %(place)s is no kind of association of CASE. Known are: %(known)s."),
)
TWO_PARENTS = RefusalWord(
    "capacity.case_two_parents",
    N_("The item at %(place)s has a second parent. An item stands in one place here; take one of the two away."),
)
CIRCLE = RefusalWord(
    "capacity.case_circular",
    N_("These items contain each other: %(circle)s. Take one of the associations “isChildOf” away."),
)
TRANSLATION_ASTRAY = RefusalWord(
    "capacity.case_translation",
    N_(
        "The item at %(place)s cannot translate “%(of)s”: that is a translation itself, or has a text in “%(lang)s” "
        "already. Correct the association “isTranslationOf”, or the language."
    ),
)
TOO_DEEP = RefusalWord(
    "capacity.case_too_deep",
    N_(
        "The item at %(place)s lies below a competence, and says no level. Give it the kind “Level 1” to “Level 4” or "
        "“Level T”, or move it up."
    ),
)
NO_COLUMNS = RefusalWord(
    "capacity.framework_columns",
    N_("The table has no column “%(column)s”. Take an exported framework as the pattern, and keep its columns."),
)
ROW = RefusalWord(
    "capacity.framework_row",
    N_("Row %(row)s is of the kind “%(value)s”, which a framework has not. Known are: %(known)s."),
)
ROW_ASTRAY = RefusalWord(
    "capacity.framework_row_astray",
    N_("Row %(row)s belongs to “%(of)s”, and no row above it has that code. Correct the code, or move the row down."),
)
WIDTH = RefusalWord(
    "capacity.framework_width",
    N_("Row %(row)s has %(cells)s cells and the heading %(columns)s. Give every row as many cells as the heading."),
)
