"""Short searches beside a plan: what giving on a goal would buy, and what the plan would be worth without something.
Plain Python: what is asked is a dictionary as it is kept.
"""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from kerege.planning.words import Trying

Asked = dict[str, Any]
SECONDS = 12
"""How long one trial looks. What is not proved by then is told so."""
GIVES = (0, 20, 50, 100)
"""The thousandths at which a price is tried."""
MOST_KEPT = 40
LEAST_CHANGE = "least_change"


def given(result: Mapping[str, Any], goals: Sequence[Sequence[Any]]) -> list[tuple[str, int]]:
    """The goals of a kept plan, in their order, with what each gave when it was searched; of plans that do not tell it,
    what the goals of its scenario give.
    """
    told: Sequence[Sequence[Any]] = result.get("given") or goals
    gave = {each[0]: each[1] for each in told}
    return [(each["goal"], gave.get(each["goal"], 0)) for each in result.get("reached", ())]


def priced(given: Sequence[Sequence[Any]]) -> list[Asked]:
    """What is asked for the prices of goals with what they gave: each but the last, which has none to give to, and but
    the wish to change little, which only a search again has. The plan itself says what is at the share that stands.
    """
    return [
        {"kind": Trying.GIVE, "goal": goal, "give": give}
        for goal, stands in list(given)[:-1]
        for give in GIVES
        if give != stands and goal != LEAST_CHANGE
    ]


def without(course: str = "", trainer: str = "") -> Asked:
    """What is asked to know what a plan would be without a course, without somebody in it, or without them at all."""
    return {"kind": Trying.WITHOUT, "course": course, "trainer": trainer}


def what_of(kept: Mapping[str, Any]) -> Asked:
    """What a trial asks, without what came of it."""
    return {name: kept[name] for name in ("kind", "goal", "give", "course", "trainer") if name in kept}


def with_asked(kept: Sequence[Asked], asked: Iterable[Asked], digest: str) -> list[Asked]:
    """The trials with these asked anew. Those of other inputs are gone, and of many the oldest."""
    new = [{**each, "digest": digest, "state": "waiting"} for each in asked]
    wanted = [what_of(each) for each in new]
    stay = [each for each in kept if each["digest"] == digest and what_of(each) not in wanted]
    return [*stay, *new][-MOST_KEPT:]


def waiting(kept: Iterable[Asked]) -> Asked | None:
    """The next trial that nobody has made yet."""
    return next((each for each in kept if each["state"] == "waiting"), None)


def with_told(kept: Iterable[Asked], done: Asked, told: Asked) -> list[Asked]:
    """The trials with what came of one of them; one that is asked no more stays away."""
    same = what_of(done), done["digest"]
    return [{**each, **told} if (what_of(each), each["digest"]) == same else each for each in kept]
