"""A backup is one moment of a node, opens for whoever has its key, and brings the node back as it was."""

import io
import json
import shutil
import subprocess
import tarfile
from urllib.parse import urlencode

import pyrage
import pytest
from django.core.cache import caches
from django.db import DatabaseError, connection, connections

from kerege.config.cli import copies, parser
from kerege.journal import queries as journal
from kerege.lib.refusal import Refusal
from kerege.lrs.words import VOIDED
from kerege.people.rules import SYSTEM
from kerege.records import policies
from kerege.upkeep.actions import backup, loading, restoring, unpacking
from kerege.upkeep.queries import databases, keys, sealing
from kerege.upkeep.queries.tables import fingerprints, tables
from kerege.upkeep.rules import archives
from tests.api.xapi.program import program
from tests.lrs.said import ACTOR, ID, said
from tests.upkeep import readings
from tests.upkeep.conftest import made
from tests.upkeep.copying import back_up, key_of, one_more_act, opened, refusal, restored

STATE = f"activities/state?{urlencode({'activityId': 'x:y', 'agent': json.dumps(ACTOR), 'stateId': 's'})}"

# -- there and back ----------------------------------------------------------------------------------------------------


@pytest.mark.sqlite_alone
def test_a_wiped_node_comes_back_with_the_same_rows_and_indicators(node, kept, tmp_path, settings):
    learnt = learning()
    before, rows, acts = readings.as_bytes(), fingerprints(connection), journal.verify()
    somebody = pyrage.x25519.Identity.generate()
    done = back_up(node, kept, recipients=[str(somebody.to_public())])
    held = restoring.open_keys(by=SYSTEM, archive=done.keys, identities=[somebody])
    settings.DATA = new = tmp_path / "new"
    with made(tmp_path) as wiped, databases.in_place(wiped):
        restoring.bring_keys(by=SYSTEM, data=new, held=held)
        told = restored(new, done.path)
        caches["near"].clear()
        assert readings.as_bytes() == before
        assert told.tables == {name: {"rows": f.rows, "sha256": f.sha256} for name, f in rows.items()}
        after = fingerprints(connection)
        assert {name for name in rows if after[name] != rows[name]} == {"journal_act", "journal_head"}
        assert journal.hashes_at([acts.acts]) == {acts.acts: acts.head}
        assert (journal.verify().whole, journal.verify().acts) == (True, acts.acts + 1)
        assert journal.acts(owners=None, limit=1)[0].word == "upkeep.node.restored"
        one_more_act()
        with connection.cursor() as cursor, pytest.raises(DatabaseError, match="append-only"):
            cursor.execute("UPDATE journal_act SET actor = 'x' WHERE seq = 1")
        next_numbers_are_free()
        learning_goes_on(learnt)
    assert (told.signed, (new / "demo").exists()) == (True, False)


def next_numbers_are_free():
    """A record can be made in a table that was filled with its numbers."""
    from kerege.people import actions as people

    people.record_person(by=SYSTEM, owner="KAZ", key="AFTER-RESTORE", name="Somebody", synthetic=True)


