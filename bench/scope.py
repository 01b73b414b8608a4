"""What the viewer's scope costs against the bare query: `python -m bench.scope [events] [rounds]`.

In a test database that is thrown away: events with a note each, and 0, 100 and 5,000 shares with the reader. The ways
take turns in every round; told are medians and their ratio to the bare read of the same rows. On PostgreSQL
(DATABASE_URL) the session is a role that row-level security holds.
"""

import os
import statistics
import sys
import time
from datetime import date

DAY = date(2026, 11, 1)
SHARES = (0, 100, 5_000)


def seed(events: int) -> None:
    from kerege.journal.actions import act
    from kerege.outreach.models import Event
    from kerege.people.rules import SYSTEM

    common = {"title": "A meeting", "kind": "awareness", "level": "national", "status": "held"}
    with act("bench.seeded", by=SYSTEM, about="bench"):
        rows = [Event(owner="KAZ", key=f"e{n}", label=n % 4, note=f"note {n}", **common) for n in range(events)]
        Event.objects.bulk_create(rows, batch_size=1000)


def share(count: int) -> None:
    from kerege.journal.actions import act
    from kerege.lib.sensitivity import ShareState
    from kerege.outreach.models import Event
    from kerege.people.rules import SYSTEM
    from kerege.sharing.models import Share, ShareReader

    said = {"owner": "KAZ", "kind": "outreach.event", "field": "*", "level": 3, "start": DAY, "end": date(2027, 1, 1)}
    with act("bench.shared", by=SYSTEM, about="bench"):
        Share.objects.all().delete()
        uids = Event.objects.inside_action().order_by("id").values_list("uid", flat=True)[:count]
        made = [Share(record=u, state=ShareState.STANDING, purpose="x", made_by="x", made_on=DAY, **said) for u in uids]
        made = Share.objects.bulk_create(made, batch_size=1000)
        ShareReader.objects.bulk_create([ShareReader(share=s, owner="UZB", role="any") for s in made], batch_size=1000)


def ways() -> dict:
    from django.db.models import QuerySet

    from kerege.outreach.models import Event
    from kerege.records.fence import whole_node
    from kerege.records.viewers import Viewer
    from kerege.sharing.queries import shared_with

    viewer = Viewer("v", everywhere=1, shared=shared_with((("UZB", "auditor"),), on=DAY))

    def bare() -> int:
        with whole_node():
            return len(list(QuerySet(Event).order_by("id")[:2000]))

    return {
        "bare rows": bare,
        "seen rows with notes": lambda: len(Event.objects.seen_by(viewer).order_by("id")[:2000].seen()),
        "seen count": lambda: Event.objects.seen_by(viewer).count(),
        "who is reading": lambda: shared_with((("UZB", "auditor"),), on=DAY),
    }


def measure(rounds: int) -> None:
    timed: dict[str, list[float]] = {name: [] for name in ways()}
    for _ in range(rounds):
        for name, read in ways().items():
            start = time.perf_counter()
            read()
            timed[name].append(time.perf_counter() - start)
    base = statistics.median(timed["bare rows"])
    for name, seconds in timed.items():
        median = statistics.median(seconds)
        print(f"  {name:22} {median * 1000:8.1f} ms  {median / base:5.2f} ×")


def main(events: int = 20_000, rounds: int = 9) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")
    from kerege.config import sqlite

    sqlite.install()
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    kept = setup_databases(0, interactive=False, serialized_aliases=set())
    try:
        seed(events)
        if connection.vendor == "postgresql":
            role = "kerege_bench"
            with connection.cursor() as cursor:
                cursor.execute(f"CREATE ROLE {role}")
                cursor.execute(f"GRANT ALL ON ALL TABLES IN SCHEMA public TO {role}")
                cursor.execute(f"GRANT ALL ON ALL SEQUENCES IN SCHEMA public TO {role}")
                cursor.execute("ANALYZE")
                cursor.execute(f"SET ROLE {role}")
        for count in SHARES:
            share(count)
            with connection.cursor() as cursor:
                cursor.execute("ANALYZE")  # as autovacuum does after so many rows
            print(f"{connection.vendor}, {events} events, {count} shares, {rounds} rounds")
            measure(rounds)
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("RESET ROLE")
    finally:
        teardown_databases(kept, 0)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]))
