"""Readers' files on a store that speaks S3's protocol: a real server on loopback, and the rooms as they are."""

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from kerege.config import environment as env
from kerege.files import queries
from kerege.files.rules import received
from kerege.lib.refusal import Refusal
from tests import stores
from tests.files.test_keeping import ABOUT, keep, withdraw


@pytest.fixture(scope="module")
def store():
    with stores.store() as address:
        yield address


@pytest.fixture
def on_store(store, settings, db, monkeypatch):
    for name in ("AWS_PROFILE", "AWS_SESSION_TOKEN"):
        monkeypatch.delenv(name, raising=False)
    settings.STORAGES = {**settings.STORAGES, "default": env.files(store, "unused")}
    return default_storage


def test_a_file_is_kept_and_read_back(on_store, by, public):
    kept = keep(by, "Отчёт.txt", "Қазақстан".encode())
    with queries.opened(queries.file(public, kept.uid)) as stream:
        assert stream.read().decode() == "Қазақстан"
    assert on_store.exists(queries.path_of(kept.content.sha256))


def test_content_goes_with_the_last_file(on_store, by, django_capture_on_commit_callbacks):
    kept = keep(by, content=b"twice")
    again = keep(by, content=b"twice", name="b.txt")
    path = queries.path_of(kept.content.sha256)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(by, kept, ABOUT)
    assert on_store.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(by, again, ABOUT)
    assert not on_store.exists(path)


def test_half_a_file_is_written_anew_under_the_same_name(on_store, by, public):
    path = queries.path_of(received("a.txt", [b"whole text"]).sha256)
    on_store.save(path, ContentFile(b"whole"))
    kept = keep(by, content=b"whole text")
    with queries.opened(queries.file(public, kept.uid)) as stream:
        assert stream.read() == b"whole text"


def test_a_file_that_the_store_lost_is_refused(on_store, by, public):
    kept = keep(by, content=b"lost")
    on_store.delete(queries.path_of(kept.content.sha256))
    with pytest.raises(Refusal) as refused, queries.opened(queries.file(public, kept.uid)) as stream:
        stream.read()
    assert refused.value.code == "files.nothing_there"


@pytest.mark.nodb
def test_the_address_of_a_store_is_taken_apart():
    told = env.files("s3://k%2Fey:s%40cret@s3.example:9000/bucket?region=eu-1", "unused")
    assert told["BACKEND"] == "storages.backends.s3.S3Storage"
    wanted = {
        "access_key": "k/ey",
        "secret_key": "s@cret",
        "endpoint_url": "https://s3.example:9000",
        "region_name": "eu-1",
        "bucket_name": "bucket",
    }
    assert {name: told["OPTIONS"][name] for name in wanted} == wanted


@pytest.mark.nodb
def test_without_an_address_files_lie_in_a_folder_that_nobody_else_reads():
    told = env.files("", "the/folder")["OPTIONS"]
    assert (told["location"], told["file_permissions_mode"], told["directory_permissions_mode"]) == (
        "the/folder",
        0o600,
        0o700,
    )


@pytest.mark.nodb
@pytest.mark.parametrize(
    "url", ["https://s3.example/bucket", "s3://key:secret@s3.example", "s3:///bucket", "s3://h/b?acl=x"]
)
def test_an_address_that_cannot_be_meant_is_refused(url):
    with pytest.raises(ValueError, match="KEREGE_FILES_URL"):
        env.files(url, "unused")