def learning():
    """A program that sent statements, voided one and keeps a state; with what its owner's store then tells it."""
    player = program("KAZ")
    thing = {"id": "x:\u049b", "definition": {"name": {"en": "A thing"}}}
    _, second = player.send(said(id=ID, object=thing), said())
    player.send(said(verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": second}))
    assert player.ask("PUT", STATE, {"page": 3}, **{"If-None-Match": "*"}).status_code == 204
    return player, told_of(player)


def told_of(player):
    state = player.ask("GET", STATE)
    found = player.ask("GET", "statements?format=canonical").json()["statements"]
    return found, player.read(), state.json(), state["ETag"]


def learning_goes_on(learnt):
    """Everything is told as before to the same credential, nothing is kept twice, and what is new comes after it."""
    player, told = learnt
    assert (told_of(player), len(told[0])) == (told, 2)
    assert player.ask("POST", "statements", said(id=ID)).status_code == 409
    (new,) = player.send(said())
    assert [each["id"] for each in player.read("?limit=1")] == [new]
    assert player.ask("PUT", STATE, {"page": 4}, **{"If-Match": told[3]}).status_code == 204


@pytest.mark.sqlite_alone
def test_whoever_was_erased_since_does_not_come_back(node, kept):
    from datetime import date

    from kerege.people import actions as people

    people.record_person(by=SYSTEM, owner="KAZ", key="ASKED-TO-GO", name="Somebody Particular", synthetic=True)
    done, on = back_up(node, kept), date(2026, 11, 26)
    with connection.cursor() as cursor:
        there = cursor.execute("SELECT count(*) FROM people_person").fetchone()[0]
    people.erase_person(by=SYSTEM, person="ASKED-TO-GO", asked_on=on, reference="letter 1", on=on)
    restored(node, done.path, replace=True)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*), sum(CASE WHEN key = 'ASKED-TO-GO' THEN 1 ELSE 0 END) FROM people_person")
        assert cursor.fetchone() == (there, 0)
    assert journal.verify().whole


def test_others_write_while_a_backup_reads_one_moment(node, kept, monkeypatch):
    acts, pack = journal.head()[0], backup._pack_table

    def write_meanwhile(*arguments):
        one_more_act()
        return pack(*arguments)

    monkeypatch.setattr(backup, "_pack_table", write_meanwhile)
    done = back_up(node, kept)
    assert journal.head()[0] == acts + len(tables(connection))
    assert (done.acts, opened(node, done.path).acts) == (acts, acts)


def test_a_backup_of_either_database_opens_in_sqlite_and_sessions_stay_behind(node, sample):
    told = opened(node, sample)
    assert (told.signed, told.rows) == (True, sum(f.rows for f in fingerprints(connection).values()))
    assert "django_session" in connection.introspection.table_names()
    assert ("django_session" in told.tables, "people_account" in told.tables) == (False, True)


@pytest.mark.django_db
def test_every_table_that_is_not_copied_is_named():
    """Migrations themselves are in the passport; sessions and counted tries are not kept, and an index is made anew."""
    every = {name for name in connection.introspection.table_names() if not name.startswith("inventory_findable_index")}
    assert every - {table.name for table in tables(connection)} == {
        "django_migrations",
        "django_session",
        "kerege_shared",
    }


MADE: dict[str, bytes] = {}


@pytest.fixture
def sample(node, kept):
    """A backup of the example world with its key in the node's folder; made once, because nothing in it matters."""
    if not MADE:
        done = back_up(node, kept)
        MADE.update({p.name: p.read_bytes() for p in keys.folder(node).iterdir()} | {"": done.path.read_bytes()})
        MADE["name"] = done.path.name.encode()
    path = kept / MADE["name"].decode()
    for place, content in [(path, MADE[""]), *((node / "keys" / n, MADE[n]) for n in MADE if "." in n)]:
        place.parent.mkdir(exist_ok=True)
        place.write_bytes(content)
    return path


@pytest.fixture
def only_parts(monkeypatch):
    """Look at the parts of an archive and not at its rows: no database is made, which takes seconds."""
    known = {table.name for table in tables(connection)}

    def fill(self, name, lines):
        if name not in known:
            raise unpacking._Damaged("part")

    def compare(self):
        if not self.found.signature:
            raise unpacking._Damaged("end")

    monkeypatch.setattr(unpacking._Reading, "_build", lambda self, told: None)
    monkeypatch.setattr(unpacking._Reading, "_fill", fill)
    monkeypatch.setattr(unpacking._Reading, "_compare", compare)


# -- what is refused ---------------------------------------------------------------------------------------------------


@pytest.mark.sqlite_alone
def test_a_node_is_not_overwritten_unless_told(node, kept):
    done = back_up(node, kept)
    one_more_act()
    acts = journal.head()
    assert refusal(restored, node, done.path) == "upkeep.not_empty"
    assert journal.head() == acts
    restored(node, done.path, replace=True)
    assert policies.open_tables(connections["default"]) == []  # also with the old node beside it
    assert journal.head()[0] == acts[0]  # one act less, and the one that tells of it
    assert journal.acts(owners=None, limit=1)[0].word == "upkeep.node.restored"


@pytest.mark.skipif(connection.vendor != "sqlite", reason="PostgreSQL exchanges schemas under those who read")
def test_a_node_that_runs_is_not_replaced(node, kept):
    done = back_up(node, kept)
    acts = journal.head()
    with databases.opened(databases.settings_of(connection), "somebody") as other, other.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM journal_act")
        cursor.fetchone()
        assert refusal(restored, node, done.path, replace=True) == "upkeep.in_use"
    assert journal.head() == acts
    assert not list(node.glob("replaced-*/*"))


def test_what_fails_on_the_way_leaves_everything_as_it_was(node, kept, monkeypatch):
    done, acts = back_up(node, kept), journal.head()

    def power_fails(**_):
        raise OSError("gone")

    monkeypatch.setattr(loading, "set_counters", power_fails)
    with pytest.raises(OSError, match="gone"):
        restored(node, done.path, replace=True)
    assert (journal.head(), list(node.glob(".kerege_restoring"))) == (acts, [])


def harm(path, how):
    whole = path.read_bytes()
    middle = len(whole) // 2
    harmed = {
        "cut": whole[:-70],
        "changed": whole[:middle] + bytes([whole[middle] ^ 1]) + whole[middle + 1 :],
        "empty": b"",
    }
    path.write_bytes(harmed[how])


@pytest.fixture
def unstretched(monkeypatch):
    """A passphrase that is no work to try: test_backup_keeping.py has the real one, which takes a second each time."""
    monkeypatch.setattr(pyrage.passphrase, "encrypt", lambda plain, words: words.encode() + plain)
    monkeypatch.setattr(pyrage.passphrase, "decrypt", lambda sealed, words: sealed.removeprefix(words.encode()))


@pytest.mark.sqlite_alone
@pytest.mark.parametrize(("how", "code"), [("cut", 1), ("changed", 1), ("empty", 1), ("", 0)])
def test_a_damaged_backup_changes_neither_the_node_nor_its_keys(node, sample, how, code, capsys, request):
    if how:
        request.getfixturevalue("unstretched")
    passphrase = node / "passphrase"
    passphrase.write_text("correct horse battery")
    plain = io.BytesIO()
    held = {f"keys/{sealing.IDENTITY}": (keys.folder(node) / sealing.IDENTITY).read_bytes(), "secret_key": b"old"}
    held |= {"sso.toml": b"of the backup", "sso-moh.secret": b"of the backup", "../sso.toml": b"beside", "x.toml": b"x"}
    with tarfile.open(fileobj=plain, mode="w") as tar:
        for name, content in held.items():
            info = tarfile.TarInfo(name)
            info.size = len(content)
            tar.addfile(info, io.BytesIO(content))
    sealed = node / "sealed.age"
    sealed.write_bytes(pyrage.passphrase.encrypt(plain.getvalue(), passphrase.read_text()))
    for path in keys.folder(node).iterdir():
        path.write_bytes(b"the keys that are there")
    (node / "secret_key").write_text("that is there")
    (node / "sso.toml").write_text("that is there")
    if how:
        harm(sample, how)
    before = there(node)
    command = ["restore", str(sample), "--keys", str(sealed), "--passphrase-file", str(passphrase), "--replace"]
    assert copies.run(parser.command_line().parse_args(command)) == code
    assert (there(node) == before) is bool(code)
    assert (node / "secret_key").read_text() == ("that is there" if code else "old")
    assert (node / "sso.toml").read_text() == "that is there"
    assert (node / "sso-moh.secret").exists() is not bool(code)
    assert not (node / "x.toml").exists()
    assert not (node.parent / "sso.toml").exists()


def there(node):
    return journal.head(), {p.relative_to(node): p.read_bytes() for p in (node / "keys").iterdir()}


@pytest.mark.parametrize("how", ["cut", "changed", "empty"])
def test_a_damaged_file_does_not_open(node, sample, only_parts, how):
    harm(sample, how)
    assert refusal(opened, node, sample) == "upkeep.cannot_open"


def test_somebody_elses_key_does_not_open_it(node, sample):
    other = [pyrage.x25519.Identity.generate()]
    assert refusal(opened, node, sample, other) == "upkeep.cannot_open"


def resealed(path, data, change):
    """The archive with its members changed by somebody who can open and seal it."""
    plain = io.BytesIO()
    with sealing.unsealed(path, key_of(data)) as inside, tarfile.open(fileobj=inside, mode="r|") as old:
        members = [(member.name, old.extractfile(member).read()) for member in old]
    with tarfile.open(fileobj=plain, mode="w") as new:
        for name, content in change(members):
            info = tarfile.TarInfo(name)
            info.size = len(content)
            new.addfile(info, io.BytesIO(content))
    path.write_bytes(pyrage.encrypt(plain.getvalue(), [key_of(data)[0].to_public()]))


CHANGES = {
    "a part is gone": lambda members: [m for m in members if not m[0].startswith("tables/people_account/")],
    "a part came": lambda members: [members[0], ("files/more", b"more"), *members[1:]],
    "a file leads out": lambda members: [members[0], ("files/../../out", b"out"), *members[1:]],
    "a file leads to the root": lambda members: [members[0], ("files//etc/passwd", b"out"), *members[1:]],
    "a table is unknown": lambda members: [members[0], ("tables/unknown/1.jsonl.gz", b"\x1f\x8b"), *members[1:]],
    "no list": lambda members: members[:-2],
    "no signature": lambda members: members[:-1],
    "nothing": lambda members: [],
    "no passport": lambda members: members[1:],
    "something after the end": lambda members: [*members, ("files/late", b"late")],
    "a part twice": lambda members: [members[0], members[1], *members[1:]],
}


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_an_archive_that_was_put_together_otherwise_is_refused(node, sample, only_parts, change):
    resealed(sample, node, change)
    assert refusal(opened, node, sample) == "upkeep.not_a_backup"


def test_rows_that_are_not_those_of_the_list_are_refused(node, sample, monkeypatch):
    fill = unpacking._Reading._fill

    def drop_one(self, name, lines):
        fill(self, name, lines if name != "people_person" else lines.split(b"\n", 1)[1])

    monkeypatch.setattr(unpacking._Reading, "_fill", drop_one)
    with pytest.raises(Refusal) as refused:
        opened(node, sample)
    assert (refused.value.code, refused.value.data["reason"]) == (
        "upkeep.not_a_backup",
        "the rows are not those that its list names",
    )


def test_a_backup_of_a_newer_release_is_refused(node, sample):

    def newer(members):
        passport = json.loads(members[0][1])
        passport["migrations"].append(["people", "9999_to_come"])
        return [(members[0][0], json.dumps(passport).encode()), *members[1:]]

    resealed(sample, node, newer)
    assert refusal(opened, node, sample) == "upkeep.newer_release"


def test_a_list_that_somebody_else_signed_is_told(node, sample):
    def forged(members):
        signature = json.loads(members[-1][1])
        signature["signature"] = "AAAA" + signature["signature"][4:]
        return [*members[:-1], (members[-1][0], json.dumps(signature).encode())]

    resealed(sample, node, forged)
    assert opened(node, sample).signed is False


# -- the file ----------------------------------------------------------------------------------------------------------


def test_a_disk_without_room_is_refused_before_anything_is_written(node, kept, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(1, 1, 1000))
    assert refusal(back_up, node, kept) == "upkeep.no_room"
    assert list(kept.iterdir()) == []


def test_a_disk_that_fills_up_meanwhile_leaves_no_half_file(node, kept, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(backup, "_settings", full)
    with pytest.raises(OSError, match="No space left"):
        back_up(node, kept)
    assert list(kept.iterdir()) == []


@pytest.mark.skipif(not shutil.which("age"), reason="there is no age client on this machine")
def test_any_age_client_opens_it(node, sample):
    command = ["age", "-d", "-i", str(keys.folder(node) / sealing.IDENTITY), str(sample)]
    plain = subprocess.run(command, capture_output=True, check=True).stdout
    with tarfile.open(fileobj=io.BytesIO(plain)) as tar:
        names = tar.getnames()
    assert (names[0], names[-2:]) == (archives.PASSPORT, [archives.MANIFEST, archives.SIGNATURE])
