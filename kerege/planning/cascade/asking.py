"""Rows of a programme that cannot be planned, before any search: which, and what is wrong with them."""

from collections.abc import Hashable, Iterator, Sequence

from kerege.planning.cascade.programme import Programme

UNKNOWN, TWICE, RANGE = "unknown", "twice", "range"


def refusals(programme: Programme) -> list[tuple[str, str]]:
    """Each row with what is wrong: it names what is not planned, stands twice, or has a figure that cannot be."""
    return [*_twice(programme), *_unknown(programme), *_out_of_range(programme)]


def _twice(programme: Programme) -> Iterator[tuple[str, str]]:
    rows: tuple[Sequence[Hashable], ...] = (
        [country.key for country in programme.countries],
        [topic.key for topic in programme.topics],
        [f"{need.country} {need.topic}" for need in programme.needs],
    )
    for keys in rows:
        yield from ((str(key), TWICE) for key in dict.fromkeys(keys) if keys.count(key) > 1)


def _unknown(programme: Programme) -> Iterator[tuple[str, str]]:
    tracks = set(programme.tracks)
    yield from ((one.key, UNKNOWN) for one in programme.countries if not set(one.trainers) <= tracks)
    yield from ((topic.key, UNKNOWN) for topic in programme.topics if topic.track not in tracks)
    for need in programme.needs:
        if need.country not in programme.speaks or need.topic not in programme.topic_of:
            yield f"{need.country} {need.topic}", UNKNOWN


def _out_of_range(programme: Programme) -> Iterator[tuple[str, str]]:
    for country in programme.countries:
        if min(country.room_days, *country.trainers.values(), 0) < 0:
            yield country.key, RANGE
    for topic in programme.topics:
        if min(topic.days, topic.seats, topic.staff) < 1:
            yield topic.key, RANGE
    for need in programme.needs:
        points = [value for _people, value in need.parts]
        bad = need.cost < 0 or any(people < 1 or value < 0 for people, value in need.parts)
        if bad or points != sorted(points, reverse=True):
            yield f"{need.country} {need.topic}", RANGE
    event = programme.event
    figures = (*programme.budget, *programme.survive, event.cost, event.places, event.most)
    terms = (programme.days, programme.lend, programme.most_trained)
    if not programme.budget or len(programme.survive) < programme.quarters or min(*figures, *terms) < 0:
        yield "terms", RANGE
