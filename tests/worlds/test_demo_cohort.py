"""The planned course of the example world has people in its list, and loading it again adds nobody."""

import pytest

from kerege.people.rules import SYSTEM
from kerege.training.models import Course
from kerege.training.queries.cohort import enrolments_of
from kerege.training.queries.staff import DOOR
from kerege.worlds import startup

pytestmark = pytest.mark.usefixtures("demo_world")


def listed():
    course = Course.objects.seen_by(DOOR).filter(key="DEMO-TOT-UZB-2027").one()
    return [(row.state, row.synthetic) for row in enrolments_of(course.id)]


def test_three_have_places_and_one_was_nominated():
    expected = [("enrolled", True)] * 3 + [("nominated", True)]
    assert listed() == expected
    list(startup.bring_up_to_date(by=SYSTEM, demo=True))
    assert listed() == expected
