"""The example world with the records by which leaks are found: laid once, lent to each test on a copy of its own."""

from copy import deepcopy

import pytest
from django.core.cache import caches
from django.test import override_settings

from tests import snapshot
from tests.environment import QUICK_HASHERS
from tests.house import canaries, designated_world, readers


@pytest.fixture(scope="session")
def _laid_database(_demo_database, django_db_blocker):
    def lay():
        caches["near"].clear()
        readers.open_accounts()
        return canaries.lay()

    with django_db_blocker.unblock(), override_settings(KEREGE_DEMO=True, PASSWORD_HASHERS=QUICK_HASHERS):
        with snapshot.with_more(_demo_database[0], "canaries", lay) as made:
            yield made


@pytest.fixture
def _on_laid_database(_laid_database):
    with snapshot.lent(_laid_database[0]):
        yield


@pytest.fixture
def laid(_on_laid_database, db, settings, _laid_database):
    """The example world with canaries and all readers; instead of `db` and `demo_world`, not beside them.

    Its value is what was laid, the test's own to add to.
    """
    settings.KEREGE_DEMO = True
    for cache in ("near", "default"):
        caches[cache].clear()
    return deepcopy(_laid_database[1])


@pytest.fixture(scope="session")
def _designated_database(_demo_database, django_db_blocker):
    with django_db_blocker.unblock(), override_settings(KEREGE_DEMO=True):
        with snapshot.with_more(_demo_database[0], "designated", designated_world.lay) as made:
            yield made


@pytest.fixture
def _on_designated_database(_designated_database):
    with snapshot.lent(_designated_database[0]):
        yield


@pytest.fixture
def world(_on_designated_database, db, settings, _designated_database):
    """The example world with both designated names in every kind of record; the uids of some of them."""
    settings.KEREGE_DEMO = True
    caches["near"].clear()
    return dict(_designated_database[1])
