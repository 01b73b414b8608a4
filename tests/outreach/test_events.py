"""Events: what is refused, and what a day and a viewer see."""

from datetime import date

import pytest

from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.outreach import actions, queries
from kerege.people.rules import SYSTEM
from kerege.records.labels import WITHHELD
from kerege.records.viewers import PUBLIC
from tests import ground

MEETING = {
    "by": SYSTEM,
    "owner": "KAZ",
    "key": "E1",
    "title": "A meeting",
    "kind": "awareness",
    "level": "national",
    "status": "held",
    "dates": "2018-04",
    "venue": "KAZ",
    "sources": ["S1"],
    "today": ground.TODAY,
}


def meeting(**changes):
    return actions.record_event(**(MEETING | changes))


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"dates": "2026-12-01"}, "dates.held_in_future"),
        ({"dates": ""}, "dates.no_date"),
        ({"kind": "party"}, "people.unknown_choice"),
        ({"level": "global"}, "people.unknown_choice"),
        ({"venue": "XXX"}, "atlas.unknown_code"),
        ({"sources": []}, "figures.no_source"),
        ({"by": ground.FOCAL_KGZ}, "people.not_yours"),
    ],
)
def test_refused(changes, code):
    with pytest.raises(Refusal) as refusal:
        meeting(**changes)
    assert refusal.value.code == code


def test_a_month_is_over_on_its_last_day():
    meeting()
    assert queries.events_held(PUBLIC, on=date(2018, 4, 29)) == []
    assert [e.key for e in queries.events_held(PUBLIC, on=date(2018, 4, 30))] == ["E1"]


def test_a_planned_event_is_listed_but_not_held():
    meeting(status="planned", dates="2027-01-05")
    assert [e.status for e in queries.events(PUBLIC, on=ground.TODAY)] == ["planned"]
    assert queries.events_held(PUBLIC, on=ground.TODAY) == []


def test_sources_that_disagree_stand_side_by_side():
    meeting()
    for source, value in (("S1", 170), ("S2", 200)):
        actions.record_event_count(
            by=SYSTEM, event="E1", measure="participants", value=value, qualifier="about", source=source
        )
    lines = queries.events_held(PUBLIC, on=ground.TODAY)
    assert lines[0].stated("participants") == ((170, ("S1",)), (200, ("S2",)))
    assert queries.participants(lines) == (170, 200, 0)


def test_one_source_states_one_figure():
    meeting()
    figure = {"by": SYSTEM, "event": "E1", "measure": "participants", "qualifier": "about", "source": "S1"}
    actions.record_event_count(**figure, value=170)
    with pytest.raises(Refusal) as refusal:
        actions.record_event_count(**figure, value=171)
    assert refusal.value.code == "outreach.count_taken"


def test_labels_hold_back_a_note_and_an_event():
    meeting(note="between us", note_label=Sensitivity.NATIONAL)
    meeting(key="E2", label=Sensitivity.NATIONAL)
    assert [(e.key, e.note) for e in queries.events(PUBLIC, on=ground.TODAY)] == [("E1", WITHHELD)]
    assert len(queries.events(ground.OFFICER_KAZ, on=ground.TODAY)) == 2


def test_a_correction_needs_the_owner():
    meeting()
    with pytest.raises(Refusal):
        actions.correct_event(by=ground.FOCAL_KGZ, key="E1", title="Mine")
    assert actions.correct_event(by=ground.FOCAL_KAZ, key="E1", title="Better").title == "Better"
