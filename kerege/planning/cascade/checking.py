"""Whether a plan over years keeps to its programme, and what it is worth: told without a solver, by counting."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from kerege.planning.cascade.programme import WHOLE, Programme, Years


def faults(programme: Programme, plan: Years) -> list[str]:
    """What in the plan breaks which rule; nothing where it keeps to all of them."""
    return [
        *_known(programme, plan),
        *_of_trainers(programme, plan),
        *_of_rooms(programme, plan),
        *_of_money(programme, plan),
        *_of_events(programme, plan),
    ]


def unmet(programme: Programme, plan: Years) -> int:
    """The need that is left in each quarter, in points, added up: people are taught in courses in the order of their
    points, and count as met from the quarter of their course on.
    """
    held: defaultdict[tuple[str, str], Counter[int]] = defaultdict(Counter)
    for (country, topic, quarter), courses in plan.courses.items():
        held[country, topic][quarter] += courses
    whole = 0
    for need in programme.needs:
        seats, taught = programme.topic_of[need.topic].seats, 0
        for quarter in range(programme.quarters):
            taught += seats * held[need.country, need.topic][quarter]
            free = taught
            for people, points in need.parts:
                whole += points * max(0, people - free)
                free = max(0, free - people)
    return whole


def _known(programme: Programme, plan: Years) -> Iterator[str]:
    rows = {(need.country, need.topic) for need in programme.needs}
    tracks = {(country.key, track) for country in programme.countries for track in programme.tracks}
    events = {(language, track) for language in programme.languages for track in programme.tracks}
    for name, known in (("courses", rows), ("trained", tracks), ("borrowed", tracks), ("events", events)):
        for at, count in getattr(plan, name).items():
            if at[:2] not in known or not 0 <= at[2] < programme.quarters:
                yield f"{name} {at}: unknown"
            if count < 0 and name != "borrowed":
                yield f"{name} {at}: {count}"


def _of_trainers(programme: Programme, plan: Years) -> Iterator[str]:
    used: Counter[tuple[str, str, int]] = Counter()
    for (country, key, quarter), courses in plan.courses.items():
        topic = programme.topic_of.get(key)
        if topic is not None:
            used[country, topic.track, quarter] += courses * topic.days * topic.staff
    for one in programme.countries:
        for track in programme.tracks:
            for quarter in range(programme.quarters):
                at = (one.key, track, quarter)
                there = one.trainers.get(track, 0) * programme.survive[quarter]
                for before in range(quarter):
                    people = plan.trained.get((one.key, track, before), 0)
                    there += people * programme.survive[quarter - 1 - before]
                have = programme.days * there + WHOLE * plan.borrowed.get(at, 0)
                if WHOLE * used[at] > have:
                    yield f"{at}: {used[at]} days of trainers, {have / WHOLE:.1f} are there"


def _of_rooms(programme: Programme, plan: Years) -> Iterator[str]:
    days: Counter[tuple[str, int]] = Counter()
    for (country, key, quarter), courses in plan.courses.items():
        topic = programme.topic_of.get(key)
        days[country, quarter] += courses * topic.days if topic else 0
    most = {country.key: country.room_days for country in programme.countries}
    yield from (f"{at}: {n} days of rooms, {most[at[0]]} are there" for at, n in days.items() if n > most.get(at[0], n))


def _of_money(programme: Programme, plan: Years) -> Iterator[str]:
    cost = {(need.country, need.topic): need.cost for need in programme.needs}
    spent: Counter[int] = Counter()
    for (country, topic, quarter), courses in plan.courses.items():
        spent[quarter] += courses * cost.get((country, topic), 0)
    for (_language, _track, quarter), events in plan.events.items():
        spent[quarter] += events * programme.event.cost
    for quarter, budget in enumerate(programme.budget):
        if spent[quarter] > budget:
            yield f"{quarter}: {spent[quarter]} of {budget}"


def _of_events(programme: Programme, plan: Years) -> Iterator[str]:
    trained: Counter[tuple[str, str, int]] = Counter()
    lent: Counter[tuple[str, str, int]] = Counter()
    for (country, track, quarter), people in plan.trained.items():
        trained[programme.speaks.get(country, ""), track, quarter] += people
        if people > programme.most_trained:
            yield f"trained {(country, track, quarter)}: {people} of at most {programme.most_trained}"
    for (country, track, quarter), days in plan.borrowed.items():
        lent[programme.speaks.get(country, ""), track, quarter] += days
        if abs(days) > programme.lend:
            yield f"borrowed {(country, track, quarter)}: {days} of at most {programme.lend}"
    for at, people in trained.items():
        if people > (places := programme.event.places * plan.events.get(at, 0)):
            yield f"{at}: {people} people in {places} places"
    yield from (f"{at}: {events} events" for at, events in plan.events.items() if events > programme.event.most)
    yield from (f"{at}: {days} days borrowed of nobody" for at, days in lent.items() if days)
