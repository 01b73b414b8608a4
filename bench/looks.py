"""What it costs to tell people who looked at them, and to hand somebody all their data.

python -m bench.looks            # on an SQLite database in memory; medians in milliseconds
"""

import os
import statistics
import time
from collections.abc import Callable
from datetime import timedelta
from typing import Any

MANY, ROUNDS, ATTENDED = 100, 30, 10_000


def median(deed: Callable[[int], object]) -> float:
    taken = []
    for turn in range(ROUNDS):
        start = time.perf_counter()
        deed(turn)
        taken.append((time.perf_counter() - start) * 1000)
    return statistics.median(taken)


def prepare() -> None:
    """Django on a database in memory, with everything migrated."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")
    from kerege.config import sqlite

    sqlite.install()
    import django

    django.setup()
    from django.core.management import call_command
    from django.db import connection

    connection.settings_dict["NAME"] = ":memory:"
    call_command("migrate", verbosity=0)


def looks(account: Any) -> None:
    from django.utils import timezone

    from kerege.lib.sensitivity import Sensitivity
    from kerege.people import queries
    from kerege.privacy import actions
    from kerege.records.personal import looking
    from kerege.records.viewers import Viewer

    reader = Viewer(uid="bench", by_owner=(("KAZ", Sensitivity.NATIONAL),))
    by, at = queries.actor_for(account, on=timezone.localdate(), strong=True), timezone.now()

    def read(_: int) -> object:
        return queries.persons(reader, limit=MANY)

    def collected(_: int) -> set[int]:
        with looking() as found:
            queries.persons(reader, limit=MANY)
        return found

    persons = collected(0)

    def kept(turn: int) -> None:
        said: dict[str, Any] = {"by": by, "account": account, "persons": persons, "outlet": "page"}
        actions.keep_looks(at=at + timedelta(days=turn), alarm_above=10_000, **said)

    print(f"list of {MANY} persons, bare: {median(read):.1f} ms, looks collected: {median(collected):.1f} ms")
    print(f"keeping {len(persons)} new looks: {median(kept):.1f} ms, again on the same day: {median(kept):.1f} ms")


def taking(account: Any) -> None:
    from datetime import date

    from kerege.journal.actions import act
    from kerege.people.rules import SYSTEM
    from kerege.privacy import queries
    from kerege.records.viewers import PUBLIC
    from kerege.training.models import Course, Participation
    from kerege.web.privacy.taking import packed

    day = date(2020, 1, 1)
    with act("bench.courses.made", by=SYSTEM, about="bench"):
        said: dict[str, Any] = {"owner": "KAZ", "kind": "seminar", "status": "held", "done_by": day}
        courses = [Course(key=f"C{number}", title=f"Course {number}", **said) for number in range(ATTENDED)]
        Course.objects.bulk_create(courses)
        said = {"owner": "KAZ", "person_id": account.person_id, "registered_on": day}
        Participation.objects.bulk_create([Participation(course=course, **said) for course in courses])
    start = time.perf_counter()
    size = len(packed(queries.about_myself(account, PUBLIC), []))
    print(f"everything about somebody in {ATTENDED} courses: {time.perf_counter() - start:.2f} s, {size // 1024} kB")


def main() -> None:
    prepare()
    from kerege.people import actions as people
    from kerege.people.rules import SYSTEM

    for number in range(MANY + 1):
        people.record_person(by=SYSTEM, owner="KAZ", key=f"P{number}", name=f"Person {number}")
    account = people.open_account(by=SYSTEM, email="bench@example.org", name="Bench", password="x" * 20)
    account = people.link_person(by=SYSTEM, account=account, person=f"P{MANY}")
    looks(account)
    taking(account)


if __name__ == "__main__":
    main()
