"""How sensitive a record is can be changed: at once, with an act, and shares follow."""

import pytest

from kerege.journal import queries as journal
from kerege.outreach import actions as outreach
from kerege.outreach.models import Event, EventCount
from kerege.people import actions as people
from kerege.people.models import PersonName
from kerege.people.rules import SYSTEM
from kerege.records.labels import WITHHELD
from kerege.sharing import actions
from tests import ground
from tests.sharing.test_shares import EVENT, N, P, R, X, _world, code, event, officer, share

__all__ = ["_world"]
pytestmark = pytest.mark.django_db


def label(record, level, field="*", by=ground.FOCAL_KAZ, kind=EVENT):
    return actions.label_record(by=by, kind=kind, record=str(record.uid), level=level, field=field)


def test_raising_holds_at_once_for_shares_too():
    one = event("ONE")
    share(one)
    assert Event.objects.seen_by(officer()).count() == 1
    label(one, X)
    assert Event.objects.seen_by(officer()).count() == 0
    assert Event.objects.seen_by(officer("KAZ")).count() == 0
    act = journal.acts(owners=["KAZ"], about=str(one.uid), limit=1)[0]
    assert (act.word, act.facts["old"], act.facts["new"]) == ("sharing.label.raised", 2, 3)


def test_lowering_opens_and_the_same_again_writes_no_act():
    one = event("ONE")
    label(one, P)
    assert Event.objects.seen_by(officer()).count() == 1
    acts = journal.verify().acts
    label(one, P)
    assert journal.verify().acts == acts
    assert journal.acts(owners=None, limit=1)[0].word == "sharing.label.lowered"


def test_one_field_is_labelled_without_the_record():
    one = event("ONE", label=P)
    label(one, N, field="note")
    assert Event.objects.seen_by(officer()).one().note is WITHHELD
    assert Event.objects.seen_by(officer("KAZ")).one().note == "note of ONE"


def test_figures_follow_a_record_up_and_not_down():
    one = event("ONE", label=P)
    outreach.record_event_count(
        by=ground.FOCAL_KAZ, event="ONE", measure="participants", value=20, qualifier="exact", source="S1"
    )
    assert EventCount.objects.seen_by(officer()).count() == 1
    label(one, N)
    assert EventCount.objects.seen_by(officer()).count() == 0
    label(one, R)
    assert EventCount.objects.seen_by(officer()).count() == 0


def test_the_spellings_of_a_name_have_its_label_up_and_down():
    """A name that was made restricted is not found by another spelling, and one that everybody may read is."""
    made = people.record_person(by=SYSTEM, owner="KAZ", key="E", name="Zhanar", spellings=[("ru", "Жанар")])

    def spelled(viewer):
        return PersonName.objects.seen_by(viewer).count()

    assert [spelled(v) for v in (officer(), officer("KAZ"))] == [0, 2]
    for level, seen in ((X, [0, 0]), (P, [2, 2]), (N, [0, 2])):
        label(made, level, field="name", kind="people.person")
        assert [spelled(v) for v in (officer(), officer("KAZ"))] == seen
    label(made, N, kind="people.person")
    label(made, P, field="name", kind="people.person")
    assert [spelled(v) for v in (officer(), officer("KAZ"))] == [0, 2], "never more open than the record"


def test_what_is_refused():
    one = event("ONE")
    assert code(label, one, 7) == "sharing.unknown_level"
    assert code(label, one, X, field="title") == "sharing.unknown_field"
    assert code(label, one, X, kind="people.personname") == "sharing.unknown_kind"
    assert code(label, one, X, kind="people.person") == "records.nothing_there"
    assert code(label, one, X, by=ground.FOCAL_KGZ) == "records.nothing_there"
