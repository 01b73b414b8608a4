"""The quality of a facility on one page: what comes next, and results of proficiency tests with their findings."""

import pytest

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
