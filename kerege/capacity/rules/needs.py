"""Need = risk × gap × reach, with every factor kept beside the figure. Exact fractions from end to end.

For one person:

    points = 100 × (criticality ÷ most) × weight × containment × gap × (person + place × gap of the place), at most 100

`gap` is what the role wants of a level less what the person showed, over the four levels. Reach is how many people of
a post come to as many points as the policy counts from. What is not known is never zero: people without evidence are
told apart, and a gap of the place that is not known leaves the factor beside it whole.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from kerege.capacity.rules.gaps import SystemGap
from kerege.capacity.rules.policy import Policy
from kerege.capacity.words.needs import (
    BAD_CRITICALITY,
    BAD_LEVEL,
    NEED_OVER_MISSING,
    NEGATIVE_REACH,
    Before,
    Priority,
)
from kerege.lib.refusal import Refusal

HIGHEST_LEVEL = 4
MOST_POINTS = Fraction(100)
ORDER = (Priority.A, Priority.B, Priority.C, Priority.UNKNOWN, Priority.BELOW)
NOTHING, WHOLE = Fraction(0), Fraction(1)


@dataclass(frozen=True)
class Wanted:
    """What a role wants of a competence: the level, and how critical it is."""

    competence: str
    level: int
    criticality: int


@dataclass(frozen=True)
class Staff:
    """A post: how many people, what its role wants, and the levels that were shown, by competence. `containment` is the
    level of the unit; None where none is known.
    """

    post: str
    unit: str
    role: str
    people: int
    wanted: Sequence[Wanted]
    levels: Mapping[str, Sequence[Fraction]] = field(default_factory=dict)
    containment: int | None = None


@dataclass(frozen=True)
class Place:
    """A facility, the language in which its people learn, what its assessments say, and its posts."""

    key: str
    owner: str
    territory: str
    language: str
    gaps: Mapping[str, SystemGap]
    staff: Sequence[Staff]


@dataclass(frozen=True)
class Need:
    """One competence in one post, with every factor. `points` are those of each person whose level is known, as
    `levels`; `presumed` people have no evidence, and the gap of the place stands for theirs (`presumed_points`);
    `unknown` people have neither.
    """

    place: Place
    staff: Staff
    wanted: Wanted
    system: SystemGap | None
    weight: Fraction
    factor: Fraction
    levels: tuple[Fraction, ...]
    points: tuple[Fraction, ...]
    presumed: int
    presumed_points: Fraction | None
    unknown: int
    in_need: int
    presumed_in_need: int
    total: Fraction
    priority: Priority
    could_be: Priority

    @property
    def competence(self) -> str:
        return self.wanted.competence

    @property
    def top(self) -> Fraction | None:
        """The points of the person most in need; None where nobody's are known."""
        found = [*self.points, *([self.presumed_points] if self.presumed_points is not None else [])]
        return max(found) if found else None


def points_of(
    policy: Policy, wanted: Wanted, *, gap: Fraction | None, factor: Fraction, containment: Fraction
) -> Fraction:
    """The points of one person. Refuses capacity.need_over_missing where the gap is not known: that is not zero."""
    if gap is None:
        raise Refusal(NEED_OVER_MISSING)
    if not gap:
        return NOTHING
    return min(MOST_POINTS, _points(policy, wanted, factor, containment) * gap)


def _points(policy: Policy, wanted: Wanted, factor: Fraction, containment: Fraction) -> Fraction:
    """The points of somebody who lacks everything: all factors but the gap, in one fraction."""
    weight = policy.weight_of(wanted.competence)
    above = 100 * wanted.criticality * weight.numerator * factor.numerator * containment.numerator
    below = policy.most_criticality * weight.denominator * factor.denominator * containment.denominator
    return Fraction(above, below)


def factor_of(policy: Policy, system: Fraction | None) -> Fraction:
    """What stands beside a person's gap: whole where the gap of the place is not known, so that nothing is lowered."""
    return policy.person + policy.place * (WHOLE if system is None else system)


def needs_of(policy: Policy, place: Place) -> list[Need]:
    """Every competence that a post of the place wants, in the order of its posts.

    Refuses capacity.negative_reach, .bad_criticality and .bad_level.
    """
    return [
        need_of(policy, place, staff, wanted) for staff in place.staff for wanted in staff.wanted if wanted.level > 0
    ]


