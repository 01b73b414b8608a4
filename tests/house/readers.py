"""Everybody who reads in the tests of leaks: the demo accounts, and some whose roles are over or to come."""

import csv
from datetime import date

from django.utils import timezone

from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people import queries
from kerege.people.rules import SYSTEM
from tests.house import canaries, oracle
from tests.house.oracle import Held
from tests.house.rule import ROOT

ACCOUNTS = ROOT / "kerege" / "worlds" / "demo" / "accounts.csv"
ON_SEATS = {
    "focal.point.kaz@example.org": (Held("focal_point", "KAZ"),),
    "focal.point.kgz@example.org": (Held("focal_point", "KGZ"),),
}
"""Demo accounts whose roles stand on the seats on which their persons sit."""
DEMO = {
    row["email"]: (Held(row["role"], row["owner"], date.fromisoformat(row["start"])),)
    if row["role"]
    else ON_SEATS[row["email"]]
    for row in csv.DictReader(ACCOUNTS.open(encoding="utf-8"))
}
FIRST, LONG_AGO = date(2024, 1, 1), date(2025, 1, 1)
FURTHER = {
    "auditor.kaz@example.org": (Held("auditor", "KAZ", FIRST),),
    "trainer.uzb@example.org": (Held("trainer", "UZB", FIRST),),
    "former.focal.point.kaz@example.org": (Held("focal_point", "KAZ", FIRST, LONG_AGO), Held("learner", "KAZ", FIRST)),
    "coming.focal.point.kaz@example.org": (Held("focal_point", "KAZ", date(2090, 1, 1)),),
    "of.two.countries@example.org": (Held("laboratory_head", "UZB", FIRST), Held("learner", "KAZ", FIRST)),
}
ROLES: dict[str, tuple[Held, ...]] = {"": (), **DEMO, **FURTHER}
"""Every reader with the roles that were given; nobody's are of the visitor who has not signed in."""
EVERYBODY = list(ROLES)
FOCAL_POINT, NEIGHBOUR = "focal.point.kaz@example.org", "focal.point.kgz@example.org"
ONE_OF_EACH_CLEARANCE = ("", NEIGHBOUR, "master.trainer@example.org", FOCAL_POINT)


def open_accounts() -> None:
    """The accounts that the demo does not have."""
    for email, roles in FURTHER.items():
        account = people.open_account(by=SYSTEM, email=email, name=email.split("@")[0], password="kerege-demo-2026")
        for held in roles:
            people.grant_role(
                by=SYSTEM, account=account, role=held.role, owner=held.owner, start=held.start, end=held.end
            )


def clearance_of(email: str) -> Sensitivity:
    """What a reader may read of the canaries' owner today, as the oracle says it."""
    return oracle.clearance(ROLES[email], canaries.OWNER, timezone.localdate())


def reviews(email: str) -> bool:
    """Whether a reader reviews cases of the canaries' owner today, as the oracle says it."""
    return oracle.reviews(ROLES[email], canaries.OWNER, timezone.localdate())


def account(email: str):
    return queries.account(email)


def of_journals(day: date) -> list[str]:
    """Those who read somebody's journal on the day."""
    return [email for email, roles in ROLES.items() if oracle.journals(roles, day)]
