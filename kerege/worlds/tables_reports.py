"""The table of reports to international bodies in the example world."""

from kerege.worlds import rows_reports as rows
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import day, lines, number

REPORTS: tuple[Table, ...] = (
    table_of(
        "law_reports.csv",
        "law.report.opened",
        rows.prepare,
        "account owner form period as_of on",
        "audience written prepared reviewer released",
        adds="synthetic",
        cells={"period": number, "as_of": day, "on": day, "written": lines, "prepared": day, "released": day},
    ),
)
