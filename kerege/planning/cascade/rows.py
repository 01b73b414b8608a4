"""A programme as rows of whole numbers: read by the relaxation, by the search, and by nothing else. Plain Python.

A course is worth its gain for every quarter from its own on, so what was met needs no variable: the first courses of a
need are worth most, and whoever maximizes takes them first. That keeps the model ten times smaller than one that counts
who is left in each quarter.
"""

from collections import defaultdict
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field, replace

from kerege.planning.cascade.programme import WHOLE, At, Country, Programme, Years
from kerege.planning.linear import rows as linear
from kerege.planning.linear.rows import Row

NOBODY = Years()


@dataclass
class Rows(linear.Rows):
    """Each part of a plan says which variables stand for which entry; several may stand for one."""

    budget: list[Row] = field(default_factory=list)
    courses: dict[At, list[int]] = field(default_factory=lambda: defaultdict(list))
    trained: dict[At, int] = field(default_factory=dict)
    events: dict[At, int] = field(default_factory=dict)
    borrowed: dict[At, int] = field(default_factory=dict)

    def values_of(self, plan: Years) -> list[int]:
        """The variables of a plan: its first courses are those that are worth most."""
        values, free = [0] * len(self.worth), list(self.high)
        steps: dict[tuple[str, str], list[int]] = {}
        for at, variables in sorted(self.courses.items(), key=lambda one: one[0][2]):
            left = steps.setdefault(at[:2], [free[variable] for variable in variables])
            count = plan.courses.get(at, 0)
            for step, variable in enumerate(variables):
                values[variable] = taken = min(count, left[step])
                left[step] -= taken
                count -= taken
        for part, entries in ((self.trained, plan.trained), (self.events, plan.events), (self.borrowed, plan.borrowed)):
            for at, variable in part.items():
                values[variable] = entries.get(at, 0)
        return values

    def plan(self, values: Sequence[float], given: Years = NOBODY, closed: Collection[str] = ()) -> Years:
        """The entries that are open, as decided, beside those of `given` that are `closed` (by country or language)."""

        def kept(part: Mapping[At, int]) -> dict[At, int]:
            return {at: count for at, count in part.items() if at[0] in closed}

        def read(part: Mapping[At, int]) -> dict[At, int]:
            return {at: whole for at, variable in part.items() if (whole := round(values[variable]))}

        courses = {at: n for at, many in self.courses.items() if (n := sum(round(values[v]) for v in many))}
        return Years(
            courses=kept(given.courses) | courses,
            trained=kept(given.trained) | read(self.trained),
            events=kept(given.events) | read(self.events),
            borrowed=kept(given.borrowed) | read(self.borrowed),
        )


def priced(rows: Rows, prices: Sequence[float]) -> Rows:
    """The rows without a budget: money of each quarter has a price instead."""
    worth = list(rows.worth)
    for row, price in zip(rows.budget, prices, strict=True):
        for variable, factor in zip(row.variables, row.factors, strict=True):
            worth[variable] -= price * factor
    return replace(rows, worth=worth, rows=rows.rows[: -len(rows.budget)], budget=[])


def rows_of(
    programme: Programme,
    *,
    only: Collection[str] | None = None,
    given: Years = NOBODY,
    events: bool = True,
    budget: Sequence[int] | None = None,
) -> Rows:
    """The rows in which the countries of `only` (all of them without) are open and all else stands as `given`. Events
    of their languages are open too, or stand as given. `budget` is what those countries may spend, where it is told.
    """
    return _Writer(programme, only, given, events, budget).rows


