"""A million rows of participation, through the same actions that people use. Run with DATA (and DATABASE_URL) set."""

import random
import sys
import time
from datetime import date, timedelta

from kerege.config import sqlite

sqlite.install()

import django  # noqa: E402 - SQLite has to be in place before Django

django.setup()

from kerege.people.rules import SYSTEM  # noqa: E402 - Django has to be set up before its models
from kerege.training import actions as training  # noqa: E402 - as above
from kerege.training.actions import Entry  # noqa: E402 - as above

COUNTRIES = ("AFG", "KAZ", "KGZ", "MNG", "PAK", "TJK", "UZB")
SEX = ("female", "male", "not_stated")
TYPES = ("medical", "veterinary", "plant", "border", "law_enforcement", "education")


def seed(rows: int, courses: int) -> None:
    """`courses` closed registers of equal size, spread over the countries and ten years; the same rows every time."""
    dice = random.Random(53)
    each = rows // courses
    began = time.perf_counter()
    for number in range(courses):
        country = COUNTRIES[number % len(COUNTRIES)]
        first = date(2016, 1, 1) + timedelta(days=number * 3650 // courses)
        key = f"BENCH-{number:05d}"
        training.record_course(
            by=SYSTEM,
            owner=country,
            key=key,
            title=f"Bench workshop {number}",
            kind="cascade_workshop",
            status="held",
            dates=f"{first}/{first + timedelta(days=2)}",
            project_key="P53",
            venue=country,
            trainees_from=COUNTRIES[(number * 3) % len(COUNTRIES)],
            sources=["S1"],
            synthetic=True,
        )
        entries = [Entry(sex=dice.choice(SEX), institution_type=dice.choice(TYPES)) for _ in range(each)]
        closed = first + timedelta(days=10)
        training.register_participants(by=SYSTEM, course=key, entries=entries, registered_on=closed, synthetic=True)
        training.close_register(by=SYSTEM, course=key, on=closed)
    print(f"seeded {each * courses} rows in {time.perf_counter() - began:.0f} s")


if __name__ == "__main__":
    seed(int(sys.argv[1]), int(sys.argv[2]))
