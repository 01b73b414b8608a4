"""Whoever has no right to change a record learns nothing from its key: the refusal is that of a key nobody has."""

from datetime import date

import pytest

from kerege.lib.refusal import Refusal
from kerege.outreach import actions as outreach
from kerege.outreach.models import Event
from kerege.people import actions as people
from kerege.people.models import Account, Person
from kerege.people.rules import SYSTEM, Actor
from kerege.records.viewers import PUBLIC
from kerege.training import actions as training
from kerege.training.models import Course
from tests import ground

DAY = date(2026, 11, 1)
NOBODY = Actor("nobody", "Nobody", ())
THERE, MISSING = "karim-quxley", "selim-quxley"
pytestmark = pytest.mark.django_db

ENTRY = training.Entry()
FIGURE = {"measure": "trainees", "value": 3, "qualifier": "exact", "source": "S1"}
DEEDS = {
    "erase a person": lambda by, key: people.erase_person(by=by, person=key, asked_on=DAY, reference="A", on=DAY),
    "link a person": lambda by, key: people.link_person(by=by, account=Account.objects.get(), person=key),
    "correct a course": lambda by, key: training.correct_course(by=by, key=key, title="Other"),
    "state a figure": lambda by, key: training.record_count(by=by, course=key, **FIGURE),
    "state a figure of a group": lambda by, key: training.record_count(by=by, group=key, **FIGURE),
    "place trainers": lambda by, key: training.place_trainers(
        by=by, course=key, centre="C", trainers=1, sources=["S1"]
    ),
    "register": lambda by, key: training.register_participant(by=by, course=key, entry=ENTRY, registered_on=DAY),
    "close a register": lambda by, key: training.close_register(by=by, course=key, on=DAY),
    "correct an event": lambda by, key: outreach.correct_event(by=by, key=key, title="Other"),
    "state a figure of an event": lambda by, key: outreach.record_event_count(
        by=by, event=key, measure="participants", value=3, qualifier="exact", source="S1"
    ),
}


def lay(label):
    """A person, an account, and a course, a group and an event of this label, all under one key."""
    ground.lay()
    people.record_person(by=SYSTEM, owner="KAZ", key=THERE, name="Karim Quxley", synthetic=True)
    people.open_account(by=SYSTEM, email="a@example.org", name="Somebody", password="seven quiet lanterns drift")
    common = {
        "by": SYSTEM, "owner": "KAZ", "key": THERE, "title": "A meeting", "status": "held", "sources": ["S1"],
        "dates": "2024-05-01", "venue": "KAZ", "label": label,
    }  # fmt: skip
    training.record_course(kind="cascade_workshop", **common)
    training.record_group(kind="cascade_workshop", **common)
    outreach.record_event(kind="awareness", level="national", **common)


def refused(deed, by, key):
    with pytest.raises(Refusal) as caught:
        DEEDS[deed](by, key)
    said = caught.value
    return said.code, said.status, said.field, str(said).replace(key, "…")


@pytest.mark.parametrize("by", [NOBODY, ground.FOCAL_KGZ], ids=["no role", "another owner's focal point"])
@pytest.mark.parametrize("deed", DEEDS)
def test_a_key_that_is_there_is_refused_like_one_that_is_not(deed, by):
    lay(label=2)
    assert refused(deed, by, THERE) == refused(deed, by, MISSING)


@pytest.mark.parametrize("deed", [d for d in DEEDS if "person" not in d])
def test_of_a_public_record_is_said_whose_it_is(deed):
    lay(label=0)
    assert refused(deed, ground.FOCAL_KGZ, THERE)[0] == "people.not_yours"


def test_those_who_may_still_reach_what_is_there():
    lay(label=2)
    assert Person.objects.seen_by(PUBLIC).filter(key=THERE).count() == 1
    training.correct_course(by=ground.FOCAL_KAZ, key=THERE, title="Other")
    outreach.correct_event(by=ground.FOCAL_KAZ, key=THERE, title="Other")
    people.erase_person(by=ground.FOCAL_KAZ, person=THERE, asked_on=DAY, reference="A", on=DAY)
    titles = [m.objects.seen_by(ground.REGISTRAR_KAZ).values_list("title", flat=True)[0] for m in (Course, Event)]
    assert titles == ["Other", "Other"]
    assert Person.objects.seen_by(PUBLIC).filter(key=THERE).count() == 0
