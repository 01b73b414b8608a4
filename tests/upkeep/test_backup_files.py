"""Files that people handed in come along, from a folder and from a store, into either; what is lost is named.

Beside the files of each test there are those of the example world. On PostgreSQL they move once from a folder into a
store and back: where files lie, and which are lost, is no question to the database.
"""

import logging

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection

from kerege.config import nightly
from kerege.config.cli import copies, parser
from kerege.files import actions as files
from kerege.files.queries import digest_in, path_of
from kerege.files.rules import received
from kerege.files.words import Purpose
from kerege.lib.ids import new_uid
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions import backup
from kerege.upkeep.queries import stored
from kerege.upkeep.queries.stored import Lost
from kerege.upkeep.words import LostFile
from tests import stores
from tests.upkeep.conftest import files_of_the_world, keep_in
from tests.upkeep.copying import back_up, opened, refusal, restored

TEXTS = (b"the first file " * 9000, "второй файл".encode())
ALL = len(TEXTS) + len(files_of_the_world())


@pytest.fixture(scope="module")
def store():
    with stores.store() as address:
        yield address


@pytest.fixture(params=["folder", "store"])
def place(request):
    """Where a node keeps its files: an address for KEREGE_FILES_URL, empty for a folder."""
    return request.getfixturevalue("store") if request.param == "store" else ""


@pytest.fixture
def paths(node, place, settings, monkeypatch):
    """Where two files are that were just handed in, on a node that keeps them in `place`."""
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    keep_in(settings, place)
    return [kept_file(text) for text in TEXTS]


def kept_file(text, name="file.txt"):
    taken, about = received(name, [text]), new_uid()
    files.keep_file(by=SYSTEM, owner="KAZ", about=about, purpose=Purpose.EVIDENCE, received=taken)
    return path_of(taken.sha256)


def content(path):
    with default_storage.open(path) as file:
        return file.read()


def altered(path):
    default_storage.save(path, ContentFile(b"something else"))


# -- there and back ----------------------------------------------------------------------------------------------------


@pytest.mark.sqlite_alone
def test_files_come_back_where_they_were_lost_or_altered(node, paths, kept):
    done = back_up(node, kept)
    default_storage.delete(paths[0])
    altered(paths[1])
    told = restored(node, done.path, replace=True)
    assert (done.files, done.lost, told.files, told.lost) == (ALL, (), ALL, ())
    assert tuple(content(path) for path in paths) == TEXTS


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_a_node_moves_from_a_folder_into_a_store_and_back(node, paths, kept, store, settings):
    first = back_up(node, kept)
    keep_in(settings, store)
    for path in paths:
        default_storage.delete(path)  # of tests before this one
    restored(node, first.path, replace=True)
    assert tuple(content(path) for path in paths) == TEXTS
    second = back_up(node, kept)
    settings.DATA = node.parent / "other"
    keep_in(settings, "")
    assert not default_storage.exists(paths[0])
    restored(node, second.path, replace=True)
    assert tuple(content(path) for path in paths) == TEXTS
    modes = {(settings.DATA / "files" / path).stat().st_mode & 0o777 for path in paths}
    assert modes == {0o600}


@pytest.mark.sqlite_alone
def test_a_file_that_was_withdrawn_is_in_no_backup_and_is_not_missed(node, paths, kept):
    about = new_uid()
    taken = received("later.txt", [b"withdrawn"])
    row = files.keep_file(by=SYSTEM, owner="KAZ", about=about, purpose=Purpose.EVIDENCE, received=taken)
    files.withdraw_file(by=SYSTEM, uid=row.uid, about=about, purpose=Purpose.EVIDENCE)
    done = back_up(node, kept)
    assert (done.files, done.lost, opened(node, done.path).lost) == (ALL, (), ())


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_a_file_that_goes_while_the_backup_is_written_is_not_missed(node, paths, kept, monkeypatch):
    row = files.keep_file(
        by=SYSTEM, owner="KAZ", about=(about := new_uid()), purpose=Purpose.EVIDENCE, received=received("a.txt", [b"x"])
    )
    settings_of = backup._settings

    def withdraw_meanwhile(data):
        files.withdraw_file(by=SYSTEM, uid=row.uid, about=about, purpose=Purpose.EVIDENCE)
        return settings_of(data)

    monkeypatch.setattr(backup, "_settings", withdraw_meanwhile)
    done = back_up(node, kept)
    assert (done.files, done.lost, opened(node, done.path).lost) == (ALL, (), ())


