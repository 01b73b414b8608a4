"""A copy of the tables holds no value that is for fewer readers than its record: those stand in the side tables."""

import pytest

from kerege.journal.rules import checking
from kerege.records.asides import LABEL_SUFFIX, side_table
from kerege.records.labels import labelled_fields
from tests import dump
from tests.house import canaries


def side_tables() -> dict[str, str]:
    """The table of each labelled field, with the field."""
    fields = [(m, name) for m in canaries.owned_models() for name in labelled_fields(m)]
    return {side_table(m, name)._meta.db_table: f"{m._meta.label}.{name}" for m, name in fields}


def labelled_alike() -> dict[str, object]:
    """Tables whose rows say the same in other words, and so have the label of the field as their own."""
    return {m._meta.db_table: m for m in canaries.owned_models() if m.labelled_as[1]}


INDEXES = {"inventory_findable": "a row for each clearance, of what it may read, under the label that it asks for"}
"""Tables that repeat what records say, row by row under a label of their own."""


def under_row_labels() -> list[object]:
    return [m for m in canaries.owned_models() if m._meta.db_table in {*labelled_alike(), *INDEXES}]


@pytest.mark.long
def test_a_dump_of_the_tables_holds_no_labelled_value(laid):
    words = [canary.word for canary in laid.words]
    aside = side_tables()
    everywhere = dump.found(*words)
    held = {table: [w for w in words if f"{table}.value: {w}" in everywhere] for table in aside}
    labelled = [word for found in held.values() for word in found]  # in each of them: test_canaries.py
    assert len([table for table, found in held.items() if found]) > 4
    assert dump.found(*labelled, leaving_out={*aside, *labelled_alike(), *INDEXES}) == []
    assert len(everywhere) > len(labelled), "the records' own words are in their tables"
    assert [table for table in INDEXES if not any(line.startswith(f"{table}.") for line in everywhere)] == []
    with checking():
        rows = [row for model in under_row_labels() for row in model.objects.inside_action()]
    texts = [(row, " ".join(str(getattr(row, f.attname)) for f in row._meta.concrete_fields)) for row in rows]
    open_ones = [
        (str(row), c.word) for row, text in texts for c in laid.words if c.word in text and c.level > row.label
    ]
    assert open_ones == [], "a row that repeats a value has at least the value's label"
    _check_names()


def _check_names() -> None:
    """Spellings say the same as the name in other words, and have its label."""
    assert set(labelled_alike()) == {"people_personname"}
    for model in labelled_alike().values():
        to, field = model.labelled_as
        with checking():
            rows = list(model.objects.inside_action().select_related(to))
            open_ones = [r for r in rows if r.label < getattr(getattr(r, to), field + LABEL_SUFFIX)]
            assert len(rows) > len(canaries.LEVELS)
        assert open_ones == []
