"""After each act the cascade that was woven on is the one that is woven from nothing, for whoever reads."""

import random
from datetime import date

import pytest
from django.db import IntegrityError

from kerege.lib.refusal import Refusal
from kerege.lib.sensitivity import Sensitivity
from kerege.people.rules import SYSTEM
from kerege.records.viewers import PUBLIC, Viewer
from kerege.training import actions
from kerege.training.models import Course
from kerege.training.queries import cascade_fabric, cascade_people
from tests import ground
from tests.capacity.laid_case import lay_case
from tests.ground import OFFICER_KAZ, TODAY
from tests.training.test_cascade_lines import deliver, engage, hold

BOTH = Viewer("both", "Both", by_owner=(("KAZ", Sensitivity.NATIONAL), ("KGZ", Sensitivity.NATIONAL)))
READERS = (PUBLIC, OFFICER_KAZ, BOTH)


def told(woven):
    """A fabric as a value: of what has no order, none."""
    people, placed = woven.people, woven.placed
    sides = (people.trained, people.taught, people.delivered, people.seats, placed.below, placed.above)
    plain = [{key: frozenset(each) for key, each in side.items()} for side in sides]
    rest = (people.sizes, people.nameless, placed.generation, placed.by_lines, placed.looped, woven.stated)
    return [
        *plain,
        *rest,
        woven.knots,
        woven.facts,
        woven.unknown_above,
        woven.open_owners,
        woven.figures,
        woven.groups,
    ]


@pytest.fixture
def from_nothing(monkeypatch):
    """How often everything was read, since the last time that this was asked."""
    counted = []
    read = cascade_people.read_people
    monkeypatch.setattr(cascade_fabric, "read_people", lambda: counted.append(1) or read())

    def how_often():
        n = len(counted)
        counted.clear()
        return n

    return how_often


def check():
    for viewer in READERS:
        stepped = told(cascade_fabric.fabric(viewer, on=TODAY))
        with pytest.MonkeyPatch.context() as patch:
            patch.setattr(cascade_fabric, "_people", cascade_people.read_people)
            assert stepped == told(cascade_fabric._woven(viewer, TODAY))


def writes(dice, keys, delivery):
    """What somebody may do to the cascade, at random; what is refused changes nothing."""

    def course():
        return f"C{dice.randrange(8)}"

    def people(most):
        return [actions.Entry(person=key) for key in dice.sample(keys, dice.randrange(1, most))]

    def register():
        entries = people(5) + [actions.Entry()] * dice.randrange(2)
        entries += [actions.Entry(person=dice.choice(keys), role="trainer")]
        actions.register_participants(by=SYSTEM, course=course(), entries=entries, registered_on=date(2025, 12, 1))

    def new():
        owner, kind = dice.choice(["KAZ", "KGZ"]), dice.choice(["tot_part1", "other", "other"])
        hold(course(), dice.randrange(1, 12), owner=owner, kind=kind, close=False, generation=dice.choice([None, 2]))

    def line():
        actions.record_descent(
            by=SYSTEM, course=course(), taught_by=dice.choice([course(), ""]), basis="inferred", note="So it is told",
            sources=["S1"],
        )  # fmt: skip

    def count():
        told = {"measure": "trainees", "value": dice.randrange(30), "qualifier": "exact", "source": "S1"}
        actions.record_count(by=SYSTEM, course=course(), **told)

    return [
        new,
        new,
        register,
        register,
        lambda: actions.close_register(by=SYSTEM, course=course(), on=date(2025, 12, 31)),
        lambda: engage(course(), dice.choice(keys), part=dice.choice(["lead", "observer"]), answer="confirmed"),
        line,
        count,
        lambda: deliver(delivery, date(2025, dice.randrange(1, 12), 3)),
        lambda: actions.correct_course(by=SYSTEM, key=course(), title=f"Course {dice.randrange(9)}", today=TODAY),
    ]


def test_whatever_is_written_in_whatever_order(from_nothing):
    dice, keys = random.Random(64), ground.persons(9)  # noqa: S311 - the same each time
    hold("C0", 1, keys[:5], kind="tot_part1")
    delivery = lay_case(keys[0])["delivery"]
    check()
    assert from_nothing() > 0
    done = 0
    for n in range(60):
        deed = dice.choice(writes(dice, keys, delivery))
        try:
            deed()
            done += 1
        except (Refusal, IntegrityError, Course.DoesNotExist):
            continue
        if n % 2:
            check()
    assert done > 20
    assert from_nothing() == 0
