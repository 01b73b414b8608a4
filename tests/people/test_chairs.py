"""Which seat answers for an organisation: one's own, one of the organisation, or the focal point's."""

from datetime import date

import pytest

from kerege.journal.actions import act
from kerege.people import actions, queries
from kerege.people.models import Organisation, Seat
from kerege.people.rules import SYSTEM
from tests.people.seated import BEGAN, TODAY, account, lay

pytestmark = pytest.mark.django_db


def seat(key, kind, organisation="", *, person=""):
    told = {"owner": "KAZ", "key": key, "kind": kind, "title": f"Seat {key}", "mandate": "Order 2"}
    actions.create_seat(by=SYSTEM, **told, mandate_on=BEGAN, organisation_key=organisation)
    if person:
        actions.appoint(by=SYSTEM, seat=key, person=person, capacity="holder", start=BEGAN)


def answers(organisation="", *, uid="", until=TODAY):
    number = Organisation.objects.get(key=organisation).id if organisation else None
    found = queries.answering_chair(owner="KAZ", organisation=number, uid=uid, until=until, on=TODAY)
    return found and found.key


@pytest.fixture
def ministry():
    """A ministry with its focal point's seat, one for another matter that was there before, and an expert's."""
    lay()
    actions.record_organisation(by=SYSTEM, key="MOH", kind="ministry", names=[("en", "Ministry")])
    actions.record_organisation(by=SYSTEM, key="LAB", kind="laboratory", names=[("en", "Laboratory")])
    seat("budget", "other", "MOH", person="dana")
    seat("team", "expert_team", "MOH", person="dana")
    seat("head", "other", "LAB", person="bela")


def test_for_a_ministry_its_focal_point_answers_and_no_seat_for_another_matter(ministry):
    assert answers("MOH") == "budget"
    seat("focal", "focal_point", "MOH", person="anna")
    assert answers("MOH") == "focal"


def test_a_laboratory_answers_itself_and_the_focal_point_where_nobody_of_it_sits(ministry):
    seat("second", "other", "LAB", person="dana")
    seat("vacant", "other", "MOH")
    assert answers("LAB") == "head"
    assert answers() == "nfp"


def test_whoever_sits_there_answers_for_what_is_their_own(ministry):
    seat("focal", "focal_point", "MOH", person="anna")
    dana = str(account("dana").uid)
    assert answers("MOH", uid=dana) == "budget"
    assert answers("LAB", uid=dana) == "budget"


def test_a_seat_that_ends_before_answers_for_nothing(ministry):
    with act("tests.seat.ended", by=SYSTEM, about="seat"):
        Seat.objects.filter(key="head").update(end=date(2026, 6, 1))
    assert answers("LAB", until=date(2026, 5, 31)) == "head"
    assert answers("LAB", until=date(2026, 6, 1)) == "nfp"
