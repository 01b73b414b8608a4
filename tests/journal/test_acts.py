"""Writing acts: one for each deed, none for what failed."""

import threading
from datetime import UTC, date, datetime

import pytest
from django.db import IntegrityError, connection, transaction

from kerege.journal import queries
from kerege.journal.actions import act, refused
from kerege.journal.models import Act, Head
from kerege.journal.rules import may_check, may_write
from kerege.journal.words import GENESIS
from kerege.lib.ids import new_uid
from kerege.lib.refusal import KNOWN, Refusal, RefusalWord
from kerege.people.models import Person
from kerege.records.guarded import GuardError

pytestmark = pytest.mark.django_db


def person(**fields):
    return Person.objects.create(**{"owner": "KAZ", "key": "p", "name": "Anna Example", **fields})


def words():
    return [line.word for line in queries.acts(owners=None)]


def test_a_deed_writes_exactly_one_act(by, settings):
    before = datetime.now(UTC)
    with act("test.thing.done", by=by, owner="KAZ", key="p") as done:
        made = person()
        done.about = made.uid
        done.note(on=date(2018, 4, 4))
    (line,) = queries.acts(owners=None)
    assert (line.seq, line.word, line.actor, line.owner, line.node) == (1, "test.thing.done", by.uid, "KAZ", "REG")
    assert (line.about, line.facts) == (str(made.uid), {"key": "p", "on": "2018-04-04"})
    assert before <= line.at <= datetime.now(UTC)
    assert not line.refused


def test_acts_are_chained_and_the_head_knows_the_last(by):
    for n in range(3):
        with act("test.thing.done", by=by, about=new_uid(), n=n):
            pass
    first, second, third = Act.objects.order_by("seq")
    assert (first.prev, second.prev, third.prev) == (GENESIS, first.hash, second.hash)
    head = Head.objects.get()
    assert (head.seq, head.hash) == (3, third.hash)


def test_what_fails_leaves_neither_record_nor_act(by):
    def fail():
        with act("test.thing.done", by=by) as done:
            done.about = person().uid
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    with act("test.looked", by=by, about=new_uid()):
        assert Person.objects.inside_action().count() == 0
    assert words() == ["test.looked"]
    assert queries.verify().whole


def test_an_act_that_does_not_say_what_it_is_about_writes_nothing(by):
    with pytest.raises(ValueError, match=r"test\.thing\.done"), act("test.thing.done", by=by):
        person()
    assert words() == []


def test_facts_without_a_canonical_form_write_nothing(by):
    with pytest.raises(TypeError), act("test.thing.done", by=by, about=new_uid(), thing=object()):
        person()
    assert words() == []


def test_nested_acts_are_one_transaction_and_each_writes_its_own(by):
    with act("test.outer.done", by=by, about=new_uid()), act("test.inner.done", by=by, about=new_uid()):
        person()
    assert words() == ["test.outer.done", "test.inner.done"]


def test_an_inner_act_goes_with_the_outer_one_that_fails(by):
    def fail():
        with act("test.outer.done", by=by, about=new_uid()):
            with act("test.inner.done", by=by, about=new_uid()):
                person()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert words() == []
    assert queries.verify().whole


def test_a_refused_attempt_is_kept_with_what_was_tried(by):
    word = RefusalWord("test.too_early", "Too early, on %(day)s.")
    try:
        refused("test.thing.done", by=by, refusal=Refusal(word, field="on", day="1972"), facts={"on": "1972"})
    finally:
        del KNOWN["test.too_early"]
    (line,) = queries.acts(owners=None)
    assert (line.word, line.refused, line.about) == ("test.thing.done.refused", True, "")
    assert line.facts == {"code": "test.too_early", "field": "on", "data": {"day": "1972"}, "tried": {"on": "1972"}}


def test_writing_is_open_inside_an_act_only_and_in_this_thread_only(by):
    assert not may_write()
    elsewhere = []
    with act("test.thing.done", by=by, about=new_uid()):
        thread = threading.Thread(target=lambda: elsewhere.append((may_write(), may_check())))
        thread.start()
        thread.join()
        assert may_write()
        assert may_check()
    assert not may_write()
    assert elsewhere == [(False, False)]


@pytest.mark.parametrize(
    "write",
    [
        lambda p: p.save(),
        lambda p: p.delete(),
        lambda p: Person(owner="KAZ", key="q", name="B").save(),
        lambda p: Person.objects.create(owner="KAZ", key="q", name="B"),
        lambda p: Person.objects.bulk_create([Person(owner="KAZ", key="q", name="B")]),
        lambda p: Person.objects.bulk_update([p], ["name"]),
        lambda p: Person.objects.update(name="B"),
        lambda p: Person.objects.filter(owner="KAZ").delete(),
        lambda p: Person.objects.get_or_create(owner="KAZ", key="q", name="B"),
        lambda p: Person.objects.update_or_create(owner="KAZ", key="q", defaults={"name": "B"}),
    ],
    ids=[
        "save",
        "delete",
        "new",
        "create",
        "bulk_create",
        "bulk_update",
        "update",
        "delete-all",
        "get_or",
        "update_or",
    ],
)
def test_no_guarded_record_is_written_outside_an_act(by, write):
    with act("test.thing.done", by=by, about=new_uid()):
        made = person()
    with pytest.raises((GuardError, RuntimeError)):
        write(made)
    with act("test.looked", by=by, about=new_uid()):
        kept = Person.objects.inside_action().get()
        assert (kept.key, kept.name) == ("p", "Anna Example")


@pytest.mark.parametrize("statement", ["UPDATE journal_act SET actor = 'x'", "DELETE FROM journal_act"])
def test_the_database_itself_refuses_to_change_an_act(by, statement):
    with act("test.thing.done", by=by, about=new_uid()):
        pass
    with pytest.raises(Exception, match="append-only"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)
    assert queries.verify().whole
    assert queries.verify().acts == 1


def test_there_is_one_head_only(by):
    with act("test.thing.done", by=by, about=new_uid()):
        pass
    with pytest.raises(IntegrityError), transaction.atomic():
        Head.objects.create(id=2, seq=0, hash=GENESIS)
