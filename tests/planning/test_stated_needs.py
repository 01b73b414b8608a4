"""What countries state of their needs, how it reaches those who plan with it, and from where each row came."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest

from kerege.inventory import queries as inventory
from kerege.inventory.actions import answer_room_request, ask_for_room, call_off_booking
from kerege.journal.actions import act
from kerege.lib.refusal import Refusal
from kerege.people.queries import tasks
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.planning import actions, queries
from kerege.planning.models import ScenarioTrainer
from kerege.planning.solver.checking import faults
from kerege.planning.solver.courses import Course
from kerege.planning.solver.kept import plain, problem_of
from kerege.planning.solver.plan import Held, Plan
from kerege.sharing import actions as sharing
from kerege.sharing.queries import given, viewer_of_actor
from kerege.training.actions.moving import cancel_course, postpone_course
from kerege.training.queries.delivery import plan
from tests.planning.laid_plans import COURSE, FOCAL, MANAGER, SECRETARIAT, seen

DAY = date(2026, 11, 23)
NEED = {"competence": "regional-biorisk:2.1", "language": "ru", "people": "12"}
KGZ = Actor("00000000-0000-7000-8000-00000000f0c9", "Focal point", (Grant(Role.FOCAL_POINT, "KGZ"),))


def viewer(actor):
    return viewer_of_actor(actor, on=DAY)


def gathered(uid, by=SECRETARIAT):
    return queries.gathered_now(viewer(by), uid, by, on=DAY)


def people(found):
    return {(g.country, g.key.partition(":")[0], g.languages): g.people for g in found.problem.groups}


def country_books_rooms_that_the_region_wants(uid, now):
    """The region accepts a plan with a course in a centre that it does not keep: who answers for it is asked."""
    tell = {"by": SECRETARIAT, "scenario": uid, "today": DAY}
    for family, told in (
        ("topics", {"curriculum": COURSE, "leads": "1", "locals": "1"}),
        ("funds", {"funder": "EU", "countries": "*", "amount": "9000", "currency": "EUR"}),
        ("ways", {"price": "0"}),
    ):
        actions.add_row(**tell, family=family, told=told)
    row = actions.ask_search(**tell)
    problem = problem_of(row.inputs)
    days = problem.days_of("KAZ", problem.starts[0], problem.topics[0].days)
    course = Course(COURSE, "ru", f"shymkent{queries.PARTS}Practice laboratory", frozenset({"UZB"}), days)
    lead, local = (
        next(t.key for t in problem.trainers if t.country == "KAZ" and t.part_two == leads) for leads in (True, False)
    )
    made = Plan((Held(course, frozenset({lead}), frozenset({local}), False, {"stated:UZB:" + COURSE + ":ru": 10}, {}),))
    assert faults(problem, made) == []
    for result in (Plan(), made):
        with act("planning.search.ended", by=SYSTEM, owner="REG", about=row.uid):
            row.result, row.state = plain(result), "found"
            row.save()
        if not result.courses:
            with pytest.raises(Refusal) as refused:
                actions.accept_plan(by=SECRETARIAT, scenario=uid, today=DAY)
            assert refused.value.code == "planning.plan_is_empty"
    assert len(actions.accept_plan(by=SECRETARIAT, scenario=uid, today=DAY)) == 1
    asked = [task for task in tasks(viewer(FOCAL), on=DAY, owner="KAZ") if task.title.startswith("Answer the requests")]
    assert [task.due for task in asked] == [days[0] - timedelta(days=28)]
    keeper_answers_and_the_room_follows_the_course(days)


def keeper_answers_and_the_room_follows_the_course(days):
    """The request is answered by whoever keeps the centre; what was booked moves with the course, and is given back."""
    (line,) = inventory.room_requests(viewer(MANAGER), "shymkent")
    asked_for = {"by": MANAGER, "request": line.uid, "today": DAY}
    assert (line.asker, line.room, line.first, line.people) == ("REG", "Practice laboratory", days[0], 14)
    for by, told, code in (
        (KGZ, {"granted": True}, "people.not_yours"),
        (MANAGER, {"granted": False, "reason": " "}, "inventory.why_refused"),
        (MANAGER, {"granted": True, "request": "x"}, "inventory.no_such_request"),
    ):
        with pytest.raises(Refusal) as refused:
            answer_room_request(**{**asked_for, "by": by, **told})
        assert refused.value.code == code

    def state():
        found = inventory.requests_for(viewer(SECRETARIAT), [line.course], acting=SECRETARIAT)[line.course]
        return found.state.value, found.freed, found.first

    assert state() == ("asked", False, days[0])
    read = [bool(inventory.requests_for(viewer(by), [line.course], acting=by)) for by in (FOCAL, SECRETARIAT, KGZ)]
    assert read == [True, True, False], "who reads the course reads nothing of its room"
    answer_room_request(**asked_for, granted=True)
    answer_room_request(**asked_for, granted=True)
    assert state() == ("granted", False, days[0])
    with pytest.raises(Refusal) as refused:
        answer_room_request(**asked_for, granted=False, reason="No")
    assert refused.value.code == "inventory.request_answered"
    span = {"since": datetime(2027, 1, 1, tzinfo=UTC), "until": datetime(2028, 1, 1, tzinfo=UTC)}

    def booked():
        return [each for each in inventory.bookings(viewer(MANAGER), "shymkent", **span) if each.title == line.title]

    assert (len(booked()), {each.people for each in booked()}) == (len(line.times), {14})
    course = plan(viewer(SECRETARIAT), line.course, acting=SECRETARIAT, on=DAY, lang="en")
    postpone_course(by=SECRETARIAT, course=course.key, days=7)
    assert (booked(), state()) == ([], ("asked", False, days[0] + timedelta(days=7))), "it is asked for anew"
    (again,) = inventory.room_requests(viewer(MANAGER), "shymkent")
    answer_room_request(by=MANAGER, request=again.uid, granted=True, today=DAY)
    call_off_booking(by=MANAGER, booking=booked()[0].uid, today=DAY)
    assert state()[:2] == ("granted", True), "the centre took it back"
    cancel_course(by=SECRETARIAT, course=course.key, reason="No money")
    assert (booked(), inventory.requests_for(viewer(SECRETARIAT), [line.course], acting=SECRETARIAT)) == ([], {})
    with pytest.raises(Refusal) as refused:
        ask_for_room(by=KGZ, owner="KGZ", centre="shymkent", room="No", course=line.course, title="X", slots=[])
    assert refused.value.code == "inventory.no_such_room"


def test_the_region_plans_with_what_was_shared_and_says_what_it_could_not_see(demo_world):
    said = {"owner": "REG", "title": "Spring", "curricula": [COURSE], "today": DAY}
    uid = str(actions.begin_scenario(by=SECRETARIAT, first=date(2027, 3, 1), last=date(2027, 4, 30), **said).uid)
    found = gathered(uid)
    assert people(found) == {
        ("KGZ", "stated", ("ky",)): 20,
        ("KGZ", "stated", ("ru",)): 16,
        ("TJK", "stated", ("tg",)): 12,
        ("TJK", "stated", ("ru",)): 14,
        ("UZB", "stated", ("uz-Latn",)): 24,
        ("UZB", "stated", ("ru",)): 10,
    }, "of the competences of a course the one that most people lack"
    silent = next(data["countries"] for word, data in found.told if word == "silent")
    assert silent == ["AFG", "KAZ", "MNG", "PAK"], "Kazakhstan states its needs and does not share them"

    both = replace(SECRETARIAT, grants=(*SECRETARIAT.grants, *FOCAL.grants))
    assert gathered(uid, both).kept == found.kept, "a seat of Kazakhstan brings nothing into the region's plan"

    assert actions.name_listed(by=SECRETARIAT, scenario=uid, today=DAY) == 3
    assert actions.name_listed(by=SECRETARIAT, scenario=uid, today=DAY) == 0
    with act("planning.trainer.named", by=SYSTEM, owner="REG", about=uid):
        by_hand = ScenarioTrainer.objects.inside_action().filter(of__uid=uid).first()
        listing, by_hand.listing = by_hand.listing, None
        by_hand.save()
    assert actions.name_listed(by=SECRETARIAT, scenario=uid, today=DAY) == 0, "what was told of somebody stands"
    with act("planning.trainer.named", by=SYSTEM, owner="REG", about=uid):
        by_hand.listing = listing
        by_hand.save()
    actions.name_trainer(by=SECRETARIAT, scenario=uid, person="DEMO-KAZ-E2", languages="ru kk", today=DAY)
    now = gathered(uid)
    assert sum(t.part_two for t in now.problem.trainers) == 1, "the person that Kazakhstan shares holds part 2"
    names = queries.trainers_of(viewer(SECRETARIAT), uid, SECRETARIAT, on=DAY)
    told = queries.sources_told(viewer(SECRETARIAT), SECRETARIAT, seen(uid, SECRETARIAT), now, names, on=DAY)
    from_kgz = next(each for each in told if each.country == "KGZ")
    assert (from_kgz.wanted, [t.origin for t in from_kgz.trainers], len(from_kgz.rooms)) == (36, ["listed"], 1)
    assert {(p.origin, p.on, p.until) for p in from_kgz.people} == {("stated", date(2026, 11, 9), date(2028, 10, 31))}
    assert [t.origin for each in told if each.country == "KAZ" for t in each.trainers] == ["listed", "named"]

    country_books_rooms_that_the_region_wants(uid, now)
    share = next(s for s in given(viewer(KGZ), owner="KGZ") if s.kind == "planning.statedneeds")
    sharing.withdraw_share(by=KGZ, share=share.uid, on=DAY)
    assert {country for country, _, _ in people(gathered(uid))} == {"TJK", "UZB"}, "what is withdrawn is gone at once"
    assert gathered(uid).digest != now.digest


def test_needs_are_stated_by_their_country_and_reach_nobody_before_they_are_shared(demo_world):
    state = {"by": FOCAL, "owner": "KAZ", "source": "A survey", "on": DAY}
    made = actions.state_needs(**state, rows=[NEED])
    assert actions.state_needs(**state, rows=[NEED]).uid == made.uid
    assert queries.stated(viewer(FOCAL), on=DAY)["KAZ"].rows == ({**NEED, "people": 12, "points": 10},)
    assert "KAZ" not in queries.stated(viewer(SECRETARIAT), on=DAY)
    assert queries.statement(viewer(KGZ), str(made.uid)) is None
    computed = queries.computed(viewer(KGZ), KGZ, owner="KGZ", on=DAY)
    assert computed
    assert computed == sorted(computed, key=lambda row: -row["people"])
    for rows, code, row in (
        ([], "planning.nothing_stated", None),
        ([NEED, NEED], "planning.need_twice", 2),
        ([NEED, {**NEED, "competence": "none:1"}], "planning.not_a_choice", 2),
        ([{**NEED, "people": "-3"}], "planning.not_a_number", 1),
        ([{**NEED, "people": "9" * 9}], "planning.not_a_number", 1),
        ([{**NEED, "language": ""}], "planning.value_missing", 1),
    ):
        with pytest.raises(Refusal) as refused:
            actions.state_needs(**state, rows=rows)
        assert (refused.value.code, refused.value.data.get("row")) == (code, row)
    for by in (MANAGER, KGZ, SECRETARIAT):
        with pytest.raises(Refusal) as refused:
            actions.state_needs(**{**state, "by": by}, rows=[NEED])
        assert refused.value.code == "people.not_yours"
