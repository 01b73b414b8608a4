from datetime import date

import pytest

from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM
from tests import ground
from tests.capacity.given import ROLES, closed, published, result, somebody
from tests.capacity.placed import placed


@pytest.fixture(autouse=True)
def _ground(db):
    ground.lay()


@pytest.fixture
def found():
    """Everybody, a closed assessment with one finding, and a seat on which somebody sits."""
    published()
    who = {name: somebody(name, role) for name, role in ROLES.items()}
    people.create_seat(
        by=SYSTEM, owner="KAZ", key="care", kind="other", title="Care", mandate="Order", mandate_on=date(2020, 1, 1)
    )
    people.record_person(by=SYSTEM, owner="KAZ", key="P", name="Sitting", synthetic=True)
    people.appoint(by=SYSTEM, seat="care", person="P", capacity="holder", start=date(2021, 1, 1))
    people.link_person(by=SYSTEM, account=account("seated@example.org"), person="P")
    uid = closed(who["lead"])
    return who, uid, result(who["lead"], uid).findings[0].uid


@pytest.fixture
def who():
    """Everybody around a laboratory."""
    return placed()
