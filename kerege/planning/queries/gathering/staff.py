"""Who can teach: whoever holds a certificate that the reader reads, and whom people named; when they are away."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from kerege.capacity.queries import certificates
from kerege.lib.periods import Period
from kerege.lib.refusal import Refusal
from kerege.people import queries as people
from kerege.planning import words
from kerege.planning.queries.gathering.asked import Asked, Notes
from kerege.planning.queries.gathering.topics import Offered
from kerege.planning.rules.rows import Row, key_of
from kerege.planning.solver.problem import Trainer
from kerege.training.queries.busy import teaching_days
from kerege.training.queries.taught import certificates_of
from kerege.training.rules.staffing import Held


@dataclass(frozen=True)
class _Person:
    """Somebody who may teach. `row` is what people told of them, if they did."""

    number: int
    key: str
    country: str
    row: Row | None


def trainers(asked: Asked, offered: Mapping[str, Offered], notes: Notes) -> tuple[list[Trainer], dict[str, int]]:
    """Everybody who can teach, in the order of their keys; and the numbers of the persons, by key."""
    named = {row["person"]: row for row in asked.told("staff")}
    numbers = {key: number for number, key in asked.known.items()}
    for key in sorted(named.keys() - numbers.keys()):
        notes.refuse(Refusal(words.NO_SUCH_PERSON, row=key_of("staff", named.pop(key))))
    found = {key: _Person(numbers[key], key, asked.countries[numbers[key]], row) for key, row in named.items()}
    for person in _certified(asked):
        found.setdefault(person.key, person)
    persons = sorted(found.values(), key=lambda each: each.key)
    days = [asked.first, asked.last]
    held = {day: certificates_of([p.number for p in persons], on=day) for day in days}
    busy = teaching_days([p.number for p in persons], since=asked.first, until=asked.last, but_not=asked.own)
    made = []
    for person in persons:
        # A certificate that does not hold on every day of the season proves nothing for a course that has no day yet.
        papers = [h for h in held[asked.last].get(person.number, ()) if h in held[asked.first].get(person.number, ())]
        away = (*busy.get(person.number, ()), *_away(asked, person.key))
        made.append(_trainer(person, papers, away, offered))
    unread = sum(p.row is not None and not _languages(p, []) for p in persons)
    if unread:
        notes.say("no_language", count=unread)
    return made, {p.key: p.number for p in persons}


def _certified(asked: Asked) -> list[_Person]:
    """The holders of certificates with part 2 that the reader's clearance reaches."""
    lines = [
        line
        for line in certificates.issued(asked.viewer, on=asked.on)
        if line.holds and line.scheme.level(line.level).deliveries > 0
    ]
    if not asked.of_region:
        lines = [line for line in lines if line.owner == asked.owner]
    known = people.persons_of(asked.viewer, {line.person_uid for line in lines})
    found = []
    for line in sorted(lines, key=lambda each: (each.decided_on, each.uid)):
        if line.person_uid in known:
            number, owner = known[line.person_uid]
            found.append(_Person(number, asked.known.get(number, f"new-{number}"), owner, None))
    return found


def _trainer(person: _Person, papers: list[Held], away: tuple[Period, ...], offered: Mapping[str, Offered]) -> Trainer:
    leads = frozenset(key for key, topic in offered.items() if _may_lead(papers, topic.lead_by))
    open_to_all = frozenset(key for key, topic in offered.items() if topic.lead_by is None)
    row = person.row or {}
    return Trainer(
        key=person.key,
        country=person.country,
        languages=frozenset(_languages(person, papers)),
        topics=frozenset(offered) if person.row is not None else leads | open_to_all,
        part_two=bool(leads),
        certified_for=leads,
        most=row.get("courses"),
        fee=row.get("fee") or 0,
        away=tuple(sorted(set(away), key=str)),
    )


def _may_lead(papers: Collection[Held], needed: frozenset[str] | None) -> bool:
    if needed is None:
        return False  # nobody has to prove anything, so nothing is proved
    return any(p.holds and p.part_two and (not needed or p.curriculum in needed) for p in papers)


def _languages(person: _Person, papers: Collection[Held]) -> list[str]:
    told = person.row["languages"].split() if person.row is not None else []
    return list(dict.fromkeys(told or sorted(tag for p in papers for tag in p.languages)))


def _away(asked: Asked, key: str) -> list[Period]:
    return [
        Period(date.fromisoformat(row["since"]), date.fromisoformat(row["until"]) + timedelta(days=1))
        for row in asked.told("away")
        if row["person"] == key
    ]
