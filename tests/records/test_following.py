"""Whatever writes a record, and however many at once, what follows it is made anew before the act is over."""

import pytest

from kerege.inventory import actions as inventory
from kerege.inventory.models import Handover
from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records import following
from tests import ground

pytestmark = pytest.mark.django_db


@pytest.fixture
def remade(monkeypatch):
    """The ids with which the remaking was called, in order; only handovers are followed."""
    calls: list[set[int]] = []
    monkeypatch.setattr(following, "_paths", {})
    monkeypatch.setattr(following, "_remakes", {})
    following.follow("handovers", calls.append, {Handover: "id"})
    ground.lay()
    return calls


def handover(key: str = "H1") -> Handover:
    return inventory.record_handover(
        by=SYSTEM, owner="KAZ", key=key, title="Equipment", territory="KAZ", status="planned", sources=["S1"]
    )


def write(deed) -> None:
    with act("tests.written", by=SYSTEM, about="handovers"):
        deed(Handover.objects.inside_action())


def test_a_record_that_is_made_changed_or_deleted(remade):
    made = handover()
    write(lambda rows: rows.get().save())
    write(lambda rows: rows.get().delete())
    assert remade == [{made.id}] * 3


def test_many_rows_at_once(remade):
    first, second = handover("H1"), handover("H2")
    remade.clear()
    write(lambda rows: rows.update(title="Other"))
    write(lambda _: Handover.objects.filter(key="H2").update(title="Another"))
    write(lambda rows: rows.bulk_update(list(rows), ["title"]))
    write(lambda rows: rows.filter(key="H1").delete())
    assert remade == [{first.id, second.id}, {second.id}, {first.id, second.id}, {first.id}]


def test_rows_that_are_made_together(remade):
    told = {"owner": "KAZ", "territory_id": "KAZ", "status": "planned", "label": Sensitivity.PUBLIC}
    write(lambda rows: rows.bulk_create([Handover(key=f"B{n}", title="x", **told) for n in range(3)]))
    assert [len(ids) for ids in remade] == [3]


def test_what_is_touched_often_is_remade_once_for_each_act(remade):
    made = handover()
    remade.clear()

    def often(rows):
        for _ in range(3):
            rows.get().save()

    write(often)
    assert remade == [{made.id}]


def test_an_act_that_touches_nothing_followed_remakes_nothing(remade):
    with act("tests.written", by=SYSTEM, about="nothing"):
        pass
    assert remade == []


def test_of_acts_inside_an_act_all_is_remade_once_at_its_end(remade):
    with act("tests.written", by=SYSTEM, about="many"):
        made = {handover(f"H{n}").id for n in range(3)}
        assert remade == []
    assert remade == [made]


def test_of_an_act_that_failed_nothing_is_remade_later(remade):
    def fail(_):
        handover()
        raise ValueError("no disk")

    with pytest.raises(ValueError, match="no disk"):
        write(fail)
    with act("tests.written", by=SYSTEM, about="nothing"):
        pass
    assert remade == []


def test_what_a_remaking_writes_is_part_of_the_act_and_goes_with_it(remade, monkeypatch):
    def remake(ids):
        Handover.objects.filter(id__in=ids).update(note="followed")
        raise RuntimeError("the disk is full")

    monkeypatch.setitem(following._remakes, "handovers", remake)
    with pytest.raises(RuntimeError, match="disk"):
        handover()
    with act("tests.written", by=SYSTEM, about="nothing"):
        assert Handover.objects.inside_action().count() == 0
