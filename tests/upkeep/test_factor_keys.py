"""Seeds of second factors have keys of their own: made once, and replaced by a command."""

import base64

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.utils import encrypt
from cryptography.fernet import Fernet

from kerege.config import environment
from kerege.config.cli import keys as command
from kerege.config.cli import parser, serve
from kerege.journal import queries as journal
from kerege.people.rules import SYSTEM
from kerege.upkeep.actions.closing import close_for_writing
from kerege.upkeep.actions.factor_keys import have_factor_key, reseal_factors, rotate_factor_key
from kerege.upkeep.queries import factor_keys, standing
from tests.web.account.conftest import SECRET, begins, code, person, roles, signs_in

ONE, TWO = (base64.urlsafe_b64encode(sign * 32).decode() for sign in (b"1", b"2"))


@pytest.fixture
def data(db, settings, tmp_path, monkeypatch):
    """The folder of a node that was made before there were such keys."""
    monkeypatch.setattr(standing, "FULL", standing._Full())
    settings.DATA, settings.KEREGE_FACTOR_KEYS = tmp_path, ()
    return tmp_path


@pytest.fixture
def holder(data):
    """A focal point with an app and recovery codes whose seeds are encrypted as before."""
    account = person("focal_point", "KAZ", app=True)
    RecoveryCodes.activate(account)
    return account


def seeds():
    rows = Authenticator.objects.order_by("id").values_list("data", flat=True)
    return [text for content in rows for text in factor_keys.texts_in(content)]


def resealed(data):
    return reseal_factors(by=SYSTEM, data=data)


def opened_by(key):
    return [factor_keys.opens(Fernet(key), text) for text in seeds()]


# -- from the secret key to a key of their own -------------------------------------------------------------------------


def test_what_the_secret_key_closed_is_encrypted_anew_and_signs_in_without_it(data, holder, settings):
    before = seeds()
    have_factor_key(by=SYSTEM, data=data)
    assert resealed(data) == 2
    (key,) = factor_keys.in_file(data)
    assert (opened_by(key), set(before) & set(seeds())) == ([True, True], set())
    settings.SECRET_KEY = "another"
    assert roles(signs_in(holder)) == {"focal_point"}


def test_recovery_codes_go_on_and_used_ones_stay_used(data, holder):
    codes = RecoveryCodes.activate(holder)
    first, second, *_ = codes.get_unused_codes()
    assert codes.validate_code(first)
    have_factor_key(by=SYSTEM, data=data)
    resealed(data)
    again = RecoveryCodes(Authenticator.objects.get(user=holder, type="recovery_codes"))
    assert [again.validate_code(typed) for typed in (first, second)] == [False, True]


def test_codes_that_another_library_brought_are_encrypted_anew_one_by_one(data, holder):
    row = Authenticator.objects.get(user=holder, type="recovery_codes")
    row.data = {"migrated_codes": [encrypt("one"), encrypt("two")]}
    row.save()
    have_factor_key(by=SYSTEM, data=data)
    assert resealed(data) == 2
    row.refresh_from_db()
    assert RecoveryCodes(row).generate_codes() == ["one", "two"]


def test_the_second_time_nothing_is_done(data, holder):
    have_factor_key(by=SYSTEM, data=data)
    have_factor_key(by=SYSTEM, data=data)
    assert (resealed(data), resealed(data), len(factor_keys.in_file(data))) == (2, 0, 1)
    acts = journal.acts(owners=None, word_prefix="upkeep.factors.resealed")
    assert [line.facts for line in acts] == [{"factors": 2}]


def test_what_no_key_opens_stays_and_holds_up_nobody(data, holder):
    row = Authenticator.objects.get(user=holder, type="recovery_codes")
    row.data = {**row.data, "seed": "nobody opens this"}
    row.save()
    have_factor_key(by=SYSTEM, data=data)
    assert (resealed(data), resealed(data)) == (1, 0)
    row.refresh_from_db()
    assert row.data["seed"] == "nobody opens this"


def test_the_key_is_readable_by_the_node_alone(data):
    have_factor_key(by=SYSTEM, data=data)
    place = factor_keys.path(data)
    assert (place.stat().st_mode & 0o777, place.parent.stat().st_mode & 0o777) == (0o600, 0o700)


# -- starting ----------------------------------------------------------------------------------------------------------


@pytest.fixture
def started(monkeypatch, capsys):
    """Start as `kerege up` does; what it said about seeds."""
    monkeypatch.delenv("KEREGE_SECRET_KEY", raising=False)

    def start() -> str:
        serve._seal_factors()
        return capsys.readouterr().out

    return start


