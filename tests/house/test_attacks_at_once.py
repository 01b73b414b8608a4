"""Two browsers that send the same form in the same moment: one deed comes of it, and the journal stays whole.

On a file of its own with a connection for each browser, so that they do wait for one another as on a node.
"""

from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper
from django.test import Client
from django.utils.timezone import localdate

from kerege.indicators import queries as indicators
from kerege.journal import queries as journal
from kerege.people import actions as people
from kerege.people import queries
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from tests import snapshot
from tests.house.writes import CLAIM
from tests.web.signing import signed_in

pytestmark = [pytest.mark.sqlite_alone, pytest.mark.usefixtures("_quick_tests")]

TODAY = localdate()
Sent = tuple[Client, str, dict[str, Any]]


@pytest.fixture
def node(_demo_database, django_db_blocker, settings, tmp_path) -> Iterator[Callable[[], BaseDatabaseWrapper]]:
    """A connection to a file that holds the example world, as often as it is asked for."""
    settings.KEREGE_DEMO = True
    world, path = _demo_database[0], tmp_path / "node.sqlite3"
    if world.vendor != "sqlite":
        pytest.skip("on PostgreSQL the copy of the world cannot be copied once more")
    with django_db_blocker.unblock():
        with closing(world.Database.connect(path)) as file:
            world.connection.backup(file)
        with snapshot.lent(_opened(world, path)):
            cache.clear()
            yield lambda: _opened(world, path)
            connections["default"].close()


def _opened(world: BaseDatabaseWrapper, path: Path) -> BaseDatabaseWrapper:
    return type(world)({**world.settings_dict, "NAME": str(path)})


def at_once(node: Callable[[], BaseDatabaseWrapper], *sent: Sent) -> list[Any]:
    """The answers to forms that are sent when all of their senders are ready."""
    ready = Barrier(len(sent))

    def send(what: Sent) -> Any:
        client, address, typed = what
        connections["default"] = node()
        try:
            ready.wait(timeout=20)
            return client.post(address, typed)
        finally:
            connections["default"].close()

    with ThreadPoolExecutor(len(sent)) as browsers:
        return list(browsers.map(send, sent))


def test_a_form_that_is_sent_twice_at_once_is_recorded_once(node):
    browsers = [signed_in("focal.point.kaz") for _ in range(3)]
    answers = at_once(node, *((client, "/claims/new/", dict(CLAIM)) for client in browsers))
    assert {answer.status_code for answer in answers} <= {302, 422}
    assert 302 in {answer.status_code for answer in answers}
    assert [c.key for c in indicators.claims(PUBLIC, on=TODAY)].count(CLAIM["key"]) == 1
    acts = [act for act in journal.acts(owners=None, word_prefix="indicators.claim", limit=9) if not act.refused]
    assert len([act for act in acts if act.facts.get("key") == CLAIM["key"]]) == 1
    assert journal.verify().whole


def test_two_who_appoint_at_once_do_not_fill_one_seat_twice(node):
    people.end_term(by=SYSTEM, seat="DEMO-NTE-KAZ-HEALTH", capacity="holder", on=TODAY)
    persons = ("DEMO-KAZ-S1", "DEMO-KAZ-S3")
    typed = [
        {"do": "appoint", "appoint-person": p, "appoint-capacity": "holder", "appoint-start": str(TODAY)}
        for p in persons
    ]
    address = "/people/seats/DEMO-NTE-KAZ-HEALTH/"
    answers = at_once(node, *((signed_in("focal.point.kaz"), address, each) for each in typed))
    assert sorted(answer.status_code for answer in answers) == [302, 422]
    seat = next(s for s in queries.seats(PUBLIC, on=TODAY) if s.key == "DEMO-NTE-KAZ-HEALTH")
    assert [s.capacity for s in seat.sittings].count("holder") == 1
    assert journal.verify().whole


def test_one_link_that_is_taken_twice_at_once_opens_one_account(node):
    made = people.invite(by=SYSTEM, email="new@example.org", name="New", owner="KAZ", role="trainer")
    link = f"/account/invitation/{people.invitation_token(by=SYSTEM, invitation=made)}/"
    passwords = ("quite another sentence 7", "a sentence of the thief 8")
    answers = at_once(node, *((Client(), link, {"password": each}) for each in passwords))
    assert sorted(answer.status_code for answer in answers)[0] == 302
    assert [answer.status_code for answer in answers].count(302) == 1
    taken = passwords[[answer.status_code for answer in answers].index(302)]
    account = queries.account("new@example.org")
    assert [account.check_password(each) for each in passwords] == [each == taken for each in passwords]
    assert len(queries.actor_for(account, on=TODAY, strong=True).grants) == 1
