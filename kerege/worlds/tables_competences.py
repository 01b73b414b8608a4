"""The tables of competences: posts, who stands on them, and what these people showed."""

from kerege.worlds import rows_competences as rows
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import day, number, yes_no

COMPETENCES: tuple[Table, ...] = (
    table_of(
        "posts.csv",
        "capacity.post.recorded",
        rows.post,
        "facility framework role people fte on",
        "unit",
        adds="synthetic",
        cells={"on": day},
    ),
    table_of(
        "post_holders.csv",
        "capacity.holder.named",
        rows.holder,
        "facility role person share on",
        "unit",
        cells={"on": day, "share": number},
    ),
    table_of(
        "shown.csv",
        "capacity.competence.shown",
        rows.shown,
        "who framework competence kind level shown_on recorded_on",
        "person expires_on reference taught",
        cells={"shown_on": day, "expires_on": day, "recorded_on": day, "taught": yes_no},
    ),
)
