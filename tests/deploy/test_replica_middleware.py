"""Requests between a primary and a replica: where they are sent, what they remember, and what happens when one fails.

The servers are played here; tests/deploy/test_replica_servers.py tries it on real ones.
"""

import time

import pytest
from django.http import HttpResponse
from django.test import RequestFactory

from kerege.config.replica import middleware
from kerege.config.replica.choosing import PRIMARY, REPLICA, current
from kerege.config.replica.position import position
from kerege.config.replica.watch import NOTHING, Sight

pytestmark = pytest.mark.nodb
WRITTEN = "0/200"


class PlayedWatch:
    def __init__(self, replayed):
        self.sight = Sight(time.monotonic(), replayed, True, 0)

    def suspect(self):
        self.sight = NOTHING


@pytest.fixture
def watch(settings, monkeypatch):
    """A replica that has replayed up to 0/100; the primary's log ends at 0/200."""
    settings.KEREGE_REPLICA = True
    played = PlayedWatch(position("0/100"))
    monkeypatch.setattr(middleware, "watching", lambda: played)
    monkeypatch.setattr(middleware, "_written_up_to", lambda: WRITTEN)
    monkeypatch.setattr(
        middleware, "connections", {REPLICA: type("Replica", (), {"close": staticmethod(lambda: None)})}
    )
    return played


def answered(*, method="GET", pin="", reads=True, writes=False, statuses=(200,)):
    """The answer to one request, and where each try of it began."""
    asked, left = [], list(statuses)

    def view(request):
        asked.append(current().where)
        current().read_replica |= reads and current().where == REPLICA
        current().wrote |= writes
        return HttpResponse(status=left.pop(0))

    request = RequestFactory().generic(method, "/")
    if pin:
        request.COOKIES["read-from"] = pin
    return middleware.ReplicaMiddleware(view)(request), asked


@pytest.mark.parametrize(
    ("method", "where"),
    [
        ("GET", REPLICA),
        ("HEAD", REPLICA),
        ("OPTIONS", REPLICA),
        ("POST", PRIMARY),
        ("PUT", PRIMARY),
        ("DELETE", PRIMARY),
    ],
)
def test_only_what_reads_is_sent_to_the_replica(watch, method, where):
    assert answered(method=method)[1] == [where]


@pytest.mark.parametrize(
    ("pin", "where"), [("", REPLICA), ("0/100", REPLICA), ("0/101", PRIMARY), ("nonsense", REPLICA), ("F/0", PRIMARY)]
)
def test_who_wrote_reads_from_the_primary_until_the_replica_has_it(watch, pin, where):
    assert answered(pin=pin)[1] == [where]


def test_who_writes_gets_a_pin(watch):
    answer, _ = answered(method="POST", writes=True)
    pin = answer.cookies["read-from"]
    assert (pin.value, pin["httponly"], pin["samesite"], pin["max-age"]) == (WRITTEN, True, "Lax", 600)


def test_who_only_reads_gets_none(watch):
    assert not answered()[0].cookies
    assert not answered(method="POST")[0].cookies


def test_a_pin_is_taken_away_once_the_replica_has_it(watch):
    answer, _ = answered(pin="0/100")
    assert answer.cookies["read-from"]["max-age"] == 0
    assert not answered(pin="0/101")[0].cookies


@pytest.mark.parametrize("failed", [500, 503])
def test_a_reader_whom_the_replica_fails_is_answered_by_the_primary(watch, failed):
    answer, asked = answered(statuses=(failed, 200))
    assert (answer.status_code, asked) == (200, [REPLICA, PRIMARY])
    assert watch.sight == NOTHING
    assert answered()[1] == [PRIMARY]


def test_it_is_asked_once_more_and_no_oftener(watch):
    answer, asked = answered(statuses=(500, 500))
    assert (answer.status_code, asked) == (500, [REPLICA, PRIMARY])


@pytest.mark.parametrize(
    "case",
    [{"method": "POST"}, {"reads": False}, {"writes": True}, {"pin": "F/0"}],
    ids=["it may have written", "the replica was not asked", "it wrote", "the primary had answered"],
)
def test_what_may_have_changed_something_is_never_done_twice(watch, case):
    answer, asked = answered(statuses=(500, 200), **case)
    assert (answer.status_code, len(asked)) == (500, 1)


def test_a_refusal_is_an_answer(watch):
    assert answered(statuses=(404,))[1] == [REPLICA]