def need_of(policy: Policy, place: Place, staff: Staff, wanted: Wanted) -> Need:
    """One competence in one post. Refuses as `needs_of` does."""
    levels = tuple(staff.levels.get(wanted.competence, ()))
    _check(policy, staff, wanted, levels)
    system = place.gaps.get(wanted.competence)
    share = system.value if system is not None else None
    factor, containment = factor_of(policy, share), policy.containment_of(staff.containment)
    points = tuple(
        points_of(policy, wanted, gap=gap_of(wanted, level), factor=factor, containment=containment) for level in levels
    )
    missing = max(0, staff.people - len(levels))
    stands = None
    if policy.stand_in and missing and share is not None:
        stands = points_of(policy, wanted, gap=share, factor=factor, containment=containment)
    unknown = missing if stands is None else 0
    counted = [each for each in points if each >= policy.counts_from]
    presumed_in_need = missing - unknown if stands is not None and stands >= policy.counts_from else 0
    total = sum(counted, NOTHING) + ((stands or NOTHING) * presumed_in_need)
    highest = max([*counted, *([stands] if presumed_in_need and stands is not None else [])], default=None)
    return Need(
        place=place,
        staff=staff,
        wanted=wanted,
        system=system,
        weight=policy.weight_of(wanted.competence),
        factor=factor,
        levels=levels,
        points=points,
        presumed=missing - unknown,
        presumed_points=stands,
        unknown=unknown,
        in_need=len(counted) + presumed_in_need,
        presumed_in_need=presumed_in_need,
        total=total,
        priority=_priority(policy, highest, critical=system is not None and system.critical, unknown=unknown),
        could_be=_could_be(policy, staff, wanted, unknown, max((*points, stands or NOTHING))),
    )


def gap_of(wanted: Wanted, level: Fraction) -> Fraction:
    """What is lacking of the level that is wanted, as a share of the four levels; nothing where more was shown."""
    if level >= wanted.level:
        return NOTHING
    return (wanted.level - level) / HIGHEST_LEVEL


def _priority(policy: Policy, highest: Fraction | None, *, critical: bool, unknown: int) -> Priority:
    if critical and (highest is not None or unknown):
        return Priority.A
    if highest is not None:
        return policy.priority_of(highest)
    return Priority.UNKNOWN if unknown else Priority.BELOW


def _could_be(policy: Policy, staff: Staff, wanted: Wanted, unknown: int, known: Fraction) -> Priority:
    """The priority if those of whom nothing is known lacked everything, at the highest containment that it could be."""
    most = known
    if staff.containment is None:
        most = min(MOST_POINTS, most * policy.highest / policy.containment_of(None))
    if unknown:
        containment = policy.highest if staff.containment is None else policy.containment_of(staff.containment)
        worst = points_of(policy, wanted, gap=gap_of(wanted, NOTHING), factor=WHOLE, containment=containment)
        most = max(most, worst)
    return policy.priority_of(most)


def _check(policy: Policy, staff: Staff, wanted: Wanted, levels: Iterable[Fraction]) -> None:
    if staff.people < 0:
        raise Refusal(NEGATIVE_REACH, field="people", value=staff.people)
    if not 1 <= wanted.criticality <= policy.most_criticality:
        raise Refusal(BAD_CRITICALITY, field="criticality", value=wanted.criticality, most=policy.most_criticality)
    for level in (Fraction(wanted.level), *levels):
        if not 0 <= level <= HIGHEST_LEVEL:
            raise Refusal(BAD_LEVEL, field="level", value=str(level))


# -- the order -------------------------------------------------------------------------------------------------------


def in_order(needs: Iterable[Need]) -> list[Need]:
    """The most urgent first: by priority, then by the points of all who are in need, then by how many they are. What is
    not known stands behind what is needed and before what is not.
    """
    return sorted(needs, key=_key)


def _key(need: Need) -> tuple[int, Fraction, int, str, str, str]:
    return (
        ORDER.index(need.priority),
        -need.total,
        -need.in_need,
        need.place.territory,
        need.place.key,
        f"{need.competence} {need.staff.post}",
    )


def why_before(first: Need, second: Need) -> Before:
    """What put the first before the second in `in_order`."""
    one, two = _key(first), _key(second)
    if one[0] != two[0]:
        return Before.PRIORITY
    if one[1] != two[1]:
        return Before.POINTS
    return Before.PEOPLE if one[2] != two[2] else Before.NAME
