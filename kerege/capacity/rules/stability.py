"""How much priorities and the order of needs hang on the numbers of a policy: each of them is moved by a fifth, up and
down, and the needs are computed anew.

Limits of priorities are left alone: they say what is called urgent, and not what weighs how much.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from functools import partial

from kerege.capacity.rules.needs import Need, in_order, need_of
from kerege.capacity.rules.policy import CONTAINMENT, Policy
from kerege.capacity.words.needs import NEEDED

STEP = Fraction(1, 5)
"""By this share a number is moved."""
STEADY = Fraction(4, 5)
"""From this likeness of two orders on an order is called steady."""


@dataclass(frozen=True)
class Moved:
    """What becomes of the needs when one number of the policy is moved: `name` is that of a field or the competence
    whose weight it is, `up` whether it was raised. Of `needs` so many `changed` their priority. `likeness` of the two
    orders is Kendall's: 1 for the same, −1 for the opposite; None where there are fewer than two needs.
    """

    name: str
    up: bool
    needs: int
    changed: int
    likeness: Fraction | None

    @property
    def steady(self) -> bool:
        return self.likeness is None or self.likeness >= STEADY


def stability(policy: Policy, needs: Iterable[Need]) -> list[Moved]:
    """Every number that weighs something in these needs, all of them computed by this policy, moved both ways. Those of
    which a need is needed or could become it are looked at; what moves nothing is told too.
    """
    before = in_order(need for need in needs if need.priority in NEEDED or need.could_be in NEEDED)
    found = []
    for name, up, moved, stands_in in _moved(policy, before):
        after = [need_of(moved, n.place, n.staff, n.wanted) if stands_in(n) else n for n in before]
        changed = sum(one.priority != other.priority for one, other in zip(before, after, strict=True))
        found.append(Moved(name, up, len(before), changed, _likeness(after)))
    return found


def _moved(policy: Policy, needs: Sequence[Need]) -> Iterator[tuple[str, bool, Policy, Callable[[Need], bool]]]:
    """The policies with one number moved, of those numbers that stand in one of the needs, and in which."""
    weighed = sorted({need.competence for need in needs} & set(policy.weights))
    levels = sorted({_level(need) for need in needs})
    for up in (False, True):
        by = 1 + STEP if up else 1 - STEP
        if any(map(_of_a_place, needs)):
            person = min(Fraction(1), policy.person * by)
            yield "person", up, replace(policy, person=person, place=1 - person), _of_a_place
        for level in levels:
            moved = {**policy.containment, level: policy.containment[level] * by}
            yield f"containment_{level}", up, replace(policy, containment=moved), partial(_at, level)
        for code in weighed:
            more = {**policy.weights, code: policy.weights[code] * by}
            yield code, up, replace(policy, weights=more), partial(_wants, code)


def _of_a_place(need: Need) -> bool:
    return need.system is not None and need.system.value is not None


def _level(need: Need) -> int:
    return need.staff.containment or CONTAINMENT[0]


def _at(level: int, need: Need) -> bool:
    return _level(need) == level


def _wants(competence: str, need: Need) -> bool:
    return need.competence == competence


def _likeness(after: Sequence[Need]) -> Fraction | None:
    """Of the order before, in which these stand, and their own."""
    pairs = len(after) * (len(after) - 1) // 2
    if not pairs:
        return None
    place = {id(need): at for at, need in enumerate(in_order(after))}
    return 1 - Fraction(2 * _turned([place[id(need)] for need in after]), pairs)


def _turned(places: Sequence[int]) -> int:
    """How many pairs stand the other way round, by merging halves."""
    if len(places) < 2:
        return 0
    middle = len(places) // 2
    left, right = places[:middle], places[middle:]
    turned = _turned(left) + _turned(right)
    left, right, at = sorted(left), sorted(right), 0
    for each in right:
        while at < len(left) and left[at] < each:
            at += 1
        turned += len(left) - at
    return turned
