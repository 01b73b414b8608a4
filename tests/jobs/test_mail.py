"""Mail leaves once: with what it tells of, after failures again, and never twice."""

import smtplib
import socketserver
import threading
from datetime import timedelta

import pytest
from django.core.mail import EmailMultiAlternatives, send_mail
from django.db import transaction
from django.utils import timezone

from kerege.config.cli import work
from kerege.jobs import actions, queries
from kerege.jobs.actions import mailing
from kerege.jobs.models import Mail, Schedule
from kerege.jobs.rules import MAIL_TRIES, mail_fault
from kerege.lib.refusal import Refusal
from kerege.people import actions as people
from kerege.people.rules import SYSTEM, Actor
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


class Refusing(socketserver.StreamRequestHandler):
    """A mail server that takes nobody in and says whom."""

    def handle(self):
        self.wfile.write(b"220 mail.example.org\r\n")
        for line in self.rfile:
            told = line.decode().strip()
            answer = f"550 no such user: {told[8:]}" if told.upper().startswith("RCPT TO") else "250 ok"
            self.server.said += answer
            self.wfile.write(f"{answer}\r\n".encode())
            if told.upper() == "QUIT":
                return


@pytest.fixture
def refusing():
    with socketserver.TCPServer(("127.0.0.1", 0), Refusing) as found:
        found.said, found.port = "", found.server_address[1]
        thread = threading.Thread(target=found.serve_forever, kwargs={"poll_interval": 0.05})
        thread.start()
        yield found
        found.shutdown()
        thread.join()


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
    server.failures += [smtplib.SMTPServerDisconnected("gone"), OSError(113, "no route")]
    letter()
    work._worker().run()
    row = Mail.objects.get()
    assert (row.state, row.tries, row.fault) == ("waiting", 1, "OSError 113")
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


@pytest.mark.parametrize("state", ["waiting", "sending", "given_up"])
def test_what_was_never_sent_is_removed_after_a_month_with_its_addresses(server, state):
    letter("old")
    letter("new")
    old = timezone.now() - timedelta(days=31)
    Mail.objects.filter(message__subject="old").update(state=state, made_at=old)
    actions.clean_up(by=SYSTEM, at=timezone.now())
    assert [m.message["subject"] for m in Mail.objects.all()] == ["new"]


def test_mail_that_waits_for_an_erased_person_is_erased_too(server):
    """Also where it is spelled otherwise; what waits for others stays, and the task that is left finds nothing."""
    who = people.open_account(by=SYSTEM, email="Who@example.org", name="Who", password="a sentence for this test")
    for to in (["who@example.org"], ["stranger@example.org", "WHO@example.org"], ["other@example.org"]):
        send_mail("Subject", "Body", None, to)
    assert [m.account_id for m in Mail.objects.order_by("pk")] == [who.pk, who.pk, None]
    people.erase_myself(by=Actor(uid=str(who.uid), name="Who"), account=who, on=timezone.localdate())
    assert [m.message["to"] for m in Mail.objects.all()] == [["other@example.org"]]
    work._worker().run()
    assert [m.to for m in server.taken] == [["other@example.org"]]


def test_the_words_of_a_mail_server_are_kept_nowhere(db, settings, caplog, refusing):
    """A real server that refuses the recipient and repeats the address, as most of them do."""
    settings.EMAIL_BACKEND = "kerege.config.mail.QueuedMail"
    settings.KEREGE_MAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", refusing.port
    letter()
    with caplog.at_level("DEBUG"):
        work._worker().run()
    assert "who@example.org" in refusing.said
    assert Mail.objects.get().fault == "SMTPRecipientsRefused 550"
    assert "SMTPRecipientsRefused 550" in caplog.text
    assert "who@example.org" not in caplog.text


@pytest.mark.nodb
@pytest.mark.parametrize(
    ("fault", "kept"),
    [
        (smtplib.SMTPDataError(554, b"who@example.org is unwanted"), "SMTPDataError 554"),
        (smtplib.SMTPSenderRefused(553, b"not for who@example.org", "a@b"), "SMTPSenderRefused 553"),
        (
            smtplib.SMTPRecipientsRefused({"a@example.org": (550, b"a@example.org?"), "b@example.org": (450, b"b")}),
            "SMTPRecipientsRefused 450 550",
        ),
        (ConnectionRefusedError(111, "to who@example.org"), "ConnectionRefusedError 111"),
        (ValueError("who@example.org"), "ValueError"),
    ],
)
def test_of_a_failure_its_kind_and_number_are_kept(fault, kept):
    assert mail_fault(fault) == kept


@pytest.mark.sqlite_alone
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
