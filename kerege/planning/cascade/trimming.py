"""What a plan over years does for nothing, taken out: trainers whom no course needs, and days lent for none.

A search looks at the need alone; it trains and lends wherever there is money, also where nobody is taught by it. What
is met stays as it is. Plain Python.
"""

from collections import Counter, defaultdict

from kerege.planning.cascade.programme import WHOLE, At, Programme, Years


def trimmed(programme: Programme, plan: Years) -> Years:
    """The same courses with no more people trained, events held and days lent than they take. A plan that keeps to the
    rules keeps to them.
    """
    while (less := _less(programme, plan)) != plan:
        plan = less
    return plan


def _less(programme: Programme, plan: Years) -> Years:
    used: Counter[At] = Counter()
    for (country, key, quarter), courses in plan.courses.items():
        topic = programme.topic_of[key]
        used[country, topic.track, quarter] += courses * topic.days * topic.staff
    trained, spare = dict(plan.trained), _spare(programme, plan, used)
    for at in sorted(trained, key=lambda at: (-at[2], at)):
        country, track, quarter = at
        gives = {n: programme.days * programme.survive[n - 1 - quarter] for n in range(quarter + 1, programme.quarters)}
        needless = min([trained[at], *(spare[country, track, n] // days for n, days in gives.items() if days)])
        if needless > 0:
            trained[at] -= needless
            for n, days in gives.items():
                spare[country, track, n] -= needless * days
    trained = {at: n for at, n in trained.items() if n}
    return Years(plan.courses, trained, _events(programme, trained), _lent(programme, plan, spare))


def _spare(programme: Programme, plan: Years, used: Counter[At]) -> dict[At, int]:
    """Thousandths of days of trainers that are left over, by country, track and quarter."""
    found = {}
    for country in programme.countries:
        for track in programme.tracks:
            for quarter in range(programme.quarters):
                at = country.key, track, quarter
                there = country.trainers.get(track, 0) * programme.survive[quarter]
                for before in range(quarter):
                    people = plan.trained.get((country.key, track, before), 0)
                    there += people * programme.survive[quarter - 1 - before]
                found[at] = programme.days * there + WHOLE * (plan.borrowed.get(at, 0) - used[at])
    return found


def _events(programme: Programme, trained: dict[At, int]) -> dict[At, int]:
    people: Counter[At] = Counter()
    for (country, track, quarter), n in trained.items():
        people[programme.speaks[country], track, quarter] += n
    return {at: -(-n // programme.event.places) for at, n in people.items()}


def _lent(programme: Programme, plan: Years, spare: dict[At, int]) -> dict[At, int]:
    """Days that nobody needs stay with whoever lent them."""
    left = dict(plan.borrowed)
    back: defaultdict[At, int] = defaultdict(int)
    for at in sorted(left):
        if left[at] > 0 and (needless := min(left[at], spare[at] // WHOLE)) > 0:
            left[at] -= needless
            back[programme.speaks[at[0]], at[1], at[2]] += needless
    for at in sorted(left):
        where = programme.speaks[at[0]], at[1], at[2]
        if left[at] < 0 and back[where]:
            kept = min(-left[at], back[where])
            left[at] += kept
            back[where] -= kept
    return {at: n for at, n in left.items() if n}
