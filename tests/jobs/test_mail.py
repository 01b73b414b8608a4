"""Mail leaves once: with what it tells of, after failures again, and never twice."""

import smtplib
from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import transaction
from django.utils import timezone

from kerege.config.cli import work
from kerege.jobs import actions, queries
from kerege.jobs.actions import mailing
from kerege.jobs.models import Mail, Schedule
from kerege.jobs.rules import MAIL_TRIES
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM
from tests.jobs.test_schedule import OPERATOR

PLAYED = f"{__name__}.Server"


class Server:
    """A mail server that fails as often as it is told."""

    failures: list[Exception] = []
    taken: list[EmailMultiAlternatives] = []

    def __init__(self, **_):
        pass

    def send_messages(self, messages):
        if self.failures:
            raise self.failures.pop()
        self.taken.extend(messages)
        return len(messages)


@pytest.fixture
def server(db, settings):
    settings.EMAIL_BACKEND, settings.KEREGE_MAIL_BACKEND = "kerege.config.mail.QueuedMail", PLAYED
    Server.failures.clear()
    Server.taken.clear()
    return Server


def letter(subject="Subject"):
    send_mail(subject, "Body", None, ["who@example.org"])


def test_mail_waits_until_a_worker_sends_it_and_its_text_is_removed(server):
    letter()
    assert (server.taken, queries.waiting_mail()) == ([], 1)
    work._worker().run()
    sent = server.taken[0]
    assert (sent.subject, sent.body, sent.to) == ("Subject", "Body", ["who@example.org"])
    row = Mail.objects.get()
    assert (row.state, row.message, row.sent_at is None, queries.waiting_mail()) == ("sent", {}, False, 0)


def test_what_did_not_happen_is_not_told(server):
    with transaction.atomic():
        letter()
        transaction.set_rollback(True)
    work._worker().run()
    assert (server.taken, Mail.objects.count()) == ([], 0)


def test_both_forms_of_a_mail_and_its_headers_arrive(server):
    message = EmailMultiAlternatives(
        "Two", "plain", to=["a@example.org"], cc=["b@example.org"], headers={"X-Kind": "t"}
    )
    message.attach_alternative("<p>rich</p>", "text/html")
    message.send()
    work._worker().run()
    sent = server.taken[0]
    assert (sent.body, sent.alternatives[0].content, sent.to) == (
        "plain",
        "<p>rich</p>",
        ["a@example.org", "b@example.org"],
    )
    assert (sent.extra_headers["X-Kind"], sent.extra_headers["Message-ID"]) == (
        "t",
        f"<{Mail.objects.get().uid}@kerege>",
    )


def test_an_attachment_is_refused(server):
    message = EmailMultiAlternatives("With", "it", to=["a@example.org"])
    message.attach("a.txt", "x")
    with pytest.raises(ValueError, match="no attachments"):
        message.send()


def later(minutes):
    """Let the waiting mail be due, as if this time had passed."""
    moment = timezone.now() - timedelta(minutes=1)
    Mail.objects.filter(state="waiting").update(due_at=moment)
    actions.send_waiting(by=SYSTEM, at=timezone.now())
    work._worker().run()


def test_mail_that_fails_is_tried_again_and_sent_once(server):
    server.failures += [smtplib.SMTPServerDisconnected("gone"), OSError("no route")]
    letter()
    work._worker().run()
    row = Mail.objects.get()
    assert (row.state, row.tries, row.fault) == ("waiting", 1, "OSError: no route")
    assert row.due_at - row.claimed_at >= timedelta(seconds=59)
    work._worker().run()
    assert Mail.objects.get().tries == 1, "it has to wait for its time"
    later(2)
    assert Mail.objects.get().tries == 2
    later(5)
    later(5)
    assert (len(server.taken), Mail.objects.get().state, Mail.objects.get().fault) == (1, "sent", "")


def test_mail_that_fails_for_long_is_given_up_and_an_operator_sends_it_again(server):
    letter()
    Mail.objects.update(tries=MAIL_TRIES - 1)
    server.failures.append(OSError("no route"))
    work._worker().run()
    stuck = queries.stuck_mail(at=timezone.now())
    assert [(m.state, m.tries) for m in stuck] == [("given_up", MAIL_TRIES)]
    later(5)
    assert server.taken == []
    actions.send_again(by=OPERATOR, uid=stuck[0].uid, at=timezone.now())
    work._worker().run()
    assert (len(server.taken), queries.stuck_mail(at=timezone.now())) == (1, [])


def test_mail_whose_worker_died_while_sending_is_not_sent_twice(server, monkeypatch):
    """Whether the server had taken it, nobody knows: an operator decides."""
    letter()
    Mail.objects.update(state="sending", claimed_at=timezone.now() - timedelta(hours=1))
    work._worker().run()
    later(5)
    assert server.taken == []
    assert [m.state for m in queries.stuck_mail(at=timezone.now())] == ["sending"]


def test_a_mail_that_is_queued_twice_is_sent_once(server):
    letter()
    mailing._send.enqueue(str(Mail.objects.get().uid))
    work._worker().run()
    assert len(server.taken) == 1


def test_a_mail_that_was_sent_is_not_sent_again(server):
    letter()
    work._worker().run()
    with pytest.raises(Refusal) as refused:
        actions.send_again(by=OPERATOR, uid=str(Mail.objects.get().uid), at=timezone.now())
    assert refused.value.code == "jobs.no_such_mail"


def test_only_an_operator_sends_again(server, by):
    letter()
    with pytest.raises(Refusal) as refused:
        actions.send_again(by=by, uid=str(Mail.objects.get().uid), at=timezone.now())
    assert refused.value.code == "people.not_yours"


def test_old_mail_is_removed_and_waiting_mail_is_kept(server):
    letter("old")
    work._worker().run()
    letter("new")
    Mail.objects.filter(state="sent").update(sent_at=timezone.now() - timedelta(days=31))
    actions.clean_up(by=SYSTEM, at=timezone.now())
    assert [m.message["subject"] for m in Mail.objects.all()] == ["new"]


def test_digests_go_out_once_through_the_queue(demo_world, settings):
    from kerege.api.mail import send_digests

    settings.EMAIL_BACKEND, settings.KEREGE_MAIL_BACKEND = "kerege.config.mail.QueuedMail", PLAYED
    Server.failures.clear()
    Server.taken.clear()
    now = timezone.now()
    send_digests(by=SYSTEM, at=now)
    send_digests(by=SYSTEM, at=now)
    work._worker().run()
    receivers = [m.to[0] for m in Server.taken]
    assert len(receivers) == len(set(receivers)) == 2


def test_the_worker_finds_what_is_due_by_itself(server):
    Schedule.objects.create(key="cleanup", due_at=timezone.now())
    letter()
    work._step(look=True)
    assert len(server.taken) == 1
    assert Schedule.objects.get(key="cleanup").succeeded_at
