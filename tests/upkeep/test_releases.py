"""A node of every release comes along: brought up to date, and moved, it holds what it held and reads as it read.

A migration that takes content elsewhere says here where it went; whatever is not listed has to be the same.
"""

import json
import lzma
from pathlib import Path
from typing import Any
from unittest.mock import Mock

import pytest
from django.core.cache import caches
from django.core.management import call_command
from django.db import connection

from kerege.config import environment
from kerege.config.cli import serve
from kerege.journal import queries as journal
from kerege.lib.canonical import digest
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.upkeep import words
from kerege.upkeep.actions import restoring
from kerege.upkeep.actions.moving import move
from kerege.upkeep.queries import databases, sealing
from kerege.upkeep.queries.tables import rows, tables
from tests.upkeep import readings

KEPT = Path(__file__).parent / "releases"
RELEASES = sorted(path.name.removesuffix(".sql.xz") for path in KEPT.glob("*.sql.xz"))
ELSEWHERE: dict[str, str] = {
    f"{table}.{column}": "labelled fields stand in side tables"
    for table, field in (
        ("inventory_handover", "value_text"),
        ("outreach_event", "note"),
        ("people_person", "name"),
        ("training_course", "note"),
        ("training_coursegroup", "note"),
    )
    for column in (field, f"{field}_label")
} | {"sharing_node.frozen_on": "a frozen node has its periods in sharing_frozenperiod"}
"""Columns (`table.column`) or whole tables that later migrations changed or dropped, with what became of them."""

Content = dict[str, dict[str, dict[str, str]]]


def unpacked(name: str) -> bytes:
    return lzma.decompress((KEPT / name).read_bytes())


@pytest.fixture(params=RELEASES)
def release(request):
    return request.param


@pytest.fixture
def old_node(release, tmp_path, unblocked):
    """Settings of an SQLite database as the release left it."""
    import sqlite3

    path = tmp_path / "old.sqlite3"
    file = sqlite3.connect(path)
    file.executescript(unpacked(f"{release}.sql.xz").decode())
    file.close()
    return environment.sqlite(str(path))


def content(database) -> Content:
    """By table, column and primary key: a digest of every value."""
    found: Content = {}
    for table in tables(database):
        key = table.columns.index(str(table.model._meta.pk.column))
        held = found.setdefault(table.name, {column: {} for column in table.columns})
        for values in rows(table, database):
            for column, value in zip(table.columns, values, strict=True):
                held[column][str(values[key])] = digest(value)
    return found


def lost(before: Content, after: Content) -> set[str]:
    """Where something that was there is not there as it was."""
    found = set()
    for table, columns in before.items():
        for column, values in columns.items():
            now = after.get(table, {}).get(column, {})
            if any(now.get(key) != value for key, value in values.items()) or column not in after.get(table, {}):
                found.add(f"{table}.{column}")
    return found


def unexplained(places: set[str]) -> set[str]:
    return {place for place in places if place not in ELSEWHERE and place.split(".")[0] not in ELSEWHERE}


@pytest.mark.nodb
def test_the_comparison_bites():
    was = {"a": {"id": {"1": "x"}, "name": {"1": "n"}}, "b": {"id": {}}}
    assert lost(was, was) == set()
    assert lost(was, {"a": {"id": {"1": "x"}, "name": {"1": "other"}}, "b": {"id": {}}}) == {"a.name"}
    assert lost(was, {"a": {"id": {"1": "x"}}, "b": {"id": {}}}) == {"a.name"}
    assert lost(was, {"a": {"id": {}, "name": {}}, "b": {"id": {}}}) == {"a.id", "a.name"}
    assert lost(was, {"a": was["a"]}) == {"b.id"}
    assert lost(was, {"a": {"id": {"1": "x", "2": "y"}, "name": {"1": "n", "2": "m"}}, "b": {"id": {}}}) == set()


UNTOLD = "not_recorded_here_yet"
TOLD_OTHERWISE = {"sustainability.own_funds": "a course says whether it counts, where each of them said 1"}
"""Indicators of which each record adds another figure now, and why; what they say together has to be the same."""
Readings = dict[str, dict[str, dict[str, Any]]]


def read_then(release: str) -> Readings:
    """What every indicator said in the release, for each reader and country; without those that it did not know yet."""
    told: Readings = json.loads(unpacked(f"{release}.readings.json.xz"))
    return {
        who: {
            where: {k: comparable(k, r) for k, r in found.items() if r["evidence"][0] != UNTOLD}
            for where, found in readings.items()
        }
        for who, readings in told.items()
    }


