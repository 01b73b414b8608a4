"""Events with people in the example world: when they are held, who was invited, registered and came, what follows.

Nobody of them exists, and the same rows again change nothing.
"""

from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from kerege.lib.ids import stable_uid
from kerege.lib.refusal import Refusal
from kerege.outreach import actions as outreach
from kerege.outreach import queries
from kerege.outreach.queries import GuestLine, ProgrammeLine
from kerege.outreach.queries.gatherings import DOOR
from kerege.outreach.words.gatherings import NO_PROGRAMME
from kerege.people import actions as people
from kerege.people.rules import Actor


def hold(
    *,
    by: Actor,
    event: str,
    zone: str,
    starts: str,
    ends: str,
    purpose: str,
    names_until: date,
    synthetic: bool,
    languages: list[str],
    text: str = "",
    opened: bool | None = None,
) -> None:
    """The programme of an event, named by its key; `opened` where people register by link."""
    uid = _event(event)
    told: dict[str, Any] = {"zone": zone, "starts": starts, "ends": ends, "purpose": purpose}
    done = outreach.set_programme(
        by=by, event=uid, text=text, languages=languages, names_until=names_until, synthetic=synthetic, **told
    )
    if opened and done.link < 1:
        outreach.open_registration(by=by, event=uid)


def guest(
    *,
    by: Actor,
    event: str,
    name: str,
    way: str,
    on: date,
    synthetic: bool,
    came: bool | None = None,
    email: str = "",
    country: str = "",
    works_at: str = "",
    gender: str = "",
) -> None:
    """Somebody invited by list on a day, or who registered by link at noon of it, and came or did not."""
    uid = _event(event)
    when = queries.programme(DOOR, uid)
    if when is None:
        raise Refusal(NO_PROGRAMME, field="event")
    if way == "link":
        told: dict[str, Any] = {"email": email, "country": country, "works_at": works_at, "gender": gender}
        _register(by, when, f"{event}.{name}.{email}", name, _noon(on, when.zone), told)
    else:
        line = ";".join((name, email, country, works_at))
        outreach.invite_guests(by=by, event=uid, people=line, today=on, synthetic=synthetic)
    if came:
        found = _guest(uid, name, email)
        outreach.note_guest(by=by, guest=found.uid, came=True, now=when.starts)


def decide(
    *, by: Actor, event: str, guest: str, other: str, same: bool | None, reason: str, on: date, synthetic: bool
) -> None:
    """What somebody decided of two rows with these names."""
    uid = _event(event)
    if any({each.one.name, each.other.name} == {guest, other} for each in queries.decisions(DOOR, uid)):
        return
    one, two = (_guest(uid, name) for name in (guest, other))
    outreach.decide_same(by=by, guest=one.uid, other=two.uid, same=bool(same), reason=reason, now=_noon(on, "UTC"))


def follow_up(*, by: Actor, event: str, seat: str, title: str, due: date, on: date, synthetic: bool) -> None:
    """What was agreed there, among the tasks of a seat."""
    uid = _event(event)
    people.set_task(by=by, seat=seat, title=title, due=due, about=uid, today=on, synthetic=synthetic)


def _register(by: Actor, when: ProgrammeLine, number: str, name: str, at: datetime, told: dict[str, Any]) -> None:
    uid = str(stable_uid("demo.guest", number))
    outreach.register_guest(
        by=by, programme=when.uid, link=when.link, number=uid, name=name, agreed=True, now=at, **told
    )


def _noon(on: date, zone: str) -> datetime:
    return datetime(on.year, on.month, on.day, 12, tzinfo=ZoneInfo(zone))


def _event(key: str) -> str:
    return next(line.uid for line in queries.events(DOOR, on=date.max) if line.key == key)


def _guest(event: str, name: str, email: str = "") -> GuestLine:
    lines = queries.guests(DOOR, event)
    return next(line for line in lines if line.name == name and (not email or line.email == email))
