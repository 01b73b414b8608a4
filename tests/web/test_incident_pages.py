"""The pages of incidents: reported on a phone without an account, followed by the code, handled, learnt from."""

import re
from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.test import Client
from django.utils import timezone

from kerege.response.models import IncidentReporter
from tests.dump import columns
from tests.response import laid_incidents as laid
from tests.web.signing import signed_in

AGENT = "Zqbrowser/9"


@pytest.fixture
def here(db):
    return laid.world()


def typed(**changes):
    at = timezone.now() - timedelta(days=1)
    told = {
        "kind": "near_miss",
        "occurred_at": at.strftime("%Y-%m-%dT%H:%M"),
        "room": "level_2",
        "activity": "waste",
        "severity": "minor",
        "risk_group": "",
        "story": "A bag was put down before it was closed.",
        "occurrences": ["procedure"],
        "confidence": "anonymous",
    }
    return told | changes


def body(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:3000]
    return answer.content.decode()


def test_anonymous_from_the_form_to_the_outcome_and_no_trace_of_the_sender(here, caplog):
    address = f"/incidents/report/{here['desk'].door}/"
    client = Client(headers={"user-agent": AGENT}, REMOTE_ADDR="203.0.113.77")
    before, sessions = dict(columns()), Session.objects.count()
    with caplog.at_level(0):
        assert "Two minutes" in body(client.get(address))
        wrong = body(client.post(address, typed(severity="unknown", story="Ann put a bag down")), 422)
        assert "Ann put a bag down" in wrong, "what was typed stays"
        page = body(client.post(address, typed()))
    code = re.search(r'<strong><code dir="ltr">([A-Z0-9-]+)</code>', page).group(1)
    new = {name: text.replace(before.get(name, ""), "", 1) for name, text in columns() if before.get(name) != text}
    for word in ("203.0.113.77", AGENT, code):
        assert [n for n, text in new.items() if word.casefold() in text.casefold()] == []
        assert word.casefold() not in caplog.text.casefold()
    assert {name.partition(".")[0] for name in new} == {"response_labincident", "journal_act", "journal_head"}
    assert Session.objects.count() == sessions
    lines = [r for r in caplog.records if getattr(getattr(r, "request", None), "told", None)]
    assert all(r.request.told() == {} for r in lines)
    officer = signed_in("officer")
    uid = laid.reading_uid()
    assert "Reported" in body(officer.get(f"/incidents/{uid}/"))
    assert officer.post(f"/incidents/{uid}/", {"do": "ask", "text": "Which day?"}).status_code == 302
    shown = body(client.post("/incidents/follow-up/", {"code": code}))
    assert "Which day?" in shown
    shown = body(client.post("/incidents/follow-up/", {"code": code, "do": "answer", "text": "On Monday."}))
    assert "On Monday." in shown
    assert "no report with this code" in body(client.post("/incidents/follow-up/", {"code": "X"}), 422)
    assert body(client.get("/incidents/report/nowhere/"), 404)


def test_signed_in_and_anonymous_is_anonymous_and_the_line_manager_finds_nothing(here):
    client = signed_in("reporterzq")
    address = f"/incidents/report/{here['desk'].door}/"
    assert "private window" in body(client.get(address))
    body(client.post(address, typed()))
    assert not IncidentReporter.objects.exists()
    body(client.post(address, typed(confidence="confidential", story="A door stood open for a minute.")))
    assert IncidentReporter.objects.count() == 1
    uid = laid.reading_uid("confidential")
    assert "Nobody has opened your name." in body(client.get(f"/incidents/{uid}/"))
    head = signed_in("zhanarhead")
    body(head.get(f"/incidents/{uid}/"), 404)
    assert uid not in body(head.get("/incidents/"))
    officer = signed_in("officer")
    body(officer.post(f"/incidents/{uid}/", {"do": "open", "reason": ""}), 422)
    assert "Reporterzq" in body(officer.post(f"/incidents/{uid}/", {"do": "open", "reason": "To ask"}))
    assert "To ask" in body(client.get(f"/incidents/{uid}/"))


def test_handled_to_a_lesson(here):
    uid = str(laid.reported(here).incident.uid)
    officer, address = signed_in("officer"), f"/incidents/{uid}/"
    for step in ("acknowledge", "investigate"):
        assert officer.post(address, {"do": step}).status_code == 302
    found = {"do": "conclude", "method": "timeline", "found": "Nobody was shown how.", "causes": ["training"]}
    body(officer.post(address, found | {"causes": []}), 422)
    assert officer.post(address, found | {"competences": ["frame:B1"]}).status_code == 302
    page = body(officer.get(address))
    assert "Nobody was shown how." in page
    assert re.search(r'href="[^"]*/findings/[0-9a-f-]{36}/"', page)
    assert "proved and verified" in body(officer.post(address, {"do": "close", "outcome": "Done"}), 422)
    assert "cannot become" in body(officer.post(address, {"do": "acknowledge"}), 422), "somebody else went on"
    told = {"do": "lesson", "title_en": "Show it first", "text_en": "Show newcomers how to open it."}
    assert officer.post(address, told).status_code == 302
    lesson = re.search(r'href="(/incidents/lessons/[0-9a-f-]{36}/)"', body(officer.get(address))).group(1)
    body(officer.post(lesson, {"do": "reword", "title_en": "Show it", "text_en": ""}), 422)
    anew = {"do": "reword", "title_en": "Show it first", "text_en": "Show newcomers how to open it, and when."}
    assert officer.post(lesson, anew).status_code == 302
    assert officer.post(lesson, {"do": "submit"}).status_code == 302
    assert "cannot become" in body(officer.post(lesson, anew), 422), "handed in meanwhile"
    second = signed_in("second")
    assert "Check a lesson" in body(second.get("/incidents/"))
    assert second.post(lesson, {"do": "publish", "label": "0"}).status_code == 302
    assert "Show it first" in body(Client().get("/incidents/lessons/"))
    assert "Show newcomers" in body(Client().get(lesson))
    body(Client().get(address), 404)


def test_desk_health_and_figures(here):
    uid = str(laid.reported(here).incident.uid)
    officer, nurse = signed_in("officer"), signed_in("nurse")
    assert (
        officer.post(f"/incidents/{uid}/", {"do": "affected", "role": "student", "experience": "to_5"}).status_code
        == 302
    )
    page = body(nurse.get(f"/incidents/{uid}/"))
    assert "Student" in page
    assert "A tube broke" not in page, "health reads who was affected, not the story"
    assert "Student or trainee</strong>" not in body(officer.get(f"/incidents/{uid}/"))
    desk = f"/incidents/desks/{here['facility']}/"
    assert here["desk"].door in body(officer.get(desk))
    assert officer.post(desk, {"days_to_answer": "5"}).status_code == 302
    body(signed_in("focal").get(desk), 404)
    year = timezone.now().year
    assert "own facilities" in body(officer.get(f"/incidents/statistics/?year={year}"))
    table = body(officer.get(f"/incidents/statistics/?year={year}&format=csv"))
    assert "Spill" in table
    for word in ("Reporterzq", "tube broke", here["facility"], uid, "student"):
        assert word.casefold() not in table.casefold(), word
