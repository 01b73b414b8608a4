"""The pages of a consultation: laid out by the chair, responded to without an account, answered, and summed up."""

from datetime import timedelta

from django.test import Client
from django.utils.timezone import localdate

from kerege.law.models import Consultation, ConsultationResponse
from tests.web.law.test_coverage_pages import body, here, post
from tests.web.law.test_drafting_pages import one, way
from tests.web.law.test_working_pages import task
from tests.web.signing import signed_in

__all__ = ["here", "task", "way"]
SECRET = "zerkalka"


def test_the_public_responds_and_reads_the_answer_in_the_summary(task):
    focal, drafter = signed_in("focal"), signed_in("drafter")
    day = (localdate() - timedelta(days=1)).isoformat()
    for step in ("order", "group", "draft", "impact"):
        assert post(focal, task, do="step", step=step, on=day, result="passed").status_code == 302
    at, laid = f"{task}consultation/", {"audience": "public", "opens": day, "closes": localdate().isoformat()}
    assert "No consultation yet" in body(drafter, at)
    assert post(focal, at, **laid | {"closes": day}).status_code == 422
    assert post(focal, at, **laid).status_code == 302
    public = f"/law/consultations/{one(Consultation).uid}/"
    client = Client()
    assert public in body(client, "/law/consultations/")
    assert "Do not write your name" in body(client, public)
    assert post(client, public, words="", eid="").status_code == 422
    answer = post(client, public, words=SECRET, eid="art_1")
    assert "Your response is kept" in answer.content.decode()
    assert SECRET not in body(client, public)
    body(client, at, 404)
    answering = f"{task}responses/{one(ConsultationResponse).uid}/"
    assert SECRET in body(drafter, at)
    assert post(drafter, answering, answer="partly", reason="").status_code == 422
    assert post(drafter, answering, answer="partly", reason="In part.").status_code == 302
    body(client, f"{public}summary.docx", 404)
    step = {"do": "step", "step": "consultation", "on": localdate().isoformat(), "result": "passed"}
    assert post(focal, task, **step).status_code == 302
    page = body(client, public)
    assert SECRET in page
    assert "Partly accepted" in page
    assert client.get(f"{public}summary.docx").content[:2] == b"PK"
    assert client.get(f"{public}summary.pdf").content[:4] == b"%PDF"
    assert signed_in("neighbour").get(answering).status_code == 404
