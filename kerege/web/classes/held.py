"""The class that is held here, as its folder keeps it; on every other node there is none."""

import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext

from kerege.lib.files import put
from kerege.lib.refusal import Refusal
from kerege.training.queries.class_activities import recorded_in_class
from kerege.training.queries.classes import happened
from kerege.training.rules.classes import Roster, is_clock_off, read_roster, returned_bytes, roster_bytes
from kerege.training.words.classes import CLOCK_OFF, HELD_IN, NO_CLASS
from kerege.web.shell.figures import day


@dataclass(frozen=True)
class Held:
    """A class: its name as a node, the code that people type, what is taught, and who is expected. `observer_code` is
    for those who keep checklists; it is on no wall.
    """

    name: str
    code: str
    curriculum: str
    version: str
    title: str
    roster: Roster | None
    observer_code: str = ""


def clock_told(roster: Roster | None) -> str:
    """What to say where the clock of this laptop cannot be right; empty where it can be."""
    now = timezone.now()
    if roster is None or not is_clock_off(roster, now):
        return ""
    last = max((each.ends for each in roster.meetings), default=roster.issued)
    return gettext(CLOCK_OFF) % {"now": day(now), "issued": day(roster.issued), "last": day(last)}


def _place() -> Path:
    return Path(settings.DATA) / HELD_IN


def held() -> Held | None:
    """The class that is held here."""
    if not _place().exists():
        return None
    told: dict[str, Any] = json.loads(_place().read_text(encoding="utf-8"))
    roster = told.pop("roster")
    return Held(**told, roster=read_roster(roster.encode()) if roster else None)


def demanded() -> Held:
    """Refuses training.no_class on every other node."""
    found = held()
    if found is None:
        raise Refusal(NO_CLASS)
    return found


def write(now: Held) -> None:
    roster = roster_bytes(now.roster).decode() if now.roster else ""
    told = {"name": now.name, "code": now.code, "curriculum": now.curriculum, "version": now.version}
    told |= {"title": now.title, "roster": roster, "observer_code": now.observer_code}
    put(_place(), json.dumps(told).encode())


def records() -> bytes:
    """The file that goes back to the node. Refuses training.class_old_roster, and training.no_class, also where the
    class had no list: nobody could tell then whose records they are.
    """
    now = demanded()
    if now.roster is None:
        raise Refusal(NO_CLASS)
    recorded = recorded_in_class(now.roster.course)
    return returned_bytes(now.roster, now.name, happened(), timezone.now(), recorded)
