"""What a page without scripts sends: the same events that a device would make, each with what the page had shown."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import uuid4

from django.http import HttpRequest
from django.utils import timezone

from kerege.lib.ids import uid_or_none
from kerege.training import actions
from kerege.training.queries import ActivityLine, Practice
from kerege.training.words.practice import SIGNED, Seen
from kerege.web.practice.wording import Matter


class Posted:
    """The events of one request. Each request is a device of its own, so that a page that was left behind overtakes
    only what it had shown.
    """

    def __init__(self, request: HttpRequest, page: Practice, line: ActivityLine) -> None:
        self.request, self.page, self.line = request, page, line
        self.device, self.now, self.events = str(uuid4()), timezone.now(), list[dict[str, Any]]()
        self.lost = dict[str, str]()
        """Notes that were not taken, by what they are of: the page shows them again."""

    def matters(self, matters: Iterable[Matter]) -> None:
        """What was chosen anew, of points, steps or injects."""
        for each in matters:
            chosen = self.request.POST.get(each.name, "")
            if chosen and chosen != self.request.POST.get(f"was:{each.name}", ""):
                seen = _uids(self.request.POST.get(f"seen:{each.name}", ""))
                team = {"team": each.team} if each.team else {}
                self.add(each.kind, chosen, person=each.person, item=each.item, after=seen, **team)

    def notes(self, *items: str, person: str = "") -> None:
        """What was written of the activity (an empty item), of a step or of an inject."""
        for item in items:
            if text := self.request.POST.get(f"note:{item}", "").strip():
                self.add(Seen.NOTE, "", item=item, person=person, note=text)

    def signature(self, person: str, seen: Iterable[str]) -> None:
        self.add(Seen.SIGN, SIGNED, person=person, after=sorted(seen))

    def add(self, kind: str, value: str, **more: Any) -> None:
        told = {"id": str(uuid4()), "activity": self.line.uid, "device": self.device, "number": len(self.events) + 1}
        self.events.append(told | {"kind": str(kind), "value": value, "at": _millis(self.now)} | more)

    def at(self, otherwise: str = "") -> str:
        """Where on the page the first note stands that was not taken."""
        return next((f"note-{item or 'all'}" for item in self.lost), otherwise)

    def send(self) -> None:
        """Record them, if there are any. Raises the first refusal; the others of the page are kept."""
        if not self.events:
            return
        came = actions.record_events(by=self.request.actor, course=self.page.course, events=self.events)
        notes = (each for each in self.events if each["kind"] == Seen.NOTE and each["id"] in came.refused)
        self.lost |= {each["item"]: each["note"] for each in notes}
        for refusal in came.refused.values():
            raise refusal


def _uids(text: str) -> list[str]:
    """The numbers of events that a page had shown; what is none was not sent by a page."""
    found = [uid_or_none(each) for each in text.split()[:200]]
    return [str(each) for each in found if each is not None]


def _millis(at: datetime) -> int:
    return round(at.timestamp() * 1000)
