"""The tables of coverage: rounds of the example world and what is judged in them."""

from kerege.worlds import rows_coverage as rows
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import day, keys, lines

COVERAGE: tuple[Table, ...] = (
    table_of(
        "law_rounds.csv",
        "law.round.opened",
        rows.open_round,
        "account owner key title as_of instruments on",
        adds="synthetic",
        cells={"as_of": day, "instruments": keys, "on": day},
    ),
    table_of(
        "judgements.csv",
        "law.judgement.drafted",
        rows.judge,
        "round obligation status drafter on why",
        "chain searched missing places submitted reviewer returned reason approved",
        cells={"on": day, "places": lines, "submitted": day, "returned": day, "approved": day},
    ),
)
