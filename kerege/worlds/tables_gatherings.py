"""The tables of events with people: programmes, guests, what was decided of two rows, and what follows."""

from kerege.worlds import rows_gatherings as rows
from kerege.worlds.columns import Table
from kerege.worlds.columns import table as table_of
from kerege.worlds.rules import day, keys, yes_no

GATHERINGS: tuple[Table, ...] = (
    table_of(
        "programmes.csv",
        "outreach.programme.set",
        rows.hold,
        "event zone starts ends purpose names_until languages",
        "text opened",
        adds="synthetic",
        cells={"names_until": day, "languages": keys, "opened": yes_no},
    ),
    table_of(
        "guests.csv",
        "outreach.guests.invited",
        rows.guest,
        "event name way on",
        "came email country works_at gender",
        adds="synthetic",
        cells={"on": day, "came": yes_no},
    ),
    table_of(
        "guest_decisions.csv",
        "outreach.guests.compared",
        rows.decide,
        "event guest other same reason on",
        adds="synthetic",
        cells={"on": day, "same": yes_no},
    ),
    table_of(
        "event_follow_ups.csv",
        "people.task.set",
        rows.follow_up,
        "event seat title due on",
        adds="synthetic",
        cells={"due": day, "on": day},
    ),
)
