"""The tables of incidents: the desk of a laboratory of the example world, and what was reported there."""

from kerege.worlds import rows_incidents as rows
from kerege.worlds.columns import Table, table
from kerege.worlds.rules import day, keys, number, yes_no

INCIDENTS: tuple[Table, ...] = (
    table(
        "incident_desks.csv",
        "response.desk.kept",
        rows.keep_desk,
        "account facility anonymous days health on",
        adds="synthetic",
        cells={"anonymous": yes_no, "days": number, "on": day},
    ),
    table(
        "incidents.csv",
        "response.incident.reported",
        rows.incident,
        "facility officer kind severity room activity story occurred reported confidence occurrences",
        "immediate risk_group reporter affected acknowledged causes competences found concluded title_en title_ru "
        "lesson_en lesson_ru checker published",
        adds="synthetic",
        cells={
            "occurred": day,
            "reported": day,
            "occurrences": keys,
            "acknowledged": day,
            "causes": keys,
            "competences": keys,
            "concluded": day,
            "published": day,
        },
    ),
)
