"""Reading outreach, shaped for pages. Every read names its viewer and its day."""

from kerege.outreach.queries.conduct import (
    AdoptionLine,
    CodeLine,
    CodePage,
    PledgeLine,
    code,
    codes,
    my_pledges,
    pledge,
    to_sign_again,
)
from kerege.outreach.queries.events import (
    LARGEST_LIST,
    EventLine,
    FigureLine,
    event,
    events,
    events_held,
    participants,
)

__all__ = [
    "LARGEST_LIST",
    "AdoptionLine",
    "CodeLine",
    "CodePage",
    "EventLine",
    "FigureLine",
    "PledgeLine",
    "code",
    "codes",
    "event",
    "events",
    "events_held",
    "my_pledges",
    "participants",
    "pledge",
    "to_sign_again",
]
