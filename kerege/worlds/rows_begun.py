"""Plans and outlooks that people of the example world have begun: as whoever has that account would do it on pages.

A plan is left waiting: the worker of the node searches it as soon as the node runs, so that laying a world takes no
search.
"""

from collections.abc import Sequence
from datetime import date
from typing import Any

from kerege.people import queries as people
from kerege.people.rules import REGION, Actor
from kerege.planning import actions, queries
from kerege.sharing.queries import viewer_of_actor


def outlook(
    *,
    by: Actor,
    account: str,
    owner: str,
    territory: str,
    title: str,
    scheme: str,
    hold: int,
    on: date,
    why: str,
    rows: str,
    synthetic: bool,
    language: str = "",
) -> None:
    """An outlook in euros with what was typed, all for one reason."""
    acting = _acting(account, on)
    if any(line.title == title for line in queries.outlooks(viewer_of_actor(acting, on=on), acting)):
        return
    asked: dict[str, Any] = {"owner": owner, "territory": territory, "title": title, "scheme": scheme}
    asked |= {"currency": "EUR", "hold": hold, "language": language, "synthetic": synthetic}
    made = actions.begin_outlook(by=acting, today=on, **asked)
    for family, told in _told(rows):
        actions.tell_outlook(by=acting, outlook=str(made.uid), family=family, told={**told, "why": why}, today=on)


def plan(
    *,
    by: Actor,
    account: str,
    owner: str,
    title: str,
    first: date,
    last: date,
    curricula: Sequence[str],
    seconds: int,
    on: date,
    rows: str,
    synthetic: bool,
    centre: str = "",
    trainers: str = "",
) -> None:
    """A plan in euros for which a search is asked; `trainers` are lines of a person's key, languages and a fee."""
    acting = _acting(account, on)
    if any(line.title == title for line in queries.scenarios(viewer_of_actor(acting, on=on), acting)):
        return
    asked: dict[str, Any] = {"owner": owner, "centre": centre, "title": title, "first": first, "last": last}
    asked |= {"curricula": curricula, "seconds": seconds, "synthetic": synthetic}
    made = actions.begin_scenario(by=acting, today=on, **asked)
    tell: dict[str, Any] = {"by": acting, "scenario": str(made.uid), "today": on}
    if owner == REGION:
        actions.name_listed(**tell)
    for person, *languages, fee in map(str.split, trainers.splitlines()):
        actions.name_trainer(**tell, person=person, languages=" ".join(languages), fee=fee)
    for family, told in _told(rows):
        actions.add_row(**tell, family=family, told=told)
    actions.ask_search(**tell)


def years(
    *,
    by: Actor,
    account: str,
    owner: str,
    title: str,
    begins: date,
    quarters: int,
    seconds: int,
    on: date,
    why: str,
    rows: str,
    synthetic: bool,
) -> None:
    """A plan over years in euros with what was typed, all for one reason, for which a search is asked."""
    acting = _acting(account, on)
    if any(line.title == title for line in queries.years_plans(viewer_of_actor(acting, on=on), acting)):
        return
    asked: dict[str, Any] = {"owner": owner, "title": title, "begins": begins, "quarters": quarters}
    asked |= {"currency": "EUR", "seconds": seconds, "synthetic": synthetic}
    made = str(actions.begin_years(by=acting, today=on, **asked).uid)
    told = [(family, {**row, "why": why}) for family, row in _told(rows)]
    actions.tell_together(by=acting, years=made, rows=told, today=on)
    actions.ask_search(by=acting, scenario=made, today=on)


def _acting(account: str, on: date) -> Actor:
    return people.actor_for(people.account(account), on=on, strong=True)


def _told(rows: str) -> list[tuple[str, dict[str, str]]]:
    """In each line the family of a row and its fields: `money: funder=Budget; amount=2500`."""
    found = []
    for line in rows.splitlines():
        family, _colon, fields = line.partition(":")
        parts = (field.partition("=") for field in fields.split(";"))
        found.append((family.strip(), {name.strip(): value.strip() for name, _equals, value in parts}))
    return found
