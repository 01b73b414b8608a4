"""A draft of a season: people are in one place at a time, teach what they can, and no more than there is to teach."""

import pytest

from kerege.planning.solver.by_hand import by_hand
from kerege.planning.solver.checking import faults
from kerege.planning.solver.courses import Possible
from kerege.planning.solver.drafting import Drafting
from kerege.planning.solver.looking import Effort
from kerege.planning.solver.parts import Parts
from kerege.planning.solver.plan import Plan
from kerege.planning.solver.problem import Goal
from kerege.planning.solver.solving import solve
from kerege.planning.solver.worth import worth_of
from tests.planning.test_solver import SMALL, by_chance

pytestmark = pytest.mark.nodb


def drafted(possible: Possible) -> Plan | None:
    return Drafting(possible, seed=1, workers=1, seconds=lambda: 10.0, stop=lambda: False).plan()


@pytest.mark.parametrize("seed", range(8))
def test_all_of_a_draft_can_be_held_where_there_is_money(seed):
    problem = by_chance(seed)
    possible = Possible(problem)
    draft = drafted(possible)
    assert draft == drafted(possible)
    if draft is not None:
        plan = by_hand(possible, {}, {}, draft)
        assert [fault for fault in faults(problem, plan) if not fault.startswith(("floor", "women"))] == []
        once = [(name, day) for held in draft.courses for name in held.leads | held.locals
                for day in possible.busy(possible.trainers[name], held.course)]  # fmt: skip
        once += [(held.course.room, day) for held in draft.courses for day in held.course.days]
        assert len(once) == len(set(once))
        for held in draft.courses:
            topic = possible.topics[held.course.topic]
            assert (len(held.leads), len(held.locals)) == (topic.leads, topic.locals)


def test_a_draft_of_a_small_season_is_all_that_can_be():
    plan = by_hand(Possible(SMALL), {}, {}, drafted(Possible(SMALL)) or Plan())
    best = solve(SMALL, goals=(Goal.NEED,), effort=Effort(seconds=10, workers=1))
    assert worth_of(SMALL, plan, Goal.NEED) == worth_of(SMALL, best, Goal.NEED) > 0


def test_at_first_only_seats_change_of_what_is_held():
    possible = Possible(SMALL)
    plan = solve(SMALL, goals=(Goal.NEED,), effort=Effort(seconds=10, workers=1))
    part = Parts(possible, 1).next(plan)
    assert {*part.possible.courses} == part.free == {held.course.key for held in plan.courses}
    assert all({*part.possible.teaching[h.course.key].leads} == h.leads for h in plan.courses)
    assert not part.everything
