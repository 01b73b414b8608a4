"""What training's actions accept, refuse and leave alone."""

from datetime import date

import pytest

from kerege.journal import queries as journal
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.records.guarded import GuardError
from kerege.training import actions
from kerege.training.models import Course, Participation
from tests import ground

HELD = {
    "by": SYSTEM,
    "owner": "KAZ",
    "key": "C1",
    "title": "A course",
    "kind": "tot_part1",
    "status": "held",
    "dates": "2024-05-01/2024-05-05",
    "venue": "KAZ",
    "trainees_from": "UZB",
    "sources": ["S1"],
    "today": ground.TODAY,
}


def course(**changes):
    return actions.record_course(**(HELD | changes))


def acts():
    return journal.acts(owners=None, limit=1)[0].seq


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"dates": "2024-05-05/2024-05-01"}, "dates.last_before_first"),
        ({"dates": "5 May 2024"}, "dates.not_a_date"),
        ({"dates": "2024-02-30"}, "dates.not_a_date"),
        ({"dates": "2027-01-01"}, "dates.held_in_future"),
        ({"dates": ""}, "dates.no_date"),
        ({"kind": "picnic"}, "people.unknown_choice"),
        ({"status": "maybe"}, "people.unknown_choice"),
        ({"venue": "XXX"}, "atlas.unknown_code"),
        ({"sources": ["S999"]}, "atlas.unknown_code"),
        ({"sources": []}, "figures.no_source"),
        ({"generation": 10}, "training.bad_generation"),
        ({"group": "NO-SUCH"}, "records.nothing_there"),
        ({"host": "NO-SUCH"}, "people.unknown_key"),
        ({"title": ""}, "text.empty"),
        ({"title": "x" * 10_000_000}, "text.too_long"),
        ({"title": "a\u202eb"}, "text.bidi_override"),
        ({"title": "a\x00b"}, "text.control_characters"),
        ({"by": ground.FOCAL_KGZ}, "people.not_yours"),
    ],
)
def test_refused(changes, code):
    before = acts()
    with pytest.raises(Refusal) as refusal:
        course(**changes)
    assert refusal.value.code == code
    assert str(refusal.value)
    assert acts() == before


def test_the_same_again_changes_nothing():
    first = course()
    before = acts()
    assert course().uid == first.uid
    assert acts() == before


def test_other_content_under_the_same_key_is_refused_and_says_what_differs():
    course()
    with pytest.raises(Refusal) as refusal:
        course(title="Another course", sources=["S2"])
    assert (refusal.value.code, refusal.value.data["differs"]) == ("records.key_taken", "sources, title")


def test_a_key_of_another_owner_tells_nothing_about_that_record():
    course()
    with pytest.raises(Refusal) as refusal:
        course(owner="KGZ", by=ground.FOCAL_KGZ, title="Another")
    assert refusal.value.data["differs"] == "owner"


def test_a_correction_tells_old_and_new():
    course()
    actions.correct_course(by=ground.FOCAL_KAZ, key="C1", title="A better title")
    facts = journal.acts(owners=None, limit=1)[0].facts
    assert (facts["old"], facts["new"]) == ({"title": "A course"}, {"title": "A better title"})


def test_a_planned_course_may_lie_ahead_and_is_corrected_to_held():
    assert course(status="planned", dates="2027-01").done_by is None
    held = actions.correct_course(by=SYSTEM, key="C1", status="held", dates="2026-10-05", today=ground.TODAY)
    assert held.done_by == date(2026, 10, 5)


def test_a_month_counts_from_its_end_and_from_the_day_a_source_told_of_it():
    assert course(dates="2017-10").done_by == date(2017, 10, 31)
    assert course(key="C2", dates="2017", known_by=date(2017, 6, 1)).done_by == date(2017, 6, 1)
    going_on = actions.correct_course(by=SYSTEM, key="C1", dates=f"{ground.TODAY.year}", today=ground.TODAY)
    assert going_on.done_by == ground.TODAY, "whoever records it before the year is over says that it has happened"
    assert course(key="C3", dates="", known_by=date(2020, 1, 1)).done_by == date(2020, 1, 1)


