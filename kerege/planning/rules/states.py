"""What may follow what in a scenario, and for how long it may be searched."""

from collections.abc import Collection, Mapping
from datetime import date, datetime
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.planning.words import (
    ACCEPTED_ALREADY,
    BAD_SECONDS,
    NOT_IN_THIS_STATE,
    SEASON_TOO_LONG,
    STATES,
    State,
)

S = State
NEXT: Mapping[State, frozenset[State]] = {
    S.DRAFT: frozenset({S.WAITING}),
    S.WAITING: frozenset({S.SEARCHING, S.STOPPING, S.DRAFT, S.FOUND}),
    S.SEARCHING: frozenset({S.SEARCHING, S.STOPPING, S.FOUND, S.CONTRADICTED, S.FAILED, S.DRAFT}),
    S.STOPPING: frozenset({S.SEARCHING, S.FOUND, S.CONTRADICTED, S.FAILED, S.DRAFT}),
    S.FOUND: frozenset({S.WAITING, S.ACCEPTED}),
    S.CONTRADICTED: frozenset({S.WAITING}),
    S.FAILED: frozenset({S.WAITING}),
    S.ACCEPTED: frozenset(),
}
WORKED_ON: Collection[State] = frozenset({S.WAITING, S.SEARCHING, S.STOPPING})
"""States in which the node has something to do; a worker that was killed leaves the scenario in one of them."""
LONGEST_SEASON = 400
LEAST_SECONDS, MOST_SECONDS = 2, 300


def check_next(state: str, wanted: State) -> None:
    """Refuse planning.not_in_this_state unless `wanted` may follow; planning.accepted_already after acceptance."""
    if state == S.ACCEPTED:
        raise Refusal(ACCEPTED_ALREADY)
    if wanted not in NEXT[State(state)]:
        raise Refusal(NOT_IN_THIS_STATE, state=STATES[State(state)])


def check_open(state: str) -> None:
    """Refuse planning.not_in_this_state while the node searches, and planning.accepted_already after acceptance."""
    if state == S.ACCEPTED:
        raise Refusal(ACCEPTED_ALREADY)
    if state in WORKED_ON:
        raise Refusal(NOT_IN_THIS_STATE, state=STATES[State(state)])


def check_season(first: date, last: date) -> None:
    """Refuse planning.season_too_long."""
    if not 0 <= (last - first).days <= LONGEST_SEASON:
        raise Refusal(SEASON_TOO_LONG, field="last", most=LONGEST_SEASON)


def check_seconds(seconds: int) -> int:
    """The seconds of a search. Refuses planning.bad_seconds."""
    if not LEAST_SECONDS <= seconds <= MOST_SECONDS:
        raise Refusal(BAD_SECONDS, field="seconds", least=LEAST_SECONDS, most=MOST_SECONDS)
    return seconds


def progress_key(uid: object) -> str:
    """Under which the node keeps for other processes how far a search is."""
    return f"planning.search.{uid}"


QUIET = 10
"""After so many seconds without a word, a search that tells itself twice a second has lost its worker."""


def silent_for(progress: Mapping[str, Any], now: datetime) -> int:
    """For how many seconds nothing was heard of a search; 0 where it tells of itself, or has not begun."""
    heard = progress.get("at")
    seconds = int((now - datetime.fromisoformat(heard)).total_seconds()) if heard else 0
    return seconds if seconds > QUIET else 0
