"""What happened afterwards at the facilities whose people came: assessments that were really opened and closed."""

from datetime import date, timedelta
from fractions import Fraction

import pytest

from kerege.capacity import actions as capacity
from kerege.capacity.models import Assessment
from kerege.journal.actions import act
from kerege.people import actions as people
from kerege.people.models import Organisation, Person
from kerege.people.rules import ANONYMOUS, SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training import actions
from kerege.training.models import Course, Enrolment
from kerege.training.queries import evaluation
from kerege.training.queries.evaluation_results import happened
from kerege.training.queries.scope import COUNTING
from tests.capacity.given import answers, opened, published, somebody
from tests.ground import OFFICER_KAZ, REGISTRAR_KAZ, centre
from tests.inventory.facts import recorded
from tests.training.evaluated import DAY, Laid

FIRST, LAST = date(2026, 3, 2), DAY
ON = date(2026, 11, 1)
POOR = {"plan": "0", "waste": "0", "people": "0", "staff": "3"}
GOOD = {"plan": "2", "waste": "2", "drill": "yes", "people": "2", "staff": "3"}
HALF = {"plan": "1", "waste": "1", "drill": "no", "people": "1", "staff": "3"}


class Facility:
    """A facility of an organisation, so many of whose people took part, and its head who assesses it."""

    def __init__(self, laid: Laid, key: str, came: int) -> None:
        centre(key, kind="laboratory")
        self.card = recorded(names={"en": f"Facility of {key}"}, organisation=key)
        self.head = somebody(f"head-{key.lower()}", organisation=key)
        keys = [f"{key}-P{number}" for number in range(came)]
        for person in keys:
            people.record_person(by=SYSTEM, owner="KAZ", key=person, name=f"Person {person}", organisation_key=key)
        entries = [actions.Entry(person=person) for person in keys]
        if entries:
            actions.register_participants(by=SYSTEM, course=laid.course.key, entries=entries, registered_on=DAY)

    def assessed(self, on: date, set_key: str = "set-1", close: bool = True, **given: str) -> None:
        uid = opened(self.head, facility=self.card.key, set_key=set_key, today=on)
        assert answers(self.head, uid, **given) == {}
        if close:
            capacity.close_assessment(by=self.head, assessment=uid, today=on)


@pytest.fixture
def laid() -> Laid:
    found = Laid(people_in_it=3)
    published()
    return found


def seen(laid: Laid, viewer=REGISTRAR_KAZ, on=ON):
    row = evaluation.row_of(viewer, laid.uid, by=ANONYMOUS, on=on)
    return happened(viewer, row, by=ANONYMOUS, on=on, lang="en")


def told(found):
    return [(each.name, each.trained, each.before_on, each.after_on) for each in found.lines]


def test_the_last_assessment_before_and_the_last_after_stand_beside_the_course(laid):
    lab = Facility(laid, "LAB-ONE", came=2)
    early, before, after, newest = (date(2025, 6, 1), date(2026, 2, 1), date(2026, 5, 1), date(2026, 9, 1))
    for on, given in ((early, GOOD), (before, POOR), (after, HALF), (newest, GOOD)):
        lab.assessed(on, **given)
    found = seen(laid)
    (line,) = found.lines
    assert told(found) == [("Facility of LAB-ONE", 2, before, newest)]
    assert (line.before, line.after, line.both) == (Fraction(0), Fraction(1), True)
    assert (found.rose, found.fell, found.without) == (1, 0, 0)
    closed = {str(row.closed_on): str(row.uid) for row in Assessment.objects.seen_by(COUNTING).seen()}
    assert (line.before_uid, line.after_uid) == (closed[str(before)], closed[str(newest)]), "the figures open"
    assert told(seen(laid, on=date(2026, 6, 1))) == [("Facility of LAB-ONE", 2, before, after)], "as on a day between"


