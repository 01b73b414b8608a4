"""What was seen in an activity, as it stands: made of its events each time it is asked, and never kept."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from kerege.training.queries.practice import ActivityLine, PersonHere, Practice
from kerege.training.queries.practice_events import event_of, events_of, names_of, person_subject, rows_of
from kerege.training.rules.practice_events import Event, Standing, standing
from kerege.training.rules.practice_skills import Skill, skill_of
from kerege.training.rules.practice_times import doubts
from kerege.training.words.practice import Doubt, Seen


@dataclass(frozen=True)
class SeenHere:
    """What stands in one activity. `aside` are events that bore the number of another one, with that one; `doubts` are
    reasons to ask about a time, by event; `names` are those who recorded, by pseudonym.
    """

    events: Sequence[Event]
    stands: Mapping[tuple[str, str, str], Standing]
    skills: Mapping[int, Skill]
    notes: Sequence[Event]
    aside: Sequence[tuple[Event, Event | None]]
    doubts: Mapping[str, tuple[Doubt, ...]]
    names: Mapping[str, str]

    def pace(self, kind: str, item: str) -> Standing | None:
        """How far a step or an inject is, for everybody together."""
        return self.stands.get((str(kind), "", item))

    @property
    def disputes(self) -> list[tuple[tuple[str, str, str], Standing]]:
        return [(matter, each) for matter, each in self.stands.items() if each.disputed]


def seen_in(page: Practice, line: ActivityLine) -> SeenHere:
    """What stands in an activity, of everybody who has a place in the course."""
    door: Any = page.rights.door
    rows = rows_of(door, [line.id])
    events = events_of(rows)
    by_uid = {each.uid: each for each in events}
    stands = standing(events)
    of_whom: dict[str, list[Event]] = {}
    for each in events:
        of_whom.setdefault(each.subject, []).append(each)
    skills = {
        one.number: skill_for(line, of_whom.get(person_subject(one.number), []), one)
        for one in (page.people if line.plan.checklist else ())
    }
    notes = [each for each in events if each.kind == Seen.NOTE]
    aside = [(event_of(row), by_uid.get(str(row.claims))) for row in rows if row.claims is not None]
    told = doubts(events, starts=page.starts)
    return SeenHere(events, stands, skills, notes, aside, told, names_of([*events, *(each for each, _ in aside)]))


def skill_for(line: ActivityLine, events: Sequence[Event], person: PersonHere) -> Skill:
    return skill_of(line.plan.points, events, person_subject(person.number))
