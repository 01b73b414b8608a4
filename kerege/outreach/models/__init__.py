from kerege.outreach.models.event import Event, EventCount, EventNote, EventSource

__all__ = ["Event", "EventCount", "EventNote", "EventSource"]
