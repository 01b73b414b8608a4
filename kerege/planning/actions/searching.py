"""Searching for a plan, beside everything else that the node does: asked for, followed, stopped, cancelled, gone on
with after a worker was killed.
"""

import logging
from collections.abc import Callable
from datetime import date, datetime, timedelta
from threading import Thread
from typing import Any

from django.core.cache import cache
from django.db import transaction
from django.utils import timezone
from django_tasks import task

from kerege.journal.actions import act
from kerege.journal.rules import checking
from kerege.lib.refusal import Refusal
from kerege.people.rules import SYSTEM, Actor
from kerege.planning import words
from kerege.planning.actions.hunting import HUNTS, Found
from kerege.planning.actions.rows import _trainer_of
from kerege.planning.actions.scenarios import _held, own_scenario
from kerege.planning.actions.trying import go_on_trying
from kerege.planning.models import Scenario, ScenarioTrainer
from kerege.planning.queries.gathering import Gathered, gathered
from kerege.planning.queries.gathering.years import GatheredYears, gathered_years
from kerege.planning.queries.scenarios import asked_of
from kerege.planning.rules.states import WORKED_ON, check_next, progress_key
from kerege.planning.solver.kept import digest_of
from kerege.planning.words import Kind, State
from kerege.records.personal import subject_model
from kerege.sharing.queries import viewer_of_actor

logger = logging.getLogger(__name__)
RESTORED = ("inputs", "digest", "notes", "gathered_on", "result", "earlier", "least_change", "trials")
"""What a search changes, and what stands again when it is cancelled."""
BEAT = 0.5
"""How often, in seconds, the search looks whether somebody stopped it."""
KEPT_EVERY = timedelta(seconds=10)
STUCK = timedelta(minutes=1)
"""A search of which nothing was heard for so long has lost its worker."""


def ask_search(*, by: Actor, scenario: str, afresh: bool = False, today: date | None = None) -> Scenario:
    """Gather what the plan rests on, keep it, and let the node search. Where there is a plan already, as little as
    possible of it changes, unless it is to be made `afresh`.

    Refuses planning.no_such_scenario, .not_in_this_state, .accepted_already, and .cannot_be_planned where rows have to
    be corrected first.
    """
    day = today or timezone.localdate()
    row = own_scenario(by=by, scenario=scenario, today=day, kinds=list(Kind))
    check_next(row.state, State.WAITING)
    found = _gathered(row, by, day)
    if found.refused:
        named = dict.fromkeys(str(each.data.get("row") or each.data.get("key") or each.code) for each in found.refused)
        raise Refusal(words.CANNOT_BE_PLANNED, count=len(found.refused), rows=", ".join(named))
    with act("planning.search.asked", by=by, owner=row.owner, about=row.uid, afresh=afresh) as done:
        row = _held(row)
        check_next(row.state, State.WAITING)
        row.before = {name: getattr(row, name) for name in RESTORED}
        row.before["trials"] = [each for each in row.trials if each["state"] != "waiting"]
        row.before["gathered_on"] = row.gathered_on.isoformat() if row.gathered_on else None
        row.inputs = _with_keys(row, found) if isinstance(found, Gathered) else found.kept
        row.digest = digest_of(row.inputs) if isinstance(found, Gathered) else found.digest
        row.notes, row.gathered_on = [list(each) for each in found.told], day
        if "courses" in row.result:
            row.earlier = row.result
        row.least_change = bool(row.earlier) and not afresh
        row.result, row.state, row.stepped_at, row.fault = {}, State.WAITING, timezone.now(), ""
        row.trials, row.tried_at = [], None
        row.save()
        done.note(digest=row.digest)
    _put_into_queue(row)
    return row


def _gathered(row: Scenario, by: Actor, day: date) -> Gathered | GatheredYears:
    asked = asked_of(viewer_of_actor(by, on=day), row, by, on=day)
    return gathered_years(asked) if row.kind == Kind.YEARS else gathered(asked)


def _with_keys(row: Scenario, found: Gathered) -> dict[str, Any]:
    """The problem with a key of the scenario for everybody who may teach, also for those who are new in it."""
    model: Any = subject_model(ScenarioTrainer, "person")
    countries = {each.key: each.country for each in found.problem.trainers}
    keys: dict[str, str] = {}
    for key, number in found.persons.items():
        if key.startswith("new-"):
            whom = model.objects.inside_action().get(pk=number)
            keys[key] = str(_trainer_of(row, whom, country=countries[key]))
    kept = dict(found.kept)
    kept["trainers"] = sorted(
        ({**each, "key": keys.get(each["key"], each["key"])} for each in kept["trainers"]), key=lambda each: each["key"]
    )
    return kept


def stop_search(*, by: Actor, scenario: str) -> Scenario:
    """Let the search end now, with the best plan that it has found. Refuses planning.no_such_scenario and
    .not_in_this_state. Again changes nothing.
    """
    row = own_scenario(by=by, scenario=scenario, kinds=list(Kind))
    if row.state == State.STOPPING:
        return row
    check_next(row.state, State.STOPPING)
    with act("planning.search.stopped", by=by, owner=row.owner, about=row.uid):
        row = _held(row)
        check_next(row.state, State.STOPPING)
        row.state = State.STOPPING
        row.save()
    return row


