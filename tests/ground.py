"""The least that records can stand on: countries, pages, units, a centre; quicker than the reference data."""

from datetime import date

from kerege.atlas.models import AdminUnit, Project, Source, Territory
from kerege.journal.actions import act
from kerege.lib.sensitivity import Sensitivity
from kerege.people import actions as people
from kerege.people.rules import SYSTEM, Actor, Grant
from kerege.people.words import Role
from kerege.records.viewers import Viewer

TODAY = date(2026, 11, 1)
COUNTRIES = {"AFG": "AF", "BEL": "BE", "KAZ": "KZ", "KGZ": "KG", "MNG": "MN", "PAK": "PK", "TJK": "TJ", "UZB": "UZ"}
UNITS = ("KZ-35", "KZ-61", "KZ-75", "KZ-79")
FOCAL_KAZ = Actor("focal-kaz", "Focal point", (Grant(Role.FOCAL_POINT, "KAZ"),))
FOCAL_KGZ = Actor("focal-kgz", "Focal point", (Grant(Role.FOCAL_POINT, "KGZ"),))
OFFICER_KAZ = Viewer("officer", "Officer", by_owner=(("KAZ", Sensitivity.NATIONAL),))
REGISTRAR_KAZ = Viewer("registrar", "Registrar", by_owner=(("KAZ", Sensitivity.RESTRICTED),))


def lay(sources: tuple[str, ...] = ("S1", "S2", "S3")) -> None:
    """Countries, units and pages, each once."""
    with act("tests.ground.laid", by=SYSTEM, about="ground"):
        for code, alpha2 in COUNTRIES.items():
            Territory.objects.get_or_create(code=code, defaults={"alpha2": alpha2})
        for code in UNITS:
            AdminUnit.objects.get_or_create(code=code, defaults={"territory_id": "KAZ", "kind": "region"})
        for key in sources:
            Source.objects.get_or_create(key=key, defaults={"title": key, "address": f"https://example.org/{key}"})
        if sources:
            Project.objects.get_or_create(key="P53", defaults={"source": Source.objects.get(key=sources[0])})


def centre(key: str = "CENTRE-ALA", kind: str = "training_centre") -> str:
    """An organisation in Kazakhstan; its key."""
    people.record_organisation(by=SYSTEM, key=key, kind=kind, names=[("en", key)], territory="KAZ")
    return key


def persons(n: int, owner: str = "KAZ") -> list[str]:
    """Keys of n synthetic persons."""
    keys = [f"{owner}-P{i}" for i in range(n)]
    for key in keys:
        people.record_person(by=SYSTEM, owner=owner, key=key, name=f"Person {key}", synthetic=True)
    return keys
