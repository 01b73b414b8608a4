"""A node backs itself up at night where somebody said to where or for whom."""

from datetime import UTC, datetime

import pyrage
import pytest

from kerege.config import nightly
from kerege.jobs.rules import JOBS
from kerege.people.rules import SYSTEM
from kerege.upkeep.queries import sealing

AT = datetime(2026, 11, 26, 0, 45, tzinfo=UTC)


@pytest.fixture
def somebody(node, monkeypatch):
    """Who can open backups, on a node for which nothing is set yet."""
    for name in ("KEREGE_BACKUP_TO", "KEREGE_BACKUP_RECIPIENTS"):
        monkeypatch.delenv(name, raising=False)
    return pyrage.x25519.Identity.generate()


def test_it_is_a_job(somebody):
    assert JOBS["backup"].run == f"{nightly.__name__}.{nightly.back_up.__name__}"


def test_where_nothing_is_set_nothing_is_written(node, somebody):
    nightly.back_up(by=SYSTEM, at=AT)
    assert not (node / "backups").exists()


def test_a_folder_is_enough(node, somebody, tmp_path, monkeypatch):
    monkeypatch.setenv("KEREGE_BACKUP_TO", str(tmp_path / "mnt"))
    nightly.back_up(by=SYSTEM, at=AT)
    assert [path.suffix for path in (tmp_path / "mnt").iterdir()] == [".age"]


def test_recipients_are_enough_and_can_open_it_and_its_keys(node, somebody, monkeypatch):
    monkeypatch.setenv("KEREGE_BACKUP_RECIPIENTS", str(somebody.to_public()))
    nightly.back_up(by=SYSTEM, at=AT)
    made = sorted((node / "backups").iterdir())
    assert [path.name.count(".keys.") for path in made] == [0, 1]
    with sealing.unsealed(made[0], [somebody]) as inside:
        assert inside.read(13) == b"passport.json"
