"""What tests of all rooms share: somebody who acts, viewers, and the loaded worlds."""

from datetime import date

import pytest
from django.db import connections
from django.test import Client
from django.utils import translation

from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC, Viewer
from kerege.worlds import startup
from tests import snapshot
from tests.environment import QUICK_HASHERS
from tests.web.signing import has_proved

TODAY = date(2026, 11, 23)


@pytest.fixture(autouse=True)
def _in_the_language_of_nobody():
    """A request leaves its language to the thread, and so to the test after it."""
    translation.deactivate()


@pytest.fixture
def by():
    """The focal point of Kazakhstan."""
    return Actor(uid="0" * 35 + "1", name="Focal point", grants=(Grant(Role.FOCAL_POINT, "KAZ"),))


@pytest.fixture
def public():
    return PUBLIC


@pytest.fixture
def partner():
    """Somebody with a working role in Uzbekistan: a regional partner of everybody else."""
    return viewer("UZB", Sensitivity.NATIONAL)


@pytest.fixture
def focal_point():
    """The focal point of Kazakhstan, as a reader."""
    return viewer("KAZ", Sensitivity.RESTRICTED)


def viewer(owner: str, own: Sensitivity, others: Sensitivity = Sensitivity.REGIONAL) -> Viewer:
    return Viewer(uid=f"viewer-{owner}", name=owner, everywhere=others, by_owner=((owner, own),))


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, django_db_blocker):
    """Migrations take seconds in each worker: where a migrated database was kept, plain tables do until it is there."""
    if snapshot.kept_empty():
        connections["default"].settings_dict["TEST"]["MIGRATE"] = False
    with django_db_blocker.unblock():
        snapshot.migrated_once()


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock():
        snapshot.fill_empty()
        yield
        snapshot.forget_migrated()


@pytest.fixture(scope="session")
def _demo_database(django_db_setup, django_db_blocker):
    with django_db_blocker.unblock(), snapshot.copied("demo") as copy:
        told = snapshot.fetched(copy)
        if told is None:
            with snapshot.lent(copy):
                told = list(startup.bring_up_to_date(by=SYSTEM, demo=True))
            snapshot.keep(copy, told)
        yield copy, told


@pytest.fixture
def _on_demo_database(_demo_database):
    with snapshot.lent(_demo_database[0]):
        yield


@pytest.fixture
def demo_world(_on_demo_database, db, settings, _demo_database):
    """The reference data, Project 53 and the demo, as `kerege demo` loads them; instead of `db`, not beside it.

    Its value is what loading said, line by line.
    """
    settings.KEREGE_DEMO = True
    return _demo_database[1]


@pytest.fixture(autouse=True)
def _quick_tests(settings):
    """Static files without the manifest that `kerege up` makes; passwords that cost nothing to check."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = QUICK_HASHERS


@pytest.fixture(autouse=True)
def _signed_in_with_all_that_is_asked(monkeypatch):
    """`force_login` stands for somebody who has just signed in properly. For less, see tests.web.signing."""
    plain = Client.force_login

    def force_login(self, user, backend=None):
        plain(self, user, backend)
        has_proved(self, user)

    monkeypatch.setattr(Client, "force_login", force_login)
