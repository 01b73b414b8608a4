"""What `kerege check --deploy` finds of backups and of a node that can only be read."""

import os
import shutil
from datetime import timedelta

import pytest
from django.utils import timezone

from kerege.config.cli import check, parser
from kerege.config.inspection import copies
from kerege.upkeep.rules import archives


def codes(part):
    return [finding.code for finding in part.findings()]


@pytest.fixture
def backed_up(tmp_path, settings, monkeypatch):
    """A node that can be written and that was backed up an hour ago; makes its name say another age in days."""
    monkeypatch.setattr(copies.standing, "FULL", copies.standing._Full())
    monkeypatch.delenv("KEREGE_BACKUP_TO", raising=False)
    settings.DATA = tmp_path
    settings.KEREGE_DISK_RESERVE_MB, settings.KEREGE_BACKUP_DAYS = 0, 2
    (tmp_path / "backups").mkdir()
    monkeypatch.setattr(copies, "_disk", lambda: iter(()))

    def aged(days: float) -> None:
        for old in (tmp_path / "backups").iterdir():
            old.unlink()
        made = timezone.now() - timedelta(days=days)
        (tmp_path / "backups" / archives.name_of("REG", made, "0123abcd")).touch()

    aged(1 / 24)
    return aged


@pytest.mark.nodb
def test_a_node_that_is_backed_up_and_written(backed_up):
    assert codes(copies) == []


@pytest.mark.nodb
def test_a_backup_that_is_missing_or_of_another_node_is_found(backed_up, tmp_path):
    (made,) = (tmp_path / "backups").iterdir()
    made.rename(made.with_name(made.name.replace("REG", "KAZ")))
    assert codes(copies) == ["deploy.no_backup"]
    made.with_name(made.name.replace(".age", ".keys.age")).touch()
    assert codes(copies) == ["deploy.no_backup"]
    shutil.rmtree(tmp_path / "backups")
    assert codes(copies) == ["deploy.no_backup"]


@pytest.mark.nodb
@pytest.mark.parametrize(("days", "most", "found"), [(1.9, 2, []), (2.1, 2, ["old"]), (6.9, 7, []), (7.1, 7, ["old"])])
def test_an_old_backup_is_found_by_the_days_that_are_set(backed_up, settings, days, most, found):
    settings.KEREGE_BACKUP_DAYS = most
    backed_up(days)
    assert codes(copies) == [f"deploy.backup_{one}" for one in found]


@pytest.mark.nodb
def test_a_folder_of_backups_that_cannot_be_read_is_found(backed_up, monkeypatch):
    def not_ours(path):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr("pathlib.Path.iterdir", not_ours)
    assert codes(copies) == ["deploy.backup_unreadable"]


@pytest.mark.nodb
def test_a_node_that_can_only_be_read_is_found_with_since_when(backed_up, tmp_path, settings):
    (tmp_path / "readonly").touch()
    os.utime(tmp_path / "readonly", (1_790_000_000, 1_790_000_000))
    assert [str(f) for f in copies.findings()] == [
        "deploy.read_only: The node can only be read since 2026-09-21 14:13 UTC. `kerege readonly off` opens it."
    ]
    (tmp_path / "readonly").unlink()
    settings.KEREGE_DISK_RESERVE_MB = 10**9
    assert [str(f) for f in copies.findings()] == [
        "deploy.read_only: The node can only be read: no room. Make room where DATA and the database are."
    ]


def test_that_a_node_can_only_be_read_is_said_once(db, capsys, settings, tmp_path):
    settings.DATA = tmp_path
    (tmp_path / "readonly").touch()
    for words in (["check"], ["check", "--deploy"]):
        assert check.run(parser.command_line().parse_args(words)) == 1
        assert capsys.readouterr().err.lower().count("can only be read") == 1


@pytest.mark.nodb
def test_backups_on_the_disk_of_the_data_are_found(tmp_path, settings, monkeypatch):
    settings.DATA = tmp_path
    monkeypatch.setenv("KEREGE_BACKUP_TO", str(tmp_path / "aside"))
    assert list(copies._disk()) == []
    (tmp_path / "aside").mkdir()
    assert [finding.code for finding in copies._disk()] == ["deploy.backup_same_disk"]
    monkeypatch.setenv("KEREGE_BACKUP_TO", "/proc")
    assert list(copies._disk()) == []
