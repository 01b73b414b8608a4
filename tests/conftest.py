"""What tests of all rooms share: somebody who acts, viewers, and the loaded worlds."""

from datetime import date

import pytest

from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC, Viewer

TODAY = date(2026, 11, 23)


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


@pytest.fixture(autouse=True)
def _quick_tests(settings):
    """Static files without the manifest that `kerege up` makes; passwords that cost nothing to check."""
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
    }
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
