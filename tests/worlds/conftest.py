import csv
import re
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connections

import kerege.worlds
from kerege.people.rules import SYSTEM
from kerege.worlds.loader import load_world
from tests import ground, snapshot

HERE = Path(kerege.worlds.__path__[0])


def cited_keys() -> tuple[str, ...]:
    found: set[str] = set()
    for file in (HERE / "project53").glob("*.csv"):
        for row in csv.DictReader(file.open(encoding="utf-8")):
            found.update(re.findall(r"\bS\d+[a-z]?\b", f"{row.get('sources', '')} {row.get('source', '')}"))
    return tuple(sorted(found))


@pytest.fixture(scope="module")
def _project53_database(django_db_setup, django_db_blocker):
    def lay():
        ground.lay(cited_keys())
        return load_world(HERE / "project53", by=SYSTEM)

    with django_db_blocker.unblock(), snapshot.with_more(connections["default"], "project53", lay) as made:
        yield made


@pytest.fixture
def _on_project53_database(_project53_database):
    with snapshot.lent(_project53_database[0]):
        caches["near"].clear()
        yield


@pytest.fixture
def project53(_on_project53_database, db, _project53_database):
    """The replay, loaded; what loading said. What it stands on is quick ground, not the reference data."""
    return _project53_database[1]
