from kerege.outreach.models.conduct import CodeAdoption, CodeOfConduct, CodeVersion, Pledge
from kerege.outreach.models.event import Event, EventCount, EventNote, EventSource

__all__ = [
    "CodeAdoption",
    "CodeOfConduct",
    "CodeVersion",
    "Event",
    "EventCount",
    "EventNote",
    "EventSource",
    "Pledge",
]