# -- what is lost ------------------------------------------------------------------------------------------------------


@pytest.mark.sqlite_alone
def test_what_is_lost_is_named_and_stops_nothing(node, paths, kept):
    default_storage.delete(paths[0])
    altered(paths[1])
    wanted = {Lost(paths[0], LostFile.MISSING), Lost(paths[1], LostFile.ALTERED)}
    done = back_up(node, kept)
    assert (done.files, set(done.lost)) == (ALL - 2, wanted)
    missing = {Lost(path, LostFile.MISSING) for path in paths}  # nothing was taken in under a name that is not its own
    assert set(opened(node, done.path).lost) == missing
    assert set(restored(node, done.path, replace=True).lost) == wanted
    default_storage.delete(paths[1])
    for text in TEXTS:
        default_storage.save(path_of(received("a.txt", [text]).sha256), ContentFile(text))
    assert restored(node, done.path, replace=True).lost == ()


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_the_commands_name_it_and_end_with_1(node, paths, kept, capsys):
    def kerege(*words):
        return copies.run(parser.command_line().parse_args(words))

    assert kerege("backup", "--to", str(kept)) == 0
    default_storage.delete(paths[0])
    assert kerege("backup", "--to", str(kept / "later")) == 1
    archive = str(next((kept / "later").glob("*.age")))
    assert kerege("verify", archive) == 1
    assert kerege("restore", archive, "--replace") == 1
    line = f"kerege: {paths[0]}: a record has this file, and its bytes are not there\n"
    assert capsys.readouterr().err == 3 * line


@pytest.mark.sqlite_alone
@pytest.mark.parametrize("place", ["folder"], indirect=True)
def test_at_night_it_is_told_to_the_log_and_the_backup_is_kept(node, paths, kept, caplog, monkeypatch):
    monkeypatch.setenv("KEREGE_BACKUP_TO", str(kept))
    default_storage.delete(paths[0])
    with caplog.at_level(logging.ERROR, nightly.__name__):
        nightly.back_up(by=SYSTEM, at=None)
    assert [record.getMessage() for record in caplog.records] == [
        f"a file is not in the backup, because it is missing: {paths[0]}"
    ]
    assert len(list(kept.glob("*.age"))) == 1


@pytest.mark.sqlite_alone
def test_a_store_that_does_not_let_us_in_is_no_loss_of_files(node, store, settings, kept, monkeypatch):
    keep_in(settings, store)
    path = kept_file(b"on the store")
    from botocore.exceptions import EndpointConnectionError

    def away(*_, **__):
        raise EndpointConnectionError(endpoint_url="http://store.example.org")

    monkeypatch.setattr("storages.backends.s3.S3Storage._open", away)
    assert refusal(back_up, node, kept) == "files.store_away"
    assert list(kept.iterdir()) == []
    assert refusal(stored.still_lost, [Lost(path, LostFile.MISSING)]) == "files.store_away"


# -- names -------------------------------------------------------------------------------------------------------------

DIGEST = "ab" * 32


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("path", "digest"),
    [
        (path_of(DIGEST), DIGEST),
        (f"content/xx/yy/{DIGEST}", ""),
        (DIGEST, ""),
        ("content/ab/ab/abab", ""),
        ("logo.png", ""),
    ],
)
def test_a_path_says_what_its_content_has_to_be_or_nothing(path, digest):
    assert digest_in(path) == digest


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("path", "found", "why"),
    [
        (path_of(DIGEST), DIGEST, None),
        (path_of(DIGEST), "cd" * 32, LostFile.ALTERED),
        (path_of(DIGEST), "", LostFile.MISSING),
        ("logo.png", "cd" * 32, None),
        ("logo.png", "", LostFile.MISSING),
    ],
)
def test_what_is_wrong_with_a_file(path, found, why):
    assert stored.fault_of(path, found) == why


@pytest.mark.django_db
def test_a_database_from_before_there_were_files_has_none_to_miss():
    assert stored.expected([], connection) == []
