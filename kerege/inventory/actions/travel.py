"""Recording how long it takes from one town to another."""

from datetime import date

from django.utils.timezone import localdate

from kerege.atlas import queries as atlas
from kerege.inventory.models import TravelTime
from kerege.inventory.queries.travel import town_named
from kerege.inventory.rules.cards import code
from kerege.inventory.rules.travel import MOST_MINUTES, check_leg
from kerege.inventory.words.travel import BAD_MINUTES, Mode, Season
from kerege.lib.refusal import Refusal
from kerege.people.rules import REGION, Actor, check_may
from kerege.people.words import Deed
from kerege.records.recording import record_once


def record_travel_time(
    *,
    by: Actor,
    start: str,
    goal: str,
    minutes: int | None,
    mode: str,
    source: str,
    on: date,
    season: str = Season.ALL,
    today: date | None = None,
) -> TravelTime:
    """A time from the town `start` to the town `goal` as a source states it; towns by their key, or by a name that only
    one town has. The way back is another record. Recorded again it changes nothing.

    Refuses people.not_yours, inventory.no_such_town, .several_towns, .same_town, .bad_minutes, .time_of_the_future,
    .unknown_code, atlas.unknown_code for a source that is not recorded, and records.key_taken for another time of the
    same day.
    """
    check_may(by, Deed.RECORD_REFERENCE, REGION)
    if minutes is None:
        raise Refusal(BAD_MINUTES, field="minutes", minutes="", most=MOST_MINUTES)
    now = today or localdate()
    first, last = town_named(start, on=now, field="start"), town_named(goal, on=now, field="goal")
    check_leg(start=first, goal=last, minutes=minutes, on=on, today=now)
    return record_once(
        TravelTime,
        word="inventory.travel_time.recorded",
        by=by,
        owner=REGION,
        where={
            "start": atlas.place_record(first),
            "goal": atlas.place_record(last),
            "mode": code(mode, Mode, field="mode"),
            "season": code(season or Season.ALL, Season, field="season"),
            "on": on,
        },
        content={"minutes": minutes, "source": atlas.source(source)},
    )
