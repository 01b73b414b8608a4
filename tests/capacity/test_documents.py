"""Document control: approved by another person, one version in force, reviews that come due, and for whom."""

from datetime import UTC, datetime, timedelta

import pytest

from kerege.capacity.actions import documents as actions
from kerege.capacity.actions import remind_seats
from kerege.capacity.queries import documents as queries
from kerege.journal.models import Act
from kerege.people.queries import tasks
from kerege.people.rules import ANONYMOUS, SYSTEM
from tests.capacity.given import DAY, NATIONAL, code_of, reader
from tests.inventory.facts import recorded

NEXT = DAY + timedelta(days=300)
LATER = DAY + timedelta(days=500)


@pytest.fixture
def at(who):
    """Everybody around a laboratory."""
    return who


def made(at, name="officer", **changes):
    given = {"facility": recorded(organisation="LAB").key, "code": "SOP-01", "titles": {"en": "Spills"}, "seat": "host"}
    return str(actions.record_document(by=at[name], **(given | {"today": DAY} | changes)).uid)


def drafted(at, uid, name="officer", version="1", **changes):
    told = {"kept_at": "Binder 1", "today": DAY}
    return str(actions.draft_version(by=at[name], document=uid, version=version, **(told | changes)).uid)


def approved(at, version, name="head", **changes):
    told = {"effective_from": DAY, "review_by": NEXT, "today": DAY}
    return actions.approve_version(by=at[name], version=version, **(told | changes))


def in_force(at, uid, version="1", **changes):
    number = drafted(at, uid, version=version)
    actions.hand_for_review(by=at["officer"], version=number)
    approved(at, number, **changes)
    return number


def shown(at, uid, name="head", on=DAY):
    return queries.document(reader(at[name]), uid, me=at[name], on=on, lang="en")


def test_the_way_of_a_version(at):
    uid = made(at)
    assert (made(at), shown(at, uid).unfit) == (uid, "none_effective")
    version = drafted(at, uid)
    assert code_of(approved, at=at, version=version) == "capacity.wrong_step"
    actions.hand_for_review(by=at["officer"], version=version)
    assert code_of(approved, at=at, version=version, name="officer") == "capacity.own_approval"
    assert code_of(actions.return_version, by=at["head"], version=version, reason=" ") == "capacity.no_reason"
    actions.return_version(by=at["head"], version=version, reason="A step is missing")
    assert (shown(at, uid).versions[0].state, shown(at, uid).versions[0].note) == ("draft", "A step is missing")
    actions.hand_for_review(by=at["officer"], version=version)
    approved(at, version)
    assert (shown(at, uid).current.version, shown(at, uid).unfit) == ("1", None)
    assert shown(at, uid, on=NEXT + timedelta(days=1)).unfit == "overdue"
    assert code_of(actions.hand_for_review, by=at["officer"], version=version) == "capacity.wrong_step"


def test_the_second_version_replaces_the_first_on_its_day(at):
    uid = made(at)
    in_force(at, uid)
    again = drafted(at, uid, version="2")
    actions.hand_for_review(by=at["officer"], version=again)
    assert code_of(approved, at=at, version=again, effective_from=DAY, review_by=LATER) == "capacity.two_effective"
    approved(at, again, effective_from=NEXT, review_by=LATER)
    assert [v.state for v in shown(at, uid, on=DAY).versions] == ["approved", "effective"]
    assert [v.state for v in shown(at, uid, on=NEXT).versions] == ["effective", "superseded"]
    actions.withdraw_version(by=at["head"], version=again, reason="It is wrong", today=NEXT)
    assert shown(at, uid, on=NEXT).unfit == "none_effective", "what was superseded does not come back"


def test_a_review_moves_its_day(at):
    uid = made(at)
    version = in_force(at, uid)
    told = {"by": at["head"], "version": version, "today": NEXT}
    assert code_of(actions.look_over, **told, review_by=NEXT) == "capacity.review_in_past"
    actions.look_over(**told, review_by=LATER, note="Still right")
    assert (shown(at, uid, on=LATER).unfit, shown(at, uid, on=LATER).current.note) == (None, "Still right")


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"titles": {"en": " "}}, "capacity.no_title"),
        ({"seat": "mentor"}, "capacity.no_such_seat"),
        ({"code": "SOP 01"}, "records.bad_key"),
        ({"titles": {"x!": "Spills"}}, "atlas.bad_language"),
        ({"titles": {"en": "How 40 vials of anthrax strains are stored in freezer 2"}}, "inventory.not_for_sharing"),
        ({"name": "other"}, "records.nothing_there"),
        ({"name": "host"}, "records.nothing_there"),
    ],
)
def test_a_document_that_cannot_be_is_refused(at, changes, code):
    assert code_of(made, at=at, **changes) == code


def test_one_code_is_one_document(at):
    made(at)
    assert code_of(made, at=at, titles={"en": "Another"}) == "capacity.code_taken"


def test_a_version_that_cannot_be_is_refused(at):
    uid = made(at)
    drafted(at, uid)
    assert code_of(drafted, at=at, uid=uid) == "capacity.version_there"
    assert code_of(drafted, at=at, uid=uid, version="2", kept_at=" ") == "capacity.nowhere_kept"
    assert code_of(drafted, at=at, uid=uid, version="2", name="mentor") == "records.nothing_there"
    assert code_of(actions.withdraw_version, by=at["head"], version="no uid", reason="x") == "records.nothing_there"


def test_who_reads_the_register(at):
    uid = made(at)
    in_force(at, uid)
    read = {name: shown(at, uid, name) is not None for name in at}
    assert read == {"head": True, "officer": True, "focal": True, "host": False, "mentor": False, "other": False}
    assert queries.register(NATIONAL, me=ANONYMOUS, on=DAY, lang="en") == []
    (line,) = queries.register(reader(at["focal"]), me=at["focal"], on=DAY, lang="en", state="effective")
    assert (line.code, line.title, line.keeps) == ("SOP-01", "Spills", True)
    assert queries.register(reader(at["focal"]), me=at["focal"], on=DAY, lang="en", state="overdue") == []


def test_the_door_tells_other_rooms_only_that_it_does_not_hold(at):
    uid, bare = made(at), made(at, code="SOP-02")
    in_force(at, uid)
    cited = [(uid, DAY), (bare, DAY), (uid, LATER), ("no uid", DAY)]
    assert queries.expired(cited) == {(bare, DAY): "none_effective", (uid, LATER): "overdue"}
    assert queries.expired([]) == {}


def test_the_same_again_writes_no_act(at):
    made(at)
    acts = Act.objects.count()
    made(at)
    assert Act.objects.count() == acts


def test_the_seat_is_reminded_of_a_review_two_months_before(at):
    uid = made(at)
    in_force(at, uid)
    when = datetime.combine(NEXT - timedelta(days=61), datetime.min.time(), UTC)
    assert remind_seats(by=SYSTEM, at=when) == 0
    assert remind_seats(by=SYSTEM, at=when + timedelta(days=1)) == 1
    told = [task.title for task in tasks(NATIONAL, on=NEXT, seat="host")]
    assert told == ["Documents come up for review: see the register of documents"]