class _Writer:
    def __init__(
        self,
        programme: Programme,
        only: Collection[str] | None,
        given: Years,
        events: bool,
        budget: Sequence[int] | None,
    ) -> None:
        self.programme, self.given, self.rows = programme, given, Rows()
        keys = {country.key for country in programme.countries} if only is None else set(only)
        self.countries = [country for country in programme.countries if country.key in keys]
        self.languages = list(dict.fromkeys(country.language for country in self.countries))
        self.closed = [country for country in programme.countries if country.key not in keys]
        self.staff: dict[At, Row] = {}
        self.rows.budget = [Row(most) for most in (budget or self._left(events))]
        self._events(events)
        for country in self.countries:
            self._country(country)
        self._needs()
        self._together()
        self.rows.rows += [*self.staff.values(), *self.rooms.values(), *self.rows.budget]

    def _left(self, events: bool) -> list[int]:
        """The money that those who are closed leave over."""
        left = list(self.programme.budget)
        closed, open_languages = {country.key for country in self.closed}, set(self.languages)
        for need in self.programme.needs if closed else ():
            if need.country in closed:
                for quarter in range(self.programme.quarters):
                    left[quarter] -= need.cost * self.given.courses.get((need.country, need.topic, quarter), 0)
        for (language, _track, quarter), count in self.given.events.items():
            if not events or language not in open_languages:
                left[quarter] -= self.programme.event.cost * count
        return left

    def _events(self, opened: bool) -> None:
        programme = self.programme
        self.places: dict[At, Row] = {}
        for language in self.languages:
            for track in programme.tracks:
                for quarter in range(programme.quarters):
                    at = (language, track, quarter)
                    given = self.given.events.get(at, 0)
                    taken = sum(self.given.trained.get((c.key, track, quarter), 0) for c in self.closed
                                if c.language == language)  # fmt: skip
                    self.places[at] = Row((0 if opened else programme.event.places * given) - taken)
                    if opened:
                        event = self.rows.variable(0, programme.event.most)
                        self.rows.events[at] = event
                        self.places[at].put(event, -programme.event.places)
                        self.rows.budget[quarter].put(event, programme.event.cost)

    def _country(self, country: Country) -> None:
        programme = self.programme
        for track in programme.tracks:
            for quarter in range(programme.quarters):
                at = (country.key, track, quarter)
                there = country.trainers.get(track, 0) * programme.survive[quarter]
                self.staff[at] = row = Row(programme.days * there)
                trained = self.rows.variable(0, programme.most_trained)
                borrowed = self.rows.variable(-programme.lend, programme.lend)
                self.rows.trained[at], self.rows.borrowed[at] = trained, borrowed
                row.put(borrowed, -WHOLE)
                self.places[country.language, track, quarter].put(trained, 1)
                for before in range(quarter):
                    survive = programme.survive[quarter - 1 - before]
                    row.put(self.rows.trained[country.key, track, before], -programme.days * survive)

    def _needs(self) -> None:
        programme, keys = self.programme, {country.key for country in self.countries}
        self.rooms = {(c.key, q): Row(c.room_days) for c in self.countries for q in range(programme.quarters)}
        for need in programme.needs:
            if need.country not in keys:
                continue
            topic = programme.topic_of[need.topic]
            for courses, worth in programme.steps(need):
                whole = Row(courses)
                for quarter in range(programme.quarters):
                    one = self.rows.variable(0, courses, worth * (programme.quarters - quarter))
                    self.rows.courses[need.country, need.topic, quarter].append(one)
                    whole.put(one, 1)
                    self.rooms[need.country, quarter].put(one, topic.days)
                    self.rows.budget[quarter].put(one, need.cost)
                    self.staff[need.country, topic.track, quarter].put(one, WHOLE * topic.days * topic.staff)
                self.rows.rows.append(whole)

    def _together(self) -> None:
        """What a language lends it borrows, and nobody is trained without a place."""
        self.rows.rows += self.places.values()
        programme = self.programme
        for language in self.languages:
            for track in programme.tracks:
                for quarter in range(programme.quarters):
                    closed = sum(self.given.borrowed.get((c.key, track, quarter), 0) for c in self.closed
                                 if c.language == language)  # fmt: skip
                    row = Row(-closed, exactly=True)
                    for country in self.countries:
                        if country.language == language:
                            row.put(self.rows.borrowed[country.key, track, quarter], 1)
                    self.rows.rows.append(row)


def joined(one: Years, other: Years, without: Years = NOBODY) -> Years:
    """Both plans, of countries that have nothing to do with each other; those entries of the first that are of
    `without` are left out.
    """

    def both(of: str) -> dict[At, int]:
        left: Mapping[At, int] = getattr(without, of)
        return {at: n for at, n in getattr(one, of).items() if at not in left} | getattr(other, of)

    return Years(both("courses"), both("trained"), both("events"), both("borrowed"))
