"""On PostgreSQL a node's role is neither superuser nor past row-level security. It copies whole nodes all the same.

The role and the database are made as docs/how-to/run-on-several-machines.md says; they are used as commands use them.
"""

from contextlib import contextmanager
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection, connections

from kerege.config.cli import copies, parser, serve
from kerege.journal import queries as journal
from kerege.people.rules import SYSTEM
from kerege.records import fence, policies
from kerege.upkeep.actions.moving import move
from kerege.upkeep.queries import databases
from kerege.upkeep.queries.tables import fingerprints
from tests.upkeep import readings
from tests.upkeep.copying import one_more_act

pytestmark = [
    pytest.mark.long,
    pytest.mark.skipif(connection.vendor != "postgresql", reason="SQLite has no roles"),
]


@pytest.fixture
def empty_of_role(unblocked):
    """Makes settings of a new database that belongs to a role which every policy holds."""
    role, made = f"kerege_{uuid4().hex[:12]}", []

    def make() -> dict:
        made.append(f"{role}_{len(made)}")
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"CREATE DATABASE {made[-1]} OWNER {role}")
        return databases.settings_of(connection) | {"NAME": made[-1], "USER": role}

    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE ROLE {role} LOGIN")
    yield make
    with connection._nodb_cursor() as cursor:
        for name in made:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
        cursor.execute(f"DROP ROLE {role}")


@contextmanager
def as_command(database):
    """The node's own connection as a command has it: it reads for somebody or for nobody, and not the whole node."""
    with databases.opened(database, "default") as own:
        own.kerege_spared = False
        token = fence._whole_node.set(False)
        try:
            yield own
        finally:
            fence._whole_node.reset(token)


def kerege(*words) -> int:
    return copies.run(parser.command_line().parse_args([str(word) for word in words]))


def persons() -> int:
    """How many a bare statement finds while nobody reads."""
    fence.nobody_reads()
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM people_person")
        return cursor.fetchone()[0]


def test_it_moves_backs_up_and_brings_back_every_row(node, empty_of_role, kept, settings):
    before, content = fingerprints(connection), readings.as_bytes()
    database = empty_of_role()
    moved = move(by=SYSTEM, source=databases.settings_of(connection), target=database)
    assert {table.table: table.written for table in moved} == before
    with as_command(database):
        own = connections["default"]
        assert (policies.unfenced_role(own), policies.open_tables(own)) == ("", [])
        assert persons() == 0
        assert kerege("backup", "--to", kept) == 0
        archive = next(kept.glob("*.age"))
        assert kerege("verify", archive) == 0
        one_more_act()
        assert kerege("restore", archive) == 1
        acts = journal.head()[0]
        assert kerege("restore", archive, "--replace") == 0
        assert (journal.head()[0], persons(), policies.open_tables(connections["default"])) == (acts, 0, [])
        assert readings.as_bytes() == content
        policies.lower_fence(connections["default"])  # as a move by an older release left it
        assert persons() > 0
        serve._mend_fence()
        assert (persons(), policies.open_tables(connections["default"])) == (0, [])
    with databases.opened(database, "whole") as whole:
        after = fingerprints(whole)
    assert {name for name in before if after[name] != before[name]} == {"journal_act", "journal_head"}


def test_a_role_that_owns_no_database_is_told_by_the_server(node, empty_of_role, kept):
    """The stage of a restore is a schema of its own; without the right to make one nothing is begun."""
    database, above = empty_of_role(), databases.settings_of(connection)
    move(by=SYSTEM, source=above, target=database)
    with databases.opened(above, "above") as other, other.cursor() as cursor:
        cursor.execute(f"ALTER DATABASE {database['NAME']} OWNER TO CURRENT_USER")
    with as_command(database):
        assert kerege("backup", "--to", kept) == 0
        acts = journal.head()
        with pytest.raises(ProgrammingError, match="permission denied"):
            kerege("restore", next(kept.glob("*.age")), "--replace")
        assert journal.head() == acts
