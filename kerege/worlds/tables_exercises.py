"""The table of exercises of the example world."""

from kerege.worlds import rows_exercises as rows
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import lines


def _days(value: str, column: str) -> float:
    return float(value)


def _whole(value: str, column: str) -> int:
    return int(value)


EXERCISES: tuple[Table, ...] = (
    table_of(
        "exercises.csv",
        "response.exercise.planned",
        rows.hold_exercise,
        "owner director template place zone label starts parts",
        "answers observations findings",
        adds="synthetic",
        cells={
            "label": _whole,
            "starts": _days,
            **dict.fromkeys(("parts", "answers", "observations", "findings"), lines),
        },
    ),
)
