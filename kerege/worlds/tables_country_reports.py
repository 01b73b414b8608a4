"""The tables of country reports and of what the region makes of them in the example world."""

from kerege.worlds import rows_country_reports as rows
from kerege.worlds.columns import Table, table
from kerege.worlds.rules import day


def _parts(value: str, column: str) -> list[str]:
    """Texts with // between them."""
    return [each.strip() for each in value.split("//") if each.strip()]


COUNTRY_REPORTS: tuple[Table, ...] = (
    table(
        "country_reports.csv",
        "outreach.report.begun",
        rows.country_report,
        "country author speaker title lang begun passages",
        "sent remarks agreed",
        adds="synthetic",
        cells={"begun": day, "sent": day, "agreed": day, "passages": _parts, "remarks": _parts},
    ),
    table(
        "regional_texts.csv",
        "outreach.text.begun",
        rows.regional_text,
        "author publisher speakers title lang begun passages",
        "asked published",
        adds="synthetic",
        cells={"begun": day, "asked": day, "published": day, "passages": _parts, "speakers": _parts},
    ),
)
