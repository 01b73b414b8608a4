"""An alert as people of the example write one."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from kerege.people.rules import Actor, Grant
from kerege.people.words import Role
from kerege.response.actions import alerts
from kerege.response.actions.alerts import Told
from kerege.response.rules.alerts.placing import Place
from kerege.response.rules.alerts.texts import Said
from kerege.response.rules.cap import signing

NOW = datetime(2026, 11, 28, 6, 0, tzinfo=UTC)
SEAL = signing.new_seal("node.example", now=NOW)


def person(name: str, role: Role = Role.FOCAL_POINT, owner: str = "KAZ") -> Actor:
    return Actor(uid=name, name=name, grants=(Grant(role, owner),))


AUTHOR, SECOND = person("author-kaz"), person("second-kaz", Role.REVIEWER)
EN = Said(
    "en",
    "",
    "Swarms move south",
    "Swarms of the Italian locust cross the border since this morning.",
    "Inspect pastures.",
)
RU = Said("ru", "", "Стаи движутся на юг", "Стаи итальянского пруса с утра пересекают границу.", "Осмотрите пастбища.")
KK = Said(
    "kk", "Шегіртке", "Шегіртке оңтүстікке жылжуда", "Итальян прусының үйірлері шекарадан өтуде.", "Жайылымды қараңыз."
)
SQUARE = "43.10,74.00 43.10,74.60 43.50,74.60 43.50,74.00 43.10,74.00"


def told(**changes) -> Told:
    plain = Told(
        hazard="locust-italian",
        expires=NOW + timedelta(days=7),
        texts=(EN, RU, KK),
        places=(Place("Border districts", polygon=SQUARE),),
        recipients=("KGZ", "UZB"),
        contact="duty@node.example",
    )
    return replace(plain, **changes)


def written(**changes):
    return alerts.write_alert(by=AUTHOR, owner="KAZ", told=told(**changes), now=NOW)


def approved(row, by=AUTHOR, second=SECOND, now=NOW):
    alerts.submit_alert(by=by, alert=row.uid, now=now)
    return alerts.approve_alert(by=second, alert=row.uid, now=now)


def issued(row, now=NOW, **people):
    approved(row, now=now, **people)
    return alerts.issue_alert(by=SECOND, alert=row.uid, seal=SEAL, now=now)
