"""The tables of what countries give to those who plan with them."""

from kerege.worlds import rows_planning as rows
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import day, keys, lines

PLANNING: tuple[Table, ...] = (
    table_of(
        "stated_needs.csv",
        "planning.needs.stated",
        rows.state,
        "owner on source rows",
        adds="synthetic",
        cells={"on": day, "rows": lines},
    ),
    table_of(
        "shares.csv",
        "sharing.share.made",
        rows.share,
        "owner kind readers start end on purpose",
        "person",
        cells={"readers": keys, "start": day, "end": day, "on": day},
    ),
)
