"""How long it takes between towns, as far as sources state it. Everybody may read it.

A facility's own position is never asked: what counts is the town that its readers may know anyway.
"""

from collections import defaultdict
from collections.abc import Collection
from datetime import date

from django.db.models import Q

from kerege.atlas import queries as atlas
from kerege.atlas.words import SubjectKind
from kerege.inventory.models import TravelTime
from kerege.inventory.queries.facilities import FacilityLine
from kerege.inventory.rules.travel import Leg, Travel, newest
from kerege.inventory.words import ShownAt
from kerege.inventory.words.travel import NO_SUCH_TOWN, SEVERAL_TOWNS
from kerege.lib.refusal import Refusal

TOO_WIDE = (ShownAt.UNIT.value, ShownAt.TERRITORY.value)
COLUMNS = ("minutes", "mode", "season", "on", "source__key")


def travel_from(town: str, others: Collection[str], *, on: date) -> dict[str, Travel]:
    """What is recorded between a town and others, by the key of the other; as known on the day."""
    if not others:
        return {}
    there: defaultdict[str, list[Leg]] = defaultdict(list)
    back: defaultdict[str, list[Leg]] = defaultdict(list)
    rows = TravelTime.objects.filter(
        Q(start__key=town, goal__key__in=set(others)) | Q(goal__key=town, start__key__in=set(others)), on__lte=on
    )
    for start, goal, *leg in rows.values_list("start__key", "goal__key", *COLUMNS):
        (there[goal] if start == town else back[start]).append(Leg(*leg))
    keys = {*there, *back}
    return {key: Travel(newest(there[key]), newest(back[key])) for key in keys}


def reached_within(town: str, minutes: int, *, on: date) -> set[str]:
    """The towns to which some recorded way leads in so many minutes, and the town itself."""
    ways: defaultdict[str, list[Leg]] = defaultdict(list)
    for goal, *leg in TravelTime.objects.filter(start__key=town, on__lte=on).values_list("goal__key", *COLUMNS):
        ways[goal].append(Leg(*leg))
    return {town} | {goal for goal, legs in ways.items() if newest(legs)[0].minutes <= minutes}


def town_of(line: FacilityLine) -> str:
    """The town to which a time to this facility leads: the one that it stands in, where its readers may know more than
    the region; else none.
    """
    return line.place if line.where is not None and line.where.at not in TOO_WIDE else ""


def any_recorded() -> bool:
    """Whether there are any travel times on this node."""
    return TravelTime.objects.exists()


def town_named(text: str, *, on: date, field: str) -> str:
    """The key of a town, from its key or from a name that only one town has. Refuses inventory.no_such_town and
    .several_towns: a near miss is no town.
    """
    said = text.strip()[:120]
    if said in atlas.names_of_places([said], on=on, lang="en"):
        return said
    hits = atlas.search_names(said, on=on, lang="en", kinds=[SubjectKind.PLACE.value], limit=8)
    exact = [hit.key for hit in hits if hit.score >= 1.0]
    if not exact:
        raise Refusal(NO_SUCH_TOWN, field=field, town=said[:60])
    if len(exact) > 1:
        raise Refusal(SEVERAL_TOWNS, field=field, town=said[:60], keys=", ".join(sorted(exact)))
    return exact[0]
