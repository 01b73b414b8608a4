"""The table of the library: a row for each edition in a language."""

from kerege.worlds import rows_library as rows
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import day, keys, sensitivity

LIBRARY: tuple[Table, ...] = (
    table_of(
        "library.csv",
        "outreach.edition.added",
        rows.edition,
        "key owner kind topics edition lang title rights licence issued_on on",
        "label summary file address",
        adds="synthetic",
        cells={"topics": keys, "issued_on": day, "on": day, "label": sensitivity},
    ),
)
