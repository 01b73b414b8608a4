"""The words of what participants are told."""

from enum import StrEnum


class What(StrEnum):
    """What somebody is told of a course."""

    PLACE = "place"
    MOVED_UP = "moved_up"
    WAITS = "waits"
    DECLINED = "declined"
    WEEK = "week"
    DAY = "day"
    TIMES = "times"
    CANCELLED = "cancelled"

    @property
    def organiser(self) -> str:
        """What the lead trainer is told with it; empty for nothing."""
        return "moved_up_lead" if self == What.MOVED_UP else ""
