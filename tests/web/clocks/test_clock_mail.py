"""What the mails of clocks say: where to look and until when, and nothing of what happened."""

from datetime import timedelta

import pytest
from django.core import mail

from kerege.people.rules import SYSTEM
from kerege.response.actions import duty_clocks as actions
from kerege.response.actions.duty_clocks import Began
from kerege.web.clocks.mail import call_out
from kerege.web.mandates.mail import ask_stale
from tests.response import clocks_ground as laid
from tests.response.clocks_ground import FOCAL, NOW


@pytest.fixture(autouse=True)
def _laid(db):
    laid.lay_law()
    laid.lay_directory()


def test_a_call_says_where_to_look_and_that_it_is_played():
    began = Began("hand", "A secret call", NOW - timedelta(hours=1), "Asia/Almaty", exercise=True)
    row = actions.open_occasion(by=FOCAL, owner="KAZ", began=began, now=NOW)
    actions.start_duties(by=FOCAL, occasion=str(row.uid), duties=["DAY"], now=NOW)
    call_out(by=SYSTEM, at=NOW)
    assert sorted(each.to[0] for each in mail.outbox) == ["anna@example.org", "post@example.org"]
    for each in mail.outbox:
        assert each.subject.startswith("EXERCISE")
        assert "2026-11-30 23:59 (Asia/Almaty)" in each.body
        assert f"/clocks/{row.uid}/" in each.body
        assert "secret" not in each.subject + each.body


def test_a_letter_names_the_mandate_and_nobody():
    ask_stale(by=SYSTEM, at=NOW)
    (letter,) = mail.outbox
    assert letter.to == ["post@example.org"]
    assert "/mandates/answer/" in letter.body
    assert "Anna" not in letter.subject + letter.body
