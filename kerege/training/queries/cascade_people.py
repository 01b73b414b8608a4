"""Who was where, for the cascade: sums and pairs of numbers, read once and afterwards course by course.

No row of a register leaves here, and no number of a person leaves this room.
"""

from collections.abc import Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from typing import Any

from django.db.models import Count

from kerege.capacity.queries.delivered import delivered
from kerege.training.models import Course, CourseStaff, Participation
from kerege.training.queries.scope import COUNTING
from kerege.training.rules.cascade_steps import differing, instead, persons_of
from kerege.training.rules.cascade_sums import Delivery
from kerege.training.words import Part, Status
from kerege.training.words.delivery import TEACHING, Answer

Numbers = tuple[int, ...]


@dataclass(frozen=True)
class People:
    """Who was where, for all courses. `trained` and `taught`: the courses of each person who taught something; `sizes`
    of the closed registers; `nameless` of their rows lead to no person; `seats` has for each course those of its people
    who are in several registers. `delivered`: what each person taught on the way to a certificate.
    """

    trained: Mapping[int, Numbers]
    taught: Mapping[int, Numbers]
    delivered: Mapping[int, tuple[Delivery, ...]]
    sizes: Mapping[int, int]
    nameless: Mapping[int, int]
    seats: Mapping[int, Numbers]


def read_people() -> People:
    """Everybody, from the database."""
    rows, taught, deliveries = _trainees(), _by_first(_teaching()), _delivered()
    staff = CourseStaff.objects.seen_by(COUNTING).filter(part__in=TEACHING).order_by().values("person_id")
    trainers = Participation.objects.seen_by(COUNTING).filter(role=Part.TRAINER, person__isnull=False).order_by()
    either = chain.from_iterable(
        rows.filter(person__in=who).values_list("person_id", "course_id")
        for who in (staff, trainers.values("person_id"), deliveries.keys())
    )
    several = rows.filter(person__isnull=False).values("person_id").annotate(n=Count("id")).filter(n__gt=1)
    seats = rows.filter(person__in=several.values("person_id")).values_list("course_id", "person_id")
    trained = _who_teach(_by_first(either), taught, deliveries)
    return People(trained, taught, deliveries, *_sizes(rows), _by_first(seats))


def people_on(before: People, touched: Collection[int], *, delivered_anew: bool) -> People:
    """Everybody after some courses were touched: only these and where else their people were is read; and what was
    taught for certificates, where something was recorded of it.
    """
    here = _trainees().filter(course__in=touched)
    deliveries = _delivered() if delivered_anew else before.delivered
    seated = {person for course in touched for person in before.seats.get(course, ())}
    who = seated | persons_of(touched, before.trained, before.taught)
    who |= differing(before.delivered, deliveries) if delivered_anew else set()
    who.update(here.filter(person__isnull=False).values_list("person_id", flat=True))
    who.update(person for person, _ in _teaching(course__in=touched))
    rows = _trainees().filter(person__in=who)
    seats, taught = _by_first(rows.values_list("person_id", "course_id")), _by_first(_teaching(person__in=who))
    sizes, nameless = _sizes(here)
    return People(
        instead(before.trained, who, _who_teach(seats, taught, deliveries)),
        instead(before.taught, who, taught),
        deliveries,
        instead(before.sizes, touched, sizes),
        instead(before.nameless, touched, nameless),
        _seats_on(before.seats, who, seats, touched),
    )


def _who_teach(seats: Mapping[int, Numbers], *teach: Mapping[int, object]) -> dict[int, Numbers]:
    return {person: courses for person, courses in seats.items() if any(person in each for each in teach)}


def _delivered() -> dict[int, tuple[Delivery, ...]]:
    found: dict[int, list[Delivery]] = {}
    for person, on, territory, owner in delivered(COUNTING):
        found.setdefault(person, []).append(Delivery(on, territory, owner))
    return {person: tuple(each) for person, each in found.items()}


def _seats_on(
    before: Mapping[int, Numbers], who: set[int], trained: Mapping[int, Numbers], touched: Collection[int]
) -> dict[int, Numbers]:
    """Only registers of touched courses changed, so of all others everybody concerned still sits where they sat."""
    again = {course: [p for p in before.get(course, ()) if p not in who] for course in touched}
    for person, courses in trained.items():
        for course in courses:
            there = again.setdefault(course, [p for p in before.get(course, ()) if p not in who])
            if len(courses) > 1:
                there.append(person)
    return instead(before, again, {course: tuple(there) for course, there in again.items() if there})


def _trainees() -> Any:
    """Rows of trainees in the registers that stand for their course."""
    held = Course.objects.seen_by(COUNTING).filter(status=Status.HELD, register_closed_on__isnull=False)
    rows = Participation.objects.seen_by(COUNTING).filter(role=Part.TRAINEE)
    return rows.filter(course__in=held.order_by().values("id")).order_by()


def _teaching(**only: Any) -> Iterator[tuple[int, int]]:
    """Who taught which course: staff that did not decline and was not replaced, and trainers of closed registers."""
    staff = CourseStaff.objects.seen_by(COUNTING).filter(part__in=TEACHING, until__isnull=True, **only)
    yield from staff.exclude(answer=Answer.DECLINED).order_by().values_list("person_id", "course_id")
    held = Course.objects.seen_by(COUNTING).filter(status=Status.HELD, register_closed_on__isnull=False)
    rows = Participation.objects.seen_by(COUNTING).filter(role=Part.TRAINER, person__isnull=False, **only)
    yield from rows.filter(course__in=held.order_by().values("id")).order_by().values_list("person_id", "course_id")


def _sizes(rows: Any) -> tuple[dict[int, int], dict[int, int]]:
    """How many rows each register has, and how many of them lead to no person."""
    counted = rows.values("course_id").annotate(n=Count("id"), named=Count("person_id"))
    found = list(counted.values_list("course_id", "n", "named"))
    return {course: n for course, n, _ in found}, {course: n - named for course, n, named in found if n > named}


def _by_first(pairs: Iterable[tuple[int, int]]) -> dict[int, Numbers]:
    found: dict[int, Numbers] = {}
    for first, second in pairs:
        there = found.get(first, ())
        if second not in there:
            found[first] = (*there, second)
    return found
