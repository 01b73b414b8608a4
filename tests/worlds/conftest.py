import csv
import re
from pathlib import Path

import pytest

import kerege.worlds
from kerege.people.rules import SYSTEM
from kerege.worlds.loader import load_world
from tests import ground

HERE = Path(kerege.worlds.__path__[0])


def cited_keys() -> tuple[str, ...]:
    found: set[str] = set()
    for file in (HERE / "project53").glob("*.csv"):
        for row in csv.DictReader(file.open(encoding="utf-8")):
            found.update(re.findall(r"\bS\d+[a-z]?\b", f"{row.get('sources', '')} {row.get('source', '')}"))
    return tuple(sorted(found))


@pytest.fixture
def project53(db):
    """The replay, loaded. What it stands on is quick ground, not the reference data."""
    ground.lay(cited_keys())
    return load_world(HERE / "project53", by=SYSTEM)


@pytest.fixture
def demo(project53):
    return load_world(HERE / "demo", by=SYSTEM)
