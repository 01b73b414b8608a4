"""What is seen of practice months after a course: by whom, when, and what is told of it."""

from datetime import date

import pytest

from kerege.indicators.queries import reading
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people.rules import ANONYMOUS, SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import PUBLIC
from kerege.training import actions as actions_of_course
from kerege.training.actions import evaluation as actions
from kerege.training.queries import evaluation, evaluation_practice
from kerege.training.words.evaluation import Seen
from tests.ground import OFFICER_KAZ, centre
from tests.training.evaluated import DAY, Laid, code_of

EARLY, THREE, SIX, OVER = date(2026, 5, 5), date(2026, 6, 9), date(2026, 9, 9), date(2027, 1, 6)
LAST_DAY = date(2027, 1, 5)
PRACTICES = ("protection", "risk", "waste", "spill", "tells", "teaches")
SEEN = dict.fromkeys(PRACTICES, "fully") | {"time": "yes", "material": "partly", "support": "no"}


@pytest.fixture
def laid() -> Laid:
    return Laid()


def observe(
    laid: Laid,
    number: int = 0,
    on: date | None = THREE,
    by: Actor | None = None,
    today: date | None = None,
    **more: str,
) -> str:
    """Somebody records what they saw on the same day, where no other is given."""
    told = {"person": laid.keys[number], "on": on, "relation": "observer", "given": SEEN | more}
    told["today"] = today or on or THREE
    return code_of(actions.observe_practice, by=by or laid.observer, course=laid.uid, **told)


def told(laid: Laid, on: date, viewer=OFFICER_KAZ):
    row = evaluation.row_of(viewer, laid.uid, by=ANONYMOUS, on=on)
    return evaluation_practice.looked(row, evaluation.allowed(viewer, ANONYMOUS, row), on=on, lang="en")


def test_rates_are_told_once_the_time_is_over_and_of_enough_people(laid):
    for number in range(5):
        assert observe(laid, number, on=SIX, waste="no_occasion" if number else "not") == ""
    last = told(laid, LAST_DAY)[1]
    assert (last.people, last.practices) == (5, ()), "on the last day somebody may still be added"
    _, six = told(laid, OVER)
    assert (six.after, six.people, six.ends) == (6, 5, OVER)
    rates = {rate.key: (rate.n, rate.fully, rate.partly) for rate in (*six.practices, *six.conditions)}
    assert (rates["risk"], rates["waste"], rates["material"], rates["support"]) == (
        (5, 5, 0),
        (1, 0, 0),
        (5, 0, 5),
        (5, 0, 0),
    )
    assert told(laid, OVER, PUBLIC)[1].conditions == (), "whether employers helped is for those with a part in it"


def test_four_people_are_not_told(laid):
    for number in range(4):
        observe(laid, number, on=SIX)
    assert (told(laid, OVER)[1].people, told(laid, OVER)[1].practices) == (4, ())


def test_the_day_says_to_which_time_it_belongs(laid):
    assert observe(laid, on=EARLY) == "training.observed_too_early"
    assert observe(laid, on=THREE) == ""
    assert observe(laid, on=THREE) == "training.observed_already"
    assert observe(laid, on=SIX) == ""
    assert observe(laid, on=OVER) == "training.observed_too_late"
    assert observe(laid, 1, on=date(2027, 1, 7), today=OVER) == "training.test_not_yet"
    assert observe(laid, 1, on=None) == "training.day_missing"


def test_nothing_is_added_once_rates_are_told_also_of_a_day_before(laid):
    assert observe(laid, 0, on=THREE, today=SIX) == "training.observed_too_late", "of three months, recorded at six"
    assert observe(laid, 0, on=SIX, today=LAST_DAY) == ""
    assert observe(laid, 1, on=SIX, today=OVER) == "training.observed_too_late"


def test_nobody_signs_for_themselves_and_no_trainer_for_their_own_course(laid):
    assert observe(laid, by=laid.trainer) == "training.taught_it"
    opened = people.open_account(by=SYSTEM, email="p@example.org", name="P", password="", demo=True)
    people.link_person(by=SYSTEM, account=opened, person=laid.keys[0])
    own = Actor(str(opened.uid), "P", (Grant(Role.FOCAL_POINT, "KAZ"),))
    assert observe(laid, 0, by=own) == "training.own_observation"
    assert observe(laid, 1, by=own) == ""
    assert observe(laid, 1, by=ANONYMOUS) == "training.not_organiser"
    assert observe(laid, 1, by=Actor("x", "X", (Grant(Role.LEARNER, "KAZ"),))) == "training.not_organiser"


