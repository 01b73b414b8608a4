"""Posts of the example world, who stands on them, and what these people showed."""

from datetime import date
from typing import Any

from kerege.capacity import actions as capacity
from kerege.capacity import queries
from kerege.inventory import queries as inventory
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.worlds.rows_capacity import LOADER


def post(*, by: Actor, facility: str, unit: str, on: date, **told: Any) -> object:
    """A post; `unit` is what the unit is called. One that an earlier load has recorded is not recorded again."""
    return capacity.record_post(by=by, facility=facility, unit=_unit(facility, unit), today=on, **told)


def holder(*, by: Actor, facility: str, unit: str, role: str, person: str, share: int, on: date) -> None:
    """Somebody on a post, unless an earlier load has named them there."""
    place = _unit(facility, unit)
    lines = queries.posts(LOADER, on=on, facilities=[facility])
    found = next(line for line in lines if (line.unit, line.role) == (place, role))
    page = queries.post_page(LOADER, found.uid, on=on)
    known = {str(uid) for uid in _numbers(person)}
    if page is None or not known & {each.person for each in page.people}:
        capacity.name_holder(by=by, post=found.uid, person=person, share=share, today=on)


def shown(*, by: Actor, who: str, person: str, recorded_on: date, **told: Any) -> object:
    """What the account with the address `who` recorded of somebody, or of themselves where no person is named."""
    acting = people.actor_for(people.account(who), on=recorded_on, strong=True)
    if not person:
        named = {name: told[name] for name in ("framework", "competence", "level")}
        return capacity.judge_oneself(by=acting, today=told["shown_on"], **named)
    owner, told["taught"] = acting.grants[0].owner, bool(told["taught"])
    return capacity.record_evidence(by=acting, owner=owner, person=person, today=recorded_on, **told)


def _unit(facility: str, name: str) -> str:
    card = inventory.facility(LOADER, facility, on=date.max) if name else None
    return next((unit.uid for unit in card.units if unit.name == name), "") if card else ""


def _numbers(person: str) -> list[str]:
    return [line.uid for line in people.persons(LOADER, limit=10_000) if line.key == person]
