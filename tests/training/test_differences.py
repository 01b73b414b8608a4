"""Nobody is found by subtracting: worlds that differ in one person answer a public reader alike, whatever is asked.

A secret is one fact about one person: that they sat in a second course, which sex they stated, the day on which they
were put down. Every world is told twice, with the secret one way and the other, and asked everything that pages, API
and exports ask, day by day, by country and project.
"""

from contextlib import contextmanager
from dataclasses import replace
from datetime import date, timedelta
from itertools import product

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC
from kerege.training import actions, queries
from kerege.training.models import Course, Participation
from kerege.training.rules import protect_repeats
from tests import ground

DAYS = [date(2024, 5, 1) + timedelta(days=n) for n in (0, 1, 9, 40)]
SCOPES = [("", (), "trainees"), ("P53", ("KAZ",), "trainees"), ("", ("UZB",), "trainees"), ("P53", (), "venue")]


def hold(key, entries, *, end="2024-05-02", close=True, kind="cascade_workshop", project="P53", **more):
    actions.record_course(
        by=SYSTEM, owner="KAZ", key=key, title=key, kind=kind, status="held", dates=f"2024-05-01/{end}",
        trainees_from=more.pop("country", "KAZ"), venue="KAZ", sources=["S1"], today=ground.TODAY, project_key=project,
        **more,
    )  # fmt: skip
    for entry, day in entries:
        actions.register_participant(by=SYSTEM, course=key, entry=entry, registered_on=day)
    if close:
        actions.close_register(by=SYSTEM, course=key, on=date(2024, 6, 1))


def line(person="", sex="female", day=DAYS[0], **more):
    return actions.Entry(person=person, sex=sex, **more), day


def asked(viewer):
    """Everything that can be counted, for every combination of what may be asked."""
    told = {}
    uids = {key: str(uid) for key, uid in Course.objects.seen_by(viewer).values_list("key", "uid")}
    for on, (project, countries, by) in product(DAYS, SCOPES):
        where = {"on": on, "project": project, "territories": countries, "by": by}
        told[f"heads {where}"] = queries.headcount(viewer, **where)
        told[f"held {where}"] = queries.courses_held(viewer, **where)
        told[f"sex {where}"] = queries.breakdown(viewer, dimension="sex", kinds=["cascade_workshop"], **where)
    for on in DAYS:
        lines = queries.courses(viewer, on=on).rows
        told[f"list {on}"] = [(row.key, row.counted) for row in lines]
        for key, uid in uids.items():
            told[f"register {key} {on}"] = queries.register(viewer, uid, on=on)
    return told


@contextmanager
def world():
    """What is recorded inside is gone afterwards."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def told_of(build, secret, viewer=PUBLIC):
    with world():
        build(secret)
        return asked(viewer)


def one_person_of_a_course_of_one(secret):
    """Whether the only person of the second course sat in the first one too."""
    keys = ground.persons(9)
    hold("A", [line(key) for key in keys[:8]])
    hold("B", [line(keys[0] if secret else keys[8])], end="2024-05-10")


def one_person_of_a_larger_course(secret):
    """Whether somebody of the second course, which has enough people, sat in the first one too; other countries."""
    keys = ground.persons(14)
    hold("A", [line(key) for key in keys[:7]])
    others = keys[7:13]
    hold("B", [line(key) for key in [*others, keys[0] if secret else keys[13]]], end="2024-05-10", country="UZB")


def the_sex_of_one(secret):
    """Whether one or two people of a course stated the rarer sex."""
    hold("A", [line(sex="male" if n < (2 if secret else 1) else "female") for n in range(12)])


def one_more_in_an_open_register(secret):
    """Whether one more person was put down, and on which day, while the register is open."""
    later = [line(day=DAYS[1]), line(day=DAYS[2])] if secret else []
    hold("A", [*(line() for _ in range(6)), *later], close=False)


def the_day_of_one(secret):
    """On which day one person was put down into a register that is closed now."""
    hold("A", [*(line() for _ in range(6)), line(day=DAYS[2 if secret else 0])])


SECRETS = [
    one_person_of_a_course_of_one,
    one_person_of_a_larger_course,
    the_sex_of_one,
    one_more_in_an_open_register,
    the_day_of_one,
]


@pytest.mark.parametrize("build", SECRETS)
def test_a_public_reader_learns_no_single_person_by_subtracting(build):
    assert plain(told_of(build, secret=True)) == plain(told_of(build, secret=False))


@pytest.mark.parametrize("build", SECRETS)
def test_there_is_a_secret_to_be_learnt(build):
    """The same questions tell whoever may read the register: the test above is no comparison of nothing."""
    one, other = (plain(told_of(build, secret, ground.REGISTRAR_KAZ)) for secret in (True, False))
    assert one != other


def plain(told):
    """Without what is new in every world: the uids of rows."""
    return {
        key: replace(value, rows=[replace(row, uid="", person_id=None) for row in value.rows])
        if key.startswith("register")
        else value
        for key, value in told.items()
    }


def test_whether_a_hidden_course_has_a_closed_register_changes_no_figure_of_its_group():
    def build(secret):
        actions.record_group(
            by=SYSTEM, owner="KAZ", key="G", title="G", kind="cascade_workshop", status="held",
            dates="2024-05-01/2024-05-02", trainees_from="KAZ", venue="KAZ", sources=["S1"], project_key="P53",
            today=ground.TODAY,
        )  # fmt: skip
        actions.record_count(by=SYSTEM, group="G", measure="trainees", value=40, qualifier="exact", source="S1")
        hold("A", [line() for _ in range(9)], group="G")
        hold("HIDDEN", [line()], group="G", label=2, close=secret)

    one, other = (plain(told_of(build, secret)) for secret in (True, False))
    assert one == other
    with world():
        build(True)
        assert queries.headcount(PUBLIC, on=DAYS[-1]).high == 9
        assert Participation.objects.seen_by(ground.REGISTRAR_KAZ).count() == 10


def test_the_public_reads_bounds_and_those_who_may_the_number():
    keys = ground.persons(9)
    hold("A", [line(key) for key in keys[:6]])
    hold("B", [line(key) for key in keys[3:]])
    public = queries.headcount(PUBLIC, on=DAYS[-1])
    own = queries.headcount(ground.OFFICER_KAZ, on=DAYS[-1])
    assert ((public.low, public.high), (own.low, own.high)) == ((8, 12), (9, 9))
    assert public.by_territory == {"KAZ": (8, 12)}


people = st.integers(0, 20)
courses = st.lists(st.frozensets(people, min_size=1, max_size=12), min_size=1, max_size=5)


@given(courses, st.integers(1, 6))
def test_the_bounds_hold(registers, k):
    larger = [register for register in registers if len(register) >= k]
    repeated = sum(map(len, larger)) - len(frozenset().union(*larger))
    low, high = protect_repeats(map(len, registers), repeated=repeated, k=k)
    assert low <= len(frozenset().union(*registers)) <= high
    assert high - low < k + sum(len(register) for register in registers if len(register) < k)


@given(courses)
def test_what_is_taken_off_is_no_single_person(registers):
    larger = [register for register in registers if len(register) >= 5]
    repeated = sum(map(len, larger)) - len(frozenset().union(*larger))
    _, high = protect_repeats(map(len, registers), repeated=repeated, k=5)
    assert (sum(map(len, registers)) - high) % 5 == 0


def test_one_course_is_told_exactly():
    assert protect_repeats([7], repeated=0, k=5) == (7, 7)
    assert protect_repeats([2], repeated=0, k=5) == (2, 2)
    assert protect_repeats([], repeated=0, k=5) == (0, 0)
