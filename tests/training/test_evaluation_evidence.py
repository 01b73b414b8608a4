"""Evaluation as evidence for certificates: results of a test for part 1, answers of participants for part 2."""

from datetime import timedelta

import pytest

from kerege.capacity.words.certification import RecordKind
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.training import actions as training
from kerege.training.actions import evaluation as actions
from kerege.training.queries import evaluation
from kerege.training.queries.scope import COUNTING
from kerege.worlds.forms_loader import load_forms
from tests.capacity.way import LATER, START, TAUGHT, Way
from tests.training.evaluated import ALL_FIVE, code_of

TOLD = {"kind": "cascade_workshop", "status": "held", "sources": ["S1"], "venue": "KAZ", "trainees_from": "KAZ"}


def course(day, *persons: str) -> str:
    """The uid of a course of one day with these people in its register."""
    load_forms(by=SYSTEM)
    dates = f"{day.isoformat()}/{day.isoformat()}"
    row = training.record_course(by=SYSTEM, owner="KAZ", key="COURSE", title="A course", dates=dates, **TOLD)
    entries = [training.Entry(person=key) for key in persons]
    training.register_participants(by=SYSTEM, course="COURSE", entries=entries, registered_on=day)
    return str(row.uid)


def wrote(way: Way, kind: str = "post", score: str = "79.9", on=START) -> str:
    uid = course(START, "P-trainee", "P-stranger")
    told = {"by": way.by("centre"), "today": LATER}
    test = str(actions.record_test(**told, course=uid, kind=kind, on=on, most="100").uid)
    for person in ("P-trainee", "P-stranger"):
        actions.record_result(**told, test=test, person=person, score=score)
    return test


def test_a_result_counts_as_the_knowledge_test_of_part_one():
    way = Way("trainee", "centre", "coach", "stranger").enrolled()
    test = wrote(way)
    told = {"by": way.by("centre"), "test": test, "today": LATER}
    assert code_of(actions.count_for_cases, **told) == "training.test_not_closed"
    actions.close_test(**told)
    assert actions.count_for_cases(**told) == 1, "the other one has no case"
    assert actions.count_for_cases(**told) == 1, "the same again"
    (record,) = way.page().of_kind(RecordKind.KNOWLEDGE)
    assert (record.given, record.on) == ({"mark": 79}, START), "never rounded up"


def test_what_does_not_count_for_a_certificate():
    way = Way("trainee", "centre", "coach", "stranger").enrolled()
    test = wrote(way, kind="pre")
    told = {"by": way.by("centre"), "test": test, "today": LATER}
    actions.close_test(**told)
    assert code_of(actions.count_for_cases, **told) == "training.not_the_last_test"
    assert code_of(actions.count_for_cases, **told | {"test": "none"}) == "records.nothing_there"
    assert code_of(actions.count_for_cases, **told | {"by": way.by("stranger")}) == "training.not_organiser"


def test_a_result_that_no_case_takes_says_why():
    way = Way("trainee", "centre", "coach", "stranger").enrolled()
    told = {"by": way.by("centre"), "test": wrote(way, on=START - timedelta(days=1)), "today": LATER}
    actions.close_test(**told)
    assert code_of(actions.count_for_cases, **told) == "capacity.before_enrolment"


def test_whoever_has_no_part_in_a_case_lets_nothing_count():
    way = Way("trainee", "centre", "coach", "stranger", "focal")
    way.nominate()
    test = wrote(way)
    told = {"by": way.by("centre"), "test": test, "today": LATER}
    actions.close_test(**told)
    assert code_of(actions.count_for_cases, **told) == "training.no_cases", "nominated, and not in part 1 yet"


@pytest.fixture
def delivered() -> Way:
    way = Way().opened()
    way.name("observer", "observer")
    return way


def test_one_answer_serves_the_course_and_the_delivery(delivered):
    delivery, uid = delivered.deliver(), course(TAUGHT)
    told = {"by": delivered.by("centre"), "course": uid, "today": LATER}
    actions.ask_participants(**told, participants=10, delivery=delivery)
    (token,) = actions.hand_out_links(**told, links=1)
    actions.say(by=ANONYMOUS, token=token, given=ALL_FIVE | {"clear": "3"}, today=LATER)
    (line,) = delivered.page().deliveries
    assert (line.answers, line.mean_tenths) == (1, 46), "3 5 5 5 5"
    row = evaluation.row_of(COUNTING, uid, by=ANONYMOUS, on=LATER)
    rights = evaluation.allowed(COUNTING, ANONYMOUS, row)
    assert evaluation.reaction(row, rights, on=LATER, lang="en").answers == 1


def test_what_the_delivery_takes_no_more_is_kept_for_the_course(delivered):
    delivery, uid = delivered.deliver(participants=8), course(TAUGHT)
    told = {"by": delivered.by("centre"), "course": uid, "today": LATER}
    actions.ask_participants(**told, participants=10, delivery=delivery)
    for sheet in range(1, 10):
        actions.enter_paper(**told, sheet=sheet, given=ALL_FIVE)
    assert delivered.page().deliveries[0].answers == 8
    row = evaluation.row_of(COUNTING, uid, by=ANONYMOUS, on=LATER)
    told = evaluation.reaction(row, evaluation.allowed(COUNTING, ANONYMOUS, row), on=LATER, lang="en")
    assert told.answers == 9


def test_whoever_taught_binds_no_course_to_their_delivery(delivered):
    delivery, uid = delivered.deliver(), course(TAUGHT + timedelta(days=1))
    told = {"course": uid, "participants": 9, "today": LATER}
    assert code_of(actions.ask_participants, by=delivered.by("trainee"), **told) == "training.not_organiser"
    focal = {"by": delivered.by("focal"), **told}
    assert code_of(actions.ask_participants, **focal, delivery="none") == "records.nothing_there"
    stranger = delivered.by("first")
    assert code_of(actions.ask_participants, by=stranger, **told, delivery=delivery) == "training.not_organiser"
