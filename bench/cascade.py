"""The cascade of many people over six generations: `python -m bench.cascade [participants] [rounds]`.

In a test database that is thrown away: courses of twelve, each after the first generation taught by two people of the
generation before, one participant in twenty in a second course. Told are weaving from nothing, the first page after a
register was closed, pages after it, and the floor: the barest SQL that has to look at the same rows. On PostgreSQL with
DATABASE_URL set.
"""

import os
import random
import statistics
import sys
import time
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any

EACH, TEACHERS, GENERATIONS, GROWTH = 12, 2, 6, 3
COUNTRIES = ("AFG", "KAZ", "KGZ", "MNG", "PAK", "TJK", "UZB")
ON = date(2026, 11, 1)
BATCH = 5_000


def courses_of(participants: int) -> list[int]:
    """How many courses each generation has: three times as many as the one before, `participants` / 12 together."""
    whole = sum(GROWTH**n for n in range(GENERATIONS))
    return [max(1, participants // EACH * GROWTH**n // whole) for n in range(GENERATIONS)]


def lay_courses(participants: int) -> list[list[Any]]:
    from kerege.training.models import Course

    found, number = [], 0
    for generation, count in enumerate(courses_of(participants), start=1):
        rows = []
        for n in range(count):
            first = date(2010 + generation * 2, 1, 1) + timedelta(days=n % 360)
            country = COUNTRIES[number % 7]
            number += 1
            rows.append(
                Course(
                    owner=country, key=f"B{number}", title=f"Course {number}", status="held", first_day=first,
                    last_day=first + timedelta(days=4), done_by=first + timedelta(days=4), precision="day",
                    kind="tot_part1" if generation < 4 else "cascade_workshop", venue_id=country,
                    trainees_from_id=country, register_closed_on=first + timedelta(days=4), synthetic=True,
                )
            )  # fmt: skip
        found.append(Course.objects.bulk_create(rows, batch_size=BATCH))
    return found


def lay_people(courses: list[list[Any]]) -> None:
    """Registers and staff. Persons are numbers only: no row of theirs is read by what is measured."""
    from kerege.training.models import CourseStaff, Participation

    dice, person, before = random.Random(53), 0, range(0)
    for of_generation in courses:
        start, seats, staff = person + 1, [], []
        for course in of_generation:
            day = {"owner": course.owner, "synthetic": True}
            for _ in range(EACH):
                again = len(before) and dice.random() < 0.05
                person += 0 if again else 1
                who = dice.choice(before) if again else person
                seats.append(Participation(course=course, person_id=who, registered_on=course.first_day, **day))
            for who in dice.sample(before, TEACHERS) if len(before) else ():
                since = {"part": "lead", "since": course.first_day, "noted_by": "bench"}
                staff.append(CourseStaff(course=course, person_id=who, **since, **day))
        unique = {(seat.course_id, seat.person_id): seat for seat in seats}
        Participation.objects.bulk_create(unique.values(), batch_size=BATCH)
        CourseStaff.objects.bulk_create(staff, batch_size=BATCH)
        before = range(start, person + 1)


def lay_followups(courses: list[list[Any]]) -> int:
    from kerege.training.models import FollowUp, Participation

    trained = [course.id for each in courses[:3] for course in each]
    owners = {course.id: course.owner for each in courses[:3] for course in each}
    seats = Participation.objects.inside_action().filter(course__in=trained).values_list("course_id", "person_id")
    rows = [
        FollowUp(
            course_id=course, person_id=person, months=months, due_on=date(2018, 1, 1), asked_on=date(2018, 1, 1),
            owner=owners[course], synthetic=True, **({} if person % 3 else ANSWERED),
        )
        for course, person in seats
        for months in (6, 12, 24, 36)
    ]  # fmt: skip
    FollowUp.objects.bulk_create(rows, batch_size=BATCH)
    return len(rows)


ANSWERED = {"answered_on": date(2018, 2, 1), "outcome": "teaches"}


def touch(_: int) -> None:
    """An act after which the whole cascade is woven from nothing."""
    from kerege.journal.actions import act
    from kerege.people.rules import SYSTEM

    with act("training.bench.touched", by=SYSTEM, about="bench"):
        pass


def close_another(before: list[Any]) -> Callable[[int], None]:
    """A course of the second generation with its people and two trainers; its register is closed as people do it."""
    from kerege.journal.actions import act
    from kerege.people.rules import SYSTEM
    from kerege.training import actions
    from kerege.training.models import Course, CourseStaff, Participation

    dice = random.Random(72)

    def write(n: int) -> None:
        number, day = dice.randrange(10**9), date(2024, 1, 1) + timedelta(days=n)
        kept: dict[str, Any] = {"owner": "KAZ", "synthetic": True}
        with act("training.course.recorded", by=SYSTEM, owner="KAZ") as done:
            course = Course.objects.create(
                **kept, key=f"N{number}", title=f"Course N{number}", status="held", first_day=day, last_day=day,
                done_by=day, precision="day", kind="cascade_workshop", venue_id="KAZ", trainees_from_id="KAZ",
            )  # fmt: skip
            people = dice.sample(range(1, EACH * len(before)), EACH + TEACHERS)
            seats = (
                Participation(course=course, person_id=who, registered_on=day, **kept) for who in people[TEACHERS:]
            )
            Participation.objects.bulk_create(seats)
            since = {"part": "lead", "since": day, "noted_by": "bench"}
            CourseStaff.objects.bulk_create(
                CourseStaff(course=course, person_id=who, **since, **kept) for who in people[:TEACHERS]
            )
            done.about = course.uid
        actions.close_register(by=SYSTEM, course=course.key, on=day)

    return write


def page(viewer: Any) -> None:
    """What the first page of the cascade asks for."""
    from kerege.training.queries import cascade, cascade_tree

    whole = cascade.Chosen()
    cascade.overview(viewer, on=ON, chosen=whole)
    cascade_tree.branches(viewer, on=ON, chosen=whole)
    cascade_tree.alone(viewer, on=ON, chosen=whole)


def ways(courses: list[list[Any]]) -> dict[str, tuple[Callable[[int], Any], Callable[[int], None] | None]]:
    """What is measured, and the write that comes before each time."""
    from django.db import connection

    from kerege.lib.sensitivity import Sensitivity
    from kerege.records.viewers import PUBLIC, Viewer
    from kerege.training.queries import cascade, cascade_followup, cascade_tree

    officer = Viewer("v", by_owner=tuple((code, Sensitivity.RESTRICTED) for code in COUNTRIES))
    tops = [str(course.uid) for course in courses[0]]

    def bare(sql: str) -> Callable[[int], Any]:
        def read(_: int) -> Any:
            with connection.cursor() as cursor:
                cursor.execute(sql)
                return cursor.fetchall()

        return read

    def chosen(n: int) -> cascade.Chosen:
        return cascade.Chosen(country=COUNTRIES[n % 7], by=("trainees", "venue")[n // 7 % 2], generation=n // 14 % 7)

    below = (
        "WITH RECURSIVE b(id) AS (SELECT CAST({} AS BIGINT) UNION SELECT s.course_id FROM b "
        "JOIN training_participation p ON p.course_id = b.id AND p.role = 'trainee' "
        "JOIN training_coursestaff s ON s.person_id = p.person_id) "
        "SELECT COUNT(DISTINCT p.person_id) FROM b JOIN training_participation p ON p.course_id = b.id"
    )
    return {
        "floor: distinct persons, bare SQL": (
            bare("SELECT COUNT(DISTINCT person_id) FROM training_participation WHERE role = 'trainee'"), None,
        ),
        "floor: reach of one course, bare recursive SQL": (bare(below.format(courses[0][0].id)), None),
        "overview, woven from nothing": (
            lambda n: cascade.overview(officer, on=ON, chosen=cascade.Chosen()), touch,
        ),
        "overview, public, woven from nothing": (
            lambda n: cascade.overview(PUBLIC, on=ON, chosen=cascade.Chosen()), touch,
        ),
        "first page after a register was closed": (lambda n: page(officer), close_another(courses[0])),
        "overview of a choice not asked before": (lambda n: cascade.overview(officer, on=ON, chosen=chosen(n)), None),
        "overview again": (lambda n: cascade.overview(officer, on=ON, chosen=cascade.Chosen()), None),
        "tree": (lambda n: cascade_tree.branches(officer, on=ON, chosen=cascade.Chosen(), page=n % 2 + 1), None),
        "table, page by page": (
            lambda n: cascade_tree.table(officer, on=ON, chosen=cascade.Chosen(), page=n + 1), None,
        ),
        "reach of one first course": (
            lambda n: cascade_tree.outcome(officer, tops[n % len(tops)], on=ON), None,
        ),
        "follow-up sums": (lambda n: cascade_followup.sums(officer, on=ON, chosen=cascade.Chosen()), None),
        "follow-up list": (lambda n: cascade_followup.waiting(officer, on=ON, owner="KAZ", page=n + 1), None),
    }  # fmt: skip


def measure(courses: list[list[Any]], rounds: int) -> None:
    for name, (read, written) in ways(courses).items():
        n = rounds if written is None else max(5, rounds // 2)
        clock, worked = zip(*_timed(read, written, n), strict=True)
        print(f"  {name:48} {_told(clock)}   processor {_told(worked)}", flush=True)


def _told(times: Sequence[float]) -> str:
    p95 = sorted(times)[max(0, -(-len(times) * 95 // 100) - 1)]
    return f"p50 {statistics.median(times) * 1000:8.1f} ms  p95 {p95 * 1000:8.1f} ms"


def _timed(
    read: Callable[[int], Any], written: Callable[[int], None] | None, rounds: int
) -> Iterator[tuple[float, float]]:
    """By the clock, and in this process alone: on a busy machine the first also waits for others."""
    for n in range(rounds):
        if written is not None:
            written(n)
        start, worked = time.perf_counter(), time.process_time()
        read(n)
        yield time.perf_counter() - start, time.process_time() - worked


def main(participants: int = 10_000, rounds: int = 20) -> None:
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kerege.config.settings")
    from kerege.config import sqlite

    sqlite.install()
    import django

    django.setup()
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from kerege.atlas.models import Territory
    from kerege.journal.actions import act
    from kerege.people.rules import SYSTEM

    kept = setup_databases(0, interactive=False, serialized_aliases=set())
    try:
        connection.disable_constraint_checking()
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET session_replication_role = replica")  # persons are numbers here, without rows
        start = time.perf_counter()
        with act("bench.seeded", by=SYSTEM, about="bench"):
            for code in COUNTRIES:
                Territory.objects.create(code=code, alpha2=code[:2] if code != "KAZ" else "KZ")
            courses = lay_courses(participants)
            lay_people(courses)
            asked = lay_followups(courses)
            connection.check_constraints = lambda *args, **kwargs: None  # type: ignore[method-assign]
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE")
        laid = f"{sum(map(len, courses))} courses, {asked} follow-ups, laid in {time.perf_counter() - start:.0f} s"
        print(f"{connection.vendor}, {participants} participants in {laid}, {rounds} rounds")
        measure(courses, rounds)
    finally:
        teardown_databases(kept, 0)


if __name__ == "__main__":
    main(*(int(argument) for argument in sys.argv[1:3]))
