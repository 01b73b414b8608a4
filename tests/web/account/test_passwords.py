"""Which passwords are refused, and that nobody learns from an answer who has an account."""

import re

import pytest
from django.contrib.auth.hashers import Argon2PasswordHasher, MD5PasswordHasher
from django.contrib.auth.password_validation import validate_password
from django.core import mail
from django.core.exceptions import ValidationError
from django.test import Client
from zxcvbn.frequency_lists import FREQUENCY_LISTS

from kerege.config import settings
from kerege.people.models import Account
from kerege.web.account.passwords import context_words
from tests.web.account.conftest import PASSWORD, person, signs_in

ADDRESS = "aigerim.quxley@ministry.example"
ACCOUNT = Account(email=ADDRESS, name="Aigerim Quxley")


def faults(password: str) -> list[str]:
    try:
        validate_password(password, ACCOUNT)
    except ValidationError as told:
        return [fault.code for fault in told.error_list]
    return []


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("password", "codes"),
    [
        ("a short one", ["password_too_short"]),
        ("password1234", ["guessable"]),
        ("P@ssw0rdP@ssw0rd", ["guessable"]),
        ("qwertyuiop123", ["guessable"]),
        ("aaaaaaaaaaaaaa", ["guessable"]),
        ("123456789012", ["guessable"]),
        ("Kerege2026Kerege", ["guessable"]),
        ("AigerimQuxley", ["guessable"]),
        ("quxley.ministry", ["guessable"]),
        ("Aigerim.Quxley@ministry.example", ["guessable"]),
        ("", ["password_too_short"]),
        ("Kazakhstan2026", ["guessable"]),
        ("a sentence for this test", []),
        ("мой снежный барс поёт", []),
        ("x" * 3 + "unlikely horse of the seventh river " * 9, []),
    ],
)
def test_what_is_tried_early_is_refused(password, codes):
    assert faults(password) == codes


@pytest.mark.nodb
def test_broken_passwords_that_are_long_enough_are_all_refused():
    long = [word for word in FREQUENCY_LISTS["passwords"] if len(word) >= 12]
    assert len(long) > 50
    assert [word for word in long if faults(word) == []] == []


@pytest.mark.nodb
def test_what_is_known_of_the_account_counts_as_a_word():
    assert context_words(ACCOUNT) == ["aigerim", ADDRESS, "example", "kerege", "ministry", "quxley", "reg"]
    assert context_words(None) == ["kerege", "reg"]


# -- nobody learns who has an account ----------------------------------------------------------------------------------


@pytest.fixture
def hashed(monkeypatch):
    """How many passwords were hashed: what a sign-in costs."""
    counted = []
    plain = MD5PasswordHasher.encode

    def encode(self, password, salt):
        counted.append(1)
        return plain(self, password, salt)

    monkeypatch.setattr(MD5PasswordHasher, "encode", encode)
    return counted


def told(address: str, said: dict[str, str]) -> tuple[int, str]:
    answer = Client().post(address, said, follow=True)
    page = re.sub(r'value="[^"]*"|nonce="[^"]*"', "", answer.content.decode())
    return answer.status_code, page


@pytest.mark.django_db
def test_a_sign_in_tells_and_costs_the_same_for_every_address(hashed):
    person(email="known@example.org")
    person(email="factor@example.org", app=True)
    closed = person(email="closed@example.org")
    closed.is_active = False
    closed.save()
    pages, costs = [], []
    for who in ("known", "factor", "closed", "nobody"):
        hashed.clear()
        said = {"login": f"{who}@example.org", "password": "a wrong one of twelve"}
        pages.append(told("/account/sign-in/", said))
        costs.append(len(hashed))
    assert (len(set(pages)), set(costs)) == (1, {1})


@pytest.mark.django_db
def test_a_forgotten_password_tells_the_same_and_sends_one_letter_for_every_address():
    person(email="known@example.org")
    pages = []
    for who in ("known", "nobody"):
        pages.append(told("/account/password/reset/", {"email": f"{who}@example.org"}))
    assert pages[0] == pages[1]
    assert [m.to for m in mail.outbox] == [["known@example.org"], ["nobody@example.org"]]
    assert PASSWORD not in mail.outbox[0].body


# -- how a password is typed and checked -------------------------------------------------------------------------------


@pytest.mark.django_db
def test_a_password_counts_as_it_was_typed_to_its_last_sign():
    account = person("trainer", "KAZ")
    new = " Мой снежный барс поёт над Седьмой рекой, " + "и никто его не слышит, " * 4
    client = signs_in(account)
    sent = {"oldpassword": PASSWORD, "password1": new, "password2": new}
    assert len(new) > 64
    assert client.post("/account/password/change/", sent).status_code == 302
    told = [
        Client().post("/account/sign-in/", {"login": account.email, "password": typed}).status_code
        for typed in (new, new.strip(), new[:-1] + "!", new.lower())
    ]
    assert told == [302, 200, 200, 200]


@pytest.mark.django_db
def test_a_change_wants_the_password_that_holds():
    account = person("trainer", "KAZ")
    new = "quite another sentence 7"
    sent = {"oldpassword": "not the one that holds", "password1": new, "password2": new}
    assert signs_in(account).post("/account/password/change/", sent).status_code == 200
    account.refresh_from_db()
    assert (account.check_password(new), account.check_password(PASSWORD)) == (False, True)


@pytest.mark.django_db
def test_what_is_typed_is_hidden_and_may_be_filled_in_by_a_manager():
    fields = re.findall(r'<input type="password"[^>]*>', Client().get("/account/sign-in/").content.decode())
    changing = signs_in(person("trainer", "KAZ")).get("/account/password/change/").content.decode()
    fields += re.findall(r'<input type="password"[^>]*>', changing)
    told = [re.findall(r'autocomplete="([^"]*)"', field) for field in fields]
    assert told == [["current-password"], ["current-password"], ["new-password"], ["new-password"]]
    assert "maxlength" not in "".join(fields)


@pytest.mark.nodb
def test_passwords_are_kept_as_argon2id_with_much_memory():
    assert settings.PASSWORD_HASHERS == ["django.contrib.auth.hashers.Argon2PasswordHasher"]
    kept = Argon2PasswordHasher().encode(PASSWORD, "salt of this test")
    assert re.findall(r"^argon2\$argon2id\$v=19\$m=(\d+),t=(\d+),p=(\d+)", kept) == [("102400", "2", "8")]
