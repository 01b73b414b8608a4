"""Assessments on pages: answering by sections without script, settling, closing, the result, and what follows."""

import pytest
from django.test import Client
from django.utils.timezone import localdate

from kerege.capacity import queries
from kerege.lib.sensitivity import Sensitivity
from kerege.people.queries import account
from kerege.records.viewers import Viewer
from tests.house import texts

pytestmark = [pytest.mark.usefixtures("demo_world"), pytest.mark.filterwarnings("error")]
EVERYTHING = Viewer("all", "all", everywhere=Sensitivity.RESTRICTED)
OFFICER, HEAD, FOCAL, NEIGHBOUR = "biosafety.officer", "laboratory.head", "focal.point.kgz", "focal.point.kaz"
FACILITY, CORE = "KG-F-6647120-L", "laboratory-safety"


def client(name):
    found = Client(headers={"accept-language": "en"})
    if name:
        found.force_login(account(f"{name}@example.org"))
    return found


def text(answer):
    return " ".join(answer.content.decode().split())


def rounds(key=CORE):
    choice = queries.Choice(set_key=key, facility=FACILITY)
    return {
        line.round: line for line in queries.assessments(EVERYTHING, me="", on=localdate(), lang="en", choice=choice)
    }


def address(line, *more):
    return "/".join(["/capacity/assessments", line.uid, *more, ""])


def test_the_list_is_for_those_who_may_and_says_what_to_do_next():
    own = text(client(HEAD).get("/capacity/"))
    assert "Go on with your own" in own
    assert "Veterinary diagnostic laboratory in Osh (example)" in own
    for name in ("", NEIGHBOUR, "donor"):
        page = text(client(name).get("/capacity/"))
        assert "No assessment that you may read" in page
        assert "Osh" not in page


def test_a_facility_leads_to_its_assessments():
    assert f"/capacity/?facility={FACILITY}" in text(client(FOCAL).get(f"/facilities/{FACILITY}/"))
    assert len(client(FOCAL).get(f"/capacity/?facility={FACILITY}").context["lines"]) == 3


def test_a_partial_assessment_has_no_score_and_is_no_zero():
    line = rounds("biorisk-management")[1]
    page = text(client(HEAD).get(address(line)))
    assert "7 of 41 questions answered" in page
    told = text(client(HEAD).get(address(line, "result")))
    assert "7 of 41 answered" in told
    assert "they are neither good nor bad" in told
    assert "0 %" not in told


def test_answers_are_saved_by_page_and_what_is_wrong_stays_typed():
    line = rounds("biorisk-management")[1]
    where = address(line, "answer", "support")
    sent = {"support_means": "2", "support_trained": "101", "c_support_means": "Since spring", "then": "next"}
    wrong = client(HEAD).post(where, sent)
    page = text(wrong)
    assert (wrong.status_code, "the answer lies between 0 and 100" in page, 'value="101"' in page) == (422, True, True)
    assert "Since spring" in text(client(HEAD).get(where)), "what was right is kept, also after a reload"
    good = client(HEAD).post(where, sent | {"support_trained": "80"})
    assert (good.status_code, good["Location"]) == (302, address(line, "answer", "operation"))


def test_an_answer_brings_up_the_question_that_depends_on_it():
    line = rounds("biorisk-management")[1]
    where = address(line, "answer", "operation")
    assert "exercised in the last twelve months" not in text(client(HEAD).get(where))
    answer = client(HEAD).post(where, {"operation_emergency": "2", "then": "next"}, follow=True)
    assert "brought up more questions" in text(answer)
    assert "exercised in the last twelve months" in text(answer)


def test_whoever_is_not_in_the_team_answers_nothing():
    line = rounds("biorisk-management")[1]
    where = address(line, "answer", "context")
    assert [client(name).get(where).status_code for name in (FOCAL, OFFICER, NEIGHBOUR, "")] == [403, 403, 404, 404]
    assert client(FOCAL).post(where, {"context_scope": "0"}).status_code == 403
    assert client(HEAD).get(address(line, "answer", "nowhere")).status_code == 404


def test_a_closed_assessment_takes_no_answer():
    assert client(OFFICER).get(address(rounds()[2], "answer", "risk")).status_code == 409


def test_the_result_shows_scores_with_their_arithmetic_the_disagreement_and_the_change():
    page = text(client(OFFICER).get(address(rounds()[2], "result")))
    assert "How it is computed" in page
    assert "checks were missed in two of them" in page, "why they agreed on it"
    assert "Demo laboratory head" in page
    assert "<svg" in page
    assert "Rounds compared" in page
    assert "style=" not in page


def test_the_result_is_for_the_team_and_the_focal_point():
    line = rounds()[2]
    seen = {
        name: client(name).get(address(line, "result")).status_code for name in (OFFICER, HEAD, FOCAL, NEIGHBOUR, "")
    }
    assert seen == {OFFICER: 200, HEAD: 200, FOCAL: 200, NEIGHBOUR: 404, "": 404}


