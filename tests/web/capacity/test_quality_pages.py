"""Quality on pages: what is to be done next, a finding with its story, and for whom."""

import pytest

from kerege.capacity import queries
from kerege.people.queries import account, actor_for
from tests.web.capacity.test_assessment_pages import (
    EVERYTHING,
    FACILITY,
    FOCAL,
    HEAD,
    NEIGHBOUR,
    OFFICER,
    client,
    localdate,
    text,
)

pytestmark = [pytest.mark.usefixtures("demo_world"), pytest.mark.filterwarnings("error")]


def findings():
    me = actor_for(account(f"{HEAD}@example.org"), on=localdate(), strong=True)
    return {
        (line.set_key, line.round, line.finding.question): line
        for line in queries.found(EVERYTHING, me=me, on=localdate(), lang="en")
    }


def test_the_list_says_what_is_next_and_shows_nothing_to_others():
    page = text(client(OFFICER).get("/capacity/quality/"))
    assert "Check the autoclave with indicators each week" in page
    assert "Staffing: too few hands or too little time" in page
    for name in ("", NEIGHBOUR, "donor"):
        other = text(client(name).get("/capacity/quality/"))
        assert "No finding that you may read" in other
        assert "autoclave" not in other
    closed = text(client(FOCAL).get(f"/capacity/quality/?standing=closed&facility={FACILITY}"))
    assert "Nobody in the laboratory has ever" not in closed, "the cause in words stands on the page of the finding"
    assert "Procedure: missing, unclear or not usable" in closed


def test_a_finding_tells_its_story():
    found = findings()[("laboratory-safety", 1, "risk_review")]
    page = text(client(FOCAL).get(f"/capacity/findings/{found.finding.uid}/"))
    for told in ("closed by this answer", "No procedure says when", "Write a plan by which"):
        assert told in page
    assert client(NEIGHBOUR).get(f"/capacity/findings/{found.finding.uid}/").status_code == 404


def test_a_cause_is_recorded_on_the_page_and_what_is_wrong_stays_typed():
    found = findings()[("laboratory-safety", 2, "waste_check")]
    where = f"/capacity/findings/{found.finding.uid}/"
    sent = {"do": "cause", "cause-kind": "equipment", "cause-cause": " "}
    assert client(OFFICER).post(where, sent).status_code == 422
    assert "Say why it came to this" in text(client(OFFICER).post(where, sent))
    assert "It broke" not in text(client(HEAD).post(where, sent | {"cause-cause": "It broke"})), "who does not lead"
    assert client(OFFICER).post(where, sent | {"cause-cause": "The recorder broke"}).status_code == 302
    assert "The recorder broke" in text(client(OFFICER).get(where))


@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf", "json"])
def test_the_list_leaves_as_a_file(form):
    answer = client(FOCAL).get(f"/capacity/quality/?format={form}")
    assert answer.status_code == 200
    assert "no-store" in answer["Cache-Control"]
