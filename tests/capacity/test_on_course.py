"""Late stages: both seats are reminded, and the mentor's word that a plan is on course holds for a month."""

from datetime import UTC, datetime, timedelta

from kerege.capacity import actions
from kerege.journal.models import Act
from kerege.people.queries import tasks
from kerege.people.rules import SYSTEM
from tests.capacity.given import DAY, NATIONAL, code_of
from tests.capacity.test_plans import LATER, UNTIL, made, page

LATE = DAY + timedelta(days=351)
MONTH = timedelta(days=31)


def reminded(on):
    return actions.remind_seats(by=SYSTEM, at=datetime.combine(on, datetime.min.time(), UTC))


def said(who, uid, name="mentor", on=LATER):
    return actions.say_on_course(by=who[name], plan=uid, today=on)


def test_both_seats_are_reminded_of_a_late_stage_once_a_month(who):
    made(who)
    assert [reminded(LATE - timedelta(days=1)), reminded(LATE), reminded(LATE)] == [0, 2, 0]
    told = {task.title for seat in ("mentor", "host") for task in tasks(NATIONAL, on=LATE, seat=seat)}
    assert told == {"Stages of quality plans are late: see your quality plans"}
    assert reminded(LATE + MONTH) == 2


def test_the_word_of_the_mentor_holds_for_a_month_and_makes_nothing_less_late(who):
    uid = made(who)
    said(who, uid, on=LATE)
    assert [reminded(LATE), reminded(LATE + timedelta(days=29)), reminded(LATE + MONTH)] == [0, 0, 2]
    line = page(who, uid, on=LATE).line
    assert (line.on_course, line.late.key, page(who, uid, on=LATER).line.on_course) == (LATE, "one", None)


def test_the_same_on_one_day_writes_no_act(who):
    uid = made(who)
    row = said(who, uid)
    acts = Act.objects.count()
    assert (said(who, uid).uid, Act.objects.count()) == (row.uid, acts)
    assert [visit.kind for visit in page(who, uid).visits] == ["check"]


def test_nobody_else_says_it(who):
    uid = made(who)
    names = ("head", "officer", "host", "focal", "other")
    refused = {name: code_of(said, who=who, uid=uid, name=name) for name in names}
    mentors = "capacity.mentor_says"
    assert refused == {
        **dict.fromkeys(("head", "officer", "focal"), mentors),
        "host": "capacity.not_your_plan",
        "other": "records.nothing_there",
    }
    told = {"plan": uid, "on": DAY, "kind": "check", "seen": "All is well", "today": DAY}
    assert code_of(actions.log_visit, by=who["head"], **told) == mentors


def test_it_is_said_while_the_plan_runs(who):
    uid = made(who)
    assert code_of(said, who=who, uid=uid, on=DAY - timedelta(days=1)) == "capacity.visit_outside_plan"
    actions.stop_plan(by=who["head"], plan=uid, reason="It moves", today=DAY)
    assert code_of(said, who=who, uid=uid, on=UNTIL) == "capacity.plan_over"
