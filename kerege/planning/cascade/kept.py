"""Programmes and plans over years as JSON, so that they can be kept and looked at again. Plain Python."""

import json
from dataclasses import asdict
from typing import Any

from kerege.planning.cascade.programme import At, Country, Event, Need, Programme, Topic, Years

Kept = dict[str, Any]


def plain_programme(programme: Programme) -> Kept:
    """A programme as JSON holds it."""
    kept: Kept = json.loads(json.dumps(asdict(programme)))
    return kept


def programme_of(kept: Kept) -> Programme:
    """The programme that `plain_programme` made this of."""
    return Programme(
        countries=tuple(Country(c["key"], c["language"], c["room_days"], c["trainers"]) for c in kept["countries"]),
        topics=tuple(Topic(**topic) for topic in kept["topics"]),
        needs=tuple(
            Need(n["country"], n["topic"], tuple((people, points) for people, points in n["parts"]), n["cost"])
            for n in kept["needs"]
        ),
        event=Event(**kept["event"]),
        budget=tuple(kept["budget"]),
        survive=tuple(kept["survive"]),
        tracks=tuple(kept["tracks"]),
        days=kept["days"],
        lend=kept["lend"],
        most_trained=kept["most_trained"],
    )


def plain_years(plan: Years) -> Kept:
    """A plan as JSON holds it; what is 0 is left out."""
    return {
        name: [[*at, n] for at, n in sorted(getattr(plan, name).items()) if n]
        for name in ("courses", "trained", "events", "borrowed")
    }


def years_of(kept: Kept) -> Years:
    """The plan that `plain_years` made this of."""

    def of(name: str) -> dict[At, int]:
        return {(where, what, quarter): n for where, what, quarter, n in kept.get(name, ())}

    return Years(of("courses"), of("trained"), of("events"), of("borrowed"))


def still_known(programme: Programme, plan: Years) -> Years:
    """A plan without what its programme does not know any more: countries, courses, tracks, quarters."""
    needs = {(need.country, need.topic) for need in programme.needs}
    stocks = {(country.key, track) for country in programme.countries for track in programme.tracks}
    events = {(language, track) for language in programme.languages for track in programme.tracks}

    def of(name: str, known: set[tuple[str, str]]) -> dict[At, int]:
        held: dict[At, int] = getattr(plan, name)
        return {at: n for at, n in held.items() if at[:2] in known and at[2] < programme.quarters}

    return Years(of("courses", needs), of("trained", stocks), of("events", events), of("borrowed", stocks))
