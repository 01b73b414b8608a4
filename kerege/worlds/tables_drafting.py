"""The tables of drafting: gaps of the example world, a drafting task, its steps and its versions."""

from kerege.worlds import rows_drafting as rows
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import day, keys, number

DRAFTING: tuple[Table, ...] = (
    table_of(
        "gaps.csv",
        "law.gap.opened",
        rows.open_gap,
        "account owner obligation kind missing on",
        "target",
        cells={"on": day, "target": day},
    ),
    table_of(
        "drafting_tasks.csv",
        "law.drafting.opened",
        rows.open_task,
        "account key title kind language about due on",
        "amends",
        cells={"about": keys, "due": day, "on": day},
    ),
    table_of(
        "draft_versions.csv",
        "law.draft.written",
        rows.write_version,
        "account task number text on",
        "note",
        cells={"number": number, "on": day},
    ),
    table_of(
        "draft_steps.csv",
        "law.drafting.step",
        rows.take_step,
        "account task step on",
        "note result",
        cells={"on": day},
    ),
)
