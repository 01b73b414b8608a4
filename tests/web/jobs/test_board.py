"""The page of the node's own work: for its operator, with what failed, without anybody's address."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone

from kerege.jobs.models import Mail, Schedule
from kerege.jobs.rules import JOBS
from tests.web.signing import signed_in

pytestmark = pytest.mark.usefixtures("demo_world")
PAGE = "/operator/jobs/"


@pytest.fixture
def mail():
    """A mail that was given up."""
    now = timezone.now()
    message = {"subject": "Secret subject", "body": "Secret body", "sender": "a@b", "to": ["who@example.org"]}
    return Mail.objects.create(
        state="given_up", tries=12, fault="OSError: no route", made_at=now, due_at=now, message=message
    )


def test_the_operator_sees_every_job_before_any_worker_ran():
    text = signed_in("administrator").get(PAGE).content.decode()
    assert text.count(">not yet<") == text.count(">never<") == text.count(">Run now<") == len(JOBS)
    assert "All mail has left." in text


def test_what_failed_is_told_and_nobodys_address(mail):
    Schedule.objects.create(key="digest", due_at=timezone.now(), failures=1, fault="ValueError: the disk is full")
    text = signed_in("administrator").get(PAGE).content.decode()
    assert "ValueError: the disk is full" in text
    assert "OSError: no route" in text
    assert [hidden for hidden in ("who@example.org", "Secret") if hidden in text] == []


@pytest.mark.parametrize(
    ("row", "badge"),
    [
        ({"claimed_until": timedelta(minutes=5)}, "runs now"),
        ({"due_at": timedelta(minutes=-5)}, "is due"),
        ({"succeeded_at": timedelta(minutes=-5)}, "done"),
    ],
)
def test_the_state_of_a_job_is_in_words(row, badge):
    now = timezone.now()
    Schedule.objects.create(**({"key": "digest", "due_at": now + timedelta(1)} | {k: now + v for k, v in row.items()}))
    assert f">{badge}<" in signed_in("administrator").get(PAGE).content.decode()


def test_a_job_is_asked_for_and_is_due():
    answer = signed_in("administrator").post(f"{PAGE}digest/run/", follow=True)
    assert answer.redirect_chain == [(PAGE, 302)]
    assert "as soon as a worker is free" in answer.content.decode()
    assert Schedule.objects.get(key="digest").due_at <= timezone.now()


def test_a_mail_is_sent_again(mail):
    signed_in("administrator").post(f"{PAGE}mail/{mail.uid}/send/")
    mail.refresh_from_db()
    assert (mail.state, mail.tries) == ("waiting", 0)


def test_what_is_not_there_is_refused(mail):
    operator = signed_in("administrator")
    assert operator.post(f"{PAGE}nonsense/run/").status_code == 404
    Mail.objects.all().update(state="sent")
    assert operator.post(f"{PAGE}mail/{mail.uid}/send/").status_code == 404


@pytest.mark.parametrize("who", ["focal.point.kaz", "secretariat", "auditor", "donor", "learner"])
def test_nobody_else_sees_or_does_anything(who, mail):
    somebody = signed_in(who)
    found = [somebody.get(PAGE), somebody.post(f"{PAGE}digest/run/"), somebody.post(f"{PAGE}mail/{mail.uid}/send/")]
    assert [answer.status_code for answer in found] == [403, 403, 403]
    assert (Schedule.objects.count(), Mail.objects.get().state) == (0, "given_up")


def test_the_public_sees_nothing(mail):
    assert Client().get(PAGE).status_code == 403


def test_only_the_operator_finds_it_in_the_menu():
    assert PAGE in signed_in("administrator").get("/help/").content.decode()
    assert PAGE not in signed_in("secretariat").get("/help/").content.decode()
