"""A copy of the tables holds no value that is for fewer readers than its record: those stand in the side tables."""

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


def test_a_dump_of_the_tables_holds_no_labelled_value(demo_world):
    laid = canaries.lay()
    words = [canary.word for canary in laid.words]
    aside, alike = side_tables(), labelled_alike()
    everywhere = dump.found(*words)
    held = {table: [w for w in words if f"{table}.value: {w}" in everywhere] for table in aside}
    assert [aside[table] for table, found in held.items() if len(found) < len(canaries.LEVELS)] == []
    labelled = [word for found in held.values() for word in found]
    assert dump.found(*labelled, leaving_out={*aside, *alike}) == []
    assert len(everywhere) > len(labelled), "the records' own words are in their tables"


def test_what_says_the_same_in_other_words_has_the_label_of_the_field(demo_world):
    canaries.lay()
    assert set(labelled_alike()) == {"people_personname"}
    for model in labelled_alike().values():
        to, field = model.labelled_as
        with checking():
            rows = list(model.objects.inside_action().select_related(to))
            open_ones = [r for r in rows if r.label < getattr(getattr(r, to), field + LABEL_SUFFIX)]
            assert len(rows) > len(canaries.LEVELS)
        assert open_ones == []
