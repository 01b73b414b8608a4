"""The tables of what countries give to those who plan with them, and of what these have begun."""

from kerege.worlds import rows_begun as begun
from kerege.worlds import rows_planning as rows
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import day, keys, lines, number

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
    table_of(
        "outlooks.csv",
        "planning.outlook.begun",
        begun.outlook,
        "account owner territory title scheme hold on why rows",
        "language",
        adds="synthetic",
        cells={"hold": number, "on": day, "rows": lines},
    ),
    table_of(
        "season_plans.csv",
        "planning.scenario.begun",
        begun.plan,
        "account owner title first last curricula seconds on rows",
        "centre trainers",
        adds="synthetic",
        cells={
            "first": day,
            "last": day,
            "curricula": keys,
            "seconds": number,
            "on": day,
            "trainers": lines,
            "rows": lines,
        },
    ),
    table_of(
        "years_plans.csv",
        "planning.years.begun",
        begun.years,
        "account owner title begins quarters seconds on why rows",
        adds="synthetic",
        cells={"begins": day, "quarters": number, "seconds": number, "on": day, "rows": lines},
    ),
)
