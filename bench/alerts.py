"""Alerts: the letters about one, and reading 1,000 messages, each against its floor in the same run.

    python -m bench.alerts [SUBSCRIBERS]                                      # SQLite, in a file that it makes itself
    python tools/postgres.py .venv/bin/python -m bench.alerts [SUBSCRIBERS]   # PostgreSQL

Letters: an open alert is issued, and the job puts a letter for each subscriber into the outgoing mail and its task into
the queue; the floor is as many bare insertions of the same two rows, in transactions of the same size. Then it is told
that nobody gets a second one. Reading: 1,000 alerts in three languages, signed or not, parsed, judged by the schema and
made into messages; the floor is lxml that parses them and judges them by the same schema.
"""

import os
import sys
import tempfile
from datetime import UTC, datetime, timedelta
from time import perf_counter, process_time

from bench.starting import django_in

django_in(tempfile.mkdtemp(prefix="kerege-bench-"), os.environ.get("DATABASE_URL", ""))

from django.conf import settings  # noqa: E402 - Django has to be set up before its parts
from django.core.management import call_command  # noqa: E402 - Django has to be set up before its parts
from django.db import connection, transaction  # noqa: E402 - as above
from django_tasks_db.models import DBTaskResult  # noqa: E402 - as above
from lxml import etree  # noqa: E402 - as above

from kerege.api.alert_mail import tell_of_alerts  # noqa: E402 - as above
from kerege.jobs.models import Mail  # noqa: E402 - as above
from kerege.journal.actions import act  # noqa: E402 - as above
from kerege.lib.ids import new_uid  # noqa: E402 - as above
from kerege.lib.sensitivity import Sensitivity  # noqa: E402 - as above
from kerege.people.models import Account  # noqa: E402 - as above
from kerege.people.rules import SYSTEM  # noqa: E402 - as above
from kerege.response.actions import mailing_alerts  # noqa: E402 - as above
from kerege.response.models import AlertSubscription  # noqa: E402 - as above
from kerege.response.rules.cap import reading  # noqa: E402 - as above
from tests import ground  # noqa: E402 - as above
from tests.response.alerting import NOW, issued, written  # noqa: E402 - as above

LANGUAGES = ("en", "ru", "kk", "fa")
ALERTS, ROUNDS = 1_000, 3


def lay(subscribers: int) -> None:
    """Accounts that ask for letters, in four languages."""
    made = Account.objects.bulk_create(
        Account(uid=new_uid(), email=f"reader{n}@node.example", name=f"reader{n}", language=LANGUAGES[n % 4])
        for n in range(subscribers)
    )
    with act("bench.alerts.laid", by=SYSTEM, about="bench"):
        AlertSubscription.objects.bulk_create(
            AlertSubscription(account=each, since=NOW - timedelta(hours=1)) for each in made
        )


def bare(subscribers: int) -> float:
    """Seconds for the two rows of each letter alone."""
    kept, task = Mail.objects.first(), DBTaskResult.objects.first()
    if kept is None or task is None:
        raise SystemExit("no letter was written")
    begun = perf_counter()
    for start in range(0, subscribers, mailing_alerts.BATCH):
        with transaction.atomic():
            for _ in range(min(mailing_alerts.BATCH, subscribers - start)):
                mail = Mail(account_id=kept.account_id, message=kept.message, made_at=kept.made_at, due_at=kept.due_at)
                mail.save()
                DBTaskResult.objects.create(
                    args_kwargs={"args": [str(mail.uid)], "kwargs": {}},
                    priority=task.priority,
                    task_path=task.task_path,
                    queue_name=task.queue_name,
                    run_after=task.run_after,
                    backend_name=task.backend_name,
                )
    return perf_counter() - begun


def fan_out(subscribers: int) -> None:
    lay(subscribers)
    issued(written(label=Sensitivity.PUBLIC))
    begun, worked = perf_counter(), process_time()
    tell_of_alerts(by=SYSTEM, at=NOW + timedelta(minutes=1))
    took, cpu = perf_counter() - begun, process_time() - worked
    mails, tasks = Mail.objects.count(), DBTaskResult.objects.count()
    if (mails, tasks) != (subscribers, subscribers):
        raise SystemExit(f"{mails} letters and {tasks} tasks for {subscribers} subscribers")
    floor = bare(subscribers)
    begun = perf_counter()
    tell_of_alerts(by=SYSTEM, at=NOW + timedelta(minutes=2))
    again = perf_counter() - begun
    issued(written())
    closed = perf_counter()
    tell_of_alerts(by=SYSTEM, at=NOW + timedelta(minutes=3))
    closed = perf_counter() - closed
    if Mail.objects.count() != 2 * subscribers:
        raise SystemExit("somebody was written to twice, or of what they may not read")
    print(f"letters\t{subscribers}\t{took:.2f} s\t{cpu:.2f} s of the processor\tbare rows {floor:.2f} s")
    print(f"\t{1000 * took / subscribers:.2f} ms a letter\t{took / floor:.2f}× the bare rows")
    print(f"\tagain: {again:.3f} s, no letter; one that none may read: {closed:.2f} s")


def messages() -> list[bytes]:
    """Alerts as they are issued, with other identifiers in as many documents; their signatures do not hold then."""
    with transaction.atomic():
        document = bytes(issued(written()).xml)
        transaction.set_rollback(True)
    return [document.replace(b"urn:uuid:", f"urn:uuid:{number:04}".encode(), 1) for number in range(ALERTS)]


def read_all(documents: list[bytes]) -> float:
    begun = process_time()
    for each in documents:
        reading.read(each)
    return process_time() - begun


def lxml_alone(documents: list[bytes]) -> float:
    schema = etree.XMLSchema(etree.parse(str(reading.SCHEMA)))
    begun = process_time()
    for each in documents:
        schema.assertValid(etree.fromstring(each))
    return process_time() - begun


def main() -> None:
    settings.EMAIL_BACKEND = "kerege.config.mail.QueuedMail"
    call_command("migrate", verbosity=0)
    ground.lay()
    documents = messages()
    ours = min(read_all(documents) for _ in range(ROUNDS))
    floor = min(lxml_alone(documents) for _ in range(ROUNDS))
    size = len(documents[0])
    print(f"{connection.vendor}, {datetime.now(tz=UTC):%d %B %Y}, load {os.getloadavg()[0]:.1f}")
    print(f"read\t{ALERTS} of {size} bytes\t{ours:.3f} s\tlxml {floor:.3f} s\t{ours / floor:.2f}×")
    fan_out(int(sys.argv[1]) if len(sys.argv) > 1 else 10_000)


main()
