"""Who may read what, said once more and in another way: plain sets, without the program's tables or queries.

Tests compare the program with this. Nothing here is imported from the rooms but the names of levels and roles.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from kerege.lib.sensitivity import Sensitivity

REGION_WIDE = {"public": 0, "learner": 0, "donor": 0, "node_administrator": 0}
"""What these roles read of everybody else's records; every other role reads regional ones."""
AT_HOME = {
    "public": 0,
    "learner": 0,
    "donor": 0,
    "node_administrator": 1,
    "trainer": 1,
    "focal_point": 3,
    "secretariat": 3,
}
"""What these roles read of the records of their own owner; every other role reads national ones."""
READ_JOURNALS = {"auditor", "focal_point", "secretariat"}
REVIEW = {"reviewer", "master_trainer"}
"""Who reads a case of a certificate that was submitted, whatever their clearance: of their own country, or of all."""


@dataclass(frozen=True)
class Held:
    """A role for an owner, from `start` up to and not including `end`."""

    role: str
    owner: str
    start: date = date(2000, 1, 1)
    end: date | None = None

    def holds(self, day: date) -> bool:
        return self.start <= day and (self.end is None or day < self.end)


def clearance(roles: Iterable[Held], owner: str, day: date) -> Sensitivity:
    """The highest level of this owner's records that somebody with these roles reads on the day."""
    levels = [0]
    for role in roles:
        if role.holds(day):
            levels.append(AT_HOME.get(role.role, 2) if role.owner == owner else REGION_WIDE.get(role.role, 1))
    return Sensitivity(max(levels))


def journals(roles: Iterable[Held], day: date) -> set[str]:
    """The owners whose acts somebody with these roles reads in full on the day."""
    return {role.owner for role in roles if role.holds(day) and role.role in READ_JOURNALS}


def reviews(roles: Iterable[Held], owner: str, day: date) -> bool:
    """Whether somebody with these roles reviews cases of this owner on the day."""
    return any(role.holds(day) and role.role in REVIEW and role.owner in (owner, "REG") for role in roles)
