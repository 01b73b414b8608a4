"""The tables of codes of conduct: which organisations adopted one, and who signed."""

from kerege.worlds import rows_conduct as rows
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import day

CONDUCT: tuple[Table, ...] = (
    table_of(
        "code_adoptions.csv",
        "outreach.code.adopted",
        rows.adopt,
        "code organisation on",
        adds="synthetic",
        cells={"on": day},
    ),
    table_of(
        "pledges.csv",
        "outreach.code.signed",
        rows.sign,
        "account code version lang on",
        "signed_as",
        adds="synthetic",
        cells={"on": day},
    ),
)
