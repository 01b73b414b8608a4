import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest

import kerege.worlds
from kerege.atlas.models import AdminUnit, Place
from kerege.journal.actions import act
from kerege.people.rules import SYSTEM
from kerege.worlds.loader import load_world
from tests import ground

HERE = Path(kerege.worlds.__path__[0])


def cited_keys() -> tuple[str, ...]:
    found: set[str] = set()
    for file in (HERE / "project53").glob("*.csv"):
        for row in csv.DictReader(file.open(encoding="utf-8")):
            found.update(re.findall(r"\bS\d+[a-z]?\b", f"{row.get('sources', '')} {row.get('source', '')}"))
    return tuple(sorted(found))


@pytest.fixture
def project53(db):
    """The replay, loaded. What it stands on is quick ground, not the reference data."""
    ground.lay(cited_keys())
    return load_world(HERE / "project53", by=SYSTEM)


@pytest.fixture
def demo(project53):
    """The example world; of the gazetteer only the towns in which its facilities stand."""
    _lay_towns()
    return load_world(HERE / "demo", by=SYSTEM)


def _lay_towns() -> None:
    rows = list(csv.DictReader((HERE / "demo" / "facilities.csv").open(encoding="utf-8")))
    wanted = {row["place"] for row in rows}
    with act("tests.towns.laid", by=SYSTEM, about="towns"):
        for code in {row["admin_unit"] for row in rows} - {""}:
            AdminUnit.objects.get_or_create(code=code, defaults={"territory_id": "KAZ", "kind": "region"})
        for town in csv.DictReader((HERE / "reference" / "gazetteer.csv").open(encoding="utf-8")):
            if town["key"] in wanted:
                where = {"latitude": Decimal(town["latitude"]), "longitude": Decimal(town["longitude"])}
                unit, _ = AdminUnit.objects.get_or_create(
                    code=town["unit"], defaults={"territory_id": town["territory"], "kind": "region"}
                )
                Place.objects.create(key=town["key"], territory_id=town["territory"], unit=unit, **where)
