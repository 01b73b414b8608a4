"""Times, states and refusals of exams in the reader's words."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.translation import gettext

from kerege.lib.refusal import Refusal
from kerege.lib.zones import at_place
from kerege.training.words.exams import ENDED, GRACE, STANDINGS, Ended, Standing
from kerege.web.activities.clocks import town_of
from kerege.web.shell.figures import day
from kerege.web.shell.middleware import told

TONES = {Standing.OPEN: "info", Standing.MARKING: "warn", Standing.GRADED: "good"}


@dataclass(frozen=True)
class Moment:
    """One moment by the clock of a place: 16 March 2027, 09:00."""

    day: str
    time: str
    zone: str
    at: datetime

    def __str__(self) -> str:
        return f"{self.day}, {self.time} ({town_of(self.zone)})"


def moment(at: datetime, zone: str) -> Moment:
    there = at_place(at, zone)
    return Moment(day(there.date()), f"{there:%H:%M}", zone, at)


def why(refusal: Refusal | None, zone: str) -> str:
    """A refusal in the reader's words, its moments by the clock of the course."""
    if refusal is None:
        return ""
    data = {name: str(moment(v, zone)) if isinstance(v, datetime) else v for name, v in refusal.data.items()}
    return told(Refusal(refusal.word, field=refusal.field, **data))


def attempt_line(each: Any, zone: str) -> dict[str, Any]:
    """An attempt in a list: what it is called, when, and how it stands."""
    return {
        "attempt": each,
        "began": moment(each.began_at, zone),
        "ended_at": moment(each.ended_at, zone) if each.ended_at else None,
        "ended": gettext(ENDED[Ended(each.ended)]) if each.ended else "",
        "standing": gettext(STANDINGS[each.standing]),
        "tone": TONES[each.standing] if each.passed is not False else "bad",
    }


def grace() -> int:
    return int(GRACE.total_seconds())
