"""Statements handed on to another store."""

import json
from datetime import UTC, datetime, timedelta

import pytest

from kerege.journal.models import Act
from kerege.lib.outgoing import NO_ANSWER, Answer
from kerege.lib.refusal import Refusal
from kerege.lrs import actions
from kerege.lrs.actions import forwarding
from kerege.lrs.models import Forwarding
from kerege.lrs.rules import forwarding as rules
from kerege.lrs.rules.forwarding import targets
from kerege.lrs.words import SIGNATURE, VOIDED
from kerege.people.rules import SYSTEM
from tests.api.xapi.program import program
from tests.lrs.said import ACTOR, OTHER, said

AT = datetime(2026, 3, 1, tzinfo=UTC)
OF_NOBODY = "0b1f9c52-6d43-4b8e-9d5c-0f6f5a1c2e01"
FILE = """
[[store]]
owner = "KAZ"
target = "https://lrs.example.org/xapi/"
key = "k"
secret = "s"
"""


class Elsewhere:
    """Another store: keeps what it is sent, by the id; `refuses` are ids that it does not take, and `says` is how it
    says so. It stops reading after `most` bytes.
    """

    def __init__(self):
        self.kept, self.asked, self.status, self.refuses = {}, [], 200, set()
        self.says, self.most = 409, 10**9

    def ask(self, address, *, body, headers, **told):
        self.asked.append((address, headers, told["method"]))
        values = json.loads(body)
        if self.status != 200:
            return Answer(self.status, {}, b"")
        if len(body) > self.most:
            raise Refusal(NO_ANSWER, host="lrs.example.org", why="BrokenPipeError")
        if {each["id"] for each in values} & self.refuses:
            return Answer(self.says, {}, b"")
        self.kept.update({each["id"]: each for each in values})
        return Answer(200, {}, b"[]")


@pytest.fixture
def elsewhere(db, monkeypatch, tmp_path, settings):
    settings.DATA = tmp_path
    (tmp_path / forwarding.FILE).write_text(FILE)
    found = Elsewhere()
    monkeypatch.setattr(forwarding, "ask", found.ask)
    monkeypatch.setattr(forwarding, "AT_ONCE", 2)
    return found


def test_another_store_gets_everything_once_and_in_order(elsewhere):
    player = program("KAZ")
    ids = player.send(said(), said(actor=OTHER), said())
    program("KGZ").send(said())
    assert actions.forward(by=SYSTEM, at=AT) == 3
    assert list(elsewhere.kept) == ids
    told = elsewhere.kept[ids[0]]
    assert set(told) == {"id", "timestamp", "actor", "verb", "object"}
    address, headers, method = elsewhere.asked[0]
    assert (address, method) == ("https://lrs.example.org/xapi/statements", "POST")
    assert headers["Authorization"] == "Basic azpz"
    asked = len(elsewhere.asked)
    assert actions.forward(by=SYSTEM, at=AT) == 0
    assert len(elsewhere.asked) == asked
    (later,) = player.send(said())
    assert actions.forward(by=SYSTEM, at=AT) == 1
    assert list(elsewhere.kept)[-1] == later
    assert Act.objects.filter(word="lrs.forwarding.begun", owner="KAZ").count() == 1


def test_a_store_that_does_not_answer_is_asked_later_and_misses_nothing(elsewhere):
    ids = program("KAZ").send(said(), said(), said())
    elsewhere.status = 503
    for minutes, asked in ((0, 1), (0.5, 1), (1, 2), (5, 2), (6, 3)):
        assert actions.forward(by=SYSTEM, at=AT + timedelta(minutes=minutes)) == 0
        assert len(elsewhere.asked) == asked
    row = Forwarding.objects.get()
    assert (row.tries, row.stored, row.fault) == (3, 0, "lrs.not_handed_on")
    elsewhere.status = 200
    assert actions.forward(by=SYSTEM, at=AT + timedelta(hours=1)) == 3
    assert list(elsewhere.kept) == ids
    row.refresh_from_db()
    assert (row.tries, row.due, row.fault) == (0, 0, "")


def test_what_the_store_does_not_take_is_counted_and_holds_nothing_up(elsewhere):
    ids = program("KAZ").send(said(), said(), said())
    elsewhere.refuses = {ids[1]}
    assert actions.forward(by=SYSTEM, at=AT) == 2
    assert list(elsewhere.kept) == [ids[0], ids[2]]
    assert Forwarding.objects.get().passed_over == 1


def test_nothing_is_passed_over_while_the_store_takes_nothing(elsewhere):
    player = program("KAZ")
    ids = player.send(said(), said())
    elsewhere.says, elsewhere.refuses = 400, set(ids)
    assert actions.forward(by=SYSTEM, at=AT) == 0  # it took none yet, and takes none
    row = Forwarding.objects.get()
    assert (row.stored, row.passed_over, row.fault) == (0, 0, "lrs.takes_nothing")
    elsewhere.refuses = {ids[0]}
    assert actions.forward(by=SYSTEM, at=AT + timedelta(minutes=1)) == 1  # it takes the other one
    row.refresh_from_db()
    assert (list(elsewhere.kept), row.passed_over, row.fault) == (ids[1:], 1, "")
    later = player.send(said(), said())
    elsewhere.refuses = {*ids, *later}
    assert actions.forward(by=SYSTEM, at=AT + timedelta(hours=1)) == 0  # nor what it took before
    row.refresh_from_db()
    assert (row.passed_over, row.fault) == (1, "lrs.takes_nothing")
    elsewhere.refuses = {later[0]}
    assert actions.forward(by=SYSTEM, at=AT + timedelta(hours=2)) == 1
    row.refresh_from_db()
    assert (list(elsewhere.kept), row.passed_over, row.fault) == ([ids[1], later[1]], 2, "")


