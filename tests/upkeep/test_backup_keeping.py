"""The keys of a node lie apart from its backups, and backups are kept for as long as it was said."""

import re
from datetime import UTC, datetime, timedelta

import pyrage
import pytest

from kerege.people.rules import SYSTEM
from kerege.upkeep.actions import restoring
from kerege.upkeep.actions.factor_keys import have_factor_key
from kerege.upkeep.queries import sealing
from kerege.upkeep.rules import archives
from tests.upkeep.copying import back_up, key_of, refusal

# -- keys apart --------------------------------------------------------------------------------------------------------


def test_the_keys_are_in_a_file_of_their_own_and_in_no_other(node, kept):
    for name in ("secret_key", "sso.toml", "sso-moh.secret", "notes.toml"):
        (node / name).write_text("only here")
    have_factor_key(by=SYSTEM, data=node)
    somebody = pyrage.x25519.Identity.generate()
    done = back_up(node, kept, recipients=[str(somebody.to_public())])
    held = restoring.open_keys(by=SYSTEM, archive=done.keys, identities=[somebody])
    assert set(held) == {
        "keys/backup.agekey",
        "keys/factors.key",
        "keys/node-0001.pem",
        "keys/public.json",
        "secret_key",
        "sso-moh.secret",
        "sso.toml",
    }
    with sealing.unsealed(done.path, [somebody]) as inside:
        plain = inside.read()
    secrets = [held["keys/backup.agekey"].splitlines()[-1], held["keys/factors.key"].strip()]
    for secret in (*secrets, b"only here", held["keys/node-0001.pem"][40:80]):
        assert secret not in plain
    assert refusal(restoring.open_keys, by=SYSTEM, archive=done.keys, identities=key_of(node)) == "upkeep.cannot_open"


def test_without_anybody_who_could_open_them_the_keys_are_not_written(node, kept):
    done = back_up(node, kept)
    assert (done.keys, [p.name for p in kept.iterdir()]) == (None, [done.path.name])
    assert done.path.stat().st_mode & 0o777 == 0o600


@pytest.mark.sqlite_alone
def test_a_wrong_passphrase_opens_nothing_and_the_right_one_is_stretched_before_it_is_a_key(node, kept):
    """scrypt with 2^18 steps or more: a quarter of a gigabyte and about a second for every guess."""
    done = back_up(node, kept, passphrase="correct horse battery")
    stretched = re.match(rb"age-encryption\.org/v1\n-> scrypt \S+ (\d+)\n", done.keys.read_bytes())
    assert stretched
    assert int(stretched[1]) >= 18
    assert refusal(restoring.open_keys, by=SYSTEM, archive=done.keys, identities=[], passphrase="incorrect horse") == (
        "upkeep.cannot_open"
    )


@pytest.mark.sqlite_alone
def test_keys_do_not_replace_others_unless_told(node, tmp_path):
    held = {f"keys/{sealing.IDENTITY}": b"mine", "keys/public.json": b"{}"}
    restoring.bring_keys(by=SYSTEM, data=tmp_path / "new", held=held)
    restoring.bring_keys(by=SYSTEM, data=tmp_path / "new", held=held)
    other = held | {f"keys/{sealing.IDENTITY}": b"other"}
    assert refusal(restoring.bring_keys, by=SYSTEM, data=tmp_path / "new", held=other) == "upkeep.not_empty"
    restoring.bring_keys(by=SYSTEM, data=tmp_path / "new", held=other, replace=True)
    assert (tmp_path / "new" / "keys" / sealing.IDENTITY).read_bytes() == b"other"
    assert [p.read_bytes() for p in (tmp_path / "new").glob(f"keys-replaced-*/{sealing.IDENTITY}")] == [b"mine"]


@pytest.mark.sqlite_alone
@pytest.mark.parametrize(
    ("options", "code"),
    [({"recipients": ["age1nobody"]}, "upkeep.bad_recipient"), ({"passphrase": "short"}, "upkeep.no_passphrase")],
)
def test_whom_nothing_can_be_sealed_for_is_refused(node, kept, options, code):
    assert refusal(back_up, node, kept, **options) == code
    assert not kept.exists()


# -- how many are kept -------------------------------------------------------------------------------------------------

NOW = datetime(2026, 11, 26, tzinfo=UTC)


def named(days: float, *, key: str = "", node: str = "KAZ", keys: bool = False) -> str:
    return archives.name_of(node, NOW - timedelta(days=days), key or f"{int(days * 10):08x}", keys=keys)


@pytest.mark.nodb
def test_the_newest_stay_and_none_stays_longer_than_the_days():
    names = [named(n) for n in (0, 1, 2, 3, 89, 91, 200)]
    assert archives.expired(names, node="KAZ", now=NOW, keep=14, days=90) == sorted([named(91), named(200)])
    assert archives.expired(names, node="KAZ", now=NOW, keep=2, days=90) == sorted(names[2:])


@pytest.mark.nodb
def test_a_backup_and_its_keys_go_together():
    names = [named(0), named(100), named(100, keys=True), named(0, keys=True)]
    gone = archives.expired(names, node="KAZ", now=NOW, keep=14, days=90)
    assert gone == sorted([named(100), named(100, keys=True)])


@pytest.mark.nodb
def test_the_last_one_and_files_of_others_stay():
    names = [named(500), "notes.txt", named(400, node="UZB"), "kerege-KAZ.age", named(0, key="no-hex!!")]
    assert archives.expired(names, node="KAZ", now=NOW, keep=1, days=90) == []


@pytest.mark.nodb
@pytest.mark.parametrize("made", ["00000001", "ffffffff"])
def test_of_two_in_one_second_the_one_just_made_stays(made):
    other = {"00000001": "ffffffff", "ffffffff": "00000001"}[made]
    names = [named(0, key=made), named(0, key=other), named(1)]
    gone = archives.expired(names, node="KAZ", now=NOW, keep=1, days=90, made=made)
    assert gone == sorted([named(0, key=other), named(1)])


def test_old_backups_are_deleted_when_a_new_one_is_there(node, kept):
    kept.mkdir()
    old = archives.name_of("REG", datetime.now(UTC) - timedelta(days=91), "0123abcd")
    (kept / old).write_text("old")
    done = back_up(node, kept)
    assert (done.deleted, [p.name for p in kept.iterdir()]) == ((old,), [done.path.name])
