"""For migrations: what stood in a column beside its label goes into a side table, and back."""

from typing import Any

from django.db.migrations import RunPython

from kerege.records.asides import LABEL_SUFFIX


def move_aside(app: str, model: str, field: str, table: str) -> RunPython:
    """Copy the values and labels of `field` into the side table, row by row of the record, inside the database.

    Works on SQLite and PostgreSQL and takes no memory. Stands between the creation of the table and the removal of the
    two columns.
    """

    def forward(apps: Any, schema_editor: Any) -> None:
        source, target = _names(apps, schema_editor, app, model, table)
        quote = schema_editor.quote_name
        value, label = quote(field), quote(field + LABEL_SUFFIX)
        schema_editor.execute(
            f"INSERT INTO {target} (record_id, uid, owner, label, synthetic, value) "  # noqa: S608 - names of our tables
            f"SELECT id, uid, owner, {label}, synthetic, {value} FROM {source}"
        )
        _settle(schema_editor)

    def backward(apps: Any, schema_editor: Any) -> None:
        source, target = _names(apps, schema_editor, app, model, table)
        quote = schema_editor.quote_name
        kept = f"FROM {target} WHERE {target}.record_id = {source}.id"
        schema_editor.execute(
            f"UPDATE {source} SET {quote(field)} = (SELECT value {kept}), "  # noqa: S608 - names of our tables
            f"{quote(field + LABEL_SUFFIX)} = (SELECT label {kept})"
        )
        _settle(schema_editor)

    return RunPython(forward, backward)


def _names(apps: Any, schema_editor: Any, app: str, *models: str) -> list[str]:
    return [schema_editor.quote_name(apps.get_model(app, name)._meta.db_table) for name in models]


def _settle(schema_editor: Any) -> None:
    """PostgreSQL alters no table whose rows have checks to come."""
    if schema_editor.connection.vendor == "postgresql":
        schema_editor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        schema_editor.execute("SET CONSTRAINTS ALL DEFERRED")
