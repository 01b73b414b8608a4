import pytest
from django.db import transaction

from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.worlds.reference_loader import load_reference


@pytest.fixture
def secretariat():
    return Actor(uid="0" * 35 + "2", name="Secretariat", grants=(Grant(Role.SECRETARIAT, "REG"),))


@pytest.fixture(scope="module")
def reference(django_db_setup, django_db_blocker):
    """The reference data, loaded once for a module of tests and taken back behind it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield load_reference(by=SYSTEM)
        transaction.set_rollback(True)
