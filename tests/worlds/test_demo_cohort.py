"""The planned course of the example world has people in its list, and what it needs is compared by codes; loading it
again adds nobody.
"""

from datetime import date

import pytest

from kerege.people.rules import SYSTEM
from kerege.training.models import Course
from kerege.training.queries.budget import materials
from kerege.training.queries.cohort import enrolments_of
from kerege.training.queries.staff import DOOR
from kerege.training.rules.needed import Fit
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


def test_the_cabinet_of_the_centre_is_there_and_its_large_hall_has_no_spill_kit():
    course = Course.objects.seen_by(DOOR).filter(key="DEMO-TOT-UZB-2027").one()
    told = materials(DOOR, str(course.uid), acting=SYSTEM, centre="shymkent", on=date(2026, 11, 27), lang="en")
    kinds = {how: set(codes) for how, codes in told.equipped.kinds.items()}
    assert kinds == {Fit.THERE: {"cabinet_2"}, Fit.LACKING: {"protective", "spill_kit"}, Fit.UNKNOWN: {"centrifuge"}}
