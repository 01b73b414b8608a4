"""A problem for the solver, gathered from what the rooms below know and its reader may read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.planning import words
from kerege.planning.queries.gathering import days, money
from kerege.planning.queries.gathering.asked import Asked, Notes
from kerege.planning.queries.gathering.rooms import rooms
from kerege.planning.queries.gathering.staff import trainers as who_teaches
from kerege.planning.queries.gathering.standing import funders_of, seated, without
from kerege.planning.queries.gathering.topics import Offered, offered
from kerege.planning.queries.gathering.wanted import groups
from kerege.planning.rules.rows import key_of
from kerege.planning.solver.asking import refusals
from kerege.planning.solver.kept import digest_of, plain
from kerege.planning.solver.problem import NONE, Floor, Forbidden, Group, Pin, Problem, Room, Trainer

MOST_COURSES = 20_000
"""Courses that could be held; beyond, a season is planned in parts."""

__all__ = ["Asked", "Gathered", "gathered"]


@dataclass(frozen=True)
class Gathered:
    """A problem with its digest. `refused` has to be corrected before it is planned; `told` is what its reader should
    know of it, as pairs of a word and data; `persons` are the numbers of trainers by key, `offered` titles and versions
    of courses.
    """

    problem: Problem
    kept: dict[str, Any]
    digest: str
    refused: tuple[Refusal, ...]
    told: tuple[tuple[str, dict[str, Any]], ...]
    persons: Mapping[str, int]
    offered: Mapping[str, Offered]


def gathered(asked: Asked) -> Gathered:
    """Everything that a plan of this scenario rests on, with the clearance of whoever asks. What they may not read is
    not in it, and `told` says of which countries that is so.
    """
    notes = Notes()
    offers = offered(asked, notes)
    people = groups(asked, offers, notes)
    staff, persons = who_teaches(asked, offers, notes)
    countries = {group.country for group in people}
    places = rooms(asked, offers, notes, within=_within_reach(asked, countries))
    venues = {room.country for room in places}
    known = days.days_of(asked, venues, notes)
    problem = Problem(
        today=asked.on,
        starts=days.starts(asked, known),
        groups=tuple(people),
        topics=tuple(each.topic for each in offers.values()),
        trainers=tuple(staff),
        rooms=tuple(places),
        funds=tuple(money.funds(asked, countries, notes)),
        ways=money.ways(asked, countries | {t.country for t in staff}, venues),
        rest=known.rest,
        holidays=known.off,
        worked=known.worked,
        cohorts=tuple(frozenset(row["countries"].split()) for row in asked.told("cohorts")),
        interpreter=money.interpreters(asked),
        floors=tuple(Floor(row["country"], row["share"] * 10, row["women"] == "women") for row in asked.told("floors")),
        pins=tuple(_pin(row) for row in asked.told("pins")),
        forbidden=tuple(
            Forbidden(key_of("forbidden", row), row["course"], row["trainer"]) for row in asked.told("forbidden")
        ),
    )
    problem = _left(asked, _with_equipment(problem, offers), notes)
    refused = [*notes.refused, *_lacking(problem.groups, staff, places), *refusals(problem), *_too_large(problem)]
    kept = plain(problem)
    return Gathered(problem, kept, digest_of(kept), tuple(refused), tuple(notes.told), persons, offers)


def _left(asked: Asked, whole: Problem, notes: Notes) -> Problem:
    """What courses that were accepted before leave of a problem."""
    if asked.standing:
        notes.say("seated", people=seated(whole, asked.standing), courses=len(asked.standing))
    return without(whole, asked.standing, funders_of(asked.rows))


def _pin(row: Mapping[str, Any]) -> Pin:
    return Pin(
        key_of("pins", dict(row)),
        row["topic"],
        row["language"],
        row["room"],
        date.fromisoformat(row["day"]),
        frozenset(row["countries"].split()),
        frozenset(row["leads"].split()),
        frozenset(row["locals"].split()),
        row.get("people"),
    )


def _within_reach(asked: Asked, countries: set[str]) -> set[str] | None:
    """Of which countries rooms are planned with: whoever plans, those for whose people one plans, and those to which a
    way is told; None for all.
    """
    ways = {row["there"] for row in asked.told("ways")}
    return None if asked.of_region or asked.centre or "" in ways else {asked.owner, *countries, *ways}


def _with_equipment(problem: Problem, offers: Mapping[str, Offered]) -> Problem:
    topics = tuple(replace(topic, equipment=offers[topic.key].equipment or NONE) for topic in problem.topics)
    return replace(problem, topics=topics)


def _lacking(people: Sequence[Group], staff: list[Trainer], places: list[Room]) -> list[Refusal]:
    empty = (
        (people, words.NOBODY_WANTED),
        (staff, words.NOBODY_TO_TEACH),
        (places, words.NOWHERE_TO_TEACH),
    )
    return [Refusal(word) for found, word in empty if not found]


def _too_large(problem: Problem) -> list[Refusal]:
    wanted = {(g.topic, language, g.country) for g in problem.groups for language in g.languages}
    together = sum(
        len({(topic, language) for topic, language, country in wanted if country in cohort})
        for cohort in problem.who_sit_together()
    )
    count = together * len(problem.rooms) * len(problem.starts)
    return [Refusal(words.TOO_LARGE, count=count, most=MOST_COURSES)] if count > MOST_COURSES else []