def test_a_score_that_fell_is_told_like_one_that_rose(laid):
    lab = Facility(laid, "LAB-ONE", came=1)
    lab.assessed(date(2026, 2, 1), **GOOD)
    lab.assessed(date(2026, 9, 1), **HALF)
    found = seen(laid)
    assert (found.rose, found.fell, found.lines[0].both) == (0, 1, True)
    assert found.lines[0].before > found.lines[0].after


def test_what_was_assessed_on_one_side_alone_compares_nothing(laid):
    one, two, three = (Facility(laid, key, came=1) for key in ("LAB-ONE", "LAB-TWO", "LAB-THREE"))
    one.assessed(date(2026, 2, 1), **POOR)
    two.assessed(date(2026, 9, 1), **GOOD)
    three.assessed(date(2026, 2, 1), close=False, **POOR)
    found = seen(laid)
    assert [(each.name[-7:], each.both) for each in found.lines] == [("LAB-ONE", False), ("LAB-TWO", False)]
    assert (found.rose, found.fell, found.without) == (0, 0, 3)


def test_sets_are_compared_with_themselves_alone(laid):
    published(key="set-2")
    lab = Facility(laid, "LAB-ONE", came=1)
    lab.assessed(date(2026, 2, 1), **POOR)
    lab.assessed(date(2026, 9, 1), set_key="set-2", **GOOD)
    found = seen(laid)
    assert ([each.both for each in found.lines], found.rose, found.without) == ([False, False], 0, 1)


@pytest.mark.parametrize(("on", "side"), [(FIRST, "before"), (LAST, ""), (LAST + timedelta(days=1), "after")])
def test_on_the_first_day_it_is_before_and_during_the_course_it_is_neither(laid, on, side):
    lab = Facility(laid, "LAB-ONE", came=1)
    lab.assessed(on, **HALF)
    found = seen(laid)
    sides = [name for each in found.lines for name in ("before", "after") if getattr(each, name) is not None]
    assert sides == ([side] if side else [])


def test_a_facility_from_which_nobody_came_is_not_there(laid):
    for lab in (Facility(laid, "LAB-ONE", came=1), Facility(laid, "LAB-TWO", came=0)):
        lab.assessed(date(2026, 2, 1), **POOR)
        lab.assessed(date(2026, 9, 1), **GOOD)
    assert [each.name for each in seen(laid).lines] == ["Facility of LAB-ONE"]


@pytest.mark.parametrize("viewer", [PUBLIC, OFFICER_KAZ])
def test_who_may_not_know_who_came_is_told_of_no_facility(laid, viewer):
    lab = Facility(laid, "LAB-ONE", came=1)
    lab.assessed(date(2026, 2, 1), **POOR)
    lab.assessed(date(2026, 9, 1), **GOOD)
    assert len(seen(laid).lines) == 1
    assert seen(laid, viewer) is None


def test_who_was_sent_counts_for_the_employer_that_sent_them(laid):
    """Wherever they work now: what was learnt was to serve the facility that promised it."""
    one, two = Facility(laid, "LAB-ONE", came=1), Facility(laid, "LAB-TWO", came=0)
    with act("tests.enrolment.laid", by=SYSTEM, about=laid.uid):
        about = {
            "course": Course.objects.inside_action().get(uid=laid.uid),
            "person": Person.objects.inside_action().get(key="LAB-ONE-P0"),
            "employer": Organisation.objects.get(key="LAB-TWO"),
        }
        Enrolment.objects.create(**about, owner="KAZ", state="completed", nominated_on=FIRST, noted_by="-")
    for lab in (one, two):
        lab.assessed(date(2026, 2, 1), **POOR)
    assert [(each.name, each.trained) for each in seen(laid).lines] == [("Facility of LAB-TWO", 1)]


def test_where_nobody_has_an_employer_there_is_nothing_to_compare(laid):
    found = seen(laid)
    assert (found.lines, found.without, found.rose, found.fell) == ((), 0, 0, 0)
