import csv
import re
from decimal import Decimal
from pathlib import Path

import pytest
from django.core.cache import caches
from django.db import connections

import kerege.worlds
from kerege.atlas.models import AdminUnit, Place
from kerege.capacity import actions as capacity
from kerege.journal.actions import act
from kerege.people.rules import SYSTEM
from kerege.sharing.actions import record_node
from kerege.worlds import (
    checklists_loader,
    curricula_loader,
    forms_loader,
    frameworks_loader,
    reference_loader,
    schemes_loader,
    sets_loader,
)
from kerege.worlds.loader import load_world
from kerege.worlds.packages_loader import load_packages
from tests import ground, snapshot

HERE = Path(kerege.worlds.__path__[0])


def cited_keys() -> tuple[str, ...]:
    found: set[str] = set()
    for file in (HERE / "project53").glob("*.csv"):
        for row in csv.DictReader(file.open(encoding="utf-8")):
            found.update(re.findall(r"\bS\d+[a-z]?\b", f"{row.get('sources', '')} {row.get('source', '')}"))
    return tuple(sorted(found))


@pytest.fixture(scope="module")
def _project53_database(django_db_setup, django_db_blocker):
    def lay():
        ground.lay(cited_keys())
        return load_world(HERE / "project53", by=SYSTEM)

    with django_db_blocker.unblock(), snapshot.with_more(connections["default"], "project53", lay) as made:
        yield made


@pytest.fixture
def _on_project53_database(_project53_database):
    with snapshot.lent(_project53_database[0]):
        caches["near"].clear()
        yield


@pytest.fixture
def project53(_on_project53_database, db, _project53_database):
    """The replay, loaded; what loading said. What it stands on is quick ground, not the reference data."""
    return _project53_database[1]


@pytest.fixture(scope="module")
def _demo_of_replay(_project53_database, django_db_blocker):
    with django_db_blocker.unblock(), snapshot.with_more(_project53_database[0], "project53_demo", _lay_demo) as made:
        yield made


@pytest.fixture
def _on_demo_of_replay(_demo_of_replay):
    with snapshot.lent(_demo_of_replay[0]):
        caches["near"].clear()
        yield


@pytest.fixture
def demo(_on_demo_of_replay, db, _demo_of_replay):
    """The example world on the replay; what loading said. Of the gazetteer only the towns of its facilities and
    experts, and sets that cite nothing. Experts agreed to the texts of the reference data.
    """
    return _demo_of_replay[1]


def _lay_demo():
    _lay_towns()
    _lay_sets()
    checklists_loader.load_checklists(by=SYSTEM)
    _lay_frameworks()
    schemes_loader.load_schemes(by=SYSTEM)
    curricula_loader.load_curricula(by=SYSTEM)
    forms_loader.load_forms(by=SYSTEM)
    reference_loader.publish_consent_texts(SYSTEM)
    load_packages(by=SYSTEM)
    for country in ("KAZ", "KGZ", "TJK", "UZB"):  # whoever shares is a node of the network
        record_node(by=SYSTEM, key=country, territory=country)
    record_node(by=SYSTEM, key="REG")
    return load_world(HERE / "demo", by=SYSTEM)


def _lay_sets() -> None:
    """The question sets of this release, without the editions that they rest on: these are reference data."""
    for folder in sorted(path for path in sets_loader.HERE.iterdir() if path.is_dir()):
        told, content = sets_loader.passport(folder), sets_loader.content(folder)
        for question in (each for section in content["sections"] for each in section["questions"]):
            question["links"] = []
        named = {name: told[name] for name in ("key", "version")}
        given = {name: told[name] for name in ("about", "wording", "rights")}
        capacity.record_version(by=SYSTEM, owner="REG", content=content, **named, **given)
        capacity.publish_version(by=SYSTEM, today=told["published_on"], **named)


def _lay_frameworks() -> None:
    """The frameworks of this release, without the editions and questions to which they point."""
    for folder in sorted(path for path in frameworks_loader.HERE.iterdir() if path.is_dir()):
        told, content = frameworks_loader.passport(folder), frameworks_loader.content(folder)
        for competence in (each for domain in content["domains"] for each in domain["competences"]):
            competence["maps"] = []
        named = {name: told[name] for name in ("key", "version")}
        given = {name: told[name] for name in ("wording", "rights")}
        capacity.record_framework(by=SYSTEM, owner="REG", content=content, **named, **given)
        capacity.publish_framework(by=SYSTEM, today=told["published_on"], **named)


def _lay_towns() -> None:
    rows = list(csv.DictReader((HERE / "demo" / "facilities.csv").open(encoding="utf-8")))
    experts = csv.DictReader((HERE / "demo" / "listings.csv").open(encoding="utf-8"))
    wanted = {row["place"] for row in (*rows, *experts)}
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
