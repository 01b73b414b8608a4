"""From where each row came on which a plan rests: people who need a course, trainers and rooms, country by country."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.planning.queries.gathering import Gathered
from kerege.planning.queries.gathering.rooms import PARTS
from kerege.planning.queries.scenarios import ScenarioPage, TrainerLine
from kerege.planning.queries.stated import StatedLine, shared_longest, stated
from kerege.planning.solver.problem import Group
from kerege.records.viewers import Viewer

NEW = "new-"
"""How the keys of trainers begin whom no search of the plan has met yet."""


@dataclass(frozen=True)
class PeopleFrom:
    """People of one country who need one course. `origin`: needs (computed, and read by whoever plans), stated (by the
    country: `record` is the statement, shared up to `until`), least (as partners are told), told (row `row`).
    """

    topic: str
    languages: tuple[str, ...]
    people: int
    points: int
    origin: str
    record: str = ""
    on: date | None = None
    until: date | None = None
    row: int = 0


@dataclass(frozen=True)
class TrainerFrom:
    """Somebody who may teach. `origin`: listed (chose to be found), named (by whoever plans), certificate. `name` is
    that of somebody who is in no search of the plan yet, as far as the reader may know it.
    """

    key: str
    origin: str
    part_two: bool
    name: str = ""

    @property
    def is_new(self) -> bool:
        return self.key.startswith(NEW)


@dataclass(frozen=True)
class RoomFrom:
    """A room of a centre whose page the reader sees."""

    key: str
    centre: str
    seats: int


@dataclass(frozen=True)
class CountryFrom:
    """What one country gives to a plan, as far as its reader sees it."""

    country: str
    people: tuple[PeopleFrom, ...]
    trainers: tuple[TrainerFrom, ...]
    rooms: tuple[RoomFrom, ...]

    @property
    def wanted(self) -> int:
        return sum(each.people for each in self.people)


def sources_told(
    viewer: Viewer, acting: Actor, page: ScenarioPage, now: Gathered, trainers: dict[str, TrainerLine], *, on: date
) -> list[CountryFrom]:
    """Everything that a plan would rest on today, by country and with its origin; `trainers` is what `trainers_of`
    tells of the scenario.
    """
    problem, statements = now.problem, stated(viewer, on=on)
    until = {uid: share.end for uid, share in shared_longest(viewer, statements.values()).items()}
    names = _names_of_new(viewer, now.persons)
    named = {row["person"] for row in page.rows.get("staff", [])}
    countries = {
        *(each.country for each in problem.groups),
        *(each.country for each in problem.trainers),
        *(each.country for each in problem.rooms),
    }
    return [
        CountryFrom(
            country,
            tuple(_people(g, statements, until) for g in problem.groups if g.country == country),
            tuple(
                TrainerFrom(t.key, _origin(t.key, trainers, named), t.part_two, names.get(t.key, ""))
                for t in problem.trainers
                if t.country == country
            ),
            tuple(RoomFrom(r.key, r.key.partition(PARTS)[0], r.seats) for r in problem.rooms if r.country == country),
        )
        for country in sorted(countries)
    ]


def _names_of_new(viewer: Viewer, persons: Mapping[str, int]) -> dict[str, str]:
    new = {key: number for key, number in persons.items() if key.startswith(NEW)}
    known = people.person_names(viewer, list(new.values()))
    return {key: name for key, number in new.items() if isinstance(name := known.get(number), str)}


def _people(group: Group, statements: dict[str, StatedLine], until: dict[str, date]) -> PeopleFrom:
    told = group.topic, group.languages, group.people, group.points
    origin, _colon, _rest = group.key.partition(":")
    if origin == "stated" and group.country in statements:
        line = statements[group.country]
        return PeopleFrom(*told, "stated", line.uid, line.stated_on, until.get(line.uid))
    if origin in {"need", "least"}:
        return PeopleFrom(*told, "needs" if origin == "need" else "least")
    return PeopleFrom(*told, "told", row=int(group.key.rpartition("-")[2] or 0))


def _origin(key: str, trainers: dict[str, TrainerLine], named: set[str]) -> str:
    line = trainers.get(key)
    if line is not None and line.listed:
        return "listed"
    return "named" if key in named else "certificate"
