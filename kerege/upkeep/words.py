"""What looking after a node refuses."""

from kerege.lib.refusal import N_, RefusalWord

NEWER_RELEASE = RefusalWord(
    "upkeep.newer_release",
    N_(
        "The data come from a newer release: this program does not know the migrations %(migrations)s. "
        "Install the release that they come from, or a later one, and try again."
    ),
    status=409,
)
NOT_EMPTY = RefusalWord(
    "upkeep.not_empty",
    N_(
        "%(place)s already holds a node. Choose an empty place, or add --replace: "
        "what is there is kept beside it under another name."
    ),
    status=409,
)
ROWS_DIFFER = RefusalWord(
    "upkeep.rows_differ",
    N_(
        "What was written differs from what was read, in %(tables)s. Nothing was put in place; "
        "keep the original and report this."
    ),
    status=409,
)
