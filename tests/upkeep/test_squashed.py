"""One migration of a room in place of many: it says what they said, and lays the same schema."""

import re
from itertools import chain

import pytest
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.operations import RunPython, RunSQL

from kerege.people.rules import SYSTEM
from kerege.upkeep.queries import databases
from tests.upkeep import built
from tests.upkeep.conftest import made

LOADER = MigrationLoader(None, replace_migrations=False)
SQUASHED = {key: found for key, found in sorted(LOADER.disk_migrations.items()) if found.replaces}
PLAIN = sorted(set(LOADER.disk_migrations) - set(SQUASHED))
ROWS_ALONE = {
    ("capacity", "0002_findings_with_causes"),
    ("capacity", "0015_share_that_was_asked"),
    ("inventory", "0002_asides"),
    ("inventory", "0008_sums"),
    ("inventory", "0011_words_of_scope"),
    ("outreach", "0002_asides"),
    ("people", "0004_pseudonym_keys"),
    ("people", "0005_asides"),
    ("people", "0009_pseudonyms_in_tasks"),
    ("privacy", "0003_listed_fields"),
    ("sharing", "0003_frozen_periods"),
    ("sharing", "0005_pseudonyms"),
    ("sharing", "0006_shares_of_erased"),
    ("training", "0002_asides"),
    ("training", "0020_bookings_without_modules"),
}
"""Whose code changes rows that are there and nothing else: an empty database needs none of it."""

every_squashed = pytest.mark.parametrize("key", SQUASHED, ids=".".join)


def code(*migrations) -> list:
    """What migrations do besides what the models say."""
    found = chain.from_iterable(LOADER.disk_migrations[key].operations for key in migrations)
    return [getattr(o, "code", None) or o.sql for o in found if isinstance(o, RunPython | RunSQL)]


@pytest.mark.nodb
@every_squashed
def test_it_stands_for_all_up_to_the_last_in_its_name(key):
    replaced = SQUASHED[key].replaces
    assert replaced == [plain for plain in PLAIN if plain[0] == key[0]][: len(replaced)]
    assert key[1] == f"whole_squashed_{replaced[-1][1]}"


@pytest.mark.nodb
@every_squashed
def test_it_depends_on_what_they_depended_on_in_other_rooms(key):
    """By the same names: so no circle comes about where a database has had some of them only."""
    others = chain.from_iterable(LOADER.disk_migrations[plain].dependencies for plain in SQUASHED[key].replaces)
    needed: dict[str, str] = {}
    for room, name in others:
        if room != key[0] and name != "__first__":
            needed[room] = max(name, needed.get(room, ""))
    assert dict(SQUASHED[key].dependencies) == needed


@pytest.mark.nodb
@every_squashed
def test_it_says_of_every_model_what_they_said_field_by_field(key):
    here, there = (LOADER.project_state(last).models for last in (key, SQUASHED[key].replaces[-1]))
    models = {name: model for (room, name), model in there.items() if room == key[0]}
    assert models == {name: model for (room, name), model in here.items() if room == key[0]}
    assert {n: list(m.fields) for n, m in models.items()} == {n: list(here[key[0], n].fields) for n in models}


@pytest.mark.nodb
@every_squashed
def test_it_runs_their_code_but_what_changes_rows_alone(key):
    taken = [c for c in code(key) if not getattr(c, "__module__", "").endswith(key[1])]
    assert taken == code(*(plain for plain in SQUASHED[key].replaces if plain not in ROWS_ALONE))


@pytest.mark.nodb
def test_whose_code_is_left_out_has_some():
    assert all(code(key) for key in ROWS_ALONE)


# -- the schema itself ------------------------------------------------------------------------------------------------

ON_POSTGRESQL = """
SELECT 'column', table_name, column_name, concat_ws(' ', data_type, character_maximum_length, is_nullable,
    column_default, is_identity, is_generated) FROM information_schema.columns WHERE table_schema = 'public'
UNION ALL SELECT 'index', tablename, indexname, indexdef FROM pg_indexes WHERE schemaname = 'public'
UNION ALL SELECT 'constraint', conrelid::regclass::text, conname, pg_get_constraintdef(oid)
    FROM pg_constraint WHERE connamespace = 'public'::regnamespace
UNION ALL SELECT 'trigger', tgrelid::regclass::text, tgname, pg_get_triggerdef(oid)
    FROM pg_trigger WHERE NOT tgisinternal
UNION ALL SELECT 'function', '', proname, pg_get_functiondef(oid)
    FROM pg_proc WHERE pronamespace = 'public'::regnamespace AND prokind = 'f'
UNION ALL SELECT 'part', inhparent::regclass::text, inhrelid::regclass::text, '' FROM pg_inherits
"""


def schema(connection) -> list[tuple]:
    """What a database holds besides rows. The order of columns in a table is left out: nobody asks by it."""
    with connection.cursor() as cursor:
        if connection.vendor == "postgresql":
            cursor.execute(ON_POSTGRESQL)
            return sorted(cursor.fetchall())
        cursor.execute("SELECT type, name, tbl_name, sql FROM sqlite_master")
        return sorted((*told, _pieces(sql or "")) for *told, sql in cursor.fetchall())


def _pieces(sql: str) -> tuple[str, ...]:
    if not sql.startswith("CREATE TABLE"):
        return (sql,)
    return tuple(sorted(re.split(r', (?="|CONSTRAINT )', sql[sql.index("(") + 1 : sql.rindex(")")])))


@pytest.mark.crawl
def test_the_schema_is_the_one_that_they_lay_one_by_one(unblocked, tmp_path):
    found = []
    for migrations in (PLAIN, [*PLAIN, *SQUASHED]):
        with made(tmp_path) as settings, databases.opened(settings, "default") as own:
            built.make(by=SYSTEM, connection=own, migrations=migrations)
            found.append(schema(own))
    assert len(found[0]) > 1000
    assert found[0] == found[1]