def test_a_head_records_what_their_own_people_do(laid):
    centre("LAB-ONE", kind="laboratory")
    head = Actor("head", "Head", (Grant(Role.LABORATORY_HEAD, "KAZ", "LAB-ONE"),))
    people.record_person(by=SYSTEM, owner="KAZ", key="OF-LAB-ONE", name="Asel Lab", organisation_key="LAB-ONE")
    actions_of_course.register_participants(
        by=SYSTEM, course=laid.course.key, entries=[actions_of_course.Entry(person="OF-LAB-ONE")], registered_on=DAY
    )
    laid.keys.append("OF-LAB-ONE")
    assert observe(laid, 10, by=head) == ""
    anywhere = Actor("head-2", "Head", (Grant(Role.LABORATORY_HEAD, "KAZ"),))
    assert observe(laid, 0, by=anywhere) == ""


@pytest.mark.parametrize("more", [(), (Grant(Role.LEARNER, "KAZ"),), (Grant(Role.LABORATORY_HEAD, "KAZ", "LAB-TWO"),)])
def test_a_head_is_told_of_others_what_is_told_of_people_who_did_not_come(laid, more):
    for key in ("LAB-ONE", "LAB-TWO"):
        centre(key, kind="laboratory")
    people.record_person(by=SYSTEM, owner="KAZ", key="DID-NOT-COME", name="Did Not Come")
    head = Actor("head", "Head", (Grant(Role.LABORATORY_HEAD, "KAZ", "LAB-ONE"), *more))
    told_of = {"on": THREE, "relation": "supervisor", "given": SEEN, "today": THREE, "course": laid.uid, "by": head}
    refusals = []
    for person in (laid.keys[0], f"Person {laid.keys[0]}", "DID-NOT-COME"):
        with pytest.raises(Refusal) as refusal:
            actions.observe_practice(**told_of, person=person)
        refusals.append((refusal.value.code, refusal.value.field, str(refusal.value).replace(person, "X")))
    assert {code for code, _, _ in refusals} == {"training.who_wrote"}
    assert len(set(refusals)) == 1
    observer = Actor(head.uid, "Both", (*head.grants, Grant(Role.MASTER_TRAINER, "KAZ")))
    assert observe(laid, 0, by=observer) == "", "who may by something else is no head alone"


def test_what_is_not_whole_or_of_somebody_else_is_refused(laid):
    assert observe(laid, risk="") == "training.observation_incomplete"
    assert observe(laid, time="perhaps") == "training.observation_incomplete"
    told_of = {"on": THREE, "relation": "observer", "given": SEEN, "today": THREE}
    assert (
        code_of(actions.observe_practice, by=laid.observer, course=laid.uid, person="Somebody", **told_of)
        == "training.who_wrote"
    )
    assert (
        code_of(actions.observe_practice, by=laid.observer, course="none", person="x", **told_of)
        == "records.nothing_there"
    )
    wrong = told_of | {"relation": "friend"}
    assert (
        code_of(actions.observe_practice, by=laid.observer, course=laid.uid, person="x", **wrong)
        == "people.unknown_choice"
    )


def test_the_indicator_of_practice_counts_courses_whose_time_is_over(laid):
    assert reading(PUBLIC, "learning.behaviour", on=OVER).evidence.state == "no_records"
    for number in range(5):
        observe(laid, number, on=SIX, risk=Seen.NOT if number else Seen.FULLY, waste="no_occasion")
    found = reading(PUBLIC, "learning.behaviour", on=OVER)
    # five people, five practices each that could be seen: 25, of which 4 were not done
    assert (found.evidence.low, found.evidence.of_low, [r.uid for r in found.records]) == (84.0, 5, [laid.uid])
    assert reading(PUBLIC, "learning.behaviour", on=date(2027, 1, 5)).evidence.state == "no_records"


def test_the_indicator_of_gain_opens_to_its_courses(laid):
    assert reading(PUBLIC, "learning.gain", on=OVER).evidence.state == "no_records"
    tests = []
    for kind, on, base in (("pre", date(2026, 3, 2), 40), ("post", DAY, 70)):
        test = actions.record_test(by=laid.focal, course=laid.uid, kind=kind, on=on, most="100", today=THREE)
        tests.append(str(test.uid))
        for key in laid.keys[:5]:
            actions.record_result(by=laid.focal, test=tests[-1], person=key, score=str(base), today=THREE)
    assert reading(PUBLIC, "learning.gain", on=OVER).evidence.state == "no_records", "nothing is closed yet"
    for test in tests:
        actions.close_test(by=laid.focal, test=test, today=THREE)
    found = reading(PUBLIC, "learning.gain", on=OVER)
    assert (found.evidence.low, found.evidence.of_low, [r.uid for r in found.records]) == (30.0, 5, [laid.uid])
    assert found.by_territory == (("KAZ", 30.0, 30.0),)