def test_a_taking_back_that_the_store_forbids_holds_nothing_up_while_it_lets_in(elsewhere):
    player = program("KAZ")
    first, void = player.send(said(), said(verb={"id": VOIDED}, object={"objectType": "StatementRef", "id": OF_NOBODY}))
    elsewhere.refuses, elsewhere.says = {void}, 403
    assert actions.forward(by=SYSTEM, at=AT) == 1
    assert Forwarding.objects.get().passed_over == 1
    (last,) = player.send(said())
    elsewhere.refuses = {last}
    for minutes in (0, 1):
        assert actions.forward(by=SYSTEM, at=AT + timedelta(minutes=minutes)) == 0
    row = Forwarding.objects.get()
    assert (list(elsewhere.kept), row.passed_over, row.fault) == ([first], 1, "lrs.not_handed_on")


def test_what_is_too_long_for_the_store_is_passed_over_alone_and_counted_once(elsewhere, monkeypatch):
    monkeypatch.setattr(forwarding, "LONG", 900)
    player = program("KAZ")
    taken = player.send(said())
    assert actions.forward(by=SYSTEM, at=AT) == 1
    ids = player.send(said(result={"response": "x" * 1000}), said(), said())
    elsewhere.most, elsewhere.refuses, elsewhere.says = 900, {ids[1]}, 503
    assert actions.forward(by=SYSTEM, at=AT) == 0
    row = Forwarding.objects.get()
    assert (list(elsewhere.kept), row.passed_over, row.tries) == (taken, 1, 1)
    elsewhere.refuses = set()
    assert actions.forward(by=SYSTEM, at=AT + timedelta(minutes=1)) == 2
    assert (list(elsewhere.kept), Forwarding.objects.get().passed_over) == ([*taken, *ids[1:]], 1)


@pytest.mark.nodb
def test_so_many_go_together_as_fit_and_always_one():
    lengths = (rules.MOST_BYTES - 900, 800, 100, 3 * rules.MOST_BYTES)
    found = [(n, "x" * 50, said(attachments=[{"length": length}])) for n, length in enumerate(lengths)]
    assert [stored for stored, _ in rules.fitting(found)] == [0, 1]
    assert [stored for stored, _ in rules.fitting(found[3:])] == [3]
    cyrillic = [(n, "ж" * (rules.MOST_BYTES // 3), said()) for n in range(2)]
    assert len(rules.fitting(cyrillic)) == 1
    elsewhere = [(n, "x", said(attachments=[{"length": 10**9, "fileUrl": "https://x"}])) for n in range(3)]
    assert len(rules.fitting(elsewhere)) == 3
    assert rules.seconds_for(b"x" * 80_000) == 40


@pytest.mark.nodb
def test_a_signed_statement_gets_no_time_that_was_not_signed():
    told = {"id": "1", "timestamp": "2026-03-01T00:00:00Z"}
    signed = said(attachments=[{"usageType": SIGNATURE}])
    assert rules.handed_on("1", json.dumps(signed), told["timestamp"]) == {"id": "1", **signed}
    assert rules.handed_on("1", json.dumps(said(actor=ACTOR)), told["timestamp"]) == {**told, **said(actor=ACTOR)}


@pytest.mark.nodb
@pytest.mark.parametrize(("line", "told"), [("", "1.0.3"), ('version = "2.0.0"', "2.0.0")])
def test_a_store_is_asked_in_the_edition_that_the_file_says(line, told):
    (found,) = targets(FILE + line)
    assert found.headers["X-Experience-API-Version"] == told


def test_without_the_file_nothing_leaves(elsewhere, tmp_path):
    program("KAZ").send(said())
    (tmp_path / forwarding.FILE).unlink()
    assert actions.forward(by=SYSTEM, at=AT) == 0
    assert (elsewhere.asked, Forwarding.objects.count()) == ([], 0)


@pytest.mark.nodb
@pytest.mark.parametrize(
    "text",
    [
        *("[[store]", "[[store]]\nowner='KAZ'", "store = 1", FILE.replace("https", "http")),
        *(FILE.replace("xapi/", "xapi"), f"{FILE}version = 2", f'{FILE}version = "1.0"'),
    ],
)
def test_a_file_that_is_not_right_is_refused_without_its_secret(text):
    with pytest.raises(Refusal) as found:
        targets(text)
    assert (found.value.code, found.value.data) == ("lrs.bad_forwarding", {})


@pytest.mark.nodb
def test_what_is_written_of_a_store_has_not_its_secret():
    (found,) = targets(FILE.replace('"s"', '"zq-secret"'))
    assert found.secret == "zq-secret"
    assert "zq-secret" not in repr(found)
