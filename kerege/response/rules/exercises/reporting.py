"""What the after-action report rests on, and its figures."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence

from kerege.lib.refusal import Refusal
from kerege.response.words import exercises_refused as refused
from kerege.response.words.exercises import Rating

SHORTEST_PROOF = 10
"""Letters: "done" proves nothing."""


def check_whole(objectives: Sequence[str], rated: Collection[str], lacking: Sequence[str]) -> None:
    """Refuses response.exercise_nothing_found for an objective that nobody rated, and .exercise_no_action for an area
    for improvement (`lacking`, their titles) without a corrective action.
    """
    for key in objectives:
        if key not in rated:
            raise Refusal(refused.EXERCISE_NOTHING_FOUND, key=key)
    if lacking:
        raise Refusal(refused.EXERCISE_NO_ACTION, title=lacking[0])


def tally(ratings: Iterable[str]) -> dict[Rating, int]:
    """How often each rating was given, in the order of HSEEP."""
    counted = Counter(ratings)
    return {rating: counted[rating.value] for rating in Rating}
