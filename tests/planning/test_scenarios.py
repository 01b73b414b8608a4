"""A scenario from its beginning to accepted courses, on the example world."""

from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from kerege.planning import actions, queries
from kerege.planning.actions import rows, scenarios, searching
from kerege.planning.models import AcceptedCourse, Scenario
from kerege.planning.rules.states import progress_key
from kerege.planning.solver.courses import Bar
from kerege.planning.words import State
from kerege.records.viewers import Viewer
from kerege.sharing.queries import viewer_of_actor
from kerege.training.models import Course, CourseStaff
from kerege.training.queries.staff import DOOR
from tests.planning.laid_plans import FOCAL, HALL, MANAGER, SECRETARIAT, TODAY, laid, seen

ME = viewer_of_actor


def searched(uid, by=FOCAL, **how):
    actions.ask_search(by=by, scenario=uid, today=TODAY, **how)
    searching.search(by=SYSTEM, scenario=uid, at=timezone.now())
    return seen(uid, by)


def refused(what, **told):
    with pytest.raises(Refusal) as found:
        what(**told)
    return found.value.code


def test_a_plan_is_searched_explained_adjusted_accepted_and_traced(demo_world):
    uid = laid()
    page = searched(uid)
    assert (page.line.state, page.line.courses, page.line.people) == (State.FOUND, 2, 22)
    found = queries.plan_told(page.problem, page.plan)
    assert [(goal.goal, goal.value, goal.proved) for goal in found.goals] == [
        ("need", 220, True),
        ("fairness", 1000, True),
        ("cost", 1000, True),
    ]
    assert {course.room for course in found.courses} == {"Practice laboratory"}, "the hall lacks what the course needs"
    assert found.unused.money == (("funds-1", 1000, 90_000),)

    why = queries.course_why(page.problem, page.plan, 1)
    assert {each.trainer: "no_part_two" in each.lead for each in why.others} == {"t4": True} or len(why.others) == 1
    (hall,) = why.rooms
    assert (hall.room, hall.bars, hall.taken) == (HALL, (Bar.EQUIPMENT_MISSING,), False)
    assert queries.left_told(page.problem, page.plan, "KAZ", found.courses[0].topic) is None

    gone = found.courses[0].locals[0]
    actions.add_row(
        by=FOCAL, scenario=uid, family="forbidden", told={"course": found.courses[0].key, "trainer": gone}, today=TODAY
    )
    now = queries.gathered_now(ME(FOCAL, on=TODAY), uid, FOCAL, on=TODAY)
    assert now.digest != page.digest
    assert refused(actions.accept_plan, by=FOCAL, scenario=uid, today=TODAY) == "planning.inputs_changed"
    page = searched(uid)
    after = queries.plan_told(page.problem, page.plan, page.earlier)
    assert after.courses[0].changed == "staff"
    assert after.courses[1].changed in {"", "seats"}, "as little as possible changed; seats are no change that counts"

    made = actions.accept_plan(by=FOCAL, scenario=uid, today=TODAY)
    courses = list(Course.objects.seen_by(DOOR).filter(uid__in=[each.course for each in made]).order_by("id").seen())
    assert [course.first_day for course in courses] == [course.first for course in after.courses]
    assert [course.last_day for course in courses] == [course.last for course in after.courses]
    assert [course.trainees_from_id for course in courses] == ["KAZ", "KAZ"]
    staff = CourseStaff.objects.seen_by(DOOR).filter(course_id__in=[course.id for course in courses])
    assert sorted(staff.values_list("part", flat=True)) == ["co_trainer"] * 4 + ["lead"] * 2
    line = queries.plan_of_course(ME(FOCAL, on=TODAY), str(courses[0].uid), FOCAL)
    assert (line.uid, line.state) == (uid, State.ACCEPTED)
    assert refused(actions.ask_search, by=FOCAL, scenario=uid, today=TODAY) == "planning.accepted_already"

    other = actions.copy_scenario(by=FOCAL, scenario=uid, title="Again", today=TODAY)
    again = queries.gathered_now(ME(FOCAL, on=TODAY), other.uid, FOCAL, on=TODAY)
    assert {t.key for t in again.problem.trainers if t.away} >= set(after.courses[0].leads), "they teach already"
    assert next(r for r in again.problem.rooms if r.key != HALL).closed, "the room is booked already"


def test_what_cannot_be_met_together_is_told_and_what_cannot_be_planned_is_refused(demo_world):
    uid = laid()
    tell = {"by": FOCAL, "scenario": uid, "today": TODAY}
    actions.add_row(**tell, family="floors", told={"country": "KAZ", "women": "people", "share": "100"})
    actions.add_row(**tell, family="forbidden", told={"trainer": "t1"})
    page = searched(uid)
    assert (page.line.state, set(page.contradiction.requirements)) == (
        State.CONTRADICTED,
        {"floor:KAZ", "forbidden-1"},
    )
    told = queries.requirements_told(page.problem)
    assert told["forbidden-1"] == ("forbidden", "t1")

    actions.add_row(**tell, family="funds", told={"funder": "EU", "countries": "*", "amount": "9", "currency": "KZT"})
    now = queries.gathered_now(ME(FOCAL, on=TODAY), uid, FOCAL, on=TODAY)
    assert [(each.code, each.data["row"]) for each in now.refused] == [("planning.no_rate", "funds-2")]
    assert refused(actions.ask_search, **tell) == "planning.cannot_be_planned"
    for told in (
        {"family": "funds", "told": {"funder": "X", "countries": "KAZ", "amount": "1", "currency": "ZZZ"}},
        {"family": "away", "told": {"person": "t99", "since": "2027-03-01", "until": "2027-03-02"}},
    ):
        assert refused(actions.add_row, **tell, **told) in {"planning.unknown_currency", "planning.not_a_choice"}
    assert refused(actions.drop_row, **tell, family="funds", number=99) == "planning.no_such_row"
    actions.drop_row(**tell, family="funds", number=2)
    for day in range(1, 32):  # holidays overlap everything
        for month in ("03", "04"):
            if day < 31 or month == "03":
                row = {"country": "KAZ", "day": f"2027-{month}-{day:02d}", "off": "off"}
                actions.add_row(**tell, family="holidays", told=row)
    now = queries.gathered_now(ME(FOCAL, on=TODAY), uid, FOCAL, on=TODAY)
    assert "planning.no_starts" in [each.code for each in now.refused]