def test_a_start_brings_it_about_and_the_next_says_nothing(data, holder, started):
    assert started() == "Encrypted the seeds of 2 second factors with the newest key\n"
    assert started() == ""


def test_a_closed_node_is_started_and_waits(data, holder, started):
    close_for_writing(by=SYSTEM, data=data)
    assert (started(), len(factor_keys.waiting(data))) == ("", 2)


def test_machines_that_share_a_secret_key_make_no_key_that_the_others_lack(data, holder, started, monkeypatch):
    monkeypatch.setenv("KEREGE_SECRET_KEY", "for all machines")
    assert (started(), factor_keys.held(data)) == ("", [])
    assert roles(signs_in(holder)) == {"focal_point"}


# -- another key -------------------------------------------------------------------------------------------------------


def kerege(*words) -> int:
    return command.run(parser.command_line().parse_args(["keys", "factors", *words]))


def test_the_command_makes_a_new_key_and_the_old_one_still_opens(data, holder, capsys):
    have_factor_key(by=SYSTEM, data=data)
    resealed(data)
    (old,), kept = factor_keys.in_file(data), seeds()
    assert kerege("--rotate") == 0
    new, *others = factor_keys.in_file(data)
    assert (others, opened_by(new), opened_by(old)) == ([old], [True, True], [False, False])
    assert factor_keys.box(data).decrypt(kept[0].encode()).decode() == SECRET  # as a backup from before has it
    client, answer = begins(holder)
    assert client.post(answer["Location"], {"code": code()}).status_code == 302
    said = capsys.readouterr().out
    assert "the seeds of 2 second factors are encrypted with it" in said
    assert f"{factor_keys.path(data)}: 2 keys" in said
    assert not any(key in said for key in (old, new))


def test_the_command_tells_of_a_node_without_keys_of_their_own(data, holder, capsys):
    assert kerege() == 0
    assert capsys.readouterr().out == (
        "No keys of their own: they are encrypted with one made of the secret key\n"
        "2 second factors with a seed; 0 of them wait for the newest key\n"
    )


def test_a_node_that_dies_between_the_new_key_and_the_seeds_goes_on(data, holder, monkeypatch):
    have_factor_key(by=SYSTEM, data=data)
    resealed(data)

    def dies(**_):
        raise OSError("gone")

    monkeypatch.setattr("kerege.upkeep.actions.factor_keys.reseal_factors", dies)
    with pytest.raises(OSError, match="gone"):
        rotate_factor_key(by=SYSTEM, data=data)
    assert (len(factor_keys.in_file(data)), len(factor_keys.waiting(data))) == (2, 2)
    assert roles(signs_in(holder)) == {"focal_point"}
    assert resealed(data) == 2


# -- from the setting --------------------------------------------------------------------------------------------------


def test_the_first_key_of_the_setting_encrypts_and_the_others_open(data, holder, settings, capsys):
    settings.KEREGE_FACTOR_KEYS = (ONE,)
    assert (resealed(data), opened_by(ONE)) == (2, [True, True])
    settings.KEREGE_FACTOR_KEYS = (TWO, ONE)
    assert roles(signs_in(holder)) == {"focal_point"}
    assert (resealed(data), opened_by(TWO)) == (2, [True, True])
    have_factor_key(by=SYSTEM, data=data)
    assert factor_keys.in_file(data) == []
    assert (kerege("--rotate"), kerege()) == (1, 0)
    told = capsys.readouterr()
    assert "kerege: upkeep.keys_in_settings " in told.err
    assert told.out.startswith("KEREGE_FACTOR_KEYS: 2 keys\n")


@pytest.mark.nodb
def test_the_setting_is_read_in_its_order(monkeypatch):
    monkeypatch.setenv("KEREGE_FACTOR_KEYS", f" {ONE} ,{TWO},")
    assert environment.fernet_keys("KEREGE_FACTOR_KEYS") == (ONE, TWO)
    monkeypatch.delenv("KEREGE_FACTOR_KEYS")
    assert environment.fernet_keys("KEREGE_FACTOR_KEYS") == ()


@pytest.mark.nodb
@pytest.mark.parametrize("wrong", ["short", ONE[:-4], "ключ", f"{ONE}AAAA"])
def test_a_key_that_is_none_is_refused_by_its_place_and_not_shown(monkeypatch, wrong):
    monkeypatch.setenv("KEREGE_FACTOR_KEYS", f"{ONE},{wrong}")
    with pytest.raises(ValueError, match="KEREGE_FACTOR_KEYS: key 2 is no 32 bytes") as told:
        environment.fernet_keys("KEREGE_FACTOR_KEYS")
    assert wrong not in str(told.value).replace("KEREGE_FACTOR_KEYS", "")