@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf", "json"])
def test_lists_and_results_leave_as_files(form):
    for where in ("/capacity/", address(rounds()[2], "result")):
        assert client(OFFICER).get(f"{where}?format={form}").status_code == 200
    assert client(NEIGHBOUR).get(f"{address(rounds()[2], 'result')}?format={form}").status_code == 404


def test_an_assessment_from_opening_to_closing_by_pages():
    head = client("successor.kaz")
    sent = {"set_key": CORE, "kind": "self", "facility": "KZ-F-4480236-R"}
    wrong = head.post("/capacity/assessments/new/", sent | {"facility": ""})
    assert (wrong.status_code, "asks about something else" in text(wrong)) == (422, True)
    made = head.post("/capacity/assessments/new/", sent)
    assert made.status_code == 302
    where = made["Location"]
    assert "capacity.nothing_answered" not in text(head.get(where))
    assert head.post(where, {"do": "close"}).status_code == 409
    wrong = head.post(where, {"do": "name", "name-email": "nobody@example.org", "name-part": "assessor"})
    assert (wrong.status_code, 'value="nobody@example.org"' in text(wrong)) == (422, True)
    head.post(f"{where}answer/risk/", {"risk_written": "3", "then": "back"})
    settle = text(head.get(f"{where}settle/"))
    assert "What nobody answered" in settle
    empty = head.post(f"{where}settle/", {"question": "risk_review", "risk_review-comment": ""})
    assert (empty.status_code, "Write the reason" in text(empty)) == (422, True)
    done = head.post(f"{where}settle/", {"question": "risk_review", "risk_review-comment": "Next year"})
    assert (done.status_code, done["Location"].split("#")[0]) == (302, f"{where}settle/")
    bare = head.post(f"{where}settle/", {"question": "*", "all-reason": ""})
    assert (bare.status_code, text(bare).count("Leave them all open")) == (422, 1)
    assert head.post(f"{where}settle/", {"question": "*", "all-reason": "No time yet"}).status_code == 302
    settled = text(head.get(f"{where}settle/"))
    assert (settled.count('value="Next year"'), "Leave them all open" in settled) == (1, False)
    assert settled.count('value="No time yet"') > 10
    assert head.post(where, {"do": "withdraw", "withdraw-reason": "A trial"}).status_code == 302
    assert "A trial" in text(head.get(where))


def test_evidence_is_recorded_and_the_same_twice_is_told_at_its_field():
    line = rounds("biorisk-management")[1]
    where = address(line, "evidence")
    sent = {"question": "context_law", "title": "List of duties", "reference": "Order 7"}
    assert client(HEAD).post(where, sent).status_code == 302
    again = client(HEAD).post(where, sent)
    assert (again.status_code, "recorded for the question already" in text(again)) == (422, True)
    assert "List of duties" in text(client(HEAD).get(address(line)))
    assert client(HEAD).post(where, sent | {"reference": ""}).status_code == 422


def test_a_finding_is_mended_by_pages():
    line = rounds()[2]
    found = client(OFFICER).get(address(line, "result"))
    finding = next(f["finding"] for f in found.context["findings"] if f["finding"].question == "rooms_power")
    where = f"/capacity/findings/{finding.uid}/plan/"
    sent = {"what": "Agree on what is done", "seat": "DEMO-NTE-KGZ-ANIMAL", "due": "2020-01-01"}
    wrong = client(OFFICER).post(where, sent)
    assert (wrong.status_code, "Choose a later day" in text(wrong), "Agree on what is done" in text(wrong)) == (
        422,
        True,
        True,
    )
    assert client(OFFICER).post(where, sent | {"due": "2090-01-01"}).status_code == 302
    assert client(NEIGHBOUR).get(where).status_code == 404
    action = next(a for a in queries.actions(EVERYTHING, me="", on=localdate()) if a.what == "Agree on what is done")
    own = f"/capacity/actions/{action.uid}/"
    assert client(OFFICER).post(own, {"do": "done", "done-proof": ""}).status_code == 422
    assert client(OFFICER).post(own, {"do": "done", "done-proof": "A letter"}).status_code == 302
    self_made = client(OFFICER).post(own, {"do": "verify", "verify-convincing": "yes"})
    assert (self_made.status_code, "does not verify it" in text(self_made)) == (422, True)
    assert client(HEAD).post(own, {"do": "verify", "verify-convincing": "yes"}).status_code == 302
    assert "Verified" in text(client(HEAD).get(own))
    assert client(NEIGHBOUR).get(own).status_code == 404


@pytest.mark.parametrize("language", ["en", "ru", "fa"])
def test_the_report_is_a_pdf_for_whoever_reads_the_answers(language):
    where = f"{address(rounds()[2], 'result')}?as=report"
    found = Client(headers={"accept-language": language})
    found.force_login(account(f"{OFFICER}@example.org"))
    answer = found.get(where)
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    told = texts.of_pdf(answer.content)
    # Joined Arabic letters come out of a PDF in pieces: of that report, what its assessors wrote is looked for.
    assert {"en": "By section", "ru": "По разделам", "fa": "The training of April covered"}[language] in told
    assert client(NEIGHBOUR).get(where).status_code == 404
