"""Trying something beside a plan: the node makes short searches, and the plan stays as it is."""

import logging
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import import_module

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM, Actor
from kerege.planning import words
from kerege.planning.actions.scenarios import _held, own_scenario
from kerege.planning.models import Scenario
from kerege.planning.rules import trials
from kerege.planning.rules.states import progress_key
from kerege.planning.rules.trials import Asked
from kerege.planning.solver.kept import plan_of, problem_of
from kerege.planning.solver.plan import Contradiction, Plan
from kerege.planning.solver.trying import Tried, told_of, tried
from kerege.planning.words import State, Trying

logger = logging.getLogger(__name__)
SOLVING = "kerege.planning.solver.solving"
TAKEN_FOR = 60
"""Seconds after which a worker of which nothing was heard has lost its trials."""


def ask_prices(*, by: Actor, scenario: str) -> Scenario:
    """Let the node try what giving on each goal would buy. The plan stays as it is. The same again is tried again.

    Refuses planning.no_such_scenario, and .no_plan_yet where there is none.
    """
    return _asked(by, scenario, lambda row: trials.priced(trials.given(row.result, row.goals)))


def ask_without(*, by: Actor, scenario: str, course: str, trainer: str = "") -> Scenario:
    """Let the node try what the plan would be worth without one of its courses, or without somebody who teaches there;
    without a course: without them in any.

    Refuses planning.no_such_scenario, .no_plan_yet, and .not_in_plan for what the plan has not.
    """

    def ask(row: Scenario) -> list[Asked]:
        plan = plan_of(row.result)
        courses = [held for held in getattr(plan, "courses", ()) if course in {"", held.course.key}]
        if not any(not trainer or trainer in held.leads | held.locals for held in courses) or not (course or trainer):
            raise Refusal(words.NOT_IN_PLAN)
        return [trials.without(course, trainer)]

    return _asked(by, scenario, ask)


def _asked(by: Actor, scenario: str, ask: Callable[[Scenario], list[Asked]]) -> Scenario:
    row = own_scenario(by=by, scenario=scenario)
    _check(row)
    ask(row)
    with act("planning.trials.asked", by=by, owner=row.owner, about=row.uid):
        row = _held(row)
        _check(row)
        row.trials, row.tried_at = trials.with_asked(row.trials, ask(row), row.digest), timezone.now()
        row.save()
    _put_into_queue(row)
    return row


def _check(row: Scenario) -> None:
    if row.state not in {State.FOUND, State.ACCEPTED} or "courses" not in row.result:
        raise Refusal(words.NO_PLAN_YET)


def _put_into_queue(row: Scenario) -> None:
    uid = str(row.uid)
    transaction.on_commit(lambda: _try.enqueue(uid))


@task()
def _try(uid: str) -> None:
    """What a worker does with a scenario of which something is to be tried."""
    try_waiting(by=SYSTEM, scenario=uid)


def go_on_trying(*, by: Actor, at: datetime) -> int:
    """Put trials into the queue again of which nothing was heard for a minute. How many. Refuses nothing."""
    with checking():
        rows = list(Scenario.objects.inside_action().filter(tried_at__lte=at - timedelta(seconds=TAKEN_FOR)))
    for row in rows:
        _put_into_queue(row)
    return len(rows)


def try_waiting(*, by: Actor, scenario: str) -> int:
    """Make every trial of a scenario that waits, and keep what each tells. How many. What another worker has is left
    alone. Refuses nothing.
    """
    key, made = f"{progress_key(scenario)}.trials", 0
    if not cache.add(key, "taken", timeout=TAKEN_FOR):
        return 0
    try:
        while (found := _next(scenario)) is not None:
            cache.set(key, "taken", timeout=TAKEN_FOR)
            row, asked = found
            _kept(by, row, asked, _made(row, asked))
            made += 1
    finally:
        cache.delete(key)
    return made


def _next(scenario: str) -> tuple[Scenario, Asked] | None:
    with checking():
        row: Scenario | None = Scenario.objects.inside_action().filter(uid=scenario).first()
    asked = trials.waiting(row.trials) if row is not None else None
    return (row, asked) if row is not None and asked is not None else None


def _made(row: Scenario, asked: Asked) -> Asked:
    """What came of one trial. Whatever a solver may do, the others go on."""
    plan = plan_of(row.result) if "courses" in row.result else None
    if asked["digest"] != row.digest or not isinstance(plan, Plan):
        return {"state": "gone"}
    earlier = plan_of(row.earlier) if row.earlier and row.least_change else None
    try:
        found = tried(
            import_module(SOLVING),
            problem_of(row.inputs),
            plan,
            Tried(
                given=tuple(trials.given(row.result, row.goals)),
                goal=asked.get("goal", ""),
                give=asked.get("give", 0),
                course=asked.get("course", ""),
                trainer=asked.get("trainer", ""),
                without=asked["kind"] == Trying.WITHOUT,
            ),
            earlier=earlier if isinstance(earlier, Plan) else None,
            seconds=trials.SECONDS,
        )
    except Exception:
        logger.exception("a trial of the plan %s failed", row.uid)
        return {"state": "failed"}
    if isinstance(found, Contradiction):
        return {"state": "contradicted" if found.minimal else "unknown", "against": list(found.requirements)}
    return {"state": "done", **told_of(problem_of(row.inputs), plan, found)}


def _kept(by: Actor, row: Scenario, asked: Asked, told: Asked) -> None:
    with act("planning.trial.ended", by=by, owner=row.owner, about=row.uid):
        row = _held(row)
        left = trials.with_told(row.trials, asked, told)
        row.trials = [each for each in left if each["state"] != "gone"]
        row.tried_at = timezone.now() if trials.waiting(row.trials) is not None else None
        row.save()
