"""The tables of alerts: warnings of the example world."""

from kerege.worlds import rows_alerts as rows
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import keys, lines


def _number(value: str, column: str) -> float:
    """Days, also parts of one."""
    return float(value)


def _whole(value: str, column: str) -> int:
    return int(value)


ALERTS: tuple[Table, ...] = (
    table_of(
        "alerts.csv",
        "response.alert.issued",
        rows.issue_alert,
        "owner author second status hazard severity urgency label recipients area sent_before holds first",
        "second_text third follows polygon circle unit contact replies",
        adds="synthetic",
        cells={"recipients": keys, "sent_before": _number, "holds": _number, "label": _whole, "replies": lines},
    ),
)
