"""What countries of the example world state of their needs, and with whom they share it."""

from collections.abc import Sequence
from datetime import date

from kerege.lib.sensitivity import Sensitivity
from kerege.people import queries as people
from kerege.people.rules import Actor
from kerege.planning import actions as planning
from kerege.records.viewers import Viewer
from kerege.sharing import actions as sharing
from kerege.sharing.actions.shares import Terms

LOADING = Viewer(uid="worlds.sharing", everywhere=Sensitivity.RESTRICTED)
"""Finds the person of a row by key; nothing of them is shown."""


def state(*, by: Actor, owner: str, on: date, source: str, rows: str, synthetic: bool) -> None:
    """What a country needs: in each line a competence, a language, people, and how urgent."""
    named = ("competence", "language", "people", "points")
    told = [dict(zip(named, line.split(), strict=False)) for line in rows.splitlines()]
    planning.state_needs(by=by, owner=owner, rows=told, source=source, on=on, synthetic=synthetic)


def share(
    *,
    by: Actor,
    owner: str,
    kind: str,
    readers: Sequence[str],
    start: date,
    end: date,
    on: date,
    purpose: str,
    person: str = "",
) -> None:
    """All national records of a kind, or one person's, for readers that are written as REG/secretariat."""
    named = [(reader, role) for reader, _slash, role in (each.partition("/") for each in readers)]
    terms = Terms(named, Sensitivity.NATIONAL, start, end, purpose)
    if not person:
        sharing.share_list(by=by, owner=owner, kind=kind, terms=terms, on=on)
        return
    lines = people.persons(LOADING, owner=owner, limit=1000)
    uid = next((line.uid for line in lines if line.key == person), "")
    sharing.share_record(by=by, kind=kind, record=str(uid), terms=terms, on=on)
