"""The table of mutual aid: cases between two countries of the example world."""

from kerege.worlds import rows_aid as rows
from kerege.worlds.columns import Table, table
from kerege.worlds.rules import day


def _steps(value: str, column: str) -> list[str]:
    """Steps with // between them."""
    return [each.strip() for each in value.split("//") if each.strip()]


AID: tuple[Table, ...] = (
    table(
        "aid_cases.csv",
        "response.aid.asked",
        rows.aid_case,
        "request giver asker_account giver_account begun what start until status begins",
        "bearer cost currency cost_note customs facility steps",
        adds="synthetic",
        cells={"begun": day, "start": day, "until": day, "steps": _steps},
    ),
)
