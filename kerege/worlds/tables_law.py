"""The tables of national law that a world may have."""

from kerege.worlds import rows_law as rows
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as _table
from kerege.worlds.rules import day, number, pairs, yes_no

MEASURES: tuple[Table, ...] = (
    _table(
        "measures.csv",
        "law.measure.recorded",
        rows.record_measure,
        "owner uri kind title_en sources",
        "title_ru state number dates rank level delegated_from delegated_eid link aliases note synthetic",
        cells={"level": number, "aliases": pairs, "synthetic": yes_no},
    ),
    _table(
        "measure_texts.csv",
        "law.text.added",
        rows.add_text,
        "uri language start source_kind text",
        "until",
        cells={"start": day, "until": day},
    ),
    _table(
        "measure_events.csv",
        "law.event.recorded",
        rows.record_event,
        "uri kind",
        "on condition parts by_measure source note",
    ),
)
