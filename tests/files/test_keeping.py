"""Keeping and withdrawing: who sees a file, when its bytes go, and how much an owner may have."""

from uuid import UUID

import pytest
from django.core.files.storage import default_storage

from kerege.files import actions, queries
from kerege.files.rules import received
from kerege.files.words import Purpose
from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from tests.conftest import viewer

ABOUT, OTHER = UUID(int=7), UUID(int=8)
NATIONAL = viewer("KAZ", Sensitivity.NATIONAL)


@pytest.fixture(autouse=True)
def _files(db, settings, tmp_path):
    """Bytes in a folder of this test."""
    default = {**settings.STORAGES["default"]}
    settings.STORAGES = {**settings.STORAGES, "default": default | {"OPTIONS": {"location": str(tmp_path)}}}


def keep(by, name="a.txt", content=b"text", about=ABOUT, label=Sensitivity.PUBLIC, owner="KAZ"):
    taken = received(name, [content])
    return actions.keep_file(by=by, owner=owner, about=about, purpose=Purpose.EVIDENCE, received=taken, label=label)


def names(reader, about=ABOUT):
    return [line.name for line in queries.files_of(reader, [about], purpose=Purpose.EVIDENCE)]


def withdraw(by, kept, about=ABOUT):
    return actions.withdraw_file(by=by, uid=kept.uid, about=about, purpose=Purpose.EVIDENCE)


def test_a_kept_file_is_read_back_by_its_content(by, public):
    kept = keep(by, "Отчёт.txt", "Қазақстан".encode())
    line = queries.file(public, kept.uid)
    assert (line.name, line.size, line.media_type) == ("Отчёт.txt", 18, "text/plain; charset=utf-8")
    with queries.opened(line) as stream:
        assert stream.read().decode() == "Қазақстан"


def test_above_the_label_there_is_no_file(by, public, partner):
    kept = keep(by, label=Sensitivity.NATIONAL)
    assert names(NATIONAL) == ["a.txt"]
    for reader in (public, partner):
        assert names(reader) == []
        with pytest.raises(Refusal, match="files.nothing_there"):
            queries.file(reader, kept.uid)


def test_the_journal_names_a_public_file_and_not_a_restricted_one(by):
    keep(by, "public.txt")
    keep(by, "secret-name.txt", label=Sensitivity.RESTRICTED)
    restricted, public = journal.acts(owners=None, limit=2)
    assert (public.word, public.facts["name"]) == ("files.file.kept", "public.txt")
    assert "secret-name" not in str(restricted.facts)
    assert restricted.facts["fields"] == ["height", "kind", "name", "purpose", "sha256", "size", "width"]


def test_the_same_file_again_changes_nothing(by):
    first = keep(by)
    acts = len(journal.acts(owners=None, limit=100))
    assert keep(by).uid == first.uid
    assert len(journal.acts(owners=None, limit=100)) == acts


def test_bytes_are_kept_once_and_go_with_the_last_file(by, django_capture_on_commit_callbacks):
    one, two = keep(by, "a.txt"), keep(by, "b.txt", about=OTHER)
    path = queries.path_of(received("a.txt", [b"text"]).sha256)
    assert default_storage.listdir(path.rpartition("/")[0])[1] == [path.rpartition("/")[2]]
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(by, one)
    assert default_storage.exists(path)
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(by, two, about=OTHER)
    assert not default_storage.exists(path)


def test_content_that_went_is_written_anew_when_it_is_kept_again(by, public, django_capture_on_commit_callbacks):
    with django_capture_on_commit_callbacks(execute=True):
        withdraw(by, keep(by))
    again = keep(by)
    with queries.opened(queries.file(public, again.uid)) as stream:
        assert stream.read() == b"text"


def test_a_withdrawn_file_is_read_by_nobody(by, public, focal_point):
    kept = keep(by)
    withdraw(by, kept)
    assert names(public) == names(focal_point) == []
    with pytest.raises(Refusal, match="files.nothing_there"):
        queries.file(focal_point, kept.uid)
    with pytest.raises(Refusal, match="files.nothing_there"):
        withdraw(by, kept)
    assert journal.acts(owners=None, limit=1)[0].word == "files.file.withdrawn"


def test_a_file_of_another_record_is_not_withdrawn(by, public):
    kept = keep(by)
    with pytest.raises(Refusal, match="files.nothing_there"):
        withdraw(by, kept, about=OTHER)
    with pytest.raises(Refusal, match="files.nothing_there"):
        actions.withdraw_file(by=by, uid=kept.uid, about=ABOUT, purpose=Purpose.LOGO)
    assert names(public) == ["a.txt"]


def test_half_a_file_left_by_a_machine_that_went_down_is_written_anew(by, public):
    from django.core.files.base import ContentFile

    default_storage.save(queries.path_of(received("a.txt", [b"text"]).sha256), ContentFile(b"te"))
    line = queries.file(public, keep(by).uid)
    assert line.size == 4


def test_a_file_whose_bytes_are_lost_is_not_there(by, public):
    line = queries.file(public, keep(by).uid)
    default_storage.delete(queries.path_of(line.sha256))
    with pytest.raises(Refusal, match="files.nothing_there"):
        queries.opened(line)


def test_an_owner_has_so_much_space_and_gets_it_back(by, settings):
    settings.KEREGE_FILES_MB = 1
    first = keep(by, "a.txt", b"a" * 600_000)
    with pytest.raises(Refusal, match="files.full") as told:
        keep(by, "b.txt", b"b" * 600_000)
    assert told.value.data == {"owner": "KAZ", "most": 1}
    keep(by, "c.txt", b"c" * 600_000, owner="UZB")
    withdraw(by, first)
    keep(by, "b.txt", b"b" * 600_000)


# -- many at once ------------------------------------------------------------------------------------------------------


def keep_many(by, *contents):
    taken = [received(f"{number}.txt", [content]) for number, content in enumerate(contents)]
    return actions.keep_files(by=by, owner="KAZ", about=ABOUT, purpose=Purpose.TOOLKIT, received=taken)


def test_many_files_are_one_act_and_each_content_is_kept_once(by, public):
    before = journal.acts(owners=None, limit=1)
    assert keep_many(by, b"one", b"two", b"one") == 2
    found = journal.acts(owners=None, limit=10)
    assert [(each.word, each.facts) for each in found if each not in before] == [("files.files.kept", {"count": 2})]
    assert keep_many(by, b"two", b"one") == 0
    assert keep_many(by, b"three", b"one") == 1
    assert len(queries.files_of(public, [ABOUT], purpose=Purpose.TOOLKIT)) == 3


def test_many_files_that_are_too_much_are_not_kept_at_all(by, public, settings):
    settings.KEREGE_FILES_MB = 0
    with pytest.raises(Refusal, match="files.full"):
        keep_many(by, b"one", b"two")
    assert queries.files_of(public, [ABOUT], purpose=Purpose.TOOLKIT) == []