def cancel_search(*, by: Actor, scenario: str) -> Scenario:
    """Give the search up: what it found is dropped, and the plan before it stands again. Refuses
    planning.no_such_scenario and .not_in_this_state.
    """
    row = own_scenario(by=by, scenario=scenario, kinds=list(Kind))
    wanted = State.FOUND if row.before.get("result", {}).get("courses") is not None else State.DRAFT
    check_next(row.state, wanted)
    if row.state not in WORKED_ON:
        raise Refusal(words.NOT_IN_THIS_STATE, state=words.STATES[State(row.state)])
    with act("planning.search.cancelled", by=by, owner=row.owner, about=row.uid):
        row = _held(row)
        check_next(row.state, wanted)
        for name, value in row.before.items():
            setattr(row, name, date.fromisoformat(value) if name == "gathered_on" and value else value)
        row.state, row.before, row.stepped_at = wanted, {}, timezone.now()
        row.save()
    return row


def carry_on(*, by: Actor, at: datetime) -> int:
    """Put every search into the queue again of which nothing was heard for a minute, and what is tried beside a plan.
    How many. Refuses nothing.
    """
    with checking():
        rows = Scenario.objects.inside_action().filter(state__in=list(WORKED_ON), stepped_at__lte=at - STUCK)
        stuck = [row for row in rows if not _lives(row, at)]
    for row in stuck:
        _put_into_queue(row)
    return len(stuck) + go_on_trying(by=by, at=at)


def _lives(row: Scenario, at: datetime) -> bool:
    heard = (cache.get(progress_key(row.uid)) or {}).get("at")
    return heard is not None and datetime.fromisoformat(heard) > at - STUCK


def _put_into_queue(row: Scenario) -> None:
    uid = str(row.uid)
    transaction.on_commit(lambda: _search.enqueue(uid))


@task()
def _search(uid: str) -> None:
    """What a worker does with a scenario that waits for the node."""
    search(by=SYSTEM, scenario=uid, at=timezone.now())


class _TakenByAnother(Exception):
    """Another worker was quicker, or somebody gave the search up: nothing is written, not even into the journal."""


def search(*, by: Actor, scenario: str, at: datetime) -> None:
    """Search a plan for a scenario that waits, or whose search was broken off, and keep what is found. One that another
    worker has taken is left alone. Refuses nothing.
    """
    row = _taken(by, scenario, at)
    if row is None:
        return
    try:
        found = _followed(by, row)
    except Exception as fault:  # whatever a solver may do; the scenario tells of it
        logger.exception("the search for the plan %s failed", scenario)
        _ended(by, row, State.FAILED, None, type(fault).__name__)
        return
    if found is not None and found.broken:
        logger.error("the plan %s breaks rules: %s", scenario, found.broken)
        _ended(by, row, State.FAILED, None, found.broken[0][:200])
    elif found is not None:
        _ended(by, row, found.state, found.kept)


def _taken(by: Actor, scenario: str, at: datetime) -> Scenario | None:
    """The scenario, taken for this worker; None where there is nothing to do."""
    with checking():
        row: Scenario | None = Scenario.objects.inside_action().filter(uid=scenario).first()
    if row is None or row.state not in WORKED_ON or (row.state != State.WAITING and _lives(row, at)):
        return None
    seen = row.state, row.stepped_at
    try:
        with act("planning.search.begun", by=by, owner=row.owner, about=row.uid):
            row = _held(row)
            if (row.state, row.stepped_at) != seen:
                raise _TakenByAnother
            row.state = State.SEARCHING if row.state == State.WAITING else row.state
            row.stepped_at = at
            row.save()
    except _TakenByAnother:
        return None
    cache.set(progress_key(row.uid), {"at": at.isoformat()}, timeout=3600)
    return row


def _followed(by: Actor, row: Scenario) -> Found | None:
    """Search in a thread of its own, and look meanwhile whether somebody stops it; None where it was cancelled."""
    hunt = HUNTS[Kind(row.kind)](row)
    thread = Thread(target=hunt.run, daemon=True)
    thread.start()
    last = timezone.now()
    while thread.is_alive():
        thread.join(BEAT)
        now = timezone.now()
        hunt.tell(now)
        state = _state(row)
        if state == State.STOPPING:
            hunt.stopped = True
        elif state != State.SEARCHING:
            hunt.stopped = hunt.dropped = True
        if hunt.better is not None and now - last > KEPT_EVERY and not hunt.dropped:
            last, best = now, hunt.better
            hunt.better = None
            _kept(by, row, best)
    if hunt.fault is not None:
        raise hunt.fault
    return None if hunt.dropped else hunt.result


def _state(row: Scenario) -> str:
    with checking():
        found = Scenario.objects.inside_action().filter(pk=row.pk).values_list("state", flat=True).first()
    return str(found or "")


def _kept(by: Actor, row: Scenario, plan: dict[str, Any]) -> None:
    """Keep the best plan so far: whoever goes on after a worker was killed begins with it."""
    _written(by, row, "planning.search.kept", lambda found: setattr(found, "result", plan))


def _ended(by: Actor, row: Scenario, state: State, result: dict[str, Any] | None, fault: str = "") -> None:
    def write(found: Scenario) -> None:
        found.state, found.fault = state, fault
        found.result = {**result, "given": found.goals} if result is not None else {}

    _written(by, row, "planning.search.ended", write)
    cache.delete(progress_key(row.uid))


def _written(by: Actor, row: Scenario, word: str, write: Callable[[Scenario], None]) -> None:
    with act(word, by=by, owner=row.owner, about=row.uid):
        found = _held(row)
        if found.state in WORKED_ON:
            write(found)
            found.stepped_at = timezone.now()
            found.save()
