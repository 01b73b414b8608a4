"""Where the groups of a session are: made of the events of its stations each time it is asked, and never kept."""

from collections.abc import Sequence
from typing import Any

from kerege.lib.refusal import Refusal
from kerege.training.queries.practice import Practice, SessionLine
from kerege.training.queries.practice_events import events_of, names_of, rows_of, team_subject
from kerege.training.queries.practice_seen import SeenHere
from kerege.training.rules.practice_events import Event, Standing, standing
from kerege.training.rules.practice_groups import Station, rotation, stations_of
from kerege.training.rules.practice_rounds import Way, ways
from kerege.training.rules.practice_times import doubts
from kerege.training.words.practice import Seen


def stations_in(page: Practice, session: SessionLine) -> list[Station]:
    """The stations of a session, in the order of its activities."""
    found: list[Station] = []
    for each in page.inside(session):
        steps = [(part.id, part.minutes) for part in each.plan.steps]
        found += stations_of(each.uid, minutes=each.plan.rotation, steps=steps)
    return found


def ways_in(page: Practice, session: SessionLine) -> tuple[Sequence[Way], SeenHere]:
    """The way of each group through the stations of a session, and what was seen; no ways where the session has no
    plan of stations.
    """
    stations, door = stations_in(page, session), page.rights.door
    events: list[Event] = []
    stands: dict[tuple[int, str], Standing] = {}
    numbers = {team_subject(n): n for n in range(1, session.count + 1)}
    for line in page.inside(session):
        rows: Any = rows_of(door, [line.id]) if door is not None else []
        own = [each for each in events_of(rows) if each.kind == Seen.ROUND]
        events += own
        for (_, subject, item), each in standing(own).items():
            if subject in numbers:
                stands[numbers[subject], f"{line.uid}/{item}" if item else line.uid] = each
    seen = SeenHere(events, {}, {}, (), (), doubts(events, starts=page.starts), names_of(events))
    try:
        rounds = rotation(stations, session.count, starts=session.starts, ends=session.ends)
    except Refusal:
        return [], seen
    planned = {(n, key): each.starts for each in rounds for n, key in enumerate(each.places, 1) if key}
    return ways(stations, planned, stands, session.count), seen
