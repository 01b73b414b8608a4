from functools import cache

import pytest
from django.db import connections
from django.test import override_settings

from kerege.lib.images import redrawn
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.web.account.watching import actor_of
from tests import ground, snapshot
from tests.capacity.given import opened, published, somebody
from tests.environment import QUICK_HASHERS
from tests.web.openrosa.collect import Phone

DRAWN = cache(redrawn)


@pytest.fixture(autouse=True)
def _drawn_once(monkeypatch):
    """A process of its own draws each picture, and the same picture once for all tests."""
    monkeypatch.setattr("kerege.files.rules.redrawn", DRAWN)


@pytest.fixture(scope="session")
def _phones_database(django_db_setup, django_db_blocker):
    """What every phone begins with, laid once. The form is made once too, because its assessment stays the same."""
    with django_db_blocker.unblock(), override_settings(PASSWORD_HASHERS=QUICK_HASHERS):
        with snapshot.with_more(connections["default"], "phones", _lay) as made:
            yield made


def _lay():
    ground.lay()
    published()
    head = somebody("head")
    return head, opened(head), phone_of("head@example.org").password


@pytest.fixture
def _on_phones_database(_phones_database):
    with snapshot.lent(_phones_database[0]):
        yield


@pytest.fixture
def laid(_on_phones_database, db, _phones_database):
    """Who leads an open assessment, its uid, and the password of their phone; instead of `db`, not beside it."""
    return _phones_database[1]


@pytest.fixture
def head(laid):
    """The head of a laboratory, who leads an open assessment of it."""
    return laid[0]


@pytest.fixture
def uid(laid):
    return laid[1]


@pytest.fixture
def phone(laid):
    return Phone("head@example.org", laid[2])


def phone_of(email, strong=False, **more):
    found = account(email)
    _, password = people.add_device(by=actor_of(found), account=found, name="A phone", strong=strong)
    return Phone(email, password, **more)
