"""Who stands behind a row, as a viewer may know it.

A facility that the viewer may not see is withheld, and what is with it counts as with nobody whom the viewer knows.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from kerege.inventory.models import Facility
from kerege.people import queries as people
from kerege.records.labels import WITHHELD, Withheld
from kerege.records.viewers import Viewer


@dataclass(frozen=True)
class HolderRef:
    """Who has something: a facility by key and title, or an organisation by key. Withheld where the viewer may not see
    the facility; empty where nobody has it.
    """

    facility: str | Withheld = ""
    title: str | Withheld = ""
    organisation: str = ""


NOBODY = HolderRef()


class Holders:
    """Who stands behind the keys of rows, as the viewer may know it; two queries for all of them."""

    def __init__(self, viewer: Viewer, rows: Iterable[Any], prefixes: tuple[str, ...]) -> None:
        rows = list(rows)
        facilities = {getattr(row, f"{p}facility_id") for row in rows for p in prefixes} - {None}
        organisations = {getattr(row, f"{p}organisation_id") for row in rows for p in prefixes} - {None}
        seen = Facility.objects.seen_by(viewer).filter(id__in=facilities).values_list("id", "key", "title")
        self.facilities = {of: HolderRef(key, title) for of, key, title in seen}
        keys = people.organisation_keys(organisations)
        self.organisations = {of: HolderRef(organisation=key) for of, key in keys.items()}

    def of(self, row: Any, prefix: str) -> HolderRef:
        facility, organisation = getattr(row, f"{prefix}facility_id"), getattr(row, f"{prefix}organisation_id")
        if facility is not None:
            return self.facilities.get(facility, HolderRef(WITHHELD, WITHHELD))
        return self.organisations.get(organisation, NOBODY) if organisation else NOBODY
