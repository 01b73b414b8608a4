from kerege.outreach.models.event import Event, EventCount, EventSource

__all__ = ["Event", "EventCount", "EventSource"]