def test_a_search_is_stopped_cancelled_and_gone_on_with(demo_world, monkeypatch):
    uid = laid()
    actions.ask_search(by=FOCAL, scenario=uid, today=TODAY)

    def taken_meanwhile(row):
        found = held(row)
        found.state = State.SEARCHING
        found.save()
        return found

    held = searching._held
    with monkeypatch.context() as quicker:
        quicker.setattr(searching, "_held", taken_meanwhile)
        searching.search(by=SYSTEM, scenario=uid, at=timezone.now())
    assert seen(uid).line.state == State.WAITING, "who comes second leaves it to the first, and writes nothing"
    actions.cancel_search(by=FOCAL, scenario=uid)
    assert seen(uid).line.state == State.DRAFT
    searching.search(by=SYSTEM, scenario=uid, at=timezone.now())
    assert seen(uid).line.state == State.DRAFT, "what was cancelled is not searched"

    actions.ask_search(by=FOCAL, scenario=uid, today=TODAY)
    actions.stop_search(by=FOCAL, scenario=uid)
    searching.search(by=SYSTEM, scenario=uid, at=timezone.now())
    assert seen(uid).line.state in {State.FOUND, State.CONTRADICTED}

    # A worker was killed half-way: the state says that it searches, and nothing is heard of it.
    row = actions.begin_scenario(by=FOCAL, owner="KAZ", title="X", first=TODAY, last=TODAY, today=TODAY)
    with act("planning.search.begun", by=SYSTEM, owner="KAZ", about=row.uid):
        row.inputs = Scenario.objects.inside_action().get(uid=uid).inputs
        row.state, row.stepped_at = State.SEARCHING, timezone.now() - timedelta(minutes=5)
        row.save()
        for example in Scenario.objects.inside_action().filter(title__startswith="Example"):
            example.state = State.DRAFT
            example.save()
    assert actions.carry_on(by=SYSTEM, at=timezone.now()) == 1
    cache.set(progress_key(row.uid), {"at": timezone.now().isoformat()})
    assert actions.carry_on(by=SYSTEM, at=timezone.now()) == 0, "it lives"
    searching.search(by=SYSTEM, scenario=str(row.uid), at=timezone.now())
    assert seen(str(row.uid)).line.state == State.SEARCHING, "another worker has it"
    cache.delete(progress_key(row.uid))
    searching.search(by=SYSTEM, scenario=str(row.uid), at=timezone.now())
    assert seen(str(row.uid)).line.state == State.FOUND


def plans_of(by):
    """All that somebody may see but what the example world has begun."""
    return {line.uid for line in queries.scenarios(ME(by, on=TODAY), by) if not line.title.startswith("Example")}


def test_everybody_plans_for_their_own_and_sees_what_was_shared(demo_world):
    uid = laid()
    assert refused(seen, uid=uid, by=MANAGER) == "planning.no_such_scenario", "it is made of what is restricted"
    assert refused(seen, uid=uid, by=SECRETARIAT) == "planning.no_such_scenario"
    said = {"title": "Mine", "first": TODAY, "last": TODAY + timedelta(days=90), "today": TODAY}
    assert refused(actions.begin_scenario, by=MANAGER, owner="KAZ", **said) == "planning.not_your_centre"
    assert refused(actions.begin_scenario, by=MANAGER, owner="KGZ", **said) == "people.not_yours"
    mine = actions.begin_scenario(by=MANAGER, owner="KAZ", centre="shymkent", **said)
    assert plans_of(MANAGER) == {str(mine.uid)}
    rooms = queries.gathered_now(ME(MANAGER, on=TODAY), mine.uid, MANAGER, on=TODAY).problem.rooms
    assert {room.key.partition(queries.PARTS)[0] for room in rooms} == {"shymkent"}
    assert plans_of(FOCAL) == {uid, str(mine.uid)}
    assert queries.scenarios(Viewer(uid="x"), SECRETARIAT) == []
    assert not AcceptedCourse.objects.seen_by(DOOR).exists()


def test_what_was_asked_for_meanwhile_is_not_changed_under_a_search(demo_world, monkeypatch):
    uid = laid()
    stale = scenarios.own_scenario(by=FOCAL, scenario=uid, today=TODAY)
    actions.ask_search(by=FOCAL, scenario=uid, today=TODAY)
    for module in (rows, scenarios):
        monkeypatch.setattr(module, "own_scenario", lambda **_asked: stale)
    tell = {"by": FOCAL, "scenario": uid, "today": TODAY}
    added = {"funder": "X", "countries": "KAZ", "amount": "1", "currency": "EUR"}
    now = {"title": "Other", "first": stale.first, "last": stale.last, "currency": "EUR", "use_needs": False}
    for what, told in (
        (actions.add_row, {"family": "funds", "told": added}),
        (actions.drop_row, {"family": "funds", "number": 1}),
        (actions.order_goals, {"goals": [("cost", 0)]}),
        (actions.change_scenario, now),
    ):
        assert refused(what, **tell, **told) == "planning.not_in_this_state"
