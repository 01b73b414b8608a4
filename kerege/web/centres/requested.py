"""What became of a request for a room, as a page of a course or of a plan tells it."""

from dataclasses import dataclass

from django.utils.translation import gettext

from kerege.inventory.queries import RoomRequestLine
from kerege.inventory.words.training import REQUEST_STATES, RequestState

TONES = {RequestState.ASKED: "warn", RequestState.GRANTED: "good", RequestState.REFUSED: "bad"}


@dataclass(frozen=True)
class Requested:
    """The room, what became of it (a tone and a sentence), and why."""

    room: str
    tone: str
    said: str
    why: str


def requested(line: RoomRequestLine | None) -> Requested | None:
    if line is None:
        return None
    if line.freed:
        return Requested(line.room, "bad", gettext("its centre took it back"), line.reason)
    return Requested(line.room, TONES.get(line.state, ""), gettext(REQUEST_STATES[line.state]), line.reason)
