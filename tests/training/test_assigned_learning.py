"""What a course asks its people to learn alone: who says so, and that the staff is told a day and nothing else."""

from dataclasses import asdict
from datetime import date, timedelta

import pytest

from kerege.journal.models import Act
from kerege.people import actions as people
from kerege.people.queries import account
from kerege.people.rules import SYSTEM, Actor
from kerege.sharing.queries import viewer_for
from kerege.training.actions import elearning, evaluation
from kerege.training.actions.learning import assign_learning, take_off_learning
from kerege.training.actions.lessons import finish_lesson
from kerege.training.models import AssignedLearning
from kerege.training.queries import learning as queries
from kerege.training.queries import lessons
from kerege.training.words.learning import MOST_ASSIGNED
from kerege.worlds.forms_loader import load_forms
from tests.training import elearning_made
from tests.training.cohort import BEFORE, FIRST, Cohort, code_of, staff
from tests.training.test_lessons import laid as lay_lessons

UNTIL, TODAY = date(2027, 3, 10), date(2027, 2, 1)
LATER = BEFORE + timedelta(days=3)


@pytest.fixture
def given():
    lay_lessons()
    found = Cohort()
    found.by("learner")
    found.enrolled("P-learner", 0)
    return found


def assign(given, by="lead", **changes):
    told = {"course": str(given.course.uid), "what": "lesson:parent:risk", "until": UNTIL, "now": BEFORE}
    return assign_learning(**({"by": given.by(by)} | told | changes))


def take(given, *, at=LATER, right="a", name="learner"):
    me = account(f"{name}@example.org")
    told = lessons.lesson(viewer_for(me, on=at.date(), strong=True), "parent", "risk", on=at.date(), lang="ru")
    by = Actor(str(me.uid), me.name)
    return finish_lesson(by=by, lesson=told, language="ru", answers={"first": [right]}, now=at)


def mine(given, name="learner", on=TODAY):
    return queries.assigned_to(given.by(name), on=on, lang="en")


def of_course(given, by="lead", on=TODAY):
    return queries.course_learning(given.reader(by), str(given.course.uid), by=given.by(by), on=on, lang="en")


def test_what_is_asked_for_stands_with_every_participant_and_only_there(given):
    row = assign(given, note="Before the first day")
    (line,) = mine(given)
    assert (line.title, line.until, line.note, line.done_on) == ("On risk", UNTIL, "Before the first day", None)
    assert (line.course, line.uid) == (str(given.course.uid), str(row.uid))
    assert [line.late(on) for on in (UNTIL, UNTIL + timedelta(days=1))] == [False, True]
    assert (mine(given, "stranger"), mine(given, "lead")) == ([], [])
    acts = Act.objects.count()
    assert assign(given, note="Before the first day").uid == row.uid
    assert Act.objects.count() == acts, "pressed twice"


def test_the_staff_is_told_the_day_and_nothing_else(given):
    row = assign(given)
    take(given, right="a")
    take(given, at=LATER + timedelta(days=2), right="b")
    page = of_course(given)
    learner = next(each for each in page.people if each.name == "Person learner")
    assert asdict(learner) == {
        "enrolment": learner.enrolment,
        "name": "Person learner",
        "account": True,
        "days": {str(row.uid): LATER.date()},
    }
    assert (page.done(str(row.uid)), [each.account for each in page.people if each is not learner]) == (1, [False])
    assert [each.done_on for each in page.assigned] == [None], "what is asked for carries nobody's day"
    assert [each.done_on for each in mine(given)] == [LATER.date()]


def test_what_was_taken_before_being_asked_is_told_to_nobody(given):
    take(given, at=BEFORE - timedelta(hours=1))
    row = assign(given)
    assert (of_course(given).done(str(row.uid)), mine(given)[0].done_on) == (0, None)


def test_what_is_taken_off_is_asked_of_nobody_and_told_no_more(given):
    row = assign(given)
    take(given)
    told = {"by": given.by("lead"), "course": str(given.course.uid), "assigned": str(row.uid), "today": TODAY}
    assert take_off_learning(**told).taken_off == TODAY
    acts = Act.objects.count()
    take_off_learning(**told)
    assert (Act.objects.count(), mine(given), of_course(given).assigned) == (acts, [], ())
    assert assign(given).uid != row.uid, "it can be asked for anew"


def test_who_says_what_is_learnt_and_who_reads_who_took_it(given):
    assert code_of(assign, given, by="stranger") == "records.nothing_there"
    assert code_of(assign, given, by="learner") == "records.nothing_there"
    assert code_of(assign, given, by="interpreter") == "training.learning_not_keeping"
    assert code_of(assign, given, course="nonsense") == "records.nothing_there"
    people.record_person(by=SYSTEM, owner="UZB", key="P-support", name="Support", synthetic=True)
    staff(given.course, "P-support", "support")
    assign(given, by="manager")
    seen = {name: of_course(given, name) is not None for name in ("lead", "manager", "interpreter", "stranger", "head")}
    assert seen == {"lead": True, "manager": True, "interpreter": False, "stranger": False, "head": False}


def test_what_is_refused(given):
    row = assign(given)
    assert code_of(assign, given, until=UNTIL + timedelta(days=1)) == "training.learning_assigned_twice"
    assert code_of(assign, given, what="lesson:parent:spill", until=date(2027, 1, 31)) == "training.learning_until_past"
    for what in ("lesson:parent:nothing", "lesson::", "lesson", "package:x", "", f"package:{row.uid}"):
        assert code_of(assign, given, what=what) == "training.nothing_to_learn", what
    told = {"by": given.by("lead"), "course": str(given.course.uid)}
    assert code_of(take_off_learning, **told, assigned="x") == "training.learning_not_assigned"


def test_a_course_asks_for_so_much_and_no_more(given, monkeypatch):
    monkeypatch.setattr("kerege.training.words.learning.MOST_ASSIGNED", 1)
    assert MOST_ASSIGNED > 1
    assign(given)
    assert code_of(assign, given, what="lesson:parent:spill") == "training.learning_assigned_often"


def test_a_package_is_asked_for_like_a_lesson(given):
    package = elearning.hand_in_package(by=SYSTEM, owner="REG", file=elearning_made.scorm12(title="A package"))
    assert code_of(assign, given, what=f"package:{package.uid}") == "training.nothing_to_learn", "nobody opened it yet"
    elearning.publish_package(by=SYSTEM, uid=str(package.uid))
    row = assign(given, what=f"package:{package.uid}")
    assert [(each.title, each.package) for each in mine(given)] == [("A package", str(package.uid))]
    assert of_course(given).done(str(row.uid)) == 0
    assert (f"package:{package.uid}", "package", "A package") in queries.to_assign(on=TODAY, lang="en")
    with_row = AssignedLearning.objects.seen_by(given.reader("focal")).filter(uid=row.uid).one()
    assert with_row.package_id == package.id


def test_feedback_is_owed_while_a_course_asks_for_it(given):
    assert queries.feedback_open(given.by("learner"), on=TODAY) == []
    load_forms(by=SYSTEM)
    told = {"by": given.by("manager"), "course": str(given.course.uid), "participants": 12, "today": FIRST}
    asked = evaluation.ask_participants(**told)
    days = (FIRST, asked.until, asked.until + timedelta(days=1))
    seen = [[each.course for each in queries.feedback_open(given.by("learner"), on=on)] for on in days]
    assert seen == [[str(given.course.uid)], [str(given.course.uid)], []]
    assert queries.feedback_open(given.by("lead"), on=FIRST) == [], "the staff is not asked"
