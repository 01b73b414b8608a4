"""Quality plans on pages: next things first, what is only reported is not counted, and for whom."""

import pytest

from kerege.capacity.queries import plans
from kerege.people.rules import ANONYMOUS
from tests.house import texts
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
MENTOR = "expert2.kgz"


def where():
    (line,) = plans.plans(EVERYTHING, me=ANONYMOUS, on=localdate(), lang="en", facility=FACILITY)
    return f"/capacity/quality/plans/{line.uid}/"


def test_who_reads_a_plan():
    seen = {name: client(name).get(where()).status_code for name in (OFFICER, HEAD, FOCAL, MENTOR, NEIGHBOUR, "")}
    assert seen == {OFFICER: 200, HEAD: 200, FOCAL: 200, MENTOR: 200, NEIGHBOUR: 404, "": 404}
    new = {name: text(client(name).get("/capacity/quality/plans/new/")) for name in seen}
    keeps = {name: "records of no facility" not in page for name, page in new.items()}
    assert keeps == {OFFICER: True, HEAD: True, FOCAL: True, MENTOR: False, NEIGHBOUR: True, "": False}
    assert "No quality plan that you may read" in text(client(NEIGHBOUR).get("/capacity/quality/plans/"))
    page = text(client(MENTOR).get("/capacity/quality/plans/"))
    assert "1 of 20 activities proved" in page
    assert "1 only reported" in page


def test_a_plan_says_what_is_next_and_what_did_not_convince():
    page = text(client(OFFICER).get(where()))
    assert (
        page.index("What to do next")
        < page.index("Walk through the laboratory")
        < page.index("<h2>Stage 1: The ground")
    )
    assert "Half of the list has no day" in page
    assert "1 of 5 proved" in page
    assert "Checks of the refrigerators are missing at weekends" in page
    assert "Stage 1: The ground" not in text(client(OFFICER).get(where(), headers={"accept-language": "ru"}))


def test_a_proof_is_reported_and_looked_at_on_the_page():
    sent = {
        "do": "report",
        "activity": "requests",
        "requests-proof": "Sheets of daily checks, 18 May to 14 June (example)",
    }
    wrong = client(OFFICER).post(where(), sent)
    assert (wrong.status_code, "This proves another activity of the plan already" in text(wrong)) == (422, True)
    assert "Sheets of daily checks" in text(wrong), "what was typed stays"
    assert client(OFFICER).post(where(), sent | {"requests-proof": "The rule of refusal"}).status_code == 302
    own = client(OFFICER).post(where(), {"do": "look", "activity": "requests", "requests-convincing": "yes"})
    assert (own.status_code, "Whoever did it does not verify it" in text(own)) == (422, True)
    looked = client(MENTOR).post(where(), {"do": "look", "activity": "requests", "requests-convincing": "yes"})
    assert looked.status_code == 302
    assert "2 of 5 proved" in text(client(OFFICER).get(where()))


def test_a_plan_is_opened_by_those_who_keep_the_place():
    page = client(OFFICER).get("/capacity/quality/plans/new/")
    offered = [key for key, _ in page.context["form"].fields["facility"].choices]
    assert offered == [FACILITY]
    sent = {
        "facility": FACILITY,
        "checklist": "laboratory-quality 1.0",
        "mentor": "DEMO-BSO-OSH",
        "host": "DEMO-BSO-OSH",
    }
    sent |= {"set_key": "laboratory-safety", "start": "2026-10-01", "until": "2029-10-01", "unit": "Serology"}
    wrong = text(client(OFFICER).post("/capacity/quality/plans/new/", sent))
    assert "more than a plan has" in wrong
    right = sent | {"until": "2027-10-01"}
    assert "A mentor comes from elsewhere" in text(client(OFFICER).post("/capacity/quality/plans/new/", right))
    done = client(OFFICER).post("/capacity/quality/plans/new/", right | {"mentor": "DEMO-MENTOR-KGZ"})
    assert (done.status_code, done["Location"].startswith("/capacity/quality/plans/")) == (302, True)


@pytest.mark.parametrize("form", ["csv", "xlsx", "pdf", "json"])
def test_a_plan_leaves_as_a_file(form):
    assert client(MENTOR).get(f"{where()}?format={form}").status_code == 200
    assert client(NEIGHBOUR).get(f"{where()}?format={form}").status_code == 404


@pytest.mark.parametrize(
    ("language", "word"), [("en", "What changed"), ("ru", "Что изменилось"), ("fa", "List of duties and deputies")]
)
def test_the_report_is_a_pdf_in_every_script(language, word):
    answer = client(MENTOR).get(f"{where()}?as=report", headers={"accept-language": language})
    assert (answer.status_code, answer["Content-Type"]) == (200, "application/pdf")
    told = " ".join(texts.of_pdf(answer.content).split())
    assert (word in told, "Half of the list has no day by which it is mended" in told) == (True, True)
    assert client(NEIGHBOUR).get(f"{where()}?as=report").status_code == 404


def test_the_mentor_says_with_one_press_that_a_plan_is_on_course():
    listed = "/capacity/quality/plans/"
    assert 'value="on_course"' in client(MENTOR).get(listed).content.decode()
    for name in (HEAD, OFFICER):
        assert 'value="on_course"' not in client(name).get(listed).content.decode()
        assert "on_course" not in client(name).get(where()).content.decode()
    assert client(MENTOR).post(where(), {"do": "on_course"}).status_code == 302
    assert "The mentor said on" in text(client(HEAD).get(where()))
    assert "Still on course" in text(client(HEAD).get(where()))
    assert client(NEIGHBOUR).post(where(), {"do": "on_course"}).status_code == 404
