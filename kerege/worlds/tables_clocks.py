"""The tables of mandates and of duties with clocks of the example world."""

from kerege.worlds import rows_clocks as rows
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import day, keys, lines, yes_no


def _number(value: str, column: str) -> float:
    """Hours, also parts of one."""
    return float(value)


CLOCKS: tuple[Table, ...] = (
    table_of(
        "mandates.csv",
        "response.mandate.recorded",
        rows.record_mandate,
        "owner officer kind seat start",
        "head body telephone email hours checked_before",
        adds="synthetic",
        cells={"start": day},
    ),
    table_of(
        "example_duties.csv",
        "law.information_duty.recorded",
        rows.record_duty,
        "owner key sender recipient subject what_en what_ru mode period clock act source",
        "switched_by working_days",
        adds="synthetic",
        cells={"working_days": yes_no},
    ),
    table_of(
        "duty_clocks.csv",
        "response.occasion.opened",
        rows.open_clocks,
        "owner officer title zone hours_before duties",
        "event exercise steps",
        adds="synthetic",
        cells={"hours_before": _number, "duties": keys, "steps": lines},
    ),
)
