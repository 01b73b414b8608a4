"""Letters about alerts on pages: asked for, changed, ended by the page and by the link that stands in a letter."""

import re

import pytest
from django.test import Client

from kerege.people import actions as people
from kerege.people.rules import SYSTEM
from kerege.response.models import AlertSubscription
from kerege.response.queries import alert_mail
from tests import ground
from tests.web.signing import signed_in


def body(answer, status=200):
    assert answer.status_code == status, answer.content.decode()[:2000]
    return answer.content.decode()


@pytest.mark.usefixtures("db")
def test_letters_are_asked_for_changed_and_ended():
    ground.lay()
    people.open_account(by=SYSTEM, email="reader@example.org", name="reader", password="kerege-demo-2026")
    nobody, reader = Client(), signed_in("reader")
    assert "Sign in" in body(nobody.get("/alerts/mail/"))
    body(nobody.post("/alerts/mail/", {"do": "end"}), 403)
    assert "response.mail_sign_in" not in body(nobody.post("/alerts/mail/", {"do": "ask"}), 422)
    assert not AlertSubscription.objects.exists()
    assert "Send me letters" in body(reader.get("/alerts/mail/"))
    body(reader.post("/alerts/mail/", {"do": "ask", "countries": ["ZZZ"]}), 422)
    assert reader.post("/alerts/mail/", {"do": "ask", "countries": ["KGZ", "KAZ"]}).status_code == 302
    page = body(reader.get("/alerts/mail/"))
    assert "letters about: KAZ, KGZ" in re.sub(r"<[^>]+>", "", page)
    assert "Not about exercises" in page
    assert reader.post("/alerts/mail/", {"do": "ask", "drills": "on"}).status_code == 302
    assert "all alerts that you may read" in body(reader.get("/alerts/mail/"))
    token = alert_mail.stop_token(AlertSubscription.objects.get().uid)
    body(nobody.get(f"/alerts/mail/stop/{token[:-1]}/"), 404)
    assert "End the letters" in body(nobody.get(f"/alerts/mail/stop/{token}/"))
    assert AlertSubscription.objects.exists(), "a program that opens links ends nothing"
    program = Client(enforce_csrf_checks=True)
    assert "no more letters" in body(program.post(f"/alerts/mail/stop/{token}/", {"List-Unsubscribe": "One-Click"}))
    body(nobody.post(f"/alerts/mail/stop/{token}/"), 404)
    reader.post("/alerts/mail/", {"do": "ask"})
    assert reader.post("/alerts/mail/", {"do": "end"}).status_code == 302
    assert not AlertSubscription.objects.exists()
    body(reader.post("/alerts/mail/", {"do": "end"}), 409)
