"""Who needs which course: from needs that the reader reads, from what others are told of a country, and as typed."""

from collections import defaultdict
from collections.abc import Generator, Iterable, Mapping
from datetime import date

from kerege.atlas import queries as atlas
from kerege.capacity import queries as capacity
from kerege.capacity.queries import NeedLine
from kerege.planning.queries.gathering.asked import Asked, Notes
from kerege.planning.queries.gathering.topics import Offered
from kerege.planning.queries.stated import stated
from kerege.planning.rules.rows import key_of
from kerege.planning.solver.problem import Group

AT_LEAST_POINTS = 10
"""What one person counts of whom only the country is told."""


def groups(asked: Asked, offered: Mapping[str, Offered], notes: Notes) -> list[Group]:
    """The people who are to be planned for, in groups of one country, one course and the same languages."""
    found = list(_typed(asked))
    if asked.use_needs and offered:
        found += _of_needs(asked, offered, notes)
    if asked.of_region:
        taking_part = {p.code for key in atlas.project_keys() for p in atlas.participants(key, on=asked.on)}
        if silent := sorted(taking_part - {group.country for group in found}):
            notes.say("silent", countries=silent)
    return found


def _typed(asked: Asked) -> Iterable[Group]:
    for row in asked.told("wanted"):
        languages = tuple(dict.fromkeys((*row["languages"].split(), *asked.also)))
        yield Group(
            key_of("wanted", row),
            row["country"],
            row["topic"],
            languages,
            row["people"],
            row["points"],
            row["sex"],
            date.fromisoformat(row["due"]) if row["due"] else None,
        )


def _of_needs(asked: Asked, offered: Mapping[str, Offered], notes: Notes) -> Iterable[Group]:
    choice = capacity.NeedChoice(territory="" if asked.of_region else asked.owner)
    told = capacity.demand(asked.viewer, acting=asked.acting, on=asked.on, today=asked.on, lang="en", choice=choice)
    read = capacity.needs(asked.viewer, acting=asked.acting, on=asked.on, lang="en", choice=choice)
    if told.without_policy:
        notes.say("without_policy", owners=sorted(told.without_policy))
    if read.partly:
        notes.say("partly", count=len(read.partly))
    counted: dict[tuple[str, str, str], tuple[int, int]] = {}
    for topic in offered.values():
        for (country, language), (people, points) in sorted(_people(read.lines, topic).items()):
            counted[country, topic.topic.key, language] = (people, points)
    yield from (
        Group(f"need:{c}:{t}:{lang}", c, t, _languages(lang, asked), people, points)
        for (c, t, lang), (people, points) in counted.items()
    )
    read_of = {country for country, _, _ in counted}
    stated_by = yield from _stated(asked, offered, read_of, notes)
    if asked.of_region:
        yield from _at_least(asked, offered, told.at_least, read_of | stated_by, notes)


def _languages(language: str, asked: Asked) -> tuple[str, ...]:
    return tuple(dict.fromkeys(tag for tag in (language, *asked.also) if tag))


def _people(lines: Iterable[NeedLine], topic: Offered) -> dict[tuple[str, str], tuple[int, int]]:
    """People and the points of each by country and language. Somebody in need of several competences of a course needs
    one seat: of each post the competence that most people lack counts.
    """
    posts: dict[str, tuple[int, float, str, str]] = {}
    for line in lines:
        need = line.need
        if need.competence.partition(":")[2] not in topic.competences or not need.in_need:
            continue
        points = float(need.total / need.in_need)
        known = posts.get(need.staff.post, (0, 0.0, "", ""))
        most = max(known[0], need.in_need), max(known[1], points)
        posts[need.staff.post] = (*most, need.place.territory, need.place.language)
    people: defaultdict[tuple[str, str], int] = defaultdict(int)
    weight: defaultdict[tuple[str, str], float] = defaultdict(float)
    for count, points, country, language in posts.values():
        people[country, language] += count
        weight[country, language] += count * points
    return {key: (n, min(100, max(1, round(weight[key] / n)))) for key, n in people.items()}


def _stated(
    asked: Asked, offered: Mapping[str, Offered], read: set[str], notes: Notes
) -> Generator[Group, None, set[str]]:
    """Of countries that state their needs to the reader, or of the one for which is planned: of the competences of a
    course the one that most people lack counts, so that nobody gets two seats. Which countries these are.
    """
    found = {
        owner: line
        for owner, line in stated(asked.viewer, on=asked.on).items()
        if owner not in read and (asked.of_region or owner == asked.owner)
    }
    for country, line in sorted(found.items()):
        notes.say("stated", country=country, uid=line.uid, on=line.stated_on.isoformat())
        for topic in offered.values():
            most: dict[str, tuple[int, int]] = {}
            for row in line.rows:
                if row["competence"].partition(":")[2] in topic.competences:
                    known = most.get(row["language"], (0, 0))
                    most[row["language"]] = max(known[0], row["people"]), max(known[1], row["points"])
            for language, (people, points) in sorted(most.items()):
                key = f"stated:{country}:{topic.topic.key}:{language}"
                yield Group(key, country, topic.topic.key, _languages(language, asked), people, points)
    return set(found)


def _at_least(
    asked: Asked,
    offered: Mapping[str, Offered],
    lines: Iterable[capacity.NeedsOfCountry],
    read: set[str],
    notes: Notes,
) -> Iterable[Group]:
    """Of countries whose needs are not read, one person at least in each facility that is told to need a course."""
    for line in lines:
        if line.territory in read:
            continue
        notes.say("unseen", country=line.territory)
        for topic in offered.values():
            least = [n for name, n in line.cells.items() if name.partition(":")[2] in topic.competences]
            if least:
                languages = asked.also or topic.languages[:1]
                key = f"least:{line.territory}:{topic.topic.key}"
                yield Group(key, line.territory, topic.topic.key, languages, max(least), AT_LEAST_POINTS)
