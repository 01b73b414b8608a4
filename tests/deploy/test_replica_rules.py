"""Who is answered from the replica: the positions in the log, the lag, and what a request may read."""

import psycopg
import pytest

from kerege.config.replica.choosing import PRIMARY, REPLICA, current, reading
from kerege.config.replica.position import Lag, position
from kerege.config.replica.router import ReplicaRouter
from kerege.config.replica.watch import NOTHING, STALE, Sight, Watch

pytestmark = pytest.mark.nodb


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("0/0", 0),
        ("0/16B3740", 0x16B3740),
        ("1/0", 1 << 32),
        ("A/FF", (10 << 32) + 255),
        ("", None),
        ("1", None),
        ("g/0", None),
        ("1/0; DROP", None),
        ("123456789/0", None),
        ("a/ff", None),
    ],
)
def test_a_position_in_the_log_is_a_number_or_nothing(text, number):
    assert position(text) == number


def test_positions_are_compared_as_numbers_and_not_as_texts():
    assert position("0/FFFFFFFF") < position("1/0") < position("10/0")


def test_a_replica_that_has_all_is_not_behind_however_long_nobody_writes():
    lag = Lag()
    lag.primary_was_at(100, now=0)
    assert lag.behind(100, now=3600) == 0


def test_a_replica_is_behind_since_it_first_lacked_something():
    lag = Lag()
    for at, now in ((100, 0), (200, 10), (300, 20)):
        lag.primary_was_at(at, now=now)
    assert lag.behind(100, now=25) == 15
    assert lag.behind(200, now=25) == 5
    assert lag.behind(300, now=25) == 0


def sight(**other):
    told = {"at": 100.0, "replayed": 50, "primary_up": True, "behind": 0.0} | other
    return Sight(**told)


@pytest.mark.parametrize(
    ("seen", "pin", "now", "may"),
    [
        (sight(), None, 100, True),
        (sight(), 50, 100, True),
        (sight(), 51, 100, False),
        (sight(replayed=None), None, 100, False),
        (sight(), None, 100 + STALE, True),
        (sight(), None, 100.1 + STALE, False),
        (sight(behind=10), None, 100, True),
        (sight(behind=10.1), None, 100, False),
        (sight(primary_up=False), 51, 100, True),
        (sight(primary_up=False, behind=99), None, 100, True),
        (sight(primary_up=False, replayed=None), None, 100, False),
        (NOTHING, None, 0, False),
    ],
)
def test_when_the_replica_may_answer(seen, pin, now, may):
    assert seen.may_answer(pin, now=now, most_behind=10) is may


class Clock:
    now = 0.0

    def __call__(self):
        return self.now


def gone():
    raise psycopg.OperationalError("gone")


def test_the_watch_tells_what_it_sees_and_forgets_what_is_suspected():
    clock, ends = Clock(), {"primary": lambda: 100, "replica": lambda: 100}
    watch = Watch(lambda: ends["primary"](), lambda: ends["replica"](), clock=clock)
    assert watch.sight == NOTHING
    assert watch.look() == Sight(0, 100, True, 0)
    ends["primary"], clock.now = (lambda: 200), 5
    assert watch.look() == Sight(5, 100, True, 0)
    clock.now = 8
    assert watch.look() == Sight(8, 100, True, 3)
    ends["primary"] = gone
    assert watch.look() == Sight(8, 100, False, 3)
    ends["replica"] = gone
    assert watch.look() == Sight(8, None, False, 0)
    ends |= {"primary": lambda: 200, "replica": lambda: 200}
    assert watch.look() == Sight(8, 200, True, 0)
    watch.suspect()
    assert watch.sight == NOTHING


class Connections(dict):
    """As django.db.connections, with a primary that is inside a transaction or not."""

    def __init__(self, *, in_atomic_block):
        super().__init__(default=type("Primary", (), {"in_atomic_block": in_atomic_block}))


@pytest.fixture
def router(monkeypatch):
    monkeypatch.setattr("kerege.config.replica.router.connections", Connections(in_atomic_block=False))
    return ReplicaRouter()


def test_outside_of_a_request_everything_is_read_from_the_primary(router):
    assert current() is None
    assert (router.db_for_read(object), router.db_for_write(object)) == (PRIMARY, PRIMARY)


def test_a_request_reads_from_the_replica_until_it_writes(router):
    with reading(REPLICA) as choice:
        assert (router.db_for_read(object), choice.read_replica, choice.wrote) == (REPLICA, True, False)
        assert (router.db_for_write(object), choice.wrote) == (PRIMARY, True)
        assert router.db_for_read(object) == PRIMARY
    assert current() is None


def test_a_request_that_was_sent_to_the_primary_never_reads_from_the_replica(router):
    with reading(PRIMARY) as choice:
        assert (router.db_for_read(object), choice.read_replica) == (PRIMARY, False)


def test_inside_a_transaction_everything_is_read_from_the_primary(router, monkeypatch):
    monkeypatch.setattr("kerege.config.replica.router.connections", Connections(in_atomic_block=True))
    with reading(REPLICA) as choice:
        assert (router.db_for_read(object), choice.read_replica) == (PRIMARY, False)


def test_only_the_primary_is_migrated_and_records_of_both_may_meet(router):
    assert (router.allow_migrate(PRIMARY, "people"), router.allow_migrate(REPLICA, "people")) == (True, False)
    assert router.allow_relation(object(), object())


def test_a_node_without_a_replica_has_no_such_middleware(settings):
    from django.core.exceptions import MiddlewareNotUsed

    from kerege.config.replica.middleware import ReplicaMiddleware

    settings.KEREGE_REPLICA = False
    with pytest.raises(MiddlewareNotUsed):
        ReplicaMiddleware(lambda request: None)