def test_nothing_is_written_outside_an_action():
    with pytest.raises(GuardError):
        Course(key="X", title="x", kind="other", status="held", owner="KAZ").save()


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"value": -1}, "figures.not_a_figure"),
        ({"value": "12.5"}, "figures.not_a_figure"),
        ({"value": True}, "figures.not_a_figure"),
        ({"measure": "shoes"}, "people.unknown_choice"),
        ({"qualifier": "perhaps"}, "people.unknown_choice"),
        ({"source": "S999"}, "atlas.unknown_code"),
        ({"course": ""}, "training.count_of_one"),
        ({"group": "G"}, "training.count_of_one"),
    ],
)
def test_figures_refused(changes, code):
    course()
    figure = {"by": SYSTEM, "course": "C1", "measure": "trainees", "value": 12, "qualifier": "exact", "source": "S1"}
    with pytest.raises(Refusal) as refusal:
        actions.record_count(**(figure | changes))
    assert refusal.value.code == code


def test_one_source_states_one_figure_and_may_state_a_plan_beside_it():
    course()
    figure = {"by": SYSTEM, "course": "C1", "measure": "trainees", "source": "S1"}
    actions.record_count(**figure, value=12, qualifier="exact")
    actions.record_count(**figure, value=20, qualifier="planned")
    with pytest.raises(Refusal) as refusal:
        actions.record_count(**figure, value=13, qualifier="exact")
    assert refusal.value.code == "training.count_taken"


def test_placements_stay_within_what_sources_give_the_course():
    course()
    actions.record_count(by=SYSTEM, course="C1", measure="trainees", value=3, qualifier="exact", source="S1")
    place = {"by": SYSTEM, "course": "C1", "sources": ["S1"]}
    actions.place_trainers(**place, centre=ground.centre(), trainers=2)
    with pytest.raises(Refusal) as refusal:
        actions.place_trainers(**place, centre=ground.centre("CENTRE-AST"), trainers=2)
    assert refusal.value.code == "training.too_many_placed"
    with pytest.raises(Refusal) as refusal:
        actions.place_trainers(**place, centre=ground.centre("A-MINISTRY", kind="ministry"), trainers=1)
    assert refusal.value.code == "training.not_a_centre"


def entries(n, **more):
    return [actions.Entry(person=key, **more) for key in ground.persons(n)]


def register(rows, **more):
    given = {"by": SYSTEM, "course": "C1", "registered_on": date(2024, 5, 1)}
    return actions.register_participants(**(given | more), entries=rows)


def test_a_register_takes_each_person_once():
    course()
    register(entries(2))
    before = acts()
    assert len(register(entries(2))) == 2
    assert acts() == before
    with pytest.raises(Refusal) as refusal:
        register(entries(2, sex="male"))
    assert refusal.value.code == "training.twice_in_register"


def test_a_register_is_refused_as_a_whole():
    course()
    with pytest.raises(Refusal):
        register([*entries(2), actions.Entry(person="NOBODY")])
    with checking():
        assert Participation.objects.inside_action().count() == 0


def test_a_closed_register_stays_as_it_is():
    course()
    register(entries(1))
    with pytest.raises(Refusal) as refusal:
        actions.close_register(by=SYSTEM, course="C1", on=date(2024, 5, 4))
    assert refusal.value.code == "training.register_before_end"
    actions.close_register(by=SYSTEM, course="C1", on=date(2024, 5, 5))
    with pytest.raises(Refusal) as refusal:
        register(entries(2))
    assert refusal.value.code == "training.register_closed"


def test_only_a_course_that_was_held_has_a_register():
    course(status="planned")
    with pytest.raises(Refusal) as refusal:
        register(entries(1))
    assert refusal.value.code == "training.not_held"


def test_the_journal_names_nobody_of_a_register():
    course()
    register(entries(2))
    facts = journal.acts(owners=None, limit=1)[0].facts
    assert facts == {"course": "C1", "added": 2, "registered_on": "2024-05-01"}
