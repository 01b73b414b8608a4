"""Whether a problem can be planned at all: every row that cannot be, by its key, before any search."""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import chain
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.planning import words
from kerege.planning.solver.problem import Problem

MOST = 1_000_000_000
"""The largest number of people, points or units of money: sums of them stay within what the solver counts exactly."""
MOST_DAYS, MOST_SHARE = 60, 1000


def refusals(problem: Problem) -> list[Refusal]:
    """Every row that cannot be planned, in the order in which they stand; nothing where all can."""
    found = list(chain(_twice(problem), _unknown(problem), _out_of_range(problem)))
    found += [*_out_of_season(problem), *_pinned_twice(problem)]
    return found if problem.starts else [Refusal(words.NO_STARTS, field="starts"), *found]


def _twice(problem: Problem) -> Iterator[Refusal]:
    rows: tuple[tuple[Any, ...], ...] = (
        problem.groups,
        problem.topics,
        problem.trainers,
        problem.rooms,
        problem.funds,
        problem.floors,
    )
    for kind in (*rows, (*problem.pins, *problem.forbidden)):
        seen: set[str] = set()
        for row in kind:
            if row.key in seen:
                yield Refusal(words.KEY_TWICE, key=row.key)
            seen.add(row.key)


def _unknown(problem: Problem) -> Iterator[Refusal]:
    topics = {topic.key for topic in problem.topics}
    rooms = {room.key for room in problem.rooms}
    trainers = {trainer.key for trainer in problem.trainers}
    countries = {group.country for group in problem.groups}
    named: list[tuple[str, Iterable[str], set[str]]] = [(group.key, [group.topic], topics) for group in problem.groups]
    named += [(floor.key, [floor.country], countries) for floor in problem.floors]
    for pin in problem.pins:
        named += [(pin.key, [pin.topic], topics), (pin.key, [pin.room], rooms), (pin.key, pin.cohort, countries)]
        named.append((pin.key, pin.leads | pin.locals, trainers))
    for row, keys, known in named:
        yield from (Refusal(words.UNKNOWN_KEY, row=row, key=key) for key in sorted(keys) if key not in known)


def _out_of_range(problem: Problem) -> Iterator[Refusal]:
    numbers: list[tuple[str, int, int, int]] = []
    for group in problem.groups:
        numbers += [(group.key, group.people, 0, MOST), (group.key, group.points, 0, MOST)]
    for topic in problem.topics:
        numbers += [(topic.key, topic.days, 1, MOST_DAYS), (topic.key, topic.least, 1, topic.most)]
        numbers += [(topic.key, number, 0, MOST) for number in (topic.leads, topic.locals, topic.per_person)]
    for trainer in problem.trainers:
        numbers += [(trainer.key, trainer.fee, 0, MOST), (trainer.key, trainer.most or 0, 0, MOST)]
    for room in problem.rooms:
        numbers += [(room.key, room.seats, 1, MOST), (room.key, room.price, 0, MOST)]
    numbers += [(fund.key, fund.amount, 0, MOST) for fund in problem.funds]
    numbers += [(floor.key, floor.share, 0, MOST_SHARE) for floor in problem.floors]
    topics, rooms = {each.key: each for each in problem.topics}, {each.key: each.seats for each in problem.rooms}
    for pin in problem.pins:
        if pin.people is not None and pin.topic in topics and pin.room in rooms:
            topic = topics[pin.topic]
            numbers.append((pin.key, pin.people, topic.least, min(topic.most, rooms[pin.room])))
    for row, value, least, most in numbers:
        if not least <= value <= most:
            yield Refusal(words.OUT_OF_RANGE, row=row, value=value, least=least, most=most)


def _out_of_season(problem: Problem) -> Iterator[Refusal]:
    """Pins on days of which the problem knows neither holidays nor who is away."""
    for pin in problem.pins:
        if problem.starts and not problem.in_season(pin.first):
            yield Refusal(words.OUT_OF_SEASON, row=pin.key, day=pin.first.isoformat(), **_season(problem))


def _season(problem: Problem) -> dict[str, str]:
    return {"first": min(problem.starts).isoformat(), "last": max(problem.starts).isoformat()}


def _pinned_twice(problem: Problem) -> Iterator[Refusal]:
    """People and rooms that two pins want on one day."""
    rooms = {room.key: room for room in problem.rooms}
    topics = {topic.key: topic for topic in problem.topics}
    taken: dict[tuple[str, date], str] = {}
    for pin in problem.pins:
        if pin.room not in rooms or pin.topic not in topics or topics[pin.topic].days > MOST_DAYS:
            continue
        days = problem.days_of(rooms[pin.room].country, pin.first, topics[pin.topic].days) or (pin.first,)
        for name in sorted({pin.room, *pin.leads, *pin.locals}):
            other = next((taken[name, day] for day in days if taken.get((name, day), pin.key) != pin.key), "")
            if other:
                yield Refusal(words.BOOKED_TWICE, row=pin.key, other=other, key=name)
            taken.update(dict.fromkeys(((name, day) for day in days), pin.key))
