"""Duties with clocks in the words of pages."""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import Any

from django.utils.translation import gettext

from kerege.atlas import queries as atlas
from kerege.law import queries as law
from kerege.law.queries import BodyLine
from kerege.law.words.duties import CLOCKS, MODES, Mode
from kerege.lib.days_off import names_of_holidays
from kerege.lib.zones import at_place
from kerege.people.rules import REGION
from kerege.people.words import CAPACITIES
from kerege.records.labels import Withheld
from kerege.records.viewers import Viewer
from kerege.response.queries.duty_clocks import ClockLine, EntryLine, OccasionLine
from kerege.response.queries.mandates import Callee, MandateLine, called
from kerege.response.words.clocks import (
    CLOCK_STATES,
    ENDINGS,
    HOLDER,
    LEVELS,
    OCCASION_KINDS,
    OCCASION_STATES,
    STEPS,
    ClockState,
    OccasionKind,
)
from kerege.web.alerts.wording import clock
from kerege.web.health_events.wording import banner
from kerege.web.law.duties_wording import by_when, counted
from kerege.web.measures import wording as measures
from kerege.web.shell.figures import withheld
from kerege.web.shell.wording import word_of

TONES = {ClockState.LATE: "bad", ClockState.RUNNING: "warn", ClockState.DONE: "good", ClockState.DONE_LATE: "warn"}


def left(until: datetime, at: datetime) -> str:
    """How long there is still, or how long it is late, in days, hours and minutes."""
    minutes = int(abs(until - at) // timedelta(minutes=1))
    days, hours, rest = minutes // 1440, minutes % 1440 // 60, minutes % 60
    told = [counted(unit, n) for unit, n in (("days", days), ("hours", hours)) if n]
    if not days and (rest or not told):
        told.append(counted("minutes", rest))
    text = " ".join(told)
    return gettext("%(time)s left") % {"time": text} if until >= at else gettext("%(time)s late") % {"time": text}


def holiday(due_at: datetime | None, line: ClockLine) -> str:
    """That a duty is due on a public holiday; nothing is added to its time."""
    if due_at is None or line.occasion.owner == REGION:
        return ""
    on = at_place(due_at, line.occasion.zone).date()
    name = names_of_holidays(atlas.territory(line.occasion.owner).alpha2 or "", [on.year]).get(on)
    if not name:
        return ""
    return gettext("It is due on a public holiday (%(name)s). No source says that this gives more time.") % {
        "name": name
    }


class Bodies:
    """The bodies of the pages by name, read once."""

    def __init__(self, viewer: Viewer, on: date, lang: str) -> None:
        self.lang = lang
        self.known: Mapping[str, BodyLine] = law.bodies(viewer, on=on)

    def name(self, key: str) -> str:
        return measures.named(self.known[key].titles, self.lang)[0] if key in self.known else key


def occasion(line: OccasionLine, names: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "line": line,
        "country": names[line.owner],
        "kind": word_of(OCCASION_KINDS, line.kind),
        "state": word_of(OCCASION_STATES, line.state),
        "detected": clock(line.detected_at, line.zone),
        "banner": banner() if line.exercise else "",
        "by_hand": line.kind == OccasionKind.HAND,
    }


def duty(
    line: ClockLine, bodies: Bodies, directory: list[MandateLine], lang: str, names: Mapping[str, Any], at: datetime
) -> dict[str, Any]:
    """One duty on a card."""
    what, tag = measures.named(line.what, lang)
    about = line.occasion
    callees = called(directory, owner=about.owner, body=line.sender)
    return {
        "line": line,
        "country": names[about.owner],
        "what": what,
        "lang": tag,
        "form": measures.named(line.form, lang)[0] if line.form else "",
        "sender": bodies.name(line.sender),
        "recipient": bodies.name(line.recipient),
        "by_when": by_when(line),
        "starts": word_of(CLOCKS, line.clock) if line.clock else "",
        "state": word_of(CLOCK_STATES, line.state),
        "tone": TONES.get(line.state, ""),
        "left": left(line.due_at, at) if line.due_at and line.open else "",
        "started": clock(line.started_at, about.zone),
        "due": clock(line.due_at, about.zone),
        "done": clock(line.done_at, about.zone),
        "ended": word_of(ENDINGS, line.why_ended) if line.why_ended else "",
        "holiday": holiday(line.due_at, line) if line.open and not line.working_days else "",
        "mode": word_of(MODES, line.mode) if line.mode == Mode.EMERGENCY else "",
        "banner": banner() if about.exercise else "",
        "calls": [callee(each, line.called) for each in callees],
        "called": level(line.called),
        "may_pass": any(each.level > max(line.called, HOLDER) for each in callees),
        "call_now": line.open and line.to_call > HOLDER and not line.taken,
    }


def level(number: int) -> str:
    """How far up somebody is called; empty for nobody."""
    return gettext(LEVELS[number]) if number in LEVELS else ""


def callee(each: Callee, called_to: int) -> dict[str, Any]:
    return {
        "now": each.level == max(called_to, HOLDER),
        "telephone": each.mandate.telephone,
        "level": level(each.level),
        "name": person(each.sitting)["name"],
    }


def person(sitting: Any) -> dict[str, Any]:
    name = withheld() if isinstance(sitting.person, Withheld) else sitting.person
    return {"name": name, "capacity": word_of(CAPACITIES, sitting.capacity)}


def entry(line: EntryLine, zone: str, whats: Mapping[str, str]) -> dict[str, Any]:
    return {
        "line": line,
        "at": clock(line.at, zone),
        "step": word_of(STEPS, line.step),
        "what": whats.get(line.clock, ""),
        "level": level(line.level),
    }


def offered(each: Any, bodies: Bodies, lang: str) -> str:
    """A duty in a list to tick: who, whom, what, by when, and where it is laid down."""
    what = measures.named(each.what, lang)[0]
    told = f"{bodies.name(each.sender)} → {bodies.name(each.recipient)}: {what} ({by_when(each)})"
    return f"{told} · {each.basis.obligation or each.basis.act} {each.basis.provision}".strip()
