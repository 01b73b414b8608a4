import pytest

from kerege.people import actions as people
from kerege.people.queries import account
from kerege.web.account.watching import actor_of
from tests import ground
from tests.capacity.given import opened, published, somebody
from tests.web.openrosa.collect import Phone


@pytest.fixture
def head(db):
    """The head of a laboratory, who leads an open assessment of it."""
    ground.lay()
    published()
    return somebody("head")


@pytest.fixture
def uid(head):
    return opened(head)


@pytest.fixture
def phone(head):
    return phone_of("head@example.org")


def phone_of(email, strong=False, **more):
    found = account(email)
    _, password = people.add_device(by=actor_of(found), account=found, name="A phone", strong=strong)
    return Phone(email, password, **more)
