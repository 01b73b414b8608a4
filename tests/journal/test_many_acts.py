"""Acts that are written along with one that is open: a chain like any other."""

from uuid import uuid4

import pytest

from kerege.journal import actions, queries
from kerege.journal.actions import OpenAct, act, write_along
from kerege.journal.models import Act
from kerege.people.rules import Actor

pytestmark = pytest.mark.django_db
BY = Actor(uid="node", name="Node")


def told(count, **facts):
    return [OpenAct("tests.card.recorded", uuid4(), "KAZ", {"number": n, **facts}) for n in range(count)]


def test_they_stand_before_the_act_around_them_in_their_order_and_the_chain_is_whole():
    acts = told(5, day="2026-11-26")
    with act("tests.import.applied", by=BY, about="import", owner="KAZ"):
        write_along(by=BY, acts=acts)
    rows = list(Act.objects.order_by("seq"))
    assert [row.word for row in rows] == ["tests.card.recorded"] * 5 + ["tests.import.applied"]
    assert [row.about for row in rows[:5]] == [str(each.about) for each in acts]
    assert [(row.actor, row.owner, row.facts) for row in rows[:2]] == [
        ("node", "KAZ", {"number": n, "day": "2026-11-26"}) for n in range(2)
    ]
    assert (queries.verify().whole, queries.verify().acts) == (True, 6)


def test_more_than_are_hashed_together_are_one_chain(monkeypatch):
    monkeypatch.setattr(actions, "AT_ONCE", 2)
    with act("tests.import.applied", by=BY, about="import"):
        write_along(by=BY, acts=told(5))
        write_along(by=BY, acts=[])
    assert (queries.verify().whole, queries.verify().acts) == (True, 6)


def test_the_head_is_held_once_however_many_they_are(django_assert_num_queries):
    with act("tests.import.applied", by=BY, about="import"):
        write_along(by=BY, acts=told(1))
        with django_assert_num_queries(4):  # pseudonyms and the head are read, acts and the head are written
            write_along(by=BY, acts=told(50))


def test_people_are_written_under_their_pseudonyms(monkeypatch):
    who, about, other = (str(uuid4()) for _ in range(3))
    known = {who: "p-who", about: "p-about", other: "p-other"}
    monkeypatch.setattr("kerege.journal.rules._veils", [lambda uids: {u: known[u] for u in uids if u in known}])
    with act("tests.import.applied", by=BY, about="import"):
        write_along(by=Actor(uid=who, name="Somebody"), acts=[OpenAct("tests.a.b", about, "KAZ", {"of": [other]})])
    first = Act.objects.order_by("seq")[0]
    assert (first.actor, first.about, first.facts) == ("p-who", "p-about", {"of": ["p-other"]})


def test_outside_of_an_act_and_about_nothing_they_are_a_fault_of_the_program():
    with pytest.raises(RuntimeError):
        write_along(by=BY, acts=told(1))
    with pytest.raises(ValueError, match=r"tests\.a\.b"), act("tests.import.applied", by=BY, about="import"):
        write_along(by=BY, acts=[*told(1), OpenAct("tests.a.b")])
    assert not Act.objects.exists()
