"""The quality of a facility on one page: what comes next, and results of proficiency tests with their findings."""

import pytest

from kerege.inventory.models import Proficiency
from kerege.journal.actions import act
from kerege.people.rules import SYSTEM
from tests.web.capacity.test_assessment_pages import FACILITY, FOCAL, NEIGHBOUR, OFFICER, client, text

pytestmark = [pytest.mark.usefixtures("demo_world"), pytest.mark.filterwarnings("error")]
WHERE = f"/capacity/quality/facilities/{FACILITY}/"


def test_what_comes_next_is_first_and_for_those_who_may():
    page = text(client(OFFICER).get(WHERE))
    for told in ("What comes next", "Stage 1: The ground", "SOP-02 Spill control", "Serology by plate test"):
        assert told in page
    assert "Unacceptable" in page
    assert WHERE in text(client(FOCAL).get(f"/facilities/{FACILITY}/"))
    other = client(NEIGHBOUR).get(WHERE)
    assert (other.status_code, "SOP-02" in text(other), "Unacceptable" in text(other)) == (200, False, False)


def test_a_round_that_leaves_the_card_leaves_no_page_broken():
    """Its result knows the round by uid alone: inventory stands below and cannot tell it."""
    page = client(OFFICER).get(WHERE)
    finding = next(e.finding for e in page.context["found"].evaluations.values() if e.finding)
    with act("tests.round.gone", by=SYSTEM, about="round"):
        Proficiency.objects.inside_action().filter(facility__key=FACILITY).delete()
    page = client(OFFICER).get(WHERE)
    assert (page.status_code, "No round is recorded" in text(page)) == (200, True)
    assert f"/capacity/findings/{finding}/" in text(page), "what was found stays, and comes next"
    assert "Serology by plate test" in text(client(OFFICER).get(f"/capacity/findings/{finding}/"))
    assert "Serology by plate test" in text(client(OFFICER).get("/capacity/quality/"))
    assert client(OFFICER).get(f"/facilities/{FACILITY}/").status_code == 200
