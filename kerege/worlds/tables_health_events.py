"""The table of signals and events of the example world."""

from kerege.worlds import rows_health_events as rows
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import keys, lines


def _number(value: str, column: str) -> float:
    """Days, also parts of one."""
    return float(value)


HEALTH_EVENTS: tuple[Table, ...] = (
    table_of(
        "health_signals.csv",
        "response.signal.recorded",
        rows.record_signal,
        "owner officer source source_name zone domains known days_before exercise",
        "unit place title dismissed frames",
        adds="synthetic",
        cells={"domains": keys, "days_before": _number, "frames": lines},
    ),
)
