"""A facility as tests record it, and the town and region that it stands in."""

from datetime import date
from decimal import Decimal
from typing import Any

from kerege.atlas.models import AdminUnit, Place
from kerege.inventory import actions
from kerege.inventory.models import Facility
from kerege.journal.actions import act
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role

DAY = date(2026, 11, 1)
TOWN = "KZ-1526273"
REGION = "KZ-71"
EXACT = {"latitude": 51.12801, "longitude": 71.43042}
GIVEN: dict[str, Any] = {
    "by": SYSTEM,
    "owner": "KAZ",
    "names": {"en": "Example laboratory", "ru": "Пример лаборатории"},
    "kind": "regional_laboratory",
    "sectors": ["human"],
    "territory": "KAZ",
    "today": DAY,
}
HEAD_KAZ = Actor("head-kaz", "Head", (Grant(Role.LABORATORY_HEAD, "KAZ"),))
HEAD_OF_ONE = Actor("head-one", "Head", (Grant(Role.LABORATORY_HEAD, "KAZ", "CENTRE-ALA"),))
TRAINER_KAZ = Actor("trainer-kaz", "Trainer", (Grant(Role.TRAINER, "KAZ"),))


def lay_town() -> None:
    """One region with two towns, of which TOWN is one."""
    with act("tests.towns.laid", by=SYSTEM, about="towns"):
        unit, _ = AdminUnit.objects.get_or_create(code=REGION, defaults={"territory_id": "KAZ", "kind": "city"})
        for key, latitude, longitude in ((TOWN, "51.180", "71.446"), ("KZ-2", "51.380", "71.246")):
            where = {"latitude": Decimal(latitude), "longitude": Decimal(longitude)}
            Place.objects.get_or_create(key=key, defaults={"territory_id": "KAZ", "unit": unit, **where})


def recorded(**changes: Any) -> Facility:
    """A facility of Kazakhstan."""
    return actions.record_facility(**(GIVEN | changes))
