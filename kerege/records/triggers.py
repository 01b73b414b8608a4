"""Triggers by which the database itself refuses what no action does, alike on SQLite and PostgreSQL. For migrations.

Migrations rest on it: what it writes for given rules never changes.
"""

from collections.abc import Callable, Iterable, Sequence
from typing import Any

from django.db import router
from django.db.migrations import RunPython

Rule = tuple[str, str, str, str]
"""A table, the moment (INSERT, UPDATE or DELETE), when it is refused (a condition on OLD and NEW), and what is said."""
Rules = Callable[[str], Sequence[Rule]]
"""The rules, from how the database says that two values differ: `IS NOT`, or `IS DISTINCT FROM`."""


class OnTables(RunPython):
    """A step of a migration that speaks to the tables alone: its functions are called with None in place of the models,
    which Django would build anew, all of every room, for each such step.
    """

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        self._asked(app_label, schema_editor, self.code)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        if self.reverse_code is None:
            raise NotImplementedError("this step cannot be taken back")
        self._asked(app_label, schema_editor, self.reverse_code)

    def _asked(self, app_label: str, schema_editor: Any, code: Any) -> None:
        if router.allow_migrate(schema_editor.connection.alias, app_label, **self.hints):
            code(None, schema_editor)


def differs(columns: Iterable[str], op: str) -> str:
    """The condition that one of these columns changes."""
    return " OR ".join(f'OLD."{column}" {op} NEW."{column}"' for column in columns)


def guarded(rules: Rules, *, replaced: Sequence[Rule] = ()) -> OnTables:
    """The step of a migration that sets these triggers, and takes them away again.

    `replaced` stand on SQLite alone, which replaces a row without firing the trigger against deletion.
    """

    def guard(_apps: Any, schema_editor: Any) -> None:
        lite = _is_sqlite(schema_editor)
        for statement in _on_sqlite(_of_sqlite(rules, replaced)) if lite else _on_postgresql(rules):
            schema_editor.execute(statement)

    def unguard(_apps: Any, schema_editor: Any) -> None:
        lite = _is_sqlite(schema_editor)
        told = _of_sqlite(rules, replaced) if lite else rules("IS DISTINCT FROM")
        for n, (table, *_rest) in enumerate(told, start=1):
            schema_editor.execute(
                f"DROP TRIGGER {_name(table, n)}" if lite else f"DROP FUNCTION {_name(table, n)}() CASCADE"
            )

    return OnTables(guard, unguard)


def _is_sqlite(schema_editor: Any) -> bool:
    return bool(schema_editor.connection.vendor == "sqlite")


def _of_sqlite(rules: Rules, replaced: Sequence[Rule]) -> list[Rule]:
    return [*rules("IS NOT"), *replaced]


def _name(table: str, n: int) -> str:
    return f"{table}_guard_{n}"


def _on_sqlite(told: Sequence[Rule]) -> list[str]:
    return [
        f"CREATE TRIGGER {_name(table, n)} BEFORE {moment} ON {table} WHEN {when} "
        f"BEGIN SELECT RAISE(ABORT, '{said}'); END"
        for n, (table, moment, when, said) in enumerate(told, start=1)
    ]


def _on_postgresql(rules: Rules) -> list[str]:
    """A condition that asks another table stands inside the function: WHEN takes none there."""
    found = []
    for n, (table, moment, when, said) in enumerate(rules("IS DISTINCT FROM"), start=1):
        name, gives = _name(table, n), "OLD" if moment == "DELETE" else "NEW"
        found.append(
            f"CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
            f"IF {when} THEN RAISE EXCEPTION '{said}'; END IF; RETURN {gives}; END $$"
        )
        found.append(f"CREATE TRIGGER {name} BEFORE {moment} ON {table} FOR EACH ROW EXECUTE FUNCTION {name}()")
    return found
