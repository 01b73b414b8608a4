"""The self-check: for everybody, without script, and without a trace of what was answered."""

import logging

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from kerege.journal.models import Act
from kerege.outreach.rules.self_check import reflected
from kerege.outreach.words.self_check import ADVICE, QUESTIONS, TOPICS
from tests.web.signing import signed_in

AT = "/conduct/self-check/"
WRITTEN = {"INSERT", "UPDATE", "DELETE", "REPLACE"}
GIVEN = dict.fromkeys(QUESTIONS, "yes") | {"misuse_asked": "no", "law_known": "unsure"}


def text(answer):
    return answer.content.decode()


@pytest.mark.nodb
def test_what_is_not_answered_is_open_and_what_is_no_answer_counts_as_none():
    assert [each.topic for each in reflected({})] == list(TOPICS) == list(ADVICE)
    assert all(each.open and each.left_out for each in reflected({}))
    found = {each.topic: each for each in reflected(GIVEN | {"purpose_said": "zq"})}
    assert [topic for topic, each in found.items() if each.open] == ["purpose", "misuse", "law"]
    assert [topic for topic, each in found.items() if each.left_out] == ["purpose"]


def test_answers_leave_no_trace(demo_world, caplog):
    caplog.set_level(logging.DEBUG)
    acts = Act.objects.count()
    for client in (Client(), signed_in("learner")):
        client.get(AT)
        before = dict(client.session)
        with CaptureQueriesContext(connection) as asked:
            page = client.post(AT, GIVEN | {"zqfield": "zqanswer"})
        assert "to talk over" in text(page)
        assert "no-store" in page["Cache-Control"]
        assert page.status_code == 200, "nothing goes into an address, as after a redirect it would"
        assert [q["sql"] for q in asked if q["sql"].split()[0].upper() in WRITTEN] == []
        assert dict(client.session) == before
        assert "zqanswer" not in text(page)
    assert Act.objects.count() == acts
    told = "\n".join(record.getMessage() + str(record.__dict__) for record in caplog.records)
    assert [key for key in (*GIVEN, "zqanswer") if key in told] == []
    assert "checked" not in text(Client().get(f"{AT}?misuse_asked=no"))
