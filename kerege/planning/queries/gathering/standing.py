"""What plans before this one hold already: courses that were accepted and stand, and what these take. Plain Python."""

from collections import Counter
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

from kerege.planning.rules.rows import Row, key_of
from kerege.planning.solver.plan import Held, Plan
from kerege.planning.solver.problem import Floor, Fund, Group, Pin, Problem, Trainer

TYPED = "wanted-"
"""So the keys of groups begin whose people were typed. All others are counted anew from what people can do."""


@dataclass(frozen=True)
class Standing:
    """An accepted course that stands, with the groups of its plan (country, topic, and people where these were typed)
    and who pays for it, by the keys of funds.
    """

    held: Held
    groups: Mapping[str, tuple[str, str, int]]
    funders: Mapping[str, str]
    over: bool = False

    def seats_for(self, group: Group) -> int:
        """How many of this very group sit in it. Of a course that is over, needs know already what people learnt; and
        whoever typed another number since has said what is left.
        """
        typed = group.key.startswith(TYPED)
        same = self.groups.get(group.key) == (group.country, group.topic, group.people if typed else 0)
        return self.held.seats.get(group.key, 0) if same and (typed or not self.over) else 0


def without(problem: Problem, standing: Collection[Standing], funders: Mapping[str, str]) -> Problem:
    """The problem of what is left: without the people who have a seat, the money that is spent, the courses that their
    trainers teach, and decided courses that stand. A share that a country has to get counts those who have a seat.
    """
    if not standing:
        return problem
    seated = {group.key: sum(each.seats_for(group) for each in standing) for group in problem.groups}
    left = [replace(group, people=max(0, group.people - seated[group.key])) for group in problem.groups]
    taught = Counter(key for each in standing for key in each.held.leads | each.held.locals)
    keys = {each.held.course.key for each in standing}
    return replace(
        problem,
        groups=tuple(group for group in left if group.people),
        trainers=tuple(_free(trainer, taught[trainer.key]) for trainer in problem.trainers),
        funds=tuple(_unspent(fund, standing, funders.get(fund.key, "")) for fund in problem.funds),
        floors=tuple(_floors(problem.floors, problem.groups, left)),
        pins=tuple(pin for pin in problem.pins if _key(pin) not in keys),
    )


def seated(problem: Problem, standing: Iterable[Standing]) -> int:
    """How many people of a problem have a seat in courses that stand."""
    found = list(standing)
    return sum(min(group.people, sum(each.seats_for(group) for each in found)) for group in problem.groups)


def _free(trainer: Trainer, taught: int) -> Trainer:
    return trainer if trainer.most is None or not taught else replace(trainer, most=max(0, trainer.most - taught))


def _unspent(fund: Fund, standing: Iterable[Standing], funder: str) -> Fund:
    spent = sum(each.held.paid.get(fund.key, 0) for each in standing if each.funders.get(fund.key) == funder)
    return replace(fund, amount=max(0, fund.amount - spent)) if spent else fund


def _floors(floors: Iterable[Floor], before: Iterable[Group], left: Iterable[Group]) -> Iterable[Floor]:
    whole, rest = Counter[str](), Counter[str]()
    for counted, groups in ((whole, before), (rest, left)):
        for group in groups:
            counted[group.country] += group.people
    for floor in floors:
        seated = whole[floor.country] - rest[floor.country]
        if floor.women or not seated:
            yield floor
        elif (needed := floor.share * whole[floor.country] - 1000 * seated) > 0:
            yield replace(floor, share=-(-needed // rest[floor.country]))


def _key(pin: Pin) -> str:
    return "|".join((pin.topic, pin.language, pin.room, "+".join(sorted(pin.cohort)), pin.first.isoformat()))


def standing_of(
    plan: Plan,
    groups: Iterable[Group],
    rows: Mapping[str, Sequence[Row]],
    last_days: Mapping[int, date | None],
    *,
    on: date,
) -> list[Standing]:
    """Of the courses of one accepted plan, by number, those of which the last day is told: the others do not stand.
    `rows` are what people told the plan.
    """
    known = {group.key: (group.country, group.topic, 0) for group in groups if not group.key.startswith(TYPED)}
    known |= {key_of("wanted", row): (row["country"], row["topic"], row["people"]) for row in rows.get("wanted", ())}
    return [
        Standing(plan.courses[number - 1], known, funders_of(rows), over=last is not None and last < on)
        for number, last in sorted(last_days.items())
        if number <= len(plan.courses)
    ]


def funders_of(rows: Mapping[str, Sequence[Row]]) -> dict[str, str]:
    """Who pays, by the key of the fund."""
    return {key_of("funds", row): row["funder"] for row in rows.get("funds", ())}