def read_now(release: str) -> Readings:
    """What the same indicators say now."""
    then, now = read_then(release), json.loads(readings.as_bytes())
    return {
        who: {
            where: {key: comparable(key, now[who][where].get(key)) for key in found} for where, found in places.items()
        }
        for who, places in then.items()
    }


def comparable(key: str, reading: dict[str, Any] | None) -> dict[str, Any] | None:
    """A reading without what each record adds, where that is told otherwise."""
    if reading is None or key not in TOLD_OTHERWISE:
        return reading
    return reading | {"records": [record[:3] for record in reading["records"]]}


@pytest.mark.nodb
def test_indicators_are_compared_that_the_release_knew(release):
    then = read_then(release)
    assert set(then) == {"focal_point_kaz", "public"}
    told = then["public"][""]
    assert "trainers.part1" in told
    assert "exercises.actions" not in told
    assert len(told) > 15


def brought_up_to_date(release: str, before: Content) -> None:
    """Compare the database that stands in place, migrated, with what the release left."""
    assert unexplained(lost(before, content(connection))) == set(), "say in ELSEWHERE where this content went"
    caches["near"].clear()  # nothing that was read before may answer now
    assert read_now(release) == read_then(release)
    verdict = journal.verify()
    assert (verdict.whole, verdict.acts) == (True, len(before["journal_act"]["seq"]))


@pytest.mark.long
def test_a_node_of_a_release_is_moved_and_brought_up_to_date(release, old_node, empty_database):
    """From SQLite to SQLite nothing differs but the file: the test below brings the same content up to date there."""
    with databases.in_place(old_node) as node:
        before = content(node)
    moved = move(by=SYSTEM, source=old_node, target=empty_database)
    assert all(table.equal for table in moved)
    assert {table.table: table.read.rows for table in moved} == {t: len(c["id"]) for t, c in before.items()}
    with databases.in_place(empty_database) as node:
        assert content(node) == before
        if node.vendor != "sqlite":
            call_command("migrate", interactive=False, verbosity=0)
            brought_up_to_date(release, before)


# -- a backup before every migration ----------------------------------------------------------------------------------


@pytest.fixture
def before_migration(old_node, tmp_path, settings, monkeypatch):
    """A node of an older release at the moment at which a newer program is started; its database."""
    settings.DATA = tmp_path / "data"
    monkeypatch.setattr(serve.worlds, "bring_up_to_date", lambda **_: [])
    monkeypatch.setattr(serve, "_collect_static", lambda: None)
    with databases.in_place(old_node) as node:
        yield node


class ReachedMigrating(Exception):
    """Nothing stood in the way."""


def migrated() -> bool:
    return not serve.pending()


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the releases are kept as SQLite databases")
def test_a_node_is_backed_up_and_brought_up_to_date_and_that_backup_brings_it_back(
    release, before_migration, tmp_path, settings
):
    before = content(before_migration)
    assert len(before["journal_act"]["seq"]) > 500
    serve.prepare(demo=False)
    assert migrated()
    brought_up_to_date(release, before)
    (archive,) = (settings.DATA / "backups").glob("*.age")
    identities = sealing.identities(settings.DATA / "keys" / sealing.IDENTITY)
    with databases.in_place(environment.sqlite(str(tmp_path / "again.sqlite3"))):
        told = restoring.restore(by=SYSTEM, data=settings.DATA, archive=archive, identities=identities)
        assert {name: table["rows"] for name, table in told.tables.items()} == {
            name: len(columns["id"]) for name, columns in before.items() if name in told.tables
        }
        caches["near"].clear()
        assert read_now(release) == read_then(release)


@pytest.mark.skipif(connection.vendor != "sqlite", reason="the releases are kept as SQLite databases")
def test_what_cannot_be_backed_up_is_not_migrated_unless_told(before_migration, monkeypatch):
    for fault in (
        OSError(28, "No space left on device", "there"),
        Refusal(words.NO_ROOM, place="there", free=1, needed=2),
    ):
        monkeypatch.setattr(serve.backup, "back_up", Mock(side_effect=fault))
        with pytest.raises(Refusal) as refused:
            serve.prepare(demo=False)
        assert (refused.value.code, "there" in refused.value.data["reason"]) == ("upkeep.no_backup_no_migration", True)
        assert not migrated()
    migrate = Mock(side_effect=ReachedMigrating)  # the tests above migrate a node of each release to its end
    monkeypatch.setattr(serve, "call_command", migrate)
    with pytest.raises(ReachedMigrating):
        serve.prepare(demo=False, without_backup=True)
    assert migrate.call_args.args == ("migrate",)
