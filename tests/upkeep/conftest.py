"""Databases of their own for tests that copy, move and bring back whole nodes."""

from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from uuid import uuid4
from zipfile import ZipFile

import pytest
from django.core.cache import caches
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection, connections

from kerege.config import environment
from kerege.files.queries import path_of
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions import loading
from kerege.upkeep.queries import databases
from kerege.upkeep.queries.tables import applied
from kerege.worlds import packages_loader, released, rows_library
from kerege.worlds.packages_loader import package
from kerege.worlds.rows_register import PROOF
from tests.upkeep import built


@pytest.fixture(autouse=True)
def _built_once(monkeypatch):
    monkeypatch.setattr(loading, "build", built.build)


@contextmanager
def made(tmp_path, template: str = "template1") -> Iterator[dict]:
    """Settings of a new and empty database: a file, or a database on the server that the tests use."""
    name = f"kerege_{uuid4().hex[:12]}"
    if connection.vendor == "sqlite":
        yield environment.sqlite(str(tmp_path / f"{name}.sqlite3"))
        return
    settings = databases.settings_of(connection) | {"NAME": name}
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name} TEMPLATE {template}")
        try:
            yield settings
        finally:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


@pytest.fixture
def unblocked(django_db_setup, django_db_blocker):
    """Databases may be used, outside any transaction of the tests."""
    with django_db_blocker.unblock():
        yield


@pytest.fixture
def empty_database(unblocked, tmp_path):
    """Settings of a new and empty database of the kind that this run tests."""
    with made(tmp_path) as settings:
        yield settings


@pytest.fixture
def migrated_sqlite(unblocked, tmp_path, settings):
    """A connection to the SQLite database of a node without content, in the mode of `kerege up` and in place."""
    settings.DATA, had = tmp_path, applied(connections["default"])
    with databases.opened(environment.sqlite(str(tmp_path / "kerege.sqlite3")), "default") as own:
        loading.build(by=SYSTEM, connection=own, migrations=had)
        yield own


@pytest.fixture
def node(_demo_database, db, tmp_path, settings):
    """The folder of a node of its own with the example world, on a database that others may open too."""
    settings.DATA, settings.KEREGE_DEMO = tmp_path / "data", True
    settings.DATA.mkdir()
    keep_in(settings, "")
    with copy_of(_demo_database[0], tmp_path) as database, databases.opened(database, "default"):
        caches["near"].clear()
        yield settings.DATA
    caches["near"].clear()


def keep_in(settings, address: str) -> None:
    """Let the node keep its files in the store with this address, or in the folder of its DATA where there is none.

    The files of the example world are there: their records are in the database that is lent, their contents are not.
    """
    default = environment.files(address, str(settings.DATA / "files"))
    settings.STORAGES = {**settings.STORAGES, "default": default}
    for content in files_of_the_world():
        path = path_of(sha256(content).hexdigest())
        if not default_storage.exists(path):
            default_storage.save(path, ContentFile(content))


@cache
def files_of_the_world() -> tuple[bytes, ...]:
    """A proof that somebody handed in, the texts of the library, and what is in the packages."""
    packed = [ZipFile(package(released.told(file))) for file in packages_loader.HERE.glob("*.toml")]
    shelf = (path.read_bytes() for path in rows_library.TEXTS.iterdir())
    return (PROOF.encode(), *shelf, *(archive.read(name) for archive in packed for name in archive.namelist()))


@contextmanager
def copy_of(world, tmp_path) -> Iterator[dict]:
    """Settings of a database with the same content."""
    if world.vendor == "sqlite":
        import sqlite3

        path = tmp_path / "data" / "kerege.sqlite3"
        file = sqlite3.connect(path)
        world.ensure_connection()
        world.connection.backup(file)
        file.close()
        yield environment.sqlite(str(path))
        return
    world.close()
    with made(tmp_path, template=world.settings_dict["NAME"]) as settings:
        yield settings


@pytest.fixture
def kept(tmp_path):
    """Where backups go."""
    return tmp_path / "kept"
